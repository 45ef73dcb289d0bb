#include "choose/exhaustive.hpp"

#include <algorithm>

namespace phanbo::selection {

namespace {

constexpr Amount greatest = 10'000'000'000'000;

/// Three sources over two years with carry-over, two or three nodes where money is needed.
void draw_network(Draws& draws, SelectionModel& model, Amount size) {
  const int sources = static_cast<int>(draws.between(1, 3));
  const int needs = static_cast<int>(draws.between(1, 3));
  model.node_count = 1 + sources + needs;
  model.fixed_uses.assign(static_cast<std::size_t>(model.node_count), 0);
  for (int s = 0; s < sources; ++s)
    model.arcs.push_back({money_node, 1 + s, draws.between(size / 4, size * 2)});
  if (sources > 1 && draws.between(0, 1) == 1)
    model.arcs.push_back({1, 2, draws.between(0, size / 2)});
  for (int k = 0; k < needs; ++k) {
    for (int s = 0; s < sources; ++s) {
      if (s != k % sources && draws.between(0, 2) == 0) continue;
      model.arcs.push_back({1 + s, 1 + sources + k, draws.between(size, size * 6)});
    }
    if (draws.between(0, 5) == 0)
      model.fixed_uses[static_cast<std::size_t>(1 + sources + k)] = draws.between(0, size / 8);
  }
}

void draw_candidates(Draws& draws, SelectionModel& model, Amount size, int first_need) {
  const auto count = static_cast<std::size_t>(draws.between(1, 14));
  for (std::size_t p = 0; p < count; ++p) {
    Candidate candidate;
    candidate.must_choose = draws.between(0, 9) == 0;
    const auto options = draws.between(1, count > 9 ? 1 : 3);
    for (std::int64_t c = 0; c < options; ++c) {
      Option option;
      option.value = draws.between(draws.between(0, 9) == 0 ? -5 : 0, 1'000);
      for (int node = first_need; node < model.node_count; ++node)
        if (draws.between(0, 2) > 0) option.uses.push_back({node, draws.between(1, size / 3 + 1)});
      candidate.options.push_back(std::move(option));
    }
    model.candidates.push_back(std::move(candidate));
  }
}

void put(Candidate& candidate, int row, Amount coefficient) {
  for (Option& option : candidate.options) option.terms.push_back({row, coefficient});
}

/// Exclusive pairs, prerequisites, floors and caps on what options use.
void draw_rows(Draws& draws, SelectionModel& model) {
  const auto any = [&] {
    return static_cast<std::size_t>(
        draws.between(0, static_cast<std::int64_t>(model.candidates.size()) - 1));
  };
  for (std::int64_t k = draws.between(0, 3); k > 0; --k) {
    const std::size_t a = any();
    const std::size_t b = any();
    if (a == b) continue;
    const bool exclusive = draws.between(0, 1) == 1;
    model.rows.push_back({{}, exclusive ? 1 : 0});
    const int row = static_cast<int>(model.rows.size()) - 1;
    put(model.candidates[a], row, 1);
    put(model.candidates[b], row, exclusive ? 1 : -1);
  }
  for (std::int64_t k = draws.between(0, 2); k > 0; --k) {
    const int row = static_cast<int>(model.rows.size());
    Amount sum = 0;
    for (Candidate& candidate : model.candidates) {
      if (draws.between(0, 1) == 0) continue;
      for (Option& option : candidate.options) {
        Amount own = 0;
        for (const MoneyUse& use : option.uses) own += use.amount;
        if (own > 0) option.terms.push_back({row, own});
        sum += own;
      }
    }
    Row sides;
    if (draws.between(0, 1) == 1) sides.lower = draws.between(0, sum / 4);
    if (!sides.lower || draws.between(0, 1) == 1) sides.upper = draws.between(sum / 4, sum);
    model.rows.push_back(sides);
  }
}

/// Money for everything but a single đồng.
void make_one_dong_short(SelectionModel& model) {
  Amount all = 0;
  for (const Candidate& candidate : model.candidates) {
    Amount most = 0;
    for (const Option& option : candidate.options) {
      Amount own = 0;
      for (const MoneyUse& use : option.uses) own += use.amount;
      most = std::max(most, own);
    }
    all += most;
  }
  for (const Amount amount : model.fixed_uses) all += amount;
  // Everything passes one new node.
  const int gate = model.node_count++;
  model.fixed_uses.push_back(0);
  for (MoneyArc& arc : model.arcs) {
    if (arc.from == money_node) {
      arc.from = gate;
      arc.capacity = all + 1;
    } else {
      arc.capacity = all + 1;
    }
  }
  model.arcs.push_back({money_node, gate, all > 0 ? all - 1 : 0});
}

/// Hall's condition over all sets of nodes: what a set needs is at most what the arcs into it
/// bring.
bool can_be_paid(const SelectionModel& model, const std::vector<Amount>& needs) {
  const auto nodes = static_cast<unsigned>(model.node_count);
  for (unsigned set = 2; set < 1U << nodes; set += 2) {  // never with the money node
    Int128 need = 0;
    Int128 into = 0;
    for (unsigned v = 1; v < nodes; ++v)
      if ((set >> v & 1U) != 0) need += needs[v];
    for (const MoneyArc& arc : model.arcs)
      if ((set >> static_cast<unsigned>(arc.to) & 1U) != 0 &&
          (set >> static_cast<unsigned>(arc.from) & 1U) == 0)
        into += arc.capacity;
    if (need > into) return false;
  }
  return true;
}

struct Look {
  const SelectionModel& model;
  std::vector<Amount> needs;
  std::vector<Amount> sums;
  std::optional<std::int64_t> best;

  void visit(std::size_t p, std::int64_t value) {
    if (p == model.candidates.size()) {
      if (best && value <= *best) return;
      for (std::size_t r = 0; r < sums.size(); ++r) {
        if (model.rows[r].lower && sums[r] < *model.rows[r].lower) return;
        if (model.rows[r].upper && sums[r] > *model.rows[r].upper) return;
      }
      if (can_be_paid(model, needs)) best = value;
      return;
    }
    const Candidate& candidate = model.candidates[p];
    if (!candidate.must_choose) visit(p + 1, value);
    for (const Option& option : candidate.options) {
      for (const MoneyUse& use : option.uses)
        needs[static_cast<std::size_t>(use.node)] += use.amount;
      for (const RowTerm& term : option.terms)
        sums[static_cast<std::size_t>(term.row)] += term.coefficient;
      visit(p + 1, value + option.value);
      for (const MoneyUse& use : option.uses)
        needs[static_cast<std::size_t>(use.node)] -= use.amount;
      for (const RowTerm& term : option.terms)
        sums[static_cast<std::size_t>(term.row)] -= term.coefficient;
    }
  }
};

}  // namespace

SelectionModel draw_model(std::uint64_t seed) {
  Draws draws(seed);
  SelectionModel model;
  const Amount size = draws.between(0, 2) == 0 ? greatest : draws.between(10, 1'000'000);
  draw_network(draws, model, size);
  int first_need = model.node_count;
  for (const MoneyArc& arc : model.arcs)
    if (arc.from != money_node && arc.to > 2) first_need = std::min(first_need, arc.to);
  // Needs arrive at nodes behind the sources only.
  int sources = 0;
  for (const MoneyArc& arc : model.arcs) sources += arc.from == money_node ? 1 : 0;
  first_need = 1 + sources;
  draw_candidates(draws, model, size, first_need);
  draw_rows(draws, model);
  if (draws.between(0, 4) == 0) make_one_dong_short(model);
  for (Candidate& candidate : model.candidates)
    for (Option& option : candidate.options)
      std::sort(option.terms.begin(), option.terms.end(),
                [](const RowTerm& a, const RowTerm& b) { return a.row < b.row; });
  return model;
}

std::optional<std::int64_t> best_by_looking(const SelectionModel& model) {
  Look look{model, model.fixed_uses, std::vector<Amount>(model.rows.size(), 0), {}};
  look.visit(0, 0);
  return look.best;
}

std::string compare_with_looking(std::uint64_t seed) {
  const SelectionModel model = draw_model(seed);
  if (!is_within_ranges(model)) return "out of ranges";
  const std::optional<std::int64_t> best = best_by_looking(model);
  const Solution solution = solve(model, {});
  const auto certified = check_certificate(model, solution.certificate);
  if (!certified) return "certificate does not hold";
  if (!best) {
    return solution.end == SolveEnd::impossible && certified->nothing_is_possible
               ? ""
               : "not seen to be impossible";
  }
  if (solution.end != SolveEnd::optimal || !solution.choice)
    return "not optimal: end " + std::to_string(static_cast<int>(solution.end));
  if (!is_possible(model, *solution.choice)) return "choice is not possible";
  if (value_of(model, *solution.choice) != *best || solution.value != *best)
    return "value " + std::to_string(solution.value) + " instead of " + std::to_string(*best);
  if (certified->nothing_is_possible || certified->value < *best) return "bound below the optimum";
  if (solution.bound != *best) return "bound is not the value";
  return "";
}

}  // namespace phanbo::selection

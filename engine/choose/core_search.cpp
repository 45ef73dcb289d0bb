#include "engine/choose/core_search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace phanbo::selection {

namespace {

/// The model with everything outside the core held at its choice.
SelectionModel hold_others(const SelectionModel& model, const Choice& choice,
                           const std::vector<std::size_t>& core) {
  SelectionModel held;
  held.node_count = model.node_count;
  held.arcs = model.arcs;
  held.fixed_uses = model.fixed_uses;
  held.rows = model.rows;
  std::vector<char> is_free(choice.size(), 0);
  for (const std::size_t p : core) is_free[p] = 1;
  for (std::size_t p = 0; p < choice.size(); ++p) {
    if (is_free[p] != 0 || choice[p] == no_option) continue;
    const Option& own = model.candidates[p].options[static_cast<std::size_t>(choice[p])];
    for (const MoneyUse& use : own.uses)
      held.fixed_uses[static_cast<std::size_t>(use.node)] += use.amount;
    for (const RowTerm& term : own.terms) {
      Row& row = held.rows[static_cast<std::size_t>(term.row)];
      if (row.lower) *row.lower -= term.coefficient;
      if (row.upper) *row.upper -= term.coefficient;
    }
  }
  for (const std::size_t p : core) held.candidates.push_back(model.candidates[p]);
  return held;
}

std::uint64_t mix(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

/// Candidates by how little it costs, for their size, to decide them otherwise.
std::vector<std::size_t> nearest(const SelectionModel& model, const Relaxation& relaxation) {
  std::vector<Guess> loss(model.candidates.size(), HUGE_VAL);
  for (std::size_t p = 0; p < model.candidates.size(); ++p) {
    const Candidate& candidate = model.candidates[p];
    std::vector<Guess> profits;
    if (!candidate.must_choose) profits.push_back(0);
    Guess size = 1;
    for (const Option& option : candidate.options) {
      profits.push_back(profit_at(option, relaxation.prices));
      size = std::max(size, std::abs(static_cast<Guess>(option.value)));
    }
    std::sort(profits.begin(), profits.end(), std::greater<>());
    if (profits.size() > 1) loss[p] = (profits[0] - profits[1]) / size;
  }
  for (const RelaxedOption& part : relaxation.parts)
    loss[static_cast<std::size_t>(part.candidate)] = 0;
  std::vector<std::size_t> order(model.candidates.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return loss[a] < loss[b]; });
  while (!order.empty() && loss[order.back()] == HUGE_VAL) order.pop_back();
  return order;
}

/// What the relaxation takes in part and what the choice has otherwise than its prices say comes
/// before the rest of the core.
std::vector<std::size_t> doubtful_first(const SelectionModel& model, const Relaxation& relaxation,
                                        const Choice& choice, const std::vector<std::size_t>& order,
                                        const std::vector<std::size_t>& core) {
  std::vector<char> is_in(choice.size(), 0);
  std::vector<std::size_t> result;
  const auto add = [&](std::size_t p) {
    if (result.size() < core.size() && is_in[p]++ == 0) result.push_back(p);
  };
  for (const RelaxedOption& part : relaxation.parts) add(static_cast<std::size_t>(part.candidate));
  for (const std::size_t p : order)
    if (choice[p] != best_option_at(model.candidates[p], relaxation.prices)) add(p);
  for (const std::size_t p : core) add(p);
  return result;
}

}  // namespace

Choice search_cores(const SelectionModel& model, CutPool& pool, const Relaxation& relaxation,
                    Choice choice, const CoreSearchLimits& limits, std::int64_t& work) {
  const std::vector<std::size_t> order = nearest(model, relaxation);
  if (order.empty()) return choice;
  std::int64_t value = value_of(model, choice);
  std::uint64_t state = limits.seed;
  std::int64_t spent = 0;
  std::size_t reach = limits.core_size;
  for (int round = 0; spent < limits.work_max && value < limits.value_enough; ++round) {
    if (limits.should_stop && limits.should_stop()) break;
    // First the very nearest, then draws from a wider and wider circle.
    std::vector<std::size_t> core(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), reach)));
    for (std::size_t i = core.size(); i > 1; --i) {
      state = mix(state);
      std::swap(core[i - 1], core[state % i]);
    }
    core.resize(std::min(core.size(), limits.core_size));
    if (round % 2 == 0) core = doubtful_first(model, relaxation, choice, order, core);
    std::sort(core.begin(), core.end());
    reach = std::min(reach + reach / 4 + 1, std::min(order.size(), limits.core_size * 8));
    const SelectionModel held = hold_others(model, choice, core);
    CutPool held_pool(held);
    for (const Cut& cut : pool.cuts()) held_pool.add_cut(make_cut(held, cut.inside));
    Choice start;
    for (const std::size_t p : core) start.push_back(choice[p]);
    const std::int64_t before = value_of(held, start);
    BranchingLimits branching;
    branching.nodes_max = limits.nodes_per_core;
    branching.work_max = limits.work_max - spent;
    branching.should_stop = limits.should_stop;
    branching.needs_certificate = false;
    const BranchingResult result =
        branch_and_bound(held, held_pool, relaxation.prices, start, branching);
    spent += result.work + 1 + static_cast<std::int64_t>(model.candidates.size()) / 5'000;
    for (const Cut& cut : held_pool.cuts()) pool.add_cut(make_cut(model, cut.inside));
    if (!result.best || result.value <= before) continue;
    for (std::size_t i = 0; i < core.size(); ++i) choice[core[i]] = (*result.best)[i];
    value += result.value - before;
    if (limits.found_better) limits.found_better(choice);
  }
  work += spent;
  return choice;
}

}  // namespace phanbo::selection

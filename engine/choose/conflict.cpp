#include "engine/choose/conflict.hpp"

#include "models/limits.hpp"

namespace phanbo::selection {

namespace {

enum class Answer { possible, impossible, unknown };

Answer ask(const SelectionModel& model) {
  SolveLimits limits;
  limits.work_max = 2'000;
  limits.gap_enough_millionths = 1'000'000'000;  // any choice will do
  const Solution solution = solve(model, limits);
  if (solution.choice) return Answer::possible;
  return solution.end == SolveEnd::impossible ? Answer::impossible : Answer::unknown;
}

SelectionModel without_values(SelectionModel model) {
  for (Candidate& candidate : model.candidates)
    for (Option& option : candidate.options) option.value = 0;
  return model;
}

std::optional<Amount>& side_of(SelectionModel& model, const RowSide& side) {
  Row& row = model.rows[static_cast<std::size_t>(side.row)];
  return side.upper ? row.upper : row.lower;
}

SelectionModel with_money(SelectionModel model, const std::vector<int>& money_nodes, Amount extra) {
  const int node = model.node_count++;
  model.fixed_uses.push_back(0);
  model.arcs.push_back({money_node, node, extra});
  for (const int to : money_nodes) model.arcs.push_back({node, to, extra});
  return model;
}

/// The least extra money by halving; more money never hurts.
std::optional<Amount> least_repair(const SelectionModel& model,
                                   const std::vector<int>& money_nodes) {
  Amount enough = 1;
  Amount most = 0;
  for (const Candidate& candidate : model.candidates) {
    Amount greatest = 0;
    for (const Option& option : candidate.options) {
      Amount sum = 0;
      for (const MoneyUse& use : option.uses) sum += use.amount;
      greatest = std::max(greatest, sum);
    }
    most += greatest;
  }
  // Shared by all nodes, the sum of everything anybody could ask for is always enough.
  enough = most + 1;
  if (ask(with_money(model, money_nodes, enough)) != Answer::possible) return {};
  Amount too_little = 0;
  while (enough - too_little > 1) {
    const Amount middle = too_little + (enough - too_little) / 2;
    (ask(with_money(model, money_nodes, middle)) == Answer::possible ? enough : too_little) =
        middle;
  }
  return enough;
}

}  // namespace

Conflict find_conflict(const SelectionModel& given, const std::vector<int>& money_nodes) {
  SelectionModel model = without_values(given);
  Conflict conflict;
  std::vector<RowSide> sides;
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    if (model.rows[r].lower) sides.push_back({static_cast<int>(r), false});
    if (model.rows[r].upper) sides.push_back({static_cast<int>(r), true});
  }
  // What can be left out and still nothing is possible is no part of the conflict.
  for (const RowSide& side : sides) {
    std::optional<Amount>& own = side_of(model, side);
    const std::optional<Amount> before = own;
    own.reset();
    const Answer answer = ask(model);
    if (answer == Answer::impossible) continue;
    side_of(model, side) = before;
    conflict.sides.push_back(side);
    conflict.is_irreducible = conflict.is_irreducible && answer == Answer::possible;
  }
  for (std::size_t p = 0; p < model.candidates.size(); ++p) {
    if (!model.candidates[p].must_choose) continue;
    model.candidates[p].must_choose = false;
    const Answer answer = ask(model);
    if (answer == Answer::impossible) continue;
    model.candidates[p].must_choose = true;
    conflict.musts.push_back(static_cast<int>(p));
    conflict.is_irreducible = conflict.is_irreducible && answer == Answer::possible;
  }
  conflict.repair = least_repair(without_values(given), money_nodes);
  return conflict;
}

}  // namespace phanbo::selection

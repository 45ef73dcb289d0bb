#include "engine/choose/selection_model.hpp"

#include <algorithm>
#include <numeric>

#include "engine/choose/money_flow.hpp"
#include "models/limits.hpp"

namespace phanbo::selection {

namespace {

constexpr Int128 sum_limit = Int128{1} << 62;

bool is_amount(Amount amount) {
  return -limit_amount_dong_max <= amount && amount <= limit_amount_dong_max;
}

bool options_are_within_ranges(const SelectionModel& model, const Candidate& candidate) {
  for (const Option& option : candidate.options) {
    for (const MoneyUse& use : option.uses) {
      if (use.node <= money_node || use.node >= model.node_count) return false;
      if (use.amount < 0 || !is_amount(use.amount)) return false;
    }
    for (const RowTerm& term : option.terms) {
      if (term.row < 0 || static_cast<std::size_t>(term.row) >= model.rows.size()) return false;
      if (!is_amount(term.coefficient)) return false;
    }
  }
  return true;
}

}  // namespace

bool is_within_ranges(const SelectionModel& model) {
  if (model.node_count < 1 || model.fixed_uses.size() != static_cast<std::size_t>(model.node_count))
    return false;
  Int128 sum = 0;
  for (const MoneyArc& arc : model.arcs) {
    const bool nodes_exist = arc.from >= 0 && arc.from < model.node_count && arc.to > money_node &&
                             arc.to < model.node_count;
    if (!nodes_exist || arc.capacity < 0) return false;
    sum += arc.capacity;
  }
  if (sum > sum_limit) return false;
  for (const Amount amount : model.fixed_uses) {
    if (amount < 0 || !is_amount(amount)) return false;
  }
  Int128 values = 0;
  Int128 amounts = 0;
  for (const Candidate& candidate : model.candidates) {
    Int128 most = 0;
    Int128 most_money = 0;
    for (const Option& option : candidate.options) {
      most = std::max(most, option.value < 0 ? -Int128{option.value} : Int128{option.value});
      Int128 size = 0;
      for (const MoneyUse& use : option.uses) size += use.amount;
      for (const RowTerm& term : option.terms)
        size += term.coefficient < 0 ? -term.coefficient : term.coefficient;
      most_money = std::max(most_money, size);
    }
    values += most;
    amounts += most_money;
    if (!options_are_within_ranges(model, candidate)) return false;
  }
  return values < sum_limit && amounts < sum_limit;
}

Amount all_needs(const SelectionModel& model) {
  Amount most = std::accumulate(model.fixed_uses.begin(), model.fixed_uses.end(), Amount{1});
  for (const Candidate& candidate : model.candidates) {
    Amount greatest = 0;
    for (const Option& option : candidate.options) {
      Amount sum = 0;
      for (const MoneyUse& use : option.uses) sum += use.amount;
      greatest = std::max(greatest, sum);
    }
    most += greatest;
  }
  return most;
}

std::int64_t value_of(const SelectionModel& model, const Choice& choice) {
  std::int64_t value = 0;
  for (std::size_t p = 0; p < choice.size(); ++p) {
    if (choice[p] != no_option)
      value += model.candidates[p].options[static_cast<std::size_t>(choice[p])].value;
  }
  return value;
}

bool is_possible(const SelectionModel& model, const Choice& choice) {
  if (choice.size() != model.candidates.size()) return false;
  std::vector<Amount> needs = model.fixed_uses;
  std::vector<Amount> sums(model.rows.size(), 0);
  for (std::size_t p = 0; p < choice.size(); ++p) {
    const Candidate& candidate = model.candidates[p];
    if (choice[p] == no_option) {
      if (candidate.must_choose) return false;
      continue;
    }
    if (choice[p] < 0 || static_cast<std::size_t>(choice[p]) >= candidate.options.size())
      return false;
    const Option& option = candidate.options[static_cast<std::size_t>(choice[p])];
    for (const MoneyUse& use : option.uses) needs[static_cast<std::size_t>(use.node)] += use.amount;
    for (const RowTerm& term : option.terms)
      sums[static_cast<std::size_t>(term.row)] += term.coefficient;
  }
  for (std::size_t r = 0; r < sums.size(); ++r) {
    if (model.rows[r].lower && sums[r] < *model.rows[r].lower) return false;
    if (model.rows[r].upper && sums[r] > *model.rows[r].upper) return false;
  }
  MoneyFlow flow(model);
  return flow.adjust(needs);
}

}  // namespace phanbo::selection

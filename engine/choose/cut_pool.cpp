#include "engine/choose/cut_pool.hpp"

#include <algorithm>

namespace phanbo::selection {

CutPool::CutPool(const SelectionModel& model) : model_(model) {
  limits_of_node_.resize(static_cast<std::size_t>(model.node_count));
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    Sides sides;
    if (model.rows[r].upper) {
      sides.upper = static_cast<int>(limits_.size());
      limits_.push_back({LimitSide::upper, static_cast<int>(r), *model.rows[r].upper});
    }
    if (model.rows[r].lower) {
      sides.lower = static_cast<int>(limits_.size());
      limits_.push_back({LimitSide::lower, static_cast<int>(r), -*model.rows[r].lower});
    }
    limits_of_row_.push_back(sides);
  }
  row_limits_ = limits_.size();
}

bool CutPool::add_cut(Cut cut) {
  const auto place = static_cast<int>(cuts_.size());
  if (!place_of_inside_.try_emplace(cut.inside, place).second) return false;
  const int limit = static_cast<int>(limits_.size());
  for (std::size_t v = 0; v < cut.inside.size(); ++v)
    if (cut.inside[v] != 0) limits_of_node_[v].push_back(limit);
  limits_.push_back({LimitSide::cut, place, cut.capacity});
  limit_of_cut_.push_back(limit);
  cuts_.push_back(std::move(cut));
  return true;
}

int CutPool::place_of(Cut cut) {
  if (const auto known = place_of_inside_.find(cut.inside); known != place_of_inside_.end())
    return known->second;
  add_cut(std::move(cut));
  return static_cast<int>(cuts_.size()) - 1;
}

int CutPool::limit_of(Cut cut) {
  return limit_of_cut_[static_cast<std::size_t>(place_of(std::move(cut)))];
}

Amount CutPool::coefficient(const Option& option, const LinearLimit& limit) const {
  Amount sum = 0;
  if (limit.side == LimitSide::cut) {
    const auto& inside = cuts_[static_cast<std::size_t>(limit.index)].inside;
    for (const MoneyUse& use : option.uses)
      if (inside[static_cast<std::size_t>(use.node)] != 0) sum += use.amount;
    return sum;
  }
  for (const RowTerm& term : option.terms)
    if (term.row == limit.index) sum += term.coefficient;
  return limit.side == LimitSide::upper ? sum : -sum;
}

void CutPool::spread_prices(const std::vector<Guess>& by_limit, std::vector<Guess>& node_prices,
                            std::vector<Guess>& row_prices) const {
  node_prices.assign(static_cast<std::size_t>(model_.node_count), 0);
  row_prices.assign(model_.rows.size(), 0);
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    const auto index = static_cast<std::size_t>(limits_[i].index);
    if (by_limit[i] == 0) continue;
    switch (limits_[i].side) {
      case LimitSide::upper:
        row_prices[index] += by_limit[i];
        break;
      case LimitSide::lower:
        row_prices[index] -= by_limit[i];
        break;
      case LimitSide::cut:
        for (std::size_t v = 0; v < node_prices.size(); ++v)
          if (cuts_[index].inside[v] != 0) node_prices[v] += by_limit[i];
    }
  }
}

std::vector<Cut> broken_cuts(const SelectionModel& model, MoneyFlow& flow,
                             const std::vector<Amount>& needs) {
  if (flow.adjust(needs)) return {};
  // Everything that could still send money to an unmet need: the smallest minimum cut, whose parts
  // are each short.
  std::vector<Cut> found;
  for (auto& part : connected_parts(model, flow.cut_off())) {
    Cut cut = make_cut(model, std::move(part));
    Int128 sum = 0;
    for (std::size_t v = 0; v < needs.size(); ++v)
      if (cut.inside[v] != 0) sum += needs[v] - model.fixed_uses[v];
    if (sum > cut.capacity) found.push_back(std::move(cut));
  }
  return found;
}

}  // namespace phanbo::selection

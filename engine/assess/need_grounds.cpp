#include "engine/assess/need_grounds.hpp"

namespace phanbo {

std::size_t NeedGrounds::formula_row(Index<Programme> programme, Index<Unit> parent, int year) {
  if (!has_formulas_) {
    for (std::size_t row = 0; row < plan.formulas.size(); ++row) {
      const Formula& formula = plan.formulas[row];
      formula_rows_.try_emplace({formula.programme, formula.parent, formula.year}, row);
    }
    has_formulas_ = true;
  }
  const auto found = formula_rows_.find({programme, parent, year});
  PB_CHECK(found != formula_rows_.end() && "a demand of a formula has its formula");
  return found->second;
}

const FormulaShares& NeedGrounds::shares(std::size_t formula_row) {
  const auto known = shares_.find(formula_row);
  if (known != shares_.end()) return known->second;
  if (!book_) book_ = std::make_unique<FormulaBook>(scratch_);
  auto shares = book_->share(formula_row, plan.formulas[formula_row].pool);
  PB_CHECK(shares);
  return shares_.emplace(formula_row, std::move(*shares)).first->second;
}

const NeedGrounds::RowsByGroup& NeedGrounds::participants(Index<Programme> programme,
                                                          Index<Unit> unit, int year) {
  if (!has_participants_) {
    for (std::size_t row = 0; row < plan.participants.size(); ++row) {
      const Participants& people = plan.participants.rows()[row];
      participants_[{people.programme, people.unit, people.year}][people.group].push_back(row);
    }
    has_participants_ = true;
  }
  return participants_[{programme, unit, year}];
}

GroupYear NeedGrounds::lay_out(const std::vector<std::size_t>& rows) {
  if (!calendar_) calendar_ = std::make_unique<PremiumCalendar>(scratch_);
  GroupYear group = calendar_->lay_out(rows);
  // Notes and problems were told when the plan was assessed.
  scratch_.assessment.roundings.clear();
  scratch_.problems.clear();
  return group;
}

const std::vector<std::size_t>& NeedGrounds::decided(std::string_view item, int year) {
  if (!has_decided_) {
    for (std::size_t row = 0; row < plan.decided.size(); ++row)
      decided_[{plan.decided[row].item, plan.decided[row].year}].push_back(row);
    has_decided_ = true;
  }
  return decided_[{item, year}];
}

}  // namespace phanbo

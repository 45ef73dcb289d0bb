#pragma once

#include <map>
#include <string>

#include "verifier/joined.hpp"

/// Every figure that a result must hold, worked out anew.
namespace phanbo_verify {

struct FigureExpected {
  Fraction number;
  std::string text;  ///< set where the figure is no number (days)
  std::string unit;
};

struct RoundingExpected {
  std::string where;
  std::string rule;
  Fraction before;
  Fraction after;
};

class FigureBook {
 public:
  void number(const std::string& id, const Fraction& value, std::string_view unit);
  void dong(const std::string& id, Dong amount) { number(id, Fraction::of(amount), "dong"); }
  void text(const std::string& id, const std::string& value, std::string_view unit);
  /// A rounding that is noted where it changed the value.
  void rounding(const std::string& where, std::string_view rule, const Fraction& before,
                const Fraction& after);
  /// The value rounded down to whole đồng, noted.
  Dong down(const std::string& id, const Fraction& exact);

  const std::map<std::string, FigureExpected>& figures() const { return figures_; }
  const std::vector<RoundingExpected>& roundings() const { return roundings_; }

 private:
  std::map<std::string, FigureExpected> figures_;
  std::vector<RoundingExpected> roundings_;
};

void add_insurance_figures(const PlanModel& plan, FigureBook& book);
void add_quarter_figures(const PlanModel& plan, FigureBook& book);
void add_claim_figures(const PlanModel& plan, FigureBook& book);
void add_formula_figures(const PlanModel& plan, const NeedModel& model, FigureBook& book);
void add_drawdown_figures(const PlanModel& plan, FigureBook& book);
void add_unit_figures(const PlanModel& plan, FigureBook& book);
void add_project_figures(const PlanModel& plan, FigureBook& book);
void add_authority_costs(const PlanModel& plan, const NeedModel& model, FigureBook& book);
/// Cuts at ceilings and roundings to steps.
void add_need_roundings(const PlanModel& plan, const NeedModel& model, FigureBook& book);

FigureBook expected_figures(const PlanModel& plan, const NeedModel& model);

}  // namespace phanbo_verify

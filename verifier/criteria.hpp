#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "verifier/expressions.hpp"
#include "verifier/plan.hpp"

/// Criteria, valued unit by unit straight from their rows (docs/criteria.md).
namespace phanbo_verify {

class Criteria {
 public:
  /// `units` are those of the formula.
  Criteria(const PlanModel& plan, const FormulaRow& formula, std::vector<int> units);

  /// The total criterion, or the sum of those that count. Throws BadInput where it has no value.
  Fraction result(int unit);
  /// The criterion of a code.
  Fraction named(const std::string& code, int unit);
  Fraction pool();

 private:
  using Key = std::tuple<std::string, int, int>;  // code, unit, year

  template <class Row>
  bool holds(const Row& row, int year) const;
  int criterion_of(const std::string& code, int year) const;
  int parameter_of(const std::string& code, int year) const;
  Fraction criterion(int row, int unit, int year);
  Fraction body(const CriterionRow& row, int unit, int year);
  Fraction limited(const CriterionRow& row, Fraction value, int unit, int year);
  Fraction by_kind(const CriterionRow& row, int unit, int year);
  Fraction by_bands(const CriterionRow& row, const Fraction& value, int unit, int year);
  Fraction by_classes(const CriterionRow& row, int unit, int year);
  std::optional<Fraction> instead(const CriterionRow& row, int unit, int year);
  bool is_of(const ClassOfUnits& row, int unit, int year) const;
  bool has_status(int unit, const std::string& status, int year) const;
  Fraction counted(const CriterionRow& row, int unit, int year);
  Fraction name(const std::string& word, const std::string& self, int unit, int year);
  bool is_indicator(const std::string& word) const { return indicators_.contains(word); }
  Fraction indicator(const std::string& word, int unit, int year) const;
  Fraction text(const std::string& expression, const std::string& self, int unit, int year);
  Fraction value(const Term& term, const std::string& self, int unit, int year);
  Fraction call(const Term& term, const std::string& self, int unit, int year);
  Fraction over_units(const Term& term, const std::string& self, int unit, int year);
  Fraction rounded(const Term& term, const std::string& self, int unit, int year);
  Fraction previous(const Term& term, int unit, int year) const;
  Fraction share(const Term& term, int unit) const;
  Fraction parts(const Term& term, const std::string& self, int unit, int year);
  void solve_circles(int unit, int year);

  const PlanModel& plan_;
  const FormulaRow& formula_;
  std::vector<int> units_;
  std::set<std::string> indicators_;
  std::map<Key, Fraction> known_;
  std::map<Key, Fraction> circular_;  ///< given values of criteria that contain themselves
  std::set<Key> open_;
  bool is_solving_ = false;
  std::map<std::string, std::unique_ptr<Term>> terms_;
};

}  // namespace phanbo_verify

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "verifier/plan.hpp"

namespace phanbo_verify {

/// One row of a text table, read by column name.
class RowReader {
 public:
  RowReader(std::string_view table_name, const TextTable& table)
      : name_(table_name), table_(table) {}
  void go_to(std::size_t row) { row_ = row; }
  std::size_t row_count() const { return table_.rows.size(); }

  std::string_view cell(std::string_view column) const;
  std::string text(std::string_view column) const { return std::string(cell(column)); }
  std::optional<Dong> money(std::string_view column) const;
  Dong money_or_zero(std::string_view column) const { return money(column).value_or(0); }
  std::optional<Fraction> number(std::string_view column) const;
  Fraction number_or_zero(std::string_view column) const;
  std::int64_t whole(std::string_view column, std::int64_t if_blank) const;
  bool flag(std::string_view column, bool if_blank) const;
  Day day(std::string_view column, Day if_blank) const;
  std::vector<std::string> list(std::string_view column) const;
  Months months() const;
  [[noreturn]] void refuse(std::string_view column, const Words& expected) const;

 private:
  std::string_view name_;
  const TextTable& table_;
  std::size_t row_ = 0;
  mutable std::map<std::string_view, int> columns_;
};

/// Fills a PlanModel from its texts, table by table, in the order of their references.
class PlanRows {
 public:
  PlanRows(const PlanText& text, PlanModel& plan) : text_(text), plan_(plan) {}

  void read_documents();
  void read_units();
  void read_classes_and_programmes();
  void read_sources();
  void read_limits();
  void read_entitlements();
  void read_sites_and_projects();
  void read_choices();
  void read_decided();
  void read_formulas();

 private:
  using Codes = std::unordered_map<std::string, int>;

  void read_lineage_and_statuses();
  void read_programmes();
  void read_source_years();
  void read_fixed_costs();
  void read_entitlement_rules();
  void read_sites();
  void read_projects();
  void read_criteria_and_rates();
  void read_rule_tables();
  void read_scope(const RowReader& row, RuleScope& scope) const;
  int reference(const RowReader& row, std::string_view column, const Codes& codes) const;
  void for_each_row(std::string_view table,
                    const std::function<void(const RowReader&)>& read) const;
  std::vector<std::optional<Dong>> yearly_needs(const RowReader& row) const;

  const PlanText& text_;
  PlanModel& plan_;
  Codes units_;
  Codes classes_;
  Codes programmes_;
  Codes sources_;
  Codes projects_;
};

}  // namespace phanbo_verify

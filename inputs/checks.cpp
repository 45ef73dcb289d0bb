#include "inputs/checks.hpp"

#include <algorithm>

#include "models/limits.hpp"

namespace phanbo {

void CheckContext::report(const ProblemKind& kind, std::string_view table, std::size_t row,
                          std::string_view field, std::vector<std::string> arguments) {
  Place place;
  place.table = table;
  place.row = row;
  place.field = field;
  problems.add(kind, std::move(place), std::move(arguments));
}

void check_plan(const Plan& plan, const PlanTables& tables, bool law_is_complete,
                ProblemList& problems) {
  CheckContext context{plan, law_is_complete, problems, {}};
  for (const TableRows& table : tables) {
    if (!table.is_sound) context.blocked_tables.insert(table.spec->name);
  }
  for (const auto checks : {unit_checks(), law_checks(), money_checks(), programme_checks(),
                            entitlement_checks(), project_checks(), choice_checks(),
                            decided_checks(), formula_checks(), statement_checks()}) {
    for (const PlanCheck& check : checks) {
      const bool may_run = std::none_of(
          check.tables.begin(), check.tables.end(),
          [&](std::string_view table) { return context.blocked_tables.contains(table); });
      if (may_run) check.run(context);
    }
  }
}

bool exists_between(const Unit& unit, const Date& from, const Date& to) {
  return !(unit.valid_from && *unit.valid_from > to) && !(unit.valid_to && *unit.valid_to < from);
}

std::string_view year_column(int year) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (int y = limit_year_first; y <= limit_year_last; ++y)
      all.push_back("y" + std::to_string(y));
    return all;
  }();
  return names[static_cast<std::size_t>(year - limit_year_first)];
}

std::string existence_text(const Unit& unit) {
  std::string text = unit.valid_from ? to_iso(*unit.valid_from) : "";
  text += "…";
  if (unit.valid_to) text += to_iso(*unit.valid_to);
  return text;
}

std::vector<std::string> law_keys(const LawBook& law, std::string_view topic) {
  std::vector<std::string> keys;
  for (const LawRow& row : law.rows()) {
    if (row.topic == topic && (keys.empty() || keys.back() != row.key)) keys.push_back(row.key);
  }
  return keys;
}

}  // namespace phanbo

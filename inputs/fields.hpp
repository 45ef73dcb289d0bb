#pragma once

#include <span>
#include <string_view>

#include "models/text.hpp"

/// The one description of a plan's tables. The readers, the JSON Schema and docs/plan-format.md are
/// made from it.
namespace phanbo {

enum class FieldType {
  code,       ///< identifier: letters, digits, '-', '_', '.', '/'
  text,       ///< free text
  money,      ///< amount in the table's amount_unit
  decimal,    ///< exact decimal number
  percent,    ///< exact decimal, in percent; never scaled by the table's unit of money
  integer,    ///< whole number
  date,       ///< YYYY-MM-DD
  year,       ///< budget year
  month,      ///< 1–12
  flag,       ///< yes or no
  choice,     ///< one of `choices`
  list,       ///< codes separated by '|'
  reference,  ///< code of a row of table `target` (or '*' where `choices` says so)
  item        ///< code of a fixed cost, site or project, or <programme>/<unit>
};

struct Field {
  std::string_view name;
  FieldType type;
  bool required;
  std::string_view
      choices;  ///< for choice: "a|b|c"; for list of a choice likewise; '*' allowed on a reference
  std::string_view target;         ///< for reference and list of references: the table
  std::string_view default_value;  ///< used when the cell is blank; empty = stays blank
  Text meaning;
};

struct TableSpec {
  std::string_view name;
  Text title;
  std::span<const Field> fields;
  std::string_view key;  ///< columns that make a row unique, separated by '|'
  bool years_across;     ///< besides the fields: one money column "y<year>" for each plan year
  bool required;
  Text about = {};  ///< what a person writes there
};

/// These two tables are about the plan, not of it: a sealed plan does not hold them.
inline constexpr std::string_view scenarios_table = "scenarios";
inline constexpr std::string_view scenario_changes_table = "scenario_changes";
constexpr bool is_about_scenarios(std::string_view table) {
  return table == scenarios_table || table == scenario_changes_table;
}

std::span<const TableSpec> table_specs();
const TableSpec* find_table_spec(std::string_view name);
/// Position of a field in its table; a wrong name is our bug.
std::size_t field_position(const TableSpec& table, std::string_view field);

}  // namespace phanbo

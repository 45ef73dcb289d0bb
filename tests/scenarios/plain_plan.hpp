#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/canonical_plan.hpp"

/// A plan as nothing but strings: what the plain reference of scenarios works on.
namespace phanbo::scenario_test {

/// Cells by column; blank ones are not in it.
using Row = std::map<std::string, std::string>;
/// The values of the key columns.
using Key = std::vector<std::string>;

struct PlainPlan {
  std::map<std::string, std::string> header;  ///< keys of plan.json; absent = not given
  std::map<std::string, std::map<Key, Row>> tables;

  bool operator==(const PlainPlan&) const = default;
  int first_year() const { return std::stoi(header.at("first_year")); }
  int last_year() const { return std::stoi(header.at("last_year")); }
};

PlainPlan plain_plan(const CanonicalPlan& plan);

std::vector<std::string> split(std::string_view text, char mark);

/// `table` and `column` are ones that plans have.
std::vector<std::string> key_columns(std::string_view table);
Key key_of(std::string_view table, const Row& row);
/// As people write it in a change: joined by '/', blank ones at the end left out.
std::string key_text(const Key& key);

/// The text of a cell; blank where there is none.
std::string cell_of(const Row& row, const std::string& column);
void set_cell(Row& row, const std::string& column, const std::string& value);

/// "y2027" → 2027; 0 for the names of other columns.
int year_of_column(std::string_view column);
bool is_money(std::string_view table, std::string_view column);
/// Money, decimals, percents and whole numbers: what a number style is about.
bool is_number(std::string_view table, std::string_view column);

}  // namespace phanbo::scenario_test

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/numbers.hpp"
#include "inputs/text_arena.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// What a cell came to: its canonical text, or why it is refused.
struct CellReading {
  std::string_view text;
  const ProblemKind* fault = nullptr;
  std::vector<std::string> arguments;
  Int128 addend = 0;  ///< for sums: đồng of money, 10^12 × of other numbers
};

/// How the cells of one column are read.
struct CellRules {
  FieldType type = FieldType::text;
  std::string_view name;
  NumberStyle number_style = NumberStyle::plain;
  AmountUnit amount_unit = AmountUnit::dong;
  std::vector<std::string> choices;
  bool may_be_negative = false;
  bool any_year = false;  ///< a year that may lie outside the plan
  int first_year = 0;
  int last_year = 0;
  std::int64_t integer_max = 0;
};

/// The rules of a field; years and number style are those of the table.
CellRules rules_of(const TableSpec& table, const Field& field);

bool is_number(FieldType type);

/// Reads a cell that is neither blank nor a dash and holds no hidden character.
CellReading read_cell_text(const CellRules& rules, std::string_view text, TextArena& arena);

}  // namespace phanbo

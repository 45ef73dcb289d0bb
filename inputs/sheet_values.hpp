#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/numbers.hpp"
#include "inputs/text_arena.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

/// How the cells of one column of a workbook become the texts that a table takes.
struct SheetValueRules {
  FieldType type = FieldType::text;
  std::string choices;  ///< "a|b|c"
  std::string name;     ///< of the column, for messages
  NumberStyle number_style = NumberStyle::plain;
  bool has_style = false;  ///< texts in columns of numbers follow the style; else they are refused
  Language language = Language::vietnamese;  ///< of the words that are offered
};

/// The text that stands for a cell, or why there is none.
struct SheetValueReading {
  std::string_view text;
  const ProblemKind* fault = nullptr;
  std::vector<std::string> arguments;
};

/// A number is read by its value, a date as YYYY-MM-DD, a word of a choice as its code; what could
/// mean two things is refused. Texts that fit no rule come back as they are: the table's own rules
/// judge them.
SheetValueReading read_sheet_value(const SheetValueRules& rules, const WorkbookCell& cell,
                                   TextArena& arena);

/// A cell without content: no text, or an empty one.
bool is_blank(const WorkbookCell& cell);

}  // namespace phanbo

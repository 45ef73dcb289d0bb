#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/report_table.hpp"

/// A form as its description file (outputs/tabulate/forms/*.json) states it.
namespace phanbo {

/// Values that a dimension of a fact may have. "$year" and "$previous_year" stand for the years.
struct FactFilter {
  std::string dimension;
  std::vector<std::string> values;
  bool differs = false;  ///< none of the values instead
};

struct FormColumn {
  std::string id;
  Words title;
  std::vector<Words> captions;  ///< above the title, from the outermost
  std::string index;            ///< as printed: "1=2+6"
  ColumnType type = ColumnType::money;
  std::string text;     ///< the dimension shown in a text column
  std::string measure;  ///< the measure that is summed; empty = typed in, or worked out
  std::vector<FactFilter> where;
  std::vector<std::string> plus;   ///< ids of columns
  std::vector<std::string> minus;  ///< ids of columns
  bool is_ratio = false;           ///< first of plus in percent of first of minus
  std::string from;                ///< the column of `table` shown here
  bool additive = true;
};

struct FormRow {
  Words caption;
  std::string each;  ///< one row for each value of this dimension; empty = one row
  std::vector<FactFilter> where;
  std::vector<FormRow> below;
};

struct FormCode {
  std::string text;
  int first_year = 0;
  int last_year = 9999;
};

struct FormDescription {
  std::string id;
  Words sheet, title, basis;
  std::vector<FormCode> codes;
  bool recalled = false;
  std::string table;  ///< an output table whose rows the form shows; else `rows` says them
  std::vector<std::string>
      numbering;  ///< by level: letter, roman, arabic, small_letter, dash, none
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
  std::vector<std::pair<Words, Words>> signatures;
};

/// The forms built into the program, in the order of their files. A fault in a file is our bug.
const std::vector<FormDescription>& form_descriptions();

}  // namespace phanbo

#pragma once

#include <string>
#include <vector>

#include "models/report_table.hpp"

namespace phanbo::test {

/// Everything in a table that does not tie: a row that says it adds up against its direct children,
/// and a column with a printed formula ("3=1+2", "9=2+…+8", "4=1-2") against the columns it names.
/// Empty when all is well.
std::vector<std::string> broken_ties(const ReportTable& table);

/// The amount in a cell; 0 where it is blank.
Money amount_of(const ReportTable& table, std::size_t row, std::size_t column);
/// Position of a column by its id; fails the process when there is none.
std::size_t column_of(const ReportTable& table, const std::string& id);
/// Text of a cell in Vietnamese, amounts and numbers as plain digits, blank as "".
std::string text_of(const ReportTable& table, std::size_t row, const std::string& column);
/// The first row with this text in this column; fails the process when there is none.
std::size_t row_of(const ReportTable& table, const std::string& column, const std::string& text);

}  // namespace phanbo::test

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/xlsx/workbook_limits.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// Collects the problems of one workbook, with their places.
class WorkbookProblems {
 public:
  explicit WorkbookProblems(std::string shown_path) : shown_path_(std::move(shown_path)) {}

  const std::string& shown_path() const { return shown_path_; }
  void of_file(const ProblemKind& kind, std::vector<std::string> arguments);
  /// Inside the file: "plan.xlsx/xl/workbook.xml:1:20". Line 0 = the part as a whole.
  void of_part(const ProblemKind& kind, std::string_view part, int line, int column,
               std::vector<std::string> arguments);
  void of_cell(const ProblemKind& kind, std::string_view sheet, std::string cell,
               std::vector<std::string> arguments);
  bool has_errors() const { return has_errors_; }
  /// Too many to go on.
  bool is_hopeless() const { return count_ > workbook_limit::problems_counted_max; }
  std::vector<Problem> take_sorted();

 private:
  void add(const ProblemKind& kind, Place place, std::vector<std::string> arguments);

  std::string shown_path_;
  std::vector<Problem> problems_;
  std::size_t count_ = 0;
  bool has_errors_ = false;
};

/// A text from the file, shortened and without control characters, for a message.
std::string shown_text(std::string_view text);

}  // namespace phanbo

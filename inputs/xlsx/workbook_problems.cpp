#include "inputs/xlsx/workbook_problems.hpp"

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

void WorkbookProblems::add(const ProblemKind& kind, Place place,
                           std::vector<std::string> arguments) {
  if (kind.severity == Severity::error) has_errors_ = true;
  if (++count_ > workbook_limit::problems_max) return;
  problems_.push_back({&kind, std::move(place), std::move(arguments)});
}

void WorkbookProblems::of_file(const ProblemKind& kind, std::vector<std::string> arguments) {
  Place place;
  place.file = shown_path_;
  add(kind, std::move(place), std::move(arguments));
}

void WorkbookProblems::of_part(const ProblemKind& kind, std::string_view part, int line, int column,
                               std::vector<std::string> arguments) {
  Place place;
  place.file = shown_path_ + "/" + shown_text(part);
  place.line = line;
  place.column = column;
  add(kind, std::move(place), std::move(arguments));
}

void WorkbookProblems::of_cell(const ProblemKind& kind, std::string_view sheet, std::string cell,
                               std::vector<std::string> arguments) {
  Place place;
  place.file = shown_path_;
  place.sheet = sheet;
  place.cell = std::move(cell);
  add(kind, std::move(place), std::move(arguments));
}

std::vector<Problem> WorkbookProblems::take_sorted() {
  if (count_ > workbook_limit::problems_max) {
    Place place;
    place.file = shown_path_;
    problems_.push_back({&input_problem::workbook_problems_left_out,
                         place,
                         {std::to_string(count_ - workbook_limit::problems_max)}});
  }
  sort_problems(problems_);
  return std::move(problems_);
}

std::string shown_text(std::string_view text) {
  constexpr std::size_t shown_bytes_max = 60;
  std::size_t end = std::min(text.size(), shown_bytes_max);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  std::string shown;
  for (const char letter : text.substr(0, end))
    shown += static_cast<unsigned char>(letter) < ' ' || letter == '\x7F' ? ' ' : letter;
  return end < text.size() ? shown + "…" : shown;
}

}  // namespace phanbo

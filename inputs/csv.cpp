#include "inputs/csv.hpp"

#include <algorithm>
#include <string>

#include "inputs/kinds_of_files.hpp"

namespace phanbo {

using namespace input_problem;

std::optional<char> detect_separator(std::string_view text) {
  std::optional<char> found;
  bool quoted = false;
  for (const char character : text) {
    if (character == '"') quoted = !quoted;
    if (quoted) continue;
    if (character == '\n') break;
    if (character != ',' && character != ';' && character != '\t') continue;
    if (found && *found != character) return std::nullopt;
    found = character;
  }
  return found.value_or(',');
}

CsvReader::Step CsvReader::next() {
  cells_.clear();
  lines_in_cells_ = 0;
  row_start_ = next_;
  if (next_.offset >= text_.size()) return Step::end;
  if (line_ends_at(next_.offset)) {
    if (only_line_ends_follow(next_.offset)) return Step::end;
    return fail(blank_row, next_.offset);
  }
  return read_row();
}

CsvReader::Step CsvReader::read_row() {
  std::size_t position = next_.offset;
  while (true) {
    const bool quoted = position < text_.size() && text_[position] == '"';
    if (!(quoted ? read_quoted(position) : read_plain(position))) return Step::faulty_row;
    if (position < text_.size() && text_[position] == separator_) {
      ++position;
      continue;
    }
    finish_line(position);
    return Step::row;
  }
}

/// Reads to the separator or line end that follows; `position` ends there.
bool CsvReader::read_plain(std::size_t& position) {
  const std::size_t start = position;
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  while (position < size) {
    const char character = text[position];
    if (character == separator_ || character == '\n') break;
    if (character == '\r') {
      if (line_ends_at(position)) break;
      fail(lone_carriage_return, position);
      return false;
    }
    if (character == '"') {
      fail(quote_inside_cell, position);
      return false;
    }
    ++position;
  }
  cells_.push_back({text_.substr(start, position - start), static_cast<std::uint32_t>(start),
                    static_cast<std::uint32_t>(position - start)});
  return true;
}

bool CsvReader::read_quoted(std::size_t& position) {
  const std::size_t start = position++;
  std::size_t doubled = 0;
  while (true) {
    position = text_.find('"', position);
    if (position == std::string_view::npos) {
      fail(quote_not_closed, start);
      next_.offset = static_cast<std::uint32_t>(text_.size());
      return false;
    }
    if (position + 1 >= text_.size() || text_[position + 1] != '"') break;
    ++doubled;
    position += 2;
  }
  std::string_view content = text_.substr(start + 1, position - start - 1);
  lines_in_cells_ += static_cast<std::uint32_t>(std::count(content.begin(), content.end(), '\n'));
  ++position;
  if (position < text_.size() && text_[position] != separator_ && !line_ends_at(position)) {
    fail(text_after_quote, position);
    return false;
  }
  if (doubled > 0) {
    std::string single;
    single.reserve(content.size() - doubled);
    for (std::size_t i = 0; i < content.size(); ++i) {
      single += content[i];
      if (content[i] == '"') ++i;
    }
    content = arena_.keep(single);
  }
  cells_.push_back(
      {content, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(position - start)});
  return true;
}

bool CsvReader::line_ends_at(std::size_t position) const {
  if (text_[position] == '\n') return true;
  return text_[position] == '\r' && position + 1 < text_.size() && text_[position + 1] == '\n';
}

bool CsvReader::only_line_ends_follow(std::size_t position) const {
  while (position < text_.size() && line_ends_at(position)) {
    position += text_[position] == '\r' ? 2 : 1;
  }
  return position >= text_.size();
}

/// Moves behind the line end at `position`, which may also be the end of the text.
void CsvReader::finish_line(std::size_t position) {
  next_.line = row_start_.line + lines_in_cells_ + 1;
  if (position < text_.size()) position += text_[position] == '\r' ? 2 : 1;
  next_.offset = static_cast<std::uint32_t>(position);
}

/// Records the fault and moves to the line after the one it stands on.
CsvReader::Step CsvReader::fail(const ProblemKind& kind, std::size_t offset) {
  fault_ = {&kind, static_cast<std::uint32_t>(offset), 1};
  const std::string_view skipped = text_.substr(row_start_.offset, offset - row_start_.offset);
  const auto lines = static_cast<std::uint32_t>(std::count(skipped.begin(), skipped.end(), '\n'));
  const std::size_t newline = text_.find('\n', offset);
  next_.line = row_start_.line + lines + 1;
  next_.offset =
      static_cast<std::uint32_t>(newline == std::string_view::npos ? text_.size() : newline + 1);
  return Step::faulty_row;
}

}  // namespace phanbo

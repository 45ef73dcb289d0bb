#include "outputs/workbook/long_rows.hpp"

#include <utility>

#include "models/check.hpp"

namespace phanbo {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 18;
constexpr std::size_t block_room = block_bytes + (std::size_t{1} << 15);  // and its last row
/// A column shares its texts as long as, at every so many texts, at most one in ten was new.
constexpr std::uint32_t texts_watched = 1'000;
constexpr std::uint32_t repeats_min = 10;

void append_escaped(std::string& xml, std::string_view text) {
  for (const char byte : text) {
    if (byte == '&') {
      xml += "&amp;";
    } else if (byte == '<') {
      xml += "&lt;";
    } else if (byte == '>') {
      xml += "&gt;";
    } else {
      xml += byte;
    }
  }
}

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

/// The rest of a cell that holds its text itself.
void set_own_text(std::string& rest, std::string_view text) {
  const bool has_outer_space = is_space(text.front()) || is_space(text.back());
  rest = R"( t="inlineStr"><is><t)";
  rest += has_outer_space ? R"( xml:space="preserve">)" : ">";
  append_escaped(rest, text);
  rest += "</t></is></c>";
}

void set_shared_text(std::string& rest, std::uint32_t number) {
  rest = R"( t="s"><v>)";
  rest += std::to_string(number);
  rest += "</v></c>";
}

}  // namespace

SharedTexts::Entry SharedTexts::find_or_add(std::string_view text) {
  if (const auto found = numbers_.find(text); found != numbers_.end())
    return {found->second, false};
  if (numbers_.size() == texts_max) return {std::nullopt, true};
  const std::string& kept = kept_.emplace_back(text);
  const std::uint32_t number = number_of_(kept);
  numbers_.emplace(kept, number);
  return {number, true};
}

LongRows::LongRows(std::function<int(const CellLook&)> format_of, SharedTexts& shared, int threads)
    : format_of_(std::move(format_of)), shared_(shared), deflated_(threads) {}

void LongRows::begin_row(std::uint32_t row) {
  if (in_row_ && row == row_) return;
  PB_CHECK(!in_row_ || row > row_);
  end_row();
  in_row_ = true;
  row_ = row;
  row_number_ = std::to_string(row + 1);
  next_column_ = 0;
  height_points_ = 0;
}

void LongRows::end_row() {
  if (!in_row_) return;
  if (block_.capacity() < block_room) block_.reserve(block_room);
  block_ += R"(<row r=")";
  block_ += row_number_;
  if (height_points_ > 0) {
    block_ += R"(" ht=")";
    block_ += std::to_string(height_points_);
    block_ += R"(" customHeight="1)";
  }
  block_ += "\">";
  block_ += cells_;
  block_ += "</row>";
  cells_.clear();
  in_row_ = false;
  if (block_.size() >= block_bytes) deflated_.add(block_);
}

LongRows::Column& LongRows::begin_cell(std::uint32_t row, std::uint32_t column,
                                       const CellLook& look) {
  begin_row(row);
  PB_CHECK(column >= next_column_);
  next_column_ = column + 1;
  while (columns_.size() <= column) {
    const std::string name = cell_name(0, static_cast<std::uint32_t>(columns_.size()));
    columns_.emplace_back().start = R"(<c r=")" + name.substr(0, name.size() - 1);
  }
  Column& shown = columns_[column];
  if (shown.style.empty() || shown.look != look) {
    shown.look = look;
    shown.style = R"(" s=")" + std::to_string(format_of_(look)) + '"';
  }
  cells_ += shown.start;
  cells_ += row_number_;
  cells_ += shown.style;
  return shown;
}

void LongRows::blank(std::uint32_t row, std::uint32_t column, const CellLook& look) {
  begin_cell(row, column, look);
  cells_ += "/>";
}

void LongRows::text(std::uint32_t row, std::uint32_t column, std::string_view text,
                    const CellLook& look) {
  PB_CHECK(!text.empty());
  Column& shown = begin_cell(row, column, look);
  if (shown.text != text) set_text(shown, text);
  ++shown.texts;
  // Texts that hardly repeat would only fill the list.
  if (shown.texts % texts_watched == 0 && shown.new_texts > shown.texts / repeats_min)
    shown.shares = false;
  if (shown.is_shared) shared_.count_use();
  cells_ += shown.text_rest;
}

void LongRows::set_text(Column& column, std::string_view text) {
  column.text = text;
  const std::string shown = cell_text(text);
  column.is_shared = false;
  if (column.shares) {
    const SharedTexts::Entry entry = shared_.find_or_add(shown);
    column.new_texts += entry.is_new ? 1 : 0;
    column.is_shared = entry.number.has_value();
    if (column.is_shared) set_shared_text(column.text_rest, *entry.number);
  }
  if (!column.is_shared) set_own_text(column.text_rest, shown);
}

void LongRows::number(std::uint32_t row, std::uint32_t column, std::string_view value,
                      const CellLook& look) {
  begin_cell(row, column, look);
  cells_ += "><v>";
  cells_ += value;
  cells_ += "</v></c>";
}

void LongRows::formula(std::uint32_t row, std::uint32_t column, std::string_view formula,
                       std::string_view value, const CellLook& look) {
  begin_cell(row, column, look);
  cells_ += "><f>";
  append_escaped(cells_, formula);
  cells_ += "</f><v>";
  cells_ += value;
  cells_ += "</v></c>";
}

void LongRows::set_height(std::uint32_t row, int points) {
  begin_row(row);
  height_points_ = points;
}

DeflatedText LongRows::finish() {
  end_row();
  if (!block_.empty()) deflated_.add(block_);
  return std::move(deflated_);
}

}  // namespace phanbo

#include "outputs/workbook/long_rows.hpp"

#include <utility>

#include "models/check.hpp"

namespace phanbo {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;
/// Texts of a column after which it is known whether they repeat.
constexpr std::uint32_t texts_watched = 1'000;

void append_escaped(std::string& xml, std::string_view text) {
  for (std::size_t special = text.find_first_of("&<>"); special != std::string_view::npos;
       special = text.find_first_of("&<>")) {
    xml += text.substr(0, special);
    xml += text[special] == '&' ? "&amp;" : text[special] == '<' ? "&lt;" : "&gt;";
    text.remove_prefix(special + 1);
  }
  xml += text;
}

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

/// The rest of a cell that holds its text itself.
std::string own_text(std::string_view text) {
  std::string xml = R"( t="inlineStr"><is><t)";
  const bool has_outer_space = is_space(text.front()) || is_space(text.back());
  xml += has_outer_space ? R"( xml:space="preserve">)" : ">";
  append_escaped(xml, text);
  return xml += "</t></is></c>";
}

std::string shared_text(std::uint32_t number) {
  return R"( t="s"><v>)" + std::to_string(number) + "</v></c>";
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
  if (block_.size() < block_bytes) return;
  deflated_.add(std::move(block_));
  block_.clear();
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
  ++shown.texts;
  if (shown.text != text) {
    const SharedTexts::Entry entry =
        shown.shares ? shared_.find_or_add(text) : SharedTexts::Entry{};
    shown.text = text;
    shown.is_shared = entry.number.has_value();
    shown.text_rest = entry.number ? shared_text(*entry.number) : own_text(text);
    shown.new_texts += entry.is_new ? 1 : 0;
  }
  // Texts that hardly repeat would only fill the list.
  if (shown.texts == texts_watched) shown.shares = shown.new_texts * 2 < texts_watched;
  if (shown.is_shared) shared_.count_use();
  cells_ += shown.text_rest;
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
  if (!block_.empty()) deflated_.add(std::move(block_));
  return std::move(deflated_);
}

}  // namespace phanbo

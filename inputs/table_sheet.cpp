#include "inputs/table_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/cell_rules.hpp"
#include "inputs/choice_words.hpp"
#include "inputs/sheet_cells.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

namespace {

constexpr int width_min = 10;
constexpr int width_max = 44;
/// Rows that are ruled: so many behind the last one, and at least so many.
constexpr std::size_t ruled_rows_more = 5;
constexpr std::size_t ruled_rows_min = 20;
constexpr int exact_digits_max = 15;

const Field* field_at(const TableSpec& spec, std::size_t column) {
  return column < spec.fields.size() ? &spec.fields[column] : nullptr;
}

SheetStyle style_of(const Field* field) {
  if (field == nullptr) return SheetStyle::amount;
  switch (field->type) {
    case FieldType::code:
    case FieldType::item:
    case FieldType::reference:
    case FieldType::list:
      return SheetStyle::code;
    case FieldType::money:
    case FieldType::decimal:
    case FieldType::percent:
      return SheetStyle::amount;
    case FieldType::integer:
      return field->name.find("year") == std::string_view::npos ? SheetStyle::amount
                                                                : SheetStyle::whole;
    case FieldType::year:
    case FieldType::month:
      return SheetStyle::whole;
    case FieldType::date:
      return SheetStyle::date;
    case FieldType::flag:
    case FieldType::choice:
    case FieldType::text:
      return SheetStyle::words;
  }
  return SheetStyle::words;
}

bool is_numeric(SheetStyle style) {
  return style == SheetStyle::amount || style == SheetStyle::whole;
}

/// Can the file hold the number exactly? At most 15 digits, or a whole number of đồng.
bool is_exact_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool is_whole = text.find('.') == std::string_view::npos;
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits <= exact_digits_max || (is_whole && digits <= exact_digits_max + 1 &&
                                        text <= std::string_view("9000000000000000"));
}

/// Builds one sheet from top to bottom.
class TableSheet {
 public:
  TableSheet(const WrittenTable& table, const ListPlaces& lists, Language language)
      : table_(table),
        spec_(*table.spec),
        lists_(lists),
        language_(language),
        rows_(rows_of_sheet(table)) {
    sheet_.name = std::string(spec_.title.in(language));
  }

  Sheet make(bool keeps_controls) {
    add_columns();
    add_top(keeps_controls);
    for (std::uint32_t column = 0; column < table_.columns.size(); ++column) add_heading(column);
    sheet_.heights.push_back({rows_.headings, heading_lines_});
    const std::size_t ruled = std::max(table_.row_count() + ruled_rows_more, ruled_rows_min);
    for (std::size_t row = 0; row < ruled; ++row) add_row(row);
    sheet_.frozen_rows = rows_.first;
    sheet_.frozen_columns = 1;
    sheet_.first_title_row = rows_.headings;
    sheet_.last_title_row = rows_.index;
    sheet_.is_optional = !spec_.required;
    return std::move(sheet_);
  }

 private:
  std::string say(Text text) const { return std::string(text.in(language_)); }

  SheetCell& add(std::uint32_t row, std::uint32_t column, std::string text, SheetStyle style) {
    return add_text(sheet_, row, column, std::move(text), style);
  }

  void add_columns() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      SheetColumn look = column_look(spec_, table_.columns[i], language_);
      for (std::size_t row = 0; row < table_.row_count(); ++row) {
        const auto length = count_code_points(table_.cell(row, i));
        const int marks = is_numeric(look.style) ? length / 3 : 0;
        look.width = std::max(look.width, std::min(length + marks + 2, width_max));
      }
      sheet_.columns.push_back(look);
    }
    // Labels of settings stand in the first column, their values in the second.
    sheet_.columns.front().width = std::max(sheet_.columns.front().width, 17);
    if (sheet_.columns.size() > 1) sheet_.columns[1].width = std::max(sheet_.columns[1].width, 14);
  }

  int width_across() const {
    int width = 0;
    for (const SheetColumn& column : sheet_.columns) width += column.width;
    return std::min(width, 110);
  }

  void add_wide(std::uint32_t row, std::string text, SheetStyle style) {
    std::uint32_t across = 0;
    for (int width = 0; across < sheet_.columns.size() && width < width_across(); ++across)
      width += sheet_.columns[across].width;
    sheet_.heights.push_back({row, lines_of(text, width_across())});
    add(row, 0, std::move(text), style).columns_across = std::max<std::uint32_t>(across, 1);
  }

  std::string key_titles() const {
    std::string titles;
    for (const std::string& key : split_choices(spec_.key)) {
      if (!titles.empty()) titles += " + ";
      titles += column_title(spec_, key, language_);
    }
    return titles;
  }

  void add_top(bool keeps_controls) {
    add(0, 0, say(spec_.title), SheetStyle::title);
    sheet_.heights.push_back({0, 2});
    const std::string rule = fmt::format(
        fmt::runtime(say({"{0} Mỗi dòng một {1} khác nhau. Cột tô đậm là bắt buộc; rê chuột lên "
                          "tên cột để đọc giải thích.",
                          "{0} No two rows with the same {1}. Dark columns must be filled in; "
                          "point at a title to read more."})),
        spec_.about.in(language_), key_titles());
    add_wide(1, rule, SheetStyle::remark);
    if (rows_.has_unit) {
      add_setting(rows_.unit, "amount_unit",
                  table_.cells.empty() || !table_.amount_unit
                      ? std::string()
                      : say(words_of_choice(unit_key().choices, word_of(*table_.amount_unit))));
      add_choice(rows_.unit, rows_.unit, 1, std::string(unit_key().choices), true);
    }
    add_setting(rows_.count, "rows", "");
    if (keeps_controls) {
      sheet_.cells.back().kind = SheetValue::number;
      sheet_.cells.back().text = std::to_string(table_.row_count());
    }
    if (rows_.has_style) {
      const HeaderKey& key = *key_written(table_entry_keys(), "number_style");
      add_setting(
          rows_.style, "number_style",
          say(words_of_choice(key.choices,
                              table_.number_style == NumberStyle::plain ? "plain" : "vietnamese")));
      add_choice(rows_.style, rows_.style, 1, std::string(key.choices), true);
    }
    if (rows_.has_sums) add_sums(keeps_controls);
  }

  static const HeaderKey& unit_key() { return *key_written(table_entry_keys(), "amount_unit"); }

  void add_setting(std::uint32_t row, std::string_view key, std::string value) {
    const HeaderKey& setting = *key_written(table_entry_keys(), key);
    add(row, 0, std::string(short_title(setting.meaning.in(language_))), SheetStyle::label);
    sheet_.notes.push_back(
        {row, 0, meaning_with_words(setting.meaning, setting.choices, language_)});
    if (table_.columns.size() > 1) add(row, 1, std::move(value), SheetStyle::setting);
  }

  void add_sums(bool keeps_controls) {
    const HeaderKey& setting = *key_written(table_entry_keys(), "control_sums");
    add(rows_.sums, 0, std::string(short_title(setting.meaning.in(language_))), SheetStyle::label);
    sheet_.notes.push_back(
        {rows_.sums, 0,
         say({"Không bắt buộc: gõ tổng của cột số để chương trình đối chiếu.",
              "Optional: type the sum of a numeric column to have it compared."})});
    for (std::uint32_t column = 1; column < table_.columns.size(); ++column) {
      const Field* field = field_at(spec_, column);
      if (field != nullptr && !is_number(field->type)) continue;
      SheetCell& cell = add(rows_.sums, column, "", SheetStyle::sum);
      for (const auto& [name, sum] : table_.control_sums) {
        if (!keeps_controls || name != table_.columns[column]) continue;
        cell.text = sum;
        cell.kind = is_exact_number(sum) ? SheetValue::number : SheetValue::text;
        const std::size_t point = sum.find('.');
        if (point != std::string::npos)
          cell.decimals = static_cast<std::uint8_t>(sum.size() - point - 1);
      }
    }
  }

  void add_heading(std::uint32_t column) {
    const Field* field = field_at(spec_, column);
    const std::string title = column_title(spec_, table_.columns[column], language_);
    const bool is_required = field != nullptr && field->required;
    add(rows_.headings, column, title, is_required ? SheetStyle::required : SheetStyle::heading);
    sheet_.notes.push_back(
        {rows_.headings, column, column_explanation(spec_, table_.columns[column], language_)});
    heading_lines_ = std::max(heading_lines_, lines_of(title, sheet_.columns[column].width - 1));
    add(rows_.index, column, table_.columns[column], SheetStyle::index);
    if (field == nullptr) return;
    const std::uint32_t last = rows_.first + prepared_rows;
    if (field->type == FieldType::choice || field->type == FieldType::flag) {
      add_choice(rows_.first, last, column, choices_of(*field), true);
    } else if (field->type == FieldType::reference) {
      add_choice(rows_.first, last, column, std::string(field->target), false);
    }
  }

  void add_choice(std::uint32_t first, std::uint32_t last, std::uint32_t column,
                  const std::string& list, bool is_strict) {
    const auto found = lists_.find(list);
    if (found != lists_.end())
      sheet_.choices.push_back({first, last, column, found->second, is_strict});
  }

  /// Also blank rows, ruled like the others.
  void add_row(std::size_t row) {
    int lines = 1;
    for (std::uint32_t column = 0; column < table_.columns.size(); ++column) {
      const bool is_given = row < table_.row_count();
      const SheetCell& cell = add_cell(row, column, is_given ? table_.cell(row, column) : blank_);
      if (cell.style == SheetStyle::words)
        lines = std::max(lines, lines_of(cell.text, sheet_.columns[column].width));
    }
    if (lines > 1) sheet_.heights.push_back({rows_.first + static_cast<std::uint32_t>(row), lines});
  }

  SheetCell& add_cell(std::size_t row, std::uint32_t column, const std::string& text) {
    const SheetStyle style = sheet_.columns[column].style;
    SheetCell& cell = add(rows_.first + static_cast<std::uint32_t>(row), column, text, style);
    if (text.empty()) return cell;
    const Field* field = field_at(spec_, column);
    if (is_numeric(style) && !is_dash(text) && is_exact_number(text)) {
      cell.kind = SheetValue::number;
      const std::size_t point = text.find('.');
      if (point != std::string::npos)
        cell.decimals = static_cast<std::uint8_t>(text.size() - point - 1);
    } else if (style == SheetStyle::date) {
      cell.kind = SheetValue::date;
    } else if (field != nullptr && !choices_of(*field).empty()) {
      cell.text = shown(choices_of(*field), text);
    }
    return cell;
  }

  std::string shown(const std::string& choices, const std::string& text) const {
    std::string result;
    for (const std::string& word : split_choices(text)) {
      if (!result.empty()) result += "|";
      result += words_of_choice(choices, word).in(language_);
    }
    return result;
  }

  const WrittenTable& table_;
  const TableSpec& spec_;
  const ListPlaces& lists_;
  Language language_;
  TableSheetRows rows_;
  int heading_lines_ = 1;
  const std::string blank_;
  Sheet sheet_;
};

bool needs_style(const WrittenTable& table) {
  if (table.number_style == NumberStyle::vietnamese) return true;
  for (const auto& [column, sum] : table.control_sums) {
    if (!is_exact_number(sum)) return true;
  }
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (!is_numeric(style_of(field_at(*table.spec, column)))) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string& text = table.cell(row, column);
      if (!is_dash(text) && !is_exact_number(text)) return true;
    }
  }
  return false;
}

}  // namespace

bool has_numbers(const TableSpec& table) {
  return table.years_across ||
         std::any_of(table.fields.begin(), table.fields.end(),
                     [](const Field& field) { return is_number(field.type); });
}

std::string fixed_range(std::string_view sheet, std::uint32_t column, std::uint32_t first_row,
                        std::uint32_t last_row) {
  std::string name;
  for (const char c : sheet) name += c == '\'' ? std::string("''") : std::string(1, c);
  const std::string letters = column_name(static_cast<std::uint16_t>(column + 1));
  return fmt::format("'{0}'!${1}${2}:${1}${3}", name, letters, first_row + 1, last_row + 1);
}

int lines_of(std::string_view text, int width) {
  int lines = 1;
  int used = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const int length = count_code_points(text.substr(0, space));
    if (used > 0 && used + length > width) {
      ++lines;
      used = 0;
    }
    used += length + 1;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return lines;
}

TableSheetRows rows_of_sheet(const WrittenTable& table) {
  TableSheetRows rows;
  rows.has_unit = may_hold_money(*table.spec) || table.spec->name == scenario_changes_table;
  rows.has_style = needs_style(table);
  rows.has_sums = has_numbers(*table.spec);
  std::uint32_t next = 2;
  if (rows.has_unit) rows.unit = next++;
  rows.count = next++;
  if (rows.has_style) rows.style = next++;
  if (rows.has_sums) rows.sums = next++;
  rows.headings = next++;
  rows.index = next++;
  rows.first = next;
  return rows;
}

SheetColumn column_look(const TableSpec& table, std::string_view column, Language language) {
  const auto found = std::find_if(table.fields.begin(), table.fields.end(),
                                  [&](const Field& field) { return field.name == column; });
  const Field* field = found == table.fields.end() ? nullptr : &*found;
  SheetColumn look;
  look.style = style_of(field);
  const std::string title = column_title(table, column, language);
  int longest = 0;
  for (const std::string& word :
       {title.substr(title.rfind(' ') + 1), title.substr(0, title.find(' '))})
    longest = std::max(longest, count_code_points(word));
  look.width = std::max({width_min, longest + 3, count_code_points(title) / 3 + 2,
                         count_code_points(column) * 4 / 5 + 2});
  if (field != nullptr && field->type == FieldType::text) look.width = std::max(look.width, 20);
  if (look.style == SheetStyle::code) look.width = std::max(look.width, 15);
  if (look.style == SheetStyle::amount) look.width = std::max(look.width, 13);
  if (look.style == SheetStyle::date) look.width = std::max(look.width, 12);
  if (field == nullptr) return look;
  for (const std::string& word : shown_choices(choices_of(*field), language))
    look.width = std::max(look.width, std::min(count_code_points(word) + 4, width_max));
  return look;
}

std::string column_explanation(const TableSpec& table, std::string_view column, Language language) {
  const auto say = [&](Text text) { return std::string(text.in(language)); };
  const auto found = std::find_if(table.fields.begin(), table.fields.end(),
                                  [&](const Field& field) { return field.name == column; });
  if (found == table.fields.end()) {
    return say({"Số tiền của năm này, theo đơn vị tiền của trang.",
                "The amount of this year, in the sheet's unit of money."});
  }
  const Field& field = *found;
  const std::string choices = choices_of(field);
  std::string text = meaning_with_words(field.meaning, choices, language) + ".";
  if (field.required) text += say({" Bắt buộc.", " Required."});
  if (!field.target.empty()) {
    text += fmt::format(fmt::runtime(say({" Mã ở trang \"{}\".", " A code of sheet \"{}\"."})),
                        find_table_spec(field.target)->title.in(language));
  }
  if (field.type == FieldType::list)
    text += say({" Nhiều mã cách nhau bằng dấu |.", " Several codes are separated by |."});
  if (field.type == FieldType::percent) text += say({" Gõ 70 hoặc 70%.", " Type 70 or 70%."});
  if (field.type == FieldType::date)
    text += say({" Gõ ngày, ví dụ 15/03/2026.", " Type a date, such as 2026-03-15."});
  if (!field.default_value.empty()) {
    text += fmt::format(fmt::runtime(say({" Để trống = {}.", " Blank = {}."})),
                        words_of_choice(choices, field.default_value).in(language));
  }
  return text;
}

Sheet table_sheet(const WrittenTable& table, const ListPlaces& lists, bool keeps_controls,
                  Language language) {
  return TableSheet(table, lists, language).make(keeps_controls);
}

}  // namespace phanbo

#include "scenarios/plain_folder.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "inputs/fields.hpp"

namespace phanbo::scenario_test {

namespace {

bool is_plain_digits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// Whole đồng in a greater unit: "12500000" in millions is "12.5".
std::string in_unit(std::string digits, int power) {
  const auto after_point = static_cast<std::size_t>(power);
  if (after_point == 0 || digits == "0") return digits;
  if (digits.size() <= after_point) digits.insert(0, after_point + 1 - digits.size(), '0');
  digits.insert(digits.size() - after_point, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

/// "-1234567.5" as "-1.234.567,5".
std::string in_vietnamese(const std::string& number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string text = point == number.size() ? "" : "," + number.substr(point + 1);
  std::size_t written = 0;
  for (std::size_t i = point; i-- > 0;) {
    if (written > 0 && written % 3 == 0 && number[i] != '-') text.insert(0, ".");
    text.insert(0, 1, number[i]);
    ++written;
  }
  return text;
}

bool has_money(std::string_view table) {
  const TableSpec& spec = *find_table_spec(table);
  return spec.years_across ||
         std::any_of(spec.fields.begin(), spec.fields.end(),
                     [](const Field& f) { return f.type == FieldType::money; });
}

/// Every column that must be there, and those in which something stands.
std::vector<std::string> columns_in_use(const std::string& table, const std::vector<Row>& rows) {
  std::set<std::string> names;
  for (const Field& field : find_table_spec(table)->fields) {
    if (field.required) names.insert(std::string(field.name));
  }
  for (const Row& row : rows) {
    for (const auto& [column, value] : row) names.insert(column);
  }
  return {names.begin(), names.end()};
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",;\"\t") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char letter : text) cell += letter == '"' ? "\"\"" : std::string(1, letter);
  return cell + "\"";
}

void write_table(const std::filesystem::path& file, const std::string& table,
                 const std::vector<Row>& rows, const TableStyle& style) {
  std::ofstream out(file, std::ios::binary);
  const std::vector<std::string> columns = columns_in_use(table, rows);
  for (std::size_t i = 0; i < columns.size(); ++i) out << (i == 0 ? "" : ",") << columns[i];
  out << "\n";
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string cell = written_value(table, columns[i], cell_of(row, columns[i]), style);
      out << (i == 0 ? "" : ",") << csv_cell(cell);
    }
    out << "\n";
  }
}

std::string table_entry(const std::string& table, std::size_t rows, const TableStyle& style) {
  static const std::map<int, std::string> units = {
      {0, "dong"}, {3, "thousand_dong"}, {6, "million_dong"}, {9, "billion_dong"}};
  std::string entry =
      json_string(table) + ": {\"file\": \"" + table + ".csv\", \"rows\": " + std::to_string(rows);
  if (has_money(table) || table == scenario_changes_table)
    entry += ", \"amount_unit\": \"" + units.at(style.unit_power) + "\"";
  if (style.is_vietnamese) entry += ", \"number_style\": \"vietnamese\"";
  return entry + "}";
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

std::string written_value(std::string_view table, std::string_view column, const std::string& value,
                          const TableStyle& style) {
  std::string text = value;
  if (is_money(table, column) && is_plain_digits(text)) text = in_unit(text, style.unit_power);
  const bool has_digits = text.find_first_of("0123456789") != std::string::npos;
  return style.is_vietnamese && has_digits && is_number(table, column) ? in_vietnamese(text) : text;
}

FolderTables tables_of(const PlainPlan& plan) {
  FolderTables tables;
  for (const TableSpec& spec : table_specs()) {
    if (spec.required) tables[std::string(spec.name)];
  }
  for (const auto& [name, rows] : plan.tables) {
    for (const auto& [key, row] : rows) tables[name].push_back(row);
  }
  return tables;
}

void write_folder(const std::map<std::string, std::string>& header, const FolderTables& tables,
                  const TableStyles& styles, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream out(folder / "plan.json", std::ios::binary);
  out << "{\n\"schema_version\": 1,\n";
  for (const auto& [key, value] : header) {
    const bool is_whole = (key == "first_year" || key == "last_year") && is_plain_digits(value);
    out << json_string(key) << ": " << (is_whole ? value : json_string(value)) << ",\n";
  }
  out << "\"tables\": {";
  std::string_view comma;
  for (const auto& [table, rows] : tables) {
    const auto style = styles.find(table);
    const TableStyle used = style == styles.end() ? TableStyle{} : style->second;
    out << comma << "\n" << table_entry(table, rows.size(), used);
    write_table(folder / (table + ".csv"), table, rows, used);
    comma = ",";
  }
  out << "\n}\n}\n";
}

}  // namespace phanbo::scenario_test

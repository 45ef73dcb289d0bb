#include "inputs/plan_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/plan_texts.hpp"

namespace phanbo {

namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

/// Columns that must be there, and those with a value.
std::vector<std::size_t> columns_in_use(const WrittenTable& table) {
  std::vector<std::size_t> used;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    bool is_used = column < table.spec->fields.size() && table.spec->fields[column].required;
    for (std::size_t row = 0; row < table.row_count() && !is_used; ++row)
      is_used = !table.cell(row, column).empty();
    is_used = is_used || std::any_of(table.control_sums.begin(), table.control_sums.end(),
                                     [&](const auto& control) {
                                       return control.first == table.columns[column];
                                     });
    if (is_used) used.push_back(column);
  }
  return used;
}

std::string csv_of(const WrittenTable& table, const std::vector<std::size_t>& columns) {
  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += ',';
      text += csv_cell(cell_of(columns[i]));
    }
    text += '\n';
  };
  add_line([&](std::size_t column) { return table.columns[column]; });
  for (std::size_t row = 0; row < table.row_count(); ++row)
    add_line([&](std::size_t column) { return table.cell(row, column); });
  return text;
}

std::string entry_of(const WrittenTable& table) {
  std::string text =
      fmt::format("{{\"file\": \"{}.csv\", \"rows\": {}", table.spec->name, table.row_count());
  if (table.amount_unit)
    text += fmt::format(", \"amount_unit\": \"{}\"", word_of(*table.amount_unit));
  if (table.number_style == NumberStyle::vietnamese) text += ", \"number_style\": \"vietnamese\"";
  if (!table.control_sums.empty()) {
    text += ", \"control_sums\": {";
    for (std::size_t i = 0; i < table.control_sums.size(); ++i) {
      const auto& [column, sum] = table.control_sums[i];
      text += fmt::format("{}{}: {}", i > 0 ? ", " : "", json_text(column), json_text(sum));
    }
    text += "}";
  }
  return text + "}";
}

std::string plan_json(const WrittenPlan& plan) {
  std::string text = "{\n";
  for (const auto& [key, value] : plan.header) {
    const bool is_number = key == "schema_version" || key == "first_year" || key == "last_year";
    text += fmt::format("  \"{}\": {},\n", key, is_number ? value : json_text(value));
  }
  text += "  \"tables\": {\n";
  for (std::size_t i = 0; i < plan.tables.size(); ++i) {
    text += fmt::format("    \"{}\": {}{}\n", plan.tables[i].spec->name, entry_of(plan.tables[i]),
                        i + 1 < plan.tables.size() ? "," : "");
  }
  return text + "  }\n}\n";
}

}  // namespace

std::vector<PlanFile> plan_folder_files(const std::shared_ptr<const TextPlan>& plan) {
  const WrittenPlan written = write_plan_texts(plan);
  std::vector<PlanFile> files = {{"plan.json", plan_json(written)}};
  for (const WrittenTable& table : written.tables) {
    files.push_back({std::string(table.spec->name) + ".csv", csv_of(table, columns_in_use(table))});
  }
  return files;
}

}  // namespace phanbo

#include <fstream>
#include <set>

#include "verifier/plan_maker.hpp"

namespace phanbo_verify::test {

namespace {

const std::set<std::string> tables_with_money = {
    "programmes",      "source_years",       "kept_money",    "caps",
    "fixed_costs",     "entitlement_rules",  "sites",         "projects",
    "decided",         "formulas",           "first_amounts", "rates",
    "project_sources", "insurance_quarters", "schedules",     "choice_rules",
    "choice_limits"};

std::vector<std::string> columns_of(const std::vector<Row>& rows) {
  std::set<std::string> names;
  for (const Row& row : rows) {
    for (const auto& [name, value] : row) names.insert(name);
  }
  return {names.begin(), names.end()};
}

std::string as_cell(const std::string& text) {
  return text.find(',') == std::string::npos ? text : "\"" + text + "\"";
}

void write_table(const std::filesystem::path& file, const std::vector<Row>& rows) {
  std::ofstream out(file);
  const std::vector<std::string> columns = columns_of(rows);
  for (std::size_t i = 0; i < columns.size(); ++i) out << (i == 0 ? "" : ",") << columns[i];
  out << "\n";
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto cell = row.find(columns[i]);
      out << (i == 0 ? "" : ",") << (cell == row.end() ? "" : as_cell(cell->second));
    }
    out << "\n";
  }
}

}  // namespace

void MadePlan::write(const std::filesystem::path& folder) const {
  std::filesystem::create_directories(folder);
  std::ofstream out(folder / "plan.json");
  out << "{\n\"schema_version\": 1,\n";
  for (const auto& [key, value] : header) {
    const bool is_number = key == "first_year" || key == "last_year";
    out << "\"" << key << "\": " << (is_number ? value : "\"" + value + "\"") << ",\n";
  }
  out << "\"tables\": {";
  std::string_view comma;
  for (const auto& [name, rows] : tables) {
    if (rows.empty()) continue;
    out << comma << "\n\"" << name << "\": {\"file\": \"" << name
        << ".csv\", \"rows\": " << rows.size();
    if (tables_with_money.contains(name)) out << ", \"amount_unit\": \"dong\"";
    out << "}";
    comma = ",";
    write_table(folder / (name + ".csv"), rows);
  }
  out << "\n}\n}\n";
}

}  // namespace phanbo_verify::test

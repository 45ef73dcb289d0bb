#include "cli/sealed_law.hpp"

#include <string>

#include "inputs/fields.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

/// The cell of a column of table law_rows, in canonical form.
std::string cell_of(const LawRow& row, std::string_view column) {
  if (column == "topic") return row.topic;
  if (column == "key") return row.key;
  if (column == "value") return row.value ? to_plain(*row.value) : "";
  if (column == "unit") return row.unit;
  if (column == "label_vi") return row.label_vi;
  if (column == "label_en") return row.label_en;
  if (column == "valid_from") return to_iso(row.valid_from);
  if (column == "valid_to") return row.valid_to ? to_iso(*row.valid_to) : "";
  if (column == "recorded_on") return to_iso(row.recorded_on);
  if (column == "selected_by") return std::string(to_code(row.selected_by));
  if (column == "document") return row.document;
  if (column == "article") return row.article;
  if (column == "verification") return std::string(to_code(row.verification));
  if (column == "note") return row.note;
  PB_CHECK(column == "origin");
  return row.from_plan ? "plan" : "shipped";
}

}  // namespace

void seal_law_used(const Assessment& assessment, CanonicalPlan& canonical) {
  std::erase_if(canonical.tables,
                [](const CanonicalTable& table) { return table.name == law_used_table; });
  CanonicalTable& table = canonical.tables.emplace_back();
  table.name = law_used_table;
  const TableSpec* spec = find_table_spec("law_rows");
  PB_CHECK(spec != nullptr);
  for (const Field& field : spec->fields) table.columns.emplace_back(field.name);
  table.columns.emplace_back("origin");
  for (const LawUse& use : assessment.law_used) {
    for (const std::string& column : table.columns) {
      table.cells.push_back(canonical.storage.emplace_back(cell_of(*use.row, column)));
    }
  }
}

}  // namespace phanbo

#include "outputs/write/documents.hpp"

/// plan.sealed.json: the plan as read, in canonical order.
namespace phanbo {

namespace {

constexpr int sealed_plan_version = 1;

void write_table(JsonWriter& json, const CanonicalTable& table) {
  json.line();
  json.begin_object();
  json.field("name", table.name);
  json.key("columns");
  json.begin_array();
  for (const std::string& column : table.columns) json.string(column);
  json.end_array();
  json.key("rows");
  json.begin_array();
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    json.line();
    json.begin_array();
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      json.string(table.cells[row * table.columns.size() + column]);
    json.end_array();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

void write_sealed_plan(FileWriter& out, const CanonicalPlan& plan) {
  JsonWriter json(out);
  json.begin_object();
  json.key("sealed_plan_version");
  json.integer(sealed_plan_version);
  json.line();
  json.key("header");
  json.begin_object();
  for (const auto& [name, value] : plan.header) {
    json.string(name);
    json.colon();
    json.string(value);
  }
  json.end_object();
  json.line();
  json.key("tables");
  json.begin_array();
  for (const CanonicalTable& table : plan.tables) write_table(json, table);
  json.line_end();
  json.end_array();
  json.end_object();
  json.end_file();
}

}  // namespace phanbo

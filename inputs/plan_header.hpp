#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/json_tree.hpp"
#include "inputs/numbers.hpp"
#include "inputs/problem_list.hpp"
#include "models/plan.hpp"

namespace phanbo {

/// One key of plan.json, or of a table's entry in it. The JSON Schema and the manual are made from
/// these.
struct HeaderKey {
  std::string_view name;
  JsonKind kind;
  bool required;
  std::string_view choices;  ///< "a|b|c", or empty
  Text meaning;
};

std::span<const HeaderKey> header_keys();
/// Those that a person gives a value: not the version, the schema, the tables.
std::vector<HeaderKey> typed_header_keys();
std::span<const HeaderKey> table_entry_keys();
/// What the program adds to the header of a sealed plan; nobody writes these into plan.json.
std::span<const HeaderKey> sealed_header_keys();

/// Bytes of a JSON file, to point at.
struct JsonSpan {
  std::size_t offset = 0;
  std::size_t length = 1;
};

struct ControlSum {
  std::string column;
  std::string written;
  NumberText sum;  ///< in the table's own unit
  JsonSpan span;
};

/// What plan.json says about one table.
struct TableEntry {
  const TableSpec* spec = nullptr;
  std::string file;
  std::optional<std::int64_t> rows;
  std::optional<AmountUnit> amount_unit;
  NumberStyle number_style = NumberStyle::plain;
  std::vector<ControlSum> control_sums;
  JsonSpan span;
  JsonSpan file_span;
  JsonSpan rows_span;
  const SourceText* source = nullptr;  ///< of the spans; null: that of the head
};

struct PlanHeader {
  std::string code;
  std::string name;
  std::string name_en;
  Stage stage = Stage::submitted;
  int first_year = 0;
  int last_year = 0;
  std::optional<Date> decided_on;
  std::string province;
  ClassOrder class_order = ClassOrder::by_class;
  std::string capital_priority;
  std::string illustrative;
  std::optional<Date> law_date;
  std::optional<Date> known_on;
  std::string scenario;
  std::string scenario_name;
  std::vector<TableEntry> tables;  ///< in the order of the field table
  bool has_years = false;          ///< the years could be read, so tables can be
  JsonSpan province_span;
  JsonSpan capital_priority_span;
  JsonSpan span;
};

/// Reads plan.json. Problems are added; what could be read is returned.
PlanHeader read_plan_header(const SourceText& source, const JsonValue& root, ProblemList& problems);

/// The same of a workbook: the keys without tables, each value where its cell stands. Keys that are
/// missing are told by the caller.
PlanHeader read_sheet_header(const SourceText& source, const JsonValue& root,
                             ProblemList& problems);
/// What the tables that a plan has ask of its head.
void check_header_tables(const SourceText& source, const PlanHeader& header, ProblemList& problems);

/// Reads the header of a sealed plan: the same keys, all texts, no tables.
PlanHeader read_sealed_header(const SourceText& source, const JsonValue& header,
                              ProblemList& problems);

/// Key and text of every header key, in fixed order; keys without value are left out.
std::vector<std::pair<std::string, std::string>> canonical_header(const PlanHeader& header);

/// The words of "a|b|c".
std::vector<std::string> split_choices(std::string_view choices);

}  // namespace phanbo

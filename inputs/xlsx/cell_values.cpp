#include "inputs/xlsx/cell_values.hpp"

#include <algorithm>
#include <array>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/number_text.hpp"
#include "inputs/xlsx/serial_dates.hpp"
#include "inputs/xlsx/text_runs.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "inputs/xlsx/xml_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// As the file spells them, in the order of StoredCellType.
constexpr std::array<std::string_view, 7> type_names = {"n", "s", "str", "inlineStr",
                                                        "b", "e", "d"};

std::string type_name(StoredCellType type) {
  return std::string(type_names[static_cast<std::size_t>(type)]);
}

CellValue refused(const ProblemKind& kind, std::vector<std::string> arguments) {
  CellValue value;
  value.outcome = CellValue::Outcome::problem;
  value.problem = &kind;
  value.arguments = std::move(arguments);
  return value;
}

CellValue malformed(const StoredCell& cell) {
  return refused(workbook_value_malformed, {type_name(cell.type), shown_text(cell.value)});
}

CellValue valued(WorkbookCellKind kind, std::string_view text) {
  CellValue value;
  value.outcome = CellValue::Outcome::value;
  value.kind = kind;
  value.text = text;
  return value;
}

CellValue number_value(const StoredCell& cell, const SheetContext& context, std::string& scratch) {
  switch (plain_number(trim_xml_space(cell.value), scratch)) {
    case NumberReading::ok:
      break;
    case NumberReading::malformed:
      return malformed(cell);
    case NumberReading::not_exact:
      return refused(workbook_number_not_exact, {shown_text(trim_xml_space(cell.value))});
  }
  const NumberLook look = context.formats.at(cell.style);
  if (look == NumberLook::unknown)
    return refused(workbook_style_unknown, {std::to_string(cell.style)});
  if (look == NumberLook::date || look == NumberLook::time) {
    std::string date;
    if (!date_of_serial(scratch, context.counts_from_1904, look == NumberLook::time, date))
      return refused(workbook_date_out_of_range, {shown_text(scratch)});
    scratch = std::move(date);
    return valued(WorkbookCellKind::date, scratch);
  }
  CellValue value = valued(WorkbookCellKind::number, scratch);
  value.is_percent = look == NumberLook::percent;
  value.decimals = context.formats.decimals_at(cell.style);
  return value;
}

CellValue text_value(std::string_view text) {
  if (is_too_long_for_cell(text)) {
    return refused(workbook_cell_text_too_long,
                   {std::to_string(workbook_limit::cell_characters_max)});
  }
  return valued(WorkbookCellKind::text, text);
}

CellValue shared_value(const StoredCell& cell, const SheetContext& context) {
  const auto index = parse_xml_count(trim_xml_space(cell.value));
  if (!index || *index >= context.shared_strings.size()) {
    return refused(workbook_text_index, {shown_text(trim_xml_space(cell.value)),
                                         std::to_string(context.shared_strings.size())});
  }
  CellValue value = valued(WorkbookCellKind::text, context.shared_strings[*index]);
  value.is_shared = true;
  return value;
}

CellValue error_value(const StoredCell& cell) {
  constexpr std::array<std::string_view, 14> errors = {
      "#NULL!",        "#DIV/0!", "#VALUE!", "#REF!",   "#NAME?",    "#NUM!",  "#N/A",
      "#GETTING_DATA", "#SPILL!", "#CALC!",  "#FIELD!", "#BLOCKED!", "#BUSY!", "#CONNECT!"};
  const std::string_view text = trim_xml_space(cell.value);
  if (std::find(errors.begin(), errors.end(), text) == errors.end()) return malformed(cell);
  return valued(WorkbookCellKind::error, text);
}

/// A cell whose `v` is missing or empty, where that is not the empty text of a formula.
CellValue without_value(const StoredCell& cell) {
  if (cell.has_formula) return refused(workbook_formula_without_value, {});
  // A cell that is only formatted, as spreadsheet programs and libraries write it.
  if (cell.type == StoredCellType::number && !cell.has_value) return {};
  return refused(workbook_value_missing, {type_name(cell.type)});
}

}  // namespace

std::optional<StoredCellType> parse_cell_type(std::string_view text) {
  const auto found = std::find(type_names.begin(), type_names.end(), text);
  if (found == type_names.end()) return std::nullopt;
  return static_cast<StoredCellType>(found - type_names.begin());
}

CellValue value_of(const StoredCell& cell, const SheetContext& context, std::string& scratch) {
  if (cell.type == StoredCellType::inline_string)
    return cell.has_value ? text_value(cell.inline_string) : without_value(cell);
  const bool is_empty = trim_xml_space(cell.value).empty();
  if (cell.type == StoredCellType::formula_string) {
    if (cell.value.empty() && !(cell.has_formula && cell.has_value)) return without_value(cell);
    scratch.clear();
    append_unescaped(cell.value, scratch);
    return text_value(scratch);
  }
  if (is_empty) return without_value(cell);
  switch (cell.type) {
    case StoredCellType::number:
      return number_value(cell, context, scratch);
    case StoredCellType::shared_string:
      return shared_value(cell, context);
    case StoredCellType::boolean: {
      const auto flag = parse_xml_boolean(trim_xml_space(cell.value));
      return flag ? valued(WorkbookCellKind::boolean, *flag ? "true" : "false") : malformed(cell);
    }
    case StoredCellType::error:
      return error_value(cell);
    default:
      if (!date_of_iso_text(trim_xml_space(cell.value), scratch)) return malformed(cell);
      return valued(WorkbookCellKind::date, scratch);
  }
}

}  // namespace phanbo

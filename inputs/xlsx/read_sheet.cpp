#include "inputs/xlsx/read_sheet.hpp"

#include <algorithm>
#include <array>

#include "inputs/xlsx/cell_names.hpp"
#include "inputs/xlsx/cell_values.hpp"
#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/text_runs.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// What may stand in a worksheet (ISO/IEC 29500-1, 18.3.1.99) besides what is read.
constexpr std::array<std::string_view, 36> passed_over = {"sheetPr",
                                                          "dimension",
                                                          "sheetViews",
                                                          "sheetFormatPr",
                                                          "sheetCalcPr",
                                                          "sheetProtection",
                                                          "protectedRanges",
                                                          "scenarios",
                                                          "sortState",
                                                          "dataConsolidate",
                                                          "customSheetViews",
                                                          "phoneticPr",
                                                          "conditionalFormatting",
                                                          "dataValidations",
                                                          "hyperlinks",
                                                          "printOptions",
                                                          "pageMargins",
                                                          "pageSetup",
                                                          "headerFooter",
                                                          "rowBreaks",
                                                          "colBreaks",
                                                          "customProperties",
                                                          "cellWatches",
                                                          "ignoredErrors",
                                                          "smartTags",
                                                          "drawing",
                                                          "legacyDrawing",
                                                          "legacyDrawingHF",
                                                          "drawingHF",
                                                          "picture",
                                                          "oleObjects",
                                                          "controls",
                                                          "webPublishItems",
                                                          "tableParts",
                                                          "extLst",
                                                          "autoFilter"};

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(PackageReading& reading, const SheetContext& context, WorkbookSheet& sheet)
      : reading_(reading), context_(context), sheet_(sheet) {}

  bool has_rows_element() const { return has_sheet_data_; }

  bool start(XmlReader& xml, const XmlElement& element) override;
  void end(XmlReader& xml) override;
  void text(XmlReader& xml, std::string_view piece) override;

 private:
  enum class Place { document, sheet, rows, row, cell, value, inline_string, columns, merges };

  bool start_in_sheet(XmlReader& xml, const XmlElement& element);
  bool start_row(XmlReader& xml, const XmlElement& element);
  bool start_cell(XmlReader& xml, const XmlElement& element);
  bool start_in_cell(XmlReader& xml, const XmlElement& element);
  void set_row_number(std::string_view place);
  void set_column(std::string_view place);
  void end_cell(XmlReader& xml);
  void end_row(XmlReader& xml);
  void add_column(XmlReader& xml, const XmlElement& element);
  void add_merge(XmlReader& xml, const XmlElement& element);
  void report_cell(const ProblemKind& kind, std::vector<std::string> arguments);
  void report_row(const ProblemKind& kind, std::uint32_t row, std::vector<std::string> arguments);
  void add_cell(XmlReader& xml, const CellValue& value);

  PackageReading& reading_;
  const SheetContext& context_;
  WorkbookSheet& sheet_;
  Place place_ = Place::document;
  bool has_sheet_data_ = false;

  std::uint32_t row_ = 0;
  bool row_is_hidden_ = false;
  std::uint32_t column_ = 0;
  /// Rows and cells without a stated place follow the one before, but only where the first of the
  /// sheet has none either: elsewhere a missing place is a damage.
  bool rows_have_places_ = false;
  bool cells_have_places_ = false;
  bool has_seen_row_ = false;
  bool has_seen_cell_ = false;

  StoredCell cell_;
  bool row_is_misplaced_ = false;
  bool cell_is_misplaced_ = false;
  bool value_is_too_long_ = false;
  TextRuns runs_;
  std::string scratch_;
  std::vector<WorkbookCell> row_cells_;
};

bool SheetHandler::start(XmlReader& xml, const XmlElement& element) {
  switch (place_) {
    case Place::document:
      place_ = Place::sheet;
      if (!element.name.is_main("worksheet")) xml.fail_unexpected(element.name.local);
      return true;
    case Place::sheet:
      return start_in_sheet(xml, element);
    case Place::rows:
      return start_row(xml, element);
    case Place::row:
      return start_cell(xml, element);
    case Place::cell:
      return start_in_cell(xml, element);
    case Place::inline_string:
      return runs_.start(xml, element);
    case Place::columns:
      add_column(xml, element);
      return false;
    case Place::merges:
      add_merge(xml, element);
      return false;
    case Place::value:
      break;
  }
  xml.fail_unexpected(element.name.local);
  return false;
}

void SheetHandler::end(XmlReader& xml) {
  switch (place_) {
    case Place::value:
      place_ = Place::cell;
      break;
    case Place::inline_string:
      if (!runs_.end()) place_ = Place::cell;
      break;
    case Place::cell:
      place_ = Place::row;
      end_cell(xml);
      break;
    case Place::row:
      place_ = Place::rows;
      end_row(xml);
      break;
    case Place::rows:
    case Place::columns:
    case Place::merges:
      place_ = Place::sheet;
      break;
    case Place::sheet:
    case Place::document:
      place_ = Place::document;
      break;
  }
}

void SheetHandler::text(XmlReader& xml, std::string_view piece) {
  if (place_ == Place::value) {
    // Longer than any text of a cell, escapes included: the end is not needed to refuse it.
    if (cell_.value.size() + piece.size() > 7 * workbook_limit::cell_characters_max)
      value_is_too_long_ = true;
    else
      cell_.value += piece;
  } else if (place_ == Place::inline_string) {
    runs_.text(xml, piece);
  } else if (!trim_xml_space(piece).empty()) {
    xml.fail_unexpected(trim_xml_space(piece));
  }
}

bool SheetHandler::start_in_sheet(XmlReader& xml, const XmlElement& element) {
  // Extensions in other namespaces stand beside the rows and hold drawings, controls and the like.
  if (element.name.space != XmlNamespace::main) return false;
  const std::string_view name = element.name.local;
  if (name == "sheetData" && !has_sheet_data_) {
    has_sheet_data_ = true;
    place_ = Place::rows;
  } else if (name == "cols") {
    place_ = Place::columns;
  } else if (name == "mergeCells") {
    place_ = Place::merges;
  } else if (std::find(passed_over.begin(), passed_over.end(), name) == passed_over.end()) {
    xml.fail_unexpected(name);
  } else if (name == "autoFilter") {
    sheet_.has_filter = true;
  }
  return place_ != Place::sheet;
}

void SheetHandler::report_row(const ProblemKind& kind, std::uint32_t row,
                              std::vector<std::string> arguments) {
  const std::string number = std::to_string(row);
  reading_.problems.of_cell(kind, sheet_.name, number + ":" + number, std::move(arguments));
}

void SheetHandler::report_cell(const ProblemKind& kind, std::vector<std::string> arguments) {
  reading_.problems.of_cell(kind, sheet_.name, cell_name(row_, static_cast<std::uint16_t>(column_)),
                            std::move(arguments));
}

void SheetHandler::set_row_number(std::string_view place) {
  const std::uint32_t next = row_ + 1;
  if (!has_seen_row_) rows_have_places_ = !place.empty();
  has_seen_row_ = true;
  const bool is_implied = place.empty() && !rows_have_places_ && next <= workbook_limit::rows_max;
  const auto number = is_implied ? next : parse_row_number(place);
  row_is_misplaced_ = !number || *number < next;
  if (!number) {
    report_row(workbook_cell_place, next, {place.empty() ? "?" : shown_text(place)});
  } else if (*number < next) {
    report_row(workbook_cell_order, *number, {shown_text(place)});
  } else {
    row_ = *number;
  }
}

bool SheetHandler::start_row(XmlReader& xml, const XmlElement& element) {
  if (!element.name.is_main("row")) {
    xml.fail_unexpected(element.name.local);
    return false;
  }
  xml.allow_only(element, {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight",
                           "outlineLevel", "collapsed", "thickTop", "thickBot", "ph"});
  place_ = Place::row;
  column_ = 0;
  row_cells_.clear();
  const std::string_view hidden = element.attribute("hidden");
  if (!hidden.empty() && !parse_xml_boolean(hidden)) xml.fail_unexpected("hidden");
  row_is_hidden_ = parse_xml_boolean(hidden).value_or(false);
  set_row_number(element.attribute("r"));
  return true;
}

void SheetHandler::set_column(std::string_view place) {
  const std::uint32_t next = column_ + 1;
  if (!has_seen_cell_) cells_have_places_ = !place.empty();
  has_seen_cell_ = true;
  cell_is_misplaced_ = true;
  if (row_is_misplaced_) return;  // told of the row
  if (place.empty()) {
    if (!cells_have_places_ && next <= workbook_limit::columns_max) {
      column_ = next;
      cell_is_misplaced_ = false;
    } else {
      report_row(workbook_cell_place, row_, {"?"});
    }
    return;
  }
  const auto position = parse_cell_name(place);
  if (!position || position->row != row_) {
    report_row(workbook_cell_place, row_, {shown_text(place)});
  } else if (position->column < next) {
    report_row(workbook_cell_order, row_, {shown_text(place)});
  } else {
    column_ = position->column;
    cell_is_misplaced_ = false;
  }
}

bool SheetHandler::start_cell(XmlReader& xml, const XmlElement& element) {
  if (!element.name.is_main("c")) {
    if (!element.name.is_main("extLst")) xml.fail_unexpected(element.name.local);
    return false;
  }
  place_ = Place::cell;
  cell_.type = StoredCellType::number;
  cell_.has_formula = cell_.has_value = false;
  cell_.value.clear();
  value_is_too_long_ = false;
  cell_.inline_string = {};
  cell_.style = 0;
  std::string_view place;
  // One pass, because there are many cells.
  element.for_each_attribute([&](const XmlAttribute& attribute) {
    if (attribute.name.space != XmlNamespace::none) return;
    const std::string_view name = attribute.name.local;
    if (name == "r") {
      place = attribute.value;
    } else if (name == "s") {
      const auto style = parse_xml_count(attribute.value);
      if (!style) xml.fail_unexpected("s=" + std::string(attribute.value));
      cell_.style = style.value_or(0);
    } else if (name == "t") {
      const auto type = parse_cell_type(attribute.value);
      if (!type) xml.fail_unexpected("t=" + std::string(attribute.value));
      cell_.type = type.value_or(StoredCellType::number);
    } else if (name != "cm" && name != "vm" && name != "ph") {
      xml.fail_unexpected(name);
    }
  });
  set_column(place);
  return true;
}

bool SheetHandler::start_in_cell(XmlReader& xml, const XmlElement& element) {
  const std::string_view name =
      element.name.space == XmlNamespace::main ? element.name.local : std::string_view();
  const bool is_inline = cell_.type == StoredCellType::inline_string;
  if (name == "f" && !cell_.has_formula) {
    cell_.has_formula = true;
    return false;
  }
  if (name == "v" && is_inline) return false;  // its text stands in `is`
  if (name == "v" && !cell_.has_value) {
    cell_.has_value = true;
    place_ = Place::value;
    return true;
  }
  if (name == "is" && is_inline && !cell_.has_value) {
    cell_.has_value = true;
    runs_.clear();
    place_ = Place::inline_string;
    return true;
  }
  if (name != "extLst") xml.fail_unexpected(element.name.local);
  return false;
}

void SheetHandler::end_cell(XmlReader& xml) {
  if (cell_is_misplaced_ || xml.is_stopped()) return;
  if (cell_.type == StoredCellType::inline_string) cell_.inline_string = runs_.text();
  const bool is_inline = cell_.type == StoredCellType::inline_string && cell_.has_value;
  const bool is_too_long = is_inline ? runs_.is_too_long() : value_is_too_long_;
  if (is_too_long) {
    report_cell(workbook_cell_text_too_long, {std::to_string(workbook_limit::cell_characters_max)});
    return;
  }
  CellValue value = value_of(cell_, context_, scratch_);
  if (value.outcome == CellValue::Outcome::problem)
    report_cell(*value.problem, std::move(value.arguments));
  else if (value.outcome == CellValue::Outcome::value)
    add_cell(xml, value);
}

void SheetHandler::add_cell(XmlReader& xml, const CellValue& value) {
  const std::size_t text_bytes = value.is_shared ? 0 : value.text.size();
  if (!reading_.store.charge(sizeof(WorkbookCell) + text_bytes)) {
    report_cell(workbook_content_too_large, {std::to_string(workbook_limit::content_bytes_max)});
    xml.stop();
    return;
  }
  WorkbookCell& cell = row_cells_.emplace_back();
  cell.text = value.is_shared ? value.text : reading_.store.keep(value.text);
  cell.row = row_;
  cell.column = static_cast<std::uint16_t>(column_);
  cell.kind = value.kind;
  cell.has_formula = cell_.has_formula;
  cell.is_percent = value.is_percent;
  cell.decimals = value.decimals & 31U;
}

void SheetHandler::end_row(XmlReader& xml) {
  if (row_cells_.empty() || xml.is_stopped()) return;
  if (!reading_.store.charge(sizeof(WorkbookRow))) {
    report_row(workbook_content_too_large, row_,
               {std::to_string(workbook_limit::content_bytes_max)});
    xml.stop();
    return;
  }
  const std::span<const WorkbookCell> cells =
      reading_.store.keep(std::span<const WorkbookCell>(row_cells_));
  sheet_.rows.push_back({cells, row_, row_is_hidden_});
}

void SheetHandler::add_column(XmlReader& xml, const XmlElement& element) {
  if (!element.name.is_main("col")) {
    xml.fail_unexpected(element.name.local);
    return;
  }
  xml.allow_only(element, {"min", "max", "width", "style", "hidden", "bestFit", "customWidth",
                           "phonetic", "outlineLevel", "collapsed"});
  const std::string_view hidden = element.attribute("hidden");
  if (hidden.empty() || !parse_xml_boolean(hidden).value_or(true)) return;
  const auto first = parse_xml_count(element.attribute("min"));
  const auto last = parse_xml_count(element.attribute("max"));
  if (!first || !last || *first < 1 || *first > *last || *last > workbook_limit::columns_max) {
    xml.fail_unexpected("col");
  } else if (sheet_.hidden_columns.size() == workbook_limit::hidden_column_ranges_max) {
    xml.fail(workbook_too_many_elements,
             {"col", std::to_string(workbook_limit::hidden_column_ranges_max)});
  } else {
    sheet_.hidden_columns.push_back({1, workbook_limit::rows_max,
                                     static_cast<std::uint16_t>(*first),
                                     static_cast<std::uint16_t>(*last)});
  }
}

void SheetHandler::add_merge(XmlReader& xml, const XmlElement& element) {
  if (!element.name.is_main("mergeCell")) {
    xml.fail_unexpected(element.name.local);
    return;
  }
  const std::string_view place = element.attribute("ref");
  const auto range = parse_cell_range(place);
  if (!range) {
    reading_.problems.of_cell(workbook_merge_wrong, sheet_.name, shown_text(place),
                              {shown_text(place)});
  } else if (sheet_.merged.size() == workbook_limit::merged_ranges_max) {
    xml.fail(workbook_too_many_elements,
             {"mergeCell", std::to_string(workbook_limit::merged_ranges_max)});
  } else {
    sheet_.merged.push_back(*range);
  }
}

}  // namespace

void read_sheet(PackageReading& reading, const PackagePart& part, const SheetContext& context,
                WorkbookSheet& sheet) {
  PartStream stream(reading.package, part, reading.problems);
  XmlReader xml(stream, reading.problems);
  SheetHandler handler(reading, context, sheet);
  sheet.was_read = true;
  if (!xml.parse(handler)) return;
  if (!handler.has_rows_element()) {
    reading.problems.of_part(workbook_part_missing, part.name, 0, 0, {"sheetData"});
    return;
  }
  check_merged_ranges(sheet, reading.problems);
}

}  // namespace phanbo

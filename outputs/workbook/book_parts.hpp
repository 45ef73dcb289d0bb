#pragma once

#include <string>
#include <vector>

#include "outputs/workbook/controls.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/workbook_file.hpp"

/// What the workbook of a result and the workbook of a comparison have in common.
namespace phanbo {

CellLook plain_look();
CellLook title_look();
CellLook header_look();

/// The tables of a workbook with their sheets; those with more rows than a sheet holds are left
/// out.
struct PlacedTables {
  std::vector<TablePlace> places;
  std::vector<SheetLayout> layouts;  ///< parallel to the places
  std::vector<const ReportTable*> left_out;

  /// `other_sheets`: legal names of sheets that stand before the tables.
  PlacedTables(const std::vector<ReportTable>& tables, Language language,
               const std::vector<std::string>& other_sheets = {});
};

/// Columns that formulas of other sheets look at have names.
void name_columns(WorkbookFile& file, const TablePlace& place);

/// The sheet of control sums: expected, found, difference and a tick, all of them formulas.
void write_controls_sheet(WorkbookFile& file, const std::vector<Control>& controls,
                          Language language, const std::string& footer);

}  // namespace phanbo

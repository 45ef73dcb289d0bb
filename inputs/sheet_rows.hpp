#pragma once

#include <vector>

#include "inputs/sheet_layout.hpp"
#include "inputs/sheet_values.hpp"
#include "inputs/table_reader.hpp"

namespace phanbo {

/// The rows of one sheet, turned into those of its table.
class SheetRows {
 public:
  SheetRows(const SheetLayout& layout, const TableEntry& entry, const PlanHeader& header,
            TextArena& arena, ProblemList& problems);

  void read(TableReader& reader);

 private:
  struct Column {
    const SheetColumnPlace* place = nullptr;
    SheetValueRules rules;
  };

  void choose_columns();
  SheetValueRules rules_of_column(const std::string& name) const;
  void read_row(const WorkbookRow& row, TableReader& reader);
  CsvCell cell_of(const Column& column, const WorkbookCell& cell);
  void translate_change();
  std::size_t position_of(std::string_view name) const;

  const SheetLayout& layout_;
  const TableEntry& entry_;
  const PlanHeader& header_;
  TextArena& arena_;
  ProblemList& problems_;
  std::vector<Column> columns_;
  std::vector<CsvCell> cells_;
};

}  // namespace phanbo

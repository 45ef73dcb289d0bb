#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "inputs/sheet_layout.hpp"
#include "inputs/table_reader.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

/// Reads a workbook with its texts and the names of its sheets in normal form C, kept in `arena`.
WorkbookReading read_composed_workbook(std::string_view bytes, const std::string& shown_path,
                                       TextArena& arena, const SheetFilter& is_wanted = {});
/// Reads the file of a workbook, up to the limit of workbooks; see read_file.
bool read_workbook_bytes(const std::filesystem::path& path, const std::string& shown_path,
                         std::string& bytes, ProblemList& problems);

/// The plan in a workbook: its head on the sheet "Kế hoạch", a table on each other sheet.
class WorkbookPlan {
 public:
  /// Texts of the plan are views into `text`, which also gets the problems.
  WorkbookPlan(TextPlan& text, TextArena& arena) : text_(text), arena_(arena) {}

  /// Reads the bytes and the head of the plan with the entries of its tables.
  void read_head(std::string_view bytes, const std::string& shown_path);
  /// Is the table there, but on a sheet that cannot be read or on two; or may it be on a sheet of
  /// an unknown name?
  bool is_unreadable(const TableSpec& spec) const;
  /// Reads the rows of a table that the head has an entry of.
  void read_rows(const TableEntry& entry, TableReader& reader);
  /// How the table of an entry names its columns in messages, and its numbers.
  TableOptions options_of(const TableEntry& entry) const;

 private:
  struct SheetOfTable {
    const TableSpec* spec = nullptr;
    const SourceText* source = nullptr;
    bool is_readable = true;
  };

  const SourceText* find_sheets(const std::string& shown_path);
  void report_unknown_sheets(const std::vector<std::string>& names, const Place& file);
  bool is_readable_sheet(const std::string& name) const;
  void find_tables(PlanHeader& header);
  TableEntry entry_of(const SheetLayout& layout);
  void read_control_sums(const SheetLayout& layout, TableEntry& entry);
  const SheetLayout& layout_of(const TableSpec& spec) const;
  void report(const SheetLayout& layout, const ProblemKind& kind, std::uint32_t row,
              std::uint32_t column, std::vector<std::string> arguments);

  TextPlan& text_;
  TextArena& arena_;
  std::vector<SheetOfTable> sheets_;
  std::vector<SheetLayout> layouts_;
  bool has_sheet_without_table_ = false;  ///< it may be any table that has no sheet
};

/// The head of a plan from its sheet; entries of tables are added by the caller.
PlanHeader read_plan_sheet(const SourceText& source, TextArena& arena, ProblemList& problems);

}  // namespace phanbo

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/plan_changes.hpp"
#include "inputs/read_plan.hpp"
#include "models/sheet_book.hpp"

/// Workbooks being typed into for a test.
namespace phanbo::test {

/// An example's plan as texts.
std::shared_ptr<const TextPlan> example_texts(const std::string& name);
PlanReading example_reading(const std::string& name);
/// The example filled into the template.
SheetBook example_book(const std::string& name, Language language, bool keeps_controls = false);

/// The bytes of the workbook file.
std::string bytes_of(const SheetBook& book);
/// What the program reads from the workbook.
PlanReading read_book(const SheetBook& book);
PlanReading read_bytes(const std::string& bytes);

/// Header and tables of a plan as one text: equal texts are equal plans.
std::string canonical_text(const PlanReading& reading);
/// The first line in which two such texts differ; empty when they are equal.
std::string difference(const std::string& a, const std::string& b);

/// A sheet of a table and where things stand on it. Rows and columns count from 0.
struct TypedSheet {
  Sheet* sheet = nullptr;
  const TableSpec* spec = nullptr;
  std::uint32_t index_row = 0;
  std::uint32_t last_row = 0;        ///< of the data
  std::vector<std::string> columns;  ///< canonical names

  std::uint32_t first_row() const { return index_row + 1; }
  bool has_rows() const { return last_row >= first_row(); }
  SheetCell* cell_at(std::uint32_t row, std::uint32_t column) const;
  /// The cell, added blank where there is none. Other cells may move in memory.
  SheetCell& touch(std::uint32_t row, std::uint32_t column) const;
  /// Null for a year across.
  const Field* field(std::uint32_t column) const;
  FieldType type(std::uint32_t column) const;
  /// 0-based column of a field; a wrong name ends the test.
  std::uint32_t column(std::string_view name) const;
};

/// The sheets of tables in the book, in its order.
std::vector<TypedSheet> typed_sheets(SheetBook& book);
TypedSheet typed_sheet(SheetBook& book, std::string_view table);

/// "C7"; row and column from 0.
std::string cell_text_name(std::uint32_t row, std::uint32_t column);

}  // namespace phanbo::test

#include "template/typed_book.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "inputs/plan_book.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/xlsx/read_workbook.hpp"
#include "law/law_files.hpp"
#include "outputs/workbook/sheet_book.hpp"

namespace phanbo::test {

namespace fs = std::filesystem;

namespace {

const LawBook& law() {
  static const LawReading reading = read_law(law_files());
  return reading.law;
}

fs::path example_folder(const std::string& name) {
  return fs::path(PHANBO_SOURCE_DIR) / "examples" / name;
}

}  // namespace

std::shared_ptr<const TextPlan> example_texts(const std::string& name) {
  TextPlanReading reading = read_text_plan(example_folder(name), law(), law_packs());
  if (reading.plan == nullptr) throw std::runtime_error("the example is not sound: " + name);
  return reading.plan;
}

PlanReading example_reading(const std::string& name) {
  return read_plan(example_folder(name), law(), law_packs());
}

SheetBook example_book(const std::string& name, Language language, bool keeps_controls) {
  PlanBookOptions options;
  options.language = language;
  options.keeps_controls = keeps_controls;
  return plan_book(example_texts(name), options);
}

std::string bytes_of(const SheetBook& book) {
  const fs::path file =
      fs::temp_directory_path() / ("phanbo-book-" + std::to_string(::getpid()) + ".xlsx");
  if (write_sheet_book(file, book, "phanbo test", Language::vietnamese) != 0)
    throw std::runtime_error("the workbook cannot be written");
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  fs::remove(file);
  return bytes;
}

PlanReading read_bytes(const std::string& bytes) {
  const fs::path folder = fs::temp_directory_path() / ("phanbo-book-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "plan.xlsx", std::ios::binary) << bytes;
  PlanReading reading = read_plan(folder / "plan.xlsx", law(), law_packs());
  fs::remove_all(folder);
  return reading;
}

PlanReading read_book(const SheetBook& book) { return read_bytes(bytes_of(book)); }

std::string canonical_text(const PlanReading& reading) {
  std::string text;
  for (const auto& [key, value] : reading.canonical.header) text += key + "=" + value + "\n";
  for (const CanonicalTable& table : reading.canonical.tables) {
    text += "[" + std::string(table.name) + "]";
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      text += i % table.columns.size() == 0 ? '\n' : '\t';
      text += table.cells[i];
    }
    text += '\n';
  }
  return text;
}

std::string difference(const std::string& a, const std::string& b) {
  std::istringstream left(a);
  std::istringstream right(b);
  std::string left_line;
  std::string right_line;
  while (true) {
    const bool has_left = static_cast<bool>(std::getline(left, left_line));
    const bool has_right = static_cast<bool>(std::getline(right, right_line));
    if (!has_left && !has_right) return {};
    if (has_left != has_right) return "one ends before the other";
    if (left_line != right_line) return left_line + " / " + right_line;
  }
}

SheetCell* TypedSheet::cell_at(std::uint32_t row, std::uint32_t column) const {
  const auto found =
      std::find_if(sheet->cells.begin(), sheet->cells.end(),
                   [&](const SheetCell& cell) { return cell.row == row && cell.column == column; });
  return found == sheet->cells.end() ? nullptr : &*found;
}

SheetCell& TypedSheet::touch(std::uint32_t row, std::uint32_t column) const {
  if (SheetCell* known = cell_at(row, column)) return *known;
  SheetCell& cell = sheet->cells.emplace_back();
  cell.row = row;
  cell.column = column;
  if (column < sheet->columns.size()) cell.style = sheet->columns[column].style;
  return cell;
}

const Field* TypedSheet::field(std::uint32_t column) const {
  for (const Field& known : spec->fields) {
    if (known.name == columns[column]) return &known;
  }
  return nullptr;
}

FieldType TypedSheet::type(std::uint32_t column) const {
  const Field* known = field(column);
  return known == nullptr ? FieldType::money : known->type;
}

std::uint32_t TypedSheet::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) throw std::runtime_error("no column " + std::string(name));
  return static_cast<std::uint32_t>(found - columns.begin());
}

std::vector<TypedSheet> typed_sheets(SheetBook& book) {
  std::vector<TypedSheet> sheets;
  for (Sheet& sheet : book.sheets) {
    if (role_of_sheet(sheet.name)) continue;
    TypedSheet typed;
    typed.sheet = &sheet;
    typed.spec = table_of_sheet(sheet.name);
    for (const SheetCell& cell : sheet.cells) {
      if (cell.style == SheetStyle::index) {
        typed.index_row = cell.row;
        typed.columns.push_back(cell.text);
      }
      if (!cell.text.empty()) typed.last_row = std::max(typed.last_row, cell.row);
    }
    sheets.push_back(std::move(typed));
  }
  return sheets;
}

TypedSheet typed_sheet(SheetBook& book, std::string_view table) {
  for (TypedSheet& sheet : typed_sheets(book)) {
    if (sheet.spec->name == table) return sheet;
  }
  throw std::runtime_error("no sheet of " + std::string(table));
}

std::string cell_text_name(std::uint32_t row, std::uint32_t column) {
  return cell_name(row + 1, static_cast<std::uint16_t>(column + 1));
}

}  // namespace phanbo::test

#include "outputs/workbook/book_parts.hpp"

#include <fmt/format.h>

#include <set>

#include "outputs/workbook/text_of_cells.hpp"
#include "outputs/workbook/workbook.hpp"

namespace phanbo {

CellLook plain_look() {
  CellLook look;
  look.border = false;
  return look;
}

CellLook title_look() {
  CellLook look = plain_look();
  look.bold = true;
  look.points = 14;
  return look;
}

CellLook header_look() {
  CellLook look;
  look.bold = true;
  look.wrap = true;
  look.align = CellLook::Align::centre;
  look.fill = CellLook::Fill::header;
  return look;
}

PlacedTables::PlacedTables(const std::vector<ReportTable>& tables, Language language,
                           const std::vector<std::string>& other_sheets) {
  constexpr std::size_t header_rows_max = 12;
  std::set<std::string> taken;
  for (const std::string& name : other_sheets) legal_sheet_name(name, taken);
  places.reserve(tables.size());
  for (const ReportTable& table : tables) {
    if (row_count(table) + header_rows_max + table.notes.size() > sheet_rows_max) {
      left_out.push_back(&table);
      continue;
    }
    layouts.push_back(lay_out_sheet(table, language));
    places.push_back({&table, legal_sheet_name(sheet_name_of(table, language), taken),
                      layouts.back().first_row()});
  }
}

void name_columns(WorkbookFile& file, const TablePlace& place) {
  const ReportTable& table = *place.table;
  if (row_count(table) == 0) return;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const std::string name = BookRules::range_name(table.id, table.columns[column].id);
    if (!is_legal_range_name(name)) continue;
    const auto at = static_cast<std::uint32_t>(column);
    file.define_name(name, fmt::format("{}!{}:{}", quoted_sheet(place.sheet),
                                       cell_name(place.row_of(0), at, true),
                                       cell_name(place.row_of(row_count(table) - 1), at, true)));
  }
}

void write_controls_sheet(WorkbookFile& file, const std::vector<Control>& controls,
                          Language language, const std::string& footer) {
  const auto say = [&](Text text) { return text.in(language); };
  const std::string name = file.add_sheet(say({"Kiểm tra", "Checks"}));
  file.text(0, 0, say({"Kiểm tra: các tổng đối chiếu", "Checks: control sums"}), title_look());
  constexpr std::uint32_t header = 2;
  std::uint32_t column = 0;
  for (const Text title : {Text{"Nội dung", "Control"}, Text{"Phải là (đồng)", "Expected (dong)"},
                           Text{"Tìm thấy (đồng)", "Found (dong)"},
                           Text{"Chênh lệch", "Difference"}, Text{"Đạt", "Holds"}}) {
    file.text(header, column++, say(title), header_look());
  }
  CellLook words;
  words.wrap = true;
  CellLook money;
  money.align = CellLook::Align::right;
  money.number = CellLook::Number::whole;
  CellLook tick;
  tick.align = CellLook::Align::centre;
  tick.fill = CellLook::Fill::good;
  std::uint32_t row = header + 1;
  const auto value = [](Int128 dong) { return Decimal::whole(static_cast<std::int64_t>(dong)); };
  for (const Control& control : controls) {
    file.text(row, 0, in(control.name, language), words);
    file.formula(row, 1, control.expected.formula, value(control.expected.value), money);
    file.formula(row, 2, control.found.formula, value(control.found.value), money);
    file.formula(row, 3, cell_name(row, 2) + "-" + cell_name(row, 1),
                 value(control.found.value - control.expected.value), money);
    const bool holds = control.found.value == control.expected.value;
    file.text_formula(row, 4, fmt::format("IF({}=0,\"✓\",\"✗\")", cell_name(row, 3)),
                      holds ? "✓" : "✗", tick);
    ++row;
  }
  file.set_width(0, 0, 84);
  file.set_width(1, 3, 26);
  file.set_width(4, 4, 8);
  file.freeze(header + 1, 1);
  PagePlan page;
  page.first_repeated_row = page.last_repeated_row = header;
  page.footer = footer;
  file.set_page(page);
}

}  // namespace phanbo

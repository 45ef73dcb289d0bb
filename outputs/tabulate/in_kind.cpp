#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Gifts in kind: a memo beside the money, never money to allocate.
namespace phanbo {

using Cell = PackedRows::Cell;

std::optional<ReportTable> make_in_kind(const View& view) {
  if (view.plan.in_kind.empty()) return std::nullopt;
  TableBuilder table("in_kind", {"Đóng góp bằng hiện vật (ghi nhận, không phân bổ)",
                                 "Gifts in kind (a memo, not allocated)"});
  table.add_number_column();
  const auto add = [&](const char* id, ColumnType type, Words title) {
    return table.add_column(id, type, std::move(title));
  };
  const std::size_t name = add("name", ColumnType::text, {"Hiện vật", "What is given"});
  const std::size_t code = add("code", ColumnType::code, {"Mã", "Code"});
  const std::size_t year = add("year", ColumnType::text, {"Năm", "Year"});
  const std::size_t programme =
      add("programme_name", ColumnType::text, {"Chương trình, nhiệm vụ", "Programme"});
  const std::size_t unit = add("unit_name", ColumnType::text, {"Địa bàn", "Unit"});
  const std::size_t donor = add("donor", ColumnType::text, {"Bên đóng góp", "Donor"});
  const std::size_t value =
      add("value_dong", ColumnType::money, {"Giá trị ghi nhận", "Value, memo"});
  const std::size_t document = add("document", ColumnType::text, {"Văn bản", "Document"});
  table.set_numbering({Numbering::arabic});
  table.add_total_row(name);
  for (const GiftInKind& gift : view.plan.in_kind) {
    const std::size_t row = table.add_row(1);
    table.at(row, name) = Cell::name(gift.description);
    table.at(row, code) = Cell::name(gift.code);
    table.at(row, year) = table.made(std::to_string(gift.year));
    table.at(row, programme) = Cell::name(view.plan.programmes[gift.programme].name);
    table.at(row, unit) = Cell::name(view.unit_name(gift.unit));
    table.at(row, donor) = Cell::name(gift.donor);
    if (gift.value) table.at(row, value) = Cell::of(*gift.value);
    table.at(row, document) = Cell::name(view.citation(gift.document));
  }
  return table.finish();
}

}  // namespace phanbo

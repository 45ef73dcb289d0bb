#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// The rows of law the figures rest on: value, dates, document and article, verified or recalled.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

Text name_of(Verification value) {
  constexpr Text names[] = {{"Đã đối chiếu văn bản", "Verified"},
                            {"Theo trí nhớ, chưa đối chiếu", "Recalled"},
                            {"Minh họa", "Illustrative"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(SelectedBy value) {
  constexpr Text names[] = {{"Tháng", "Month"},
                            {"Năm ngân sách", "Budget year"},
                            {"Kỳ kế hoạch", "Plan term"},
                            {"Thời kỳ ổn định", "Stability period"},
                            {"Ngày quyết định", "Date of decision"}};
  return names[static_cast<std::size_t>(value)];
}

struct Columns {
  std::size_t name, topic, key, value, unit, from, to, selected_by;
  std::size_t document, article, verification, origin, note;
};

Columns add_columns(TableBuilder& table) {
  const auto add = [&](const char* id, ColumnType type, Words title) {
    return table.add_column(id, type, std::move(title));
  };
  Columns columns{};
  table.add_number_column();
  columns.name = add("name", ColumnType::text, {"Nội dung quy định", "Rule"});
  columns.topic = add("topic", ColumnType::code, {"Chủ đề", "Topic"});
  columns.key = add("key", ColumnType::code, {"Khóa", "Key"});
  columns.value = add("value", ColumnType::number, {"Giá trị", "Value"});
  columns.unit = add("unit", ColumnType::code, {"Đơn vị tính", "Unit"});
  columns.from = add("valid_from", ColumnType::code, {"Có hiệu lực từ", "Valid from"});
  columns.to = add("valid_to", ColumnType::code, {"Đến hết", "Valid to"});
  columns.selected_by = add("selected_by", ColumnType::text, {"Xác định theo", "Selected by"});
  columns.document = add("document", ColumnType::text, {"Văn bản", "Document"});
  columns.article = add("article", ColumnType::text, {"Điều, khoản", "Article"});
  columns.verification = add("verification", ColumnType::text, {"Mức độ tin cậy", "Verification"});
  columns.origin = add("origin", ColumnType::text, {"Nơi khai báo", "Given by"});
  columns.note = add("note", ColumnType::text, {"Ghi chú", "Note"});
  return columns;
}

}  // namespace

std::optional<ReportTable> make_law_used(const View& view) {
  TableBuilder table("law_used", {"Căn cứ pháp luật đã sử dụng", "Law used"});
  const Columns columns = add_columns(table);
  table.set_unit_line({"", ""});
  table.set_numbering({Numbering::arabic});
  for (const LawUse& use : view.assessment.law_used) {
    const LawRow& law = *use.row;
    const std::size_t row = table.add_row(1);
    table.at(row, columns.name) = table.made(Words{law.label_vi, law.label_en});
    table.at(row, columns.topic) = Cell::name(law.topic);
    table.at(row, columns.key) = Cell::name(law.key);
    if (law.value) table.at(row, columns.value) = Cell::of(*law.value);
    table.at(row, columns.unit) = Cell::name(law.unit);
    table.at(row, columns.from) = table.made(to_iso(law.valid_from));
    if (law.valid_to) table.at(row, columns.to) = table.made(to_iso(*law.valid_to));
    table.at(row, columns.selected_by) = table.literal(name_of(law.selected_by));
    table.at(row, columns.document) = Cell::name(law.document);
    table.at(row, columns.article) = Cell::name(law.article);
    table.at(row, columns.verification) = table.literal(name_of(law.verification));
    table.at(row, columns.origin) = law.from_plan ? table.literal({"Kế hoạch", "The plan"})
                                                  : table.literal({"Chương trình", "The program"});
    table.at(row, columns.note) = Cell::name(law.note);
  }
  return table.finish();
}

}  // namespace phanbo

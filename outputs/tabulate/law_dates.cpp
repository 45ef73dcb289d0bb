#include "outputs/tabulate/law_dates.hpp"

#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

/// "2.340.000 đồng", "30 %", "có".
Words value_words(const LawRow& row) {
  const Decimal& value = *row.value;
  const auto whole = value.reduced();
  if (row.unit == "dong" && whole.digits() == 0) {
    if (const auto amount = Money::checked(whole.units())) return money_words(*amount);
  }
  if (row.unit == "flag") return value.is_zero() ? Words{"không", "no"} : Words{"có", "yes"};
  const std::string unit = row.unit == "percent" ? "%" : row.unit;
  const std::string tail = unit.empty() ? "" : " " + unit;
  return {to_vietnamese(value) + tail, to_plain(value) + tail};
}

/// "2.340.000 đồng (Nghị định 73/2024/NĐ-CP)", one row of law after the other.
Words rows_words(const std::vector<LawRow>& rows) {
  Words text;
  for (const LawRow& row : rows) {
    const std::string_view gap = text.vi.empty() ? "" : "; ";
    Words value;
    if (row.value) value = value_words(row);
    const std::string ground = (row.value ? " (" : "(") + law_citation(row) + ")";
    text.vi.append(gap).append(value.vi).append(ground);
    text.en.append(gap).append(value.en).append(ground);
  }
  return text;
}

Words joined_moves(const LawDates& dates, const LawDateLine& line, const auto& words_of) {
  Words text;
  for (const std::size_t move : line.moved_by) {
    const Words one = words_of(dates.moves[move]);
    if (one.vi.empty()) continue;
    const std::string_view gap = text.vi.empty() ? "" : " | ";
    text.vi.append(gap).append(one.vi);
    text.en.append(gap).append(one.en);
  }
  return text;
}

}  // namespace

std::string law_citation(const LawRow& row) {
  return row.article.empty() ? row.document : row.document + ", " + row.article;
}

ReportTable tabulate_law_dates(const LawDates& dates) {
  TableBuilder table("law_date_lines", {"Những gì khác đi khi áp dụng pháp luật của ngày khác",
                                        "What differs under the law of the other date"});
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  const std::size_t kind = text("kind", {"Loại", "Kind"});
  const std::size_t code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  const std::size_t name = text("name", {"Nội dung", "What"});
  const std::size_t before = money("before_dong", {"Theo kế hoạch", "As the plan is"});
  const std::size_t after = money("after_dong", {"Theo ngày đã chọn", "Under the other date"});
  const std::size_t change = money("change_dong", {"Chênh lệch", "Difference"});
  const std::size_t topics = text("law", {"Chủ đề pháp luật", "Law topic"});
  const std::size_t old_law = text("law_before", {"Căn cứ theo kế hoạch", "Law as the plan is"});
  const std::size_t new_law = text("law_after", {"Căn cứ theo ngày đã chọn", "Law of that date"});
  const std::size_t note = text("note", {"Ghi chú", "Note"});
  table.set_formula(change, {after}, {before});
  for (const LawDateLine& line : dates.lines) {
    const std::size_t row = table.add_row(1);
    table.at(row, kind) = line.kind == LawDateLine::Kind::need
                              ? table.literal({"Nhu cầu", "Need"})
                              : table.literal({"Dòng phân bổ", "Ledger line"});
    table.at(row, code) = table.made(line.code);
    table.at(row, name) = table.made(line.name);
    table.at(row, before) = Cell::of(line.before);
    table.at(row, after) = Cell::of(line.after);
    table.at(row, topics) = table.made(joined_moves(dates, line, [](const LawMove& move) {
      return same_words(move.key.empty() ? move.topic : move.topic + "/" + move.key);
    }));
    table.at(row, old_law) = table.made(
        joined_moves(dates, line, [](const LawMove& move) { return rows_words(move.before); }));
    table.at(row, new_law) = table.made(
        joined_moves(dates, line, [](const LawMove& move) { return rows_words(move.after); }));
    if (!line.is_joint) continue;
    table.at(row, note) = table.literal({"Không điều nào đổi riêng mà làm khác đi; cùng đổi thì có",
                                         "None of these moves it alone; together they do"});
  }
  return table.finish();
}

}  // namespace phanbo

#include <fmt/format.h>

#include "outputs/tabulate/shortfall_text.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// The shortages: one sentence each, then what bounds it and which demands stand in it. Of long
/// lists the first entries and the sum of the others: every demand names its shortage in the table
/// of demands, and result.json lists all.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

constexpr std::size_t entries_max = 50;  ///< limits, and demands, of one shortage

struct Columns {
  std::size_t name, code, class_code, allowed, held, needed, missing, amount, allocated, sentence;
};

Columns add_columns(TableBuilder& table) {
  const auto money = [&](const char* id, Words title) {
    const std::size_t column = table.add_column(id, ColumnType::money, std::move(title));
    table.set_not_additive(column);
    return column;
  };
  Columns columns{};
  table.add_number_column();
  columns.name = table.add_column("name", ColumnType::text,
                                  {"Thứ tự ưu tiên, giới hạn, nhu cầu", "Class, limit, demand"});
  columns.code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  columns.class_code = table.add_column("class", ColumnType::code, {"Mã thứ tự ưu tiên", "Class"});
  columns.allowed =
      money("allowed_dong", {"Nguồn và giới hạn cho phép", "Sources and limits allow"});
  columns.held = money("held_dong", {"Thứ tự ưu tiên trước đã giữ", "Earlier classes hold"});
  columns.needed = money("needed_dong", {"Cần", "Needed"});
  columns.missing = money("missing_dong", {"Còn thiếu", "Missing"});
  columns.amount = money("amount_dong", {"Số tiền của từng mục", "Amount of the entry"});
  columns.allocated = money("allocated_dong", {"Đã bố trí", "Allocated"});
  table.set_decided(columns.held);
  table.set_decided(columns.allocated);
  columns.sentence = table.add_column("sentence", ColumnType::text, {"Diễn giải", "In words"});
  table.set_formula(columns.missing, {columns.needed, columns.held}, {columns.allowed});
  return columns;
}

/// One more than the most is listed as well: a row that says "and one more" would save nothing.
std::size_t listed_of(std::size_t count) { return count <= entries_max + 1 ? count : entries_max; }

void add_limits(TableBuilder& table, const View& view, const Columns& columns,
                const Shortfall& shortfall) {
  const std::size_t listed = listed_of(shortfall.limits.size());
  for (std::size_t i = 0; i < listed; ++i) {
    const Limit& limit = shortfall.limits[i];
    const std::size_t row = table.add_row(2);
    table.at(row, columns.name) = table.made(limit_words(view.plan, view.assessment, limit));
    table.at(row, columns.code) = table.made(limit.code);
    table.at(row, columns.amount) = Cell::of(limit.amount);
  }
  const std::size_t others = shortfall.limits.size() - listed;
  if (others == 0) return;
  Money amount;
  for (std::size_t i = listed; i < shortfall.limits.size(); ++i)
    amount += shortfall.limits[i].amount;
  const std::size_t row = table.add_row(2);
  table.at(row, columns.name) =
      table.made(Words{fmt::format("và {} giới hạn khác (ghi đủ trong result.json)", others),
                       fmt::format("and {} more limits (all of them in result.json)", others)});
  table.at(row, columns.amount) = Cell::of(amount);
}

void add_demands(TableBuilder& table, const View& view, const Columns& columns,
                 const Shortfall& shortfall) {
  const std::size_t listed = listed_of(shortfall.demands.size());
  for (std::size_t i = 0; i < listed; ++i) {
    const Index<Demand> index = shortfall.demands[i];
    const Demand& demand = view.assessment.demands[index];
    const std::size_t row = table.add_row(2);
    table.at(row, columns.name) = Cell::name(view.assessment.items[demand.item].name);
    table.at(row, columns.code) = table.made(demand_code(view.assessment, index));
    table.at(row, columns.amount) = Cell::of(demand.wanted);
    table.at(row, columns.allocated) = Cell::of(view.outcome(index.position()).allocated);
  }
  const std::size_t others = shortfall.demands.size() - listed;
  if (others == 0) return;
  Money amount, allocated;
  for (std::size_t i = listed; i < shortfall.demands.size(); ++i) {
    amount += view.assessment.demands[shortfall.demands[i]].wanted;
    allocated += view.outcome(shortfall.demands[i].position()).allocated;
  }
  const std::size_t row = table.add_row(2);
  table.at(row, columns.name) = table.made(Words{
      fmt::format("và {} nhu cầu khác (xem bảng nhu cầu; ghi đủ trong result.json)", others),
      fmt::format("and {} more demands (see the table of demands; all of them in result.json)",
                  others)});
  table.at(row, columns.amount) = Cell::of(amount);
  table.at(row, columns.allocated) = Cell::of(allocated);
}

}  // namespace

std::optional<ReportTable> make_shortfalls(const View& view) {
  if (view.allocation.shortfalls.empty()) return std::nullopt;
  TableBuilder table("shortfalls", {"Thiếu nguồn: nhu cầu chưa bố trí đủ và nguyên nhân",
                                    "Shortages: what cannot be met and why"});
  const Columns columns = add_columns(table);
  table.set_numbering({Numbering::arabic, Numbering::dash});
  table.add_note({"Còn thiếu = cần − (nguồn và giới hạn cho phép − thứ tự ưu tiên trước đã giữ).",
                  "Missing = needed − (sources and limits allow − earlier classes hold)."});
  for (const Shortfall& shortfall : view.allocation.shortfalls) {
    const PriorityClass& served = view.plan.classes[shortfall.priority_class];
    const std::size_t row = table.add_row(1);
    table.at(row, columns.name) = Cell::name(served.name);
    table.at(row, columns.class_code) = Cell::name(served.code);
    table.at(row, columns.allowed) = Cell::of(shortfall.allowed);
    table.at(row, columns.held) = Cell::of(shortfall.held);
    table.at(row, columns.needed) = Cell::of(shortfall.needed);
    table.at(row, columns.missing) = Cell::of(shortfall.missing);
    table.at(row, columns.sentence) =
        table.made(shortfall_sentence(view.plan, view.assessment, shortfall));
    add_limits(table, view, columns, shortfall);
    add_demands(table, view, columns, shortfall);
  }
  return table.finish();
}

}  // namespace phanbo

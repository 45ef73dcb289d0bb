#include <utility>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Each source-year: available + carried in = reserved + allocated + carried out + unallocated. A
/// supplement to a lower budget stands in both its sources; one row a year takes it out of the
/// totals again.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name;
  std::size_t source;
  std::size_t year;
  std::size_t budget;
  std::size_t kind;
  std::size_t available;
  std::size_t carried_in;
  std::size_t money;
  std::size_t reserved;
  std::size_t allocated;
  std::size_t transferred;
  std::size_t carried_out;
  std::size_t unallocated;
  std::size_t ground;
  std::size_t document;
  std::size_t note;
};

Columns add_columns(TableBuilder& table) {
  Columns columns{};
  table.add_number_column();
  columns.name = table.add_column("name", ColumnType::text, {"Nguồn vốn", "Source"});
  columns.source = table.add_column("source", ColumnType::code, {"Mã nguồn", "Source code"});
  columns.year = table.add_column("year", ColumnType::text, {"Năm", "Year"});
  columns.budget =
      table.add_column("paying_budget", ColumnType::text, {"Cấp ngân sách", "Paying budget"});
  columns.kind =
      table.add_column("expenditure_kind", ColumnType::text, {"Tính chất chi", "Expenditure kind"});
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  columns.available = money("available_dong", {"Số được giao, được sử dụng", "Available"});
  columns.carried_in = money("carried_in_dong", {"Chuyển nguồn năm trước sang", "Carried in"});
  columns.money = money("money_dong", {"Tổng nguồn", "Money in all"});
  columns.reserved = money("reserved_dong", {"Dự phòng", "Reserved"});
  columns.allocated = money("allocated_dong", {"Đã phân bổ", "Allocated"});
  columns.transferred = money("transferred_dong", {"Trong đó: bổ sung cho ngân sách cấp dưới",
                                                   "Of which supplements to lower budgets"});
  columns.carried_out = money("carried_out_dong", {"Chuyển nguồn sang năm sau", "Carried out"});
  columns.unallocated = money("unallocated_dong", {"Chưa phân bổ", "Unallocated"});
  columns.ground = table.add_column("carry_ground", ColumnType::code,
                                    {"Căn cứ chuyển nguồn", "Ground of carry-over"});
  columns.document = table.add_column("document", ColumnType::text, {"Văn bản giao", "Document"});
  columns.note = table.add_column("note", ColumnType::text, {"Ghi chú", "Note"});
  table.set_sum(columns.money, {columns.available, columns.carried_in});
  table.set_rule(columns.allocated,
                 ledger_rule({is_own("source", columns.source), is_own("year", columns.year)}));
  table.set_rule(columns.transferred,
                 ledger_rule({is_own("source", columns.source), is_own("year", columns.year),
                              is_text("part", to_code(Part::transfer))}));
  table.set_rule(
      columns.unallocated,
      difference_rule({columns.money}, {columns.reserved, columns.allocated, columns.carried_out}));
  table.set_decided(columns.carried_in);
  table.set_decided(columns.carried_out);
  return columns;
}

/// What belongs to each source-year, by (source, year).
struct SourceYears {
  explicit SourceYears(const View& view_) : view(view_) {
    const std::size_t count = view.plan.sources.size() * view.year_count();
    balances.resize(count);
    given.resize(count);
    transferred.resize(count);
    for (const SourceBalance& balance : view.allocation.sources)
      balances[position(balance.source, balance.year)] = &balance;
    for (const SourceYear& row : view.plan.source_years) {
      if (view.plan.has_year(row.year)) given[position(row.source, row.year)] = &row;
    }
    for (const std::uint32_t line : view.transfer_lines)
      transferred[position(view.line(line).source, view.line(line).year)] += view.line(line).amount;
  }
  std::size_t position(Index<Source> source, int year) const {
    return source.position() * view.year_count() + view.plan.year_position(year);
  }
  const View& view;
  std::vector<const SourceBalance*> balances;
  std::vector<const SourceYear*> given;  ///< null where a year only holds money carried in
  std::vector<Money> transferred;
};

void add_balance(TableBuilder& table, const SourceYears& years, const Columns& columns,
                 const SourceBalance& balance) {
  const View& view = years.view;
  const std::size_t position = years.position(balance.source, balance.year);
  const Source& source = view.plan.sources[balance.source];
  const std::size_t row = table.add_row(2);
  table.at(row, columns.name) = Cell::name(source.name);
  table.at(row, columns.source) = Cell::name(source.code);
  table.at(row, columns.year) = table.made(std::to_string(balance.year));
  table.at(row, columns.budget) = table.literal(name_of(source.paying_budget));
  table.at(row, columns.kind) = table.literal(name_of(source.expenditure_kind));
  table.set_ledger_rows(row, RowSpan::whole());
  table.at(row, columns.available) = Cell::of(balance.available);
  table.at(row, columns.carried_in) = Cell::of(balance.carried_in);
  table.at(row, columns.reserved) = Cell::of(balance.reserved);
  table.at(row, columns.allocated) = Cell::of(balance.allocated);
  table.at(row, columns.transferred) = Cell::of(years.transferred[position]);
  table.at(row, columns.carried_out) = Cell::of(balance.carried_out);
  table.at(row, columns.unallocated) = Cell::of(balance.unallocated);
  if (const SourceYear* given = years.given[position]) {
    table.at(row, columns.ground) = Cell::name(given->carry_ground);
    table.at(row, columns.document) = Cell::name(view.citation(given->document));
    table.at(row, columns.note) = Cell::name(given->note);
  }
}

}  // namespace

std::optional<ReportTable> make_source_balances(const View& view) {
  TableBuilder table("source_balances",
                     {"Cân đối từng nguồn vốn theo năm", "Balance of each source and year"});
  const Columns columns = add_columns(table);
  table.set_numbering({Numbering::roman, Numbering::arabic});
  const SourceYears years(view);
  table.add_total_row(columns.name);
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    const std::size_t year_row = table.add_row(1, true);
    table.at(year_row, columns.name) = table.made(year_words(year));
    Money transferred;
    for (const Index<Source> source : view.sources) {
      const SourceBalance* balance = years.balances[years.position(source, year)];
      if (balance == nullptr) continue;
      add_balance(table, years, columns, *balance);
      transferred += years.transferred[years.position(source, year)];
    }
    if (transferred.is_zero()) continue;
    const std::size_t row = table.add_row(2);
    table.at(row, columns.name) =
        table.literal({"Trừ: bổ sung cho ngân sách cấp dưới (tính ở cả hai cấp)",
                       "Less: supplements to lower budgets (counted at both levels)"});
    table.at(row, columns.year) = table.made(std::to_string(year));
    for (const std::size_t column : {columns.available, columns.allocated, columns.transferred})
      table.at(row, column) = Cell::of(-transferred);
  }
  return table.finish();
}

}  // namespace phanbo

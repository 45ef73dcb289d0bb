#include <array>
#include <string>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Every demand: need, allocated, still to be funded, and why.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t demand, name, year, programme, unit, unit_name, holder, kind, class_code;
  std::size_t need, wanted, locked, allocated, missing, reason, shortage;
};

Columns add_columns(TableBuilder& table) {
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const auto code = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::code, std::move(title));
  };
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  Columns columns{};
  table.add_number_column();
  columns.demand = code("demand", {"Mã nhu cầu", "Demand"});
  columns.name = text("name", {"Nội dung", "Item"});
  columns.year = text("year", {"Năm", "Year"});
  columns.programme = code("programme", {"Mã chương trình", "Programme"});
  columns.unit = code("unit", {"Mã đơn vị", "Unit"});
  columns.unit_name = text("unit_name", {"Địa bàn", "Name of the unit"});
  columns.holder = text("holder", {"Đơn vị dự toán, chủ đầu tư", "Budget holder"});
  columns.kind = text("expenditure_kind", {"Tính chất chi", "Expenditure kind"});
  columns.class_code = code("class", {"Thứ tự ưu tiên", "Priority class"});
  columns.need = money("need_dong", {"Nhu cầu", "Need"});
  columns.wanted = money("wanted_dong", {"Mức đề nghị bố trí", "Wanted, in whole steps"});
  columns.locked = money("locked_dong", {"Trong đó: đã giao, không điều chỉnh", "Of which locked"});
  columns.allocated = money("allocated_dong", {"Đã bố trí", "Allocated"});
  columns.missing = money("shortfall_dong", {"Còn phải bố trí", "Still to be funded"});
  table.set_rule(columns.allocated, ledger_rule());
  table.set_rule(columns.missing, difference_rule({columns.need}, {columns.allocated}, true));
  columns.reason = text("reason", {"Kết quả, lý do", "Outcome, reason"});
  columns.shortage = text("shortfall", {"Mục trong bảng thiếu nguồn", "Row of the shortages"});
  return columns;
}

}  // namespace

std::optional<ReportTable> make_demands(const View& view) {
  TableBuilder table("demands", {"Nhu cầu và kết quả bố trí", "Demands and their outcome"});
  const Columns columns = add_columns(table);
  table.set_numbering({Numbering::arabic});
  table.reserve(view.assessment.demands.size() + 1);
  std::array<Cell, static_cast<std::size_t>(DemandReason::chosen_in_part) + 1> reasons;
  for (std::size_t i = 0; i < reasons.size(); ++i)
    reasons[i] = table.literal(name_of(static_cast<DemandReason>(i)));
  std::array<Cell, 3> kinds;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    kinds[i] = table.literal(name_of(static_cast<ExpenditureKind>(i)));
  std::vector<Cell> years;
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year)
    years.push_back(table.made(std::to_string(year)));
  table.add_total_row(columns.name);
  for (std::size_t i = 0; i < view.assessment.demands.size(); ++i) {
    const Demand& demand = view.demand(i);
    const DemandOutcome& outcome = view.outcome(i);
    const Item& item = view.assessment.items[demand.item];
    const std::size_t row = table.add_row(1);
    table.at(row, columns.demand) = table.made(demand_code(view.assessment, Index<Demand>(i)));
    table.at(row, columns.name) = Cell::name(item.name);
    table.at(row, columns.year) = years[view.plan.year_position(demand.year)];
    table.at(row, columns.programme) = Cell::name(view.plan.programmes[item.programme].code);
    table.at(row, columns.unit) = Cell::name(view.unit_code(item.unit));
    table.at(row, columns.unit_name) = Cell::name(view.unit_name(item.unit));
    table.at(row, columns.holder) = Cell::name(item.holder);
    table.at(row, columns.kind) = kinds[static_cast<std::size_t>(demand.expenditure_kind)];
    table.at(row, columns.class_code) = Cell::name(view.plan.classes[demand.priority_class].code);
    table.at(row, columns.reason) = reasons[static_cast<std::size_t>(outcome.reason)];
    if (const std::uint32_t shortage = view.shortfall_of_demand[i]; shortage != 0)
      table.at(row, columns.shortage) = table.made(std::to_string(shortage));
    if (demand.standing == Standing::conditional) continue;
    table.set_ledger_rows(row, view.ledger_rows_of_demand(i));
    table.at(row, columns.need) = Cell::of(demand.need);
    table.at(row, columns.wanted) = Cell::of(demand.wanted);
    table.at(row, columns.locked) = Cell::of(demand.locked);
    table.at(row, columns.allocated) = Cell::of(outcome.allocated);
    table.at(row, columns.missing) = Cell::of(outcome.shortfall);
  }
  return table.finish();
}

}  // namespace phanbo

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Programmes and their items × years × paying budgets. A conditional task ("nếu có") has blanks,
/// not zeros.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name;
  std::size_t code;
  std::size_t task;
  std::size_t lead;
  std::size_t total;
  std::vector<std::size_t> amounts;  ///< by year, then by paying budget
  std::size_t note;
};

Columns add_columns(TableBuilder& table, const View& view) {
  Columns columns{};
  table.add_number_column();
  columns.name =
      table.add_column("name", ColumnType::text, {"Chương trình, nhiệm vụ", "Programme, item"});
  columns.code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  columns.task =
      table.add_column("task", ColumnType::text, {"Mục của kế hoạch", "Task of the plan"});
  columns.lead = table.add_column("lead", ColumnType::text, {"Cơ quan chủ trì", "Lead agency"});
  columns.total = table.add_column("total_dong", ColumnType::money, {"Tổng số", "Total"});
  std::vector<std::size_t> totals;
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    const std::string key = "y" + std::to_string(year);
    totals.push_back(
        table.add_column(key + "_dong", ColumnType::money, {"Tổng số", "Total"}, year_words(year)));
    std::vector<std::size_t> parts;
    for (const PayingBudget budget : view.budgets) {
      parts.push_back(table.add_column(key + "_" + std::string(to_code(budget)) + "_dong",
                                       ColumnType::money, words_of(name_of(budget)),
                                       year_words(year)));
      table.set_rule(parts.back(), ledger_rule({is_text("year", std::to_string(year)),
                                                is_words("paying_budget", name_of(budget))}));
    }
    table.set_sum(totals.back(), parts);
    columns.amounts.insert(columns.amounts.end(), parts.begin(), parts.end());
  }
  table.set_sum(columns.total, totals);
  columns.note = table.add_column("note", ColumnType::text, {"Ghi chú", "Note"});
  return columns;
}

void add_item(TableBuilder& table, const View& view, const Columns& columns, std::uint32_t item,
              Cell conditional) {
  const std::size_t row = table.add_row(2);
  table.at(row, columns.name) = Cell::name(view.item(item).name);
  table.at(row, columns.code) = Cell::name(view.item(item).code);
  table.set_ledger_rows(row, view.ledger_rows_of_item(item));
  bool all_conditional = true;
  for (const std::uint32_t position : view.demands_of_item.of(item)) {
    const Demand& demand = view.demand(position);
    if (demand.standing == Standing::conditional) continue;
    all_conditional = false;
    const std::size_t first = view.plan.year_position(demand.year) * view.budgets.size();
    for (std::size_t budget = 0; budget < view.budgets.size(); ++budget)
      table.add_amount(row, columns.amounts[first + budget], Money());
    for (const std::uint32_t line : view.lines_of_demand.of(position)) {
      const LedgerLine& entry = view.line(line);
      const PayingBudget budget = view.plan.sources[entry.source].paying_budget;
      table.add_amount(row, columns.amounts[first + view.budget_position(budget)], entry.amount);
    }
  }
  if (all_conditional) table.at(row, columns.note) = conditional;
}

}  // namespace

std::optional<ReportTable> make_purposes_by_year(const View& view) {
  TableBuilder table("purposes_by_year",
                     {"Phân bổ kinh phí theo chương trình, nhiệm vụ, năm và cấp ngân sách",
                      "Purposes by year and paying budget"});
  const Columns columns = add_columns(table, view);
  table.set_numbering({Numbering::roman, Numbering::arabic});
  table.reserve(view.assessment.items.size() + view.programmes.size() + 1);
  const Cell conditional = table.literal(name_of(DemandReason::conditional));
  table.add_total_row(columns.name);
  for (const Index<Programme> programme : view.programmes) {
    const Programme& entry = view.plan.programmes[programme];
    const std::size_t row = table.add_row(1, true);
    table.at(row, columns.name) = Cell::name(entry.name);
    table.at(row, columns.code) = Cell::name(entry.code);
    table.at(row, columns.task) = Cell::name(entry.task);
    table.at(row, columns.lead) = Cell::name(entry.lead);
    if (entry.conditional) table.at(row, columns.note) = conditional;
    for (const std::uint32_t item : view.items_of_programme.of(programme.position()))
      add_item(table, view, columns, item, conditional);
  }
  return table.finish();
}

}  // namespace phanbo

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Supplements to lower budgets: from which source into which, by year. They are no spending of
/// their own and stand outside the consolidated totals.
namespace phanbo {

using Cell = PackedRows::Cell;

std::optional<ReportTable> make_transfers(const View& view) {
  if (view.transfer_lines.empty()) return std::nullopt;
  TableBuilder table("transfers",
                     {"Bổ sung cho ngân sách cấp dưới", "Supplements to lower budgets"});
  table.add_number_column();
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const std::size_t year = text("year", {"Năm", "Year"});
  const std::size_t from = text("source_name", {"Từ nguồn", "From source"});
  const std::size_t from_code = text("source", {"Mã nguồn cấp", "Code of giving source"});
  const std::size_t from_budget = text("paying_budget", {"Ngân sách cấp", "Giving budget"});
  const std::size_t into = text("receiving_source_name", {"Vào nguồn", "Into source"});
  const std::size_t into_code =
      text("receiving_source", {"Mã nguồn nhận", "Code of receiving source"});
  const std::size_t into_budget = text("receiving_budget", {"Ngân sách nhận", "Receiving budget"});
  const std::size_t amount =
      table.add_column("amount_dong", ColumnType::money, {"Số tiền", "Amount"});
  table.set_rule(amount, ledger_rule());
  table.set_numbering({Numbering::arabic});
  table.add_note({"Không cộng vào tổng chi hợp nhất.", "Not part of consolidated totals."});
  table.add_total_row(from);
  for (const std::uint32_t position : view.transfer_lines) {
    const LedgerLine& line = view.line(position);
    const Source& giving = view.plan.sources[line.source];
    const Source& receiving = view.plan.sources[line.receiving_source];
    const std::size_t row = table.add_row(1);
    table.at(row, year) = table.made(std::to_string(line.year));
    table.at(row, from) = Cell::name(giving.name);
    table.at(row, from_code) = Cell::name(giving.code);
    table.at(row, from_budget) = table.literal(name_of(giving.paying_budget));
    table.at(row, into) = Cell::name(receiving.name);
    table.at(row, into_code) = Cell::name(receiving.code);
    table.at(row, into_budget) = table.literal(name_of(receiving.paying_budget));
    table.at(row, amount) = Cell::of(line.amount);
    table.set_ledger_rows(row, {position, position + 1});
  }
  return table.finish();
}

}  // namespace phanbo

#include <algorithm>
#include <string>
#include <tuple>

#include "outputs/tabulate/figures.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Transfers to the insurance fund by quarter: due, requested, transferred, left, the agency's own
/// count, and the transfers still to come, which complete the year by the day the law names.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name, unit, year, due, requested, transferred, left, actual, difference;
  std::size_t transfer, transfer_by;
};

Columns add_columns(TableBuilder& table) {
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  Columns columns{};
  table.add_number_column();
  columns.name = table.add_column("name", ColumnType::text, {"Đơn vị, quý", "Unit, quarter"});
  columns.unit = table.add_column("unit", ColumnType::code, {"Mã đơn vị", "Unit"});
  columns.year = table.add_column("year", ColumnType::text, {"Năm", "Year"});
  columns.due = money("due_dong", {"Số phải chuyển", "Due"});
  columns.requested = money("requested_dong", {"Số đề nghị", "Requested"});
  columns.transferred = money("transferred_dong", {"Số đã chuyển", "Transferred"});
  columns.left = money("left_dong", {"Lũy kế còn phải chuyển", "Left, cumulated"});
  columns.actual = money("actual_dong", {"Số theo bảng tổng hợp của cơ quan BHXH",
                                         "By the insurance agency's summary"});
  columns.difference = money("difference_dong", {"Chênh lệch so với số phải chuyển", "Difference"});
  columns.transfer = money("transfer_dong", {"Số sẽ chuyển", "To be transferred"});
  columns.transfer_by =
      table.add_column("transfer_by", ColumnType::code, {"Chuyển chậm nhất ngày", "By"});
  table.set_not_additive(columns.left);
  table.set_rule(columns.difference, difference_rule({columns.actual}, {columns.due}));
  return columns;
}

/// A programme's unit in a year that has figures by quarter.
struct Key {
  std::size_t programme_rank;
  int year;
  Index<Unit> unit;
  Index<Programme> programme;
  friend bool operator==(const Key&, const Key&) = default;
  friend bool operator<(const Key& a, const Key& b) {
    return std::tie(a.programme_rank, a.year, a.unit) < std::tie(b.programme_rank, b.year, b.unit);
  }
};

std::string id_of(const View& view, const Key& key) {
  return "quarters/" + view.plan.programmes[key.programme].code + "/" +
         view.plan.units[key.unit].code + "/" + std::to_string(key.year);
}

std::vector<Key> keys_of(const View& view, const FigureFinder& figures) {
  std::vector<std::size_t> ranks(view.programmes.size());
  for (std::size_t rank = 0; rank < ranks.size(); ++rank)
    ranks[view.programmes[rank].position()] = rank;
  std::vector<Key> keys;
  for (const Participants& row : view.plan.participants) {
    const Key key{ranks[row.programme.position()], row.year, row.unit, row.programme};
    if (keys.empty() || !(keys.back() == key)) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase_if(keys, [&](const Key& key) {
    return figures.find(id_of(view, key) + "/q1_due_dong") == nullptr;
  });
  return keys;
}

void add_quarters(TableBuilder& table, const View& view, const Columns& columns,
                  const FigureFinder& figures, const Key& key) {
  const std::string id = id_of(view, key);
  const Cell year = table.made(std::to_string(key.year));
  const auto start_row = [&](const Words& name) {
    const std::size_t row = table.add_row(4);
    table.at(row, columns.name) = table.made(name);
    table.at(row, columns.unit) = Cell::name(view.unit_code(key.unit));
    table.at(row, columns.year) = year;
    return row;
  };
  for (const char* quarter : {"1", "2", "3", "4"}) {
    const std::string quarter_id = id + "/q" + quarter;
    const std::size_t row =
        start_row({std::string("Quý ") + quarter, std::string("Quarter ") + quarter});
    table.at(row, columns.due) = figures.money(quarter_id + "_due_dong");
    table.at(row, columns.requested) = figures.money(quarter_id + "_requested_dong");
    table.at(row, columns.transferred) = figures.money(quarter_id + "_transferred_dong");
    table.at(row, columns.left) = figures.money(quarter_id + "_left_dong");
    table.at(row, columns.actual) = figures.money(quarter_id + "_actual_dong");
    table.at(row, columns.difference) = figures.money(quarter_id + "_difference_dong");
    table.at(row, columns.transfer) = figures.money(quarter_id + "_transfer_dong");
    table.at(row, columns.transfer_by) = figures.text(quarter_id + "_transfer_by");
  }
  if (figures.find(id + "/final_transfer_dong") == nullptr) return;
  const std::size_t row = start_row({"Chuyển bổ sung cuối năm", "Final transfer of the year"});
  table.at(row, columns.transfer) = figures.money(id + "/final_transfer_dong");
  table.at(row, columns.transfer_by) = figures.text(id + "/final_transfer_by");
}

}  // namespace

std::optional<ReportTable> make_insurance_quarters(const View& view) {
  if (view.plan.participants.empty()) return std::nullopt;
  const FigureFinder figures(view.assessment);
  const std::vector<Key> keys = keys_of(view, figures);
  if (keys.empty()) return std::nullopt;
  TableBuilder table("insurance_quarters", {"Chuyển kinh phí bảo hiểm y tế theo quý",
                                            "Health insurance: transfers by quarter"});
  const Columns columns = add_columns(table);
  table.set_numbering({Numbering::letter, Numbering::roman, Numbering::arabic, Numbering::dash});
  table.add_note({"Số sẽ chuyển bảo đảm hoàn thành trong năm, chậm nhất vào ngày luật định.",
                  "What is to be transferred completes the year by the day the law names."});
  table.add_total_row(columns.name);
  const Key* before = nullptr;
  for (const Key& key : keys) {
    const bool new_programme = before == nullptr || before->programme != key.programme;
    const bool new_year = new_programme || before->year != key.year;
    if (new_programme) {
      table.at(table.add_row(1, true), columns.name) =
          Cell::name(view.plan.programmes[key.programme].name);
    }
    if (new_year) table.at(table.add_row(2, true), columns.name) = table.made(year_words(key.year));
    table.at(table.add_row(3, true), columns.name) = Cell::name(view.unit_name(key.unit));
    add_quarters(table, view, columns, figures, key);
    before = &key;
  }
  return table.finish();
}

}  // namespace phanbo

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Lead agency → budget holder → item, by year, recurrent and investment apart.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name, code, unit, total;
  std::vector<std::size_t> amounts;  ///< by year: recurrent, investment
};

Columns add_columns(TableBuilder& table, const View& view) {
  Columns columns{};
  table.add_number_column();
  columns.name = table.add_column("name", ColumnType::text,
                                  {"Cơ quan, đơn vị, nội dung", "Agency, budget holder, item"});
  columns.code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  columns.unit = table.add_column("unit_name", ColumnType::text, {"Địa bàn", "Unit"});
  columns.total = table.add_column("total_dong", ColumnType::money, {"Tổng số", "Total"});
  std::vector<std::size_t> totals;
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    const std::string key = "y" + std::to_string(year);
    totals.push_back(
        table.add_column(key + "_dong", ColumnType::money, {"Tổng số", "Total"}, year_words(year)));
    for (const ExpenditureKind kind : {ExpenditureKind::recurrent, ExpenditureKind::investment}) {
      columns.amounts.push_back(table.add_column(key + "_" + std::string(to_code(kind)) + "_dong",
                                                 ColumnType::money, words_of(name_of(kind)),
                                                 year_words(year)));
      table.set_rule(columns.amounts.back(),
                     ledger_rule({is_text("year", std::to_string(year)),
                                  is_words("expenditure_kind", name_of(kind))}));
    }
    table.set_sum(totals.back(), {columns.amounts.end()[-2], columns.amounts.end()[-1]});
  }
  table.set_sum(columns.total, totals);
  return columns;
}

/// Gives each distinct text a number, then the numbers their alphabetical rank; empty texts come
/// last.
class Ranks {
 public:
  std::uint32_t number_of(std::string_view text) {
    if (!texts_.empty() && texts_[last_] == text) return last_;
    const auto [found, is_new] =
        numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(text);
    return last_ = found->second;
  }
  std::string_view text_of(std::uint32_t number) const { return texts_[number]; }
  std::vector<std::uint32_t> ranks() const {
    std::vector<std::uint32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(texts_[a].empty(), texts_[a]) < std::tuple(texts_[b].empty(), texts_[b]);
    });
    std::vector<std::uint32_t> ranks(texts_.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
    return ranks;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> texts_;
  std::uint32_t last_ = 0;
};

/// An item with the agency that leads it and the holder that spends for it.
struct Placed {
  std::uint32_t lead_rank, holder_rank, item;
  std::uint32_t lead, holder;
  friend auto operator<=>(const Placed&, const Placed&) = default;
};

void add_item(TableBuilder& table, const View& view, const Columns& columns, std::uint32_t item) {
  const std::size_t row = table.add_row(3);
  table.at(row, columns.name) = Cell::name(view.item(item).name);
  table.at(row, columns.code) = Cell::name(view.item(item).code);
  table.at(row, columns.unit) = Cell::name(view.unit_name(view.item(item).unit));
  table.set_ledger_rows(row, view.ledger_rows_of_item(item));
  for (const std::uint32_t position : view.demands_of_item.of(item)) {
    const Demand& demand = view.demand(position);
    if (demand.standing == Standing::conditional) continue;
    const std::size_t first = 2 * view.plan.year_position(demand.year);
    const bool investment = demand.expenditure_kind == ExpenditureKind::investment;
    for (const std::size_t kind : {std::size_t{0}, std::size_t{1}})
      table.add_amount(row, columns.amounts[first + kind], Money());
    table.add_amount(row, columns.amounts[first + (investment ? 1 : 0)],
                     view.outcome(position).allocated);
  }
}

}  // namespace

std::optional<ReportTable> make_by_agency(const View& view) {
  TableBuilder table("by_agency",
                     {"Phân bổ kinh phí theo cơ quan chủ trì và đơn vị dự toán, chủ đầu tư",
                      "By lead agency and budget holder"});
  const Columns columns = add_columns(table, view);
  Ranks leads;
  Ranks holders;
  std::vector<Placed> placed;
  placed.reserve(view.assessment.items.size());
  for (std::uint32_t item = 0; item < view.assessment.items.size(); ++item) {
    const Item& row = view.item(item);
    const std::uint32_t lead = leads.number_of(view.plan.programmes[row.programme].lead);
    placed.push_back({0, 0, item, lead, holders.number_of(row.holder)});
  }
  const auto lead_ranks = leads.ranks();
  const auto holder_ranks = holders.ranks();
  for (Placed& entry : placed) {
    entry.lead_rank = lead_ranks[entry.lead];
    entry.holder_rank = holder_ranks[entry.holder];
  }
  std::sort(placed.begin(), placed.end());

  const Cell no_lead = table.literal({"(Chưa nêu cơ quan chủ trì)", "(No lead agency named)"});
  const Cell no_holder = table.literal({"(Chưa nêu đơn vị dự toán)", "(No budget holder named)"});
  const auto named = [](std::string_view text, Cell otherwise) {
    return text.empty() ? otherwise : Cell::name(text);
  };
  table.set_numbering({Numbering::roman, Numbering::arabic, Numbering::dash});
  table.reserve(3 * placed.size() + 1);
  table.add_total_row(columns.name);
  const Placed* before = nullptr;
  for (const Placed& entry : placed) {
    const bool new_lead = before == nullptr || before->lead != entry.lead;
    if (new_lead)
      table.at(table.add_row(1, true), columns.name) = named(leads.text_of(entry.lead), no_lead);
    if (new_lead || before->holder != entry.holder) {
      table.at(table.add_row(2, true), columns.name) =
          named(holders.text_of(entry.holder), no_holder);
    }
    add_item(table, view, columns, entry.item);
    before = &entry;
  }
  return table.finish();
}

}  // namespace phanbo

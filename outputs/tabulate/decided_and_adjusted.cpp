#include <algorithm>
#include <string>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Each item in each year: decided before, increase, decrease, after adjustment; the previous year
/// beside it, and who decides.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

/// What was decided before for one demand, over all sources.
struct Decided {
  bool any = false;
  Money amount;
  Money paid;
  Money advanced;
  bool all_locked = true;
  const DecidedAmount* first = nullptr;
  bool several_documents = false;
};

struct Columns {
  std::size_t name, code, unit, year;
  std::size_t before, paid, increase, decrease, after, previous;
  std::size_t locked, authority, document, decided_on;
};

Columns add_columns(TableBuilder& table) {
  Columns columns{};
  const auto add = [&](const char* id, ColumnType type, Words title) {
    return table.add_column(id, type, std::move(title));
  };
  table.add_number_column();
  columns.name = add("name", ColumnType::text, {"Nội dung", "Item"});
  columns.code = add("code", ColumnType::code, {"Mã", "Code"});
  columns.unit = add("unit_name", ColumnType::text, {"Địa bàn", "Unit"});
  columns.year = add("year", ColumnType::text, {"Năm", "Year"});
  columns.before = add("decided_before_dong", ColumnType::money, {"Số đã giao", "Decided before"});
  columns.paid = add("paid_and_advanced_dong", ColumnType::money,
                     {"Trong đó: đã chi, đã tạm ứng", "Of which paid or advanced"});
  columns.increase = add("increase_dong", ColumnType::money, {"Điều chỉnh tăng", "Increase"});
  columns.decrease = add("decrease_dong", ColumnType::money, {"Điều chỉnh giảm", "Decrease"});
  columns.after = add("after_dong", ColumnType::money, {"Sau điều chỉnh", "After adjustment"});
  columns.previous =
      add("previous_year_dong", ColumnType::money, {"Số năm trước", "Previous year"});
  columns.locked = add("locked", ColumnType::text, {"Được điều chỉnh", "May be adjusted"});
  columns.authority = add("authority", ColumnType::text, {"Cấp quyết định", "Who decides"});
  columns.document = add("document", ColumnType::text, {"Văn bản", "Document"});
  columns.decided_on = add("decided_on", ColumnType::code, {"Ngày quyết định", "Decided on"});
  table.set_formula(columns.after, {columns.before, columns.increase}, {columns.decrease});
  table.set_decided(columns.increase);
  table.set_decided(columns.decrease);
  return columns;
}

/// Decided and previous amounts, found back by demand.
class History {
 public:
  explicit History(const View& view)
      : decided_(view.assessment.demands.size()),
        previous_(view.assessment.demands.size()),
        has_previous_(view.assessment.demands.size()),
        view_(view) {
    ItemFinder finder(view.assessment);
    for (const DecidedAmount& row : view.plan.decided) {
      const std::uint32_t position = demand_of(finder.find(row.item), row.year);
      if (position != UINT32_MAX) add(decided_[position], row);
    }
    for (const PreviousAmount& row : view.plan.previous) {
      const std::uint32_t position = demand_of(finder.find(row.item), row.year + 1);
      if (position == UINT32_MAX) {
        others_.push_back(&row);
        continue;
      }
      previous_[position] += row.amount;
      has_previous_[position] = true;
    }
  }
  const Decided& decided(std::uint32_t demand) const { return decided_[demand]; }
  /// The amount of the year before: as the plan states it, else what this plan allocates for that
  /// year.
  std::optional<Money> previous(std::uint32_t demand) const {
    if (has_previous_[demand]) return previous_[demand];
    // Demands are sorted by item and year.
    if (demand == 0) return std::nullopt;
    const Demand& row = view_.demand(demand);
    const Demand& before = view_.demand(demand - 1);
    if (before.item != row.item || before.year + 1 != row.year) return std::nullopt;
    return view_.outcome(demand - 1).allocated;
  }
  /// Amounts of a previous year whose item is not in the plan any more, or which name no item.
  const std::vector<const PreviousAmount*>& others() const { return others_; }
  bool has_others(Index<Programme> programme, int year) const {
    return std::any_of(others_.begin(), others_.end(), [&](const PreviousAmount* other) {
      return other->programme == programme && other->year + 1 == year;
    });
  }

 private:
  std::uint32_t demand_of(Index<Item> item, int year) const {
    if (!item.is_set()) return UINT32_MAX;
    for (const std::uint32_t position : view_.demands_of_item.of(item.position())) {
      if (view_.demand(position).year == year) return position;
    }
    return UINT32_MAX;
  }
  static void add(Decided& sum, const DecidedAmount& row) {
    sum.amount += row.amount;
    sum.paid += row.paid + row.advanced;
    sum.all_locked = sum.all_locked && !row.adjustable;
    if (!sum.any) sum.first = &row;
    sum.several_documents = sum.several_documents || row.document != sum.first->document;
    // A named authority matters more than an ordinary decision of the same amount.
    if (sum.first->authority.empty() && !row.authority.empty()) sum.first = &row;
    sum.any = true;
  }
  std::vector<Decided> decided_;
  std::vector<Money> previous_;
  std::vector<bool> has_previous_;
  std::vector<const PreviousAmount*> others_;
  const View& view_;
};

/// Words that stand in many rows.
struct Phrases {
  explicit Phrases(TableBuilder& table)
      : yes(table.literal({"Có", "Yes"})),
        no(table.literal({"Không", "No"})),
        to_be_decided(table.literal({"Trình cấp có thẩm quyền", "For the competent authority"})),
        other(table.literal({"Nội dung khác của năm trước", "Other items of the previous year"})) {}
  Cell day(TableBuilder& table, const Date& date) {
    if (last_day_cell.is_blank() || date != last_day) {
      last_day = date;
      last_day_cell = table.made(to_iso(date));
    }
    return last_day_cell;
  }
  Cell yes, no, to_be_decided, other;
  Cell year;  ///< of the rows being added
  Date last_day;
  Cell last_day_cell;
};

void add_decision(TableBuilder& table, const View& view, const Columns& columns, Phrases& phrases,
                  std::size_t row, const Decided& decided) {
  if (!decided.any) {
    table.at(row, columns.authority) = phrases.to_be_decided;
    return;
  }
  const DecidedAmount& decision = *decided.first;
  const Index<Document> document = decision.document;
  table.at(row, columns.locked) = decided.all_locked ? phrases.no : phrases.yes;
  const std::string& issuer =
      document.is_set() ? view.plan.documents[document].issuer : decision.authority;
  table.at(row, columns.authority) =
      Cell::name(decision.authority.empty() ? issuer : decision.authority);
  table.at(row, columns.document) = decided.several_documents
                                        ? table.made(std::string(view.citation(document)) + "; …")
                                        : Cell::name(view.citation(document));
  table.at(row, columns.decided_on) = phrases.day(table, decision.decided_on);
}

void add_demand(TableBuilder& table, const View& view, const Columns& columns, Phrases& phrases,
                const History& history, std::uint32_t position) {
  const Demand& demand = view.demand(position);
  const Item& item = view.assessment.items[demand.item];
  const Decided& decided = history.decided(position);
  const std::size_t row = table.add_row(3);
  table.at(row, columns.name) = Cell::name(item.name);
  table.at(row, columns.code) = Cell::name(item.code);
  table.at(row, columns.unit) = Cell::name(view.unit_name(item.unit));
  table.at(row, columns.year) = phrases.year;
  const std::optional<Money> previous = history.previous(position);
  if (previous) table.at(row, columns.previous) = Cell::of(*previous);
  if (demand.standing != Standing::conditional || decided.any) {
    const Money after = view.outcome(position).allocated;
    const Money change = after - decided.amount;
    table.at(row, columns.before) = Cell::of(decided.amount);
    table.at(row, columns.paid) = Cell::of(decided.paid);
    table.at(row, columns.increase) = Cell::of(std::max(change, Money()));
    table.at(row, columns.decrease) = Cell::of(std::max(-change, Money()));
    table.at(row, columns.after) = Cell::of(after);
  }
  add_decision(table, view, columns, phrases, row, decided);
}

void add_other_previous(TableBuilder& table, const Columns& columns, Phrases& phrases,
                        const History& history, Index<Programme> programme, int year) {
  for (const PreviousAmount* other : history.others()) {
    if (other->programme != programme || other->year + 1 != year) continue;
    const std::size_t row = table.add_row(3);
    table.at(row, columns.name) = phrases.other;
    table.at(row, columns.code) = Cell::name(other->item);
    table.at(row, columns.year) = phrases.year;
    table.at(row, columns.previous) = Cell::of(other->amount);
  }
}

/// Demands of each (programme, year), as (programme × years + year).
Groups by_programme_and_year(const View& view) {
  std::vector<std::uint32_t> owners;
  owners.reserve(view.assessment.demands.size());
  for (const Demand& demand : view.assessment.demands) {
    const std::size_t programme = view.assessment.items[demand.item].programme.position();
    owners.push_back(static_cast<std::uint32_t>(programme * view.year_count() +
                                                view.plan.year_position(demand.year)));
  }
  return {view.plan.programmes.size() * view.year_count(), owners};
}

}  // namespace

/// Nothing was decided before and no earlier year is given: nothing to adjust, nothing to compare.
std::optional<ReportTable> make_decided_and_adjusted(const View& view) {
  if (view.plan.decided.empty() && view.plan.previous.empty()) return std::nullopt;
  TableBuilder table("decided_and_adjusted", {"Số đã giao, điều chỉnh tăng, giảm và sau điều chỉnh",
                                              "Decided, increase, decrease, after adjustment"});
  const Columns columns = add_columns(table);
  Phrases phrases(table);
  const History history(view);
  const Groups demands = by_programme_and_year(view);
  table.set_numbering({Numbering::letter, Numbering::roman, Numbering::arabic});
  table.reserve(view.assessment.demands.size() + view.programmes.size() * view.year_count() + 1);
  table.add_note({"Năm trước: số do kế hoạch nêu; không nêu thì lấy số phân bổ của kế hoạch này.",
                  "Previous year: as the plan states it, else what this plan allocates."});
  table.add_total_row(columns.name);
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    const std::size_t year_row = table.add_row(1, true);
    table.at(year_row, columns.name) = table.made(year_words(year));
    phrases.year = table.made(std::to_string(year));
    table.at(year_row, columns.year) = phrases.year;
    for (const Index<Programme> programme : view.programmes) {
      const auto members =
          demands.of(programme.position() * view.year_count() + view.plan.year_position(year));
      if (members.empty() && !history.has_others(programme, year)) continue;
      const std::size_t row = table.add_row(2, true);
      table.at(row, columns.name) = Cell::name(view.plan.programmes[programme].name);
      table.at(row, columns.code) = Cell::name(view.plan.programmes[programme].code);
      table.at(row, columns.year) = phrases.year;
      for (const std::uint32_t position : members)
        add_demand(table, view, columns, phrases, history, position);
      add_other_previous(table, columns, phrases, history, programme, year);
    }
  }
  return table.finish();
}

}  // namespace phanbo

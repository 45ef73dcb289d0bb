#include <fmt/format.h>

#include <array>
#include <string>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// The ledger itself, one flat row a line. It has no total row, so that it can be summed as it is;
/// transfers are told by their part.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

/// Longer ledgers do without a ground at each line; the table of classes has them all.
constexpr std::size_t grounds_max = 2'000;

struct Columns {
  std::size_t id, year, source, source_name, budget, programme, demand, name, unit, unit_name;
  std::size_t holder, class_code, part, months, kind, amount, reason;
};

Columns add_columns(TableBuilder& table) {
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const auto code = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::code, std::move(title));
  };
  Columns columns{};
  columns.id = code("id", {"Mã dòng", "Line"});
  columns.year = text("year", {"Năm", "Year"});
  columns.source = code("source", {"Mã nguồn", "Source"});
  columns.source_name = text("source_name", {"Nguồn vốn", "Name of the source"});
  columns.budget = text("paying_budget", {"Cấp ngân sách", "Paying budget"});
  columns.programme = code("programme", {"Mã chương trình", "Programme"});
  columns.demand = code("demand", {"Mã nhu cầu", "Demand"});
  columns.name = text("name", {"Nội dung", "Item"});
  columns.unit = code("unit", {"Mã đơn vị", "Unit"});
  columns.unit_name = text("unit_name", {"Địa bàn", "Name of the unit"});
  columns.holder = text("holder", {"Đơn vị dự toán, chủ đầu tư", "Budget holder"});
  columns.class_code = code("class", {"Thứ tự ưu tiên", "Priority class"});
  columns.part = code("part", {"Phần", "Part"});
  columns.months = text("months", {"Tháng", "Months"});
  columns.kind = text("expenditure_kind", {"Tính chất chi", "Expenditure kind"});
  columns.amount = table.add_column("amount_dong", ColumnType::money, {"Số tiền", "Amount"});
  table.set_decided(columns.amount);
  columns.reason = text("reason", {"Lý do", "Reason"});
  return columns;
}

/// Cells that repeat from line to line.
struct Repeated {
  Repeated(TableBuilder& table, const View& view) {
    for (std::size_t i = 0; i < reasons.size(); ++i)
      reasons[i] = table.literal(name_of(static_cast<LineReason>(i)));
    for (std::size_t i = 0; i < kinds.size(); ++i)
      kinds[i] = table.literal(name_of(static_cast<ExpenditureKind>(i)));
    for (std::size_t i = 0; i < budgets.size(); ++i)
      budgets[i] = table.literal(name_of(static_cast<PayingBudget>(i)));
    for (int year = view.plan.first_year; year <= view.plan.last_year; ++year)
      years.push_back(table.made(std::to_string(year)));
  }
  std::array<Cell, 5> reasons;
  std::array<Cell, 3> kinds;
  Cell months_of(TableBuilder& table, const MonthSpan& span) {
    Cell& cell = months[static_cast<std::size_t>(span.first * 13 + span.last)];
    if (cell.is_blank()) cell = table.made(months_text(span));
    return cell;
  }
  std::array<Cell, 5> budgets;
  std::array<Cell, 13 * 13> months;
  std::vector<Cell> years;
};

/// Puts the codes of lines together as line_code does, without asking for memory line by line.
class LineCodes {
 public:
  explicit LineCodes(const View& view) : view_(view) {}
  std::string_view demand(Index<Demand> index) {
    if (index == last_) return std::string_view(text_).substr(0, demand_size_);
    text_ = demand_code(view_.assessment, index);
    demand_size_ = text_.size();
    last_ = index;
    return text_;
  }
  std::string_view line(const LedgerLine& line) {
    demand(line.demand);
    text_.resize(demand_size_);
    text_.append("@").append(view_.plan.sources[line.source].code);
    if (line.part != Part::main) text_.append("#").append(to_code(line.part));
    return text_;
  }

 private:
  const View& view_;
  std::string text_;
  std::size_t demand_size_ = 0;
  Index<Demand> last_;
};

void add_demand(TableBuilder& table, const View& view, const Columns& columns, Repeated& repeated,
                std::size_t row, const LedgerLine& line) {
  const Demand& demand = view.assessment.demands[line.demand];
  const Item& item = view.assessment.items[demand.item];
  table.at(row, columns.programme) = Cell::name(view.plan.programmes[item.programme].code);
  table.at(row, columns.name) = Cell::name(item.name);
  table.at(row, columns.unit) = Cell::name(view.unit_code(item.unit));
  table.at(row, columns.unit_name) = Cell::name(view.unit_name(item.unit));
  table.at(row, columns.holder) = Cell::name(item.holder);
  table.at(row, columns.class_code) = Cell::name(view.plan.classes[demand.priority_class].code);
  table.at(row, columns.months) = repeated.months_of(table, demand.months);
  table.at(row, columns.kind) = repeated.kinds[static_cast<std::size_t>(demand.expenditure_kind)];
}

/// What decided the amount: rule of sharing, class, article.
void add_ground(TableBuilder& table, const View& view, const Columns& columns, std::size_t row,
                const LedgerLine& line) {
  const Demand& demand = view.assessment.demands[line.demand];
  const PriorityClass& served = view.plan.classes[demand.priority_class];
  const Programme& programme = view.plan.programmes[view.assessment.items[demand.item].programme];
  const auto ground = [&](std::string_view citation, std::string_view article) {
    std::string text(citation);
    if (!article.empty()) text += (text.empty() ? "" : ", ") + std::string(article);
    return text;
  };
  const std::string of_class = ground(view.citation(served.document), served.article);
  const std::string of_programme = ground(view.citation(programme.document), programme.article);
  const Text reason = name_of(line.reason);
  const Text rule = name_of(served.rule);
  table.add_cell_note(
      row, columns.amount,
      {fmt::format("{}. Thứ tự ưu tiên: {} ({}). Căn cứ thứ tự: {}. Căn cứ chi: {}.", reason.vi,
                   served.name, rule.vi, of_class, of_programme),
       fmt::format("{}. Class: {} ({}). Ground of the order: {}. Ground of the expenditure: {}.",
                   reason.en, served.name, rule.en, of_class, of_programme)});
}

/// The line's code, and the demand's, which is its beginning.
void add_codes(TableBuilder& table, const Columns& columns, LineCodes& codes, std::size_t row,
               const LedgerLine& line) {
  const std::size_t demand_size = codes.demand(line.demand).size();
  const Cell id = table.made(codes.line(line));
  table.at(row, columns.id) = id;
  const std::string_view kept = std::get<Text>(id.view()).vi;
  table.at(row, columns.demand) = Cell::name(kept.substr(0, demand_size));
}

}  // namespace

std::optional<ReportTable> make_ledger(const View& view) {
  TableBuilder table("ledger", {"Sổ phân bổ", "Ledger"});
  const Columns columns = add_columns(table);
  table.reserve(view.allocation.ledger.size());
  Repeated repeated(table, view);
  LineCodes codes(view);
  for (const LedgerLine& line : view.allocation.ledger) {
    const Source& source = view.plan.sources[line.source];
    const std::size_t row = table.add_row(1);
    table.at(row, columns.year) = repeated.years[view.plan.year_position(line.year)];
    table.at(row, columns.source) = Cell::name(source.code);
    table.at(row, columns.source_name) = Cell::name(source.name);
    table.at(row, columns.budget) =
        repeated.budgets[static_cast<std::size_t>(source.paying_budget)];
    table.at(row, columns.part) = Cell::name(to_code(line.part));
    table.at(row, columns.amount) = Cell::of(line.amount);
    table.at(row, columns.reason) = repeated.reasons[static_cast<std::size_t>(line.reason)];
    if (line.part == Part::transfer) {
      table.at(row, columns.id) = table.made(line_code(view.plan, view.assessment, line));
      table.at(row, columns.name) = Cell::name(view.plan.sources[line.receiving_source].name);
      continue;
    }
    add_codes(table, columns, codes, row, line);
    add_demand(table, view, columns, repeated, row, line);
    if (view.allocation.ledger.size() <= grounds_max) add_ground(table, view, columns, row, line);
  }
  return table.finish();
}

}  // namespace phanbo

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "outputs/tabulate/people.hpp"
#include "outputs/tabulate/shortfall_text.hpp"
#include "outputs/tabulate/stamps.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// One page for the cover letter: the figures and sentences that are read first.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Totals {
  Money need, allocated, missing, missing_mandatory;
  Money reserved, unallocated, carried_out_at_the_end, available, transferred;
  std::array<Money, 5> available_by_budget;
  std::array<Money, 5> allocated_by_budget;
  std::array<Money, 2> allocated_by_kind;
  std::int64_t conditional = 0;
};

void add_sources(const View& view, Totals& totals) {
  for (const SourceBalance& balance : view.allocation.sources) {
    const PayingBudget budget = view.plan.sources[balance.source].paying_budget;
    totals.available_by_budget[static_cast<std::size_t>(budget)] += balance.available;
    totals.available += balance.available;
    totals.reserved += balance.reserved;
    totals.unallocated += balance.unallocated;
    if (balance.year == view.plan.last_year) totals.carried_out_at_the_end += balance.carried_out;
  }
  // A supplement stands in the giving and in the receiving source; it is money once.
  for (const std::uint32_t position : view.transfer_lines) {
    const LedgerLine& line = view.line(position);
    const PayingBudget budget = view.plan.sources[line.receiving_source].paying_budget;
    totals.available_by_budget[static_cast<std::size_t>(budget)] -= line.amount;
    totals.available -= line.amount;
    totals.transferred += line.amount;
  }
}

Totals totals_of(const View& view) {
  Totals totals;
  for (std::size_t i = 0; i < view.assessment.demands.size(); ++i) {
    const Demand& demand = view.demand(i);
    totals.need += demand.need;
    totals.allocated += view.outcome(i).allocated;
    totals.missing += view.outcome(i).shortfall;
    if (view.plan.classes[demand.priority_class].mandatory)
      totals.missing_mandatory += view.outcome(i).shortfall;
    totals.conditional += demand.standing == Standing::conditional ? 1 : 0;
  }
  for (const LedgerLine& line : view.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    const PayingBudget budget = view.plan.sources[line.source].paying_budget;
    const ExpenditureKind kind = view.assessment.demands[line.demand].expenditure_kind;
    totals.allocated_by_budget[static_cast<std::size_t>(budget)] += line.amount;
    totals.allocated_by_kind[kind == ExpenditureKind::investment ? 1 : 0] += line.amount;
  }
  add_sources(view, totals);
  return totals;
}

/// The summary's rows, in the order they are read.
class Page {
 public:
  explicit Page(const View& view)
      : view_(view),
        totals_(totals_of(view)),
        table_("summary", {"Tóm tắt phương án phân bổ", "Summary of the allocation"}) {
    table_.add_number_column();
    name_ = table_.add_column("name", ColumnType::text, {"Chỉ tiêu", "Item"});
    amount_ = table_.add_column("amount_dong", ColumnType::money, {"Số tiền", "Amount"});
    count_ = table_.add_column("count", ColumnType::number, {"Số lượng", "Count"});
    text_ = table_.add_column("text", ColumnType::text, {"Diễn giải", "In words"});
    table_.set_numbering({Numbering::roman, Numbering::arabic, Numbering::dash});
  }

  ReportTable make() {
    add_headline();
    add_money();
    add_outcomes();
    add_people();
    add_grounds();
    return table_.finish();
  }

 private:
  std::size_t add(int level, Text name, bool adds_up = false) {
    const std::size_t row = table_.add_row(level, adds_up);
    table_.at(row, name_) = table_.literal(name);
    return row;
  }
  void add_amount(int level, Text name, Money amount, ReportRule rule = {}) {
    const std::size_t row = add(level, name);
    table_.at(row, amount_) = Cell::of(amount);
    if (rule.kind != ReportRule::Kind::none) table_.set_cell_rule(row, amount_, std::move(rule));
  }
  /// The sum of a column over all rows of another table that meet the conditions.
  static ReportRule from(const char* other, const char* column,
                         std::vector<RowCondition> conditions) {
    ReportRule rule = ledger_rule(std::move(conditions));
    rule.table = other;
    rule.amount_column = column;
    return rule;
  }
  void add_count(int level, const Words& name, std::int64_t count) {
    const std::size_t row = table_.add_row(level);
    table_.at(row, name_) = table_.made(name);
    table_.at(row, count_) = Cell::whole(count);
  }
  void add_text(int level, Text name, const Words& text) {
    table_.at(add(level, name), text_) = table_.made(text);
  }

  void add_headline();
  void add_money();
  void add_available();
  void add_allocated_by_budget();
  void add_outcomes();
  void add_people();
  void add_grounds();

  const View& view_;
  Totals totals_;
  TableBuilder table_;
  std::size_t name_ = 0;
  std::size_t amount_ = 0;
  std::size_t count_ = 0;
  std::size_t text_ = 0;
};

Text conclusion(const Totals& totals, Status status) {
  if (!totals.missing_mandatory.is_zero()) {
    return {"Thiếu nguồn: có nhu cầu bắt buộc chưa được bố trí đủ.",
            "Shortfall: a mandatory need is not met."};
  }
  if (status == Status::limit) {
    return {"Dừng do giới hạn tính toán; phương án dùng được.",
            "A limit ended the search; the plan is usable."};
  }
  if (!totals.missing.is_zero()) {
    return {"Nhu cầu bắt buộc được bố trí đủ; còn nhu cầu khác chưa đủ nguồn.",
            "Mandatory needs are met; other needs are short."};
  }
  return {"Mọi nhu cầu được bố trí đủ.", "All needs are met."};
}

void Page::add_headline() {
  const std::size_t row = add(1, {"Kết luận", "Conclusion"});
  const Words need = money_words(totals_.need);
  const Words allocated = money_words(totals_.allocated);
  const Words missing = money_words(totals_.missing);
  const Text status = conclusion(totals_, view_.allocation.status);
  table_.at(row, text_) =
      table_.made(Words{fmt::format("Nhu cầu {}; đã bố trí {}; còn phải bố trí {}. {}", need.vi,
                                    allocated.vi, missing.vi, status.vi),
                        fmt::format("Need {}; allocated {}; still to be funded {}. {}", need.en,
                                    allocated.en, missing.en, status.en)});
}

void Page::add_available() {
  add(2, {"Tổng nguồn được sử dụng", "Money available"}, true);
  for (const PayingBudget budget : view_.budgets) {
    // Where supplements come in they are left out here, and no rule yields the figure.
    add_amount(
        3, name_of(budget), totals_.available_by_budget[static_cast<std::size_t>(budget)],
        from("source_balances", "available_dong", {is_words("paying_budget", name_of(budget))}));
  }
}

void Page::add_allocated_by_budget() {
  add(2, {"Đã bố trí, theo cấp ngân sách", "Allocated, by paying budget"}, true);
  for (const PayingBudget budget : view_.budgets) {
    add_amount(3, name_of(budget), totals_.allocated_by_budget[static_cast<std::size_t>(budget)],
               ledger_rule({is_words("paying_budget", name_of(budget)), is_no_transfer()}));
  }
}

void Page::add_money() {
  add(1, {"Nguồn và nhu cầu", "Money and needs"});
  add_amount(2, {"Tổng nhu cầu", "Total need"}, totals_.need,
             from("demands", "need_dong", {{"demand", {}, {}, true}}));
  add_available();
  add_allocated_by_budget();
  add(2, {"Đã bố trí, theo tính chất chi", "Allocated, by expenditure kind"}, true);
  for (const ExpenditureKind kind : {ExpenditureKind::recurrent, ExpenditureKind::investment}) {
    add_amount(3, name_of(kind),
               totals_.allocated_by_kind[kind == ExpenditureKind::investment ? 1 : 0],
               ledger_rule({is_words("expenditure_kind", name_of(kind)), is_no_transfer()}));
  }
  add_amount(2, {"Dự phòng", "Reserved"}, totals_.reserved,
             from("source_balances", "reserved_dong", {{"source", {}, {}, true}}));
  add_amount(2, {"Chưa phân bổ", "Unallocated"}, totals_.unallocated,
             from("source_balances", "unallocated_dong", {{"source", {}, {}, true}}));
  add_amount(2, {"Chuyển nguồn ra ngoài kỳ kế hoạch", "Carried out after the last year"},
             totals_.carried_out_at_the_end);
  add(2, {"Còn phải bố trí", "Still to be funded"}, true);
  add_amount(3, {"Nhu cầu bắt buộc", "Mandatory needs"}, totals_.missing_mandatory,
             from("priority_classes", "shortfall_dong", {is_words("mandatory", {"Có", "Yes"})}));
  add_amount(3, {"Nhu cầu khác", "Other needs"}, totals_.missing - totals_.missing_mandatory,
             from("priority_classes", "shortfall_dong", {is_words("mandatory", {"Không", "No"})}));
  if (!totals_.transferred.is_zero()) {
    add_amount(2,
               {"Bổ sung cho ngân sách cấp dưới (không cộng vào tổng)",
                "Supplements to lower budgets (not in the totals)"},
               totals_.transferred, ledger_rule({is_text("part", to_code(Part::transfer))}));
  }
  Money gifts;
  for (const GiftInKind& gift : view_.plan.in_kind) gifts += gift.value.value_or(Money());
  if (!view_.plan.in_kind.empty()) {
    add_amount(2, {"Hiện vật (ghi nhận, không phân bổ)", "Gifts in kind (memo)"}, gifts);
  }
}

void Page::add_outcomes() {
  std::array<std::int64_t, static_cast<std::size_t>(DemandReason::chosen_in_part) + 1> by_reason{};
  std::int64_t funded = 0;
  for (std::size_t i = 0; i < view_.assessment.items.size(); ++i) {
    const ItemOrigin origin = view_.item(i).origin;
    if (origin != ItemOrigin::site && origin != ItemOrigin::project) continue;
    DemandReason worst = DemandReason::in_full;
    Money allocated;
    for (const std::uint32_t position : view_.demands_of_item.of(i)) {
      const DemandReason reason = view_.outcome(position).reason;
      if (worst == DemandReason::in_full || worst == DemandReason::nothing_needed) worst = reason;
      allocated += view_.outcome(position).allocated;
    }
    ++by_reason[static_cast<std::size_t>(worst)];
    funded += allocated.is_zero() ? 0 : 1;
  }
  add(1, {"Di tích, dự án và nhu cầu", "Sites, projects and demands"});
  add_count(2, {"Di tích, dự án được bố trí vốn", "Sites and projects with money"}, funded);
  for (std::size_t i = 0; i < by_reason.size(); ++i) {
    if (by_reason[i] == 0) continue;
    const Text reason = name_of(static_cast<DemandReason>(i));
    add_count(2,
              {fmt::format("Di tích, dự án: {}", reason.vi),
               fmt::format("Sites and projects: {}", reason.en)},
              by_reason[i]);
  }
  if (totals_.conditional > 0) {
    add_count(2, {"Nhiệm vụ “nếu có”, chưa có số tiền", "Conditional tasks without an amount"},
              totals_.conditional);
  }
  for (const Shortfall& shortfall : view_.allocation.shortfalls) {
    add_text(2, {"Thiếu nguồn", "Shortage"},
             shortfall_sentence(view_.plan, view_.assessment, shortfall));
  }
}

void Page::add_people() {
  const std::vector<std::int64_t> people = people_covered(view_);
  if (std::all_of(people.begin(), people.end(), [](std::int64_t count) { return count == 0; }))
    return;
  add(1, {"Số người được ngân sách đóng bảo hiểm y tế", "People insured at the budget's cost"});
  for (int year = view_.plan.first_year; year <= view_.plan.last_year; ++year)
    add_count(2, year_words(year), people[view_.plan.year_position(year)]);
}

void Page::add_grounds() {
  const Stamps stamps = stamps_of(view_);
  add(1, {"Độ tin cậy của số liệu", "What the figures rest on"});
  for (const Words& note : stamps.notes) add_text(2, {"Lưu ý", "Note"}, note);
  if (stamps.notes.empty()) {
    add_text(
        2, {"Lưu ý", "Note"},
        {"Mọi căn cứ đã được đối chiếu với văn bản.", "All law was checked against its text."});
  }
  for (const std::string_view citation : stamps.recalled)
    add_text(2, {"Căn cứ chưa đối chiếu", "Recalled law"}, same_words(citation));
}

}  // namespace

std::optional<ReportTable> make_summary(const View& view) { return Page(view).make(); }

}  // namespace phanbo

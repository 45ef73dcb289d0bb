#include "verifier/needs_parts.hpp"
#include "verifier/rules.hpp"

namespace phanbo_verify {

void check_demand_rows(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "demand_rows";
  const auto& needs = joined.model.needs;
  if (joined.result.demands.size() != needs.size()) {
    report.fault(rule, {"danh sách nhu cầu (demands)", "demands"}, rows(needs.size()),
                 rows(joined.result.demands.size()));
  }
  int last = nothing;
  bool is_in_order = true;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    report.looked_at(rule);
    const int row = joined.demand_of_need[i];
    if (row == nothing) {
      report.fault(rule, demand_place(needs[i].code()), {"một dòng", "a row"}, missing());
      continue;
    }
    if (row < last && is_in_order) {
      report.fault(rule, demand_place(needs[i].code()), rows_in_order(),
                   row_number(static_cast<std::size_t>(row)));
      is_in_order = false;
    }
    last = row;
  }
  for (const ResultDemand& demand : joined.result.demands) {
    if (joined.model.find(std::string(demand.demand)) == nothing) {
      report.fault(rule, demand_place(demand.demand),
                   {"một nhu cầu của kế hoạch", "a demand of the plan"}, unknown());
    }
  }
}

namespace {

/// Compares one row with the need worked out anew.
class NeedComparison {
 public:
  NeedComparison(const Joined& joined, const Need& need, const ResultDemand& row, Report& report)
      : joined_(joined), need_(need), row_(row), report_(report) {}

  void run() {
    amount("nhu cầu", "need", need_.need, row_.need);
    amount("mức đề nghị bố trí", "wanted", need_.wanted, row_.wanted);
    amount("đã giao, không điều chỉnh", "locked", need_.locked, row_.locked);
    amount("mức ít nhất có ích", "least_useful", need_.least_useful, row_.least_useful);
    amount("bước làm tròn", "step", need_.step, row_.step);
    const ProgrammeRow& programme = programme_of(joined_.plan, need_);
    word("công trình, nhiệm vụ", "item", need_.item, row_.item);
    word("chương trình", "programme", programme.code, row_.programme);
    word("đơn vị", "unit", joined_.plan.units[static_cast<std::size_t>(need_.unit)].code,
         row_.unit);
    word("năm", "year", std::to_string(need_.year), std::to_string(row_.year));
    word("thứ tự ưu tiên", "class",
         joined_.plan.classes[static_cast<std::size_t>(need_.priority_class)].code,
         row_.priority_class);
    word("tình trạng", "standing", standing_name(need_.standing), row_.standing);
    word("nguồn gốc nhu cầu", "origin", need_.origin, row_.origin);
    word("tháng", "months", months_text(need_.months), row_.months);
    word("tính chất chi", "expenditure_kind", programme.expenditure_kind, row_.expenditure_kind);
    word("đơn vị dự toán, chủ đầu tư", "holder", holder_of(joined_.plan, need_), row_.holder);
    word("chia được", "divisible", need_.divisible ? "true" : "false",
         row_.divisible ? "true" : "false");
  }

 private:
  void amount(std::string_view what, std::string_view id, Dong expected, Dong found) {
    if (expected != found) fault(field(what, id), in_dong(expected), in_dong(found));
  }
  void word(std::string_view what, std::string_view id, std::string_view expected,
            std::string_view found) {
    if (expected != found) fault(field(what, id), plain(expected), plain(found));
  }
  void fault(const Words& what, Words expected, Words found) {
    report_.fault("need", demand_place(need_.code()) + what, std::move(expected), std::move(found));
  }

  const Joined& joined_;
  const Need& need_;
  const ResultDemand& row_;
  Report& report_;
};

std::string_view expected_reason(const Joined& joined, const AmountsOutcome& amounts,
                                 std::size_t position) {
  const Need& need = joined.model.needs[position];
  if (need.standing != Standing::ordinary) return standing_name(need.standing);
  if (need.need == 0) return "nothing_needed";
  if (joined.paid(static_cast<int>(position)) >= need.wanted)
    return need.is_part ? "chosen_in_part" : "in_full";
  if (amounts.below_useful[position]) return "below_least_useful";
  const std::string& rule = joined.plan.classes[static_cast<std::size_t>(need.priority_class)].rule;
  if (!need.divisible && rule == "in_rank_order") return "whole_does_not_fit";
  return "short_of_money";
}

}  // namespace

void check_needs(const Joined& joined, Report& report) {
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    report.looked_at("need");
    const int row = joined.demand_of_need[i];
    if (row == nothing) continue;
    NeedComparison(joined, joined.model.needs[i],
                   joined.result.demands[static_cast<std::size_t>(row)], report)
        .run();
  }
}

void check_demand_totals(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "demand_totals";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    report.looked_at(rule);
    if (joined.demand_of_need[i] == nothing) continue;
    const ResultDemand& row =
        joined.result.demands[static_cast<std::size_t>(joined.demand_of_need[i])];
    const Dong paid = joined.paid(static_cast<int>(i));
    const auto where = [&] { return demand_place(joined.model.needs[i].code()); };
    if (row.allocated != paid) {
      report.fault(rule, where() + field("đã bố trí", "allocated"), by_the_ledger(paid),
                   in_dong(row.allocated));
    }
    const Dong lacking = std::max<Dong>(0, joined.model.needs[i].need - paid);
    if (row.shortfall != lacking) {
      report.fault(rule, where() + field("còn phải bố trí", "shortfall"), in_dong(lacking),
                   in_dong(row.shortfall));
    }
  }
}

void check_demand_reasons(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "demand_reason";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    report.looked_at(rule);
    if (joined.demand_of_need[i] == nothing) continue;
    const ResultDemand& row =
        joined.result.demands[static_cast<std::size_t>(joined.demand_of_need[i])];
    const std::string_view expected = expected_reason(joined, amounts, i);
    if (row.reason != expected) {
      report.fault(rule, demand_place(joined.model.needs[i].code()), plain(expected),
                   plain(row.reason));
    }
  }
}

}  // namespace phanbo_verify

#include "verifier/rules.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

void check_source_rows(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "source_rows";
  const auto& rows = joined.plan.source_years;
  if (joined.result.sources.size() != rows.size()) {
    report.fault(rule, "sources", std::to_string(rows.size()) + " rows",
                 std::to_string(joined.result.sources.size()));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    report.looked_at(rule);
    const std::string code = source_year_code(joined.plan, rows[i]);
    if (i >= joined.result.sources.size()) break;
    const ResultSource& found = joined.result.sources[i];
    const std::string stated = std::string(found.source) + "/" + std::to_string(found.year);
    if (stated != code) report.fault(rule, "sources[" + std::to_string(i) + "]", code, stated);
    if (found.available != rows[i].available) {
      report.fault("source_balance", stated + " available", dong_text(rows[i].available),
                   dong_text(found.available));
    }
    if (found.reserved != rows[i].reserve) {
      report.fault("reserve", stated, dong_text(rows[i].reserve), dong_text(found.reserved));
    }
  }
}

void check_source_balances(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "source_balance";
  std::vector<Wide> drawn(joined.plan.source_years.size(), 0);
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const int position =
        joined.plan.source_year(joined.lines[i].source, joined.result.ledger[i].year);
    if (position != nothing)
      drawn[static_cast<std::size_t>(position)] += joined.result.ledger[i].amount;
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const int position = joined.balance_of_source_year[i];
    if (position == nothing) continue;
    report.looked_at(rule);
    const ResultSource& row = joined.result.sources[static_cast<std::size_t>(position)];
    const std::string where = source_year_code(joined.plan, joined.plan.source_years[i]);
    if (drawn[i] != row.allocated) {
      report.fault(rule, where + " allocated", to_text(drawn[i]) + " dong by the ledger",
                   dong_text(row.allocated));
    }
    const Wide in = Wide{row.available} + row.carried_in;
    const Wide out = Wide{row.reserved} + row.allocated + row.carried_out + row.unallocated;
    if (in != out) {
      report.fault(rule, where, "available + carried in = " + to_text(in) + " dong",
                   "reserved + allocated + carried out + unallocated = " + to_text(out) + " dong");
    }
    if (row.unallocated < 0 || row.carried_in < 0 || row.carried_out < 0 || row.allocated < 0) {
      report.fault(rule, where, "no amount below zero",
                   "unallocated " + dong_text(row.unallocated));
    }
  }
}

void check_carry_over(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "carry_over";
  const PlanModel& plan = joined.plan;
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const int position = joined.balance_of_source_year[i];
    if (position == nothing) continue;
    report.looked_at(rule);
    const SourceYearRow& row = plan.source_years[i];
    const ResultSource& balance = joined.result.sources[static_cast<std::size_t>(position)];
    const std::string where = source_year_code(plan, row);
    const Dong limit = carry_limit(plan, static_cast<int>(i));
    if (balance.carried_out > limit) {
      report.fault(rule, where, "at most " + dong_text(limit), dong_text(balance.carried_out));
    }
    const int before = plan.source_year(row.source, row.year - 1);
    const int before_balance =
        before == nothing ? nothing
                          : joined.balance_of_source_year[static_cast<std::size_t>(before)];
    const Dong sent =
        before_balance == nothing
            ? 0
            : joined.result.sources[static_cast<std::size_t>(before_balance)].carried_out;
    if (balance.carried_in != sent) {
      report.fault(rule, where + " carried in", dong_text(sent), dong_text(balance.carried_in));
    }
    if (balance.carried_out == 0) continue;
    const LawLine* ground =
        plan.law.look_up("carry_over_ground", row.carry_ground, day_of(row.year, 1, 1));
    if (row.carry_ground.empty() || ground == nullptr || ground->value.is_zero()) {
      report.fault("carry_ground", where, "a legal ground in force on 1 January of the year",
                   row.carry_ground.empty() ? "none" : row.carry_ground);
    }
  }
}

}  // namespace phanbo_verify

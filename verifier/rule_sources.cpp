#include "verifier/row_match.hpp"
#include "verifier/rules.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

namespace {

/// What a source has and keeps back, as the plan says.
void check_source_row(const SourceYearRow& row, const ResultSource& found, const std::string& code,
                      Report& report) {
  if (found.available != row.available) {
    report.fault("source_balance",
                 source_place(code) + field("số được giao, được sử dụng", "available"),
                 in_dong(row.available), in_dong(found.available));
  }
  if (found.reserved != row.reserve) {
    report.fault("reserve", source_place(code) + field("dự phòng", "reserved"),
                 in_dong(row.reserve), in_dong(found.reserved));
  }
}

}  // namespace

/// Every source and year of the plan has its row, in the plan's order, and no other has one.
void check_source_rows(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "source_rows";
  std::vector<std::string> codes;
  for (const SourceYearRow& row : joined.plan.source_years)
    codes.push_back(source_year_code(joined.plan, row));
  std::vector<std::string> stated;
  for (const ResultSource& row : joined.result.sources)
    stated.push_back(std::string(row.source) + "/" + std::to_string(row.year));
  report.looked_at(rule, codes.size());
  const RowCodes expected_codes = codes_of_rows(codes);
  const RowCodes stated_codes = codes_of_rows(stated);
  const RowMatch match = match_rows(expected_codes, stated_codes);
  report_rows(match, rule, {"danh sách nguồn (sources)", "sources"}, expected_codes, stated_codes,
              report);
  for (const auto& [expected, found] : match.pairs)
    check_source_row(joined.plan.source_years[expected], joined.result.sources[found],
                     codes[expected], report);
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
    const auto where = [&] {
      return source_place(source_year_code(joined.plan, joined.plan.source_years[i]));
    };
    if (drawn[i] != row.allocated) {
      report.fault(rule, where() + field("đã phân bổ", "allocated"), by_the_ledger(drawn[i]),
                   in_dong(row.allocated));
    }
    const Wide in = Wide{row.available} + row.carried_in;
    const Wide out = Wide{row.reserved} + row.allocated + row.carried_out + row.unallocated;
    if (in != out) {
      report.fault(
          rule, where(),
          Words{"số được giao + chuyển nguồn năm trước sang = ", "available + carried in = "} +
              in_dong(in),
          Words{"dự phòng + đã phân bổ + chuyển nguồn sang năm sau + chưa phân bổ = ",
                "reserved + allocated + carried out + unallocated = "} +
              in_dong(out));
    }
    if (row.unallocated < 0 || row.carried_in < 0 || row.carried_out < 0 || row.allocated < 0) {
      report.fault(rule, where(), {"không có số âm", "no amount below zero"},
                   Words{"chưa phân bổ ", "unallocated "} + in_dong(row.unallocated));
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
    const auto where = [&] { return source_place(source_year_code(plan, row)); };
    const Dong limit = carry_limit(plan, static_cast<int>(i));
    if (balance.carried_out > limit) {
      report.fault(rule, where() + field("chuyển nguồn sang năm sau", "carried_out"),
                   at_most(limit), in_dong(balance.carried_out));
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
      report.fault(rule, where() + field("chuyển nguồn năm trước sang", "carried_in"),
                   in_dong(sent), in_dong(balance.carried_in));
    }
    if (balance.carried_out == 0) continue;
    const LawLine* ground =
        plan.law.look_up("carry_over_ground", row.carry_ground, day_of(row.year, 1, 1));
    if (row.carry_ground.empty() || ground == nullptr || ground->value.is_zero()) {
      report.fault("carry_ground", where(),
                   {"căn cứ pháp lý có hiệu lực vào ngày 1 tháng 1 của năm",
                    "a legal ground in force on 1 January of the year"},
                   row.carry_ground.empty() ? none() : plain(row.carry_ground));
    }
  }
}

}  // namespace phanbo_verify

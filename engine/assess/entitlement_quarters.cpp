#include <algorithm>
#include <array>

#include "engine/assess/entitlement.hpp"

namespace phanbo {

namespace {

/// One entry a quarter; entry 0 is 0.
using Quarters = std::array<Money, 5>;

/// What has fallen due by the end of a quarter. Each segment is cut at the quarters by cumulated
/// rounding, so that the parts add up to it exactly.
Quarters cumulated_due(const UnitYear& unit_year) {
  Quarters due{};
  for (const GroupYear* group : unit_year.paid_groups) {
    for (const PremiumSegment& segment : group->segments) {
      if (!segment.value().is_known()) continue;
      for (int quarter = 1; quarter <= 4; ++quarter) {
        const int months =
            std::clamp(3 * quarter - segment.months.first + 1, 0, segment.months.count());
        const auto part =
            segment.part(segment.value().state_percent(), months).rounded(RoundingMode::half_up);
        due[static_cast<std::size_t>(quarter)] += part.value_or(Money());
      }
    }
  }
  return due;
}

/// The day by which a quarter's transfer is made: its last day, the last one as the law says.
Date transfer_day(int year, int quarter, const std::optional<Date>& year_complete) {
  const Date last_day = last_day_of_month(year, 3 * quarter);
  return quarter == 4 && year_complete ? std::min(*year_complete, last_day) : last_day;
}

void add_given(Workbench& bench, const std::string& id, const InsuranceQuarter& row, Money due) {
  if (row.requested) bench.dong_figure(id + "_requested_dong", *row.requested);
  if (row.transferred) bench.dong_figure(id + "_transferred_dong", *row.transferred);
  if (!row.actual) return;
  bench.dong_figure(id + "_actual_dong", *row.actual);
  bench.dong_figure(id + "_difference_dong", *row.actual - due);
}

}  // namespace

QuarterBook::QuarterBook(Workbench& bench) : bench_(bench) {
  for (const InsuranceQuarter& row : bench.plan.insurance_quarters) {
    if (row.quarter < 1 || row.quarter > 4) continue;
    given_[{row.programme, row.unit, row.year}][static_cast<std::size_t>(row.quarter)] = &row;
  }
}

const std::optional<Date>& QuarterBook::year_complete_day(int year, std::size_t asking_row) {
  const auto [entry, is_new] = year_complete_.try_emplace(year);
  if (!is_new) return entry->second;
  const Asker asker{"participants", asking_row, "year"};
  const Date december{year, 12, 1};
  const LawRow* day = bench_.law_row("insurance_transfer", "year_complete_by_day", december, asker);
  const LawRow* month =
      bench_.law_row("insurance_transfer", "year_complete_by_month", december, asker);
  if (day == nullptr || month == nullptr) return entry->second;
  const auto in_range = [](const LawRow* row, int most) {
    return static_cast<int>(std::clamp<std::int64_t>(row->value->reduced().units(), 1, most));
  };
  const Date last_day = last_day_of_month(year, in_range(month, 12));
  entry->second = Date{year, last_day.month, in_range(day, last_day.day)};
  return entry->second;
}

void QuarterBook::add_figures(const UnitYear& unit_year) {
  const std::size_t first_figure = bench_.assessment.figures.size();
  add_quarters(unit_year);
  auto& figures = bench_.assessment.figures;
  std::sort(figures.begin() + static_cast<std::ptrdiff_t>(first_figure), figures.end(),
            [](const Figure& a, const Figure& b) { return a.id < b.id; });
}

void QuarterBook::add_quarters(const UnitYear& unit_year) {
  const Plan& plan = bench_.plan;
  const std::string id = "quarters/" + plan.programmes[unit_year.programme].code + "/" +
                         plan.units[unit_year.unit].code + "/" + std::to_string(unit_year.year);
  const Quarters due = cumulated_due(unit_year);
  const auto found = given_.find({unit_year.programme, unit_year.unit, unit_year.year});
  const GivenQuarters given = found == given_.end() ? GivenQuarters{} : found->second;
  const auto& complete =
      year_complete_day(unit_year.year, unit_year.paid_groups.front()->first_row);
  int last_given = 0;
  Money transferred;
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const auto at = static_cast<std::size_t>(quarter);
    const std::string quarter_id = id + "/q" + std::to_string(quarter);
    const Money due_now = due[at] - due[at - 1];
    bench_.dong_figure(quarter_id + "_due_dong", due_now);
    if (given[at] != nullptr) {
      add_given(bench_, quarter_id, *given[at], due_now);
      transferred += given[at]->transferred.value_or(Money());
      if (given[at]->transferred) last_given = quarter;
    }
    bench_.dong_figure(quarter_id + "_left_dong", due[at] - transferred);
  }
  // What is still to come brings the sum up to what is due, and the year to its whole by its day.
  for (int quarter = last_given + 1; quarter <= 4; ++quarter) {
    const std::string quarter_id = id + "/q" + std::to_string(quarter);
    const Money transfer = std::max(Money(), due[static_cast<std::size_t>(quarter)] - transferred);
    transferred += transfer;
    bench_.dong_figure(quarter_id + "_transfer_dong", transfer);
    bench_.figure(quarter_id + "_transfer_by",
                  to_iso(transfer_day(unit_year.year, quarter, complete)), "date");
  }
  if (last_given < 4 || due[4] <= transferred) return;
  bench_.dong_figure(id + "/final_transfer_dong", due[4] - transferred);
  bench_.figure(id + "/final_transfer_by", to_iso(transfer_day(unit_year.year, 4, complete)),
                "date");
}

}  // namespace phanbo

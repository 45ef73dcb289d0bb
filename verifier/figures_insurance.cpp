#include <array>

#include "verifier/figures.hpp"

namespace phanbo_verify {

namespace {

const Fraction hundred = Fraction::of(100);

std::string group_id(const PlanModel& plan, const PremiumGroup& group) {
  return "insurance/" + plan.programmes[static_cast<std::size_t>(group.programme)].code + "/" +
         plan.units[static_cast<std::size_t>(group.unit)].code + "/" + group.group + "/" +
         std::to_string(group.year);
}

std::string segment_id(const PremiumSegment& segment) {
  std::string id = "/segment/" + std::to_string(segment.months.first) + "-" +
                   std::to_string(segment.months.last);
  if (segment.paid_on != no_day) id += "/paid_" + day_text(segment.paid_on);
  return id;
}

/// Clauses 1 and 2 of Article 12: employers and the insurance pay what the state does not.
bool is_paid_by_others(const PlanModel& plan, const PremiumGroup& group) {
  const Day day = day_of(group.year, group.segments.front().months.first, 1);
  const LawLine* order = plan.law.find("health_insurance_group_order", group.group, day);
  return order != nullptr && compare(order->value, Fraction::of(300)) < 0;
}

void add_rounding(FigureBook& book, const std::string& id, const PremiumSegment& segment,
                  const Fraction& percent, Dong rounded) {
  book.rounding(id, "half_up", premium_part(segment.value, segment.month_count(), percent),
                Fraction::of(rounded));
}

void add_segment(FigureBook& book, const std::string& id, const PremiumSegment& segment) {
  const PremiumMonth& value = segment.value;
  PremiumMonth one = value;
  one.persons = 1;
  const Fraction self = value.payable_percent - value.state_percent - value.top_up_percent;
  book.number(id + "/base_salary_dong", value.base_salary, "dong");
  book.number(id + "/rate_percent", value.rate_percent, "percent");
  book.number(id + "/persons", Fraction::of(value.persons), "persons");
  book.number(id + "/state_share_percent", value.state_percent, "percent");
  book.number(id + "/monthly_dong", premium_part(one, 1, hundred), "dong");
  book.number(id + "/monthly_state_dong", premium_part(one, 1, value.state_percent), "dong");
  book.number(id + "/monthly_self_dong", premium_part(one, 1, self), "dong");
  book.dong(id + "/full_dong", segment.full);
  book.dong(id + "/state_dong", segment.state);
  book.dong(id + "/self_dong", segment.self);
  add_rounding(book, id + "/full_dong", segment, hundred, segment.full);
  add_rounding(book, id + "/state_dong", segment, value.state_percent, segment.state);
  if (compare(value.payable_percent, hundred) != 0) {
    add_rounding(book, id + "/self_dong", segment, value.payable_percent,
                 segment.full - segment.reduction);
  }
  if (!segment.has_top_up) return;
  book.number(id + "/top_up_percent", value.top_up_percent, "percent");
  book.dong(id + "/top_up_dong", segment.top_up);
  add_rounding(book, id + "/top_up_dong", segment, value.top_up_percent, segment.top_up);
}

void add_group(const PlanModel& plan, FigureBook& book, const PremiumGroup& group) {
  if (group.segments.empty()) return;
  const std::string id = group_id(plan, group);
  Dong full = 0;
  Dong self = 0;
  Dong reduction = 0;
  Fraction person_months;
  for (const PremiumSegment& segment : group.segments) {
    add_segment(book, id + segment_id(segment), segment);
    full += segment.full;
    self += segment.self;
    reduction += segment.reduction;
    person_months =
        person_months + Fraction::of(Wide{segment.value.persons} * segment.month_count());
  }
  book.dong(id + "/full_dong", full);
  book.dong(id + "/state_dong", group.state());
  book.dong(id + (is_paid_by_others(plan, group) ? "/others_dong" : "/self_dong"), self);
  book.number(id + "/person_months", person_months, "months");
  if (group.has_top_up()) book.dong(id + "/top_up_dong", group.top_up());
  if (!is_household_member(group.group)) return;
  const PremiumMonth& last = group.segments.back().value;
  book.dong(id + "/reduction_dong", reduction);
  book.number(id + "/percent_of_base", last.rate_percent * last.payable_percent / hundred,
              "percent");
}

/// The state's part of a group up to the end of a quarter, rounded by segment.
Dong state_until(const PremiumGroup& group, int last_month) {
  Dong sum = 0;
  for (const PremiumSegment& segment : group.segments) {
    const int months = std::min(segment.months.last, last_month) - segment.months.first + 1;
    if (months <= 0) continue;
    const Fraction part = premium_part(segment.value, months, segment.value.state_percent);
    sum += to_dong(round_to(part, 0, Rounding::half_up).numerator);
  }
  return sum;
}

int last_day_of_quarter(int quarter) { return quarter == 1 || quarter == 4 ? 31 : 30; }

/// One unit in one year: what is due by quarter, and the insurance agency's numbers.
struct UnitQuarters {
  std::array<Dong, 5> due{};
  std::array<const QuarterRow*, 5> given{};
};

std::string final_day(const PlanModel& plan, int year) {
  const Day day = day_of(year, 12, 1);
  const LawLine* month = plan.law.find("insurance_transfer", "year_complete_by_month", day);
  const LawLine* of_month = plan.law.find("insurance_transfer", "year_complete_by_day", day);
  if (month == nullptr || of_month == nullptr) return "";
  return day_text(day_of(year, static_cast<int>(month->value.numerator),
                         static_cast<int>(of_month->value.numerator)));
}

void add_given(FigureBook& book, const std::string& id, const QuarterRow& row, Dong due) {
  if (row.requested) book.dong(id + "requested_dong", *row.requested);
  if (row.transferred) book.dong(id + "transferred_dong", *row.transferred);
  if (!row.actual) return;
  book.dong(id + "actual_dong", *row.actual);
  book.dong(id + "difference_dong", *row.actual - due);
}

void add_unit_year(const PlanModel& plan, FigureBook& book, const std::string& prefix, int year,
                   const UnitQuarters& quarters) {
  int last_transferred = 0;
  for (int q = 1; q <= 4; ++q) {
    if (quarters.given[static_cast<std::size_t>(q)] != nullptr &&
        quarters.given[static_cast<std::size_t>(q)]->transferred) {
      last_transferred = q;
    }
  }
  Dong left = 0;
  Dong planned = 0;
  for (int q = 1; q <= 4; ++q) {
    const auto place = static_cast<std::size_t>(q);
    const std::string id = prefix + "q" + std::to_string(q) + "_";
    left += quarters.due[place];
    book.dong(id + "due_dong", quarters.due[place]);
    if (quarters.given[place] != nullptr) {
      add_given(book, id, *quarters.given[place], quarters.due[place]);
      left -= quarters.given[place]->transferred.value_or(0);
    }
    book.dong(id + "left_dong", left);
    if (q <= last_transferred) continue;
    const Dong transfer = std::max<Dong>(0, left - planned);
    planned += transfer;
    book.dong(id + "transfer_dong", transfer);
    book.text(
        id + "transfer_by",
        q == 4 ? final_day(plan, year) : day_text(day_of(year, 3 * q, last_day_of_quarter(q))),
        "date");
  }
  if (last_transferred == 4 && left > 0) {
    book.dong(prefix + "final_transfer_dong", left);
    book.text(prefix + "final_transfer_by", final_day(plan, year), "date");
  }
}

}  // namespace

void add_insurance_figures(const PlanModel& plan, FigureBook& book) {
  for (const PremiumGroup& group : lay_out_premiums(plan)) add_group(plan, book, group);
}

void add_quarter_figures(const PlanModel& plan, FigureBook& book) {
  std::map<std::tuple<int, int, int>, UnitQuarters> found;
  for (const PremiumGroup& group : lay_out_premiums(plan)) {
    if (!programme_pays(plan, group.programme, group.year, group.group)) continue;
    UnitQuarters& quarters = found[{group.programme, group.unit, group.year}];
    for (int q = 1; q <= 4; ++q) {
      quarters.due[static_cast<std::size_t>(q)] +=
          state_until(group, 3 * q) - state_until(group, 3 * (q - 1));
    }
  }
  for (const QuarterRow& row : plan.quarters) {
    const auto entry = found.find({row.programme, row.unit, row.year});
    if (entry != found.end()) entry->second.given[static_cast<std::size_t>(row.quarter)] = &row;
  }
  for (const auto& [key, quarters] : found) {
    const auto& [programme, unit, year] = key;
    add_unit_year(plan, book,
                  "quarters/" + plan.programmes[static_cast<std::size_t>(programme)].code + "/" +
                      plan.units[static_cast<std::size_t>(unit)].code + "/" + std::to_string(year) +
                      "/",
                  year, quarters);
  }
}

/// The claim on the centre: a share of the need beyond what the local balance already holds.
void add_claim_figures(const PlanModel& plan, FigureBook& book) {
  const std::vector<PremiumGroup> groups = lay_out_premiums(plan);
  for (const EntitlementRuleRow& rule : plan.entitlement_rules) {
    Dong need = 0;
    for (const PremiumGroup& group : groups) {
      if (group.programme == rule.programme && group.year == rule.year &&
          programme_pays(plan, group.programme, group.year, group.group)) {
        need += group.state();
      }
    }
    std::optional<Fraction> percent = rule.own_central_share_percent;
    if (!percent && !rule.central_class.empty()) {
      const LawLine* share =
          plan.law.find("central_support_share", rule.central_class, day_of(rule.year, 1, 1));
      if (share != nullptr) {
        percent = share->value;
        book.number(
            "central_support/" + rule.central_class + "/" + std::to_string(rule.year) + "/percent",
            share->value, "percent");
      }
    }
    if (!percent) continue;
    const Dong in_balance = rule.in_balance.value_or(0);
    const Dong additional = std::max<Dong>(0, need - in_balance);
    const std::string id = "claim/" +
                           plan.programmes[static_cast<std::size_t>(rule.programme)].code + "/" +
                           std::to_string(rule.year) + "/";
    book.dong(id + "need_dong", need);
    book.dong(id + "in_balance_dong", in_balance);
    book.dong(id + "additional_dong", additional);
    book.number(id + "central_share_percent", *percent, "percent");
    const Dong claim =
        book.down(id + "claim_dong", Fraction::of(additional) * *percent / Fraction::of(100));
    book.dong(id + "local_dong", need - claim);
  }
}

}  // namespace phanbo_verify

#include "verifier/premiums.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "verifier/needs_parts.hpp"
#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

const Fraction hundred = Fraction::of(100);

const LawLine& law_of(const PlanModel& plan, std::string_view topic, std::string_view key,
                      Day day) {
  const LawLine* line = plan.law.find(topic, key, day);
  if (line == nullptr) {
    throw BadInput("participants", Words{"không có quy định ", "no law "} + topic + " " + key +
                                       Words{" vào ngày ", " on "} + day_text(day));
  }
  return *line;
}

/// The top-up of the unit itself, or of the nearest unit above it.
std::optional<Fraction> top_up_share(const PlanModel& plan, const PremiumGroup& group, Day day) {
  for (int unit = group.unit; unit != nothing;
       unit = plan.units[static_cast<std::size_t>(unit)].parent) {
    for (const TopUpRow& row : plan.top_ups) {
      if (row.unit == unit && row.programme == group.programme && row.group == group.group &&
          row.valid_from <= day && day <= row.valid_to) {
        return row.share_percent;
      }
    }
  }
  return std::nullopt;
}

/// The premium of a month; money paid in advance keeps the base salary and rate of its day.
PremiumMonth value_month(const PlanModel& plan, const PremiumGroup& group, int month,
                         std::int64_t persons, Day paid_on) {
  const Day day = day_of(group.year, month, 1);
  const Day premium_day = paid_on == no_day ? day : paid_on;
  PremiumMonth value;
  value.persons = persons;
  value.base_salary = law_of(plan, "base_salary", "", premium_day).value;
  value.rate_percent = law_of(plan, "health_insurance_rate", "", premium_day).value;
  value.payable_percent = hundred;
  if (is_household_member(group.group)) {
    value.payable_percent =
        law_of(plan, "health_insurance_household_share", group.group, day).value;
  } else {
    value.state_percent = law_of(plan, "health_insurance_state_share", group.group, day).value;
  }
  const Fraction room = value.payable_percent - value.state_percent;
  const Fraction added = top_up_share(plan, group, day).value_or(Fraction{});
  value.top_up_percent = compare(added, room) > 0 ? room : added;
  return value;
}

Dong to_whole_dong(const Fraction& exact) {
  return to_dong(round_to(exact, 0, Rounding::half_up).numerator);
}

void value_segment(PremiumSegment& segment) {
  const int months = segment.month_count();
  segment.full = to_whole_dong(premium_part(segment.value, months, hundred));
  const Dong payable =
      to_whole_dong(premium_part(segment.value, months, segment.value.payable_percent));
  segment.state = to_whole_dong(premium_part(segment.value, months, segment.value.state_percent));
  segment.top_up = to_whole_dong(premium_part(segment.value, months, segment.value.top_up_percent));
  segment.reduction = segment.full - payable;
  segment.self = payable - segment.state - segment.top_up;
}

/// Months for which an actual count exists use only actual counts.
bool counts_in_month(const std::vector<const ParticipantsRow*>& rows, const ParticipantsRow& row,
                     int month) {
  if (month < row.months.first || row.months.last < month || row.persons == 0) return false;
  if (row.basis == "actual") return true;
  return std::none_of(rows.begin(), rows.end(), [&](const ParticipantsRow* other) {
    return other->basis == "actual" && other->months.first <= month && month <= other->months.last;
  });
}

void lay_out_stream(const PlanModel& plan, PremiumGroup& group,
                    const std::vector<const ParticipantsRow*>& rows, Day paid_on) {
  bool open = false;
  for (int month = 1; month <= 12; ++month) {
    std::int64_t persons = 0;
    std::vector<const ParticipantsRow*> counted;
    for (const ParticipantsRow* row : rows) {
      if (row->paid_on != paid_on || !counts_in_month(rows, *row, month)) continue;
      persons += row->persons;
      counted.push_back(row);
    }
    if (counted.empty()) {
      open = false;
      continue;
    }
    const PremiumMonth value = value_month(plan, group, month, persons, paid_on);
    if (open && group.segments.back().rows == counted && group.segments.back().value == value) {
      group.segments.back().months.last = month;
      continue;
    }
    PremiumSegment segment;
    segment.months = {month, month};
    segment.paid_on = paid_on;
    segment.rows = std::move(counted);
    segment.has_top_up = top_up_share(plan, group, day_of(group.year, month, 1)).has_value();
    segment.value = value;
    group.segments.push_back(std::move(segment));
    open = true;
  }
}

PremiumGroup lay_out_group(const PlanModel& plan, const std::vector<const ParticipantsRow*>& rows) {
  PremiumGroup group;
  group.programme = rows.front()->programme;
  group.unit = rows.front()->unit;
  group.group = rows.front()->group;
  group.year = rows.front()->year;
  std::set<Day> days;
  for (const ParticipantsRow* row : rows) days.insert(row->paid_on);
  for (const Day day : days) lay_out_stream(plan, group, rows, day);
  for (PremiumSegment& segment : group.segments) value_segment(segment);
  return group;
}

}  // namespace

bool is_household_member(std::string_view group) {
  return group.size() == 11 && group.substr(0, 10) == "household_" && '1' <= group[10] &&
         group[10] <= '5';
}

bool PremiumGroup::has_top_up() const {
  return std::any_of(segments.begin(), segments.end(),
                     [](const PremiumSegment& segment) { return segment.has_top_up; });
}

Dong PremiumGroup::state() const {
  Dong sum = 0;
  for (const PremiumSegment& segment : segments) sum += segment.state;
  return sum;
}

Dong PremiumGroup::top_up() const {
  Dong sum = 0;
  for (const PremiumSegment& segment : segments) sum += segment.top_up;
  return sum;
}

Fraction premium_part(const PremiumMonth& month, int months, const Fraction& share_percent) {
  return Fraction::of(month.persons) * Fraction::of(months) * month.base_salary *
         (month.rate_percent / hundred) * (share_percent / hundred);
}

std::vector<PremiumGroup> lay_out_premiums(const PlanModel& plan) {
  using Key = std::tuple<int, int, std::string, int>;
  std::map<Key, std::vector<const ParticipantsRow*>> groups;
  for (const ParticipantsRow& row : plan.participants) {
    groups[{row.programme, row.unit, row.group, row.year}].push_back(&row);
  }
  std::vector<PremiumGroup> laid_out;
  for (const auto& [key, rows] : groups) laid_out.push_back(lay_out_group(plan, rows));
  return laid_out;
}

const EntitlementRuleRow* entitlement_rule(const PlanModel& plan, int programme, int year) {
  for (const EntitlementRuleRow& rule : plan.entitlement_rules) {
    if (rule.programme == programme && rule.year == year) return &rule;
  }
  return nullptr;
}

bool programme_pays(const PlanModel& plan, int programme, int year, std::string_view group) {
  const EntitlementRuleRow* rule = entitlement_rule(plan, programme, year);
  if (rule == nullptr) return false;
  const auto named = [rule](std::string_view name) {
    return std::find(rule->pays_groups.begin(), rule->pays_groups.end(), name) !=
           rule->pays_groups.end();
  };
  return named(group) || (is_household_member(group) && named("household"));
}

namespace {

Need need_of_unit(const PlanModel& plan, const PremiumGroup& group, bool is_top_up) {
  const ProgrammeRow& programme = plan.programmes[static_cast<std::size_t>(group.programme)];
  Need need;
  need.item = programme.code + "/" + plan.units[static_cast<std::size_t>(group.unit)].code +
              (is_top_up ? "/top_up" : "");
  need.origin = is_top_up ? "top_up" : "entitlement";
  need.asks_for_whole_steps = true;
  need.year = group.year;
  need.programme = group.programme;
  need.unit = group.unit;
  need.priority_class = programme.priority_class;
  need.step = programme.step;
  need.local_share = is_top_up ? Fraction{} : programme.local_share;
  need.months = {13, 0};
  return need;
}

void add_group_to_need(const PremiumGroup& group, bool is_top_up, Need& need) {
  need.need += is_top_up ? group.top_up() : group.state();
  for (const PremiumSegment& segment : group.segments) {
    if (is_top_up && !segment.has_top_up) continue;
    need.months.first = std::min(need.months.first, segment.months.first);
    need.months.last = std::max(need.months.last, segment.months.last);
  }
}

}  // namespace

/// One demand per unit and year for what the state pays, one for local top-ups.
void add_entitlements(const PlanModel& plan, NeedModel& model, PayerJudge& judge) {
  std::map<std::tuple<int, int, int, bool>, Need> found;
  for (const PremiumGroup& group : lay_out_premiums(plan)) {
    const bool paid = programme_pays(plan, group.programme, group.year, group.group);
    for (const bool is_top_up : {false, true}) {
      if (is_top_up ? !group.has_top_up() : !paid) continue;
      const auto [entry, is_new] =
          found.try_emplace({group.programme, group.unit, group.year, is_top_up});
      if (is_new) entry->second = need_of_unit(plan, group, is_top_up);
      add_group_to_need(group, is_top_up, entry->second);
    }
  }
  for (auto& [key, need] : found) {
    if (need.months.last == 0) need.months = {1, 12};
    PayerLimits limits;
    limits.local_only = std::get<3>(key);
    need.ways = judge.ways_for(need, limits);
    model.needs.push_back(std::move(need));
  }
}

}  // namespace phanbo_verify

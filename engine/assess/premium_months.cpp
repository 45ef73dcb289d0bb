#include "engine/assess/premium_months.hpp"

#include <algorithm>
#include <numeric>

#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

namespace {

constexpr std::string_view base_salary_topic = "base_salary";
constexpr std::string_view rate_topic = "health_insurance_rate";
constexpr std::string_view state_share_topic = "health_insurance_state_share";
constexpr std::string_view household_share_topic = "health_insurance_household_share";
constexpr std::string_view atk_group = "state_atk";
const Decimal hundred = Decimal::whole(std::int64_t{100});

Decimal value_or_zero(const LawRow* row) { return row == nullptr ? Decimal() : *row->value; }

bool same_value(const LawRow* a, const LawRow* b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && *a->value == *b->value;
}

/// Sums of head counts stop at a number whose products are refused with the problem over_limit.
std::int64_t saturating_sum(std::int64_t a, std::int64_t b) {
  constexpr std::int64_t most = INT64_MAX / 12;
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) || sum > most ? most : sum;
}

}  // namespace

Decimal decimal_difference(const Decimal& a, const Decimal& b) {
  const int digits = std::max(a.digits(), b.digits());
  const auto units = [digits](const Decimal& value) {
    return Int128{value.units()} * Decimal::power_of_ten(digits - value.digits());
  };
  const Int128 result = units(a) - units(b);
  if (result > INT64_MAX || result < INT64_MIN)
    return Decimal::whole(result < 0 ? std::int64_t{-1} : INT64_MAX);
  return Decimal::from_units(static_cast<std::int64_t>(result), digits).reduced();
}

namespace {

std::string month_text(int year, int month) {
  return (month < 10 ? "0" : "") + std::to_string(month) + "/" + std::to_string(year);
}

}  // namespace

Decimal MonthlyPremium::state_percent() const { return value_or_zero(state_share); }

Decimal MonthlyPremium::payable_percent() const {
  return household_share == nullptr ? hundred : *household_share->value;
}

Decimal MonthlyPremium::top_up_percent() const {
  if (top_up == nullptr) return {};
  const Decimal left = decimal_difference(payable_percent(), state_percent());
  return std::max(Decimal(), std::min(top_up->share_percent, left));
}

bool MonthlyPremium::same_values(const MonthlyPremium& other) const {
  return same_value(base_salary, other.base_salary) && same_value(rate, other.rate) &&
         same_value(state_share, other.state_share) &&
         same_value(household_share, other.household_share) &&
         top_up_percent() == other.top_up_percent();
}

ExactProduct PremiumSegment::part(const Decimal& share_percent, int month_count) const {
  ExactProduct product = monthly(share_percent);
  return product.times(persons).times(std::int64_t{month_count});
}

ExactProduct PremiumSegment::monthly(const Decimal& share_percent) const {
  ExactProduct product;
  return product.times(*value().base_salary->value)
      .percent(*value().rate->value)
      .percent(share_percent);
}

bool is_household_member(std::string_view group) { return group.starts_with("household_"); }

bool is_paid_by_others(LawReader& law, std::string_view group, int year, int month) {
  const LawRow* row = law.take("health_insurance_group_order", group, {year, month, 1});
  return row != nullptr &&
         *row->value < Decimal::whole(std::int64_t{300});  // clause × 100 + place in the clause
}

std::vector<std::vector<std::size_t>> group_participants(const Plan& plan) {
  const auto& table = plan.participants.rows();
  const auto key = [&](std::size_t row) {
    const Participants& people = table[row];
    return std::tuple(people.programme, people.unit, people.year, std::string_view(people.group));
  };
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t row : order) {
    if (groups.empty() || key(groups.back().front()) != key(row)) groups.emplace_back();
    groups.back().push_back(row);
  }
  return groups;
}

std::string insurance_id(const Plan& plan, const GroupYear& group) {
  return "insurance/" + plan.programmes[group.programme].code + "/" + plan.units[group.unit].code +
         "/" + std::string(group.group) + "/" + std::to_string(group.year);
}

std::string segment_id(const PremiumSegment& segment) {
  std::string id = "/segment/" + std::to_string(segment.months.first) + "-" +
                   std::to_string(segment.months.last);
  if (segment.paid_on) id += "/paid_" + to_iso(*segment.paid_on);
  return id;
}

PremiumCalendar::PremiumCalendar(Workbench& bench) : bench_(bench) {
  for (const TopUp& top_up : bench.plan.top_ups)
    top_ups_[{top_up.programme, top_up.group}].push_back(&top_up);
  for (const UnitStatus& status : bench.plan.statuses) statuses_[status.unit].push_back(&status);
}

GroupYear PremiumCalendar::lay_out(const std::vector<std::size_t>& rows) {
  const auto& table = bench_.plan.participants.rows();
  const Participants& first = table[rows.front()];
  reported_.clear();
  GroupYear group{first.programme, first.unit, first.group, first.year, rows.front(), {}};
  const bool is_member = is_household_member(group.group);
  year_rows_ = {
      &rows_of(base_salary_topic, "", group.year), &rows_of(rate_topic, "", group.year),
      &rows_of(is_member ? household_share_topic : state_share_topic, group.group, group.year)};
  std::array<bool, 13> is_counted{};  // months for which actual numbers replace the estimate
  for (const std::size_t row : rows) {
    if (table[row].basis != CountBasis::actual) continue;
    for (int month = table[row].months.first; month <= table[row].months.last; ++month)
      is_counted[static_cast<std::size_t>(month)] = true;
  }
  for (const Stream& stream : streams_of(rows)) lay_out_stream(group, stream, is_counted);
  if (group.group == atk_group) check_atk(group);
  for (PremiumSegment& segment : group.segments) value_segment(group, segment);
  return group;
}

std::vector<PremiumCalendar::Stream> PremiumCalendar::streams_of(
    const std::vector<std::size_t>& rows) const {
  std::map<std::optional<Date>, Stream> streams;
  for (const std::size_t row : rows) {
    const auto& paid_on = bench_.plan.participants.rows()[row].paid_on;
    Stream& stream = streams[paid_on];
    stream.paid_on = paid_on;
    stream.rows.push_back(row);
  }
  std::vector<Stream> result;
  for (auto& [paid_on, stream] : streams) result.push_back(std::move(stream));
  return result;
}

void PremiumCalendar::rows_in_month(const Stream& stream, int month, bool is_counted,
                                    std::vector<std::size_t>& rows) const {
  rows.clear();
  for (const std::size_t row : stream.rows) {
    const Participants& people = bench_.plan.participants.rows()[row];
    if (!people.months.contains(month) || people.persons == 0) continue;
    if (is_counted && people.basis == CountBasis::estimate) continue;
    rows.push_back(row);
  }
}

void PremiumCalendar::lay_out_stream(GroupYear& group, const Stream& stream,
                                     const std::array<bool, 13>& is_counted) {
  std::vector<std::size_t> rows;
  bool is_open = false;  // the last segment may go on
  for (int month = 1; month <= 12; ++month) {
    rows_in_month(stream, month, is_counted[static_cast<std::size_t>(month)], rows);
    if (rows.empty()) {
      is_open = false;
      continue;
    }
    MonthlyPremium value = value_of(group, stream, month, rows.front());
    if (is_open && group.segments.back().rows == rows &&
        group.segments.back().value().same_values(value)) {
      group.segments.back().months.last = month;
      group.segments.back().values.push_back(value);
      continue;
    }
    PremiumSegment segment;
    segment.months = {month, month};
    segment.paid_on = stream.paid_on;
    segment.rows = rows;
    segment.values.push_back(value);
    for (const std::size_t row : rows)
      segment.persons =
          saturating_sum(segment.persons, bench_.plan.participants.rows()[row].persons);
    group.segments.push_back(std::move(segment));
    is_open = true;
  }
}

/// The rows of a year's twelve months, selected by the first day of each.
const PremiumCalendar::TwelveRows& PremiumCalendar::rows_of(std::string_view topic,
                                                            std::string_view key, int year) {
  const auto [entry, is_new] = law_rows_.try_emplace({topic, key, year});
  if (is_new) {
    for (int month = 1; month <= 12; ++month)
      entry->second[static_cast<std::size_t>(month - 1)] =
          bench_.law.find(topic, key, {year, month, 1});
  }
  return entry->second;
}

const LawRow* PremiumCalendar::take(const LawRow* row, std::string_view topic, std::string_view key,
                                    const Date& date, const Asker& asker) {
  bench_.law.use(row);
  if (row != nullptr) return row;
  const std::pair mark(topic, asker.row);
  if (std::find(reported_.begin(), reported_.end(), mark) == reported_.end()) {
    reported_.push_back(mark);
    bench_.report(assess_problems::no_law_row, asker,
                  {std::string(topic), std::string(key), to_iso(date)});
  }
  return nullptr;
}

MonthlyPremium PremiumCalendar::value_of(const GroupYear& group, const Stream& stream, int month,
                                         std::size_t asking_row) {
  const Date month_start{group.year, month, 1};
  const auto at = static_cast<std::size_t>(month - 1);
  const auto of_premium = [&](std::string_view topic, const TwelveRows& rows) {
    if (stream.paid_on) {
      return take(bench_.law.find(topic, "", *stream.paid_on), topic, "", *stream.paid_on,
                  {"participants", asking_row, "paid_on"});
    }
    return take(rows[at], topic, "", month_start, {"participants", asking_row, "first_month"});
  };
  MonthlyPremium value;
  value.base_salary = of_premium(base_salary_topic, *year_rows_.base_salary);
  value.rate = of_premium(rate_topic, *year_rows_.rate);
  const bool is_member = is_household_member(group.group);
  const std::string_view topic = is_member ? household_share_topic : state_share_topic;
  const LawRow* share = take((*year_rows_.share)[at], topic, group.group, month_start,
                             {"participants", asking_row, "group"});
  (is_member ? value.household_share : value.state_share) = share;
  value.top_up = top_up_of(group, month);
  return value;
}

/// The top-up of the unit itself, or of the nearest unit above that has one: resolutions of merged
/// provinces stay with their old units until replaced.
const TopUp* PremiumCalendar::top_up_of(const GroupYear& group, int month) const {
  const auto found = top_ups_.find({group.programme, group.group});
  if (found == top_ups_.end()) return nullptr;
  const Date day{group.year, month, 1};
  for (Index<Unit> unit = group.unit; unit.is_set(); unit = bench_.plan.units[unit].parent) {
    const TopUp* latest = nullptr;
    for (const TopUp* top_up : found->second) {
      const bool holds =
          top_up->valid_from <= day && (!top_up->valid_to || day <= *top_up->valid_to);
      if (top_up->unit != unit || !holds) continue;
      if (latest == nullptr || latest->valid_from < top_up->valid_from) latest = top_up;
    }
    if (latest != nullptr) return latest;
  }
  return nullptr;
}

bool PremiumCalendar::has_status(Index<Unit> unit, std::string_view status,
                                 const Date& date) const {
  const auto found = statuses_.find(unit);
  if (found == statuses_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const UnitStatus* row) {
    return row->status == status && row->holds_on(date);
  });
}

/// Residents of an ATK commune belong to the group only while their unit is recognised as one.
void PremiumCalendar::check_atk(const GroupYear& group) {
  std::map<std::size_t, std::string> months_by_row;
  for (const PremiumSegment& segment : group.segments) {
    for (int month = segment.months.first; month <= segment.months.last; ++month) {
      if (has_status(group.unit, "atk", {group.year, month, 1})) continue;
      for (const std::size_t row : segment.rows) {
        std::string& months = months_by_row[row];
        months.append(months.empty() ? "" : ", ").append(month_text(group.year, month));
      }
    }
  }
  const Unit& unit = bench_.plan.units[group.unit];
  for (const auto& [row, months] : months_by_row) {
    bench_.report(assess_problems::unit_is_not_atk, {"participants", row, "unit"},
                  {unit.name + " (" + unit.code + ")", months, std::string(group.group)});
  }
}

Money PremiumCalendar::value_part(const GroupYear& group, const PremiumSegment& segment,
                                  const Decimal& share_percent, std::string_view name) {
  const ExactProduct exact = segment.part(share_percent, segment.months.count());
  const Money amount = rounded_within_limit(bench_, exact, RoundingMode::half_up,
                                            {"participants", segment.rows.front(), "persons"});
  if (exact.fits() && !exact.is_whole()) {
    bench_.assessment.roundings.push_back(
        {insurance_id(bench_.plan, group) + segment_id(segment) + "/" + std::string(name),
         "half_up", exact.text(), to_plain(amount)});
  }
  return amount;
}

void PremiumCalendar::value_segment(const GroupYear& group, PremiumSegment& segment) {
  const MonthlyPremium& value = segment.value();
  if (!value.is_known()) return;
  segment.full = value_part(group, segment, hundred, "full_dong");
  segment.state = value_part(group, segment, value.state_percent(), "state_dong");
  segment.top_up = value_part(group, segment, value.top_up_percent(), "top_up_dong");
  const Decimal payable = value.payable_percent();
  const Money paid =
      payable == hundred ? segment.full : value_part(group, segment, payable, "self_dong");
  segment.self = std::max(Money(), paid - segment.state - segment.top_up);
}

}  // namespace phanbo

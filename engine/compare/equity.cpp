#include "engine/compare/equity.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <map>

namespace phanbo {

namespace {

using Whole = boost::multiprecision::cpp_int;

constexpr int ratio_digits = 4;

/// Rounded half up; empty when the value is too great to show.
std::optional<Decimal> decimal_of(const Whole& numerator, const Whole& denominator) {
  const Whole scaled = numerator * Decimal::power_of_ten(ratio_digits) * 2 + denominator;
  const Whole units = scaled / (denominator * 2);
  if (units > limit_amount_dong_max) return std::nullopt;
  return Decimal::from_units(units.convert_to<std::int64_t>(), ratio_digits);
}

std::optional<ExactRatio> ratio_of(Whole numerator, Whole denominator) {
  if (denominator == 0) return std::nullopt;
  const Whole divisor = gcd(numerator, denominator);
  numerator /= divisor;
  denominator /= divisor;
  const auto rounded = decimal_of(numerator, denominator);
  if (!rounded) return std::nullopt;
  return ExactRatio{numerator.str(), denominator.str(), *rounded};
}

/// amount/people of a < of b, without division.
bool gets_less(const Equity::UnitRow& a, const Equity::UnitRow& b) {
  const Int128 left = Int128{a.amount.dong()} * b.people;
  const Int128 right = Int128{b.amount.dong()} * a.people;
  return left != right ? left < right : a.code < b.code;
}

/// With the units by amount per head: each pair of people of units i < j differs by aj/pj − ai/pi,
/// and there are pi·pj such pairs, so the sum of differences is Σ (aj·pi − ai·pj).
std::optional<ExactRatio> gini_of(const std::vector<Equity::UnitRow>& units) {
  Whole people = 0;
  Whole amount = 0;
  Whole differences = 0;
  for (const Equity::UnitRow& unit : units) {
    differences += Whole(unit.amount.dong()) * people - amount * unit.people;
    people += unit.people;
    amount += unit.amount.dong();
  }
  // Every pair was counted once; as pairs of persons in both orders it counts twice, which is the 2
  // below the line.
  return ratio_of(differences, people * amount);
}

}  // namespace

Equity equity_of(const ResultToCompare& result) {
  const Plan& plan = *result.plan;
  std::map<Index<Unit>, Money> amounts;
  for (std::size_t i = 0; i < result.assessment->demands.size(); ++i) {
    const Demand& demand = result.assessment->demands[Index<Demand>(i)];
    const Index<Unit> unit = result.assessment->items[demand.item].unit;
    if (unit.is_set()) amounts[unit] += result.allocation->demands[i].allocated;
  }
  std::map<Index<Unit>, std::int64_t> stated;
  for (const Indicator& row : plan.indicators) {
    const Decimal value = row.value.reduced();
    const bool counts_people = row.indicator == "dan-so" || row.indicator == "people";
    if (counts_people && value.digits() == 0) stated[row.unit] = value.units();
  }
  Equity equity;
  for (const auto& [unit, amount] : amounts) {
    const Unit& row = plan.units[unit];
    const auto known = stated.find(unit);
    const std::int64_t people = row.people              ? *row.people
                                : known == stated.end() ? 0
                                                        : known->second;
    if (people <= 0) {
      ++equity.unknown;
      continue;
    }
    const Money per_head = Money::from_dong(
        static_cast<std::int64_t>(divide_rounded(amount.dong(), people, RoundingMode::half_up)));
    equity.units.push_back({row.code, row.name, people, amount, per_head});
  }
  std::sort(equity.units.begin(), equity.units.end(), gets_less);
  if (equity.units.size() < 2) return equity;
  const Equity::UnitRow& least = equity.units.front();
  const Equity::UnitRow& most = equity.units.back();
  equity.highest_to_lowest =
      ratio_of(Whole(most.amount.dong()) * least.people, Whole(least.amount.dong()) * most.people);
  equity.gini = gini_of(equity.units);
  return equity;
}

}  // namespace phanbo

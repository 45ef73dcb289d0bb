#include <algorithm>
#include <tuple>

#include "outputs/tabulate/people.hpp"
#include "outputs/tabulate/shortfall_text.hpp"
#include "outputs/tabulate/sweep.hpp"
#include "outputs/tabulate/view.hpp"

namespace phanbo {

namespace {

SweepState::Level level_of(const DemandOutcome& outcome) {
  if (outcome.shortfall.is_zero()) return SweepState::Level::full;
  return outcome.allocated.is_zero() ? SweepState::Level::nothing : SweepState::Level::part;
}

std::vector<SweepState> states_of(const View& view) {
  std::vector<SweepState> states;
  for (std::size_t i = 0; i < view.assessment.demands.size(); ++i) {
    const Demand& demand = view.demand(i);
    if (demand.standing != Standing::ordinary || demand.need.is_zero()) continue;
    const Item& item = view.assessment.items[demand.item];
    const std::string year = std::to_string(demand.year);
    states.push_back({SweepState::Subject::demand,
                      item.code + "/" + year,
                      {item.name + ", năm " + year, item.name + ", " + year},
                      level_of(view.outcome(i))});
  }
  for (const Shortfall& shortfall : view.allocation.shortfalls) {
    for (const Limit& limit : shortfall.limits) {
      states.push_back({SweepState::Subject::limit,
                        std::string(to_code(limit.kind)) + ":" + limit.code,
                        limit_words(view.plan, view.assessment, limit), SweepState::Level::binds});
    }
  }
  const auto key = [](const SweepState& state) { return std::tie(state.subject, state.code); };
  std::sort(states.begin(), states.end(),
            [&](const SweepState& a, const SweepState& b) { return key(a) < key(b); });
  const auto same = [&](const SweepState& a, const SweepState& b) { return key(a) == key(b); };
  states.erase(std::unique(states.begin(), states.end(), same), states.end());
  return states;
}

void add_chosen(const View& view, SweepPoint& point) {
  Int128 score = 0;
  for (std::size_t i = 0; i < view.assessment.items.size(); ++i) {
    const Item& item = view.item(i);
    if (item.origin != ItemOrigin::site && item.origin != ItemOrigin::project) continue;
    Money allocated;
    for (const std::uint32_t demand : view.demands_of_item.of(i))
      allocated += view.outcome(demand).allocated;
    if (allocated.is_zero()) continue;
    ++point.projects_chosen;
    const Decimal own = item.origin == ItemOrigin::site
                            ? view.plan.sites.rows()[item.origin_row].score
                            : view.plan.projects.rows()[item.origin_row].score;
    score += Int128{own.units()} * Decimal::power_of_ten(Decimal::digits_max - own.digits());
  }
  // Scores are a few hundred at most; one that does not fit is cut to whole points.
  const auto whole = static_cast<std::int64_t>(score / Decimal::power_of_ten(Decimal::digits_max));
  const bool fits = score <= Int128{INT64_MAX} && score >= -Int128{INT64_MAX};
  point.score =
      fits ? Decimal::from_units(static_cast<std::int64_t>(score), Decimal::digits_max).reduced()
           : Decimal::whole(whole);
}

}  // namespace

SweepPoint sweep_point_of(const Plan& plan, const Assessment& assessment,
                          const Allocation& allocation) {
  const View view(plan, assessment, allocation);
  SweepPoint point;
  point.status = allocation.status;
  point.by_programme.resize(plan.programmes.size());
  constexpr std::size_t budget_count = 5;
  point.by_budget.resize(budget_count);
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = view.demand(i);
    point.need += demand.need;
    point.allocated += view.outcome(i).allocated;
    point.by_programme[assessment.items[demand.item].programme.position()] +=
        view.outcome(i).allocated;
  }
  for (const LedgerLine& line : allocation.ledger) {
    if (line.part == Part::transfer) continue;
    point.by_budget[static_cast<std::size_t>(plan.sources[line.source].paying_budget)] +=
        line.amount;
  }
  point.people = people_covered(view);
  add_chosen(view, point);
  point.states = states_of(view);
  return point;
}

}  // namespace phanbo

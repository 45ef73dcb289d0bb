#include "outputs/page/facts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace phanbo::page {

namespace {

std::size_t position_of(PayingBudget budget) { return static_cast<std::size_t>(budget); }

auto payment_key(const Payment& row) {
  return std::tie(row.source, row.programme, row.unit, row.year, row.investment);
}

std::vector<Payment> payments_of(const Assessment& assessment, const Allocation& allocation) {
  std::vector<Payment> rows;
  rows.reserve(allocation.ledger.size());
  for (const LedgerLine& line : allocation.ledger) {
    if (line.part == Part::transfer) continue;
    const Demand& demand = assessment.demands[line.demand];
    const Item& item = assessment.items[demand.item];
    rows.push_back({line.source, item.programme, item.unit, line.year,
                    demand.expenditure_kind == ExpenditureKind::investment, line.amount});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Payment& a, const Payment& b) {
    return payment_key(a) < payment_key(b);
  });
  std::vector<Payment> sums;
  for (const Payment& row : rows) {
    if (sums.empty() || payment_key(sums.back()) != payment_key(row)) {
      sums.push_back(row);
    } else {
      sums.back().amount += row.amount;
    }
  }
  return sums;
}

void add_totals(Facts& facts) {
  for (std::size_t i = 0; i < facts.assessment.demands.size(); ++i) {
    const Demand& demand = facts.assessment.demands.rows()[i];
    const DemandOutcome& outcome = facts.allocation.demands[i];
    facts.need += demand.need;
    facts.allocated += outcome.allocated;
    facts.missing += outcome.shortfall;
    if (facts.plan.classes[demand.priority_class].mandatory)
      facts.missing_mandatory += outcome.shortfall;
  }
  for (const Payment& row : facts.payments) {
    facts.allocated_by_budget[position_of(facts.plan.sources[row.source].paying_budget)] +=
        row.amount;
    (row.investment ? facts.investment : facts.recurrent) += row.amount;
  }
  for (const SourceBalance& balance : facts.allocation.sources) {
    const auto budget = position_of(facts.plan.sources[balance.source].paying_budget);
    facts.available_by_budget[budget] += balance.available;
    facts.available += balance.available;
    facts.reserved += balance.reserved;
    facts.unallocated += balance.unallocated;
    if (balance.year == facts.plan.last_year) facts.carried_out_at_end += balance.carried_out;
  }
  for (const LedgerLine& line : facts.allocation.ledger) {
    if (line.part != Part::transfer) continue;
    const PayingBudget budget = facts.plan.sources[line.receiving_source].paying_budget;
    facts.available_by_budget[position_of(budget)] -= line.amount;
    facts.available -= line.amount;
    facts.transferred += line.amount;
  }
}

void add_items(Facts& facts) {
  const auto year_count = static_cast<std::size_t>(facts.plan.year_count());
  facts.items.resize(facts.assessment.items.size());
  facts.allocated_by_item_year.resize(facts.items.size() * year_count);
  facts.missing_by_item_year.resize(facts.items.size() * year_count);
  for (std::size_t i = 0; i < facts.assessment.demands.size(); ++i) {
    const Demand& demand = facts.assessment.demands.rows()[i];
    const DemandOutcome& outcome = facts.allocation.demands[i];
    ItemFacts& item = facts.items[demand.item.position()];
    item.need += demand.need;
    item.allocated += outcome.allocated;
    item.missing += outcome.shortfall;
    if (facts.plan.classes[demand.priority_class].mandatory)
      item.missing_mandatory += outcome.shortfall;
    const std::size_t item_year =
        demand.item.position() * year_count + facts.plan.year_position(demand.year);
    facts.allocated_by_item_year[item_year] += outcome.allocated;
    facts.missing_by_item_year[item_year] += outcome.shortfall;
    if (item.reason == DemandReason::in_full || item.reason == DemandReason::nothing_needed)
      item.reason = outcome.reason;
  }
  for (const LedgerLine& line : facts.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    const Demand& demand = facts.assessment.demands[line.demand];
    const PayingBudget budget = facts.plan.sources[line.source].paying_budget;
    facts.items[demand.item.position()].by_budget[position_of(budget)] += line.amount;
  }
  for (std::uint32_t i = 0; i < facts.allocation.shortfalls.size(); ++i) {
    for (const Index<Demand> index : facts.allocation.shortfalls[i].demands) {
      ItemFacts& item = facts.items[facts.assessment.demands[index].item.position()];
      if (item.shortfall == 0) item.shortfall = i + 1;
    }
  }
}

void add_orders(Facts& facts) {
  std::vector<Money> needs(facts.plan.programmes.size());
  for (std::size_t i = 0; i < facts.items.size(); ++i)
    needs[facts.assessment.items.rows()[i].programme.position()] += facts.items[i].need;
  for (std::size_t i = 0; i < needs.size(); ++i) facts.programmes.emplace_back(i);
  std::stable_sort(facts.programmes.begin(), facts.programmes.end(),
                   [&](Index<Programme> a, Index<Programme> b) {
                     return needs[a.position()] > needs[b.position()];
                   });
  for (std::size_t i = 0; i < facts.plan.sources.size(); ++i) facts.sources.emplace_back(i);
  std::stable_sort(facts.sources.begin(), facts.sources.end(),
                   [&](Index<Source> a, Index<Source> b) {
                     const Source& x = facts.plan.sources[a];
                     const Source& y = facts.plan.sources[b];
                     return std::tie(x.paying_budget, x.drawing_order) <
                            std::tie(y.paying_budget, y.drawing_order);
                   });
  for (const Index<Source> source : facts.sources) {
    const PayingBudget budget = facts.plan.sources[source].paying_budget;
    if (facts.budgets.empty() || facts.budgets.back() != budget) facts.budgets.push_back(budget);
  }
}

/// What was decided before, by item code and year.
using Decisions = std::map<std::pair<std::string_view, int>, std::vector<const DecidedAmount*>>;

Decisions decisions_of(const Plan& plan) {
  Decisions decisions;
  for (const DecidedAmount& row : plan.decided)
    decisions[{std::string_view(row.item), row.year}].push_back(&row);
  return decisions;
}

void add_decision(Change& change, const DecidedAmount& row) {
  change.before += row.amount;
  change.locked = (change.locked || !change.decided) && !row.adjustable;
  // A named authority matters more than an ordinary decision.
  if (!change.decided || (change.decision->authority.empty() && !row.authority.empty()))
    change.decision = &row;
  change.decided = true;
}

void add_changes(Facts& facts) {
  const Decisions decisions = decisions_of(facts.plan);
  std::set<int> years;
  for (const auto& [key, rows] : decisions) years.insert(key.second);
  facts.decided_years.assign(years.begin(), years.end());
  if (years.empty()) return;
  for (std::size_t i = 0; i < facts.assessment.demands.size(); ++i) {
    const Demand& demand = facts.assessment.demands.rows()[i];
    if (!years.contains(demand.year)) continue;
    Change change;
    change.demand = Index<Demand>(i);
    change.after = facts.allocation.demands[i].allocated;
    const std::string_view code = facts.assessment.items[demand.item].code;
    if (const auto found = decisions.find({code, demand.year}); found != decisions.end()) {
      for (const DecidedAmount* row : found->second) add_decision(change, *row);
    }
    facts.changes.push_back(change);
  }
}

bool is_paid_group(const Plan& plan, const Participants& row) {
  return std::any_of(plan.entitlement_rules.begin(), plan.entitlement_rules.end(),
                     [&](const EntitlementRule& rule) {
                       if (rule.programme != row.programme || rule.year != row.year) return false;
                       const auto names = [&](std::string_view group) {
                         return std::find(rule.pays_groups.begin(), rule.pays_groups.end(),
                                          group) != rule.pays_groups.end();
                       };
                       // A rule that names "household" means all members of households.
                       return names(row.group) ||
                              (row.group.starts_with("household_") && names("household"));
                     });
}

/// People of one programme, unit, group and year in each month: counted where the insurance agency
/// has counted, estimated elsewhere.
std::array<std::int64_t, 12> people_by_month(std::span<const Participants> rows) {
  std::array<std::int64_t, 12> estimates{};
  std::array<std::int64_t, 12> counts{};
  std::array<bool, 12> is_counted{};
  for (const Participants& row : rows) {
    for (int month = row.months.first; month <= row.months.last; ++month) {
      const auto at = static_cast<std::size_t>(month - 1);
      const bool counted = row.basis == CountBasis::actual;
      (counted ? counts : estimates)[at] += row.persons;
      is_counted[at] = is_counted[at] || counted;
    }
  }
  for (std::size_t at = 0; at < estimates.size(); ++at) {
    if (is_counted[at]) estimates[at] = counts[at];
  }
  return estimates;
}

/// The month with most people counts, over all units together: a ward and its successor hold the
/// same people in different months.
void add_people(Facts& facts) {
  const auto key = [](const Participants& row) {
    return std::tie(row.programme, row.unit, row.group, row.year);
  };
  std::vector<std::array<std::int64_t, 12>> months(
      static_cast<std::size_t>(facts.plan.year_count()));
  const std::span<const Participants> rows(facts.plan.participants.rows());
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    while (end < rows.size() && key(rows[end]) == key(rows[first])) ++end;
    if (!facts.plan.has_year(rows[first].year) || !is_paid_group(facts.plan, rows[first])) continue;
    const auto people = people_by_month(rows.subspan(first, end - first));
    auto& sums = months[facts.plan.year_position(rows[first].year)];
    for (std::size_t at = 0; at < sums.size(); ++at) sums[at] += people[at];
  }
  for (const auto& sums : months)
    facts.people_insured.push_back(*std::max_element(sums.begin(), sums.end()));
}

void add_stamps(Facts& facts) {
  facts.illustrative = !facts.plan.illustrative.empty();
  const auto add = [&](Verification verification) {
    facts.draft = facts.draft || verification == Verification::recalled;
    facts.illustrative = facts.illustrative || verification == Verification::illustrative;
  };
  for (const LawUse& use : facts.assessment.law_used) add(use.row->verification);
  for (const Document& document : facts.plan.documents) add(document.verification);
}

}  // namespace

Facts::Facts(const Plan& plan_, const Assessment& assessment_, const Allocation& allocation_)
    : plan(plan_), assessment(assessment_), allocation(allocation_) {
  PB_CHECK(allocation.demands.size() == assessment.demands.size());
  payments = payments_of(assessment, allocation);
  add_totals(*this);
  add_items(*this);
  add_orders(*this);
  add_changes(*this);
  add_people(*this);
  add_stamps(*this);
}

}  // namespace phanbo::page

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"

namespace phanbo::distribution_test {

namespace {

using Amounts = std::map<std::pair<LimitKind, std::string>, std::set<std::int64_t>>;

std::int64_t not_negative(std::int64_t amount) { return std::max<std::int64_t>(0, amount); }

void add_money(const Case& given, Amounts& amounts) {
  const Plan& plan = given.plan;
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const SourceYear& row = plan.source_years.rows()[i];
    const std::string code = plan.sources[row.source].code + "/" + std::to_string(row.year);
    std::int64_t general = free_dong(given, i);
    for (const KeptMoney& kept : plan.kept_money)
      if (kept.source == row.source && kept.year == row.year) general -= kept.amount.dong();
    amounts[{LimitKind::source_year, code}].insert(general);
    amounts[{LimitKind::carry_over, code}].insert(row.carry_out_max.dong());
  }
  for (const KeptMoney& kept : plan.kept_money)
    amounts[{LimitKind::kept_money, kept.code}].insert(kept.amount.dong());
  for (const Cap& cap : plan.caps) {
    std::int64_t left = cap.amount.dong();
    for (const Demand& demand : given.assessment.demands)
      if (is_capped(given, cap, demand)) left -= demand.locked.dong();
    amounts[{LimitKind::cap, cap.code}].insert(not_negative(left));
  }
}

std::int64_t locked_through(const Case& given, Index<Envelope> envelope) {
  const Assessment& assessment = given.assessment;
  std::int64_t sum = 0;
  for (const LockedAmount& locked : assessment.locked) {
    const Demand& demand = assessment.demands[locked.demand];
    bool on_the_way = false;
    for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers)
      for (Index<Envelope> up = payer.envelope; up.is_set(); up = assessment.envelopes[up].parent)
        on_the_way = on_the_way || (up == envelope && payer.source == locked.source);
    if (on_the_way) sum += locked.amount.dong();
  }
  return sum;
}

void add_limits_of_demands(const Case& given, const Allocation& result, Amounts& amounts) {
  const Assessment& assessment = given.assessment;
  for (std::size_t e = 0; e < assessment.envelopes.size(); ++e) {
    const Envelope& row = assessment.envelopes.rows()[e];
    amounts[{LimitKind::envelope, row.code}].insert(
        not_negative(row.amount.dong() - locked_through(given, Index<Envelope>(e))));
  }
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = assessment.demands.rows()[i];
    const std::string code = demand_code(assessment, Index<Demand>(i));
    // Of a member the gate stands as for its wish, of an earlier demand as for what it gets.
    for (const Money whole : {demand.wanted, result.demands[i].allocated}) {
      std::int64_t other = whole.dong() - local_part_dong(demand, whole.dong());
      for (const LockedAmount& locked : assessment.locked)
        if (locked.demand.position() == i && !given.plan.sources[locked.source].is_local())
          other -= locked.amount.dong();
      other = std::min(not_negative(other), not_negative((whole - demand.locked).dong()));
      if (demand.local_share_numerator > 0) amounts[{LimitKind::local_share, code}].insert(other);
    }
    const Item& item = assessment.items[demand.item];
    if (item.origin != ItemOrigin::project) continue;
    for (const ProjectSource& row : given.plan.project_sources) {
      if (row.project.position() != item.origin_row || row.year != demand.year || !row.ceiling)
        continue;
      std::int64_t left = row.ceiling->dong();
      for (const LockedAmount& locked : assessment.locked)
        if (locked.demand.position() == i && locked.source == row.source)
          left -= locked.amount.dong();
      amounts[{LimitKind::project_source, code + "@" + given.plan.sources[row.source].code}].insert(
          not_negative(left));
    }
  }
}

}  // namespace

Faults check_named_limits(const Case& given, const Allocation& result) {
  Amounts amounts;
  add_money(given, amounts);
  add_limits_of_demands(given, result, amounts);
  Faults faults;
  for (const Shortfall& part : result.shortfalls) {
    for (const Limit& limit : part.limits) {
      if (limit.code.empty()) continue;  // the reference tells only the sum
      const auto found = amounts.find({limit.kind, limit.code});
      const std::string name = std::string(to_code(limit.kind)) + " " + limit.code;
      if (found == amounts.end())
        faults.push_back({"named limits", name + ": the plan has no such limit"});
      else if (!found->second.contains(limit.amount.dong()))
        faults.push_back({"named limits", name + " is not " + to_plain(limit.amount)});
    }
  }
  return faults;
}

}  // namespace phanbo::distribution_test

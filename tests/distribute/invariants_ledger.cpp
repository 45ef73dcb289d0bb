#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"

namespace phanbo::distribution_test {

std::int64_t served_dong(const Case& given, const Allocation& result, std::size_t demand) {
  return result.demands[demand].allocated.dong() -
         given.assessment.demands.rows()[demand].locked.dong();
}

std::int64_t paid_dong(const Allocation& result, std::size_t demand, Index<Source> source) {
  std::int64_t sum = 0;
  for (const LedgerLine& line : result.ledger) {
    const bool is_it = line.demand == Index<Demand>(demand) && line.source == source;
    if (is_it && line.part != Part::decided) sum += line.amount.dong();
  }
  return sum;
}

Fault fault_of(const Case& given, std::string_view check, std::size_t demand,
               const std::string& found) {
  return {std::string(check), demand_code(given.assessment, Index<Demand>(demand)) + ": " + found};
}

namespace {

Fault line_fault(const Case& given, std::string_view check, const LedgerLine& line,
                 const std::string& found) {
  return {std::string(check), line_code(given.plan, given.assessment, line) + ": " + found};
}

std::string number(std::int64_t value) { return std::to_string(value); }

}  // namespace

Faults check_form(const Case& given, const Allocation& result) {
  Faults faults;
  if (result.demands.size() != given.assessment.demands.size())
    faults.push_back({"form", "not one outcome for every demand"});
  std::map<Index<Source>, std::size_t> place;
  for (const Index<Source> source : drawing_order(given.plan)) place.emplace(source, place.size());
  std::set<std::string> codes;
  const LedgerLine* before = nullptr;
  for (const LedgerLine& line : result.ledger) {
    if (line.amount <= Money()) faults.push_back(line_fault(given, "form", line, "not positive"));
    if (!codes.insert(line_code(given.plan, given.assessment, line)).second)
      faults.push_back(line_fault(given, "form", line, "twice"));
    const bool is_transfer = line.part == Part::transfer;
    if (line.demand.is_set() == is_transfer || line.receiving_source.is_set() != is_transfer)
      faults.push_back(line_fault(given, "form", line, "demand or receiving source missing"));
    if (line.demand.is_set() && given.assessment.demands[line.demand].year != line.year)
      faults.push_back(line_fault(given, "form", line, "not the year of its demand"));
    // Transfers come last: their demand is not set, which sorts behind every demand.
    if (before != nullptr && !is_transfer &&
        std::tuple(before->demand, place[before->source], before->part) >=
            std::tuple(line.demand, place[line.source], line.part)) {
      faults.push_back(line_fault(given, "form", line, "out of order"));
    }
    before = &line;
  }
  return faults;
}

Faults check_source_conservation(const Case& given, const Allocation& result) {
  Faults faults;
  const auto& rows = given.plan.source_years.rows();
  if (result.sources.size() != rows.size())
    return {{"source conservation", "not one balance for every source-year"}};
  std::int64_t all = 0;
  for (const LedgerLine& line : result.ledger) all += line.amount.dong();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SourceBalance& balance = result.sources[i];
    const std::string code =
        given.plan.sources[rows[i].source].code + "/" + std::to_string(rows[i].year);
    if (balance.source != rows[i].source || balance.year != rows[i].year ||
        balance.available != rows[i].available || balance.reserved != rows[i].reserve) {
      faults.push_back({"source conservation", code + ": not the plan's row"});
    }
    std::int64_t spent = 0;
    for (const LedgerLine& line : result.ledger)
      if (line.source == balance.source && line.year == balance.year) spent += line.amount.dong();
    all -= spent;
    if (spent != balance.allocated.dong())
      faults.push_back({"source conservation", code + ": lines add up to " + number(spent)});
    const Money in = balance.available + balance.carried_in;
    const Money out =
        balance.reserved + balance.allocated + balance.carried_out + balance.unallocated;
    if (in != out || balance.unallocated.is_negative())
      faults.push_back({"source conservation", code + ": does not balance"});
  }
  if (all != 0) faults.push_back({"source conservation", "lines without a source-year"});
  return faults;
}

Faults check_demand_conservation(const Case& given, const Allocation& result) {
  Faults faults;
  std::vector<std::int64_t> sums(result.demands.size(), 0);
  for (const LedgerLine& line : result.ledger)
    if (line.demand.is_set()) sums[line.demand.position()] += line.amount.dong();
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const DemandOutcome& outcome = result.demands[i];
    const Demand& demand = given.assessment.demands.rows()[i];
    if (sums[i] != outcome.allocated.dong())
      faults.push_back(
          fault_of(given, "demand conservation", i, "lines add up to " + number(sums[i])));
    if (outcome.shortfall != std::max(Money(), demand.need - outcome.allocated))
      faults.push_back(fault_of(given, "demand conservation", i, "shortfall is wrong"));
  }
  return faults;
}

Faults check_decided(const Case& given, const Allocation& result) {
  Faults faults;
  const auto expected_reason = [&](const LockedAmount& locked) {
    const DecidedAmount& decided = given.plan.decided[locked.decided_row];
    if (!decided.authority.empty()) return LineReason::fixed_by_authority;
    return decided.adjustable ? LineReason::paid_before : LineReason::decided_before;
  };
  std::size_t found = 0;
  for (const LedgerLine& line : result.ledger) {
    if (line.part != Part::decided) {
      if (line.part != Part::transfer && line.reason != LineReason::served_in_class)
        faults.push_back(line_fault(given, "decided", line, "is not an earlier decision"));
      continue;
    }
    ++found;
    const auto is_it = [&](const LockedAmount& locked) {
      return locked.demand == line.demand && locked.source == line.source &&
             locked.amount == line.amount && expected_reason(locked) == line.reason;
    };
    if (std::none_of(given.assessment.locked.begin(), given.assessment.locked.end(), is_it))
      faults.push_back(line_fault(given, "decided", line, "no such earlier decision"));
  }
  if (found != given.assessment.locked.size())
    faults.push_back({"decided", "not every locked amount has its line"});
  return faults;
}

Faults check_transfers(const Case& given, const Allocation& result) {
  Faults faults;
  std::map<std::pair<Index<Source>, int>, std::int64_t> expected;
  for (const SourceYear& row : given.plan.source_years) {
    const bool is_supplement = given.plan.sources[row.source].transfer_from.is_set();
    if (is_supplement && !row.available.is_zero())
      expected[{row.source, row.year}] = row.available.dong();
  }
  for (const LedgerLine& line : result.ledger) {
    if (line.part != Part::transfer) continue;
    const auto row = expected.find({line.receiving_source, line.year});
    const bool is_right = row != expected.end() && row->second == line.amount.dong() &&
                          line.reason == LineReason::supplement &&
                          given.plan.sources[line.receiving_source].transfer_from == line.source;
    if (!is_right) faults.push_back({"transfers", "a transfer that the plan does not name"});
    if (row != expected.end()) expected.erase(row);
  }
  if (!expected.empty()) faults.push_back({"transfers", "a transfer is missing"});
  return faults;
}

Faults check_steps(const Case& given, const Allocation& result) {
  Faults faults;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    const std::int64_t served = served_dong(given, result, i);
    const std::int64_t wish = demand.wanted.dong() - demand.locked.dong();
    if (served < 0) faults.push_back(fault_of(given, "steps", i, "less than locked"));
    if (served > 0 && (!takes_part(demand) || served > wish))
      faults.push_back(fault_of(given, "steps", i, "more than wanted"));
    if (served != wish && served % demand.step.dong() != 0)
      faults.push_back(fault_of(given, "steps", i, "not in whole steps: " + number(served)));
    if (!demand.divisible && served != 0 && served != wish)
      faults.push_back(fault_of(given, "steps", i, "a part of an indivisible item"));
    const std::int64_t allocated = result.demands[i].allocated.dong();
    if (served > 0 && served < wish && allocated < demand.least_useful.dong())
      faults.push_back(fault_of(given, "steps", i, "less than is useful"));
  }
  return faults;
}

Faults check_whole_items(const Case& given, const Allocation& result) {
  Faults faults;
  const bool by_year = given.plan.class_order == ClassOrder::by_year;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& one = given.assessment.demands.rows()[i];
    if (one.divisible || !takes_part(one)) continue;
    for (std::size_t k = i + 1; k < result.demands.size(); ++k) {
      const Demand& other = given.assessment.demands.rows()[k];
      const bool together = other.item == one.item && !other.divisible && takes_part(other) &&
                            other.priority_class == one.priority_class &&
                            (!by_year || other.year == one.year);
      if (together && (result.demands[i].allocated < one.wanted) !=
                          (result.demands[k].allocated < other.wanted)) {
        faults.push_back(fault_of(given, "whole items", i, "only some of the years are served"));
      }
    }
  }
  return faults;
}

Faults check_reasons(const Case& given, const Allocation& result) {
  Faults faults;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    const DemandReason reason = result.demands[i].reason;
    const bool has_all = result.demands[i].allocated >= demand.wanted;
    bool is_right = true;
    switch (demand.standing) {
      case Standing::conditional:
        is_right = reason == DemandReason::conditional;
        break;
      case Standing::no_dossier:
        is_right = reason == DemandReason::no_dossier;
        break;
      case Standing::nobody_may_pay:
        is_right = reason == DemandReason::nobody_may_pay;
        break;
      case Standing::not_chosen:
        is_right = reason == DemandReason::not_chosen;
        break;
      case Standing::ordinary:
        if (demand.need.is_zero())
          is_right = reason == DemandReason::nothing_needed;
        else if (has_all)
          is_right = reason == DemandReason::in_full;
        else if (!demand.divisible)
          is_right = reason == DemandReason::whole_does_not_fit;
        else
          is_right = reason == DemandReason::short_of_money ||
                     (reason == DemandReason::below_least_useful &&
                      served_dong(given, result, i) == 0 && !demand.least_useful.is_zero());
        break;
    }
    if (!is_right) faults.push_back(fault_of(given, "reasons", i, std::string(to_code(reason))));
  }
  return faults;
}

Faults check_status(const Case& given, const Allocation& result) {
  bool is_short = false;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    is_short = is_short || (given.plan.classes[demand.priority_class].mandatory &&
                            demand.standing != Standing::conditional &&
                            result.demands[i].allocated < demand.need);
  }
  if ((result.status == Status::shortfall) == is_short && result.status != Status::limit) return {};
  return {{"status", "does not tell whether mandatory needs are met"}};
}

}  // namespace phanbo::distribution_test

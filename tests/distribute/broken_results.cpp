#include <algorithm>
#include <string>

#include "distribute/broken_twins.hpp"
#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"

namespace phanbo::distribution_test {

namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }
const Money one = Money::from_dong(std::int64_t{1});

/// A line chosen at random among those that fit; nullptr when none does.
template <class Fits>
LedgerLine* pick_line(Allocation& result, Random& random, Fits fits) {
  std::vector<LedgerLine*> lines;
  for (LedgerLine& line : result.ledger)
    if (fits(line)) lines.push_back(&line);
  return lines.empty() ? nullptr : random.pick(lines);
}

bool is_any(const LedgerLine&) { return true; }
bool is_main(const LedgerLine& line) { return line.part == Part::main; }
bool is_decided(const LedgerLine& line) { return line.part == Part::decided; }
bool is_transfer(const LedgerLine& line) { return line.part == Part::transfer; }
bool is_labelled(const LedgerLine& line) { return line.part == Part::local_share; }

SourceBalance& balance_of(Allocation& result, const LedgerLine& line) {
  return *std::find_if(result.sources.begin(), result.sources.end(), [&](const auto& balance) {
    return balance.source == line.source && balance.year == line.year;
  });
}

const Demand& demand_of(const Case& given, const LedgerLine& line) {
  return given.assessment.demands[line.demand];
}

/// Changes a line and everything that adds it up, so that only the amount itself is wrong.
void change_evenly(const Case& given, Allocation& result, LedgerLine& line, std::int64_t more) {
  line.amount += dong(more);
  SourceBalance& balance = balance_of(result, line);
  balance.allocated += dong(more);
  balance.unallocated -= dong(more);
  DemandOutcome& outcome = result.demands[line.demand.position()];
  outcome.allocated += dong(more);
  outcome.shortfall = std::max(Money(), demand_of(given, line).need - outcome.allocated);
}

bool drop_a_dong(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, [](const LedgerLine& one_line) {
    return one_line.demand.is_set() && one_line.amount > one;
  });
  if (line == nullptr) return false;
  line->amount -= one;
  return true;
}
bool add_a_dong(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_any);
  if (line == nullptr) return false;
  line->amount += one;
  return true;
}
bool pay_from_wrong_source(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_main);
  if (line == nullptr) return false;
  for (std::size_t s = 0; s < given.plan.sources.size(); ++s) {
    const auto& payers = given.assessment.payer_sets[demand_of(given, *line).payer_set].payers;
    if (std::any_of(payers.begin(), payers.end(),
                    [&](const Payer& payer) { return payer.source == Index<Source>(s); }))
      continue;
    line->source = Index<Source>(s);
    return true;
  }
  return false;
}
/// One đồng of a demand comes from another of its payers, all sums kept.
bool pay_from_other_payer(const Case& given, Allocation& result, Random& random) {
  LedgerLine* from = pick_line(result, random, [](const LedgerLine& line) {
    return line.part == Part::main && line.amount > one;
  });
  if (from == nullptr) return false;
  LedgerLine* to = pick_line(result, random, [&](const LedgerLine& line) {
    return line.part == Part::main && line.demand == from->demand && line.source != from->source &&
           !balance_of(result, line).unallocated.is_zero();
  });
  if (to == nullptr) return false;
  change_evenly(given, result, *from, -1);
  change_evenly(given, result, *to, 1);
  return true;
}
bool write_a_line_twice(const Case&, Allocation& result, Random& random) {
  if (result.ledger.empty()) return false;
  const LedgerLine line = random.pick(result.ledger);
  result.ledger.push_back(line);
  return true;
}
bool write_an_empty_line(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_any);
  if (line == nullptr) return false;
  line->amount = Money();
  return true;
}
bool swap_lines(const Case&, Allocation& result, Random&) {
  if (result.ledger.size() < 2 || is_transfer(result.ledger[1])) return false;
  std::swap(result.ledger[0], result.ledger[1]);
  return true;
}
bool move_to_next_year(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_main);
  if (line == nullptr) return false;
  ++line->year;
  return true;
}
bool lose_what_is_left(const Case&, Allocation& result, Random& random) {
  if (result.sources.empty()) return false;
  random.pick(result.sources);
  result.sources.front().unallocated += one;
  return true;
}
bool forget_reserve(const Case&, Allocation& result, Random&) {
  for (SourceBalance& balance : result.sources) {
    if (balance.reserved.is_zero()) continue;
    balance.unallocated += balance.reserved;
    balance.reserved = Money();
    return true;
  }
  return false;
}
/// Balanced on both sides, yet carried for nothing.
bool carry_too_much(const Case&, Allocation& result, Random&) {
  for (std::size_t i = 0; i + 1 < result.sources.size(); ++i) {
    SourceBalance& from = result.sources[i];
    SourceBalance& to = result.sources[i + 1];
    if (from.source != to.source || from.year + 1 != to.year || from.unallocated.is_zero())
      continue;
    from.carried_out += one;
    from.unallocated -= one;
    to.carried_in += one;
    to.unallocated += one;
    return true;
  }
  return false;
}
bool carry_into_nothing(const Case&, Allocation& result, Random&) {
  for (SourceBalance& balance : result.sources) {
    if (balance.unallocated.is_zero()) continue;
    balance.carried_out += one;
    balance.unallocated -= one;
    return true;
  }
  return false;
}
bool forget_a_decision(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_decided);
  if (line == nullptr) return false;
  const LedgerLine copy = *line;
  change_evenly(given, result, *line, -copy.amount.dong());
  std::erase_if(result.ledger, [](const LedgerLine& row) { return row.amount.is_zero(); });
  return true;
}
bool touch_a_decision(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(
      result, random, [](const LedgerLine& row) { return is_decided(row) && row.amount > one; });
  if (line == nullptr) return false;
  change_evenly(given, result, *line, -1);
  return true;
}
bool hide_an_authority(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_decided);
  if (line == nullptr) return false;
  line->reason = line->reason == LineReason::decided_before ? LineReason::fixed_by_authority
                                                            : LineReason::decided_before;
  return true;
}
bool forget_a_transfer(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_transfer);
  if (line == nullptr) return false;
  result.ledger.erase(result.ledger.begin() + (line - result.ledger.data()));
  return true;
}
bool transfer_too_much(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_transfer);
  if (line == nullptr) return false;
  line->amount += one;
  return true;
}
bool shrink_a_shortfall(const Case&, Allocation& result, Random&) {
  for (DemandOutcome& outcome : result.demands) {
    if (outcome.shortfall.is_zero()) continue;
    outcome.shortfall -= one;
    return true;
  }
  return false;
}
bool give_a_wrong_reason(const Case&, Allocation& result, Random& random) {
  if (result.demands.empty()) return false;
  DemandOutcome& outcome = result.demands[static_cast<std::size_t>(
      random.below(static_cast<std::int64_t>(result.demands.size())))];
  outcome.reason = outcome.reason == DemandReason::in_full ? DemandReason::short_of_money
                                                           : DemandReason::in_full;
  return true;
}
bool turn_the_status(const Case&, Allocation& result, Random&) {
  result.status = result.status == Status::complete ? Status::shortfall : Status::complete;
  return true;
}
bool take_a_step_off(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, [&](const LedgerLine& row) {
    // Nobody else may be able to use what is taken; so only the demand itself is asked.
    return is_main(row) && demand_of(given, row).divisible &&
           row.amount > demand_of(given, row).step &&
           demand_of(given, row).least_useful.is_zero() && !demand_of(given, row).score.is_zero() &&
           result.demands[row.demand.position()].allocated < demand_of(given, row).wanted;
  });
  if (line == nullptr) return false;
  change_evenly(given, result, *line, -demand_of(given, *line).step.dong());
  return true;
}
bool take_a_dong_off_a_step(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, [&](const LedgerLine& row) {
    return is_main(row) && demand_of(given, row).step > one && row.amount > one;
  });
  if (line == nullptr) return false;
  change_evenly(given, result, *line, -1);
  return true;
}
bool give_more_than_wanted(const Case& given, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, [&](const LedgerLine& row) {
    return is_main(row) &&
           result.demands[row.demand.position()].allocated == demand_of(given, row).wanted;
  });
  if (line == nullptr) return false;
  change_evenly(given, result, *line, 1);
  return true;
}
bool leave_a_label_off(const Case&, Allocation& result, Random& random) {
  LedgerLine* line = pick_line(result, random, is_labelled);
  if (line == nullptr) return false;
  line->part = Part::main;
  return true;
}
/// A step from one demand to another one of a later class.
bool favour_a_later_class(const Case& given, Allocation& result, Random& random) {
  LedgerLine* to = pick_line(result, random, [&](const LedgerLine& row) {
    return is_main(row) && demand_of(given, row).step == one &&
           result.demands[row.demand.position()].allocated < demand_of(given, row).wanted;
  });
  if (to == nullptr) return false;
  LedgerLine* from = pick_line(result, random, [&](const LedgerLine& row) {
    return is_main(row) && demand_of(given, row).step == one && row.amount > one &&
           demand_of(given, row).divisible && row.source == to->source && row.year == to->year &&
           demand_of(given, row).least_useful.is_zero() && !demand_of(given, row).score.is_zero() &&
           demand_of(given, row).local_share_numerator == 0 &&
           given.plan.classes[demand_of(given, row).priority_class].order <
               given.plan.classes[demand_of(given, *to).priority_class].order;
  });
  if (from == nullptr) return false;
  change_evenly(given, result, *from, -1);
  change_evenly(given, result, *to, 1);
  return true;
}
bool leave_out_a_shortage(const Case&, Allocation& result, Random&) {
  if (result.shortfalls.empty()) return false;
  result.shortfalls.pop_back();
  return true;
}
bool miss_a_dong_more(const Case&, Allocation& result, Random&) {
  if (result.shortfalls.empty()) return false;
  Shortfall& part = result.shortfalls.front();
  part.missing += one;
  part.allowed -= one;
  part.limits.front().amount -= one;
  return true;
}
bool forget_earlier_classes(const Case&, Allocation& result, Random&) {
  for (Shortfall& part : result.shortfalls) {
    if (part.held.is_zero()) continue;
    part.held = Money();
    return true;
  }
  return false;
}
bool name_one_too_few(const Case&, Allocation& result, Random&) {
  for (Shortfall& part : result.shortfalls) {
    if (part.demands.size() < 2) continue;
    part.demands.pop_back();
    return true;
  }
  return false;
}
bool invent_a_limit(const Case& given, Allocation& result, Random&) {
  if (result.shortfalls.empty() || given.plan.source_years.empty()) return false;
  const SourceYear& row = given.plan.source_years.rows().front();
  result.shortfalls.front().limits.front().code =
      given.plan.sources[row.source].code + "/" + std::to_string(row.year + 50);
  return true;
}
bool leave_out_a_tie(const Case&, Allocation& result, Random&) {
  if (result.ties.empty()) return false;
  result.ties.pop_back();
  return true;
}
bool turn_a_tie(const Case&, Allocation& result, Random&) {
  if (result.ties.empty()) return false;
  result.ties.front().given = {result.ties.front().among.back()};
  std::reverse(result.ties.front().among.begin(), result.ties.front().among.end());
  return true;
}
bool hide_a_cost(const Case&, Allocation& result, Random&) {
  if (result.figures.empty()) return false;
  result.figures.front().value += "1";
  return true;
}

}  // namespace

const std::vector<ResultTwin>& result_twins() {
  static const std::vector<ResultTwin> twins = {
      {"drop a đồng", "demand conservation", drop_a_dong},
      {"add a đồng", "source conservation", add_a_dong},
      {"pay from a source that may not", "eligibility", pay_from_wrong_source},
      {"pay a đồng from the other payer", "split", pay_from_other_payer},
      {"write a line twice", "form", write_a_line_twice},
      {"write an empty line", "form", write_an_empty_line},
      {"swap two lines", "form", swap_lines},
      {"move a line to the next year", "form", move_to_next_year},
      {"lose what is left", "source conservation", lose_what_is_left},
      {"forget the reserve in the balance", "source conservation", forget_reserve},
      {"carry a đồng too much", "split", carry_too_much},
      {"carry into nothing", "carry-over", carry_into_nothing},
      {"forget an earlier decision", "decided", forget_a_decision},
      {"touch an earlier decision", "decided", touch_a_decision},
      {"hide an authority", "decided", hide_an_authority},
      {"forget a transfer", "transfers", forget_a_transfer},
      {"transfer too much", "transfers", transfer_too_much},
      {"shrink a shortfall", "demand conservation", shrink_a_shortfall},
      {"give a wrong reason", "reasons", give_a_wrong_reason},
      {"turn the status", "status", turn_the_status},
      {"take a step off", "nobody can rise", take_a_step_off},
      {"take a đồng off a step", "steps", take_a_dong_off_a_step},
      {"give more than wanted", "steps", give_more_than_wanted},
      {"leave a label off", "local labels", leave_a_label_off},
      {"favour a later class", "nobody can rise", favour_a_later_class},
      {"leave out a shortage", "shortages", leave_out_a_shortage},
      {"miss a đồng more", "shortages", miss_a_dong_more},
      {"forget what earlier classes hold", "shortages", forget_earlier_classes},
      {"name one too few", "shortages", name_one_too_few},
      {"invent a limit", "named limits", invent_a_limit},
      {"leave out a tie", "ties", leave_out_a_tie},
      {"turn a tie", "ties", turn_a_tie},
      {"hide a cost of authority", "figures", hide_a_cost},
  };
  return twins;
}

}  // namespace phanbo::distribution_test

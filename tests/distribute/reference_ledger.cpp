#include <algorithm>
#include <map>
#include <tuple>

#include "distribute/pay_network.hpp"
#include "distribute/reference.hpp"

namespace phanbo::distribution_test {

namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

class LedgerWriter {
 public:
  LedgerWriter(const Case& given, const Rules& rules, const ReferenceAmounts& amounts)
      : given_(given), rules_(rules), amounts_(amounts) {}

  Allocation write(const ReferenceSplit& split) {
    add_decided();
    add_payments(split);
    sort_lines();
    add_transfers();
    add_balances(split);
    add_outcomes();
    result_.shortfalls = amounts_.shortfalls;
    result_.ties = amounts_.ties;
    return std::move(result_);
  }

 private:
  const Demand& demand(std::size_t position) const {
    return given_.assessment.demands.rows()[position];
  }

  void add_line(std::size_t position, Index<Source> source, Part part, LineReason reason,
                std::int64_t amount) {
    if (amount == 0) return;
    LedgerLine line;
    line.year = demand(position).year;
    line.source = source;
    line.demand = Index<Demand>(position);
    line.part = part;
    line.reason = reason;
    line.amount = dong(amount);
    result_.ledger.push_back(line);
  }

  void add_decided() {
    for (const LockedAmount& locked : given_.assessment.locked) {
      const DecidedAmount& decided = given_.plan.decided[locked.decided_row];
      LineReason reason = LineReason::decided_before;
      if (decided.adjustable) reason = LineReason::paid_before;
      if (!decided.authority.empty()) reason = LineReason::fixed_by_authority;
      add_line(locked.demand.position(), locked.source, Part::decided, reason,
               locked.amount.dong());
    }
  }

  std::int64_t locked_local(std::size_t position) const {
    std::int64_t sum = 0;
    for (const LockedAmount& locked : given_.assessment.locked) {
      if (locked.demand.position() == position && given_.plan.sources[locked.source].is_local())
        sum += locked.amount.dong();
    }
    return sum;
  }

  /// Payments come by demand and drawing order.
  void add_payments(const ReferenceSplit& split) {
    std::map<std::size_t, std::int64_t> local_left;
    for (const Payment& payment : split.payments) {
      const Demand& row = demand(payment.demand);
      const std::int64_t whole = row.locked.dong() + amounts_.amounts[payment.demand];
      const auto [left, is_new] = local_left.try_emplace(payment.demand, 0);
      if (is_new && row.local_share_numerator > 0) {
        left->second = std::max<std::int64_t>(
            0, local_part_dong(row, whole, rules_) - locked_local(payment.demand));
      }
      const bool is_local = given_.plan.sources[payment.source].is_local();
      const std::int64_t local = is_local ? std::min(left->second, payment.amount) : 0;
      left->second -= local;
      add_line(payment.demand, payment.source, Part::local_share, LineReason::served_in_class,
               local);
      add_line(payment.demand, payment.source, Part::main, LineReason::served_in_class,
               payment.amount - local);
    }
  }

  void sort_lines() {
    std::map<Index<Source>, std::size_t> place;
    for (const Index<Source> source : drawing_order(given_.plan))
      place.emplace(source, place.size());
    std::stable_sort(result_.ledger.begin(), result_.ledger.end(),
                     [&](const LedgerLine& a, const LedgerLine& b) {
                       return std::tuple(a.demand, place.at(a.source), a.part) <
                              std::tuple(b.demand, place.at(b.source), b.part);
                     });
  }

  void add_transfers() {
    for (const SourceYear& row : given_.plan.source_years) {
      const Index<Source> giver = given_.plan.sources[row.source].transfer_from;
      if (!giver.is_set() || row.available.is_zero()) continue;
      LedgerLine line;
      line.year = row.year;
      line.source = giver;
      line.receiving_source = row.source;
      line.part = Part::transfer;
      line.reason = LineReason::supplement;
      line.amount = row.available;
      result_.ledger.push_back(line);
    }
  }

  void add_balances(const ReferenceSplit& split) {
    std::map<std::pair<Index<Source>, int>, std::int64_t> carried_in;
    const auto& rows = given_.plan.source_years.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      SourceBalance balance;
      balance.source = rows[i].source;
      balance.year = rows[i].year;
      balance.available = rows[i].available;
      balance.reserved = rows[i].reserve;
      balance.carried_in = dong(carried_in[{rows[i].source, rows[i].year}]);
      balance.carried_out = dong(split.carried_out[i]);
      carried_in[{rows[i].source, rows[i].year + 1}] = split.carried_out[i];
      for (const LedgerLine& line : result_.ledger)
        if (line.source == rows[i].source && line.year == rows[i].year)
          balance.allocated += line.amount;
      balance.unallocated = balance.available + balance.carried_in - balance.reserved -
                            balance.allocated - balance.carried_out;
      result_.sources.push_back(balance);
    }
  }

  void add_outcomes() {
    for (std::size_t i = 0; i < given_.assessment.demands.size(); ++i) {
      const Demand& row = demand(i);
      DemandOutcome outcome;
      outcome.allocated = row.locked + dong(amounts_.amounts[i]);
      outcome.shortfall = std::max(Money(), row.need - outcome.allocated);
      outcome.reason = amounts_.reasons[i];
      result_.demands.push_back(outcome);
      const bool is_mandatory = given_.plan.classes[row.priority_class].mandatory;
      if (is_mandatory && row.standing != Standing::conditional && !outcome.shortfall.is_zero()) {
        result_.status = Status::shortfall;
      }
    }
  }

  const Case& given_;
  const Rules& rules_;
  const ReferenceAmounts& amounts_;
  Allocation result_;
};

Allocation distribute_once(const Case& given, const Rules& rules) {
  const ReferenceAmounts amounts = reference_amounts(given, rules);
  const ReferenceSplit split = reference_split(given, amounts.amounts, rules);
  return LedgerWriter(given, rules, amounts).write(split);
}

/// What the others get more when one locked amount is taken away.
std::int64_t cost_to_others(const Case& given, const Rules& rules, const Allocation& with,
                            std::size_t position) {
  Case without = given;
  const LockedAmount locked = given.assessment.locked[position];
  without.assessment.locked.erase(without.assessment.locked.begin() +
                                  static_cast<std::ptrdiff_t>(position));
  without.assessment.demands[locked.demand].locked -= locked.amount;
  const ReferenceAmounts amounts = reference_amounts(without, rules);
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < with.demands.size(); ++i) {
    if (i == locked.demand.position()) continue;
    const std::int64_t then =
        without.assessment.demands.rows()[i].locked.dong() + amounts.amounts[i];
    cost += std::max<std::int64_t>(0, then - with.demands[i].allocated.dong());
  }
  return cost;
}

}  // namespace

Allocation reference_distribute(const Case& given, const Rules& rules) {
  Allocation result = distribute_once(given, rules);
  for (std::size_t i = 0; i < given.assessment.locked.size(); ++i) {
    const LockedAmount& locked = given.assessment.locked[i];
    if (given.plan.decided[locked.decided_row].authority.empty()) continue;
    result.figures.push_back({"authority_cost/" + demand_code(given.assessment, locked.demand) +
                                  "@" + given.plan.sources[locked.source].code,
                              to_plain(dong(cost_to_others(given, rules, result, i))), "dong"});
  }
  return result;
}

}  // namespace phanbo::distribution_test

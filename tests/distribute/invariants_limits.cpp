#include <algorithm>
#include <map>
#include <string>

#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"

namespace phanbo::distribution_test {

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

const PayerSet& payers_of(const Case& given, std::size_t demand) {
  return given.assessment.payer_sets[given.assessment.demands.rows()[demand].payer_set];
}

LockedSplit locked_of(const Case& given, std::size_t demand) {
  LockedSplit split;
  for (const LockedAmount& locked : given.assessment.locked) {
    if (locked.demand.position() != demand) continue;
    const bool is_local = given.plan.sources[locked.source].is_local();
    (is_local ? split.local : split.other) += locked.amount.dong();
  }
  return split;
}

std::int64_t locked_from(const Case& given, std::size_t demand, Index<Source> source) {
  std::int64_t sum = 0;
  for (const LockedAmount& locked : given.assessment.locked)
    if (locked.demand.position() == demand && locked.source == source) sum += locked.amount.dong();
  return sum;
}

}  // namespace

Faults check_eligibility(const Case& given, const Allocation& result) {
  Faults faults;
  for (const LedgerLine& line : result.ledger) {
    if (line.part != Part::main && line.part != Part::local_share) continue;
    const std::size_t demand = line.demand.position();
    const std::vector<Payer>& payers = payers_of(given, demand).payers;
    if (std::none_of(payers.begin(), payers.end(),
                     [&](const Payer& payer) { return payer.source == line.source; })) {
      faults.push_back(fault_of(given, "eligibility", demand,
                                given.plan.sources[line.source].code + " may not pay"));
    }
  }
  return faults;
}

Faults check_caps(const Case& given, const Allocation& result) {
  Faults faults;
  for (const Cap& cap : given.plan.caps) {
    std::int64_t sum = 0;
    std::int64_t locked = 0;
    for (std::size_t i = 0; i < result.demands.size(); ++i) {
      const Demand& demand = given.assessment.demands.rows()[i];
      if (!is_capped(given, cap, demand)) continue;
      sum += result.demands[i].allocated.dong();
      locked += demand.locked.dong();
    }
    // Locked amounts are honoured even above a cap; then nothing else fits.
    if (sum > std::max(cap.amount.dong(), locked))
      faults.push_back({"caps", cap.code + " holds " + number(sum)});
  }
  return faults;
}

/// General money of a source-year, kept money taken out: what demands without kept money draw must
/// fit; with every set of kept rows added, what their demands draw must fit.
Faults check_kept_money(const Case& given, const Allocation& result) {
  Faults faults;
  const auto& rows = given.plan.source_years.rows();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<const KeptMoney*> kept;
    std::int64_t general = free_dong(given, row) + result.sources[row].carried_in.dong() -
                           result.sources[row].carried_out.dong();
    for (const KeptMoney& money : given.plan.kept_money) {
      if (money.source != rows[row].source || money.year != rows[row].year) continue;
      kept.push_back(&money);
      general -= money.amount.dong();
    }
    for (std::size_t set = 0; set < std::size_t{1} << kept.size(); ++set) {
      std::int64_t most = general;
      for (std::size_t k = 0; k < kept.size(); ++k)
        if ((set >> k & 1) != 0) most += kept[k]->amount.dong();
      std::int64_t drawn = 0;
      for (std::size_t i = 0; i < result.demands.size(); ++i) {
        const Demand& demand = given.assessment.demands.rows()[i];
        if (demand.year != rows[row].year) continue;
        bool only_these = true;
        for (std::size_t k = 0; k < kept.size(); ++k)
          if ((set >> k & 1) == 0 && is_kept_for(given, *kept[k], demand)) only_these = false;
        if (only_these) drawn += paid_dong(result, i, rows[row].source);
      }
      if (drawn > most) {
        faults.push_back({"kept money", given.plan.sources[rows[row].source].code + "/" +
                                            std::to_string(rows[row].year) + " pays " +
                                            number(drawn) + " to demands that may draw " +
                                            number(most)});
      }
    }
  }
  return faults;
}

Faults check_envelopes(const Case& given, const Allocation& result) {
  const Assessment& assessment = given.assessment;
  std::vector<std::int64_t> drawn(assessment.envelopes.size(), 0);
  std::vector<std::int64_t> locked(assessment.envelopes.size(), 0);
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    for (const Payer& payer : payers_of(given, i).payers) {
      for (Index<Envelope> up = payer.envelope; up.is_set(); up = assessment.envelopes[up].parent) {
        drawn[up.position()] += paid_dong(result, i, payer.source);
        locked[up.position()] += locked_from(given, i, payer.source);
      }
    }
  }
  Faults faults;
  for (std::size_t e = 0; e < drawn.size(); ++e) {
    const Envelope& envelope = assessment.envelopes.rows()[e];
    if (drawn[e] > std::max<std::int64_t>(0, envelope.amount.dong() - locked[e]))
      faults.push_back({"envelopes", envelope.code + " passes " + number(drawn[e])});
  }
  return faults;
}

Faults check_local_share(const Case& given, const Allocation& result) {
  Faults faults;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    if (demand.local_share_numerator == 0) continue;
    std::int64_t other = 0;
    for (const LedgerLine& line : result.ledger) {
      const bool is_other = !given.plan.sources[line.source].is_local();
      if (line.demand.is_set() && line.demand.position() == i && is_other &&
          line.part != Part::decided) {
        other += line.amount.dong();
      }
    }
    const std::int64_t whole = result.demands[i].allocated.dong();
    const Int128 needed = Int128{whole} * demand.local_share_numerator;
    const Int128 denominator = demand.local_share_denominator;
    // other + local = whole, and local × denominator must reach needed.
    const std::int64_t locked_other = locked_of(given, i).other;
    const Int128 local = whole - other - locked_other;
    if (other > 0 && local * denominator < needed)
      faults.push_back(fault_of(given, "local share", i, "other money pays " + number(other)));
  }
  return faults;
}

Faults check_local_labels(const Case& given, const Allocation& result) {
  Faults faults;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const Demand& demand = given.assessment.demands.rows()[i];
    std::int64_t left =
        local_part_dong(demand, result.demands[i].allocated.dong()) - locked_of(given, i).local;
    if (demand.local_share_numerator == 0) left = 0;
    for (const Index<Source> source : drawing_order(given.plan)) {
      std::int64_t labelled = 0;
      for (const LedgerLine& line : result.ledger) {
        const bool is_it = line.demand == Index<Demand>(i) && line.source == source;
        if (is_it && line.part == Part::local_share) labelled += line.amount.dong();
      }
      const bool is_local = given.plan.sources[source].is_local();
      const std::int64_t paid = paid_dong(result, i, source);
      const std::int64_t expected =
          is_local ? std::clamp<std::int64_t>(left, 0, paid) : std::int64_t{0};
      left -= expected;
      if (labelled != expected)
        faults.push_back(fault_of(given, "local labels", i,
                                  given.plan.sources[source].code + " labelled " +
                                      number(labelled) + " of " + number(expected)));
    }
  }
  return faults;
}

Faults check_project_limits(const Case& given, const Allocation& result) {
  Faults faults;
  for (const ProjectSource& row : given.plan.project_sources) {
    if (!row.year || !row.ceiling) continue;
    for (std::size_t i = 0; i < result.demands.size(); ++i) {
      const Demand& demand = given.assessment.demands.rows()[i];
      const Item& item = given.assessment.items[demand.item];
      if (item.origin != ItemOrigin::project || item.origin_row != row.project.position() ||
          demand.year != *row.year) {
        continue;
      }
      const std::int64_t locked = locked_from(given, i, row.source);
      if (paid_dong(result, i, row.source) >
          std::max<std::int64_t>(0, row.ceiling->dong() - locked)) {
        faults.push_back(fault_of(given, "project limits", i, given.plan.sources[row.source].code));
      }
    }
  }
  return faults;
}

Faults check_carry_over(const Case& given, const Allocation& result) {
  Faults faults;
  const auto& rows = given.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SourceBalance& balance = result.sources[i];
    const std::string code =
        given.plan.sources[rows[i].source].code + "/" + std::to_string(rows[i].year);
    const bool has_next = i + 1 < rows.size() && rows[i + 1].source == rows[i].source &&
                          rows[i + 1].year == rows[i].year + 1;
    const bool has_previous =
        i > 0 && rows[i - 1].source == rows[i].source && rows[i - 1].year == rows[i].year - 1;
    const std::int64_t most = has_next ? rows[i].carry_out_max.dong() : 0;
    if (balance.carried_out.is_negative() || balance.carried_out.dong() > most)
      faults.push_back({"carry-over", code + " carries out " + to_plain(balance.carried_out)});
    const Money came = has_previous ? result.sources[i - 1].carried_out : Money();
    if (balance.carried_in != came)
      faults.push_back({"carry-over", code + " takes in what nobody carried out"});
    // Carried for nothing: less would have been enough.
    if (!balance.carried_in.is_zero() && !balance.unallocated.is_zero()) {
      std::int64_t kept = 0;
      for (const KeptMoney& money : given.plan.kept_money)
        if (money.source == rows[i].source && money.year == rows[i].year)
          kept += money.amount.dong();
      if (balance.unallocated.dong() > kept)
        faults.push_back({"carry-over", code + " carried in more than it needs"});
    }
  }
  return faults;
}

}  // namespace phanbo::distribution_test

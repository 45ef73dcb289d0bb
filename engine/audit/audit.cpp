#include "engine/audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace phanbo {

namespace {

/// One function per rule; each looks only at the plan, the demands and the allocation.
class Auditor {
 public:
  Auditor(const Plan& plan, const Assessment& assessment, const Allocation& allocation)
      : plan_(plan), assessment_(assessment), allocation_(allocation) {
    paid_.assign(assessment.demands.size(), Money{});
    local_.assign(assessment.demands.size(), Money{});
    drawn_.assign(plan.sources.size() * static_cast<std::size_t>(plan.year_count()), Money{});
    for (const LedgerLine& line : allocation.ledger) {
      drawn_[slot(line.source, line.year)] += line.amount;
      if (line.part == Part::transfer) continue;
      paid_[line.demand.position()] += line.amount;
      if (plan.sources[line.source].is_local()) local_[line.demand.position()] += line.amount;
    }
  }

  std::vector<AuditFinding> run() {
    check_lines();
    check_demands();
    check_sources();
    check_carry_over();
    check_kept_money();
    check_envelopes();
    check_caps();
    check_project_limits();
    check_locked();
    check_local_labels();
    check_status();
    return std::move(findings_);
  }

 private:
  std::size_t slot(Index<Source> source, int year) const {
    return source.position() * static_cast<std::size_t>(plan_.year_count()) +
           plan_.year_position(year);
  }

  void report(std::string check, std::string where, std::string expected, std::string found) {
    findings_.push_back(
        {std::move(check), std::move(where), std::move(expected), std::move(found)});
  }
  /// `where` is a text or a demand, whose code is made only for a finding.
  template <class Where>
  void at_most(const char* check, const Where& where, Money limit, Money found) {
    if (found > limit) report(check, code(where), "<= " + to_plain(limit), to_plain(found));
  }
  template <class Where>
  void equal(const char* check, const Where& where, Money expected, Money found) {
    if (found != expected) report(check, code(where), to_plain(expected), to_plain(found));
  }
  std::string code(const std::string& text) const { return text; }
  std::string code(Index<Demand> demand) const { return demand_code(assessment_, demand); }
  std::string code(Index<Source> source, int year) const {
    return fmt::format("{}/{}", plan_.sources[source].code, year);
  }

  const Payer* payer_of(const Demand& demand, Index<Source> source) const {
    if (!demand.payer_set.is_set()) return nullptr;
    for (const Payer& payer : assessment_.payer_sets[demand.payer_set].payers) {
      if (payer.source == source) return &payer;
    }
    return nullptr;
  }

  void check_lines() {
    for (const LedgerLine& line : allocation_.ledger) {
      if (line.amount <= Money{}) {
        report("positive_line", line_code(plan_, assessment_, line), "> 0", to_plain(line.amount));
      }
      if (line.part == Part::transfer || line.part == Part::decided) continue;
      const Demand& demand = assessment_.demands[line.demand];
      if (line.year != demand.year) {
        report("year", line_code(plan_, assessment_, line), std::to_string(demand.year),
               std::to_string(line.year));
      }
      if (demand.standing != Standing::ordinary || payer_of(demand, line.source) == nullptr) {
        report("eligibility", line_code(plan_, assessment_, line), "a source that may pay",
               plan_.sources[line.source].code);
      }
    }
  }

  void check_demands() {
    for (std::size_t d = 0; d < assessment_.demands.size(); ++d) {
      const Index<Demand> index(d);
      const Demand& demand = assessment_.demands[index];
      const DemandOutcome& outcome = allocation_.demands[d];
      equal("demand_total", index, outcome.allocated, paid_[d]);
      equal("demand_rest", index, std::max(Money{}, demand.need - paid_[d]), outcome.shortfall);
      at_most("wanted", index, std::max(demand.wanted, demand.locked), paid_[d]);
      check_step(index);
      check_local_share(index);
      if (demand.divisible || demand.wanted == demand.locked) continue;
      if (paid_[d] != demand.wanted && paid_[d] != demand.locked) {
        report("whole_schedule", code(index), "all or nothing", to_plain(paid_[d]));
      }
    }
  }

  void check_step(Index<Demand> index) {
    const Demand& demand = assessment_.demands[index];
    const Money beyond = paid_[index.position()] - demand.locked;
    const bool whole =
        beyond.dong() % demand.step.dong() == 0 || paid_[index.position()] == demand.wanted;
    if (!whole)
      report("step", code(index), "whole steps of " + to_plain(demand.step), to_plain(beyond));
    const bool useless = beyond > Money{} && paid_[index.position()] < demand.wanted &&
                         paid_[index.position()] < demand.least_useful;
    if (useless) {
      report("least_useful", code(index), ">= " + to_plain(demand.least_useful),
             to_plain(paid_[index.position()]));
    }
  }

  void check_local_share(Index<Demand> index) {
    const Demand& demand = assessment_.demands[index];
    const Money paid = paid_[index.position()];
    if (demand.local_share_numerator == 0 || paid == demand.locked) return;
    const Money least =
        scale_ceil(paid, demand.local_share_numerator, demand.local_share_denominator);
    // Earlier decisions are honoured even where they took too much of other money.
    Money locked_other;
    const auto before = [](const LockedAmount& a, Index<Demand> b) { return a.demand < b; };
    auto locked =
        std::lower_bound(assessment_.locked.begin(), assessment_.locked.end(), index, before);
    for (; locked != assessment_.locked.end() && locked->demand == index; ++locked) {
      if (!plan_.sources[locked->source].is_local()) locked_other += locked->amount;
    }
    const Money other = paid - local_[index.position()];
    at_most("local_share", index, std::max(paid - least, locked_other), other);
  }

  void check_sources() {
    std::vector<char> seen(drawn_.size(), 0);
    for (const SourceBalance& balance : allocation_.sources) {
      const std::string where = code(balance.source, balance.year);
      seen[slot(balance.source, balance.year)] = 1;
      equal("source_total", where, drawn_[slot(balance.source, balance.year)], balance.allocated);
      equal("balance", where, balance.available + balance.carried_in,
            balance.reserved + balance.allocated + balance.carried_out + balance.unallocated);
      if (balance.unallocated.is_negative())
        report("overdrawn", where, ">= 0", to_plain(balance.unallocated));
    }
    for (const SourceYear& row : plan_.source_years) {
      if (!seen[slot(row.source, row.year)])
        report("source_missing", code(row.source, row.year), "a balance", "none");
    }
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
      if (!seen[i] && !drawn_[i].is_zero())
        report("source_unknown", std::to_string(i), "0", to_plain(drawn_[i]));
    }
  }

  const SourceYear* row_of(Index<Source> source, int year) const {
    for (const SourceYear& row : plan_.source_years) {
      if (row.source == source && row.year == year) return &row;
    }
    return nullptr;
  }

  void check_carry_over() {
    for (const SourceBalance& balance : allocation_.sources) {
      const SourceYear* row = row_of(balance.source, balance.year);
      const std::string where = code(balance.source, balance.year);
      if (row == nullptr) {
        report("carry_over", where, "a source-year of the plan", "none");
        continue;
      }
      equal("available", where, row->available, balance.available);
      equal("reserve", where, row->reserve, balance.reserved);
      at_most("carry_over", where, row->carry_out_max, balance.carried_out);
      if (balance.carried_out > Money{} && row->carry_ground.empty()) {
        report("carry_over_ground", where, "a legal ground", "none");
      }
      Money before;
      for (const SourceBalance& other : allocation_.sources) {
        if (other.source == balance.source && other.year == balance.year - 1)
          before = other.carried_out;
      }
      equal("carried_in", where, before, balance.carried_in);
    }
  }

  bool is_kept_for(const KeptMoney& kept, const LedgerLine& line) const {
    if (line.source != kept.source || line.year != kept.year || line.part == Part::transfer)
      return false;
    const Item& item = assessment_.items[assessment_.demands[line.demand].item];
    return item.programme == kept.programme &&
           (!kept.unit.is_set() || plan_.is_within(item.unit, kept.unit));
  }

  /// Those nothing is kept for cannot draw what is kept.
  void check_kept_money() {
    std::map<std::size_t, Money> kept_sum;
    for (const KeptMoney& kept : plan_.kept_money)
      kept_sum[slot(kept.source, kept.year)] += kept.amount;
    for (const SourceBalance& balance : allocation_.sources) {
      const auto kept = kept_sum.find(slot(balance.source, balance.year));
      if (kept == kept_sum.end()) continue;
      Money others;
      for (const LedgerLine& line : allocation_.ledger) {
        if (line.source != balance.source || line.year != balance.year) continue;
        const bool untouched =
            line.part == Part::decided || line.part == Part::transfer ||
            std::none_of(plan_.kept_money.begin(), plan_.kept_money.end(),
                         [&](const KeptMoney& k) { return is_kept_for(k, line); });
        if (untouched) others += line.amount;
      }
      at_most("kept_money", code(balance.source, balance.year),
              balance.available - balance.reserved - kept->second + balance.carried_in -
                  balance.carried_out,
              others);
    }
  }

  void check_envelopes() {
    std::vector<Money> used(assessment_.envelopes.size()), locked(assessment_.envelopes.size());
    for (const LedgerLine& line : allocation_.ledger) {
      if (line.part == Part::transfer) continue;
      const Payer* payer = payer_of(assessment_.demands[line.demand], line.source);
      if (payer == nullptr) continue;
      for (Index<Envelope> e = payer->envelope; e.is_set(); e = assessment_.envelopes[e].parent) {
        used[e.position()] += line.amount;
        if (line.part == Part::decided) locked[e.position()] += line.amount;
      }
    }
    for (std::size_t e = 0; e < used.size(); ++e) {
      const Envelope& envelope = assessment_.envelopes.rows()[e];
      at_most("envelope", envelope.code, std::max(envelope.amount, locked[e]), used[e]);
    }
  }

  void check_caps() {
    for (const Cap& cap : plan_.caps) {
      Money sum, locked;
      for (std::size_t d = 0; d < assessment_.demands.size(); ++d) {
        const Demand& demand = assessment_.demands.rows()[d];
        const Item& item = assessment_.items[demand.item];
        if (cap.programme.is_set() && cap.programme != item.programme) continue;
        if (cap.unit.is_set() && !plan_.is_within(item.unit, cap.unit)) continue;
        if (cap.year && *cap.year != demand.year) continue;
        if (cap.expenditure_kind && *cap.expenditure_kind != demand.expenditure_kind) continue;
        sum += paid_[d];
        locked += demand.locked;
      }
      at_most("cap", cap.code, std::max(cap.amount, locked), sum);
    }
  }

  void check_project_limits() {
    if (plan_.project_sources.empty()) return;
    std::vector<std::vector<const LedgerLine*>> lines_of(plan_.projects.size());
    for (const LedgerLine& line : allocation_.ledger) {
      if (line.part == Part::transfer) continue;
      const Item& item = assessment_.items[assessment_.demands[line.demand].item];
      if (item.origin == ItemOrigin::project) lines_of[item.origin_row].push_back(&line);
    }
    for (const ProjectSource& row : plan_.project_sources) {
      if (!row.ceiling) continue;
      Money sum, locked;
      for (const LedgerLine* line : lines_of[row.project.position()]) {
        if (line->source != row.source || (row.year && *row.year != line->year)) continue;
        sum += line->amount;
        if (line->part == Part::decided) locked += line->amount;
      }
      at_most("project_source",
              plan_.projects[row.project].code + "@" + plan_.sources[row.source].code,
              std::max(*row.ceiling, locked), sum);
    }
  }

  void check_locked() {
    std::map<std::pair<Index<Demand>, Index<Source>>, Money> decided;
    for (const LedgerLine& line : allocation_.ledger) {
      if (line.part == Part::decided) decided[{line.demand, line.source}] += line.amount;
    }
    for (const LockedAmount& locked : assessment_.locked) {
      const std::pair key{locked.demand, locked.source};
      equal("locked", code(locked.demand) + "@" + plan_.sources[locked.source].code, locked.amount,
            decided[key]);
      decided.erase(key);
    }
    for (const auto& [key, amount] : decided) {
      equal("locked", code(key.first) + "@" + plan_.sources[key.second].code, Money{}, amount);
    }
  }

  void check_local_labels() {
    for (const LedgerLine& line : allocation_.ledger) {
      if (line.part == Part::local_share && !plan_.sources[line.source].is_local()) {
        report("local_share_label", line_code(plan_, assessment_, line), "local money",
               plan_.sources[line.source].code);
      }
    }
  }

  void check_status() {
    // A choice that nothing could keep leaves its class unpaid.
    bool short_of_mandatory =
        std::any_of(allocation_.choices.begin(), allocation_.choices.end(),
                    [](const ChoiceOutcome& own) { return own.end == ChoiceEnd::impossible; });
    for (std::size_t d = 0; d < assessment_.demands.size(); ++d) {
      const Demand& demand = assessment_.demands.rows()[d];
      short_of_mandatory = short_of_mandatory ||
                           (plan_.classes[demand.priority_class].mandatory &&
                            demand.standing != Standing::conditional && paid_[d] < demand.need);
    }
    const Status expected = short_of_mandatory ? Status::shortfall : Status::complete;
    if (allocation_.status != expected && allocation_.status != Status::limit) {
      report("status", plan_.code, std::string(to_code(expected)),
             std::string(to_code(allocation_.status)));
    }
  }

  const Plan& plan_;
  const Assessment& assessment_;
  const Allocation& allocation_;
  std::vector<Money> paid_;   ///< by demand, from the ledger
  std::vector<Money> local_;  ///< of it local money
  std::vector<Money> drawn_;  ///< by source and year, from the ledger, transfers included
  std::vector<AuditFinding> findings_;
};

}  // namespace

std::vector<AuditFinding> audit(const Plan& plan, const Assessment& assessment,
                                const Allocation& allocation) {
  return Auditor(plan, assessment, allocation).run();
}

}  // namespace phanbo

#include "faults/sums.hpp"

#include <map>
#include <utility>

namespace phanbo::faults_test {

namespace {

using SourceYearKey = std::pair<std::size_t, int>;

class Sums {
 public:
  Sums(const Plan& plan, const Assessment& assessment, const Allocation& allocation)
      : plan_(plan), assessment_(assessment), allocation_(allocation) {}

  std::vector<std::string> differences() {
    add_ledger();
    check_balances();
    check_carried();
    check_demands();
    return std::move(differences_);
  }

 private:
  void expect(bool holds, const std::string& what, const std::string& where) {
    if (!holds) differences_.push_back("sums: " + what + " at " + where);
  }

  std::string name_of(const SourceYearKey& key) const {
    return plan_.sources[Index<Source>(key.first)].code + "/" + std::to_string(key.second);
  }

  void add_ledger() {
    for (const LedgerLine& line : allocation_.ledger) {
      const SourceYearKey key{line.source.position(), line.year};
      expect(line.amount.dong() > 0, "a line without amount", name_of(key));
      paid_[key] += line.amount.dong();
      if (line.part != Part::transfer) received_[line.demand.position()] += line.amount.dong();
    }
  }

  void check_balances() {
    std::map<SourceYearKey, Int128> granted;
    for (const SourceYear& row : plan_.source_years)
      granted[{row.source.position(), row.year}] += row.available.dong();
    for (const SourceBalance& balance : allocation_.sources) {
      const SourceYearKey key{balance.source.position(), balance.year};
      const Int128 in = Int128{balance.available.dong()} + balance.carried_in.dong();
      const Int128 out = Int128{balance.reserved.dong()} + balance.allocated.dong() +
                         balance.carried_out.dong() + balance.unallocated.dong();
      expect(in == out, "in is not out", name_of(key));
      for (const Money part : {balance.available, balance.carried_in, balance.reserved,
                               balance.allocated, balance.carried_out, balance.unallocated})
        expect(!part.is_negative(), "a negative part", name_of(key));
      expect(granted[key] == balance.available.dong(), "available differs from the plan",
             name_of(key));
      expect(paid_[key] == balance.allocated.dong(), "allocated differs from the lines",
             name_of(key));
      granted.erase(key);
      paid_.erase(key);
    }
    for (const auto& [key, dong] : granted)
      expect(dong == 0, "money of the plan without a balance", name_of(key));
    for (const auto& [key, dong] : paid_)
      expect(dong == 0, "lines without a balance", name_of(key));
  }

  void check_carried() {
    std::map<SourceYearKey, Int128> difference;
    for (const SourceBalance& balance : allocation_.sources) {
      difference[{balance.source.position(), balance.year}] += balance.carried_in.dong();
      difference[{balance.source.position(), balance.year + 1}] -= balance.carried_out.dong();
    }
    for (const auto& [key, dong] : difference) {
      expect(dong == 0 || (key.second > plan_.last_year && dong < 0),
             "carried in differs from carried out", name_of(key));
    }
  }

  void check_demands() {
    for (std::size_t i = 0; i < assessment_.demands.size(); ++i) {
      const DemandOutcome& outcome = allocation_.demands[i];
      const std::int64_t need = assessment_.demands[Index<Demand>(i)].need.dong();
      const std::int64_t missing = need - outcome.allocated.dong();
      const std::string code = demand_code(assessment_, Index<Demand>(i));
      expect(received_[i] == outcome.allocated.dong(), "allocated differs from the lines", code);
      expect(outcome.shortfall.dong() == (missing > 0 ? missing : 0), "wrong shortfall", code);
    }
  }

  const Plan& plan_;
  const Assessment& assessment_;
  const Allocation& allocation_;
  std::map<SourceYearKey, Int128> paid_;
  std::map<std::size_t, Int128> received_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> sums_that_differ(const Plan& plan, const Assessment& assessment,
                                          const Allocation& allocation) {
  return Sums(plan, assessment, allocation).differences();
}

}  // namespace phanbo::faults_test

#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "verifier/damage_round.hpp"

namespace phanbo_verify::test {

/// What became of many damages.
class DamageTally {
 public:
  /// `name` says which result was damaged.
  void add(const Damage& damage, const BelievedResult::Outcome& outcome, const std::string& name,
           std::uint64_t seed);
  void print(std::ostream& out) const;

  std::size_t applied() const { return all_.applied; }
  std::size_t applied(std::string_view kind) const;
  std::size_t applied_balanced() const { return balanced_.applied; }
  /// Not rejected, and not argued.
  const std::vector<std::string>& misses() const { return misses_; }
  /// Changes of a certificate that were not rejected: it was walked again and proves its bound.
  const std::vector<std::string>& still_proving() const { return still_proving_; }
  /// What the rules said to the damages, some of each.
  const std::vector<Fault>& faults() const { return faults_; }
  /// Was there a damage to which this rule objected, and besides it at most these?
  bool has_objected(const std::string& rule, const std::set<std::string>& others) const;

 private:
  struct Count {
    std::size_t applied = 0;
    std::size_t rejected = 0;
  };
  struct RuleCount {
    std::size_t objected = 0;
    std::size_t alone = 0;
    std::map<std::set<std::string>, std::string> together;  ///< who objected, and where first
  };
  std::map<std::string, Count, std::less<>> by_kind_;
  std::map<std::string, Count> by_field_;  ///< of damages that may hit any
  std::map<std::string, RuleCount> by_rule_;
  Count balanced_;
  Count all_;
  std::vector<std::string> misses_;
  std::vector<std::string> argued_;
  std::vector<std::string> still_proving_;
  std::vector<Fault> faults_;
};

/// Damages one result so often; every second change is a balanced one. Of the others a quarter hits
/// a table, a quarter any field of the result.
void damage_often(const BelievedResult& result, const std::string& name, std::size_t changes,
                  std::uint64_t seed, DamageTally& tally);

}  // namespace phanbo_verify::test

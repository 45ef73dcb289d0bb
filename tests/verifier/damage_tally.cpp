#include "verifier/damage_tally.hpp"

#include <algorithm>
#include <ostream>

namespace phanbo_verify::test {

void DamageTally::add(const Damage& damage, const BelievedResult::Outcome& outcome,
                      const std::string& name, std::uint64_t seed) {
  if (!outcome.applied) return;
  for (Count* count :
       {&all_, &by_kind_[std::string(damage.name)], damage.is_balanced ? &balanced_ : nullptr}) {
    if (count == nullptr) continue;
    ++count->applied;
    if (outcome.rejected()) ++count->rejected;
  }
  for (const std::string& rule : outcome.rules) {
    RuleCount& count = by_rule_[rule];
    ++count.objected;
    if (outcome.rules.size() == 1) ++count.alone;
    count.together.insert(outcome.rules);
  }
  if (!outcome.rejected()) {
    misses_.push_back(std::string(damage.name) + " of " + name + ", seed " + std::to_string(seed));
  }
}

std::size_t DamageTally::applied(std::string_view kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? 0 : found->second.applied;
}

bool DamageTally::has_objected(const std::string& rule, const std::set<std::string>& others) const {
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) return false;
  const auto& together = found->second.together;
  return std::any_of(together.begin(), together.end(), [&](const std::set<std::string>& rules) {
    return std::all_of(rules.begin(), rules.end(), [&](const std::string& other) {
      return other == rule || others.contains(other);
    });
  });
}

void DamageTally::print(std::ostream& out) const {
  const auto share = [](const Count& count) {
    return std::to_string(count.rejected) + " of " + std::to_string(count.applied);
  };
  out << "rejected, by kind of damage\n";
  for (const auto& [kind, count] : by_kind_) out << "  " << kind << ": " << share(count) << "\n";
  out << "rules that objected (alone), with whom at least\n";
  for (const auto& [rule, count] : by_rule_) {
    out << "  " << rule << " " << count.objected << " (" << count.alone << ")";
    const auto fewest =
        std::min_element(count.together.begin(), count.together.end(),
                         [](const auto& a, const auto& b) { return a.size() < b.size(); });
    for (const std::string& other : *fewest) {
      if (other != rule) out << " + " << other;
    }
    out << "\n";
  }
  for (const std::string& miss : misses_) out << "MISS " << miss << "\n";
  out << "balanced: " << share(balanced_) << " rejected\n";
  out << "all: " << share(all_) << " rejected\n";
}

void damage_often(const BelievedResult& result, const std::string& name, std::size_t changes,
                  std::uint64_t seed, DamageTally& tally) {
  RandomNumbers numbers(seed);
  const std::vector<Damage> balanced(balanced_damages().begin(), balanced_damages().end());
  const std::vector<Damage> plain(plain_damages().begin(), plain_damages().end());
  std::size_t done = 0;
  for (std::size_t tries = 0; done < changes && tries < changes * 20; ++tries) {
    const Damage& damage = numbers.any_of(done % 2 == 0 ? balanced : plain);
    const std::uint64_t change_seed = numbers.next();
    const auto outcome = result.after(damage, change_seed);
    if (outcome.applied) ++done;
    tally.add(damage, outcome, name, change_seed);
  }
}

}  // namespace phanbo_verify::test

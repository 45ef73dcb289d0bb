#include "verifier/damage_tally.hpp"

#include <algorithm>
#include <ostream>

namespace phanbo_verify::test {

void DamageTally::add(const Damage& damage, const BelievedResult::Outcome& outcome,
                      const std::string& name, std::uint64_t seed) {
  if (!outcome.applied) return;
  for (Count* count :
       {&all_, &by_kind_[std::string(damage.name)], damage.is_balanced ? &balanced_ : nullptr,
        outcome.touched.empty() ? nullptr : &by_field_[outcome.touched]}) {
    if (count == nullptr) continue;
    ++count->applied;
    if (outcome.rejected()) ++count->rejected;
  }
  for (const std::string& rule : outcome.rules) {
    RuleCount& count = by_rule_[rule];
    ++count.objected;
    if (outcome.rules.size() == 1) ++count.alone;
    count.together.emplace(outcome.rules, std::string(damage.name) + " of " + name);
  }
  constexpr std::size_t faults_kept_max = 20;
  const auto kept = std::min(outcome.faults.size(), faults_kept_max);
  faults_.insert(faults_.end(), outcome.faults.begin(),
                 outcome.faults.begin() + static_cast<std::ptrdiff_t>(kept));
  if (outcome.rejected()) return;
  const auto changes = argued_changes();
  const bool is_argued =
      std::find(changes.begin(), changes.end(), outcome.touched) != changes.end();
  const bool is_proof = outcome.touched.find("].certificate.") != std::string::npos;
  (is_argued  ? argued_
   : is_proof ? still_proving_
              : misses_)
      .push_back(std::string(damage.name) + " " + outcome.touched + " of " + name + ", seed " +
                 std::to_string(seed));
}

std::size_t DamageTally::applied(std::string_view kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? 0 : found->second.applied;
}

bool DamageTally::has_objected(const std::string& rule, const std::set<std::string>& others) const {
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) return false;
  const auto& together = found->second.together;
  return std::any_of(together.begin(), together.end(), [&](const auto& entry) {
    return std::all_of(entry.first.begin(), entry.first.end(), [&](const std::string& other) {
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
  out << "fields that were hit, rejected\n";
  for (const auto& [field, count] : by_field_) out << "  " << field << ": " << share(count) << "\n";
  out << "rules that objected (alone), with whom at least\n";
  for (const auto& [rule, count] : by_rule_) {
    out << "  " << rule << " " << count.objected << " (" << count.alone << ")";
    const auto fewest = std::min_element(
        count.together.begin(), count.together.end(),
        [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
    for (const std::string& other : fewest->first) {
      if (other != rule) out << " + " << other;
    }
    out << ": " << fewest->second << "\n";
  }
  for (const std::string& miss : misses_) out << "MISS " << miss << "\n";
  for (const std::string& miss : argued_) out << "ARGUED " << miss << "\n";
  for (const std::string& miss : still_proving_) out << "STILL PROVES " << miss << "\n";
  out << "balanced: " << share(balanced_) << " rejected\n";
  out << "all: " << share(all_) << " rejected\n";
}

void damage_often(const BelievedResult& result, const std::string& name, std::size_t changes,
                  std::uint64_t seed, DamageTally& tally) {
  RandomNumbers numbers(seed);
  const std::vector<Damage> balanced(balanced_damages().begin(), balanced_damages().end());
  const std::vector<Damage> plain(plain_damages().begin(), plain_damages().end());
  const Damage& any_field = plain.front();
  const Damage table{"table", false, nullptr};
  std::size_t done = 0;
  for (std::size_t tries = 0; done < changes && tries < changes * 20; ++tries) {
    const bool hits_table = done % 2 == 1 && numbers.one_in(4);
    const bool hits_any = done % 2 == 1 && numbers.one_in(3);
    const Damage& damage = hits_table ? table
                           : hits_any ? any_field
                                      : numbers.any_of(done % 2 == 0 ? balanced : plain);
    const std::uint64_t change_seed = numbers.next();
    const auto outcome =
        hits_table ? result.after_table_damage(change_seed) : result.after(damage, change_seed);
    if (outcome.applied) ++done;
    tally.add(damage, outcome, name, change_seed);
  }
}

}  // namespace phanbo_verify::test

#pragma once

#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/words.hpp"

namespace phanbo_verify {

/// One broken rule. `where` names the line, demand, source or table.
struct Fault {
  std::string rule;
  Words where;
  Words expected;
  Words found;
};

/// A rule that could not be applied.
struct LeftOut {
  std::string rule;
  Words why;
};

/// What the rules report: every fault, and how many things each rule looked at.
class Report {
 public:
  void fault(std::string_view rule, Words where, Words expected, Words found) {
    faults_.push_back({std::string(rule), std::move(where), std::move(expected), std::move(found)});
  }
  /// Counts `count` things that a rule has looked at.
  void looked_at(std::string_view rule, std::size_t count = 1) {
    const auto known = looked_at_.find(rule);
    if (known != looked_at_.end()) {
      known->second += count;
    } else {
      looked_at_.emplace(rule, count);
    }
  }
  /// A rule that could not be applied, and why.
  void not_checked(std::string_view rule, Words why) {
    not_checked_.push_back({std::string(rule), std::move(why)});
  }

  /// Takes over what another report says, behind what this one says.
  void append(Report other) {
    faults_.insert(faults_.end(), std::make_move_iterator(other.faults_.begin()),
                   std::make_move_iterator(other.faults_.end()));
    for (const auto& [rule, count] : other.looked_at_) looked_at(rule, count);
    not_checked_.insert(not_checked_.end(), other.not_checked_.begin(), other.not_checked_.end());
  }

  const std::vector<Fault>& faults() const { return faults_; }
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  const Counts& counts() const { return looked_at_; }
  const std::vector<LeftOut>& left_out() const { return not_checked_; }
  bool is_clean() const { return faults_.empty(); }

 private:
  std::vector<Fault> faults_;
  Counts looked_at_;
  std::vector<LeftOut> not_checked_;
};

}  // namespace phanbo_verify

#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo_verify {

/// One broken rule. `where` names the line, demand, source or table; amounts are in đồng.
struct Fault {
  std::string rule;
  std::string where;
  std::string expected;
  std::string found;
};

/// What the rules report: every fault, and how many things each rule looked at.
class Report {
 public:
  void fault(std::string_view rule, std::string where, std::string expected, std::string found) {
    faults_.push_back({std::string(rule), std::move(where), std::move(expected), std::move(found)});
  }
  /// Counts `count` things that a rule has looked at.
  void looked_at(std::string_view rule, std::size_t count = 1) {
    looked_at_[std::string(rule)] += count;
  }
  /// A rule that could not be applied, and why.
  void not_checked(std::string_view rule, std::string why) {
    not_checked_.emplace_back(std::string(rule), std::move(why));
  }

  const std::vector<Fault>& faults() const { return faults_; }
  const std::map<std::string, std::size_t>& counts() const { return looked_at_; }
  const std::vector<std::pair<std::string, std::string>>& left_out() const { return not_checked_; }
  bool is_clean() const { return faults_.empty(); }

 private:
  std::vector<Fault> faults_;
  std::map<std::string, std::size_t> looked_at_;
  std::vector<std::pair<std::string, std::string>> not_checked_;
};

/// Input that is not what the formats say: no verdict is possible.
struct BadInput : std::runtime_error {
  BadInput(const std::string& place, const std::string& what)
      : std::runtime_error(place + ": " + what) {}
};

/// A file that cannot be read.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace phanbo_verify

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/problem.hpp"

namespace phanbo {

/// Collects problems. Of one kind in one file at most `listed_max` are kept; the rest is counted
/// and told as one warning, so that a million-row file with a wrong column stays readable.
class ProblemList {
 public:
  static constexpr std::size_t listed_max = 1'000;

  void add(const ProblemKind& kind, Place place, std::vector<std::string> arguments);
  /// How often so far; a reader that sees it grow knows that its own part is faulty.
  std::size_t error_count() const { return error_count_; }
  bool is_full(const ProblemKind& kind, const std::string& file) const;
  /// All problems, sorted, with the counts of what was left out.
  std::vector<Problem> take_sorted();
  std::vector<Problem>& problems() { return problems_; }

 private:
  using Group = std::pair<std::string, std::string>;  ///< file (or table), id
  std::vector<Problem> problems_;
  std::map<Group, std::size_t> counts_;
  std::size_t error_count_ = 0;
};

/// What to offer instead of a wrong name: the nearest right one, or the first few there are.
std::string offered_names(std::string_view wrong, const std::vector<std::string>& names);
std::string joined(const std::vector<std::string>& names, std::string_view separator);

}  // namespace phanbo

#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo::faults_test {

/// What is done to the plans, and what of it.
struct MutationWishes {
  std::vector<std::string> plans;    ///< folders, relative to the project
  std::vector<std::string> damages;  ///< names of damages; empty = all
  std::uint64_t every = 1;           ///< one mutant in so many, drawn by the seed
  std::uint64_t seed = 1;
  std::uint64_t mixed = 20'000;      ///< plans of the damage "mixed"
  bool lists_same = false;           ///< name the mutants that were read as if nothing had changed
  bool by_class = false;             ///< only rows that stand for others (row_classes.hpp)
  std::ostream* progress = nullptr;  ///< told after each damage of each plan
};

/// Mutants of one damage to one plan.
struct MutationCounts {
  std::uint64_t made = 0;
  std::uint64_t refused = 0;
  std::uint64_t same = 0;     ///< read as if nothing had changed
  std::uint64_t changed = 0;  ///< another plan with a conserving result
};

struct MutationReport {
  std::map<std::string, MutationCounts> counts;  ///< by "plan, damage"
  std::vector<std::string> faults;
  std::vector<std::string> same;
};

/// The names of all damages.
std::vector<std::string_view> damage_names();

/// Spoils the plans and says what became of them. A fault is: a broken promise of the program; a
/// truncation that loses a value and is not refused.
MutationReport run_mutations(const MutationWishes& wishes);

void print(const MutationReport& report, std::ostream& out);

}  // namespace phanbo::faults_test

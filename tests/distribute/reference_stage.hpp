#pragma once

#include <map>
#include <optional>
#include <vector>

#include "distribute/fraction.hpp"
#include "distribute/pay_network.hpp"
#include "distribute/reference.hpp"

/// The parts of the reference that work on one stage.
namespace phanbo::distribution_test {

struct StageMember {
  std::size_t demand = 0;
  std::int64_t wish = 0;  ///< wanted − locked
  std::int64_t step = 1;
  Int128 weight = 0;
  std::int64_t amount = 0;  ///< beyond locked
};

struct StageWork {
  const Case& given;
  const Rules& rules;
  PayNetwork& network;
  Index<PriorityClass> priority_class;
  std::optional<int> year;
  ReferenceAmounts& result;

  const Demand& demand(std::size_t position) const {
    return given.assessment.demands.rows()[position];
  }
  const Demand& demand(const StageMember& member) const { return demand(member.demand); }
};

/// Members one after another.
void serve_by_rank(StageWork& work, std::vector<StageMember> members);

/// Exact weighted max-min fair amounts, by the definition: every subset of the members and what it
/// can reach. For few members.
std::vector<Fraction> fair_amounts_by_subsets(StageWork& work,
                                              const std::vector<StageMember>& members);
/// The same by flows with scaled capacities, for any number of members.
std::vector<Fraction> fair_amounts_by_flows(StageWork& work,
                                            const std::vector<StageMember>& members);
/// Exact shares, rounded down, then single steps. `members` have weights.
void share_exactly(StageWork& work, std::vector<StageMember>& members);
void share_by_levels(StageWork& work, std::vector<StageMember>& members);

struct StepCandidate {
  StageMember* member = nullptr;
  Fraction remainder;
};
/// One round of single steps; keeps those who rose. Records ties.
void round_of_steps(StageWork& work, std::vector<StepCandidate>& candidates);

/// Section 5: the parts of the inclusion-smallest minimum cut of a short stage.
std::vector<Shortfall> find_reference_shortfalls(StageWork& work,
                                                 const std::vector<StageMember>& members);

}  // namespace phanbo::distribution_test

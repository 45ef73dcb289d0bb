#pragma once

#include <optional>
#include <vector>

#include "engine/distribute/closed_sets.hpp"
#include "engine/distribute/network.hpp"

/// One stage: the members of a class (and year) and the rules that raise their amounts.
namespace phanbo::flow {

struct Member {
  Index<Demand> demand;
  int group = -1;
  Amount wish = 0;  ///< wanted − locked
  std::int64_t weight = 0;
  Amount amount = 0;     ///< beyond locked: what the stage decides
  bool dropped = false;  ///< below the least useful amount: out of this stage
};

struct Stage {
  Index<PriorityClass> priority_class;
  std::optional<int> year;      ///< set when classes are served year by year
  std::vector<int> groups;      ///< indices into Network::groups
  std::vector<Member> members;  ///< in the order of Assessment::demands
};

/// States of the network to go back to or to look at. They are large: all stages use the same.
struct NetworkStates {
  std::vector<Amount> before;       ///< without the stage
  std::vector<Amount> full;         ///< at the greatest flow with all wishes open
  std::vector<Amount> round_start;  ///< when a round of single steps began
};

/// What the rules of a stage work on.
struct StageContext {
  const Plan& plan;
  const Assessment& assessment;
  Network& network;
  Stage& stage;
  std::vector<TieNote>& ties;
  NetworkStates& states;
  int threads = 1;  ///< never changes the result

  const Demand& demand(const Member& member) const { return assessment.demands[member.demand]; }
  Group& group(const Member& member) const {
    return network.groups[static_cast<std::size_t>(member.group)];
  }
};

/// Sets capacities so that the groups of the stage can take what their members' `amount` says.
void open_groups(StageContext& context);
/// Pays open groups of the stage, without gate and cap, over straight ways as far as that goes;
/// returns what was paid. Who pays is settled later; this leaves less to search for.
Amount fill_directly(StageContext& context);
/// Raises members one by one in rank order (the network holds earlier stages only).
void serve_in_rank_order(StageContext& context);
/// Weighted max-min fair shares, exact, then single steps. `before` is the network without this
/// stage; the network itself holds the greatest flow at full wishes.
void share_exactly(StageContext& context, const std::vector<Amount>& before);
/// The same by whole levels, for stages with local shares or binding caps.
void share_by_levels(StageContext& context, const std::vector<Amount>& before);

/// A part of a step that rounding took away, kept exact: numerator / denominator, 0 <= value < 1.
struct Remainder {
  Int128 numerator = 0;
  Int128 denominator = 1;
};
/// A member that may get a single step, with what rounding took from it.
struct Candidate {
  Member* member = nullptr;
  Remainder remainder;
  std::uint64_t leading_bits = 0;  ///< ⌊remainder · 2^63⌋: settles most comparisons
  Amount increase = 0;             ///< the step it was given or refused in the last round
};
/// Tries to raise one member by `increase`; changes nothing when that is not possible.
class Raiser {
 public:
  explicit Raiser(StageContext& context);
  ~Raiser();
  Raiser(const Raiser&) = delete;
  Raiser& operator=(const Raiser&) = delete;
  bool raise(Member& member, Amount increase);
  /// As much as possible up to `increase`, in đồng; 0 when nothing. Only for members without a
  /// gate. In a network without gates, a member for whom less than `useful` and less than its wish
  /// is possible is dropped instead.
  Amount raise_up_to(Member& member, Amount increase, Amount useful);
  /// Whether it is already known that the member cannot rise so far.
  bool is_bounded(const Member& member, Amount increase) const;
  /// All of them to their wishes, or none.
  bool raise_all(const std::vector<Member*>& members);
  /// Whether raise() would succeed; changes nothing.
  bool could_raise(Member& member, Amount increase);
  /// To be called when the network was set back from outside.
  void forget_bounds();

 private:
  Amount bring(Node node, Amount wanted, Amount least);
  void settle(Node node, Amount arrived, Amount used);
  Amount try_in_trial(Member& member, Amount increase);
  bool raise_in_trial(Member& member, Amount increase);
  Amount raise_up_to_in_trial(Member& member, Amount increase);
  bool raise_all_in_trial(const std::vector<Member*>& members);
  bool raise_all_freely(const std::vector<Member*>& members);
  void take_back(Member& member);
  Amount room_under_caps(const Member& member) const;
  void book(Member& member, Amount increase);
  void open_gate(const Member& member, Amount increase);
  void bound_unreached(Amount amount);

  StageContext& context_;
  bool dead_stayed_;   ///< of the network, before this raiser
  ClosedSets closed_;  ///< without gates: what is known of who can still rise
  int set_ = -1;       ///< the set of the node that bring() was last asked for, -1 when none
  std::vector<Amount> bounds_;  ///< with gates: what a node can still receive at most, by node
  bool any_bound_ = false;
};

/// The next higher amount a member may have: one more step, or its wish.
Amount one_step_up(const StageContext& context, const Member& member);
/// `amount` in whole steps, or the wish where it is reached.
Amount in_whole_steps(const StageContext& context, const Member& member, Amount amount);

/// Exact comparison of fractions without overflow: negative, zero, positive like a − b.
int compare(const Remainder& a, const Remainder& b);

/// One round of single steps by largest remainder, ties by code; returns the candidates that rose.
/// Those that could not are out. Records a tie where the code decided.
std::vector<Candidate> step_round(StageContext& context, Raiser& raiser,
                                  std::vector<Candidate> candidates);

}  // namespace phanbo::flow

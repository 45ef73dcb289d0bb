#pragma once

#include <map>
#include <vector>

#include "verifier/amounts.hpp"

/// The machinery behind compute_amounts: demands that the network cannot tell apart stand at one
/// node, caps are counted beside the flow.
namespace phanbo_verify {

struct Stand {
  int node = -1;
  int gate_arc = -1;  ///< where money that is not local comes in
  int sink_arc = -1;
  int stage = 0;
  int cap = nothing;               ///< innermost cap above all its members
  int single_need = nothing;       ///< set where one demand stands alone
  Dong amount = 0;                 ///< what its members get so far
  Dong most_left = without_limit;  ///< proven: the stand cannot rise by more than this
};

struct Member {
  int need = nothing;
  int stand = nothing;
  Dong wish = 0;
  Wide weight = 0;
  Dong amount = 0;
  bool is_out = false;  ///< below the least useful amount, or without weight
};

struct StagePlan {
  int priority_class = nothing;
  int year = 0;
  std::vector<Member> members;  ///< in the order of the needs
};

/// A flow that pays what has been given so far, and pushes to it that can be taken back.
class Serving {
 public:
  Serving(const PlanModel& plan, const NeedModel& model);

  const PlanModel& plan;
  const NeedModel& model;
  DongGraph graph;
  Supply supply;
  int sink = -1;
  std::vector<Stand> stands;  ///< of the stages that have begun
  std::vector<StagePlan> stages;
  std::vector<Dong> cap_room;             ///< by cap, beyond locked
  std::vector<std::vector<int>> caps_of;  ///< by need, innermost first
  std::vector<Dong> cap_total;            ///< by cap, beyond locked
  std::vector<int> cap_above;             ///< by cap: the next larger; nothing = none
  std::vector<Words> refusals;

  const Need& need(const Member& member) const {
    return model.needs[static_cast<std::size_t>(member.need)];
  }
  Stand& stand(const Member& member) { return stands[static_cast<std::size_t>(member.stand)]; }

  /// An arc that stands for a limit of a project on one source, or a gate of a local share.
  struct SpecialArc {
    int arc;
    std::string kind;
    std::string code;
  };
  std::vector<SpecialArc> special_arcs;

  struct Snapshot {
    DongGraph::State flow;
    std::vector<Stand> stands;
    std::vector<Dong> cap_room;
  };
  Snapshot snapshot() const { return {graph.state(), stands, cap_room}; }
  void restore(const Snapshot& snapshot);

  /// Gives the members of the next stage their stands.
  void begin(StagePlan& stage);

  /// Can all these members have these amounts beyond what they have? Keeps the flow if so.
  bool give_all(std::vector<Member>& members, const std::vector<Dong>& amounts);
  /// Raises one member by `increase`, or changes nothing.
  bool raise(Member& member, Dong increase);
  /// Raises a member as far as possible in whole steps up to its wish.
  void raise_to_the_most(Member& member);
  /// Raises all to their wishes, or none.
  bool raise_together(const std::vector<Member*>& members);
  std::size_t raise_count() const { return raised_.size(); }
  /// Undoes the last raise that has not been undone.
  void undo_last_raise();
  Dong room_under_caps(const Member& member) const;
  /// The next amount a member may have, and an amount cut to whole steps.
  Dong next_amount(const Member& member) const;
  Dong whole_steps(const Member& member, Dong amount) const;

 private:
  /// How far the arcs of a node have been tried.
  struct Scan {
    int arc = -1;
    bool is_second = false;
    bool is_over = false;
  };
  struct Sent {
    int arc;
    Dong amount;
  };
  struct Raised {
    Member* member;
    Dong increase;
    Dong gate_before;
    std::size_t mark;
    std::size_t dead_mark;
    std::size_t bound_mark;
  };
  struct Bound {
    int stand;
    Dong most_left_before;
  };

  void find_caps();
  void make_stages();
  int stand_for(int stage, int need_position);
  Dong push(Stand& stand, Dong amount);
  void measure_distances();
  void visit(int node);
  int next_arc_to(int node);
  bool find_path(int node);
  void take_back_to(std::size_t mark);
  void take_back(Dong amount);
  void bound(std::size_t dead_mark, Dong most);
  void raise_by_pushing(Member& member, Dong most);
  void book(Member& member, Dong increase);
  Dong open_gate(Member& member, Dong amount);
  void forget_dead(std::size_t from);
  void forget_all_dead();

  std::vector<Sent> log_;
  std::vector<Raised> raised_;
  std::vector<Bound> bounds_;
  static constexpr int unreachable = 1 << 29;
  bool are_distances_old_ = true;
  std::vector<int> far_;       ///< by node: arcs between it and money, at least when measured
  std::vector<int> stand_of_;  ///< by node; nothing = no stand, or one with a gate
  std::vector<char> is_dead_;  ///< no money can come here any more
  std::vector<int> dead_nodes_;
  std::size_t raises_before_revival_ = 0;  ///< raises made before all nodes were last forgotten
  std::vector<int> visited_;
  std::vector<int> queue_;
  std::vector<int> path_;
  std::vector<int> lucky_arc_;  ///< by node: where money came from last
  std::vector<Scan> scans_;     ///< by node visited
  std::vector<int> arc_from_;
  int visit_ = 0;
  std::map<std::vector<int>, int> stand_by_key_;
};

/// Rules of one stage; the serving holds the earlier stages.
void serve_in_rank_order(Serving& serving, StagePlan& stage);
void share_exactly(Serving& serving, StagePlan& stage, std::vector<TieFound>& ties);
void share_by_levels(Serving& serving, StagePlan& stage, std::vector<TieFound>& ties);
/// All members at their wishes; the serving holds the earlier stages only.
std::vector<Shortage> find_shortages(Serving& serving, const StagePlan& stage);

/// A claim on one more step: the fraction of a step that rounding took away.
struct Claim {
  Member* member = nullptr;
  Wide remainder = 0;
  Wide divisor = 1;
};
/// One round of single steps by largest remainder, ties by code and year; those that rose. Where
/// equal remainders were treated differently, and need not have been, a tie is noted.
std::vector<Claim> give_single_steps(Serving& serving, std::vector<Claim> claims,
                                     std::vector<TieFound>& ties);

}  // namespace phanbo_verify

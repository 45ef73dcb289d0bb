#include <algorithm>
#include <map>

#include "verifier/serving.hpp"

/// The inclusion-smallest minimum cut of a short stage, in connected parts
/// (docs/distribution.md section 5).
namespace phanbo_verify {

namespace {

class ShortageFinder {
 public:
  ShortageFinder(Serving& serving, const StagePlan& stage) : serving_(serving), stage_(stage) {}

  std::vector<Shortage> run() {
    ask_for_all_wishes();
    reaching_ = graph_.nodes_reaching(sink_);
    std::vector<Shortage> shortages;
    add_cap_parts(shortages);
    add_money_parts(shortages);
    for (Shortage& shortage : shortages) {
      shortage.priority_class = stage_.priority_class;
      shortage.year = stage_.year;
      std::sort(shortage.needs.begin(), shortage.needs.end());
      shortage.missing = shortage.needed - (shortage.allowed - shortage.held);
    }
    return shortages;
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  /// Earlier amounts flow to a sink of their own, so that they stay; the stage's wishes go through
  /// their caps to the sink.
  void ask_for_all_wishes() {
    graph_ = serving_.graph;
    sink_ = graph_.add_node();
    wish_of_stand_.assign(serving_.stands.size(), 0);
    members_of_stand_.resize(serving_.stands.size());
    for (const Member& member : stage_.members) {
      wish_of_stand_[at(member.stand)] += member.wish;
      members_of_stand_[at(member.stand)].push_back(member.need);
      const Stand& stand = serving_.stands[at(member.stand)];
      if (stand.gate_arc >= 0) {
        graph_.set_capacity(stand.gate_arc,
                            other_money_at_most(serving_.need(member), member.wish));
      }
    }
    const int first_cap = graph_.add_nodes(static_cast<int>(serving_.plan.caps.size()));
    for (std::size_t c = 0; c < serving_.plan.caps.size(); ++c) {
      const int above = serving_.cap_above[c];
      cap_node_.push_back(first_cap + static_cast<int>(c));
      cap_arc_.push_back(graph_.add_arc(
          cap_node_.back(), above == nothing ? sink_ : first_cap + above, serving_.cap_room[c]));
    }
    wish_arc_.assign(serving_.stands.size(), -1);
    for (std::size_t s = 0; s < serving_.stands.size(); ++s) {
      if (wish_of_stand_[s] == 0) continue;
      const Stand& stand = serving_.stands[s];
      wish_arc_[s] = graph_.add_arc(
          stand.node, stand.cap == nothing ? sink_ : first_cap + stand.cap, wish_of_stand_[s]);
    }
    graph_.maximize(serving_.supply.root, sink_);
  }

  void add_stand(Shortage& shortage, std::size_t s) const {
    shortage.needed += wish_of_stand_[s];
    shortage.held += serving_.stands[s].amount;
    shortage.needs.insert(shortage.needs.end(), members_of_stand_[s].begin(),
                          members_of_stand_[s].end());
  }

  bool lies_below(std::size_t s, int cap) const {
    for (int up = serving_.stands[s].cap; up != nothing; up = serving_.cap_above[at(up)]) {
      if (up == cap) return true;
    }
    return false;
  }

  /// Unmet wishes outside the cut: the cap whose arc enters the cut stops them.
  void add_cap_parts(std::vector<Shortage>& shortages) {
    std::vector<int> stopping;
    for (std::size_t s = 0; s < serving_.stands.size(); ++s) {
      if (wish_of_stand_[s] == 0 || graph_.room(wish_arc_[s]) == 0 ||
          reaching_[at(serving_.stands[s].node)]) {
        continue;
      }
      int outermost = nothing;
      for (int cap = serving_.stands[s].cap; cap != nothing && !reaching_[at(cap_node_[at(cap)])];
           cap = serving_.cap_above[at(cap)]) {
        outermost = cap;
      }
      if (outermost != nothing) stopping.push_back(outermost);
    }
    std::sort(stopping.begin(), stopping.end());
    stopping.erase(std::unique(stopping.begin(), stopping.end()), stopping.end());
    for (const int cap : stopping) {
      Shortage shortage;
      const Dong total = serving_.cap_total[at(cap)];
      shortage.limits.push_back({"cap", serving_.plan.caps[at(cap)].code, total});
      shortage.allowed = total;
      for (std::size_t s = 0; s < serving_.stands.size(); ++s) {
        if (lies_below(s, cap)) add_stand(shortage, s);
      }
      shortages.push_back(std::move(shortage));
    }
  }

  int part_of(int node) {
    while (part_[at(node)] != node) node = part_[at(node)] = part_[at(part_[at(node)])];
    return node;
  }

  /// The names of arcs that are limits.
  std::map<int, ShortageLimit> limit_arcs() const {
    std::map<int, ShortageLimit> limits;
    const PlanModel& plan = serving_.plan;
    const Supply& supply = serving_.supply;
    const auto put = [&](int arc, std::string kind, std::string code) {
      if (arc >= 0) limits[arc] = {std::move(kind), std::move(code), graph_.capacity(arc)};
    };
    for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
      const std::string code = plan.sources[at(plan.source_years[i].source)].code + "/" +
                               std::to_string(plan.source_years[i].year);
      put(supply.general_arc[i], "source_year", code);
      put(supply.carry_arc[i], "carry_over", code);
    }
    for (std::size_t k = 0; k < plan.kept_money.size(); ++k) {
      put(supply.kept_arc[k], "kept_money", plan.kept_money[k].code);
    }
    for (std::size_t e = 0; e < serving_.model.envelopes.size(); ++e) {
      put(supply.envelope_arc[e], "envelope", serving_.model.envelopes[e].code);
    }
    for (const Serving::SpecialArc& special : serving_.special_arcs) {
      put(special.arc, special.kind, special.code);
    }
    return limits;
  }

  bool is_cap_node(int node) const {
    return !cap_node_.empty() && cap_node_.front() <= node && node <= cap_node_.back();
  }

  void connect() {
    part_.resize(static_cast<std::size_t>(graph_.node_count()));
    for (std::size_t i = 0; i < part_.size(); ++i) part_[i] = static_cast<int>(i);
    for (int arc = 0; arc < graph_.arc_count(); arc += 2) {
      const int from = graph_.tail(arc);
      const int to = graph_.head(arc);
      if (to == sink_ || to == serving_.sink || is_cap_node(to) || is_cap_node(from) ||
          graph_.capacity(arc) == 0 || !reaching_[at(from)] || !reaching_[at(to)]) {
        continue;
      }
      part_[at(part_of(from))] = part_of(to);
    }
  }

  void add_money_parts(std::vector<Shortage>& shortages) {
    connect();
    std::map<int, Shortage> by_part;
    for (std::size_t s = 0; s < serving_.stands.size(); ++s) {
      const int node = serving_.stands[s].node;
      if (reaching_[at(node)]) add_stand(by_part[part_of(node)], s);
    }
    for (const auto& [arc, limit] : limit_arcs()) {
      if (!reaching_[at(graph_.head(arc))]) continue;
      const int part = part_of(graph_.head(arc));
      const auto found = by_part.find(part);
      if (found == by_part.end() || part_of(graph_.tail(arc)) == part) continue;
      found->second.limits.push_back(limit);
      found->second.allowed += limit.amount;
    }
    for (auto& [node, shortage] : by_part) {
      if (!shortage.needs.empty()) shortages.push_back(std::move(shortage));
    }
  }

  Serving& serving_;
  const StagePlan& stage_;
  DongGraph graph_;
  int sink_ = -1;
  std::vector<char> reaching_;
  std::vector<Dong> wish_of_stand_;
  std::vector<std::vector<int>> members_of_stand_;
  std::vector<int> wish_arc_;
  std::vector<int> cap_node_;
  std::vector<int> cap_arc_;
  std::vector<int> part_;
};

}  // namespace

std::vector<Shortage> find_shortages(Serving& serving, const StagePlan& stage) {
  return ShortageFinder(serving, stage).run();
}

}  // namespace phanbo_verify

#include <algorithm>
#include <numeric>

#include "verifier/serving.hpp"

/// Exact fair shares: all amounts rise together in proportion to their weights until a set of
/// demands has used all the money it can reach. Found by splitting the network at its bottlenecks:
/// at the level at which everything reachable is just used up, a minimum cut separates those who
/// must stay below the level from those who may rise above it.
namespace phanbo_verify {

namespace {

using WideGraph = FlowGraph<Wide>;

struct PartArc {
  int from;
  int to;
  Dong capacity;
};

/// A piece of the network: money that comes in at its nodes, amounts fixed before, and arcs.
struct Part {
  std::vector<int> nodes;
  std::vector<PartArc> arcs;  ///< between nodes of the part
  std::vector<Wide> supply;   ///< by position in `nodes`
  std::vector<Wide> fixed;
};

/// The level numerator / denominator of amount ÷ weight.
struct Level {
  Wide numerator = 0;
  Wide denominator = 1;
};

class ExactShares {
 public:
  ExactShares(Serving& serving, StagePlan& stage) : serving_(serving) {
    for (Member& member : stage.members) {
      if (!member.is_out) members_.push_back(&member);
    }
    std::stable_sort(members_.begin(), members_.end(), [](const Member* a, const Member* b) {
      return compare_ratios(a->wish, a->weight, b->wish, b->weight) < 0;
    });
    members_at_.resize(static_cast<std::size_t>(serving.graph.node_count()));
    for (std::size_t i = 0; i < members_.size(); ++i) {
      members_at_[static_cast<std::size_t>(serving.stand(*members_[i]).node)].push_back(i);
    }
    levels_.resize(members_.size());
    is_full_.assign(members_.size(), 0);
  }

  void run() {
    std::vector<Part> parts{whole_network()};
    place_of_.assign(static_cast<std::size_t>(serving_.graph.node_count()), -1);
    while (!parts.empty()) {
      const Part part = std::move(parts.back());
      parts.pop_back();
      split(part, parts);
    }
  }

  /// Rounds every share down to whole steps; the claims on what is left.
  std::vector<Claim> round_down(std::vector<Dong>& amounts) const {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      Member& member = *members_[i];
      const Level& level = levels_[i];
      Wide top = is_full_[i] ? Wide{member.wish} : checked_product(member.weight, level.numerator);
      Wide bottom = is_full_[i] ? Wide{1} : level.denominator;
      if (!is_full_[i] && top >= checked_product(member.wish, bottom)) {
        top = member.wish;
        bottom = 1;
      }
      const Dong whole = serving_.whole_steps(member, to_dong(top / bottom));
      amounts[static_cast<std::size_t>(&member - first_)] = whole;
      claims.push_back(
          {&member, top - whole * bottom, checked_product(bottom, serving_.need(member).step)});
    }
    return claims;
  }

  void set_first(const Member* first) { first_ = first; }

 private:
  /// Nodes by which money comes to members or to amounts fixed before.
  std::vector<char> useful_nodes() const {
    const DongGraph& graph = serving_.graph;
    std::vector<char> is_useful(static_cast<std::size_t>(graph.node_count()), 0);
    std::vector<int> queue;
    const auto add = [&](int node) {
      char& known = is_useful[static_cast<std::size_t>(node)];
      if (known == 0 && node != serving_.supply.root) queue.push_back(node);
      known = 1;
    };
    for (const Stand& stand : serving_.stands) {
      if (stand.amount > 0 || !members_at_[static_cast<std::size_t>(stand.node)].empty())
        add(stand.node);
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (int arc = graph.first_arc(queue[i]); arc >= 0; arc = graph.next_arc(arc)) {
        if (arc % 2 == 1 && graph.capacity(arc) > 0) add(graph.head(arc));
      }
    }
    return is_useful;
  }

  Part whole_network() const {
    Part part;
    const std::vector<char> is_useful = useful_nodes();
    std::vector<int> place(is_useful.size(), -1);
    for (int node = 0; node < serving_.graph.node_count(); ++node) {
      if (node == serving_.supply.root || !is_useful[static_cast<std::size_t>(node)]) continue;
      place[static_cast<std::size_t>(node)] = static_cast<int>(part.nodes.size());
      part.nodes.push_back(node);
    }
    part.supply.assign(part.nodes.size(), 0);
    part.fixed.assign(part.nodes.size(), 0);
    for (int arc = 0; arc < serving_.graph.arc_count(); arc += 2) {
      const int from = serving_.graph.tail(arc);
      const int to = serving_.graph.head(arc);
      const Dong capacity = serving_.graph.capacity(arc);
      const bool is_from = place[static_cast<std::size_t>(from)] >= 0;
      const bool is_to = place[static_cast<std::size_t>(to)] >= 0;
      if (from == serving_.supply.root && is_to) {
        part.supply[static_cast<std::size_t>(place[static_cast<std::size_t>(to)])] += capacity;
      } else if (to == serving_.sink && is_from) {
        part.fixed[static_cast<std::size_t>(place[static_cast<std::size_t>(from)])] +=
            serving_.graph.flow(arc);
      } else if (capacity > 0 && is_from && is_to) {
        part.arcs.push_back({from, to, capacity});
      }
    }
    return part;
  }

  std::vector<std::size_t> members_in(const Part& part) const {
    std::vector<std::size_t> found;
    for (const int node : part.nodes) {
      const auto& here = members_at_[static_cast<std::size_t>(node)];
      found.insert(found.end(), here.begin(), here.end());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  /// The flow network of a part, all amounts times `scale`, with each member asking for at most its
  /// wish and at most weight × `top`.
  struct PartFlow {
    WideGraph graph;
    int source = -1;
    int sink = -1;
    Wide asked = 0;
  };

  PartFlow build(const Part& part, Wide scale, std::optional<Wide> top) {
    PartFlow flow;
    flow.graph.add_nodes(static_cast<int>(part.nodes.size()));
    flow.source = flow.graph.add_node();
    flow.sink = flow.graph.add_node();
    const Wide most = std::accumulate(part.supply.begin(), part.supply.end(), Wide{0});
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      place_of_[static_cast<std::size_t>(part.nodes[i])] = static_cast<int>(i);
      if (part.supply[i] > 0) {
        flow.graph.add_arc(flow.source, static_cast<int>(i),
                           checked_product(part.supply[i], scale));
      }
      Wide asked = checked_product(part.fixed[i], scale);
      for (const std::size_t m : members_at_[static_cast<std::size_t>(part.nodes[i])]) {
        asked = checked_sum(asked, asked_by(*members_[m], scale, top));
      }
      if (asked > 0) flow.graph.add_arc(static_cast<int>(i), flow.sink, asked);
      flow.asked = checked_sum(flow.asked, asked);
    }
    for (const PartArc& arc : part.arcs) {
      flow.graph.add_arc(place_of_[static_cast<std::size_t>(arc.from)],
                         place_of_[static_cast<std::size_t>(arc.to)],
                         checked_product(std::min<Wide>(arc.capacity, most), scale));
    }
    return flow;
  }

  static Wide asked_by(const Member& member, Wide scale, std::optional<Wide> top) {
    const Wide wish = checked_product(member.wish, scale);
    return top ? std::min(wish, checked_product(member.weight, *top)) : wish;
  }

  /// The level at which the members together ask for exactly `amount`.
  Level level_for(const std::vector<std::size_t>& members, Wide amount) const {
    Wide weights = 0;
    for (const std::size_t m : members) weights = checked_sum(weights, members_[m]->weight);
    Wide left = amount;
    for (const std::size_t m : members) {  // smallest wish ÷ weight first
      const Member& member = *members_[m];
      if (compare_ratios(member.wish, member.weight, left, weights) >= 0) break;
      left -= member.wish;
      weights -= member.weight;
    }
    return {left, weights};
  }

  void set_level(const std::vector<std::size_t>& members, const Level& level) {
    for (const std::size_t m : members) levels_[m] = level;
  }

  /// What can be paid of all wishes, and all wishes.
  std::pair<Wide, Wide> reach_of(const Part& part) {
    PartFlow full = build(part, 1, std::nullopt);
    return {full.graph.maximize(full.source, full.sink), full.asked};
  }

  void split(const Part& part, std::vector<Part>& parts) {
    const std::vector<std::size_t> members = members_in(part);
    if (members.empty()) return;
    const auto [reached, asked] = reach_of(part);
    if (reached == asked) {
      for (const std::size_t m : members) is_full_[m] = 1;
      return;
    }
    const Wide fixed = std::accumulate(part.fixed.begin(), part.fixed.end(), Wide{0});
    const Level level = level_for(members, reached - fixed);
    PartFlow even = build(part, level.denominator, level.numerator);
    if (even.graph.maximize(even.source, even.sink) == even.asked) {
      set_level(members, level);
      return;
    }
    cut_in_two(part, even.graph.nodes_reaching(even.sink), parts);
  }

  /// `is_low`: nodes on the short side of the cut; they get all the cut lets through.
  void cut_in_two(const Part& part, const std::vector<char>& is_low, std::vector<Part>& parts) {
    Part low;
    Part high;
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      Part& side = is_low[i] ? low : high;
      side.nodes.push_back(part.nodes[i]);
      side.supply.push_back(part.supply[i]);
      side.fixed.push_back(part.fixed[i]);
    }
    std::vector<std::size_t> place(part.nodes.size());
    std::size_t next_low = 0;
    std::size_t next_high = 0;
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      place[i] = is_low[i] ? next_low++ : next_high++;
    }
    for (const PartArc& arc : part.arcs) {
      const auto from = static_cast<std::size_t>(place_of_[static_cast<std::size_t>(arc.from)]);
      const auto to = static_cast<std::size_t>(place_of_[static_cast<std::size_t>(arc.to)]);
      if (is_low[from] && is_low[to]) {
        low.arcs.push_back(arc);
      } else if (!is_low[from] && !is_low[to]) {
        high.arcs.push_back(arc);
      } else if (is_low[to]) {
        low.supply[place[to]] += arc.capacity;
        high.fixed[place[from]] += arc.capacity;
      }
    }
    parts.push_back(std::move(low));
    parts.push_back(std::move(high));
  }

  Serving& serving_;
  const Member* first_ = nullptr;
  std::vector<Member*> members_;  ///< by wish ÷ weight
  std::vector<std::vector<std::size_t>> members_at_;
  std::vector<Level> levels_;
  std::vector<char> is_full_;
  std::vector<int> place_of_;
};

}  // namespace

namespace {

/// Can all these claims rise by so many rounds? If so, they have.
bool give_rounds(Serving& serving, StagePlan& stage, const std::vector<Claim>& claims,
                 Dong rounds) {
  std::vector<Dong> amounts;
  for (const Member& member : stage.members) amounts.push_back(member.amount);
  for (const Claim& claim : claims) {
    const Member& member = *claim.member;
    const Wide raised = Wide{member.amount} + Wide{rounds} * serving.need(member).step;
    amounts[static_cast<std::size_t>(&member - stage.members.data())] =
        raised >= member.wish ? member.wish : to_dong(raised);
  }
  return serving.give_all(stage.members, amounts);
}

/// Rounds in which everybody rises, all at once: what can be paid together can be paid step by
/// step, in any order, so no claim can lose and no tie can arise in them.
void give_whole_rounds(Serving& serving, StagePlan& stage, const std::vector<Claim>& claims) {
  Dong longest = 0;
  for (const Claim& claim : claims) {
    const Member& member = *claim.member;
    longest = std::max(longest, (member.wish - member.amount) / serving.need(member).step);
  }
  Dong rounds = 1;
  while (rounds <= longest && give_rounds(serving, stage, claims, rounds)) {
    longest -= rounds;
    rounds *= 2;
  }
  for (; rounds > 0; rounds /= 2) {
    while (rounds <= longest && give_rounds(serving, stage, claims, rounds)) longest -= rounds;
  }
}

}  // namespace

void share_exactly(Serving& serving, StagePlan& stage, std::vector<TieFound>& ties) {
  ExactShares shares(serving, stage);
  shares.set_first(stage.members.data());
  shares.run();
  std::vector<Dong> amounts(stage.members.size(), 0);
  std::vector<Claim> claims = shares.round_down(amounts);
  if (!serving.give_all(stage.members, amounts)) {
    serving.refusals.push_back(
        {"các phần đã làm tròn không chi trả được", "rounded shares cannot be paid"});
    return;
  }
  while (!claims.empty()) {
    const std::size_t count = claims.size();
    claims = give_single_steps(serving, std::move(claims), ties);
    if (claims.size() == count) give_whole_rounds(serving, stage, claims);
  }
}

}  // namespace phanbo_verify

#include <algorithm>
#include <numeric>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

namespace {

/// A part of the network whose entering arcs are all used up: what comes in is fixed, so it is
/// shared by itself. `in` is what enters a node from outside; `out` is what leaves it to parts
/// already settled, or to earlier stages.
struct Block {
  std::vector<Node> nodes;
  std::vector<Amount> in;
  std::vector<Amount> out;
  std::vector<int> groups;  ///< groups of the stage whose node lies in the block
};

/// Everyone in the block gets min(wish, weight · numerator / denominator).
struct Level {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

class Sharer {
 public:
  Sharer(StageContext& context)
      : context_(context),
        flow_(context.network.flow),
        local_(node_count(), -1),
        members_of_(group_count()) {
    for (Member& member : context.stage.members) {
      if (member.dropped || member.weight == 0) continue;
      members_of_[static_cast<std::size_t>(member.group)].push_back(&member);
    }
  }

  /// The members outside the cut get their wishes; the blocks of the cut are shared one by one.
  std::vector<Candidate> share() {
    for (Member& member : context_.stage.members) {
      member.amount = member.dropped || member.weight == 0 ? 0 : member.wish;
    }
    std::vector<Block> waiting = split(first_cut());
    while (!waiting.empty()) {
      const Block block = std::move(waiting.back());
      waiting.pop_back();
      if (!block.groups.empty()) settle_or_split(block, waiting);
    }
    return std::move(candidates_);
  }

 private:
  std::size_t node_count() const { return static_cast<std::size_t>(flow_.node_count()); }
  std::size_t group_count() const { return context_.network.groups.size(); }
  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

  /// The nodes from which an unmet wish can be reached, with everything that enters them.
  Block first_cut() {
    std::vector<char> reaches = flow_.nodes_reaching(context_.network.sink);
    reaches[at(context_.network.sink)] = 0;
    for (const CapNode& cap : context_.network.caps) reaches[at(cap.node)] = 0;
    Block cut;
    for (Node node = 0; node < flow_.node_count(); ++node) {
      if (reaches[at(node)]) cut.nodes.push_back(node);
    }
    cut.in.assign(cut.nodes.size(), 0);
    cut.out.assign(cut.nodes.size(), 0);
    mark(cut);
    for (std::size_t i = 0; i < cut.nodes.size(); ++i) {
      const auto [first, last] = flow_.out(cut.nodes[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        const bool enters = (*arc & 1) != 0;
        if (enters && local_[at(flow_.head(*arc))] < 0) cut.in[i] += flow_.capacity(*arc ^ 1);
      }
    }
    settle_groups(cut);
    unmark(cut);
    return cut;
  }

  /// Groups of this stage become members of the block, groups of earlier stages a fixed way out.
  void settle_groups(Block& cut) {
    for (std::size_t g = 0; g < group_count(); ++g) {
      const Group& group = context_.network.groups[g];
      const int local = local_[at(group.node)];
      if (local < 0) continue;
      if (is_of_stage(static_cast<int>(g))) {
        cut.groups.push_back(static_cast<int>(g));
      } else {
        cut.out[at(local)] += flow_.flow(group.amount_arc);
      }
    }
  }

  bool is_of_stage(int group) const {
    return std::binary_search(context_.stage.groups.begin(), context_.stage.groups.end(), group);
  }

  void mark(const Block& block) {
    for (std::size_t i = 0; i < block.nodes.size(); ++i)
      local_[at(block.nodes[i])] = static_cast<int>(i);
  }
  void unmark(const Block& block) {
    for (const Node node : block.nodes) local_[at(node)] = -1;
  }

  /// Arcs between nodes of the marked block, as (from, to, capacity) in local numbers.
  template <class Visit>
  void for_each_inner_arc(const Block& block, Visit visit) const {
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
      const auto [first, last] = flow_.out(block.nodes[i]);
      for (const Arc* arc = first; arc != last; ++arc) {
        if ((*arc & 1) != 0) continue;
        const int to = local_[at(flow_.head(*arc))];
        if (to >= 0) visit(static_cast<int>(i), to, flow_.capacity(*arc));
      }
    }
  }

  /// Connected parts (by arcs inside the block).
  std::vector<Block> split(const Block& block) {
    std::vector<int> root(block.nodes.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int node) {
      while (root[at(node)] != node) node = root[at(node)] = root[at(root[at(node)])];
      return node;
    };
    mark(block);
    for_each_inner_arc(block, [&](int from, int to, Amount) { root[at(find(from))] = find(to); });
    std::vector<int> part_of(block.nodes.size(), -1);
    std::vector<Block> parts;
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
      int& part = part_of[at(find(static_cast<int>(i)))];
      if (part < 0) {
        part = static_cast<int>(parts.size());
        parts.emplace_back();
      }
      Block& target = parts[at(part)];
      target.nodes.push_back(block.nodes[i]);
      target.in.push_back(block.in[i]);
      target.out.push_back(block.out[i]);
    }
    for (const int group : block.groups) {
      const int local = local_[at(context_.network.groups[at(group)].node)];
      parts[at(part_of[at(find(local))])].groups.push_back(group);
    }
    unmark(block);
    return parts;
  }

  std::vector<Member*> members(const Block& block) const {
    std::vector<Member*> found;
    for (const int group : block.groups) {
      const auto& of_group = members_of_[at(group)];
      found.insert(found.end(), of_group.begin(), of_group.end());
    }
    return found;
  }

  /// The level at which the members together take exactly `money`: members whose wish is small
  /// against their weight are full first.
  static Level level_for(std::vector<Member*> members, Amount money) {
    std::sort(members.begin(), members.end(), [](const Member* a, const Member* b) {
      const Int128 left = Int128{a->wish} * b->weight, right = Int128{b->wish} * a->weight;
      return left != right ? left < right : a->demand < b->demand;
    });
    Int128 weights = 0;
    for (const Member* member : members) weights += member->weight;
    Int128 left = money;
    for (const Member* member : members) {
      if (Int128{member->wish} * weights > left * member->weight) return {left, weights};
      left -= member->wish;
      weights -= member->weight;
    }
    return {1, 0};  // money for every wish: no level needed
  }

  static Int128 scaled_amount(const Member& member, const Level& level) {
    return std::min(Int128{member.wish} * level.denominator,
                    Int128{member.weight} * level.numerator);
  }

  /// Shares the block at one level if its network can carry that; else cuts it in two and leaves
  /// both waiting.
  void settle_or_split(const Block& block, std::vector<Block>& waiting) {
    const std::vector<Member*> inside = members(block);
    if (inside.empty()) return;
    Amount money = 0;
    for (std::size_t i = 0; i < block.nodes.size(); ++i) money += block.in[i] - block.out[i];
    const Level level = level_for(inside, money);
    if (level.denominator == 0) return;  // every wish fits
    FlowNetwork<Int128> scaled;
    const Int128 all = build_scaled(block, level, scaled);
    const Node source = static_cast<Node>(block.nodes.size());
    const Node sink = source + 1;
    if (scaled.augment_all() == all) {
      settle(inside, level);
    } else {
      split_at_cut(block, scaled.nodes_reaching(sink), waiting);
    }
  }

  Int128 build_scaled(const Block& block, const Level& level, FlowNetwork<Int128>& scaled) {
    const Int128 scale = level.denominator;
    for (std::size_t i = 0; i < block.nodes.size() + 2; ++i) scaled.add_node();
    const Node source = static_cast<Node>(block.nodes.size());
    const Node sink = source + 1;
    Int128 all = 0;
    std::vector<Int128> leaving(block.nodes.size(), 0);
    mark(block);
    for (const int group : block.groups) {
      const int local = local_[at(context_.network.groups[at(group)].node)];
      for (const Member* member : members_of_[at(group)])
        leaving[at(local)] += scaled_amount(*member, level);
    }
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
      leaving[i] += block.out[i] * scale;
      all += leaving[i];
      if (block.in[i] > 0) scaled.add_arc(source, static_cast<Node>(i), block.in[i] * scale);
      if (leaving[i] > 0) scaled.add_arc(static_cast<Node>(i), sink, leaving[i]);
    }
    for_each_inner_arc(block, [&](int from, int to, Amount capacity) {
      scaled.add_arc(from, to, std::min<Int128>(capacity, limit_amount_dong_max) * scale);
    });
    unmark(block);
    scaled.finish(source, sink);
    return all;
  }

  void settle(const std::vector<Member*>& inside, const Level& level) {
    for (Member* member : inside) {
      const Int128 exact = scaled_amount(*member, level);
      member->amount =
          in_whole_steps(context_, *member, static_cast<Amount>(exact / level.denominator));
      const Int128 rest = exact - Int128{member->amount} * level.denominator;
      const Int128 step = context_.demand(*member).step.dong();
      candidates_.push_back({member, {rest, level.denominator * step}});
    }
  }

  /// `below` marks the nodes that can still reach an unmet wish: they get less than the level, the
  /// others more.
  void split_at_cut(const Block& block, const std::vector<char>& below,
                    std::vector<Block>& waiting) {
    Block parts[2];
    std::vector<int> position(block.nodes.size());
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
      Block& part = parts[static_cast<std::size_t>(below[i])];
      position[i] = static_cast<int>(part.nodes.size());
      part.nodes.push_back(block.nodes[i]);
      part.in.push_back(block.in[i]);
      part.out.push_back(block.out[i]);
    }
    mark(block);
    for_each_inner_arc(block, [&](int from, int to, Amount capacity) {
      if (below[at(from)] || !below[at(to)]) return;
      parts[0].out[at(position[at(from)])] += capacity;
      parts[1].in[at(position[at(to)])] += capacity;
    });
    for (const int group : block.groups) {
      const int local = local_[at(context_.network.groups[at(group)].node)];
      parts[static_cast<std::size_t>(below[at(local)])].groups.push_back(group);
    }
    unmark(block);
    for (const Block& part : parts) {
      for (Block& connected : split(part)) waiting.push_back(std::move(connected));
    }
  }

  StageContext& context_;
  const FlowNetwork<Amount>& flow_;
  std::vector<int> local_;  ///< node → number inside the block being looked at, else -1
  std::vector<std::vector<Member*>> members_of_;
  std::vector<Candidate> candidates_;
};

/// Everyone `rounds` steps higher, as far as wishes go; false and unchanged when that is not
/// possible.
bool try_rounds(StageContext& context, const std::vector<Candidate>& candidates,
                std::int64_t rounds) {
  std::vector<Amount> state = context.network.flow.save();
  std::vector<Amount> amounts;
  Amount more = 0;
  for (const Candidate& candidate : candidates) {
    Member& member = *candidate.member;
    amounts.push_back(member.amount);
    const Int128 higher =
        Int128{member.amount} + Int128{rounds} * context.demand(member).step.dong();
    member.amount = static_cast<Amount>(std::min<Int128>(higher, member.wish));
    more += member.amount - amounts.back();
  }
  open_groups(context);
  context.network.flow.forget_labels();
  if (context.network.flow.augment_all() == more) return true;
  context.network.flow.restore(std::move(state));
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].member->amount = amounts[i];
  return false;
}

/// Whole rounds in which everybody rises have one outcome whatever the order; they are given at
/// once.
void give_complete_rounds(StageContext& context, Raiser& raiser,
                          const std::vector<Candidate>& candidates) {
  raiser.forget_bounds();
  const auto anybody_below = [&] {
    return std::any_of(candidates.begin(), candidates.end(),
                       [](const Candidate& c) { return c.member->amount < c.member->wish; });
  };
  std::int64_t rounds = 1;
  while (anybody_below() && try_rounds(context, candidates, rounds)) rounds *= 2;
  for (; rounds > 0; rounds /= 2) {
    if (anybody_below()) try_rounds(context, candidates, rounds);
  }
}

}  // namespace

void share_exactly(StageContext& context, const std::vector<Amount>& before) {
  std::vector<Candidate> candidates = Sharer(context).share();
  context.network.flow.restore(before);
  open_groups(context);
  Amount all = 0;
  for (const Member& member : context.stage.members) all += member.amount;
  const Amount filled = fill_directly(context);
  PB_CHECK(filled + context.network.flow.augment_all() == all);
  Raiser raiser(context);
  while (!candidates.empty()) {
    const std::size_t asked = candidates.size();
    candidates = step_round(context, raiser, std::move(candidates));
    // Where all rose once, they may rise many times.
    if (candidates.size() == asked) give_complete_rounds(context, raiser, candidates);
  }
}

}  // namespace phanbo::flow

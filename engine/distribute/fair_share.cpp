#include <algorithm>
#include <numeric>

#include "engine/distribute/cut_graph.hpp"
#include "engine/distribute/stage.hpp"
#include "models/parallel.hpp"

namespace phanbo::flow {

namespace {

/// Places in one of the sharer's orders.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

/// A part of the cut whose entering edges are all used up: what comes in is fixed, so it is shared
/// by itself.
struct Block {
  Run vertices;
  Run groups;   ///< of the stage
  Run members;  ///< of these groups
};

/// Everyone in the block gets min(wish, weight · numerator / denominator).
struct Level {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

/// What became of a block: its members' shares, or the parts it falls into.
struct Outlook {
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> part_of;  ///< by place in the block; empty when it was settled
  std::uint32_t part_count = 0;
};

class Sharer {
 public:
  using Vertex = CutGraph::Vertex;

  explicit Sharer(StageContext& context)
      : context_(context), graph_(context), in_(graph_.in()), out_(graph_.out()) {
    vertices_.resize(graph_.size());
    std::iota(vertices_.begin(), vertices_.end(), Vertex{0});
    place_.assign(vertices_.begin(), vertices_.end());
    for (const int group : context.stage.groups) {
      if (graph_.of_group(group) != CutGraph::nowhere) groups_.push_back(group);
    }
    find_members();
  }

  /// The members outside the cut get their wishes; the blocks of the cut are shared one by one.
  std::vector<Candidate> share() {
    for (Member& member : context_.stage.members) {
      member.amount = member.dropped || member.weight == 0 ? 0 : member.wish;
    }
    const Block all{{0, vertices_.size()}, {0, groups_.size()}, {0, members_.size()}};
    std::vector<Block> waiting;
    divide(all, connected_parts(all, std::vector<char>(vertices_.size(), 0)), waiting);
    std::vector<Candidate> candidates;
    while (!waiting.empty()) {
      std::vector<Outlook> outlooks(waiting.size());
      run_jobs(context_.threads, waiting.size(),
               [&](std::size_t i) { outlooks[i] = settle_or_cut(waiting[i]); });
      std::vector<Block> parts;
      for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Outlook& outlook = outlooks[i];
        candidates.insert(candidates.end(), outlook.candidates.begin(), outlook.candidates.end());
        if (outlook.part_count > 0) divide(waiting[i], outlook, parts);
      }
      waiting = std::move(parts);
    }
    return candidates;
  }

 private:
  std::size_t place_of_group(int group) const { return place_[graph_.of_group(group)]; }

  /// Members whose wish is small against their weight come first: they are full first.
  void find_members() {
    for (Member& member : context_.stage.members) {
      if (member.dropped || member.weight == 0) continue;
      if (graph_.of_group(member.group) != CutGraph::nowhere) members_.push_back(&member);
    }
    std::stable_sort(members_.begin(), members_.end(), [](const Member* a, const Member* b) {
      return Int128{a->wish} * b->weight < Int128{b->wish} * a->weight;
    });
  }

  /// Edges inside a block, as (from, to, capacity); vertices are counted from its first one.
  template <class Visit>
  void for_each_inner_edge(const Block& block, Visit visit) const {
    for (std::size_t i = 0; i < block.vertices.size(); ++i) {
      const Vertex from = vertices_[block.vertices.begin + i];
      for (auto edge = graph_.begin(from); edge != graph_.end(from); ++edge) {
        const std::size_t to = place_[edge->to] - block.vertices.begin;
        if (to < block.vertices.size()) visit(i, to, edge->capacity);
      }
    }
  }

  /// Connected parts, by edges that stay on one side.
  Outlook connected_parts(const Block& block, const std::vector<char>& side) const {
    std::vector<std::uint32_t> root(block.vertices.size());
    std::iota(root.begin(), root.end(), std::uint32_t{0});
    const auto find = [&](std::uint32_t vertex) {
      while (root[vertex] != vertex) vertex = root[vertex] = root[root[vertex]];
      return vertex;
    };
    for_each_inner_edge(block, [&](std::size_t from, std::size_t to, Amount) {
      if (side[from] == side[to])
        root[find(static_cast<std::uint32_t>(from))] = find(static_cast<std::uint32_t>(to));
    });
    constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
    Outlook outlook;
    outlook.part_of.assign(root.size(), none);
    for (std::uint32_t i = 0; i < root.size(); ++i) {
      std::uint32_t& part = outlook.part_of[find(i)];
      if (part == none) part = outlook.part_count++;
      outlook.part_of[i] = part;
    }
    return outlook;
  }

  /// Brings what stands in a run into the order of parts, and says where each part stands now.
  template <class Thing, class PartOf>
  static std::vector<Run> arrange(std::vector<Thing>& things, const Run& run,
                                  std::size_t part_count, PartOf part_of) {
    std::vector<std::size_t> next(part_count + 1, 0);
    for (std::size_t i = run.begin; i < run.end; ++i) ++next[part_of(things[i]) + 1];
    next[0] = run.begin;
    for (std::size_t part = 1; part <= part_count; ++part) next[part] += next[part - 1];
    std::vector<Run> runs;
    for (std::size_t part = 0; part < part_count; ++part)
      runs.push_back({next[part], next[part + 1]});
    const auto begin = things.begin() + static_cast<std::ptrdiff_t>(run.begin);
    const std::vector<Thing> before(begin, begin + static_cast<std::ptrdiff_t>(run.size()));
    for (const Thing& thing : before) things[next[part_of(thing)]++] = thing;
    return runs;
  }

  /// Makes blocks of the parts that somebody of the stage lies in.
  void divide(const Block& block, const Outlook& outlook, std::vector<Block>& parts) {
    const auto part_at = [&](std::size_t place) {
      return outlook.part_of[place - block.vertices.begin];
    };
    const auto members =
        arrange(members_, block.members, outlook.part_count,
                [&](const Member* member) { return part_at(place_of_group(member->group)); });
    const auto groups = arrange(groups_, block.groups, outlook.part_count,
                                [&](int group) { return part_at(place_of_group(group)); });
    const auto vertices = arrange(vertices_, block.vertices, outlook.part_count,
                                  [&](Vertex vertex) { return part_at(place_[vertex]); });
    for (std::size_t i = block.vertices.begin; i < block.vertices.end; ++i)
      place_[vertices_[i]] = i;
    for (std::size_t part = 0; part < outlook.part_count; ++part) {
      if (members[part].size() > 0) parts.push_back({vertices[part], groups[part], members[part]});
    }
  }

  /// The level at which the members of the block together take exactly its money.
  Level level_of(const Block& block) const {
    Int128 left = 0;
    for (std::size_t i = block.vertices.begin; i < block.vertices.end; ++i)
      left += in_[vertices_[i]] - out_[vertices_[i]];
    Int128 weights = 0;
    for (std::size_t i = block.members.begin; i < block.members.end; ++i)
      weights += members_[i]->weight;
    for (std::size_t i = block.members.begin; i < block.members.end; ++i) {
      const Member& member = *members_[i];
      if (Int128{member.wish} * weights > left * member.weight) return {left, weights};
      left -= member.wish;
      weights -= member.weight;
    }
    return {1, 0};  // money for every wish: no level needed
  }

  static Int128 scaled_amount(const Member& member, const Level& level) {
    return std::min(Int128{member.wish} * level.denominator,
                    Int128{member.weight} * level.numerator);
  }

  /// Shares the block at one level if its graph can carry that; else cuts it. One group alone can
  /// have all the money that comes in: all of it is used when wishes are open.
  Outlook settle_or_cut(const Block& block) {
    const Level level = level_of(block);
    if (level.denominator == 0) return {};  // every wish fits
    if (block.groups.size() == 1) return settle(block, level);
    FlowNetwork<Int128> scaled;
    const Int128 all = build_scaled(block, level, scaled);
    if (scaled.augment_all() == all) return settle(block, level);
    return cut(block, scaled.nodes_reaching(scaled.sink()));
  }

  Int128 build_scaled(const Block& block, const Level& level, FlowNetwork<Int128>& scaled) const {
    const std::size_t count = block.vertices.size();
    for (std::size_t i = 0; i < count + 2; ++i) scaled.add_node();
    const Node source = static_cast<Node>(count);
    const Node sink = source + 1;
    std::vector<Int128> leaving(count, 0);
    for (std::size_t i = block.members.begin; i < block.members.end; ++i) {
      const Member& member = *members_[i];
      leaving[place_of_group(member.group) - block.vertices.begin] += scaled_amount(member, level);
    }
    std::size_t arcs = 2 * count;
    for_each_inner_edge(block, [&](std::size_t, std::size_t, Amount) { ++arcs; });
    scaled.reserve(arcs);
    Int128 all = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Vertex vertex = vertices_[block.vertices.begin + i];
      leaving[i] += out_[vertex] * level.denominator;
      all += leaving[i];
      if (in_[vertex] > 0)
        scaled.add_arc(source, static_cast<Node>(i), in_[vertex] * level.denominator);
      if (leaving[i] > 0) scaled.add_arc(static_cast<Node>(i), sink, leaving[i]);
    }
    for_each_inner_edge(block, [&](std::size_t from, std::size_t to, Amount capacity) {
      scaled.add_arc(static_cast<Node>(from), static_cast<Node>(to),
                     std::min<Int128>(capacity, limit_amount_dong_max) * level.denominator);
    });
    scaled.finish(source, sink);
    return all;
  }

  Outlook settle(const Block& block, const Level& level) const {
    Outlook outlook;
    for (std::size_t i = block.members.begin; i < block.members.end; ++i) {
      Member& member = *members_[i];
      const Int128 exact = scaled_amount(member, level);
      member.amount =
          in_whole_steps(context_, member, static_cast<Amount>(exact / level.denominator));
      const Int128 rest = exact - Int128{member.amount} * level.denominator;
      const Int128 step = context_.demand(member).step.dong();
      outlook.candidates.push_back({&member, {rest, level.denominator * step}});
    }
    return outlook;
  }

  /// `below` marks the vertices that can still reach an unmet wish: they get less than the level,
  /// the others more. What leads from these to those is used up.
  Outlook cut(const Block& block, const std::vector<char>& below) {
    for_each_inner_edge(block, [&](std::size_t from, std::size_t to, Amount capacity) {
      if (below[from] || !below[to]) return;
      out_[vertices_[block.vertices.begin + from]] += capacity;
      in_[vertices_[block.vertices.begin + to]] += capacity;
    });
    return connected_parts(block, below);
  }

  StageContext& context_;
  const CutGraph graph_;
  std::vector<Amount> in_;          ///< by vertex: what enters it from outside its block
  std::vector<Amount> out_;         ///< what leaves it to other blocks and earlier stages
  std::vector<Vertex> vertices_;    ///< those of one block stand together
  std::vector<std::size_t> place_;  ///< by vertex: its place among them
  std::vector<int> groups_;         ///< of the stage, in the cut, by blocks
  std::vector<Member*> members_;    ///< the same, by blocks, then wish ÷ weight
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

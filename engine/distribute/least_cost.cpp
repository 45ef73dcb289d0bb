#include "engine/distribute/least_cost.hpp"

#include <algorithm>
#include <limits>
#include <queue>

namespace phanbo::flow {

namespace {

constexpr int unreached = std::numeric_limits<int>::max();

}  // namespace

Rerouter::Rerouter(FlowNetwork<Amount>& flow)
    : flow_(flow),
      frozen_(flow.arc_count() / 2, 0),
      costs_(flow.arc_count() / 2, 0),
      excess_(at(flow.node_count()), 0),
      distance_(at(flow.node_count()), unreached),
      potential_(at(flow.node_count()), 0),
      level_(at(flow.node_count()), -1),
      next_arc_(at(flow.node_count()), 0) {}

int Rerouter::cost(Arc arc) const {
  const int forward = costs_[at(arc >> 1)];
  return (arc & 1) != 0 ? -forward : forward;
}

void Rerouter::add_excess(Node node, Amount amount) {
  excess_[at(node)] += amount;
  touched_.push_back(node);
}

void Rerouter::maximise(const std::vector<Arc>& arcs) {
  std::vector<Arc> free;
  for (const Arc arc : arcs) {
    if (!is_frozen(arc)) free.push_back(arc);
  }
  if (free.size() == 1) {
    const Arc arc = free.front();
    freeze(arc);
    flow_.push(arc, give_back(flow_.head(arc), flow_.tail(arc), flow_.residual(arc)));
  } else if (!free.empty() && !raise_to_bounds(free)) {
    fill_and_take_back(free);
  }
}

/// No arc can carry more than its ends let through. Where all can carry that at once, the total
/// cannot be greater, and no arc can ever carry less without losing the total.
bool Rerouter::raise_to_bounds(const std::vector<Arc>& arcs) {
  std::vector<Amount> gaps;
  bool any_gap = false;
  for (const Arc arc : arcs) {
    gaps.push_back(std::min({flow_.residual(arc), room_at_head(arc), room_at_tail(arc)}));
    any_gap = any_gap || gaps.back() > 0;
  }
  flow_.begin_trial();
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    freeze(arcs[i]);
    if (gaps[i] == 0) continue;
    add_excess(flow_.head(arcs[i]), gaps[i]);
    add_excess(flow_.tail(arcs[i]), -gaps[i]);
    flow_.push(arcs[i], gaps[i]);
  }
  const bool fits = !any_gap || move_excess();
  clear_excess();
  if (fits) {
    flow_.keep();
    return true;
  }
  flow_.undo();
  for (const Arc arc : arcs) frozen_[at(arc >> 1)] = 0;
  return false;
}

/// What other free arcs into the arc's head carry now, and what could leave the head besides: so
/// much more can the arc bring at most.
Amount Rerouter::room_at_head(Arc arc) const {
  Amount room = 0;
  const auto [first, last] = flow_.out(flow_.head(arc));
  for (const Arc* out = first; out != last; ++out) {
    if (is_frozen(*out) || *out == (arc ^ 1)) continue;
    room = std::min(room + flow_.residual(*out), unlimited);
  }
  return room;
}

Amount Rerouter::room_at_tail(Arc arc) const {
  Amount room = 0;
  const auto [first, last] = flow_.out(flow_.tail(arc));
  for (const Arc* out = first; out != last; ++out) {
    if (is_frozen(*out) || *out == arc) continue;
    room = std::min(room + flow_.residual(*out ^ 1), unlimited);
  }
  return room;
}

/// Moves all excess to where it lacks over free arcs; false when some must stay.
bool Rerouter::move_excess() {
  while (push_blocking() > 0) {
  }
  return std::all_of(touched_.begin(), touched_.end(),
                     [&](Node node) { return excess_[at(node)] <= 0; });
}

void Rerouter::clear_excess() {
  for (const Node node : touched_) excess_[at(node)] = 0;
  touched_.clear();
}

/// Fills the arcs, then takes back what cannot stay: reversing one of them costs 1.
void Rerouter::fill_and_take_back(const std::vector<Arc>& arcs) {
  std::vector<Arc> free;
  bool any_room = false;
  for (const Arc arc : arcs) {
    if (is_frozen(arc)) continue;
    free.push_back(arc);
    const Amount room = flow_.residual(arc);
    if (room <= 0) continue;
    any_room = true;
    add_excess(flow_.head(arc), room);
    add_excess(flow_.tail(arc), -room);
    flow_.push(arc, room);
  }
  if (any_room) {
    route_back(-1, free);
  } else {
    for (const Arc arc : free) freeze(arc);
  }
}

void Rerouter::minimise(const std::vector<Arc>& arcs) {
  std::vector<Arc> free;
  for (const Arc arc : arcs) {
    if (is_frozen(arc)) continue;
    free.push_back(arc);
    const Amount carried = flow_.flow(arc);
    if (carried == 0) continue;
    add_excess(flow_.tail(arc), carried);
    add_excess(flow_.head(arc), -carried);
    flow_.push(arc ^ 1, carried);
  }
  route_back(1, free);
}

Amount Rerouter::raise(Arc arc, Amount amount) {
  const Node tail = flow_.tail(arc);
  const Node head = flow_.head(arc);
  const Amount wanted = std::min(amount, flow_.residual(arc));
  if (wanted <= 0 || is_frozen(arc) || is_cut_off(head, tail)) return 0;
  // Push through the arc what the head can give back to the tail by other ways.
  freeze(arc);
  const Amount routed = give_back(head, tail, wanted);
  if (routed < wanted) cut_off(tail);
  frozen_[at(arc >> 1)] = 0;
  flow_.push(arc, routed);
  return routed;
}

Amount Rerouter::hand_out_through_pool(std::pair<Arc, Arc> own, Amount amount) {
  const Node tail = flow_.tail(own.first);
  const Node pool = flow_.head(own.first);
  const Node head = flow_.head(own.second);
  if (is_cut_off(head, tail) && is_cut_off(pool, tail)) return 0;
  own_ = {own.first ^ 1, own.second ^ 1};
  const Amount routed = give_back(head, tail, amount);
  // Ways over frozen arcs cross borders that other searches found closed.
  if (routed > 0) cut_off_.clear();
  if (routed < amount) cut_off(tail);
  own_ = {-1, -1};
  return routed;
}

/// Routes up to `wanted` from head to tail.
Amount Rerouter::give_back(Node head, Node tail, Amount wanted) {
  Amount routed = 0;
  while (routed < wanted && find_way(head, tail)) {
    Amount bottleneck = wanted - routed;
    for (const Arc step : way_) bottleneck = std::min(bottleneck, flow_.residual(step));
    for (const Arc step : way_) flow_.push(step, bottleneck);
    routed += bottleneck;
  }
  return routed;
}

/// A node with one free arc cannot let anything circulate through it.
void Rerouter::freeze_loose_ends() {
  std::vector<std::int32_t> degree(at(flow_.node_count()), 0);
  for (std::size_t pair = 0; pair < frozen_.size(); ++pair) {
    const Arc arc = static_cast<Arc>(2 * pair);
    if (frozen_[pair] == 0 && flow_.residual(arc) <= 0 && flow_.residual(arc ^ 1) <= 0)
      frozen_[pair] = 1;
    if (frozen_[pair] != 0) continue;
    ++degree[at(flow_.head(arc))];
    ++degree[at(flow_.tail(arc))];
  }
  std::vector<Node> loose;
  for (Node node = 0; node < flow_.node_count(); ++node) {
    if (degree[at(node)] == 1) loose.push_back(node);
  }
  for (std::size_t i = 0; i < loose.size(); ++i) {
    const auto [first, last] = flow_.out(loose[i]);
    for (const Arc* out = first; out != last; ++out) {
      if (is_frozen(*out)) continue;
      freeze(*out);
      if (--degree[at(flow_.head(*out))] == 1) loose.push_back(flow_.head(*out));
    }
  }
}

bool Rerouter::is_cut_off(Node node, Node from) const {
  const auto known = cut_off_.find(from);
  if (known == cut_off_.end()) return false;
  if (known->second.only_these) {
    return !std::binary_search(known->second.nodes.begin(), known->second.nodes.end(), node);
  }
  return std::binary_search(known->second.nodes.begin(), known->second.nodes.end(), node);
}

/// What a search in vain has shown stays true: flow only moves around cycles, and no cycle crosses
/// the border of the nodes that were visited.
void Rerouter::cut_off(Node tail) {
  const bool backwards_ended = behind_.next == behind_.queue.size();
  CutOff& known = cut_off_[tail];
  known.only_these = backwards_ended;
  known.nodes = backwards_ended ? behind_.queue : ahead_.queue;
  std::sort(known.nodes.begin(), known.nodes.end());
}

/// Breadth first from both ends over free arcs with room, the smaller front first; leaves the way
/// in way_.
bool Rerouter::find_way(Node start, Node end) {
  ++visit_;
  ahead_.begin(start, visit_, at(flow_.node_count()));
  behind_.begin(end, visit_, at(flow_.node_count()));
  while (ahead_.next < ahead_.queue.size() && behind_.next < behind_.queue.size()) {
    const bool forwards = ahead_.queue.size() - ahead_.next <= behind_.queue.size() - behind_.next;
    const Node meeting = forwards ? expand(ahead_, behind_, 0) : expand(behind_, ahead_, 1);
    if (meeting < 0) continue;
    way_.clear();
    for (Node node = meeting; node != start; node = flow_.tail(way_.back())) {
      way_.push_back(ahead_.by[at(node)]);
    }
    std::reverse(way_.begin(), way_.end());
    for (Node node = meeting; node != end; node = flow_.head(way_.back())) {
      way_.push_back(behind_.by[at(node)]);
    }
    return true;
  }
  return false;
}

/// Visits the neighbours of the next node of a front; returns a node that both fronts know, or -1.
/// Backwards, the arc that counts is the one into the node.
Node Rerouter::expand(Front& front, const Front& other, Arc direction) {
  const Node node = front.queue[front.next++];
  const auto [first, last] = flow_.out(node);
  for (const Arc* out = first; out != last; ++out) {
    const Arc arc = *out ^ direction;
    const Node next = flow_.head(*out);
    if (flow_.residual(arc) <= 0 || front.seen[at(next)] == visit_) continue;
    if (is_frozen(arc) && arc != own_.first && arc != own_.second) continue;
    front.seen[at(next)] = visit_;
    front.by[at(next)] = arc;
    front.queue.push_back(next);
    if (other.seen[at(next)] == visit_) return next;
  }
  return -1;
}

void Rerouter::route_back(int forward_cost, const std::vector<Arc>& arcs) {
  for (const Arc arc : arcs) costs_[at(arc >> 1)] = static_cast<signed char>(forward_cost);
  const auto has_excess = [&] {
    return std::any_of(touched_.begin(), touched_.end(),
                       [&](Node node) { return excess_[at(node)] > 0; });
  };
  while (has_excess()) {
    PB_CHECK(find_distances());
    int nearest = unreached;
    for (const Node node : reached_) {
      if (excess_[at(node)] < 0) nearest = std::min(nearest, distance_[at(node)]);
    }
    for (const Node node : reached_) {
      if (distance_[at(node)] >= nearest) continue;
      if (potential_[at(node)] == 0) with_potential_.push_back(node);
      potential_[at(node)] += distance_[at(node)] - nearest;
    }
    while (push_blocking() > 0) {
    }
  }
  freeze_what_would_lose();
  for (const Arc arc : arcs) {
    // Arcs between nodes of equal potential keep their cost as reduced cost: they stay as they are.
    if (cost(arc) + potential_[at(flow_.tail(arc))] - potential_[at(flow_.head(arc))] != 0)
      freeze(arc);
    costs_[at(arc >> 1)] = 0;
  }
  clear_excess();
  for (const Node node : with_potential_) potential_[at(node)] = 0;
  with_potential_.clear();
  for (const Node node : reached_) distance_[at(node)] = unreached;
  reached_.clear();
}

/// Shortest distances by reduced cost from the nodes with excess over free arcs with room; true
/// when a node that lacks is reached.
bool Rerouter::find_distances() {
  for (const Node node : reached_) distance_[at(node)] = unreached;
  reached_.clear();
  std::vector<std::vector<Node>> buckets(1);
  for (const Node node : touched_) {
    if (excess_[at(node)] <= 0 || distance_[at(node)] == 0) continue;
    distance_[at(node)] = 0;
    buckets[0].push_back(node);
    reached_.push_back(node);
  }
  bool found = false;
  for (std::size_t reach = 0; reach < buckets.size(); ++reach) {
    for (std::size_t i = 0; i < buckets[reach].size(); ++i) {
      const Node node = buckets[reach][i];
      if (distance_[at(node)] != static_cast<int>(reach)) continue;
      found = found || excess_[at(node)] < 0;
      const auto [first, last] = flow_.out(node);
      for (const Arc* arc = first; arc != last; ++arc) {
        if (flow_.residual(*arc) <= 0 || is_frozen(*arc)) continue;
        const Node next = flow_.head(*arc);
        const int reduced = cost(*arc) + potential_[at(node)] - potential_[at(next)];
        PB_CHECK(reduced >= 0);
        const int distance = static_cast<int>(reach) + reduced;
        if (distance >= distance_[at(next)]) continue;
        if (distance_[at(next)] == unreached) reached_.push_back(next);
        distance_[at(next)] = distance;
        if (static_cast<std::size_t>(distance) >= buckets.size()) {
          buckets.resize(static_cast<std::size_t>(distance) + 1);
        }
        buckets[static_cast<std::size_t>(distance)].push_back(next);
      }
    }
    if (found) break;  // nearer ones are settled; farther ones keep the potential they have
  }
  if (!found) return false;
  // Distances beyond the nearest lacking node are not final: treat those nodes as not reached.
  int nearest = unreached;
  for (const Node node : reached_) {
    if (excess_[at(node)] < 0) nearest = std::min(nearest, distance_[at(node)]);
  }
  std::erase_if(reached_, [&](Node node) {
    if (distance_[at(node)] <= nearest) return false;
    distance_[at(node)] = unreached;
    return true;
  });
  return true;
}

/// One round of shortest paths (in number of arcs) over arcs of reduced cost 0; returns what was
/// moved.
Amount Rerouter::push_blocking() {
  std::vector<Node> queue;
  for (const Node node : touched_) {
    if (excess_[at(node)] <= 0 || level_[at(node)] == 0) continue;
    level_[at(node)] = 0;
    queue.push_back(node);
  }
  bool found = false;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const auto [first, last] = flow_.out(queue[i]);
    found = found || excess_[at(queue[i])] < 0;
    for (const Arc* arc = first; arc != last && !found; ++arc) {
      const Node next = flow_.head(*arc);
      if (flow_.residual(*arc) <= 0 || is_frozen(*arc) || level_[at(next)] >= 0) continue;
      if (cost(*arc) + potential_[at(queue[i])] - potential_[at(next)] != 0) continue;
      level_[at(next)] = level_[at(queue[i])] + 1;
      queue.push_back(next);
    }
  }
  Amount moved = 0;
  for (const Node node : queue) next_arc_[at(node)] = 0;
  if (found) {
    const std::vector<Node> starts = touched_;
    for (const Node start : starts) {
      while (excess_[at(start)] > 0) {
        const Amount pushed = push_one_path(start);
        if (pushed == 0) break;
        moved += pushed;
      }
    }
  }
  for (const Node node : queue) level_[at(node)] = -1;
  return moved;
}

Amount Rerouter::push_one_path(Node start) {
  std::vector<Arc> path;
  Node node = start;
  while (excess_[at(node)] >= 0) {
    const auto [first, last] = flow_.out(node);
    const auto count = static_cast<std::size_t>(last - first);
    bool advanced = false;
    for (std::size_t& i = next_arc_[at(node)]; i < count; ++i) {
      const Arc arc = first[i];
      const Node next = flow_.head(arc);
      if (flow_.residual(arc) <= 0 || is_frozen(arc) || level_[at(next)] != level_[at(node)] + 1)
        continue;
      if (cost(arc) + potential_[at(node)] - potential_[at(next)] != 0) continue;
      path.push_back(arc);
      node = next;
      advanced = true;
      break;
    }
    if (advanced) continue;
    if (path.empty()) return 0;
    node = flow_.tail(path.back());
    path.pop_back();
    ++next_arc_[at(node)];
  }
  Amount amount = std::min(excess_[at(start)], -excess_[at(node)]);
  for (const Arc arc : path) amount = std::min(amount, flow_.residual(arc));
  for (const Arc arc : path) flow_.push(arc, amount);
  excess_[at(start)] -= amount;
  excess_[at(node)] += amount;
  return amount;
}

/// Complementary slackness: an arc whose reduced cost is not 0 has the same flow in every best
/// rerouting.
void Rerouter::freeze_what_would_lose() {
  for (const Node node : with_potential_) {
    const auto [first, last] = flow_.out(node);
    for (const Arc* arc = first; arc != last; ++arc) {
      if (cost(*arc) + potential_[at(node)] - potential_[at(flow_.head(*arc))] != 0) freeze(*arc);
    }
  }
}

}  // namespace phanbo::flow

#include "verifier/serving.hpp"

#include <algorithm>

#include "verifier/needs_parts.hpp"

namespace phanbo_verify {

Serving::Serving(const PlanModel& a_plan, const NeedModel& a_model) : plan(a_plan), model(a_model) {
  supply = build_supply(graph, plan, model);
  sink = graph.add_node();
  find_caps();
  make_stages();
}

void Serving::find_caps() {
  caps_of.resize(model.needs.size());
  cap_above.assign(plan.caps.size(), nothing);
  std::vector<std::size_t> covered(plan.caps.size(), 0);
  for (std::size_t c = 0; c < plan.caps.size(); ++c) {
    Dong total = plan.caps[c].amount;
    for (std::size_t i = 0; i < model.needs.size(); ++i) {
      if (!cap_covers(plan, plan.caps[c], model.needs[i])) continue;
      caps_of[i].push_back(static_cast<int>(c));
      total -= model.needs[i].locked;
      ++covered[c];
    }
    cap_total.push_back(std::max<Dong>(total, 0));
  }
  cap_room = cap_total;
  for (std::vector<int>& caps : caps_of) {
    std::stable_sort(caps.begin(), caps.end(), [&](int a, int b) {
      return covered[static_cast<std::size_t>(a)] < covered[static_cast<std::size_t>(b)];
    });
    for (std::size_t i = 0; i + 1 < caps.size(); ++i) {
      cap_above[static_cast<std::size_t>(caps[i])] = caps[i + 1];
    }
  }
}

void Serving::make_stages() {
  std::map<std::pair<int, int>, StagePlan> by_order;
  for (std::size_t i = 0; i < model.needs.size(); ++i) {
    const Need& need = model.needs[i];
    if (need.standing != Standing::ordinary || need.wanted <= need.locked) continue;
    const std::pair<int, int> key = plan.by_year ? std::pair(need.year, need.priority_class)
                                                 : std::pair(need.priority_class, 0);
    StagePlan& stage = by_order[key];
    stage.priority_class = need.priority_class;
    stage.year = plan.by_year ? need.year : 0;
    Member member;
    member.need = static_cast<int>(i);
    member.wish = need.wanted - need.locked;
    stage.members.push_back(member);
  }
  for (auto& [key, stage] : by_order) stages.push_back(std::move(stage));
}

/// The network grows with the stages: later ones would only lengthen the searches of earlier ones.
void Serving::begin(StagePlan& stage) {
  const int position = static_cast<int>(&stage - stages.data());
  for (Member& member : stage.members) member.stand = stand_for(position, member.need);
  const auto nodes = static_cast<std::size_t>(graph.node_count());
  stand_of_.resize(nodes, nothing);
  for (std::size_t i = 0; i < stands.size(); ++i) {
    if (stands[i].gate_arc < 0)
      stand_of_[static_cast<std::size_t>(stands[i].node)] = static_cast<int>(i);
  }
  is_dead_.resize(nodes, 0);
  visited_.resize(nodes, 0);
  arc_from_.resize(nodes, -1);
  lucky_arc_.resize(nodes, -1);
  scans_.resize(nodes);
  far_.resize(nodes, 0);
  are_distances_old_ = true;
  log_.clear();
  raised_.clear();
  raises_before_revival_ = 0;
  bounds_.clear();
}

/// Demands of one stage and year with the same ways and kept money share a stand; those with a
/// local share or limits of their own stand alone.
int Serving::stand_for(int stage, int need_position) {
  const Need& need = model.needs[static_cast<std::size_t>(need_position)];
  const bool has_gate = !need.local_share.is_zero();
  std::vector<Dong> limits;
  for (const Way& way : model.ways(need)) {
    limits.push_back(project_limit(plan, model, need_position, way.source));
  }
  const bool has_limits =
      std::any_of(limits.begin(), limits.end(), [](Dong limit) { return limit != without_limit; });
  std::vector<int> key{stage, need.year, need.ways,
                       has_gate || has_limits ? need_position : nothing};
  const std::vector<int>& caps = caps_of[static_cast<std::size_t>(need_position)];
  key.push_back(caps.empty() ? nothing : caps.front());
  const std::vector<int> kept = kept_rows_of(plan, model, need);
  key.insert(key.end(), kept.begin(), kept.end());
  const auto found = stand_by_key_.find(key);
  if (found != stand_by_key_.end()) return found->second;

  Stand stand;
  stand.stage = stage;
  stand.cap = caps.empty() ? nothing : caps.front();
  if (has_gate || has_limits) stand.single_need = need_position;
  stand.node = graph.add_node();
  int gate = stand.node;
  if (has_gate) {
    gate = graph.add_node();
    stand.gate_arc = graph.add_arc(gate, stand.node, 0);
    special_arcs.push_back({stand.gate_arc, "local_share", need.code()});
  }
  const std::vector<Way>& ways = model.ways(need);
  for (std::size_t w = 0; w < ways.size(); ++w) {
    const SourceRow& source = plan.sources[static_cast<std::size_t>(ways[w].source)];
    const int target = source.is_local ? stand.node : gate;
    std::vector<int> givers = nodes_of_way(supply, plan, need, ways[w]);
    if (limits[w] != without_limit && givers.size() > 1) {
      const int together = graph.add_node();
      for (const int giver : givers) graph.add_arc(giver, together, without_limit);
      givers = {together};
    }
    for (const int giver : givers) {
      const int arc = graph.add_arc(giver, target, limits[w]);
      if (limits[w] == without_limit) continue;
      special_arcs.push_back({arc, "project_source", need.code() + "@" + source.code});
    }
  }
  stand.sink_arc = graph.add_arc(stand.node, sink, 0);
  const int position = static_cast<int>(stands.size());
  stands.push_back(stand);
  stand_by_key_.emplace(std::move(key), position);
  return position;
}

void Serving::restore(const Snapshot& snapshot) {
  graph.restore(snapshot.flow);
  are_distances_old_ = true;
  stands = snapshot.stands;
  cap_room = snapshot.cap_room;
  log_.clear();
  raised_.clear();
  bounds_.clear();
  forget_all_dead();
}

Dong Serving::room_under_caps(const Member& member) const {
  Dong room = without_limit;
  for (const int cap : caps_of[static_cast<std::size_t>(member.need)]) {
    room = std::min(room, cap_room[static_cast<std::size_t>(cap)]);
  }
  return std::max<Dong>(room, 0);
}

Dong Serving::whole_steps(const Member& member, Dong amount) const {
  if (amount >= member.wish) return member.wish;
  return amount / need(member).step * need(member).step;
}

Dong Serving::next_amount(const Member& member) const {
  const Dong step = need(member).step;
  return std::min(member.wish, (member.amount / step + 1) * step);
}

void Serving::book(Member& member, Dong increase) {
  member.amount += increase;
  Stand& place = stand(member);
  place.amount += increase;
  graph.set_capacity(place.sink_arc, place.amount);
  graph.send(place.sink_arc, increase);
  graph.set_capacity(place.sink_arc, place.amount);
  if (place.most_left != without_limit) place.most_left -= increase;
  for (const int cap : caps_of[static_cast<std::size_t>(member.need)]) {
    cap_room[static_cast<std::size_t>(cap)] -= increase;
  }
}

/// How far every node is from the money, by arcs with room. Only a guide for searches: it grows old
/// with every path that is used.
void Serving::measure_distances() {
  are_distances_old_ = false;
  far_.assign(far_.size(), unreachable);
  far_[static_cast<std::size_t>(supply.root)] = 0;
  queue_.assign(1, supply.root);
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const int at = queue_[i];
    for (int arc = graph.first_arc(at); arc >= 0; arc = graph.next_arc(arc)) {
      const auto head = static_cast<std::size_t>(graph.head(arc));
      if (far_[head] != unreachable || graph.head(arc) == sink || graph.room(arc) == 0) continue;
      far_[head] = far_[static_cast<std::size_t>(at)] + 1;
      queue_.push_back(graph.head(arc));
    }
  }
}

/// Begins the search at a node: its arcs are tried twice, from the last used one on; first those
/// that lead nearer to money, then all.
void Serving::visit(int node) {
  const auto place = static_cast<std::size_t>(node);
  visited_[place] = visit_;
  if (lucky_arc_[place] < 0) lucky_arc_[place] = graph.first_arc(node);
  scans_[place] = {lucky_arc_[place], false, false};
  queue_.push_back(node);
  path_.push_back(node);
}

/// The next arc by which money may come to a node from one that was not visited; -1 = none is left.
int Serving::next_arc_to(int node) {
  const auto place = static_cast<std::size_t>(node);
  Scan& scan = scans_[place];
  while (!scan.is_over) {
    const int arc = scan.arc;
    const auto from = static_cast<std::size_t>(graph.head(arc));
    const bool is_way = visited_[from] != visit_ && !is_dead_[from] && graph.head(arc) != sink &&
                        graph.room(arc ^ 1) > 0 && (scan.is_second || far_[from] < far_[place]);
    if (is_way) {
      lucky_arc_[place] = arc;
      far_[place] = std::max(far_[place], far_[from] + 1);
      return arc ^ 1;
    }
    scan.arc = graph.next_arc(arc) >= 0 ? graph.next_arc(arc) : graph.first_arc(node);
    if (scan.arc != lucky_arc_[place]) continue;
    scan.is_over = scan.is_second;
    scan.is_second = true;
  }
  return -1;
}

/// A path by which money can come to `node`, searched backwards and in depth, nearest first; never
/// through the sink. Where the search takes long, distances are measured anew, once. A failed
/// search leaves in `queue_` all it has seen.
bool Serving::find_path(int node) {
  constexpr std::size_t long_search = 200;
  bool is_measured = are_distances_old_;
  if (is_measured) measure_distances();
  while (true) {
    ++visit_;
    queue_.clear();
    path_.clear();
    visit(node);
    while (!path_.empty() && path_.back() != supply.root &&
           (is_measured || queue_.size() < long_search)) {
      const int arc = next_arc_to(path_.back());
      if (arc < 0) {
        path_.pop_back();
        continue;
      }
      arc_from_[static_cast<std::size_t>(graph.tail(arc))] = arc;
      visit(graph.tail(arc));
    }
    if (!path_.empty() && path_.back() == supply.root) return true;
    if (path_.empty()) break;
    measure_distances();
    is_measured = true;
  }
  for (const int unreached : queue_) {
    is_dead_[static_cast<std::size_t>(unreached)] = 1;
    dead_nodes_.push_back(unreached);
  }
  return false;
}

/// Sends up to `amount` to a stand; what was sent is in the log.
Dong Serving::push(Stand& stand, Dong amount) {
  Dong sent = 0;
  while (sent < amount && !is_dead_[static_cast<std::size_t>(stand.node)] &&
         find_path(stand.node)) {
    Dong most = amount - sent;
    for (int node = supply.root; node != stand.node;) {
      const int arc = arc_from_[static_cast<std::size_t>(node)];
      most = std::min(most, graph.room(arc));
      node = graph.head(arc);
    }
    for (int node = supply.root; node != stand.node;) {
      const int arc = arc_from_[static_cast<std::size_t>(node)];
      graph.send(arc, most);
      log_.push_back({arc, most});
      node = graph.head(arc);
    }
    sent += most;
  }
  return sent;
}

/// Undoes what was sent since the mark. Nodes found dead since then may live again.
void Serving::take_back_to(std::size_t mark) {
  while (log_.size() > mark) {
    graph.send(log_.back().arc, -log_.back().amount);
    log_.pop_back();
  }
}

/// Opens the gate of a member for an amount; more room there may revive any node.
Dong Serving::open_gate(Member& member, Dong amount) {
  Stand& place = stand(member);
  if (place.gate_arc < 0) return 0;
  const Dong before = graph.capacity(place.gate_arc);
  graph.set_capacity(place.gate_arc, other_money_at_most(need(member), amount));
  if (graph.capacity(place.gate_arc) > before) forget_all_dead();
  return before;
}

void Serving::forget_dead(std::size_t from) {
  while (dead_nodes_.size() > from) {
    is_dead_[static_cast<std::size_t>(dead_nodes_.back())] = 0;
    dead_nodes_.pop_back();
  }
}

void Serving::forget_all_dead() {
  forget_dead(0);
  raises_before_revival_ = raised_.size();
}

bool Serving::raise(Member& member, Dong increase) {
  Stand& place = stand(member);
  if (increase > room_under_caps(member) || increase > place.most_left) return false;
  const std::size_t mark = log_.size();
  const Dong gate_before = open_gate(member, member.amount + increase);
  const std::size_t dead_mark = dead_nodes_.size();
  const Dong sent = push(place, increase);
  if (sent == increase) {
    raised_.push_back({&member, increase, gate_before, mark, dead_mark, bounds_.size()});
    book(member, increase);
    return true;
  }
  take_back_to(mark);
  if (place.gate_arc < 0) bound(dead_mark, sent);
  if (sent > 0 || place.gate_arc >= 0) forget_dead(dead_mark);
  if (place.gate_arc >= 0) graph.set_capacity(place.gate_arc, gate_before);
  return false;
}

/// Nodes found dead since the mark when no more could be sent: no arc with room leads to them from
/// elsewhere. So all of them together, and each of their stands, cannot rise by more than `most`,
/// the part of what was sent that is not kept.
void Serving::bound(std::size_t dead_mark, Dong most) {
  for (std::size_t i = dead_mark; i < dead_nodes_.size(); ++i) {
    const int position = stand_of_[static_cast<std::size_t>(dead_nodes_[i])];
    if (position == nothing) continue;
    Stand& place = stands[static_cast<std::size_t>(position)];
    if (place.most_left <= most) continue;
    bounds_.push_back({position, place.most_left});
    place.most_left = most;
  }
}

void Serving::undo_last_raise() {
  const Raised last = raised_.back();
  raised_.pop_back();
  for (; bounds_.size() > last.bound_mark; bounds_.pop_back()) {
    stands[static_cast<std::size_t>(bounds_.back().stand)].most_left =
        bounds_.back().most_left_before;
  }
  book(*last.member, -last.increase);
  take_back_to(last.mark);
  Stand& place = stand(*last.member);
  if (place.gate_arc >= 0) graph.set_capacity(place.gate_arc, last.gate_before);
  // The flow is what it was: nodes that were dead then are dead again.
  if (raised_.size() < raises_before_revival_) {
    forget_all_dead();
  } else {
    forget_dead(last.dead_mark);
  }
}

/// Undoes a part of what was sent last; each way of money begins at the root.
void Serving::take_back(Dong amount) {
  while (amount > 0) {
    std::size_t first = log_.size() - 1;
    while (graph.tail(log_[first].arc) != supply.root) --first;
    const Dong part = std::min(amount, log_[first].amount);
    for (std::size_t i = first; i < log_.size(); ++i) {
      graph.send(log_[i].arc, -part);
      log_[i].amount -= part;
    }
    if (log_[first].amount == 0) log_.resize(first);
    amount -= part;
  }
}

/// Sends what can be sent, and keeps whole steps of it.
void Serving::raise_by_pushing(Member& member, Dong most) {
  Stand& place = stand(member);
  const std::size_t mark = log_.size();
  const std::size_t dead_mark = dead_nodes_.size();
  const Dong sent = push(place, most);
  const Dong kept = sent == most ? most : whole_steps(member, sent);
  if (kept < sent) take_back(sent - kept);
  if (sent < most) bound(dead_mark, sent);
  if (kept > 0) {
    raised_.push_back({&member, kept, 0, mark, dead_mark, bounds_.size()});
    book(member, kept);
    if (sent < most) bound(dead_mark, sent - kept);
  }
  if (kept < sent) forget_dead(dead_mark);
}

/// Where less can be paid, more cannot: the greatest number of steps is found by halving, or at
/// once from what a push has brought.
void Serving::raise_to_the_most(Member& member) {
  const Dong step = need(member).step;
  const Dong high = whole_steps(
      member, std::min({member.wish, room_under_caps(member), stand(member).most_left}));
  if (high == 0) return;
  if (stand(member).gate_arc < 0) return raise_by_pushing(member, high);
  if (raise(member, high)) return;
  Dong low = 0;
  for (Dong steps_high = (high - 1) / step; low < steps_high;) {
    const Dong middle = low + (steps_high - low + 1) / 2;
    if (raise(member, middle * step)) {
      undo_last_raise();
      low = middle;
    } else {
      steps_high = middle - 1;
    }
  }
  if (low > 0) raise(member, low * step);
}

bool Serving::raise_together(const std::vector<Member*>& members) {
  const std::size_t before = raised_.size();
  for (Member* member : members) {
    if (raise(*member, member->wish - member->amount)) continue;
    while (raised_.size() > before) undo_last_raise();
    return false;
  }
  return true;
}

bool Serving::give_all(std::vector<Member>& members, const std::vector<Dong>& amounts) {
  const Snapshot before = snapshot();
  Dong asked = 0;
  bool fits = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Dong increase = amounts[i] - members[i].amount;
    Stand& place = stand(members[i]);
    if (place.gate_arc >= 0) {
      graph.set_capacity(place.gate_arc, other_money_at_most(need(members[i]), amounts[i]));
    }
    place.amount += increase;
    asked += increase;
    for (const int cap : caps_of[static_cast<std::size_t>(members[i].need)]) {
      fits = (cap_room[static_cast<std::size_t>(cap)] -= increase) >= 0 && fits;
    }
  }
  for (const Stand& place : stands) graph.set_capacity(place.sink_arc, place.amount);
  if (!fits || graph.maximize(supply.root, sink) != asked) {
    restore(before);
    return false;
  }
  for (std::size_t i = 0; i < members.size(); ++i) members[i].amount = amounts[i];
  are_distances_old_ = true;
  log_.clear();
  raised_.clear();
  bounds_.clear();
  forget_all_dead();
  return true;
}

}  // namespace phanbo_verify

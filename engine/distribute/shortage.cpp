#include "engine/distribute/shortage.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>

namespace phanbo::flow {

namespace {

/// What it looks at is the state when it was made; of the network only what never changes.
class Shortages {
 public:
  explicit Shortages(const StageContext& context)
      : context_(context),
        network_(context.network),
        flow_(network_.flow),
        state_(context.states.full),
        dropped_(context.assessment.demands.size(), 0) {
    for (const Member& member : context.stage.members) {
      dropped_[member.demand.position()] = member.dropped ? 1 : 0;
    }
  }

  std::vector<Shortfall> find() {
    inside_ = find_cut();
    const std::vector<int> full_caps = caps_that_stop();
    add_money_parts();
    for (const int cap : full_caps) add_cap_part(cap);
    std::vector<Shortfall> found;
    for (Shortfall& part : parts_) {
      if (part.missing > Money{}) found.push_back(std::move(part));
    }
    std::sort(found.begin(), found.end(), [](const Shortfall& a, const Shortfall& b) {
      return a.demands.front() < b.demands.front();
    });
    return found;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

  Amount capacity(Arc arc) const { return state_[at(arc)] + state_[at(arc ^ 1)]; }

  Shortfall new_part() const {
    Shortfall part;
    part.priority_class = context_.stage.priority_class;
    part.year = context_.stage.year;
    return part;
  }

  /// The cut: nodes from which an unmet wish can be reached without lowering an earlier amount.
  std::vector<char> find_cut() const {
    std::vector<char> earlier(flow_.arc_count() / 2, 0);
    for (std::size_t g = 0; g < network_.groups.size(); ++g) {
      if (!is_of_stage(static_cast<int>(g))) earlier[at(network_.groups[g].amount_arc >> 1)] = 1;
    }
    return flow_.nodes_reaching(network_.sink, earlier, state_);
  }

  bool is_of_stage(int group) const {
    return std::binary_search(context_.stage.groups.begin(), context_.stage.groups.end(), group);
  }

  /// Parts that money runs out in: the connected parts of the cut. Caps connect nothing.
  void add_money_parts() {
    inside_[at(network_.sink)] = 0;
    for (const CapNode& cap : network_.caps) inside_[at(cap.node)] = 0;
    connect_inside();
    add_entering_limits();
    for (std::size_t g = 0; g < network_.groups.size(); ++g) add_group(static_cast<int>(g));
    for (Shortfall& part : parts_) finish(part);
  }

  void connect_inside() {
    root_.resize(at(flow_.node_count()));
    std::iota(root_.begin(), root_.end(), 0);
    part_of_root_.assign(root_.size(), none);
    for (Node node = 0; node < flow_.node_count(); ++node) {
      if (!inside_[at(node)]) continue;
      const auto [first, last] = flow_.out(node);
      for (const Arc* arc = first; arc != last; ++arc) {
        // What can carry nothing connects nothing.
        if (capacity(*arc) == 0) continue;
        if (inside_[at(flow_.head(*arc))]) root_[at(find_root(node))] = find_root(flow_.head(*arc));
      }
    }
  }

  Node find_root(Node node) {
    while (root_[at(node)] != node) node = root_[at(node)] = root_[at(root_[at(node)])];
    return node;
  }

  std::size_t part_of(Node node) {
    std::size_t& part = part_of_root_[at(find_root(node))];
    if (part == none) {
      part = parts_.size();
      parts_.push_back(new_part());
    }
    return part;
  }

  /// The part that money enters through the limit; `none` when it enters none.
  std::size_t part_entered_by(const LimitArc& limit) {
    const Node to = flow_.head(limit.arc);
    const Node from = flow_.tail(limit.arc);
    if (!inside_[at(to)] || (inside_[at(from)] && find_root(from) == find_root(to))) return none;
    return part_of(to);
  }

  /// Each part gets its limits in the order in which they are told.
  void add_entering_limits() {
    std::vector<std::size_t> entered;
    entered.reserve(network_.limits.size());
    for (const LimitArc& limit : network_.limits) entered.push_back(part_entered_by(limit));
    for (const std::size_t place : network_.limits_by_code) {
      if (entered[place] == none) continue;
      const LimitArc& limit = network_.limits[place];
      Shortfall& part = parts_[entered[place]];
      const Money amount = Money::from_dong(capacity(limit.arc));
      part.limits.push_back({limit.kind, limit.code, amount});
      part.allowed += amount;
    }
  }

  void add_group(int index) {
    const Group& group = network_.groups[at(index)];
    if (!inside_[at(group.node)]) return;
    Shortfall& part = parts_[part_of(group.node)];
    const Money amount = Money::from_dong(capacity(group.amount_arc));
    if (!is_of_stage(index)) {
      part.held += amount;
      return;
    }
    part.needed += amount;
    add_wishing_members(group, part);
  }

  void add_wishing_members(const Group& group, Shortfall& part) const {
    for (const Index<Demand> demand : group.members) {
      if (!dropped_[demand.position()]) part.demands.push_back(demand);
    }
  }

  /// Caps outside the cut whose arc enters it: they stop what is below them, whatever money there
  /// is.
  std::vector<int> caps_that_stop() const {
    std::vector<int> stopping;
    for (std::size_t c = 0; c < network_.caps.size(); ++c) {
      const CapNode& cap = network_.caps[c];
      const Node above = cap.parent < 0 ? network_.sink : network_.caps[at(cap.parent)].node;
      if (!inside_[at(cap.node)] && inside_[at(above)]) stopping.push_back(static_cast<int>(c));
    }
    return stopping;
  }

  bool is_under(const Group& group, int cap) const {
    for (int above = group.cap; above >= 0; above = network_.caps[at(above)].parent) {
      if (above == cap) return true;
    }
    return false;
  }

  void add_cap_part(int cap) {
    Shortfall part = new_part();
    const CapNode& node = network_.caps[at(cap)];
    part.allowed = Money::from_dong(capacity(node.arc));
    part.limits.push_back({LimitKind::cap, context_.plan.caps[node.plan_row].code, part.allowed});
    for (std::size_t g = 0; g < network_.groups.size(); ++g) {
      const Group& group = network_.groups[g];
      if (!is_under(group, cap)) continue;
      const Money amount = Money::from_dong(capacity(group.amount_arc));
      if (is_of_stage(static_cast<int>(g))) {
        part.needed += amount;
        add_wishing_members(group, part);
      } else {
        part.held += amount;
      }
    }
    finish(part);
    parts_.push_back(std::move(part));
  }

  static void finish(Shortfall& part) {
    part.missing = part.needed - (part.allowed - part.held);
    std::sort(part.demands.begin(), part.demands.end());
  }

  const StageContext& context_;
  const Network& network_;
  const FlowNetwork<Amount>& flow_;
  const std::vector<Amount>& state_;
  std::vector<char> dropped_;  ///< by demand
  std::vector<char> inside_;
  std::vector<Node> root_;
  std::vector<std::size_t> part_of_root_;  ///< by node; `none` when it has no part yet
  std::vector<Shortfall> parts_;
};

}  // namespace

std::function<std::vector<Shortfall>()> shortfall_search(const StageContext& context) {
  context.network.flow.save_in(context.states.full);
  return [shortages = std::make_shared<Shortages>(context)] { return shortages->find(); };
}

}  // namespace phanbo::flow

#include "distribute/pay_network.hpp"

#include <algorithm>

#include "models/check.hpp"

namespace phanbo::distribution_test {

namespace {

std::int64_t sum_of_kept(const Plan& plan, const SourceYear& row) {
  std::int64_t sum = 0;
  for (const KeptMoney& kept : plan.kept_money)
    if (kept.source == row.source && kept.year == row.year) sum += kept.amount.dong();
  return sum;
}

}  // namespace

std::int64_t free_dong(const Case& given, std::size_t source_year, const Rules& rules) {
  const Plan& plan = given.plan;
  const SourceYear& row = plan.source_years.rows()[source_year];
  std::int64_t free = row.available.dong();
  if (rules.reserve) free -= row.reserve.dong();
  for (const LockedAmount& locked : given.assessment.locked) {
    const bool is_here =
        locked.source == row.source && given.assessment.demands[locked.demand].year == row.year;
    if (is_here && rules.locked_money_is_spent) free -= locked.amount.dong();
  }
  for (const SourceYear& other : plan.source_years) {
    const bool is_out =
        other.year == row.year && plan.sources[other.source].transfer_from == row.source;
    if (is_out && rules.transfers_go_out) free -= other.available.dong();
  }
  return free;
}

std::int64_t local_part_dong(const Demand& demand, std::int64_t amount, const Rules& rules) {
  const Int128 product = Int128{amount} * demand.local_share_numerator;
  const Int128 denominator = demand.local_share_denominator;
  const Int128 extra = rules.local_share_rounds_up ? denominator - 1 : 0;
  return static_cast<std::int64_t>((product + extra) / denominator);
}

PayNetwork::PayNetwork(const Case& given, const Rules& rules) : given_(given), rules_(rules) {
  const std::size_t count = given.assessment.demands.size();
  amounts_.assign(count, 0);
  locked_.assign(count, {});
  for (const LockedAmount& row : given.assessment.locked) {
    LockedSplit& split = locked_[row.demand.position()];
    const bool local = given.plan.sources[row.source].is_local();
    (local ? split.local : split.other) += row.amount.dong();
  }
  money = flow.add_node();
  sink = flow.add_node();
  add_source_years();
  add_kept_money();
  add_envelopes();
  add_caps();
  for (std::size_t i = 0; i < count; ++i) add_demand(i);
}

std::optional<std::size_t> PayNetwork::source_year_of(Index<Source> source, int year) const {
  const auto& rows = given_.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].source == source && rows[i].year == year) return i;
  return std::nullopt;
}

void PayNetwork::add_source_years() {
  const auto& rows = given_.plan.source_years.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    general_.push_back(flow.add_node());
    const std::int64_t kept = rules_.kept_money ? sum_of_kept(given_.plan, rows[i]) : 0;
    const std::int64_t free = free_dong(given_, i, rules_);
    flow.add_arc(money, general_[i], std::max<std::int64_t>(0, free - kept));
  }
  carry_arcs.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto next = source_year_of(rows[i].source, rows[i].year + 1);
    if (!next || !rules_.carry_over) continue;
    const std::int64_t most = rules_.carry_limits ? rows[i].carry_out_max.dong() : no_limit_dong;
    carry_arcs[i] = flow.add_arc(general_[i], general_[*next], most);
  }
}

void PayNetwork::add_kept_money() {
  for (const KeptMoney& row : given_.plan.kept_money) {
    kept_.push_back(flow.add_node());
    if (!rules_.kept_money) continue;
    flow.add_arc(money, kept_.back(), row.amount.dong());
    const auto next = source_year_of(row.source, row.year + 1);
    if (next && !rules_.kept_money_stays_in_its_year)
      flow.add_arc(kept_.back(), general_[*next], no_limit_dong);
  }
}

void PayNetwork::add_envelopes() {
  const Assessment& assessment = given_.assessment;
  for (std::size_t i = 0; i < assessment.envelopes.size(); ++i)
    envelopes_.push_back(flow.add_node());
  for (std::size_t i = 0; i < assessment.envelopes.size(); ++i) {
    const Envelope& envelope = assessment.envelopes.rows()[i];
    std::int64_t locked = 0;
    for (const LockedAmount& row : assessment.locked) {
      const Demand& demand = assessment.demands[row.demand];
      if (row.source != envelope.source || demand.year != envelope.year) continue;
      bool on_the_way = false;
      for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers) {
        if (payer.source != row.source) continue;
        for (Index<Envelope> up = payer.envelope; up.is_set();
             up = assessment.envelopes[up].parent) {
          on_the_way = on_the_way || up.position() == i;
        }
      }
      if (on_the_way && rules_.locked_money_counts_in_envelopes) locked += row.amount.dong();
    }
    const auto source_year = source_year_of(envelope.source, envelope.year);
    PB_CHECK(source_year.has_value());
    const bool is_child = envelope.parent.is_set() && rules_.envelope_parents;
    const Flow::Node above =
        is_child ? envelopes_[envelope.parent.position()] : general_[*source_year];
    const std::int64_t most = std::max<std::int64_t>(0, envelope.amount.dong() - locked);
    flow.add_arc(above, envelopes_[i], rules_.envelopes ? most : no_limit_dong);
  }
}

void PayNetwork::add_caps() {
  const auto& plan_caps = given_.plan.caps;
  const Assessment& assessment = given_.assessment;
  std::vector<std::vector<std::size_t>> sets(plan_caps.size());
  for (std::size_t cap = 0; cap < plan_caps.size(); ++cap) {
    for (std::size_t i = 0; i < assessment.demands.size(); ++i)
      if (is_capped(given_, plan_caps[cap], assessment.demands.rows()[i])) sets[cap].push_back(i);
    cap_nodes_.push_back(flow.add_node());
    cap_sizes_.push_back(sets[cap].size());
  }
  for (std::size_t cap = 0; cap < plan_caps.size(); ++cap) {
    // The next cap that contains this one: the smallest; of equal ones the next row.
    std::optional<std::size_t> parent;
    for (std::size_t other = 0; other < plan_caps.size(); ++other) {
      const bool is_above = sets[other].size() > sets[cap].size() ||
                            (sets[other].size() == sets[cap].size() && other > cap);
      if (!is_above || !std::includes(sets[other].begin(), sets[other].end(), sets[cap].begin(),
                                      sets[cap].end())) {
        continue;
      }
      if (!parent || sets[other].size() < sets[*parent].size()) parent = other;
    }
    std::int64_t locked = 0;
    for (const std::size_t i : sets[cap]) locked += assessment.demands.rows()[i].locked.dong();
    if (!rules_.locked_money_counts_in_caps) locked = 0;
    const std::int64_t most = rules_.caps
                                  ? std::max<std::int64_t>(0, plan_caps[cap].amount.dong() - locked)
                                  : no_limit_dong;
    const bool has_parent = parent.has_value() && !sets[cap].empty();
    caps.push_back(
        {flow.add_arc(cap_nodes_[cap], has_parent ? cap_nodes_[*parent] : sink, most), most});
  }
}

/// The innermost cap: the one with the fewest demands; of equal ones the first.
Flow::Node PayNetwork::cap_node_of(const Demand& demand) const {
  std::optional<std::size_t> best;
  for (std::size_t cap = 0; cap < cap_nodes_.size(); ++cap) {
    if (!is_capped(given_, given_.plan.caps[cap], demand)) continue;
    if (!best || cap_sizes_[cap] < cap_sizes_[*best]) best = cap;
  }
  return best ? cap_nodes_[*best] : sink;
}

std::int64_t PayNetwork::locked_from(std::size_t position, Index<Source> source) const {
  std::int64_t sum = 0;
  for (const LockedAmount& row : given_.assessment.locked)
    if (row.demand.position() == position && row.source == source) sum += row.amount.dong();
  return sum;
}

std::optional<std::int64_t> PayNetwork::project_limit(std::size_t position,
                                                      Index<Source> source) const {
  const Demand& demand = given_.assessment.demands.rows()[position];
  const Item& item = given_.assessment.items[demand.item];
  if (item.origin != ItemOrigin::project || !rules_.project_limits) return std::nullopt;
  for (const ProjectSource& row : given_.plan.project_sources) {
    if (row.project.position() != item.origin_row || row.source != source ||
        row.year != demand.year || !row.ceiling) {
      continue;
    }
    const std::int64_t locked =
        rules_.locked_money_counts_in_project_limits ? locked_from(position, source) : 0;
    return std::max<std::int64_t>(0, row.ceiling->dong() - locked);
  }
  return std::nullopt;
}

void PayNetwork::add_ways(std::size_t position, DemandPart& part) {
  const Assessment& assessment = given_.assessment;
  const Demand& demand = assessment.demands.rows()[position];
  for (const Index<Source> source : phanbo::distribution_test::drawing_order(given_.plan)) {
    std::vector<Flow::Node> from;
    for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers) {
      if (payer.source != source) continue;
      const auto source_year = source_year_of(source, demand.year);
      PB_CHECK(source_year.has_value());
      from.push_back(payer.envelope.is_set() ? envelopes_[payer.envelope.position()]
                                             : general_[*source_year]);
    }
    if (from.empty()) continue;
    for (std::size_t k = 0; k < kept_.size(); ++k) {
      const KeptMoney& kept = given_.plan.kept_money[k];
      if (kept.source == source && is_kept_for(given_, kept, demand)) from.push_back(kept_[k]);
    }
    const Flow::Node way = flow.add_node();
    for (const Flow::Node node : from) flow.add_arc(node, way, no_limit_dong);
    const bool through_gate = part.gate_arc && !given_.plan.sources[source].is_local();
    const Flow::Node to = through_gate ? flow.tail(*part.gate_arc) : part.node;
    const std::int64_t most = project_limit(position, source).value_or(no_limit_dong);
    part.ways.push_back({source, flow.add_arc(way, to, most)});
  }
}

void PayNetwork::add_demand(std::size_t position) {
  const Demand& demand = given_.assessment.demands.rows()[position];
  DemandPart part;
  part.takes_part = takes_part(demand);
  if (part.takes_part) {
    part.node = flow.add_node();
    part.amount_arc = flow.add_arc(part.node, cap_node_of(demand), 0);
    if (demand.local_share_numerator > 0 && rules_.local_share) {
      const Flow::Node gate = flow.add_node();
      part.gate_arc = flow.add_arc(gate, part.node, 0);
    }
    add_ways(position, part);
  }
  demands.push_back(part);
}

std::int64_t PayNetwork::gate_capacity(std::size_t position, std::int64_t amount) const {
  const Demand& demand = given_.assessment.demands.rows()[position];
  const std::int64_t whole =
      rules_.local_share_counts_locked ? demand.locked.dong() + amount : amount;
  const std::int64_t locked = rules_.local_share_counts_locked ? locked_[position].other : 0;
  return std::max<std::int64_t>(0, whole - local_part_dong(demand, whole, rules_) - locked);
}

void PayNetwork::open(const Change& change) {
  const DemandPart& part = demands[change.demand];
  PB_CHECK(part.takes_part || change.amount == 0);
  if (!part.takes_part) return;
  PB_CHECK(change.amount >= amounts_[change.demand]);
  flow.set_capacity(part.amount_arc, change.amount);
  if (part.gate_arc) flow.set_capacity(*part.gate_arc, gate_capacity(change.demand, change.amount));
  amounts_[change.demand] = change.amount;
}

bool PayNetwork::raise(const std::vector<Change>& changes) {
  const State before = save();
  Int128 more = 0;
  for (const Change& change : changes) {
    more += change.amount - amounts_[change.demand];
    open(change);
  }
  if (flow.augment(money, sink) == more) return true;
  restore(before);
  return false;
}

bool PayNetwork::can_raise(const std::vector<Change>& changes) {
  const State before = save();
  const bool possible = raise(changes);
  restore(before);
  return possible;
}

void PayNetwork::hold_all_but(const std::vector<Change>& changes) {
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const bool is_open = std::any_of(changes.begin(), changes.end(),
                                     [&](const Change& change) { return change.demand == i; });
    if (demands[i].takes_part && !is_open) flow.seal(demands[i].amount_arc);
  }
}

Int128 PayNetwork::pour(const std::vector<Change>& changes) {
  for (const Change& change : changes) open(change);
  return flow.augment(money, sink);
}

}  // namespace phanbo::distribution_test

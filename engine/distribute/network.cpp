#include "engine/distribute/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "engine/distribute/problem_kinds.hpp"
#include "models/sort_runs.hpp"

namespace phanbo::flow {

namespace {

using namespace distribute_problems;

std::string source_year_code(const Plan& plan, const SourceYear& row) {
  return fmt::format("{}/{}", plan.sources[row.source].code, row.year);
}

/// Position of (source, year) in Plan::source_years, -1 when there is none.
class SourceYearLookup {
 public:
  explicit SourceYearLookup(const Plan& plan)
      : first_year_(plan.first_year),
        years_(static_cast<std::size_t>(plan.year_count())),
        rows_(plan.sources.size() * years_, -1) {
    for (std::size_t row = 0; row < plan.source_years.size(); ++row) {
      const SourceYear& entry = plan.source_years.rows()[row];
      rows_[slot(entry.source, entry.year)] = static_cast<int>(row);
    }
  }
  int row(Index<Source> source, int year) const {
    const int offset = year - first_year_;
    if (offset < 0 || offset >= static_cast<int>(years_)) return -1;
    return rows_[slot(source, year)];
  }

 private:
  std::size_t slot(Index<Source> source, int year) const {
    return source.position() * years_ + static_cast<std::size_t>(year - first_year_);
  }
  int first_year_;
  std::size_t years_;
  std::vector<int> rows_;
};

Problem problem_at(const ProblemKind& kind, std::string_view table, std::size_t row,
                   std::string_view field, std::vector<std::string> arguments) {
  Problem problem{&kind, {}, std::move(arguments)};
  problem.place.table = table;
  problem.place.row = row;
  problem.place.field = field;
  return problem;
}

bool takes_part(const Demand& demand) {
  return demand.standing == Standing::ordinary && demand.wanted > demand.locked;
}

class Builder {
 public:
  Builder(const Plan& plan, const Assessment& assessment, std::vector<Problem>& problems)
      : plan_(plan), assessment_(assessment), problems_(problems), lookup_(plan) {}

  Network build() {
    network_.money = network_.flow.add_node();
    network_.sink = network_.flow.add_node();
    order_sources();
    sum_locked();
    add_money();
    add_envelopes();
    add_caps();
    group_demands();
    make_room();
    for (Group& group : network_.groups) connect(group);
    network_.limits_by_code =
        order_of_runs(network_.limits, [](const LimitArc& a, const LimitArc& b) {
          return a.kind != b.kind ? a.kind <=> b.kind : a.code <=> b.code;
        });
    network_.flow.finish(network_.money, network_.sink);
    return std::move(network_);
  }

 private:
  void order_sources() {
    for (std::size_t i = 0; i < plan_.sources.size(); ++i) network_.drawing_order.emplace_back(i);
    std::stable_sort(network_.drawing_order.begin(), network_.drawing_order.end(),
                     [&](Index<Source> a, Index<Source> b) {
                       return plan_.sources[a].drawing_order < plan_.sources[b].drawing_order;
                     });
    rank_of_source_.resize(plan_.sources.size());
    for (std::size_t i = 0; i < plan_.sources.size(); ++i) {
      rank_of_source_[network_.drawing_order[i].position()] = i;
    }
  }

  void sum_locked() {
    network_.locked_local.assign(assessment_.demands.size(), 0);
    network_.locked_other.assign(assessment_.demands.size(), 0);
    for (const LockedAmount& locked : assessment_.locked) {
      auto& sums =
          plan_.sources[locked.source].is_local() ? network_.locked_local : network_.locked_other;
      sums[locked.demand.position()] += locked.amount.dong();
    }
  }

  void add_money() {
    const std::vector<Amount> free = free_money(plan_, assessment_);
    const std::size_t rows = plan_.source_years.size();
    std::vector<Amount> kept(rows, 0);
    for (const KeptMoney& entry : plan_.kept_money) {
      if (const int row = lookup_.row(entry.source, entry.year); row >= 0) {
        kept[static_cast<std::size_t>(row)] += entry.amount.dong();
      }
    }
    network_.money_arcs.assign(rows, -1);
    network_.carry_arcs.assign(rows, -1);
    network_.kept_arcs.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) money_nodes_.push_back(network_.flow.add_node());
    for (std::size_t row = 0; row < rows; ++row) {
      report_money_problems(row, free[row], kept[row]);
      const Amount general = std::max<Amount>(0, free[row] - kept[row]);
      network_.money_arcs[row] =
          limit(network_.money, money_nodes_[row], general, LimitKind::source_year,
                source_year_code(plan_, plan_.source_years.rows()[row]));
    }
    report_supplements_from_nothing();
    add_kept_money();
    add_carry_over();
  }

  /// A supplement needs money of its giver in the same year.
  void report_supplements_from_nothing() {
    for (std::size_t row = 0; row < plan_.source_years.size(); ++row) {
      const SourceYear& entry = plan_.source_years.rows()[row];
      const Index<Source> giver = plan_.sources[entry.source].transfer_from;
      if (!giver.is_set() || entry.available.is_zero()) continue;
      if (lookup_.row(giver, entry.year) >= 0) continue;
      problems_.push_back(problem_at(
          money_over_committed, "source_years", row, "available",
          {plan_.sources[giver].code, std::to_string(entry.year), to_plain(entry.available), "0"}));
    }
  }

  void report_money_problems(std::size_t row, Amount free, Amount kept) {
    const SourceYear& entry = plan_.source_years.rows()[row];
    const std::string source = plan_.sources[entry.source].code;
    const std::string year = std::to_string(entry.year);
    if (free < 0) {
      problems_.push_back(
          problem_at(money_over_committed, "source_years", row, "available",
                     {source, year, to_plain(entry.available - Money::from_dong(free)),
                      to_plain(entry.available)}));
    } else if (kept > free) {
      problems_.push_back(problem_at(kept_money_over_available, "source_years", row, "available",
                                     {source, year, std::to_string(kept), std::to_string(free)}));
    }
  }

  void add_kept_money() {
    for (std::size_t i = 0; i < plan_.kept_money.size(); ++i) {
      const KeptMoney& entry = plan_.kept_money[i];
      const int row = lookup_.row(entry.source, entry.year);
      kept_nodes_.push_back(network_.flow.add_node());
      if (row < 0) continue;
      network_.kept_arcs[static_cast<std::size_t>(row)].push_back(limit(
          network_.money, kept_nodes_[i], entry.amount.dong(), LimitKind::kept_money, entry.code));
    }
  }

  void add_carry_over() {
    for (std::size_t row = 0; row < plan_.source_years.size(); ++row) {
      const SourceYear& entry = plan_.source_years.rows()[row];
      const int next = lookup_.row(entry.source, entry.year + 1);
      if (entry.carry_out_max.is_zero() || next < 0) continue;
      network_.carry_arcs[row] =
          limit(money_nodes_[row], money_nodes_[static_cast<std::size_t>(next)],
                entry.carry_out_max.dong(), LimitKind::carry_over, source_year_code(plan_, entry));
    }
  }

  Arc limit(Node from, Node to, Amount amount, LimitKind kind, std::string code) {
    const Arc arc = network_.flow.add_arc(from, to, amount);
    network_.limits.push_back({arc, kind, std::move(code)});
    return arc;
  }

  /// Envelopes after what earlier decisions already took out of them, parents before children.
  void add_envelopes() {
    const std::size_t count = assessment_.envelopes.size();
    envelope_nodes_.assign(count, -1);
    network_.limits.reserve(network_.limits.size() + count);
    std::vector<Amount> left(count);
    for (std::size_t i = 0; i < count; ++i) left[i] = assessment_.envelopes.rows()[i].amount.dong();
    for (const LockedAmount& locked : assessment_.locked) take_from_envelopes(locked, left);
    for (std::size_t i = 0; i < count; ++i) add_envelope(Index<Envelope>(i), left);
  }

  void take_from_envelopes(const LockedAmount& locked, std::vector<Amount>& left) const {
    const Demand& demand = assessment_.demands[locked.demand];
    if (!demand.payer_set.is_set()) return;
    for (const Payer& payer : assessment_.payer_sets[demand.payer_set].payers) {
      if (payer.source != locked.source) continue;
      for (Index<Envelope> e = payer.envelope; e.is_set(); e = assessment_.envelopes[e].parent) {
        left[e.position()] = std::max<Amount>(0, left[e.position()] - locked.amount.dong());
      }
    }
  }

  Node add_envelope(Index<Envelope> index, const std::vector<Amount>& left) {
    Node& node = envelope_nodes_[index.position()];
    if (node >= 0) return node;
    const Envelope& envelope = assessment_.envelopes[index];
    node = network_.flow.add_node();
    const int row = lookup_.row(envelope.source, envelope.year);
    Node from = -1;
    if (envelope.parent.is_set()) {
      from = add_envelope(envelope.parent, left);
    } else if (row >= 0) {
      from = money_nodes_[static_cast<std::size_t>(row)];
      report_kept_behind(static_cast<std::size_t>(row));
    }
    const Node made = envelope_nodes_[index.position()];
    if (from >= 0) limit(from, made, left[index.position()], LimitKind::envelope, envelope.code);
    return made;
  }

  void report_kept_behind(std::size_t row) {
    const SourceYear& entry = plan_.source_years.rows()[row];
    for (std::size_t i = 0; i < plan_.kept_money.size(); ++i) {
      const KeptMoney& kept = plan_.kept_money[i];
      if (kept.source != entry.source || kept.year != entry.year || kept_reported_.contains(i))
        continue;
      kept_reported_[i] = true;
      problems_.push_back(
          problem_at(kept_money_behind_envelope, "kept_money", i, "source",
                     {plan_.sources[entry.source].code, std::to_string(entry.year), kept.code}));
    }
  }

  bool in_cap(const Cap& cap, const Demand& demand) const {
    const Item& item = assessment_.items[demand.item];
    if (cap.programme.is_set() && cap.programme != item.programme) return false;
    if (cap.year && *cap.year != demand.year) return false;
    if (cap.expenditure_kind && *cap.expenditure_kind != demand.expenditure_kind) return false;
    return !cap.unit.is_set() || plan_.is_within(item.unit, cap.unit);
  }

  /// For every demand its caps from the innermost out; refuses caps that cross.
  void add_caps() {
    const std::size_t demand_count = assessment_.demands.size();
    cap_of_demand_.assign(demand_count, -1);
    if (plan_.caps.empty()) return;
    std::vector<std::vector<int>> caps_of(demand_count);
    std::vector<std::size_t> sizes(plan_.caps.size(), 0);
    std::vector<Amount> locked(plan_.caps.size(), 0);
    for (std::size_t d = 0; d < demand_count; ++d) {
      const Demand& demand = assessment_.demands.rows()[d];
      for (std::size_t c = 0; c < plan_.caps.size(); ++c) {
        if (!in_cap(plan_.caps[c], demand)) continue;
        caps_of[d].push_back(static_cast<int>(c));
        ++sizes[c];
        locked[c] += demand.locked.dong();
      }
    }
    for (std::size_t c = 0; c < plan_.caps.size(); ++c) {
      network_.caps.push_back({c, -1, network_.flow.add_node(), -1,
                               std::max<Amount>(0, plan_.caps[c].amount.dong() - locked[c])});
    }
    chain_caps(caps_of, sizes);
    for (CapNode& cap : network_.caps) {
      const Node to =
          cap.parent < 0 ? network_.sink : network_.caps[static_cast<std::size_t>(cap.parent)].node;
      cap.arc = limit(cap.node, to, cap.capacity, LimitKind::cap, plan_.caps[cap.plan_row].code);
    }
  }

  void chain_caps(std::vector<std::vector<int>>& caps_of, const std::vector<std::size_t>& sizes) {
    std::vector<int> parent(plan_.caps.size(), -2);  // -2: not seen yet, -1: outermost
    for (std::size_t d = 0; d < caps_of.size(); ++d) {
      auto& chain = caps_of[d];
      std::stable_sort(chain.begin(), chain.end(), [&](int a, int b) {
        return sizes[static_cast<std::size_t>(a)] < sizes[static_cast<std::size_t>(b)];
      });
      if (!chain.empty()) cap_of_demand_[d] = chain.front();
      for (std::size_t i = 0; i < chain.size(); ++i) {
        const int outer = i + 1 < chain.size() ? chain[i + 1] : -1;
        int& known = parent[static_cast<std::size_t>(chain[i])];
        if (known == -2) known = outer;
        if (known != outer) report_crossing(chain[i], known < 0 ? outer : known);
      }
    }
    for (std::size_t c = 0; c < parent.size(); ++c)
      network_.caps[c].parent = std::max(parent[c], -1);
  }

  void report_crossing(int a, int b) {
    const int first = std::min(a, b);
    const int second = std::max(a, b);
    if (!crossings_.emplace(std::pair{first, second}, true).second) return;
    problems_.push_back(problem_at(caps_cross, "caps", static_cast<std::size_t>(second), "code",
                                   {plan_.caps[static_cast<std::size_t>(first)].code,
                                    plan_.caps[static_cast<std::size_t>(second)].code}));
  }

  int stage_of(const Demand& demand) const {
    const auto class_position = static_cast<int>(demand.priority_class.position());
    if (plan_.class_order == ClassOrder::by_class) return class_position;
    return (demand.year - plan_.first_year) * static_cast<int>(plan_.classes.size()) +
           class_position;
  }

  /// Kept money this demand may draw on, by position in Plan::kept_money.
  std::vector<std::size_t> kept_for(const Demand& demand, Index<Source> source) const {
    std::vector<std::size_t> found;
    const Item& item = assessment_.items[demand.item];
    for (std::size_t i = 0; i < plan_.kept_money.size(); ++i) {
      const KeptMoney& kept = plan_.kept_money[i];
      if (kept.source != source || kept.year != demand.year || kept.programme != item.programme)
        continue;
      if (!kept.unit.is_set() || plan_.is_within(item.unit, kept.unit)) found.push_back(i);
    }
    return found;
  }

  const ProjectSource* project_limit(const Demand& demand, Index<Source> source) const {
    const Item& item = assessment_.items[demand.item];
    if (item.origin != ItemOrigin::project) return nullptr;
    const auto [first, last] =
        std::equal_range(plan_.project_sources.begin(), plan_.project_sources.end(),
                         Index<Project>(item.origin_row), ByProject{});
    for (auto row = first; row != last; ++row) {
      if (row->source == source && row->year == demand.year && row->ceiling) return &*row;
    }
    return nullptr;
  }

  struct ByProject {
    bool operator()(const ProjectSource& a, Index<Project> b) const { return a.project < b; }
    bool operator()(Index<Project> a, const ProjectSource& b) const { return a < b.project; }
  };

  bool stands_alone(const Demand& demand) const {
    if (demand.local_share_numerator > 0) return true;
    for (const Payer& payer : assessment_.payer_sets[demand.payer_set].payers) {
      if (project_limit(demand, payer.source) != nullptr) return true;
    }
    return false;
  }

  /// Kept money depends on programme and unit; a number for each distinct pattern keeps the group
  /// key short.
  int kept_signature(const Demand& demand) {
    if (plan_.kept_money.empty()) return 0;
    std::vector<std::size_t> pattern;
    for (const Payer& payer : assessment_.payer_sets[demand.payer_set].payers) {
      const auto kept = kept_for(demand, payer.source);
      pattern.insert(pattern.end(), kept.begin(), kept.end());
    }
    return kept_signatures_
        .emplace(std::move(pattern), static_cast<int>(kept_signatures_.size()) + 1)
        .first->second;
  }

  void group_demands() {
    using Key = std::tuple<int, int, Index<PayerSet>, int, int, std::int64_t>;
    std::vector<std::pair<Key, std::size_t>> keyed;
    keyed.reserve(assessment_.demands.size());
    for (std::size_t d = 0; d < assessment_.demands.size(); ++d) {
      const Demand& demand = assessment_.demands.rows()[d];
      if (!takes_part(demand)) continue;
      const std::int64_t alone = stands_alone(demand) ? static_cast<std::int64_t>(d) : -1;
      keyed.emplace_back(Key{stage_of(demand), demand.year, demand.payer_set, cap_of_demand_[d],
                             kept_signature(demand), alone},
                         d);
    }
    std::sort(keyed.begin(), keyed.end());
    std::size_t group_count = 0;
    for (std::size_t i = 0; i < keyed.size(); ++i)
      group_count += i == 0 || keyed[i].first != keyed[i - 1].first ? 1 : 0;
    network_.groups.reserve(group_count);
    for (const auto& [key, d] : keyed) network_.grouped_demands.emplace_back(d);
    const std::span<const Index<Demand>> all = network_.grouped_demands;
    network_.group_of_demand.assign(assessment_.demands.size(), -1);
    for (std::size_t i = 0; i < keyed.size(); ++i) {
      const Demand& demand = assessment_.demands.rows()[keyed[i].second];
      if (i == 0 || keyed[i].first != keyed[i - 1].first) {
        Group group;
        group.stage = stage_of(demand);
        group.year = demand.year;
        group.priority_class = demand.priority_class;
        group.cap = cap_of_demand_[keyed[i].second];
        group.members = all.subspan(i, 0);
        network_.groups.push_back(std::move(group));
      }
      Group& group = network_.groups.back();
      group.members = {group.members.data(), group.members.size() + 1};
      network_.group_of_demand[keyed[i].second] = static_cast<int>(network_.groups.size()) - 1;
    }
    network_.stage_count = static_cast<int>(plan_.classes.size()) *
                           (plan_.class_order == ClassOrder::by_class ? 1 : plan_.year_count());
  }

  /// For the payers and arcs of all groups: the lists are long, and groups look into the first.
  void make_room() {
    std::size_t payers = 0;
    for (const Group& group : network_.groups) {
      const Demand& demand = assessment_.demands[group.members.front()];
      payers += assessment_.payer_sets[demand.payer_set].payers.size();
    }
    network_.group_payers.reserve(payers);
    network_.flow.reserve(network_.flow.arc_count() / 2 + 2 * network_.groups.size() + payers);
  }

  void connect(Group& group) {
    const Demand& demand = assessment_.demands[group.members.front()];
    FlowNetwork<Amount>& flow = network_.flow;
    group.node = flow.add_node();
    const Node to =
        group.cap < 0 ? network_.sink : network_.caps[static_cast<std::size_t>(group.cap)].node;
    group.amount_arc = flow.add_arc(group.node, to, 0);
    if (demand.local_share_numerator > 0) {
      network_.has_gates = true;
      group.gate = flow.add_node();
      group.gate_arc = limit(group.gate, group.node, 0, LimitKind::local_share,
                             demand_code(assessment_, group.members.front()));
    }
    payers_ = assessment_.payer_sets[demand.payer_set].payers;
    std::sort(payers_.begin(), payers_.end(), [&](const Payer& a, const Payer& b) {
      return std::pair(rank_of_source_[a.source.position()], a) <
             std::pair(rank_of_source_[b.source.position()], b);
    });
    connect_pool(group, demand);
    const std::size_t first = network_.group_payers.size();
    for (const Payer& payer : payers_) connect_payer(group, demand, payer);
    group.payers = std::span(network_.group_payers).subspan(first);
  }

  /// Where a payer's money for the demand starts; -1 when the source has none that year.
  Node start_of(const Demand& demand, const Payer& payer) {
    const int row = lookup_.row(payer.source, demand.year);
    if (row < 0) return -1;
    const Node money = money_nodes_[static_cast<std::size_t>(row)];
    if (payer.envelope.is_set()) return envelope_nodes_[payer.envelope.position()];
    return plan_.kept_money.empty() ? money : entry_with_kept(demand, payer.source, money);
  }

  /// Two or more payers without envelope, limit or gate reach the group through a pool, which
  /// groups of the same class, year and payers share.
  void connect_pool(Group& group, const Demand& demand) {
    if (group.gate >= 0) return;
    auto& [priority_class, year, starts] = pool_key_;
    priority_class = group.priority_class;
    year = group.year;
    starts.clear();
    for (const Payer& payer : payers_) {
      if (is_pooled(demand, payer)) starts.push_back(start_of(demand, payer));
    }
    if (starts.size() < 2) return;
    auto entry = pools_.find(pool_key_);
    if (entry == pools_.end()) {
      entry = pools_.emplace(pool_key_, network_.pools.size()).first;
      add_pool(group, demand);
    }
    group.pool = static_cast<int>(entry->second);
    Pool& pool = network_.pools[entry->second];
    pool.to_groups.push_back(network_.flow.add_arc(pool.node, group.node, unlimited));
  }

  bool is_pooled(const Demand& demand, const Payer& payer) const {
    return !payer.envelope.is_set() && lookup_.row(payer.source, demand.year) >= 0 &&
           project_limit(demand, payer.source) == nullptr;
  }

  void add_pool(const Group& group, const Demand& demand) {
    Pool pool;
    pool.year = group.year;
    pool.priority_class = group.priority_class;
    pool.node = network_.flow.add_node();
    for (const Payer& payer : payers_) {
      if (!is_pooled(demand, payer)) continue;
      const Node from = start_of(demand, payer);
      pool.payers.push_back({payer.source, network_.flow.add_arc(from, pool.node, unlimited), -1});
    }
    network_.pools.push_back(std::move(pool));
  }

  void connect_payer(const Group& group, const Demand& demand, const Payer& payer) {
    if (group.pool >= 0 && is_pooled(demand, payer)) {
      const Pool& pool = network_.pools[static_cast<std::size_t>(group.pool)];
      const auto in_pool =
          std::find_if(pool.payers.begin(), pool.payers.end(),
                       [&](const PayerArc& known) { return known.source == payer.source; });
      network_.group_payers.push_back({payer.source, in_pool->arc, pool.to_groups.back()});
      return;
    }
    const Node from = start_of(demand, payer);
    if (from < 0) return;
    const bool gated = group.gate >= 0 && !plan_.sources[payer.source].is_local();
    const Node to = gated ? group.gate : group.node;
    Arc arc = -1;
    if (const ProjectSource* ceiling = project_limit(demand, payer.source); ceiling != nullptr) {
      const Amount left =
          std::max<Amount>(0, ceiling->ceiling->dong() - locked_from(group, payer.source));
      arc = limit(from, to, left, LimitKind::project_source,
                  fmt::format("{}@{}", demand_code(assessment_, group.members.front()),
                              plan_.sources[payer.source].code));
    } else {
      arc = network_.flow.add_arc(from, to, unlimited);
    }
    network_.group_payers.push_back({payer.source, arc, -1});
  }

  Amount locked_from(const Group& group, Index<Source> source) const {
    Amount sum = 0;
    const auto before = [](const LockedAmount& a, Index<Demand> b) { return a.demand < b; };
    const Index<Demand> demand = group.members.front();
    auto locked =
        std::lower_bound(assessment_.locked.begin(), assessment_.locked.end(), demand, before);
    for (; locked != assessment_.locked.end() && locked->demand == demand; ++locked) {
      if (locked->source == source) sum += locked->amount.dong();
    }
    return sum;
  }

  /// The node where a source's general money and the kept money this demand may draw on come
  /// together.
  Node entry_with_kept(const Demand& demand, Index<Source> source, Node general) {
    const std::vector<std::size_t> kept = kept_for(demand, source);
    if (kept.empty()) return general;
    const auto [entry, is_new] = kept_entries_.emplace(std::pair{general, kept}, Node{-1});
    if (is_new) {
      entry->second = network_.flow.add_node();
      network_.flow.add_arc(general, entry->second, unlimited);
      for (const std::size_t i : kept)
        network_.flow.add_arc(kept_nodes_[i], entry->second, unlimited);
    }
    return entry->second;
  }

  const Plan& plan_;
  const Assessment& assessment_;
  std::vector<Problem>& problems_;
  SourceYearLookup lookup_;
  Network network_;
  std::vector<std::size_t> rank_of_source_;
  std::vector<Node> money_nodes_;
  std::vector<Node> kept_nodes_;
  std::vector<Node> envelope_nodes_;
  std::vector<int> cap_of_demand_;
  std::map<std::vector<std::size_t>, int> kept_signatures_;
  std::map<std::pair<Node, std::vector<std::size_t>>, Node> kept_entries_;
  using PoolKey = std::tuple<Index<PriorityClass>, int, std::vector<Node>>;
  std::map<PoolKey, std::size_t> pools_;
  PoolKey pool_key_;           ///< of the group being connected; storage is kept
  std::vector<Payer> payers_;  ///< of the group being connected, in drawing order
  std::map<std::size_t, bool> kept_reported_;
  std::map<std::pair<int, int>, bool> crossings_;
};

}  // namespace

std::vector<Amount> free_money(const Plan& plan, const Assessment& assessment) {
  const SourceYearLookup lookup(plan);
  std::vector<Amount> free;
  for (const SourceYear& row : plan.source_years) {
    free.push_back(row.available.dong() - row.reserve.dong());
  }
  for (const SourceYear& row : plan.source_years) {
    const Index<Source> giver = plan.sources[row.source].transfer_from;
    if (!giver.is_set()) continue;
    const int from = lookup.row(giver, row.year);
    if (from >= 0) free[static_cast<std::size_t>(from)] -= row.available.dong();
  }
  for (const LockedAmount& locked : assessment.locked) {
    const int row = lookup.row(locked.source, assessment.demands[locked.demand].year);
    if (row >= 0) free[static_cast<std::size_t>(row)] -= locked.amount.dong();
  }
  return free;
}

Network build_network(const Plan& plan, const Assessment& assessment,
                      std::vector<Problem>& problems) {
  return Builder(plan, assessment, problems).build();
}

Amount other_money_at_most(const Network& network, const Assessment& assessment,
                           Index<Demand> demand, Amount amount) {
  const Demand& row = assessment.demands[demand];
  const Amount whole = row.locked.dong() + amount;
  const Amount local =
      scale_ceil(Money::from_dong(whole), row.local_share_numerator, row.local_share_denominator)
          .dong();
  const Amount other = whole - local - network.locked_other[demand.position()];
  return std::clamp<Amount>(other, 0, amount);
}

}  // namespace phanbo::flow

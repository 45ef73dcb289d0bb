#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/distribute/flow_network.hpp"
#include "models/ledger.hpp"
#include "models/problem.hpp"

/// The payability network of docs/distribution.md section 1.
namespace phanbo::flow {

using Amount = std::int64_t;  ///< đồng on an arc
inline constexpr Amount unlimited = Amount{1} << 60;

/// One way into a group or a pool: the arc that brings money of a source. Where it ends in a pool,
/// `pool_arc` leads on to the group.
struct PayerArc {
  Index<Source> source;
  Arc arc = -1;
  Arc pool_arc = -1;
};

/// Sources that pay whole groups of one class and year in every mixture: what they bring comes
/// together in one node, so that a country's arcs do not multiply with its sources.
struct Pool {
  int year = 0;
  Index<PriorityClass> priority_class;
  Node node = -1;
  std::vector<PayerArc> payers;
  std::vector<Arc> to_groups;
};

/// Demands that the network cannot tell apart: same stage, year, payers, caps and kept money.
/// Demands with a local share or project limits stand alone.
struct Group {
  int stage = 0;
  int year = 0;
  Index<PriorityClass> priority_class;
  std::span<const Index<Demand>> members;  ///< in the order of Assessment::demands
  Node node = -1;
  Arc amount_arc = -1;  ///< what the members get beyond locked amounts
  Node gate = -1;       ///< where money that is not local comes in; -1 without a local share
  Arc gate_arc = -1;
  std::span<const PayerArc> payers;  ///< in drawing order
  int pool = -1;                     ///< index into Network::pools; -1 without
  int cap = -1;                      ///< innermost cap, index into Network::caps
};

/// A limit on a set of demands; caps form a forest.
struct CapNode {
  std::size_t plan_row = 0;
  int parent = -1;
  Node node = -1;
  Arc arc = -1;         ///< to the parent's node or the sink
  Amount capacity = 0;  ///< beyond locked amounts
};

/// What an arc limits, for shortage sentences.
struct LimitArc {
  Arc arc = -1;
  LimitKind kind = LimitKind::source_year;
  std::string code;
};

struct Network {
  FlowNetwork<Amount> flow;
  Node money = -1;  ///< every đồng starts here …
  Node sink = -1;   ///< … and ends here
  std::vector<Group> groups;
  std::vector<Pool> pools;
  std::vector<int> group_of_demand;            ///< -1 when the demand takes no part
  std::vector<Index<Demand>> grouped_demands;  ///< of all groups, one after the other
  std::vector<PayerArc> group_payers;          ///< the same
  std::vector<CapNode> caps;
  std::vector<LimitArc> limits;
  std::vector<std::size_t> limits_by_code;  ///< places in `limits`, by kind, then code
  std::vector<Arc> money_arcs;              ///< by source_year row: money → its node; -1 without
  std::vector<Arc> carry_arcs;              ///< by source_year row: to next year; -1 without
  std::vector<std::vector<Arc>> kept_arcs;  ///< by source_year row: money → kept money
  std::vector<Amount> locked_local;         ///< by demand
  std::vector<Amount> locked_other;         ///< by demand
  std::vector<Index<Source>> drawing_order;
  int stage_count = 0;
  bool has_gates = false;  ///< some group has a local share
};

/// Money of source-years after reserve, locked amounts and transfers out; parallel to
/// Plan::source_years.
std::vector<Amount> free_money(const Plan& plan, const Assessment& assessment);

/// Problems: negative free money, kept money beyond it, kept money behind envelopes, caps that
/// cross.
Network build_network(const Plan& plan, const Assessment& assessment,
                      std::vector<Problem>& problems);

/// Greatest amount of other than local money beyond locked, when the demand gets `amount` beyond
/// locked.
Amount other_money_at_most(const Network& network, const Assessment& assessment,
                           Index<Demand> demand, Amount amount);

}  // namespace phanbo::flow

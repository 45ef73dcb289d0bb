#pragma once

#include <vector>

#include "verifier/flow_graph.hpp"
#include "verifier/needs.hpp"

/// The money side of the network of docs/distribution.md section 1.
namespace phanbo_verify {

using DongGraph = FlowGraph<Dong>;
inline constexpr Dong without_limit = Dong{1} << 60;

/// Nodes and arcs of the money side; -1 where a thing has none.
struct Supply {
  int root = -1;
  std::vector<int> source_year_node;  ///< by row of source_years: money everybody may draw
  std::vector<int> general_arc;       ///< root → that node
  std::vector<int> carry_arc;         ///< to the node of the next year
  std::vector<int> kept_node;         ///< by row of kept_money
  std::vector<int> kept_arc;
  std::vector<int> envelope_node;
  std::vector<int> envelope_arc;  ///< from the envelope above or the source-year
};

/// Money of each source-year after reserve, locked amounts and transfers out.
std::vector<Dong> free_money(const PlanModel& plan, const NeedModel& model);
/// What each envelope still lets through after locked amounts.
std::vector<Dong> envelope_room(const PlanModel& plan, const NeedModel& model);
/// What a source-year may carry to the next year of its source; 0 without a next year.
Dong carry_limit(const PlanModel& plan, int source_year);

Supply build_supply(DongGraph& graph, const PlanModel& plan, const NeedModel& model);

/// Nodes that give this demand money of one way: the envelope or source-year, and kept money.
std::vector<int> nodes_of_way(const Supply& supply, const PlanModel& plan, const Need& need,
                              const Way& way);
/// Rows of kept_money this demand may draw on, among the sources that may pay for it.
std::vector<int> kept_rows_of(const PlanModel& plan, const NeedModel& model, const Need& need);
/// Greatest amount of other than local money beyond locked when the demand gets `amount` beyond
/// locked.
Dong other_money_at_most(const Need& need, Dong amount);
/// The limit of project_sources for a project, source and year, less locked money; without_limit
/// where there is none.
Dong project_limit(const PlanModel& plan, const NeedModel& model, int need_position, int source);
bool cap_covers(const PlanModel& plan, const CapRow& cap, const Need& need);

}  // namespace phanbo_verify

#pragma once

#include <vector>

/// A long row of choices, each to be the greatest with all earlier ones fixed, judged all at once.
namespace phanbo_verify {

/// A way along which flow may still be exchanged. `time` 0: always there. Others are there only for
/// choices that come earlier: the last choice of the row has times 1 and 2, the one before 3 and 4.
struct TimedEdge {
  int from;
  int to;
  int time;
};

/// Of all edges, those that lie on a circle of edges that are not later than themselves: positions
/// in `edges`, in no order. Edges of time 0 are not asked about.
///
/// A choice that could be greater closes a circle of exchange by its own edge, over edges of later
/// choices only. Counting the choices from the last to the first, edges appear one after the other,
/// and the question is whether an edge closes a circle when it appears. That is found for all edges
/// by halving the time: edges that lie on a circle in the first half are followed there, the others
/// in the second half, where whatever the first half has connected both ways is one point.
std::vector<std::size_t> closing_edges(int node_count, std::vector<TimedEdge> edges);

}  // namespace phanbo_verify

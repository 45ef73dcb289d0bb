// Which edges close a circle when they appear: against a plain search edge by edge.
#include "verifier/exchange_order.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "verifier/random_numbers.hpp"

namespace phanbo_verify::test {
namespace {

bool leads(const std::vector<TimedEdge>& edges, int before, int from, int to) {
  std::vector<int> queue{from};
  std::vector<int> seen{from};
  while (!queue.empty()) {
    const int node = queue.back();
    queue.pop_back();
    if (node == to) return true;
    for (const TimedEdge& edge : edges) {
      if (edge.from != node || edge.time >= before) continue;
      if (std::find(seen.begin(), seen.end(), edge.to) != seen.end()) continue;
      seen.push_back(edge.to);
      queue.push_back(edge.to);
    }
  }
  return false;
}

std::vector<std::size_t> closing_one_by_one(const std::vector<TimedEdge>& edges) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const TimedEdge& edge = edges[i];
    if (edge.time > 0 && leads(edges, edge.time, edge.to, edge.from)) found.push_back(i);
  }
  return found;
}

TEST(ClosingEdges, AgreesWithASearchForEachEdge) {
  std::size_t closing = 0;
  std::size_t open = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    RandomNumbers numbers(seed);
    const int nodes = static_cast<int>(numbers.between(1, 12));
    std::vector<TimedEdge> edges;
    const auto count = numbers.between(0, 40);
    int time = 0;
    for (std::int64_t i = 0; i < count; ++i) {
      const int from = static_cast<int>(numbers.between(0, nodes - 1));
      const int to = static_cast<int>(numbers.between(0, nodes - 1));
      edges.push_back({from, to, numbers.one_in(3) ? 0 : ++time});
    }
    const std::vector<std::size_t> expected = closing_one_by_one(edges);
    EXPECT_THAT(closing_edges(nodes, edges), testing::UnorderedElementsAreArray(expected))
        << "seed " << seed;
    closing += expected.size();
    open += static_cast<std::size_t>(time) - expected.size();
  }
  EXPECT_GT(closing, 1'000u);
  EXPECT_GT(open, 1'000u);
}

TEST(ClosingEdges, NothingComesOfNothing) {
  EXPECT_THAT(closing_edges(0, {}), testing::IsEmpty());
  EXPECT_THAT(closing_edges(2, {{0, 1, 0}, {1, 0, 0}}), testing::IsEmpty());
  EXPECT_THAT(closing_edges(2, {{0, 1, 0}, {1, 0, 1}}), testing::ElementsAre(1u));
  EXPECT_THAT(closing_edges(1, {{0, 0, 7}}), testing::ElementsAre(0u));
}

}  // namespace
}  // namespace phanbo_verify::test

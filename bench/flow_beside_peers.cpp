// The greatest flow of a plan's payability network (all wishes open at once), by our own augmenting
// flow, by LEMON's network simplex and by CLP's dual simplex, in one run. usage: flow_beside_peers
// PLAN [runs]
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <ctime>
#include <functional>
#include <iostream>
#include <vector>

#include "engine/assess/assess.hpp"
#include "engine/distribute/distribute.hpp"
#include "engine/distribute/network.hpp"
#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"

namespace {

using namespace phanbo;

/// Of the processor, so that a busy machine does not favour anybody.
double processor_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double median_ms(int runs, const std::function<void()>& work) {
  std::vector<double> samples;
  for (int i = 0; i < runs; ++i) {
    const double start = processor_ms();
    work();
    samples.push_back(processor_ms() - start);
  }
  std::sort(samples.begin(), samples.end());
  return samples[samples.size() / 2];
}

struct PlainNetwork {
  int nodes = 0;
  int source = 0;
  int sink = 0;
  std::vector<int> from, to;
  std::vector<std::int64_t> capacity;
};

void open_all_wishes(const Assessment& assessment, flow::Network& network) {
  for (const flow::Group& group : network.groups) {
    flow::Amount sum = 0;
    for (const Index<Demand> demand : group.members) {
      sum += (assessment.demands[demand].wanted - assessment.demands[demand].locked).dong();
    }
    network.flow.set_capacity(group.amount_arc, sum);
    if (group.gate >= 0) {
      network.flow.set_capacity(
          group.gate_arc,
          flow::other_money_at_most(network, assessment, group.members.front(), sum));
    }
  }
}

PlainNetwork plain(const flow::Network& network) {
  PlainNetwork made;
  made.nodes = network.flow.node_count();
  made.source = network.money;
  made.sink = network.sink;
  for (std::size_t arc = 0; arc < network.flow.arc_count(); arc += 2) {
    const auto index = static_cast<flow::Arc>(arc);
    made.from.push_back(network.flow.tail(index));
    made.to.push_back(network.flow.head(index));
    made.capacity.push_back(
        std::min<std::int64_t>(network.flow.capacity(index), limit_amount_dong_max));
  }
  return made;
}

std::int64_t by_lemon(const PlainNetwork& plain) {
  lemon::SmartDigraph graph;
  std::vector<lemon::SmartDigraph::Node> nodes;
  for (int i = 0; i < plain.nodes; ++i) nodes.push_back(graph.addNode());
  lemon::SmartDigraph::ArcMap<std::int64_t> capacity(graph), cost(graph);
  for (std::size_t i = 0; i < plain.from.size(); ++i) {
    const auto arc = graph.addArc(nodes[static_cast<std::size_t>(plain.from[i])],
                                  nodes[static_cast<std::size_t>(plain.to[i])]);
    capacity[arc] = plain.capacity[i];
    cost[arc] = 0;
  }
  const auto back = graph.addArc(nodes[static_cast<std::size_t>(plain.sink)],
                                 nodes[static_cast<std::size_t>(plain.source)]);
  capacity[back] = limit_amount_dong_max;
  cost[back] = -1;
  lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, std::int64_t> simplex(graph);
  simplex.upperMap(capacity).costMap(cost).run();
  return simplex.flow(back);
}

double by_clp(const PlainNetwork& plain) {
  const int arcs = static_cast<int>(plain.from.size());
  std::vector<int> rows, columns;
  std::vector<double> elements, lower, upper, objective;
  for (int i = 0; i < arcs; ++i) {
    rows.insert(rows.end(),
                {plain.from[static_cast<std::size_t>(i)], plain.to[static_cast<std::size_t>(i)]});
    columns.insert(columns.end(), {i, i});
    elements.insert(elements.end(), {-1.0, 1.0});
    lower.push_back(0);
    upper.push_back(static_cast<double>(plain.capacity[static_cast<std::size_t>(i)]));
    objective.push_back(plain.to[static_cast<std::size_t>(i)] == plain.sink ? -1.0 : 0.0);
  }
  std::vector<double> row_lower(static_cast<std::size_t>(plain.nodes), 0), row_upper = row_lower;
  row_lower[static_cast<std::size_t>(plain.source)] = -1e18;
  row_upper[static_cast<std::size_t>(plain.sink)] = 1e18;
  const CoinPackedMatrix matrix(true, rows.data(), columns.data(), elements.data(),
                                static_cast<CoinBigIndex>(elements.size()));
  ClpSimplex model;
  model.setLogLevel(0);
  model.loadProblem(matrix, lower.data(), upper.data(), objective.data(), row_lower.data(),
                    row_upper.data());
  model.dual();
  return -model.objectiveValue();
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: flow_beside_peers PLAN [runs]\n";
    return 2;
  }
  const int runs = count > 2 ? std::atoi(arguments[2]) : 5;
  const LawReading law = read_law(law_files());
  const PlanReading reading = read_plan(arguments[1], law.law);
  if (!reading.plan) {
    for (const Problem& problem : reading.problems) std::cerr << render(problem, Language::english);
    return 3;
  }
  const AssessmentReading assessed = assess(*reading.plan);
  std::vector<Problem> problems;
  flow::Network network = flow::build_network(*reading.plan, assessed.assessment, problems);
  open_all_wishes(assessed.assessment, network);
  const PlainNetwork peer = plain(network);
  const std::vector<flow::Amount> empty = network.flow.save();
  std::cout << "network: " << peer.nodes << " nodes, " << peer.from.size() << " arcs, "
            << assessed.assessment.demands.size() << " demand-years; processor time, median of "
            << runs << " runs (CLP: at most 3)" << std::endl;
  flow::Amount ours = 0;
  const double own_ms = median_ms(runs, [&] {
    network.flow.restore(empty);
    ours = network.flow.augment_all();
  });
  const double all_ms = median_ms(runs, [&] { distribute(*reading.plan, assessed.assessment); });
  std::cout << "ours " << own_ms << " ms; whole stage distribute (all classes, unique split) "
            << all_ms << " ms" << std::endl;
  std::int64_t lemon = 0;
  const double lemon_ms = median_ms(runs, [&] { lemon = by_lemon(peer); });
  std::cout << "LEMON network simplex " << lemon_ms << " ms (" << lemon_ms / own_ms << " x)"
            << std::endl;
  double clp = 0;
  const double clp_ms = median_ms(std::min(runs, 3), [&] { clp = by_clp(peer); });
  std::cout << "greatest flow: ours " << ours << ", LEMON " << lemon << ", CLP "
            << static_cast<std::int64_t>(clp) << "\n"
            << "CLP dual simplex " << clp_ms << " ms (" << clp_ms / own_ms << " x)\n";
  return ours == lemon ? 0 : 1;
}

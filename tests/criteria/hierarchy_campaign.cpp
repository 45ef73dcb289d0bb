// Random hierarchies of up to six levels: a sum of money is shared level by level, and every đồng
// must arrive. usage: hierarchy_campaign [--count N] [--seed N] [--units N]
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "engine/criteria/apportion.hpp"

namespace {

using namespace phanbo;

struct Node {
  std::int64_t amount = 0;
  int level = 0;
};

/// Shares the amount of each node among its children; false when anything is lost.
bool run_one(std::mt19937_64& random, std::size_t units_max) {
  constexpr int levels_max = 6;
  std::vector<Node> open{{static_cast<std::int64_t>(random() % 9'000'000'000'000'000ULL), 0}};
  std::size_t units = 1;
  std::int64_t leaves = 0;
  std::int64_t unshared = 0;
  const std::int64_t whole = open[0].amount;
  const std::int64_t step = random() % 3 == 0 ? 1'000'000 : 1;
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    const std::size_t room = units_max - units;
    const std::size_t children =
        node.level >= levels_max || room == 0 ? 0 : random() % std::min<std::size_t>(room + 1, 40);
    if (children == 0) {
      leaves += node.amount;
      continue;
    }
    Column weights;
    for (std::size_t i = 0; i < children; ++i) {
      weights.units.push_back(static_cast<Int128>(random() % 1'000'000));
      weights.bound = 1'000'000;
    }
    weights.units[0] += 1;
    weights.scale = 100;
    const std::int64_t steps = node.amount / step;
    ApportionLimits limits;
    if (random() % 2 == 0) {
      for (std::size_t i = 0; i < children; ++i) {
        const auto even = steps / static_cast<std::int64_t>(children);
        limits.least_steps.push_back(even == 0 ? 0 : static_cast<std::int64_t>(random()) % even);
        limits.least_steps.back() = std::max<std::int64_t>(0, limits.least_steps.back());
      }
    }
    const auto result = apportion(steps, weights, children, limits);
    if (!result) return false;
    unshared += node.amount - steps * step + result->left_steps * step;
    for (const std::int64_t share : result->steps) open.push_back({share * step, node.level + 1});
    units += children;
  }
  return leaves + unshared == whole;
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t rounds = 1'000;
  std::uint64_t seed = 1;
  std::size_t units = 35'056;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    const std::uint64_t value = std::strtoull(arguments[i + 1], nullptr, 10);
    if (name == "--count") rounds = value;
    if (name == "--seed") seed = value;
    if (name == "--units") units = value;
  }
  std::mt19937_64 random(seed);
  for (std::uint64_t round = 0; round < rounds; ++round) {
    // Mostly small ones, now and then one of country size.
    const std::size_t size = round % 1'000 == 0 ? units : 1 + random() % 200;
    if (run_one(random, size)) continue;
    std::printf("seed %llu, round %llu: money was lost\n", static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(round));
    return 1;
  }
  std::printf("seed %llu: %llu hierarchies, nothing lost\n", static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(rounds));
  return 0;
}

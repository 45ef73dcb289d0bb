// Random hierarchies of up to six levels below the top: a sum of money is shared level by level in
// whole steps, by weights of either kind, with and without floors and caps; every đồng must arrive,
// every node's children must hold exactly what it had, and nobody may stand more than a step beside
// its exact quota. usage: hierarchy_campaign [--count N] [--seed N] [--units N]
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "engine/criteria/apportion.hpp"

namespace {

using namespace phanbo;

constexpr int levels_max = 6;
constexpr std::array<std::size_t, 6> size_borders = {10, 100, 1'000, 10'000, 35'055, 35'056};

/// What the run has met, to be read beside its answer.
struct Coverage {
  std::array<std::uint64_t, levels_max + 1> hierarchies_by_depth{};
  std::array<std::uint64_t, size_borders.size()> hierarchies_by_size{};
  std::array<std::uint64_t, levels_max + 1> units_by_level{};
  std::uint64_t sharings = 0;
  std::uint64_t with_floors = 0;
  std::uint64_t with_caps = 0;
  std::uint64_t held_at_floor = 0;
  std::uint64_t held_at_cap = 0;
  std::uint64_t of_fractions = 0;
  std::uint64_t ties = 0;
  std::uint64_t left_unshared = 0;
  std::uint64_t widest = 0;
};

struct Node {
  std::int64_t amount = 0;
  int level = 0;
};

class Hierarchy {
 public:
  Hierarchy(std::mt19937_64& random, std::size_t units, Coverage& coverage)
      : random_(random), wanted_(units), coverage_(coverage) {}

  /// Shares the amount of each node among its children; false when anything is lost.
  bool run() {
    const std::int64_t whole = up_to(9'000'000'000'000'000);
    step_ = up_to(2) == 0 ? 1'000'000 : 1;
    depth_ = 1 + static_cast<int>(up_to(levels_max - 1));
    std::vector<Node> level{{whole, 0}};
    while (!level.empty() && level.front().level < depth_) {
      std::vector<Node> below;
      for (std::size_t i = 0; i < level.size(); ++i) {
        const std::size_t children = children_of(level, i);
        if (children == 0) {
          leaves_ += level[i].amount;
        } else if (!share(level[i], children, below)) {
          return false;
        }
      }
      level = std::move(below);
      if (!level.empty()) reached_ = level.front().level;
    }
    for (const Node& node : level) leaves_ += node.amount;
    count_sizes();
    return leaves_ + unshared_ == whole;
  }

 private:
  std::int64_t up_to(std::int64_t most) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most + 1));
  }

  /// So many children that the units last about as many levels as the hierarchy is to have; the
  /// last level takes all that are still to come.
  std::size_t children_of(const std::vector<Node>& level, std::size_t i) {
    const std::size_t room = wanted_ - units_;
    if (room == 0) return 0;
    if (level[i].level + 1 == depth_) {
      const std::size_t here = room / (level.size() - i);
      return i + 1 == level.size() ? room
                                   : std::min(room, here + static_cast<std::size_t>(up_to(3)));
    }
    const auto children = static_cast<std::size_t>(up_to(2 * branching()));
    return std::min(room, i == 0 ? children + 1 : children);
  }

  /// The greatest b with b to the power of the depth not above the units.
  std::int64_t branching() const {
    for (std::int64_t b = 2;; ++b) {
      std::int64_t power = 1;
      for (int i = 0; i < depth_; ++i) power *= b;
      if (power > static_cast<std::int64_t>(wanted_)) return b - 1;
    }
  }

  /// Whole numbers over a scale, or fractions of any size.
  Column weights_of(std::size_t count) {
    Column weights;
    weights.is_exact = up_to(19) == 0 && count <= 200;
    weights.scale = 100;
    weights.bound = 1'000'000;
    const bool has_equals = up_to(3) == 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t weight = (i == 0 ? 1 : 0) + up_to(has_equals ? 3 : 999'999);
      if (weights.is_exact) {
        weights.values.push_back(Exact(weight, 1 + up_to(96)));
      } else {
        weights.units.push_back(weight);
      }
    }
    coverage_.of_fractions += weights.is_exact ? 1 : 0;
    return weights;
  }

  ApportionLimits limits_of(std::int64_t steps, std::size_t count) {
    ApportionLimits limits;
    const auto kind = up_to(3);
    const std::int64_t even = steps / static_cast<std::int64_t>(count);
    for (std::size_t i = 0; i < count && kind != 0; ++i) {
      const std::int64_t least = up_to(even);
      if (kind != 2) limits.least_steps.push_back(least);
      if (kind != 1) limits.most_steps.push_back(least + up_to(even + even / 2 + 1));
    }
    coverage_.with_floors += limits.least_steps.empty() ? 0 : 1;
    coverage_.with_caps += limits.most_steps.empty() ? 0 : 1;
    return limits;
  }

  bool share(const Node& node, std::size_t children, std::vector<Node>& below) {
    const Column weights = weights_of(children);
    const std::int64_t steps = node.amount / step_;
    const ApportionLimits limits = limits_of(steps, children);
    const auto result = apportion(steps, weights, children, limits);
    if (!result || !is_right(*result, steps, weights, limits)) return false;
    unshared_ += node.amount - steps * step_ + result->left_steps * step_;
    for (const std::int64_t given : result->steps) below.push_back({given * step_, node.level + 1});
    units_ += children;
    coverage_.units_by_level[static_cast<std::size_t>(node.level + 1)] += children;
    ++coverage_.sharings;
    coverage_.ties += result->tied.empty() ? 0 : 1;
    coverage_.left_unshared += result->left_steps > 0 ? 1 : 0;
    coverage_.widest = std::max<std::uint64_t>(coverage_.widest, children);
    return true;
  }

  bool is_right(const Apportionment& result, std::int64_t steps, const Column& weights,
                const ApportionLimits& limits) {
    Int128 together = result.left_steps;
    const Exact total = result.weight_total;
    for (std::size_t i = 0; i < result.steps.size(); ++i) {
      const std::int64_t given = result.steps[i];
      together += given;
      if (given < (limits.least_steps.empty() ? 0 : limits.least_steps[i])) return false;
      if (!limits.most_steps.empty() && given > limits.most_steps[i]) return false;
      coverage_.held_at_floor += result.held[i] < 0 && !limits.least_steps.empty() ? 1 : 0;
      coverage_.held_at_cap += result.held[i] > 0 ? 1 : 0;
      if (result.held[i] != 0 || !is_looked_at()) continue;
      const Exact quota = weights.exact_at(i) * result.shared_steps;
      if (Exact(given - 1) * total >= quota || Exact(given + 1) * total <= quota) return false;
    }
    return together == steps;
  }

  /// Quotas in fractions are slow: one unit in sixteen is looked at.
  bool is_looked_at() { return random_() % 16 == 0; }

  void count_sizes() {
    ++coverage_.hierarchies_by_depth[static_cast<std::size_t>(reached_)];
    for (std::size_t i = 0; i < size_borders.size(); ++i) {
      if (units_ > size_borders[i]) continue;
      ++coverage_.hierarchies_by_size[i];
      break;
    }
  }

  std::mt19937_64& random_;
  std::size_t wanted_;
  Coverage& coverage_;
  std::int64_t step_ = 1;
  int depth_ = 1;
  int reached_ = 0;
  std::size_t units_ = 1;
  std::int64_t leaves_ = 0;
  std::int64_t unshared_ = 0;
};

/// Mostly small ones, some of the size of a province or a region, now and then a whole country.
std::size_t size_of_round(std::uint64_t round, std::size_t country, std::mt19937_64& random) {
  if (round % 1'000 == 0) return country;
  if (round % 100 == 1) return 1'000 + random() % 9'000;
  if (round % 10 == 2) return 100 + random() % 900;
  return 2 + random() % 99;
}

unsigned long long shown(std::uint64_t number) { return number; }

void print(const Coverage& coverage) {
  std::printf("hierarchies by levels below the top:");
  for (std::size_t i = 1; i <= levels_max; ++i)
    std::printf(" %zu: %llu", i, shown(coverage.hierarchies_by_depth[i]));
  std::printf("\nhierarchies by units:");
  for (std::size_t i = 0; i < size_borders.size(); ++i)
    std::printf(" <=%zu: %llu", size_borders[i], shown(coverage.hierarchies_by_size[i]));
  std::printf("\nunits by level:");
  for (std::size_t i = 1; i <= levels_max; ++i)
    std::printf(" %zu: %llu", i, shown(coverage.units_by_level[i]));
  std::printf(
      "\nsharings %llu, with floors %llu, with caps %llu, units held at a floor %llu, at a cap "
      "%llu,\nby fractions %llu, ties at the cut %llu, something unshared %llu, most children "
      "%llu\n",
      shown(coverage.sharings), shown(coverage.with_floors), shown(coverage.with_caps),
      shown(coverage.held_at_floor), shown(coverage.held_at_cap), shown(coverage.of_fractions),
      shown(coverage.ties), shown(coverage.left_unshared), shown(coverage.widest));
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
  Coverage coverage;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    if (Hierarchy(random, size_of_round(round, units, random), coverage).run()) continue;
    std::printf("seed %llu, round %llu: money was lost\n", shown(seed), shown(round));
    return 1;
  }
  std::printf("seed %llu: %llu hierarchies, nothing lost\n", shown(seed), shown(rounds));
  print(coverage);
  return 0;
}

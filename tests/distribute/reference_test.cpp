// The reference is checked too: against lists of all splits where amounts are tiny, and its two
// ways to fair amounts against each other.
#include "distribute/reference.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "distribute/fraction.hpp"
#include "distribute/pay_network.hpp"
#include "distribute/plan_generator.hpp"
#include "distribute/random.hpp"
#include "distribute/reference_stage.hpp"

namespace phanbo::distribution_test {
namespace {

constexpr std::uint64_t battery_seed = 20261123;

/// All splits of given amounts, one after another, judged by sums alone: no flow, no network.
class AllSplits {
 public:
  AllSplits(const Case& given, std::vector<std::int64_t> amounts)
      : given_(given), amounts_(std::move(amounts)), order_(drawing_order(given.plan)) {
    for (std::size_t i = 0; i < amounts_.size(); ++i) {
      if (amounts_[i] == 0) continue;
      for (const Index<Source> source : order_) {
        const auto& payers = set_of(i);
        if (std::any_of(payers.begin(), payers.end(),
                        [&](const Payer& payer) { return payer.source == source; }))
          ways_.push_back({i, source, 0});
      }
    }
  }

  bool is_short_list() const {
    std::int64_t splits = 1;
    for (const Payment& way : ways_) splits *= amounts_[way.demand] + 1;
    return splits <= 20'000;
  }
  /// The best split by section 4; empty when no split is possible.
  std::optional<std::vector<Payment>> best() {
    choose(0, amounts_);
    return best_;
  }

 private:
  const std::vector<Payer>& set_of(std::size_t i) const {
    return given_.assessment.payer_sets[demand(i).payer_set].payers;
  }
  const Demand& demand(std::size_t i) const { return given_.assessment.demands.rows()[i]; }

  void choose(std::size_t place, std::vector<std::int64_t> left) {
    if (place == ways_.size()) {
      if (std::all_of(left.begin(), left.end(), [](std::int64_t rest) { return rest == 0; }))
        judge();
      return;
    }
    Payment& way = ways_[place];
    const std::int64_t most = left[way.demand];
    for (way.amount = 0; way.amount <= most; ++way.amount) {
      left[way.demand] = most - way.amount;
      choose(place + 1, left);
    }
    way.amount = 0;
  }

  std::int64_t locked(std::size_t i, const std::function<bool(Index<Source>)>& counts) const {
    std::int64_t sum = 0;
    for (const LockedAmount& row : given_.assessment.locked)
      if (row.demand.position() == i && counts(row.source)) sum += row.amount.dong();
    return sum;
  }

  bool keeps_demand_limits() const {
    std::map<std::size_t, std::int64_t> other;
    for (const Payment& way : ways_) {
      if (!given_.plan.sources[way.source].is_local()) other[way.demand] += way.amount;
      for (const ProjectSource& row : given_.plan.project_sources) {
        const Item& item = given_.assessment.items[demand(way.demand).item];
        const bool is_it = item.origin == ItemOrigin::project &&
                           item.origin_row == row.project.position() && row.source == way.source &&
                           row.year == demand(way.demand).year;
        const auto same = [&](Index<Source> source) { return source == way.source; };
        if (is_it &&
            way.amount > std::max<std::int64_t>(0, row.ceiling->dong() - locked(way.demand, same)))
          return false;
      }
    }
    for (const auto& [i, amount] : other) {
      const auto is_other = [&](Index<Source> source) {
        return !given_.plan.sources[source].is_local();
      };
      const std::int64_t whole = demand(i).locked.dong() + amounts_[i];
      const std::int64_t most = whole - local_part_dong(demand(i), whole) - locked(i, is_other);
      if (demand(i).local_share_numerator > 0 && amount > std::max<std::int64_t>(0, most))
        return false;
    }
    return true;
  }

  bool keeps_envelopes() const {
    const Assessment& assessment = given_.assessment;
    std::vector<std::int64_t> drawn(assessment.envelopes.size(), 0);
    std::vector<std::int64_t> held(assessment.envelopes.size(), 0);
    const auto add = [&](std::size_t i, Index<Source> source, std::int64_t amount,
                         std::vector<std::int64_t>& sums) {
      for (const Payer& payer : set_of(i))
        for (Index<Envelope> up = payer.envelope; up.is_set() && payer.source == source;
             up = assessment.envelopes[up].parent)
          sums[up.position()] += amount;
    };
    for (const Payment& way : ways_) add(way.demand, way.source, way.amount, drawn);
    for (const LockedAmount& row : assessment.locked)
      add(row.demand.position(), row.source, row.amount.dong(), held);
    for (std::size_t e = 0; e < drawn.size(); ++e)
      if (drawn[e] >
          std::max<std::int64_t>(0, assessment.envelopes.rows()[e].amount.dong() - held[e]))
        return false;
    return true;
  }

  /// What must come out of general money: for some set of kept rows, the draws of those that have
  /// no other kept row, less what these rows hold.
  std::int64_t general_needed(const SourceYear& row) const {
    std::vector<const KeptMoney*> kept;
    for (const KeptMoney& money : given_.plan.kept_money)
      if (money.source == row.source && money.year == row.year) kept.push_back(&money);
    std::int64_t needed = 0;
    for (std::size_t set = 0; set < std::size_t{1} << kept.size(); ++set) {
      std::int64_t draws = 0;
      for (std::size_t k = 0; k < kept.size(); ++k)
        if ((set >> k & 1) != 0) draws -= kept[k]->amount.dong();
      for (const Payment& way : ways_) {
        if (way.source != row.source || demand(way.demand).year != row.year) continue;
        bool inside = true;
        for (std::size_t k = 0; k < kept.size(); ++k)
          if ((set >> k & 1) == 0 && is_kept_for(given_, *kept[k], demand(way.demand)))
            inside = false;
        if (inside) draws += way.amount;
      }
      needed = std::max(needed, draws);
    }
    return needed;
  }

  /// The least carry-over of all sources, year by year backwards; empty where it is too much.
  std::optional<std::int64_t> least_carry() const {
    const auto& rows = given_.plan.source_years.rows();
    std::int64_t total = 0;
    std::int64_t carried = 0;  // into the row looked at before, which is the next year's
    for (std::size_t i = rows.size(); i-- > 0;) {
      const bool has_next = i + 1 < rows.size() && rows[i + 1].source == rows[i].source &&
                            rows[i + 1].year == rows[i].year + 1;
      if (carried > (has_next ? rows[i].carry_out_max.dong() : 0)) return std::nullopt;
      total += carried;
      std::int64_t general = free_dong(given_, i);
      for (const KeptMoney& money : given_.plan.kept_money)
        if (money.source == rows[i].source && money.year == rows[i].year)
          general -= money.amount.dong();
      carried = std::max<std::int64_t>(0, general_needed(rows[i]) + carried - general);
    }
    return carried > 0 ? std::nullopt : std::optional(total);
  }

  void judge() {
    if (!keeps_demand_limits() || !keeps_envelopes()) return;
    const std::optional<std::int64_t> carry = least_carry();
    if (!carry) return;
    // What comes first in section 4 comes first here; greater is better.
    std::vector<std::int64_t> worth = {-*carry};
    for (const Index<Source> source : order_)
      for (std::size_t c = 0; c < given_.plan.classes.size(); ++c)
        for (int year = given_.plan.first_year; year <= given_.plan.last_year; ++year) {
          std::int64_t total = 0;
          for (const Payment& way : ways_)
            if (way.source == source && demand(way.demand).year == year &&
                demand(way.demand).priority_class == Index<PriorityClass>(c))
              total += way.amount;
          worth.push_back(total);
        }
    for (std::size_t c = 0; c < given_.plan.classes.size(); ++c)
      for (const Payment& way : ways_)
        if (demand(way.demand).priority_class == Index<PriorityClass>(c))
          worth.push_back(way.amount);
    if (best_ && worth <= worth_) return;
    worth_ = worth;
    best_ = ways_;
    std::erase_if(*best_, [](const Payment& way) { return way.amount == 0; });
  }

  const Case& given_;
  std::vector<std::int64_t> amounts_;
  std::vector<Index<Source>> order_;
  std::vector<Payment> ways_;
  std::vector<std::int64_t> worth_;
  std::optional<std::vector<Payment>> best_;
};

TEST(DistributionReference, SplitIsTheBestOfAllSplits) {
  int compared = 0;
  for (std::uint64_t place = 0; place < 1500; place += 3) {
    const Case given = build_case(generate_rows_of_battery(battery_seed, place));
    const std::vector<std::int64_t> amounts = reference_amounts(given).amounts;
    AllSplits all(given, amounts);
    if (!all.is_short_list()) continue;
    const auto best = all.best();
    ASSERT_TRUE(best.has_value()) << "place " << place;
    EXPECT_TRUE(*best == reference_split(given, amounts).payments) << "place " << place;
    ++compared;
  }
  EXPECT_GT(compared, 350);
}

TEST(DistributionReference, PossibleMeansThatSomeSplitExists) {
  Random random(battery_seed);
  int possible = 0;
  int impossible = 0;
  for (std::uint64_t place = 0; place < 1500; place += 3) {
    const Case given = build_case(generate_rows_of_battery(battery_seed, place));
    if (!given.plan.caps.empty()) continue;
    PayNetwork network(given, Rules{});
    std::vector<std::int64_t> amounts;
    std::vector<PayNetwork::Change> changes;
    for (const Demand& demand : given.assessment.demands) {
      const std::int64_t wish = takes_part(demand) ? (demand.wanted - demand.locked).dong() : 0;
      amounts.push_back(random.between(0, std::min<std::int64_t>(wish, 6)));
      changes.push_back({amounts.size() - 1, amounts.back()});
    }
    AllSplits all(given, amounts);
    if (!all.is_short_list()) continue;
    const bool exists = all.best().has_value();
    EXPECT_EQ(network.raise(changes), exists) << "place " << place;
    ++(exists ? possible : impossible);
  }
  EXPECT_GT(possible, 50);
  EXPECT_GT(impossible, 50);
}

TEST(DistributionReference, FairAmountsAreTheSameBySubsetsAndByFlows) {
  const Rules rules;
  int compared = 0;
  for (std::uint64_t place = 0; place < 600; ++place) {
    const Case given = build_case(generate_rows_of_battery(battery_seed, place));
    if (!given.plan.caps.empty()) continue;
    PayNetwork network(given, rules);
    ReferenceAmounts result;
    StageWork work{given, rules, network, Index<PriorityClass>(0), std::nullopt, result};
    std::vector<StageMember> members;
    for (std::size_t i = 0; i < given.assessment.demands.size() && members.size() < 8; ++i) {
      const Demand& demand = work.demand(i);
      if (!takes_part(demand) || demand.local_share_numerator > 0) continue;
      const std::int64_t wish = (demand.wanted - demand.locked).dong();
      members.push_back({i, wish, 1, place % 2 == 0 ? Int128{wish} : Int128{i % 3 + 1}, 0});
    }
    const auto by_subsets = fair_amounts_by_subsets(work, members);
    const auto by_flows = fair_amounts_by_flows(work, members);
    for (std::size_t i = 0; i < members.size(); ++i)
      EXPECT_EQ(compare(by_subsets[i], by_flows[i]), 0) << "place " << place << " member " << i;
    compared += members.size() > 2 ? 1 : 0;
  }
  EXPECT_GT(compared, 150);
}

}  // namespace
}  // namespace phanbo::distribution_test

#include "compare/plan_pairs.hpp"

#include "distribute/plan_generator.hpp"
#include "distribute/random.hpp"
#include "engine/compare/compare.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo::compare_test {

namespace {

using distribution_test::PlanRows;
using distribution_test::Random;

std::int64_t scaled(std::int64_t amount, std::int64_t percent) {
  return static_cast<std::int64_t>(Int128{amount} * percent / 100);
}

Change money_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.money.size())));
  const std::int64_t percent = random.between(5, 130);
  return {"money " + std::to_string(row), [=](PlanRows& changed) {
            changed.money[row].available = scaled(changed.money[row].available, percent);
          }};
}

Change wish_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.demands.size())));
  const std::int64_t percent = random.between(0, 500);
  return {"wish " + std::to_string(row), [=](PlanRows& changed) {
            auto& demand = changed.demands[row];
            demand.wanted = scaled(demand.wanted, percent);
            demand.need.reset();
            demand.least_useful = 0;
          }};
}

Change standing_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.demands.size())));
  return {"no dossier " + std::to_string(row),
          [=](PlanRows& changed) { changed.demands[row].standing = Standing::no_dossier; }};
}

Change rule_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.classes.size())));
  const auto rule = random.chance(50) ? SharingRule::in_rank_order : SharingRule::pro_rata;
  return {"rule " + std::to_string(row),
          [=](PlanRows& changed) { changed.classes[row].rule = rule; }};
}

Change order_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.sources.size())));
  const auto order = static_cast<int>(random.between(1, 9));
  return {"drawing order " + std::to_string(row),
          [=](PlanRows& changed) { changed.sources[row].drawing_order = order; }};
}

/// A source gets as much more as another change reserves: the reserve alone is no valid plan.
void add_changes_of_one_mind(const PlanRows& rows, Random& random, std::vector<Change>& changes) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.money.size())));
  const std::int64_t more = rows.money[row].available + 1;
  Change reserve{"reserve " + std::to_string(row),
                 [=](PlanRows& changed) { changed.money[row].reserve += more; }};
  Change money{"money for the reserve " + std::to_string(row),
               [=](PlanRows& changed) { changed.money[row].available += more; }};
  const bool reserve_first = random.chance(50);
  changes.push_back(reserve_first ? reserve : money);
  changes.push_back(reserve_first ? money : reserve);
}

/// The numbers of the classes grow, their order stays.
Change change_without_effect() {
  return {"class numbers",
          [](PlanRows& changed) {
            for (auto& row : changed.classes) row.order *= 3;
          },
          true};
}

Change random_change(const PlanRows& rows, Random& random) {
  switch (random.below(7)) {
    case 0:
      if (!rows.classes.empty()) return rule_change(rows, random);
      break;
    case 1:
      if (!rows.sources.empty()) return order_change(rows, random);
      break;
    case 2:
      if (!rows.classes.empty()) return change_without_effect();
      break;
    case 4:
      return standing_change(rows, random);
    case 5:
      return wish_change(rows, random);
    default:
      break;
  }
  return rows.money.empty() ? wish_change(rows, random) : money_change(rows, random);
}

}  // namespace

std::optional<LineAmounts> PlanPair::result_of(ChangeSet chosen) const {
  PlanRows rows = base;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if ((chosen >> i & 1U) != 0) changes[i].make(rows);
  }
  const distribution_test::Case given = distribution_test::build_case(std::move(rows));
  const DistributionReading reading = distribute(given.plan, given.assessment);
  if (has_errors(reading.problems)) return std::nullopt;
  return line_amounts(given.plan, given.assessment, reading.allocation);
}

PlanPair random_pair(std::uint64_t seed, std::uint64_t place, int changes_max) {
  PlanPair pair;
  pair.base = distribution_test::generate_rows_of_battery(seed, place);
  Random random(seed * 1'000'003 + place);
  const std::int64_t count = random.between(1, changes_max);
  const auto wanted = static_cast<std::size_t>(count);
  while (pair.changes.size() < wanted) {
    const bool has_room_for_two = pair.changes.size() + 2 <= wanted && !pair.base.money.empty();
    if (has_room_for_two && random.chance(20)) {
      add_changes_of_one_mind(pair.base, random, pair.changes);
    } else {
      pair.changes.push_back(random_change(pair.base, random));
    }
  }
  const auto whole = [&] { return (ChangeSet{1} << pair.changes.size()) - 1; };
  while (!pair.changes.empty() && !pair.result_of(whole())) pair.changes.pop_back();
  return pair;
}

}  // namespace phanbo::compare_test

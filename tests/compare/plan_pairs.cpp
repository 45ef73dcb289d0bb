#include "compare/plan_pairs.hpp"

#include <algorithm>

#include "distribute/plan_generator.hpp"
#include "distribute/random.hpp"
#include "engine/compare/compare.hpp"
#include "engine/compare/independence.hpp"
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
  Change change{"money " + std::to_string(row), [=](PlanRows& changed) {
                  changed.money[row].available = scaled(changed.money[row].available, percent);
                }};
  change.source_year = rows.money[row].source + "/" + std::to_string(rows.money[row].year);
  return change;
}

Change wish_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.demands.size())));
  const std::int64_t percent = random.between(0, 500);
  Change change{"wish " + std::to_string(row), [=](PlanRows& changed) {
                  auto& demand = changed.demands[row];
                  demand.wanted = scaled(demand.wanted, percent);
                  demand.need.reset();
                  demand.least_useful = 0;
                }};
  change.item = rows.demands[row].item;
  return change;
}

/// The item has no points, or is paid whole or not at all, in all its years.
Change item_change(const PlanRows& rows, Random& random) {
  const auto row =
      static_cast<std::size_t>(random.below(static_cast<std::int64_t>(rows.demands.size())));
  const std::string item = rows.demands[row].item;
  const bool loses_points = random.chance(50);
  Change change{(loses_points ? "no points " : "whole ") + item, [=](PlanRows& changed) {
                  for (auto& demand : changed.demands) {
                    if (demand.item != item) continue;
                    if (loses_points) demand.score = "0";
                    if (!loses_points) demand.divisible = false;
                  }
                }};
  change.item = item;
  return change;
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

/// Nobody pays but sources of this plan itself, said outright.
void name_payers(PlanRows& rows) {
  for (auto& demand : rows.demands) {
    if (demand.payers) continue;
    demand.payers.emplace();
    for (const auto& money : rows.money) {
      if (money.year == demand.year) demand.payers->push_back(money.source);
    }
  }
}

/// All codes but those of classes get a letter in front.
void rename_all(PlanRows& rows) {
  const auto rename = [](auto&... codes) {
    const auto one = [](std::string& code) {
      if (!code.empty()) code.insert(code.begin(), 'z');
    };
    (one(codes), ...);
  };
  for (auto& row : rows.programmes) rename(row.code);
  for (auto& row : rows.units) rename(row.code, row.parent);
  for (auto& row : rows.sources) rename(row.code, row.transfer_from);
  for (auto& row : rows.money) rename(row.source);
  for (auto& row : rows.kept) rename(row.code, row.source, row.programme, row.unit);
  for (auto& row : rows.caps) rename(row.code, row.programme, row.unit);
  for (auto& row : rows.items) rename(row.code, row.programme, row.unit);
  for (auto& row : rows.envelopes)
    rename(row.code, row.source, row.parent, row.programme, row.unit);
  for (auto& row : rows.locks) rename(row.item, row.source);
  for (auto& row : rows.project_limits) rename(row.item, row.source);
  for (auto& row : rows.demands) {
    rename(row.item);
    for (std::string& payer : *row.payers) {
      const std::size_t envelope = payer.find('@');
      if (envelope != std::string::npos) payer.insert(envelope + 1, "z");
      rename(payer);
    }
  }
}

PlanRows side_by_side(PlanRows rows, PlanRows other) {
  name_payers(rows);
  name_payers(other);
  rename_all(other);
  for (auto& row : other.classes) {
    const auto same = [&](const auto& known) { return known.code == row.code; };
    if (std::none_of(rows.classes.begin(), rows.classes.end(), same)) rows.classes.push_back(row);
  }
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(rows.programmes, other.programmes);
  append(rows.units, other.units);
  append(rows.sources, other.sources);
  append(rows.money, other.money);
  append(rows.kept, other.kept);
  append(rows.caps, other.caps);
  append(rows.items, other.items);
  append(rows.demands, other.demands);
  append(rows.envelopes, other.envelopes);
  append(rows.locks, other.locks);
  append(rows.project_limits, other.project_limits);
  rows.first_year = std::min(rows.first_year, other.first_year);
  rows.last_year = std::max(rows.last_year, other.last_year);
  return rows;
}

}  // namespace

std::vector<ChangeSet> separate_changes(const PlanPair& pair) {
  PlanRows whole = pair.base;
  for (const Change& change : pair.changes) change.make(whole);
  MoneyParts parts;
  for (const PlanRows* rows : {&pair.base, static_cast<const PlanRows*>(&whole)}) {
    const distribution_test::Case given = distribution_test::build_case(*rows);
    parts.add(given.plan, given.assessment);
  }
  std::vector<std::set<int>> touched;
  for (const Change& change : pair.changes) {
    touched.push_back(parts.of_item(change.item));
    if (const int part = parts.of_source_year(change.source_year); part >= 0)
      touched.back().insert(part);
  }
  return sets_that_meet(touched);
}

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

PlanPair random_double_pair(std::uint64_t seed, std::uint64_t place, int changes_max) {
  PlanPair pair;
  for (std::uint64_t attempt = 0;; ++attempt) {
    const std::uint64_t first = 2 * (place + 1'000'000 * attempt);
    pair.base = side_by_side(distribution_test::generate_rows_of_battery(seed, first),
                             distribution_test::generate_rows_of_battery(seed, first + 1));
    if (!pair.base.money.empty() && !pair.base.demands.empty() && pair.result_of(0)) break;
  }
  Random random(seed * 1'000'003 + place);
  const auto wanted = static_cast<std::size_t>(random.between(2, changes_max));
  while (pair.changes.size() < wanted) {
    const std::int64_t kind = random.below(100);
    pair.changes.push_back(kind < 60   ? money_change(pair.base, random)
                           : kind < 80 ? wish_change(pair.base, random)
                                       : item_change(pair.base, random));
  }
  const auto whole = [&] { return (ChangeSet{1} << pair.changes.size()) - 1; };
  while (!pair.changes.empty() && !pair.result_of(whole())) pair.changes.pop_back();
  return pair;
}

}  // namespace phanbo::compare_test

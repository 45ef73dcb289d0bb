#include "engine/compare/shapley.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "models/check.hpp"
#include "models/parallel.hpp"

namespace phanbo {

namespace {

std::vector<std::optional<LineAmounts>> compute_all(std::size_t set_count,
                                                    const ResultOfChanges& result_of, int threads) {
  std::vector<std::optional<LineAmounts>> results(set_count);
  run_jobs(threads, set_count,
           [&](std::size_t set) { results[set] = result_of(static_cast<ChangeSet>(set)); });
  return results;
}

}  // namespace

AllSubsets::AllSubsets(int change_count, const ResultOfChanges& result_of, int threads)
    : change_count_(change_count) {
  PB_CHECK(0 <= change_count && change_count <= causes_max);
  const std::size_t set_count = std::size_t{1} << change_count;
  const auto results = compute_all(set_count, result_of, threads);
  PB_CHECK(results.front().has_value() && results.back().has_value());
  std::map<std::string_view, std::size_t> places;
  for (const auto& result : results) {
    if (!result) continue;
    for (const auto& [line, amount] : *result) places.emplace(line, 0);
  }
  for (auto& [line, place] : places) {
    place = lines_.size();
    lines_.emplace_back(line);
  }
  amounts_.resize(set_count * lines_.size());
  for (std::size_t set = 0; set < set_count; ++set) {
    valid_.push_back(results[set].has_value());
    if (!results[set]) continue;
    for (const auto& [line, amount] : *results[set])
      amounts_[set * lines_.size() + places.find(line)->second] += amount;
  }
}

namespace {

ChangeSet union_of(const std::vector<ChangeSet>& groups, std::uint32_t chosen) {
  ChangeSet changes = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if ((chosen >> i & 1U) != 0) changes |= groups[i];
  }
  return changes;
}

/// All choices of groups: fewest groups first, then by their members.
std::vector<std::uint32_t> choices_in_order(std::size_t group_count) {
  std::vector<std::uint32_t> choices(std::size_t{1} << group_count);
  for (std::uint32_t i = 0; i < choices.size(); ++i) choices[i] = i;
  std::stable_sort(choices.begin(), choices.end(), [](std::uint32_t a, std::uint32_t b) {
    return std::popcount(a) < std::popcount(b);
  });
  return choices;
}

/// Joins groups once; false when every union is valid.
bool join_once(const AllSubsets& subsets, std::vector<ChangeSet>& groups) {
  const std::vector<std::uint32_t> choices = choices_in_order(groups.size());
  const auto is_valid = [&](std::uint32_t chosen) {
    return subsets.is_valid(union_of(groups, chosen));
  };
  const auto bad =
      std::find_if(choices.begin(), choices.end(), [&](std::uint32_t c) { return !is_valid(c); });
  if (bad == choices.end()) return false;
  const auto good = std::find_if(choices.begin(), choices.end(), [&](std::uint32_t chosen) {
    return (chosen & *bad) == *bad && chosen != *bad && is_valid(chosen);
  });
  PB_CHECK(good != choices.end());  // the whole is valid
  const auto last = static_cast<std::size_t>(std::bit_width(*bad) - 1);
  const std::uint32_t joined = (*good & ~*bad) | (std::uint32_t{1} << last);
  const ChangeSet together = union_of(groups, joined);
  std::vector<ChangeSet> kept{together};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if ((joined >> i & 1U) == 0) kept.push_back(groups[i]);
  }
  // Groups stay in the order of their first change.
  std::sort(kept.begin(), kept.end(),
            [](ChangeSet a, ChangeSet b) { return std::countr_zero(a) < std::countr_zero(b); });
  groups = std::move(kept);
  return true;
}

}  // namespace

std::vector<ChangeSet> close_groups(const AllSubsets& subsets) {
  std::vector<ChangeSet> groups;
  for (int i = 0; i < subsets.change_count(); ++i) groups.push_back(ChangeSet{1} << i);
  while (join_once(subsets, groups)) {
  }
  return groups;
}

ExactParts shapley_parts(const AllSubsets& subsets, std::vector<ChangeSet> causes) {
  const std::size_t count = causes.size();
  PB_CHECK(count <= static_cast<std::size_t>(causes_max));
  std::vector<std::int64_t> factorials{1};
  for (std::size_t i = 1; i <= count; ++i)
    factorials.push_back(factorials.back() * static_cast<std::int64_t>(i));
  const std::size_t line_count = subsets.lines().size();
  ExactParts parts;
  parts.denominator = factorials[count];
  parts.numerators.resize(line_count * count);
  for (std::uint32_t chosen = 0; count > 0 && chosen < (std::uint32_t{1} << count); ++chosen) {
    const ChangeSet changes = union_of(causes, chosen);
    PB_CHECK(subsets.is_valid(changes));
    const auto size = static_cast<std::size_t>(std::popcount(chosen));
    // A set counts for each of its causes with the orders in which that cause comes last in it, and
    // against every other cause with the orders in which that one comes next.
    const Int128 with = size == 0 ? 0 : Int128{factorials[size - 1]} * factorials[count - size];
    const Int128 without =
        size == count ? 0 : Int128{factorials[size]} * factorials[count - size - 1];
    for (std::size_t line = 0; line < line_count; ++line) {
      const Int128 amount = subsets.amount(changes, line).dong();
      if (amount == 0) continue;
      Int128* const row = &parts.numerators[line * count];
      for (std::size_t cause = 0; cause < count; ++cause)
        row[cause] += (chosen >> cause & 1U) != 0 ? with * amount : -without * amount;
    }
  }
  parts.causes = std::move(causes);
  return parts;
}

namespace {

Int128 floor_of(Int128 numerator, std::int64_t denominator) {
  Int128 quotient = numerator / denominator;
  if (numerator % denominator < 0) --quotient;
  return quotient;
}

/// Rounds a table whose lines add up to whole numbers: which entries go up is a matching of lines
/// with causes, found by augmenting paths.
class TableRounding {
 public:
  explicit TableRounding(const ExactParts& parts)
      : causes_(parts.causes.size()),
        lines_(causes_ == 0 ? 0 : parts.numerators.size() / causes_),
        denominator_(parts.denominator),
        floors_(parts.numerators.size()),
        remainders_(parts.numerators.size()),
        is_up_(parts.numerators.size()),
        units_left_(lines_),
        room_(causes_) {
    std::vector<Int128> column(causes_);
    for (std::size_t line = 0; line < lines_; ++line) {
      Int128 rest = 0;
      for (std::size_t cause = 0; cause < causes_; ++cause) {
        const std::size_t place = line * causes_ + cause;
        floors_[place] = floor_of(parts.numerators[place], denominator_);
        remainders_[place] = parts.numerators[place] - floors_[place] * denominator_;
        rest += remainders_[place];
        column[cause] += remainders_[place];
      }
      PB_CHECK(rest % denominator_ == 0);
      units_left_[line] = static_cast<int>(rest / denominator_);
    }
    for (std::size_t cause = 0; cause < causes_; ++cause) {
      room_[cause] = static_cast<std::int64_t>(column[cause] / denominator_);
      column_rests_.push_back(column[cause] % denominator_);
    }
  }

  std::vector<Money> rounded() {
    // First every cause gets the units that its exact total is sure of, then the rest go to causes
    // with a remainder of their own, one unit each at most.
    for (std::size_t line = 0; line < lines_; ++line) place_units(line);
    for (std::size_t cause = 0; cause < causes_; ++cause)
      room_[cause] += column_rests_[cause] > 0 ? 1 : 0;
    for (std::size_t line = 0; line < lines_; ++line) place_units(line);
    std::vector<Money> result;
    for (std::size_t place = 0; place < floors_.size(); ++place) {
      result.push_back(
          Money::from_dong(static_cast<std::int64_t>(floors_[place]) + (is_up_[place] ? 1 : 0)));
    }
    for (const int units : units_left_) PB_CHECK(units == 0);
    return result;
  }

 private:
  void place_units(std::size_t line) {
    while (units_left_[line] > 0) {
      std::vector<bool> seen(causes_);
      if (!reach(line, seen)) return;
      --units_left_[line];
    }
  }

  /// Causes of a line, larger remainder first.
  std::vector<std::size_t> causes_of(std::size_t line) const {
    std::vector<std::size_t> order;
    for (std::size_t cause = 0; cause < causes_; ++cause) {
      if (remainders_[line * causes_ + cause] > 0) order.push_back(cause);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return remainders_[line * causes_ + a] > remainders_[line * causes_ + b];
    });
    return order;
  }

  /// Gives the line one unit more in some cause, moving units of other lines where it must.
  bool reach(std::size_t line, std::vector<bool>& seen) {
    const std::vector<std::size_t> order = causes_of(line);
    for (const std::size_t cause : order) {
      if (is_up_[line * causes_ + cause] || room_[cause] == 0) continue;
      --room_[cause];
      is_up_[line * causes_ + cause] = true;
      return true;
    }
    for (const std::size_t cause : order) {
      if (is_up_[line * causes_ + cause] || seen[cause]) continue;
      seen[cause] = true;
      if (!free_one(cause, seen)) continue;
      is_up_[line * causes_ + cause] = true;
      return true;
    }
    return false;
  }

  /// Some other line gives up its unit in this cause for one elsewhere.
  bool free_one(std::size_t cause, std::vector<bool>& seen) {
    for (std::size_t other = 0; other < lines_; ++other) {
      if (!is_up_[other * causes_ + cause] || !reach(other, seen)) continue;
      is_up_[other * causes_ + cause] = false;
      return true;
    }
    return false;
  }

  std::size_t causes_;
  std::size_t lines_;
  std::int64_t denominator_;
  std::vector<Int128> floors_;
  std::vector<Int128> remainders_;
  std::vector<bool> is_up_;
  std::vector<int> units_left_;
  std::vector<std::int64_t> room_;
  std::vector<Int128> column_rests_;
};

}  // namespace

std::vector<Money> rounded_parts(const ExactParts& parts) { return TableRounding(parts).rounded(); }

}  // namespace phanbo

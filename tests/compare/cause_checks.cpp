#include "compare/cause_checks.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/compare/independence.hpp"

namespace phanbo::compare_test {

namespace {

Int128 floor_of(Int128 numerator, std::int64_t denominator) {
  Int128 quotient = numerator / denominator;
  if (numerator % denominator < 0) --quotient;
  return quotient;
}

bool is_rounding_of(Money rounded, Int128 numerator, std::int64_t denominator) {
  const Int128 down = floor_of(numerator, denominator);
  const bool is_whole = numerator % denominator == 0;
  return rounded.dong() == down || (!is_whole && rounded.dong() == down + 1);
}

using Ledger = std::map<std::string, std::int64_t>;

/// Results computed again from the pair itself, not from the subsets under test.
class Results {
 public:
  explicit Results(const PlanPair& pair) : pair_(pair) {}
  const Ledger* of(ChangeSet chosen) {
    auto found = known_.find(chosen);
    if (found == known_.end()) {
      std::optional<Ledger> ledger;
      if (const auto lines = pair_.result_of(chosen)) {
        ledger.emplace();
        for (const auto& [code, amount] : *lines) (*ledger)[code] = amount.dong();
      }
      found = known_.emplace(chosen, std::move(ledger)).first;
    }
    return found->second ? &*found->second : nullptr;
  }

 private:
  const PlanPair& pair_;
  std::map<ChangeSet, std::optional<Ledger>> known_;
};

std::int64_t amount_in(const Ledger& ledger, const std::string& line) {
  const auto found = ledger.find(line);
  return found == ledger.end() ? 0 : found->second;
}

void check_groups(const PlanPair& pair, const Split& split, Results& results,
                  std::vector<std::string>& faults) {
  const auto& causes = split.exact.causes;
  ChangeSet seen = 0;
  for (const ChangeSet cause : causes) {
    if ((seen & cause) != 0) faults.push_back("a change is in two causes");
    seen |= cause;
  }
  if (seen != (ChangeSet{1} << pair.changes.size()) - 1) faults.push_back("a change has no cause");
  for (std::uint32_t chosen = 0; chosen < (1U << causes.size()); ++chosen) {
    ChangeSet together = 0;
    for (std::size_t i = 0; i < causes.size(); ++i)
      if ((chosen >> i & 1U) != 0) together |= causes[i];
    if (results.of(together) == nullptr) faults.push_back("a union of causes is no valid plan");
  }
}

/// The sum over all orders of what each cause adds, for one line.
std::vector<Int128> over_all_orders(const std::vector<ChangeSet>& causes, Results& results,
                                    const std::string& line) {
  std::vector<Int128> sums(causes.size());
  std::vector<std::size_t> order(causes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    ChangeSet made = 0;
    std::int64_t before = amount_in(*results.of(0), line);
    for (const std::size_t cause : order) {
      made |= causes[cause];
      const std::int64_t after = amount_in(*results.of(made), line);
      sums[cause] += after - before;
      before = after;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return sums;
}

void check_lines(const AllSubsets& subsets, const Split& split, Results& results,
                 std::vector<std::string>& faults) {
  constexpr std::size_t listed_max = 6;
  const auto& exact = split.exact;
  const std::size_t count = exact.causes.size();
  for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
    const std::string& code = subsets.lines()[line];
    const std::int64_t difference =
        amount_in(*results.of(subsets.all()), code) - amount_in(*results.of(0), code);
    Int128 sum = 0;
    for (std::size_t cause = 0; cause < count; ++cause) {
      const Money part = split.rounded[line * count + cause];
      sum += part.dong();
      if (!is_rounding_of(part, exact.numerator(line, cause), exact.denominator))
        faults.push_back(code + ": an entry is not its exact part rounded");
    }
    if (sum != difference) faults.push_back(code + ": the parts do not add up to the difference");
    if (count > listed_max) continue;
    const std::vector<Int128> listed = over_all_orders(exact.causes, results, code);
    for (std::size_t cause = 0; cause < count; ++cause) {
      if (listed[cause] != exact.numerator(line, cause))
        faults.push_back(code + ": an exact part is not the average over all orders");
    }
  }
}

bool are_same(const Ledger* whole, const std::optional<LineAmounts>& separate) {
  if (whole == nullptr || !separate) return (whole == nullptr) == !separate.has_value();
  Ledger ledger;
  for (const auto& [line, amount] : *separate) ledger[line] += amount.dong();
  return ledger == *whole;
}

void check_totals(const AllSubsets& subsets, const Split& split, std::vector<std::string>& faults) {
  const std::size_t count = split.exact.causes.size();
  for (std::size_t cause = 0; cause < count; ++cause) {
    Int128 exact = 0;
    Money total;
    for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
      exact += split.exact.numerator(line, cause);
      total += split.rounded[line * count + cause];
    }
    if (!is_rounding_of(total, exact, split.exact.denominator))
      faults.push_back("the total of a cause is not its exact total rounded");
  }
}

void check_without_effect(const PlanPair& pair, const AllSubsets& subsets, const Split& split,
                          std::vector<std::string>& faults) {
  const std::size_t count = split.exact.causes.size();
  for (std::size_t i = 0; i < pair.changes.size(); ++i) {
    if (!pair.changes[i].has_no_effect) continue;
    const auto found =
        std::find(split.exact.causes.begin(), split.exact.causes.end(), ChangeSet{1} << i);
    if (found == split.exact.causes.end()) {
      faults.push_back("a change without effect is joined with others");
      continue;
    }
    const auto cause = static_cast<std::size_t>(found - split.exact.causes.begin());
    for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
      if (!split.rounded[line * count + cause].is_zero() || split.exact.numerator(line, cause) != 0)
        faults.push_back("a change without effect gets a part");
    }
  }
}

}  // namespace

std::size_t sets_that_do_not_add_up(const PlanPair& pair, const std::vector<ChangeSet>& groups) {
  Results results(pair);
  const SeparateResults separate(groups, [&](ChangeSet chosen) { return pair.result_of(chosen); });
  std::size_t wrong = 0;
  for (ChangeSet set = 0; set < (ChangeSet{1} << pair.changes.size()); ++set)
    wrong += are_same(results.of(set), separate(set)) ? 0 : 1;
  return wrong;
}

Split split_of(const AllSubsets& subsets) {
  Split split;
  split.exact = shapley_parts(subsets, close_groups(subsets));
  split.rounded = rounded_parts(split.exact);
  return split;
}

std::vector<std::string> faults_of(const PlanPair& pair, const AllSubsets& subsets,
                                   const Split& split) {
  std::vector<std::string> faults;
  Results results(pair);
  check_groups(pair, split, results, faults);
  if (!faults.empty()) return faults;  // nothing else can be asked of such causes
  check_lines(subsets, split, results, faults);
  check_totals(subsets, split, faults);
  check_without_effect(pair, subsets, split, faults);
  const std::vector<ChangeSet> groups = separate_changes(pair);
  if (groups.size() > 1 && sets_that_do_not_add_up(pair, groups) > 0)
    faults.push_back("changes that cannot meet do not add up");
  return faults;
}

namespace {

/// Every change is made after those before it: the split depends on their order.
void attribute_in_one_order(const AllSubsets& subsets, Split& split) {
  const std::size_t count = split.exact.causes.size();
  for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
    ChangeSet made = 0;
    for (std::size_t cause = 0; cause < count; ++cause) {
      const Money before = subsets.amount(made, line);
      made |= split.exact.causes[cause];
      const Int128 added = (subsets.amount(made, line) - before).dong();
      split.exact.numerators[line * count + cause] = added * split.exact.denominator;
    }
  }
}

void attribute_equally(const AllSubsets& subsets, Split& split) {
  const std::size_t count = split.exact.causes.size();
  const auto causes = static_cast<std::int64_t>(count);
  for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
    const Money difference = subsets.amount(subsets.all(), line) - subsets.amount(0, line);
    for (std::size_t cause = 0; cause < count; ++cause) {
      split.exact.numerators[line * count + cause] =
          Int128{difference.dong()} * (split.exact.denominator / causes);
    }
  }
}

}  // namespace

Split broken_split(const AllSubsets& subsets, BrokenSplit kind) {
  Split split = split_of(subsets);
  switch (kind) {
    case BrokenSplit::in_one_order:
      attribute_in_one_order(subsets, split);
      split.rounded = rounded_parts(split.exact);
      break;
    case BrokenSplit::equal_parts:
      attribute_equally(subsets, split);
      split.rounded = rounded_parts(split.exact);
      break;
    case BrokenSplit::rounded_apart:
      for (std::size_t i = 0; i < split.rounded.size(); ++i) {
        split.rounded[i] = Money::from_dong(static_cast<std::int64_t>(
            floor_of(split.exact.numerators[i], split.exact.denominator)));
      }
      break;
    case BrokenSplit::singles_only:
      split.exact.causes.clear();
      for (int i = 0; i < subsets.change_count(); ++i)
        split.exact.causes.push_back(ChangeSet{1} << i);
      break;
  }
  return split;
}

}  // namespace phanbo::compare_test

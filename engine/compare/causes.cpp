#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <map>

#include "engine/compare/compare.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

using Whole = boost::multiprecision::cpp_int;

struct LineNames {
  std::string item;
  std::string name;
  std::string source;
};

void add_names(const ResultToCompare& result, std::map<std::string, LineNames>& names) {
  for (const LedgerLine& line : result.allocation->ledger) {
    if (line.part == Part::transfer) continue;
    const Item& item = result.assessment->items[result.assessment->demands[line.demand].item];
    names.try_emplace(line_code(*result.plan, *result.assessment, line),
                      LineNames{item.code, item.name, result.plan->sources[line.source].name});
  }
}

Whole whole_of(Int128 value) { return Whole(to_plain(value)); }

ExactRatio exact_total(const ExactParts& parts, std::size_t cause) {
  Int128 sum = 0;
  const std::size_t line_count = parts.numerators.size() / parts.causes.size();
  for (std::size_t line = 0; line < line_count; ++line) sum += parts.numerator(line, cause);
  Whole numerator = whole_of(sum);
  Whole denominator = parts.denominator;
  const Whole divisor = gcd(Whole(abs(numerator)), denominator);
  numerator /= divisor;
  denominator /= divisor;
  const Int128 rounded = sum < 0 ? -divide_rounded(-sum, parts.denominator, RoundingMode::half_up)
                                 : divide_rounded(sum, parts.denominator, RoundingMode::half_up);
  return {numerator.str(), denominator.str(),
          Decimal::from_units(static_cast<std::int64_t>(rounded), 0)};
}

}  // namespace

LineAmounts line_amounts(const Plan& plan, const Assessment& assessment,
                         const Allocation& allocation) {
  LineAmounts lines;
  lines.reserve(allocation.ledger.size());
  for (const LedgerLine& line : allocation.ledger) {
    if (line.part == Part::transfer) continue;
    lines.emplace_back(line_code(plan, assessment, line), line.amount);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

CauseTable cause_table(const ResultToCompare& base, const ResultToCompare& other,
                       const AllSubsets& subsets, const ExactParts& parts,
                       std::vector<Cause> causes) {
  const std::size_t count = parts.causes.size();
  PB_CHECK(causes.size() == count);
  const std::vector<Money> rounded = rounded_parts(parts);
  std::map<std::string, LineNames> names;
  add_names(base, names);
  add_names(other, names);
  CauseTable table;
  table.causes = std::move(causes);
  table.totals.resize(count);
  table.plans_run = std::uint64_t{1} << subsets.change_count();
  for (std::size_t line = 0; line < subsets.lines().size(); ++line) {
    CauseRow row;
    row.line = subsets.lines()[line];
    row.difference = subsets.amount(subsets.all(), line) - subsets.amount(0, line);
    bool has_part = !row.difference.is_zero();
    for (std::size_t cause = 0; cause < count; ++cause) {
      row.parts.push_back(rounded[line * count + cause]);
      table.totals[cause] += row.parts.back();
      has_part = has_part || !row.parts.back().is_zero();
    }
    if (!has_part) continue;
    if (const auto found = names.find(row.line); found != names.end()) {
      row.item = found->second.item;
      row.name = found->second.name;
      row.source = found->second.source;
    }
    table.rows.push_back(std::move(row));
  }
  for (std::size_t cause = 0; cause < count; ++cause)
    table.exact.push_back(exact_total(parts, cause));
  return table;
}

}  // namespace phanbo

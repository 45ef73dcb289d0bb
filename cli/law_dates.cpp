#include "cli/law_dates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/assess/assess.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo {

namespace {

using LawKey = std::pair<std::string, std::string>;
/// The key of an amount: needs before lines, then by code.
using AmountKey = std::pair<LawDateLine::Kind, std::string>;

struct Amount {
  Money amount;
  Words name;
};
using Amounts = std::map<AmountKey, Amount>;

Words name_of(const Assessment& assessment, const Demand& demand, const Source* source) {
  const std::string year = std::to_string(demand.year);
  const std::string& item = assessment.items[demand.item].name;
  const std::string tail = source == nullptr ? "" : ", " + source->name;
  return {item + ", năm " + year + tail, item + ", " + year + tail};
}

Amounts amounts_of(const Plan& plan, const Assessment& assessment, const Allocation& allocation) {
  Amounts amounts;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = assessment.demands.rows()[i];
    amounts[{LawDateLine::Kind::need, demand_code(assessment, Index<Demand>(i))}] = {
        demand.need, name_of(assessment, demand, nullptr)};
  }
  for (const LedgerLine& line : allocation.ledger) {
    Words name;
    const Source& source = plan.sources[line.source];
    if (line.demand.is_set()) {
      name = name_of(assessment, assessment.demands[line.demand], &source);
    } else {
      name = {source.name, source.name};
    }
    amounts[{LawDateLine::Kind::line, line_code(plan, assessment, line)}] = {line.amount, name};
  }
  return amounts;
}

Amounts amounts_of(const PlanRun& run) {
  return amounts_of(run.plan(), run.assessment.assessment, run.distribution.allocation);
}

Money amount_at(const Amounts& amounts, const AmountKey& key) {
  const auto found = amounts.find(key);
  return found == amounts.end() ? Money() : found->second.amount;
}

std::map<LawKey, std::vector<LawRow>> rows_used(const PlanRun& run) {
  std::map<LawKey, std::vector<LawRow>> rows;
  for (const LawUse& use : run.assessment.assessment.law_used)
    rows[{use.row->topic, use.row->key}].push_back(*use.row);
  return rows;
}

bool are_same(const std::vector<LawRow>& a, const std::vector<LawRow>& b) {
  const auto key = [](const LawRow& row) { return std::tie(row.valid_from, row.from_plan); };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [&](const LawRow& x, const LawRow& y) { return key(x) == key(y); });
}

/// What the two runs take from the law differently.
std::vector<LawMove> moves_between(const PlanRun& plain, const PlanRun& dated) {
  const auto before = rows_used(plain);
  const auto after = rows_used(dated);
  std::set<LawKey> keys;
  for (const auto& [key, rows] : before) keys.insert(key);
  for (const auto& [key, rows] : after) keys.insert(key);
  std::vector<LawMove> moves;
  for (const LawKey& key : keys) {
    const auto a = before.find(key);
    const auto b = after.find(key);
    LawMove move{key.first, key.second, {}, {}};
    if (a != before.end()) move.before = a->second;
    if (b != after.end()) move.after = b->second;
    if (!are_same(move.before, move.after)) moves.push_back(std::move(move));
  }
  return moves;
}

/// The plan as it is, but one value of law answered as of the other date; empty where that alone
/// does not make a plan.
Amounts with_one_move(const PlanRun& plain, const PlanRun& dated, const LawMove& move) {
  Plan plan = plain.plan();
  LawView view{dated.plan().law_date, dated.plan().known_on,
               std::set<LawKey>{{move.topic, move.key}}};
  plan.law = LawBook(plan.law.rows(), std::move(view));
  const AssessmentReading assessment = assess(plan);
  if (has_errors(assessment.problems)) return {};
  const DistributionReading distribution = distribute(plan, assessment.assessment, {});
  if (has_errors(distribution.problems)) return {};
  return amounts_of(plan, assessment.assessment, distribution.allocation);
}

}  // namespace

LawDates compare_law_dates(const PlanRun& plain, const PlanRun& dated) {
  LawDates dates;
  dates.moves = moves_between(plain, dated);
  const Amounts before = amounts_of(plain);
  const Amounts after = amounts_of(dated);
  std::vector<Amounts> alone;
  for (const LawMove& move : dates.moves) alone.push_back(with_one_move(plain, dated, move));
  Amounts all = before;
  all.insert(after.begin(), after.end());
  for (const auto& [key, amount] : all) {
    LawDateLine line{
        key.first, key.second, amount.name, amount_at(before, key), amount_at(after, key),
        {},        false};
    if (line.before == line.after) continue;
    for (std::size_t move = 0; move < alone.size(); ++move) {
      if (!alone[move].empty() && amount_at(alone[move], key) != line.before)
        line.moved_by.push_back(move);
    }
    line.is_joint = line.moved_by.empty();
    if (line.is_joint) {
      for (std::size_t move = 0; move < alone.size(); ++move) line.moved_by.push_back(move);
    }
    dates.lines.push_back(std::move(line));
  }
  return dates;
}

}  // namespace phanbo

#include "cli/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "cli/cause_groups.hpp"
#include "cli/display.hpp"
#include "engine/assess/assess.hpp"
#include "engine/compare/independence.hpp"
#include "engine/distribute/distribute.hpp"
#include "inputs/fields.hpp"
#include "inputs/plan_changes.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

/// Demand-years computed in all before causes are put together.
constexpr std::size_t demand_years_computed_max = 40'000'000;
/// Changes spelled out for one cause.
constexpr std::size_t changes_shown_max = 8;

using Changes = std::vector<PlanChange>;
/// Positions of changes that are one cause.
using Group = std::vector<std::size_t>;

std::size_t causes_allowed(std::size_t demand_count) {
  std::size_t causes = 1;
  while (causes < causes_max &&
         (std::max<std::size_t>(demand_count, 1) << (causes + 1)) <= demand_years_computed_max)
    ++causes;
  return causes;
}

enum class Grouping { each, by_row, by_table, largest_tables };

std::string group_name(const PlanChange& change, Grouping grouping) {
  return grouping == Grouping::by_row ? change.table + "/" + change.key : change.table;
}

std::vector<Group> group_by(const Changes& changes, Grouping grouping) {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (grouping == Grouping::each) {
      groups.push_back({i});
      continue;
    }
    const auto [place, is_new] = known.try_emplace(group_name(changes[i], grouping), groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(i);
  }
  return groups;
}

/// The groups with most changes stand alone, the others together behind them.
std::vector<Group> largest(std::vector<Group> groups, std::size_t count) {
  std::vector<std::size_t> order(groups.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return groups[a].size() > groups[b].size();
  });
  std::vector<std::size_t> alone(order.begin(),
                                 order.begin() + static_cast<std::ptrdiff_t>(count - 1));
  std::sort(alone.begin(), alone.end());
  std::vector<Group> result;
  Group others;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (std::binary_search(alone.begin(), alone.end(), i)) {
      result.push_back(std::move(groups[i]));
    } else {
      others.insert(others.end(), groups[i].begin(), groups[i].end());
    }
  }
  std::sort(others.begin(), others.end());
  result.push_back(std::move(others));
  return result;
}

struct GroupedChanges {
  std::vector<Group> groups;
  Grouping grouping = Grouping::each;
};

GroupedChanges grouped(const Changes& changes, std::size_t allowed) {
  for (const Grouping grouping : {Grouping::each, Grouping::by_row, Grouping::by_table}) {
    std::vector<Group> groups = group_by(changes, grouping);
    if (groups.size() <= allowed) return {std::move(groups), grouping};
  }
  return {largest(group_by(changes, Grouping::by_table), allowed), Grouping::largest_tables};
}

/// What the other result's plan says where the base says something else, and the other way round.
struct PlanDifference {
  Changes changes;
  std::map<std::string, std::string> old_values;  ///< by table/key/column

  static std::string place_of(const PlanChange& change, const std::string& column) {
    return change.table + "/" + change.key + "/" + column;
  }
  std::string old_value(const PlanChange& change, const std::string& column) const {
    const auto found = old_values.find(place_of(change, column));
    return found == old_values.end() ? std::string() : found->second;
  }
};

std::string shown_value(const std::string& value, Language language) {
  if (value.empty()) return std::string(Text{"(trống)", "(blank)"}.in(language));
  return number_text(value, language);
}

/// What a column means, up to its first remark; its name where that would be long.
std::string column_words(const TableSpec* table, const std::string& column, Language language) {
  constexpr std::size_t long_from = 60;  // bytes
  const bool is_year =
      column.size() == 5 && column[0] == 'y' &&
      std::all_of(column.begin() + 1, column.end(), [](char c) { return '0' <= c && c <= '9'; });
  if (is_year) return std::string(Text{"năm ", "year "}.in(language)) + column.substr(1);
  if (table == nullptr) return column;
  for (const Field& field : table->fields) {
    if (field.name != column) continue;
    const std::string_view meaning = field.meaning.in(language);
    const std::string_view words = meaning.substr(0, meaning.find_first_of(",;:(."));
    const std::size_t end = words.find_last_not_of(' ');
    if (end == std::string_view::npos || words.size() >= long_from) return column;
    return std::string(words.substr(0, end + 1));
  }
  return column;
}

std::string change_text(const PlanDifference& difference, const PlanChange& change,
                        Language language) {
  const TableSpec* table = find_table_spec(change.table);
  std::string text(table == nullptr ? Text{"Kế hoạch", "Plan"}.in(language)
                                    : table->title.in(language));
  if (!change.key.empty()) text += " " + change.key;
  if (change.kind == ChangeKind::add_row)
    return text + std::string(Text{": thêm dòng", ": row added"}.in(language));
  if (change.kind == ChangeKind::remove_row)
    return text + std::string(Text{": bỏ dòng", ": row removed"}.in(language));
  bool is_first = true;
  for (const ChangedCell& cell : change.cells) {
    text += fmt::format("{} {}: {} → {}", is_first ? " –" : ";",
                        column_words(table, cell.column, language),
                        shown_value(difference.old_value(change, cell.column), language),
                        shown_value(cell.value, language));
    is_first = false;
  }
  return text;
}

Words change_words(const PlanDifference& difference, const PlanChange& change) {
  return {change_text(difference, change, Language::vietnamese),
          change_text(difference, change, Language::english)};
}

/// What a cause is called: its note, its only change, its table, or how many changes it has.
Words label_of(const PlanDifference& difference, const Group& group) {
  const PlanChange& first = difference.changes[group.front()];
  const auto all_have = [&](const auto& same) {
    return std::all_of(group.begin(), group.end(),
                       [&](std::size_t i) { return same(difference.changes[i]); });
  };
  if (!first.note.empty() && all_have([&](const PlanChange& c) { return c.note == first.note; }))
    return {first.note, first.note};
  if (group.size() == 1) return change_words(difference, first);
  const TableSpec* table = find_table_spec(first.table);
  if (table != nullptr && all_have([&](const PlanChange& c) { return c.table == first.table; })) {
    const bool one_row = all_have([&](const PlanChange& c) { return c.key == first.key; });
    const std::string row = one_row ? " " + first.key : std::string();
    return {fmt::format("{}{}: {} thay đổi", table->title.vi, row, group.size()),
            fmt::format("{}{}: {} changes", table->title.en, row, group.size())};
  }
  const Words words = change_words(difference, first);
  return {fmt::format("{} và {} thay đổi khác", words.vi, group.size() - 1),
          fmt::format("{} and {} more changes", words.en, group.size() - 1)};
}

Cause cause_of(const PlanDifference& difference, const std::vector<Group>& groups, ChangeSet set,
               Grouping grouping) {
  Group members;
  std::size_t group_count = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if ((set >> i & 1U) == 0) continue;
    ++group_count;
    members.insert(members.end(), groups[i].begin(), groups[i].end());
  }
  std::sort(members.begin(), members.end());
  Cause cause;
  cause.label = label_of(difference, members);
  for (std::size_t i = 0; i < std::min(changes_shown_max, members.size()); ++i)
    cause.changes.push_back(change_words(difference, difference.changes[members[i]]));
  if (members.size() > changes_shown_max) {
    const std::size_t more = members.size() - changes_shown_max;
    cause.changes.push_back(
        {fmt::format("… và {} thay đổi khác", more), fmt::format("… and {} more changes", more)});
  }
  if (group_count > 1) {
    cause.note = {"chỉ hợp lệ khi đi cùng nhau", "valid only together"};
  } else if (members.size() > 1) {
    cause.note = grouping == Grouping::by_row ? Words{"gộp theo dòng", "put together by row"}
                                              : Words{"gộp theo bảng", "put together by table"};
  }
  return cause;
}

/// The plan's own code and names are no cause of anything.
bool is_only_a_name(const PlanChange& change) {
  return change.table == header_table &&
         std::all_of(change.cells.begin(), change.cells.end(), [](const ChangedCell& cell) {
           return cell.column == "code" || cell.column == "name" || cell.column == "name_en" ||
                  cell.column == "illustrative";
         });
}

CauseTable not_split(std::string vi, std::string en) {
  CauseTable table;
  table.why_missing_vi = std::move(vi);
  table.why_missing_en = std::move(en);
  return table;
}

CauseTable not_alike() {
  return not_split(
      "Chênh lệch không chia được theo nguyên nhân: các thay đổi giữa hai kế hoạch niêm phong "
      "không dẫn từ kết quả này đến kết quả kia.",
      "The difference cannot be split by cause: the changes between the two sealed plans do not "
      "lead from one result to the other.");
}

/// Reads, assesses and distributes the base with some of the changes.
std::optional<LineAmounts> result_of_changes(const std::shared_ptr<const TextPlan>& base,
                                             const Changes& changes,
                                             const std::vector<Group>& groups, ChangeSet set) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if ((set >> i & 1U) != 0) chosen.insert(chosen.end(), groups[i].begin(), groups[i].end());
  }
  std::sort(chosen.begin(), chosen.end());
  Changes made;
  for (const std::size_t i : chosen) made.push_back(changes[i]);
  const PlanReading reading = read_plan(base, made);
  if (has_errors(reading.problems)) return std::nullopt;
  const AssessmentReading assessment = assess(*reading.plan, {.with_figures = false});
  if (has_errors(assessment.problems)) return std::nullopt;
  const DistributionReading distribution =
      distribute(*reading.plan, assessment.assessment, {.threads = 1, .with_figures = false});
  if (has_errors(distribution.problems)) return std::nullopt;
  return line_amounts(*reading.plan, assessment.assessment, distribution.allocation);
}

/// Classes that choose the best set of projects are searched for; thousands of such searches are
/// not run.
bool chooses_best_value(const Plan& plan) {
  return std::any_of(plan.classes.begin(), plan.classes.end(),
                     [](const PriorityClass& row) { return row.rule == SharingRule::best_value; });
}

CauseTable causes_between(const TextPlanReading& base, const TextPlanReading& other,
                          const ResultToCompare& base_result, const ResultToCompare& other_result,
                          int threads) {
  if (chooses_best_value(*base_result.plan) || chooses_best_value(*other_result.plan)) {
    return not_split(
        "Kế hoạch có lớp chọn dự án theo giá trị lớn nhất (best_value); chênh lệch chưa chia theo "
        "nguyên nhân.",
        "A class chooses projects by best_value; the difference is not split by cause.");
  }
  PlanDifference difference;
  difference.changes = differences(*base.plan, *other.plan);
  std::erase_if(difference.changes, is_only_a_name);
  for (const PlanChange& change : differences(*other.plan, *base.plan)) {
    for (const ChangedCell& cell : change.cells)
      difference.old_values[PlanDifference::place_of(change, cell.column)] = cell.value;
  }
  if (difference.changes.empty()) {
    return not_split("Hai kế hoạch không khác nhau, nên không có nguyên nhân nào.",
                     "The two plans do not differ, so there is no cause.");
  }
  const std::size_t demands =
      std::max(base_result.assessment->demands.size(), other_result.assessment->demands.size());
  const GroupedChanges grouping = grouped(difference.changes, causes_allowed(demands));
  const auto text_plan = with_law_of(base.plan, *other.plan);
  const auto result_of = [&](ChangeSet set) {
    return result_of_changes(text_plan, difference.changes, grouping.groups, set);
  };
  const auto count = static_cast<int>(grouping.groups.size());
  const ChangeSet all = (ChangeSet{1} << count) - 1;
  const auto expected = [](const ResultToCompare& result) {
    return line_amounts(*result.plan, *result.assessment, *result.allocation);
  };
  if (result_of(0) != expected(base_result) || result_of(all) != expected(other_result))
    return not_alike();
  auto results = std::make_unique<SeparateResults>(
      separate_causes(base_result, other_result, difference.changes, grouping.groups), result_of);
  // Should they meet after all, nothing is taken apart.
  if ((*results)(all) != expected(other_result))
    results = std::make_unique<SeparateResults>(std::vector<ChangeSet>{all}, result_of);
  const AllSubsets subsets(
      count, [&](ChangeSet set) { return (*results)(set); }, threads);
  const ExactParts parts = shapley_parts(subsets, close_groups(subsets));
  std::vector<Cause> causes;
  for (const ChangeSet set : parts.causes)
    causes.push_back(cause_of(difference, grouping.groups, set, grouping.grouping));
  CauseTable table = cause_table(base_result, other_result, subsets, parts, std::move(causes));
  table.plans_run = results->plans_run();
  return table;
}

}  // namespace

void add_causes(const std::vector<std::string>& folders,
                const std::vector<ResultToCompare>& results, int threads, Comparison& comparison) {
  const auto read = [](const std::string& folder) {
    return read_text_plan(fs::path(folder) / "plan.sealed.json", LawBook{});
  };
  const TextPlanReading base = read(folders.front());
  for (PairComparison& pair : comparison.pairs) {
    const TextPlanReading other = read(folders[pair.other]);
    PB_CHECK(base.plan != nullptr && other.plan != nullptr);  // both were read as results
    pair.causes = causes_between(base, other, results.front(), results[pair.other], threads);
  }
}

}  // namespace phanbo

#include <fmt/format.h>

#include <algorithm>

#include "cli/allocate_scenarios.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "models/date.hpp"

namespace phanbo {

namespace {

/// A date of the command line as a change of the plan's header.
std::optional<Problem> add_date(const Invocation& invocation, std::string_view option,
                                std::string_view key, RunSettings& settings) {
  if (!invocation.has(option)) return std::nullopt;
  const std::string text = invocation.value(option, "");
  const std::string dashed = fmt::format("--{}", option);
  if (!parse_iso_date(text))
    return usage_problem(bad_option_value, {dashed, text, "YYYY-MM-DD (2026-07-01)"});
  Place place;
  place.file = dashed;
  PlanChange change{
      ChangeKind::set_fields, std::string(header_table), {}, {}, dashed + " " + text, place};
  change.cells.push_back({std::string(key), text, place});
  settings.changes.push_back(std::move(change));
  return std::nullopt;
}

}  // namespace

std::optional<Problem> read_settings(const Invocation& invocation, RunSettings& settings) {
  settings.scenarios = split(invocation.value("scenario", base_scenario), ',');
  for (std::size_t i = 0; i < settings.scenarios.size(); ++i) {
    const auto begin = settings.scenarios.begin();
    const auto here = begin + static_cast<std::ptrdiff_t>(i);
    if (here->empty() || std::find(begin, here, *here) != here) {
      return usage_problem(bad_option_value, {"--scenario", invocation.value("scenario", ""),
                                              fmt::format("all, {}, A,B", base_scenario)});
    }
  }
  const auto& codes = settings.scenarios;
  settings.is_group = codes.size() > 1 || codes.front() == "all";
  if (auto problem = add_date(invocation, "law-date", "law_date", settings)) return problem;
  return add_date(invocation, "known-on", "known_on", settings);
}

Exit tell_unusable(const PlanWithScenarios& plan, Console& console) {
  tell_problems(plan.problems(), false, console);
  return exit_of_input(plan.problems());
}

std::optional<Problem> find_unknown_scenario(const PlanWithScenarios& plan, const std::string& path,
                                             const std::vector<std::string>& codes) {
  std::string known(base_scenario);
  for (const Scenario& scenario : plan.book().scenarios) known += ", " + scenario.code;
  for (const std::string& code : codes) {
    if (code == "all" || code == base_scenario || plan.book().find(code) != nullptr) continue;
    return usage_problem(unknown_scenario, {code, path, known});
  }
  return std::nullopt;
}

}  // namespace phanbo

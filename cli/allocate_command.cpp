#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/allocate_scenarios.hpp"
#include "cli/allocation.hpp"
#include "cli/choice_limits.hpp"
#include "cli/display.hpp"
#include "cli/law_dates.hpp"
#include "cli/problem_report.hpp"
#include "cli/progress.hpp"
#include "cli/result_folder.hpp"
#include "cli/sweep_run.hpp"
#include "cli/threads.hpp"
#include "cli/usage_problems.hpp"
#include "models/date.hpp"
#include "outputs/tabulate/choice_text.hpp"
#include "outputs/tabulate/law_dates.hpp"
#include "outputs/tabulate/shortfall_text.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

/// An absolute path without links and dots, as far as it exists.
fs::path settled(const fs::path& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(fs::absolute(path), error);
  if (error) result = fs::absolute(path).lexically_normal();
  if (!result.has_filename()) result = result.parent_path();
  return result;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [folder_end, path_end] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return folder_end == folder.end();
}

/// Writing into the plan, or over a folder that holds it, would destroy what was read.
bool touches_plan(const fs::path& output, const fs::path& plan) {
  std::error_code error;
  if (!fs::exists(plan, error)) return false;  // reading it will say so
  const fs::path output_folder = settled(output);
  // A workbook is one file: only the folder that holds it must not be replaced.
  if (is_workbook_name(plan)) return is_within(settled(plan), output_folder);
  const fs::path plan_folder =
      fs::is_directory(plan, error) ? settled(plan) : settled(plan).parent_path();
  return is_within(output_folder, plan_folder) || is_within(plan_folder, output_folder);
}

Text words_of(RunStage stage) {
  constexpr Text words[] = {{"1/6 đọc kế hoạch …", "1/6 reading the plan …"},
                            {"2/6 tính nhu cầu …", "2/6 assessing demands …"},
                            {"2/6 chọn dự án …", "2/6 choosing projects …"},
                            {"3/6 phân bổ …", "3/6 distributing …"},
                            {"4/6 kiểm tra lại …", "4/6 auditing …"},
                            {"5/6 lập bảng …", "5/6 making tables …"},
                            {"6/6 ghi kết quả …", "6/6 writing …"}};
  return words[static_cast<std::size_t>(stage)];
}

/// A few lines for the person who started the run.
std::string summary(const PlanRun& run, const fs::path& output, std::size_t table_count,
                    const Console& console) {
  const Totals totals = totals_of(run);
  const Language language = console.language();
  TextTable lines({std::string(console.say({"Kế hoạch:", "Plan:"})),
                   fmt::format("{} ({}, {}–{})", run.plan().name, run.plan().code,
                               run.plan().first_year, run.plan().last_year)},
                  {Align::left, Align::left});
  const auto add = [&](Text label, std::string value) {
    lines.add_row({std::string(label.in(language)), std::move(value)});
  };
  if (!run.plan().scenario.empty()) {
    add({"Phương án:", "Scenario:"},
        fmt::format("{} ({})", run.plan().scenario_name, run.plan().scenario));
  }
  if (run.plan().law_date)
    add({"Pháp luật tại ngày:", "Law as of:"}, to_vietnamese(*run.plan().law_date));
  if (run.plan().known_on)
    add({"Pháp luật ghi nhận đến:", "Law recorded by:"}, to_vietnamese(*run.plan().known_on));
  add({"Kết quả:", "Result:"},
      std::string(words_of(run.distribution.allocation.status).in(language)));
  add({"Nhu cầu:", "Need:"}, dong_text(totals.need, language));
  add({"Đã bố trí:", "Allocated:"}, dong_text(totals.allocated, language));
  add({"Còn thiếu:", "Still missing:"}, dong_text(totals.need - totals.allocated, language));
  add({"Nguồn chưa phân bổ:", "Money not allocated:"}, dong_text(totals.unallocated, language));
  for (const ChoiceOutcome& choice : run.distribution.allocation.choices)
    add({"Lựa chọn:", "Choice:"}, choice_text(run.plan(), choice, language));
  add({"Các bảng:", "Tables:"}, fmt::format("{} ({})", (output / "tables").string(), table_count));
  std::string pages;
  for (const char* page : {"report.html", "sweep.html"}) {
    std::error_code error;
    if (fs::exists(output / page, error))
      pages += (pages.empty() ? "" : ", ") + (output / page).string();
  }
  if (!pages.empty()) add({"Trang để xem:", "Pages to look at:"}, pages);
  if (!run.plan().illustrative.empty()) {
    add({"Số minh họa:", "Illustrative:"}, run.plan().illustrative);
  }
  return lines.text();
}

/// Mandatory needs that are not met, each with the sentence of its shortage.
void tell_shortfalls(const PlanRun& run, Console& console) {
  const Allocation& allocation = run.distribution.allocation;
  if (allocation.status != Status::shortfall) return;
  for (const ChoiceOutcome& choice : allocation.choices) {
    if (!choice.conflict) continue;
    const Words sentence = conflict_sentence(run.plan(), run.assessment.assessment, choice);
    console.tell(fmt::format(
        "phanbo: {}\n", console.language() == Language::vietnamese ? sentence.vi : sentence.en));
  }
  for (const Shortfall& shortfall : allocation.shortfalls) {
    if (!run.plan().classes[shortfall.priority_class].mandatory) continue;
    const Words sentence = shortfall_sentence(run.plan(), run.assessment.assessment, shortfall);
    console.tell(fmt::format(
        "phanbo: {}: {}\n", console.say({"nhu cầu bắt buộc bị thiếu", "a mandatory need is short"}),
        console.language() == Language::vietnamese ? sentence.vi : sentence.en));
  }
}

/// How much another date of law changes, and which values of law do it.
std::string law_dates_text(const LawDates& dates, const Console& console) {
  const auto count = [&](LawDateLine::Kind kind) {
    return std::count_if(dates.lines.begin(), dates.lines.end(),
                         [&](const LawDateLine& line) { return line.kind == kind; });
  };
  std::string text = fmt::format(
      fmt::runtime(
          console.say({"So với kế hoạch theo ngày thật: {0} nhu cầu và {1} dòng phân bổ khác đi "
                       "(tables/law_date_lines)\n",
                       "Against the plan at its own dates: {0} needs and {1} ledger lines differ "
                       "(tables/law_date_lines)\n"})),
      count(LawDateLine::Kind::need), count(LawDateLine::Kind::line));
  for (std::size_t i = 0; i < dates.moves.size(); ++i) {
    const bool moves =
        std::any_of(dates.lines.begin(), dates.lines.end(), [&](const LawDateLine& line) {
          return std::find(line.moved_by.begin(), line.moved_by.end(), i) != line.moved_by.end();
        });
    if (!moves) continue;
    const LawMove& move = dates.moves[i];
    text += fmt::format("  {}{}{}:", move.topic, move.key.empty() ? "" : "/", move.key);
    for (const LawRow& row : move.after) text += " " + law_citation(row) + ";";
    text.back() = '\n';
  }
  return text;
}

/// A run with what its options add to it.
struct OptionRun {
  PlanRun run;
  MoreOutput more;
  std::optional<LawDates> dates;
  std::optional<Exit> refused;  ///< nothing was run; the reason is told
};

/// A run that stays until the process ends: giving a country's plan back piece by piece takes
/// longer than the end of the process.
OptionRun& kept_run() {
  static auto& kept = *new std::vector<std::unique_ptr<OptionRun>>;
  kept.push_back(std::make_unique<OptionRun>());
  return *kept.back();
}

/// The same run at the plan's own dates, beside it.
void add_law_dates(const PlanWithScenarios& plan, const RunSettings& settings, OptionRun& option,
                   const Console& console, std::string& remark) {
  const PlanRun plain = plan.run(settings.scenarios.front(), {}, settings.threads, {});
  if (!plain.is_complete) {
    remark = console.say(
        {"phanbo: kế hoạch theo ngày thật không tính được nên không có bảng so sánh\n",
         "phanbo: the plan at its own dates is not usable, so there is no comparison\n"});
    return;
  }
  option.dates = compare_law_dates(plain, option.run);
  option.more.tables.push_back(tabulate_law_dates(*option.dates));
}

/// A scenario, the law of another date, a sweep.
OptionRun run_option(const Invocation& invocation, const RunSettings& settings,
                     const AllocationForms& forms, Console& console, const StageListener& listener,
                     const ChooseOptions& choosing) {
  OptionRun option;
  const std::string& path = invocation.arguments.front();
  listener(RunStage::read);
  const PlanWithScenarios plan(path, shipped_law());
  if (!plan.is_usable()) {
    option.run.problems = plan.problems();
    return option;
  }
  std::vector<SweepAxis> axes;
  std::optional<Problem> problem = find_unknown_scenario(plan, path, settings.scenarios);
  if (!problem && invocation.has("vary"))
    problem = read_axes(plan, invocation.value("vary", ""), axes);
  if (problem) {
    option.refused = refuse(*problem, Exit::wrong_usage, console);
    return option;
  }
  option.run =
      plan.run(settings.scenarios.front(), settings.changes, settings.threads, listener, choosing);
  if (!option.run.is_complete) return option;
  std::string remark;
  if (!settings.changes.empty()) add_law_dates(plan, settings, option, console, remark);
  console.tell(remark);
  if (axes.empty()) return option;
  MoreOutput swept = sweep_output(
      option.run.plan(), run_sweep(plan, settings, std::move(axes), forms.language), forms);
  for (ReportTable& table : swept.tables) option.more.tables.push_back(std::move(table));
  option.more.documents = std::move(swept.documents);
  return option;
}

/// One plan, or one scenario of it, into one folder.
Exit allocate(const Invocation& invocation, const RunSettings& settings,
              std::optional<NamedStart> start, Console& console) {
  const fs::path output = invocation.value("output", "");
  std::optional<Progress> progress(
      std::in_place, progress_is_wanted(::isatty(STDERR_FILENO) == 1, ::getenv("TERM")));
  const auto tell_choice = [&](const std::string& text) { progress->begin_step(text); };
  ChoiceLimits choice_limits(invocation, std::move(start), console, tell_choice);
  const auto enter = [&](RunStage stage) {
    choice_limits.enter(stage);
    progress->begin_step(std::string(console.say(words_of(stage))));
  };
  const bool all = invocation.has("all");
  AllocationForms forms = forms_of(invocation, console);
  forms.threads = settings.threads;
  OptionRun& option = kept_run();
  if (settings.is_plain() && !invocation.has("vary")) {
    option.run = run_plan(invocation.arguments.front(), shipped_law(), settings.threads, enter,
                          choice_limits.options());
  } else {
    option = run_option(invocation, settings, forms, console, enter, choice_limits.options());
  }
  if (option.refused) return *option.refused;
  PlanRun& run = option.run;
  if (!run.is_complete) {
    progress.reset();
    tell_problems(run.problems, all, console);
    return exit_of_input(run.problems);
  }
  if (invocation.has("form-year") && (!forms.form_year || !run.plan().has_year(*forms.form_year))) {
    progress.reset();
    return refuse(usage_problem(bad_option_value, {"--form-year", invocation.value("form-year", ""),
                                                   fmt::format("{}–{}", run.plan().first_year,
                                                               run.plan().last_year)}),
                  Exit::wrong_usage, console);
  }
  const AllocationOutcome outcome =
      write_allocation(run, forms, output, enter, std::move(option.more), &console);
  progress.reset();
  if (!outcome.findings.empty()) {
    tell_findings(outcome.findings, console);
    return outcome.exit;
  }
  if (!invocation.has("quiet")) tell_problems(run.problems, all, console);
  if (!outcome.is_written()) {
    tell_problems(outcome.write_problems, all, console);
    return outcome.exit;
  }
  if (!invocation.has("quiet")) {
    console.print(summary(run, output, outcome.table_count, console));
    if (option.dates) console.print(law_dates_text(*option.dates, console));
  }
  tell_shortfalls(run, console);
  return outcome.exit;
}

}  // namespace

Exit run_allocate(const Invocation& invocation, Console& console) {
  RunSettings settings;
  const std::optional<int> threads = threads_of(invocation, console);
  if (!threads) return Exit::wrong_usage;
  settings.threads = *threads;
  if (const auto problem = read_settings(invocation, settings))
    return refuse(*problem, Exit::wrong_usage, console);
  if (const std::optional<std::string> wrong = wrong_choice_limit(invocation)) {
    return refuse(
        usage_problem(bad_option_value, {"--" + *wrong, invocation.value(*wrong, ""), "> 0"}),
        Exit::wrong_usage, console);
  }
  std::optional<NamedStart> start;
  if (invocation.has("start") && !settings.is_group) {
    start = read_named_start(invocation, settings.scenarios.front());
    if (!start) return refuse_start(invocation, console);
  }
  const std::string output = invocation.value("output", "");
  const std::string& plan = invocation.arguments.front();
  if (touches_plan(output, plan)) {
    return refuse(problem_at(output_is_plan_folder, output, {output, plan}),
                  Exit::cannot_read_or_write, console);
  }
  if (settings.is_group && invocation.has("vary")) {
    return refuse(
        usage_problem(bad_option_value, {"--scenario", invocation.value("scenario", ""),
                                         std::string(console.say({"một phương án khi có --vary",
                                                                  "one scenario with --vary"}))}),
        Exit::wrong_usage, console);
  }
  return settings.is_group ? allocate_scenarios(invocation, settings, console)
                           : allocate(invocation, settings, std::move(start), console);
}

}  // namespace phanbo

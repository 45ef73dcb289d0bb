#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <filesystem>
#include <optional>
#include <set>

#include "cli/causes.hpp"
#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/interruption.hpp"
#include "cli/problem_report.hpp"
#include "cli/result_folder.hpp"
#include "cli/threads.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "engine/compare/compare.hpp"
#include "outputs/comparison/comparison_json.hpp"
#include "outputs/comparison/comparison_page.hpp"
#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/comparison/headlines.hpp"
#include "outputs/workbook/comparison_workbook.hpp"
#include "outputs/write/write_comparison.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

/// How many results one comparison may hold: wider tables cannot be read.
constexpr std::size_t results_max = 12;
/// Differences that --expect-same prints before it only counts.
constexpr std::size_t unlike_shown_max = 20;

/// Folder names tell results apart; where they are the same, the whole paths do.
std::vector<std::string> labels_of(const std::vector<std::string>& folders) {
  std::vector<std::string> labels;
  for (const std::string& folder : folders) {
    const fs::path path = fs::path(folder).lexically_normal();
    labels.push_back((path.has_filename() ? path : path.parent_path()).filename().string());
  }
  const std::set<std::string> distinct(labels.begin(), labels.end());
  return distinct.size() == labels.size() ? labels : folders;
}

/// "5%", "2.5%" or an amount in đồng.
std::optional<Threshold> parse_threshold(const std::string& text) {
  if (text.ends_with('%')) {
    const auto percent = Decimal::parse(std::string_view(text).substr(0, text.size() - 1));
    if (!percent || percent->is_negative()) return std::nullopt;
    return Threshold{std::nullopt, percent};
  }
  std::int64_t amount = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, amount);
  if (error != std::errc{} || rest != end || amount < 0) return std::nullopt;
  return Threshold{Money::checked(amount), std::nullopt};
}

ResultToCompare to_compare(const std::string& label, const ResultFolder& folder) {
  return {label, &folder.run.plan(), &folder.run.assessment.assessment,
          &folder.run.distribution.allocation};
}

/// "Như nhau", or the first places that are not.
Exit report_sameness(const std::vector<ResultToCompare>& results, Console& console) {
  bool is_same = true;
  for (std::size_t other = 1; other < results.size(); ++other) {
    const auto unlike = unlike_parts(results.front(), results[other]);
    if (unlike.empty()) continue;
    is_same = false;
    console.print(fmt::format(fmt::runtime(console.say({"{0} khác {1} ở {2} chỗ:\n",
                                                        "{0} differs from {1} in {2} "
                                                        "places:\n"})),
                              results[other].label, results.front().label, unlike.size()));
    const Text nothing = {"không có", "none"};
    for (std::size_t i = 0; i < std::min(unlike.size(), unlike_shown_max); ++i) {
      const auto shown = [&](const std::string& value) {
        return value.empty() ? std::string(console.say(nothing))
                             : number_text(value, console.language());
      };
      console.print(fmt::format("  {} {}: {} → {}\n", unlike[i].what, unlike[i].where,
                                shown(unlike[i].base), shown(unlike[i].other)));
    }
    if (unlike.size() > unlike_shown_max) {
      console.print(fmt::format(
          fmt::runtime(console.say({"  … và {} chỗ khác\n", "  … and {} more places\n"})),
          unlike.size() - unlike_shown_max));
    }
  }
  if (!is_same) return Exit::answer_is_no;
  console.print(console.say({"Như nhau: sổ phân bổ, cân đối nguồn, nhu cầu và các số khác.\n",
                             "The same: ledger, balances, demands and figures.\n"}));
  return Exit::done;
}

void print_headlines(const Comparison& comparison, Console& console) {
  const bool vietnamese = console.language() == Language::vietnamese;
  for (const PairComparison& pair : comparison.pairs) {
    console.print(
        fmt::format(fmt::runtime(console.say({"{0} so với {1}:\n", "{0} against {1}:\n"})),
                    comparison.runs[pair.other].label, comparison.runs.front().label));
    for (const Words& sentence : headlines(comparison, pair))
      console.print(fmt::format("  {}\n", vietnamese ? sentence.vi : sentence.en));
    if (pair.causes && pair.causes->causes.empty() && !pair.causes->why_missing_vi.empty()) {
      console.print(fmt::format(
          "  {}\n", vietnamese ? pair.causes->why_missing_vi : pair.causes->why_missing_en));
    }
  }
}

Exit write(const Invocation& invocation, const Comparison& comparison, Console& console) {
  const std::vector<std::string> formats = split(invocation.value("format", "json,csv,html"), ',');
  const auto wants = [&](std::string_view word) {
    return std::find(formats.begin(), formats.end(), word) != formats.end();
  };
  const std::vector<ReportTable> tables = comparison_tables(comparison);
  ComparisonRequest request;
  request.folder = invocation.value("output", "");
  request.language =
      invocation.value("lang", "vi") == "en" ? Language::english : Language::vietnamese;
  if (wants("json")) request.formats.push_back(OutputFormat::json);
  if (wants("csv")) request.formats.push_back(OutputFormat::csv);
  request.tables = &tables;
  request.documents.emplace_back("comparison.json", comparison_json(comparison, program_text()));
  if (wants("html")) {
    request.documents.emplace_back(
        "comparison.html", render_comparison_page(comparison, request.language, program_text()));
  }
  if (wants("xlsx")) {
    ComparisonWorkbookRequest book{program_text(), &comparison, &tables, {}, request.language};
    for (const PairComparison& pair : comparison.pairs)
      book.headlines.push_back(headlines(comparison, pair));
    request.makers.emplace_back("comparison.xlsx", [book](const fs::path& path) {
      return write_comparison_workbook(path, book);
    });
  }
  request.message_language = console.language();
  const std::vector<Problem> problems =
      write_comparison_unless_interrupted(std::move(request), console);
  if (has_errors(problems)) {
    tell_problems(problems, false, console);
    return Exit::cannot_read_or_write;
  }
  if (invocation.has("quiet") || invocation.has("expect-same")) return Exit::done;
  for (const char* file : {"comparison.html", "comparison.xlsx"}) {
    std::error_code error;
    const fs::path path = fs::path(invocation.value("output", "")) / file;
    if (fs::exists(path, error))
      console.print(
          fmt::format(fmt::runtime(console.say({"Xem: {0}\n", "See: {0}\n"})), path.string()));
  }
  return Exit::done;
}

/// Reads the folders; the exit of the first one that cannot be used.
Exit read_folders(const std::vector<std::string>& names, std::deque<ResultFolder>& folders,
                  Console& console) {
  Exit failure = Exit::done;
  for (const std::string& name : names) {
    ResultFolder& folder = folders.emplace_back(read_result_folder(name, console));
    std::vector<Problem> problems = folder.problems;
    Exit exit = folder.failure;
    if (folder.run.is_complete) {
      if (auto changed = changed_result(folder, console)) {
        changed->place.file = (fs::path(name) / "result.json").string();
        problems = {*changed};
        exit = Exit::answer_is_no;
      }
    }
    if (exit == Exit::done) continue;
    tell_problems(problems, false, console);
    if (failure == Exit::done) failure = exit;
  }
  return failure;
}

}  // namespace

Exit run_compare(const Invocation& invocation, Console& console) {
  const std::vector<std::string>& names = invocation.arguments;
  if (names.size() > results_max) {
    return refuse(usage_problem(too_many_results,
                                {std::to_string(names.size()), std::to_string(results_max)}),
                  Exit::wrong_usage, console);
  }
  if (!invocation.has("output") && !invocation.has("expect-same"))
    return refuse(usage_problem(missing_option, {"--output", "compare"}), Exit::wrong_usage,
                  console);
  const std::string threshold_text = invocation.value("worth-reading", "1%");
  const std::optional<Threshold> threshold = parse_threshold(threshold_text);
  if (!threshold) {
    return refuse(usage_problem(bad_option_value,
                                {"--worth-reading", threshold_text, "5%, 2.5% / 500000000"}),
                  Exit::wrong_usage, console);
  }
  const std::optional<int> threads = threads_of(invocation, console);
  if (!threads) return Exit::wrong_usage;

  std::deque<ResultFolder> folders;
  const Exit failure = read_folders(names, folders, console);
  if (failure != Exit::done) return failure;
  const std::vector<std::string> labels = labels_of(names);
  std::vector<ResultToCompare> results;
  for (std::size_t i = 0; i < folders.size(); ++i)
    results.push_back(to_compare(labels[i], folders[i]));
  const Exit sameness =
      invocation.has("expect-same") ? report_sameness(results, console) : Exit::done;
  if (!invocation.has("output")) return sameness;

  Comparison comparison = compare_results(results, *threshold);
  if (!invocation.has("no-causes")) add_causes(names, results, *threads, comparison);
  if (!invocation.has("quiet") && !invocation.has("expect-same"))
    print_headlines(comparison, console);
  const Exit written = write(invocation, comparison, console);
  return written == Exit::done ? sameness : written;
}

}  // namespace phanbo

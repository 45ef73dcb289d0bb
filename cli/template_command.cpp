#include <fmt/format.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/plan_files.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "inputs/plan_book.hpp"
#include "inputs/plan_changes.hpp"
#include "law/law_files.hpp"
#include "models/limits.hpp"

namespace phanbo {

namespace {

constexpr std::string_view default_years = "2026-2030";
constexpr std::string_view default_kinds = "entitlement,formula,grants,projects,fixed,scenarios";

std::optional<int> year_of(std::string_view text) {
  constexpr std::size_t year_digits = 4;
  const bool is_year =
      text.size() == year_digits && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_year) return std::nullopt;
  const int year = std::stoi(std::string(text));
  if (year < limit_year_first || year > limit_year_last) return std::nullopt;
  return year;
}

/// "2026-2030" or "2026".
std::optional<Problem> read_years(const std::string& text, PlanBookOptions& options) {
  const std::vector<std::string> parts = split(text, '-');
  const auto first = parts.empty() ? std::nullopt : year_of(parts.front());
  const auto last = parts.empty() ? std::nullopt : year_of(parts.back());
  const bool fits =
      first && last && parts.size() <= 2 && *first <= *last && *last - *first < limit_years_max;
  if (!fits) {
    return usage_problem(bad_option_value, {"--years", text,
                                            fmt::format("{}–{}: 2026-2030, 2026", limit_year_first,
                                                        limit_year_last)});
  }
  options.first_year = *first;
  options.last_year = *last;
  return std::nullopt;
}

std::vector<std::string> tables_of(const std::string& kinds) {
  std::vector<std::string> tables = tables_of_kind("basic");
  for (const std::string& kind : split(kinds, ',')) {
    for (std::string& table : tables_of_kind(kind)) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

Exit run_template(const Invocation& invocation, Console& console) {
  const std::string& path = invocation.arguments.front();
  if (const auto problem = refuse_workbook_path(path, invocation)) {
    return refuse(*problem,
                  problem->kind == &file_is_there ? Exit::cannot_read_or_write : Exit::wrong_usage,
                  console);
  }
  PlanBookOptions options;
  options.language = console.language();
  if (const auto problem = read_years(invocation.value("years", default_years), options))
    return refuse(*problem, Exit::wrong_usage, console);
  options.tables = tables_of(invocation.value("for", default_kinds));
  SheetBook book;
  if (invocation.has("from")) {
    const TextPlanReading reading =
        read_text_plan(invocation.value("from", ""), shipped_law(), law_packs());
    if (reading.plan == nullptr) {
      tell_problems(reading.problems, false, console);
      return exit_of_input(reading.problems);
    }
    book = plan_book(reading.plan, options);
  } else {
    book = empty_plan_book(options);
  }
  if (const auto problem = write_plan_book(path, book, options.language))
    return refuse(*problem, Exit::cannot_read_or_write, console);
  console.print(fmt::format(
      fmt::runtime(
          console.say({"Đã ghi {0} ({1} trang). Tiếp theo: mở, đọc trang \"{2}\", điền; rồi "
                       "phanbo check {0}\n",
                       "Wrote {0} ({1} sheets). Next: open it, read the sheet \"{2}\", fill "
                       "it in; then phanbo check {0}\n"})),
      path, book.sheets.size(), book.sheets.front().name));
  return Exit::done;
}

}  // namespace phanbo

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/documents.hpp"
#include "cli/interruption.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/progress.hpp"
#include "cli/sealed_law.hpp"
#include "cli/threads.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "models/check.hpp"
#include "outputs/rounding/round_form.hpp"
#include "outputs/tabulate/forms.hpp"
#include "outputs/tabulate/shortfall_text.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/workbook/workbook.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

/// The budget year of the forms; empty when none was asked for or it is no number.
std::optional<int> parse_year(const Invocation& invocation) {
  const std::string text = invocation.value("form-year", "");
  int year = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, year);
  if (error != std::errc{} || rest != end) return {};
  return year;
}

/// Forms of the tables in their own order, each once. The data package describes the CSV tables, so
/// it brings them along.
std::vector<OutputFormat> table_formats(const std::vector<std::string>& words) {
  const auto wants = [&](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  std::vector<OutputFormat> formats;
  if (wants("json")) formats.push_back(OutputFormat::json);
  if (wants("csv") || wants("datapackage")) formats.push_back(OutputFormat::csv);
  return formats;
}

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
  const fs::path plan_folder =
      fs::is_directory(plan, error) ? settled(plan) : settled(plan).parent_path();
  const fs::path output_folder = settled(output);
  return is_within(output_folder, plan_folder) || is_within(plan_folder, output_folder);
}

Text words_of(RunStage stage) {
  constexpr Text words[] = {{"1/6 đọc kế hoạch …", "1/6 reading the plan …"},
                            {"2/6 tính nhu cầu …", "2/6 assessing demands …"},
                            {"3/6 phân bổ …", "3/6 distributing …"},
                            {"4/6 kiểm tra lại …", "4/6 auditing …"},
                            {"5/6 lập bảng …", "5/6 making tables …"},
                            {"6/6 ghi kết quả …", "6/6 writing …"}};
  return words[static_cast<std::size_t>(stage)];
}

Exit report_findings(const std::vector<AuditFinding>& findings, Console& console) {
  console.tell(console.say(
      {"phanbo: lỗi của chương trình: kết quả không qua được kiểm tra lại; không ghi gì. Hãy gửi "
       "kế "
       "hoạch và các dòng sau cho người phát triển:\n",
       "phanbo: our bug: the result did not pass the audit; nothing was written. Please send the "
       "plan and these lines to the developers:\n"}));
  for (const AuditFinding& finding : findings) {
    console.tell(fmt::format(fmt::runtime(console.say({"  [{0}] {1}: phải là {2}, tìm thấy {3}\n",
                                                       "  [{0}] {1}: expected {2}, found {3}\n"})),
                             finding.check, finding.where, finding.expected, finding.found));
  }
  return Exit::our_bug;
}

struct Totals {
  Money need;
  Money allocated;
  Money unallocated;
};

Totals totals_of(const PlanRun& run) {
  const Assessment& assessment = run.assessment.assessment;
  const Allocation& allocation = run.distribution.allocation;
  Totals totals;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    totals.need += assessment.demands[Index<Demand>(i)].need;
    totals.allocated += allocation.demands[i].allocated;
  }
  for (const SourceBalance& balance : allocation.sources) totals.unallocated += balance.unallocated;
  return totals;
}

Text words_of(Status status) {
  constexpr Text words[] = {
      {"đủ: mọi nhu cầu bắt buộc được bố trí", "complete: every mandatory need is met"},
      {"THIẾU: có nhu cầu bắt buộc chưa bố trí đủ", "SHORT: a mandatory need is not met"},
      {"dừng ở giới hạn tính toán; phương án dùng được", "stopped by a limit; the plan is usable"}};
  return words[static_cast<std::size_t>(status)];
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
  add({"Kết quả:", "Result:"},
      std::string(words_of(run.distribution.allocation.status).in(language)));
  add({"Nhu cầu:", "Need:"}, dong_text(totals.need, language));
  add({"Đã bố trí:", "Allocated:"}, dong_text(totals.allocated, language));
  add({"Còn thiếu:", "Still missing:"}, dong_text(totals.need - totals.allocated, language));
  add({"Nguồn chưa phân bổ:", "Money not allocated:"}, dong_text(totals.unallocated, language));
  add({"Các bảng:", "Tables:"}, fmt::format("{} ({})", (output / "tables").string(), table_count));
  if (!run.plan().illustrative.empty()) {
    add({"Số minh họa:", "Illustrative:"}, run.plan().illustrative);
  }
  return lines.text();
}

/// Mandatory needs that are not met: the answer is no, with the sentences of the shortage.
Exit report_status(const PlanRun& run, Console& console) {
  const Allocation& allocation = run.distribution.allocation;
  if (allocation.status == Status::limit) return Exit::limit_reached;
  if (allocation.status == Status::complete) return Exit::done;
  for (const Shortfall& shortfall : allocation.shortfalls) {
    if (!run.plan().classes[shortfall.priority_class].mandatory) continue;
    const Words sentence = shortfall_sentence(run.plan(), run.assessment.assessment, shortfall);
    console.tell(fmt::format(
        "phanbo: {}: {}\n", console.say({"nhu cầu bắt buộc bị thiếu", "a mandatory need is short"}),
        console.language() == Language::vietnamese ? sentence.vi : sentence.en));
  }
  return Exit::answer_is_no;
}

/// The data package describes plain CSV tables; with it they stay plain.
CsvStyle csv_style(const Invocation& invocation, const std::vector<std::string>& formats) {
  CsvStyle style;
  if (std::find(formats.begin(), formats.end(), "datapackage") != formats.end()) return style;
  style.for_excel = invocation.has("excel");
  const std::string mark =
      invocation.value("csv-separator", style.for_excel ? "semicolon" : "comma");
  style.separator = mark == "tab" ? '\t' : (mark == "semicolon" ? ';' : ',');
  return style;
}

/// The forms of the year asked for, in the unit they are printed in.
std::vector<Form> forms_to_print(const Invocation& invocation, const PlanRun& run,
                                 const std::vector<ReportTable>& tables) {
  const Plan& plan = run.plan();
  const int year = parse_year(invocation).value_or(plan.first_year);
  const auto unit = print_unit_of(invocation.value("print-unit", "million_dong"));
  PB_CHECK(unit.has_value());  // the command table allows nothing else
  const PrintRounding rounding = invocation.value("rounding", "ordinary") == "controlled"
                                     ? PrintRounding::controlled
                                     : PrintRounding::ordinary;
  std::vector<Form> forms =
      make_forms(plan, run.assessment.assessment, run.distribution.allocation, tables, year);
  for (Form& form : forms) form.table = round_for_print(form.table, *unit, rounding);
  return forms;
}

/// The workbook and the forms, written by functions of their own.
void add_workbooks(const Invocation& invocation, const std::vector<std::string>& formats,
                   const PlanRun& run, const std::vector<ReportTable>& tables,
                   OutputRequest& request) {
  const auto wants = [&](std::string_view word) {
    return std::find(formats.begin(), formats.end(), word) != formats.end();
  };
  const WorkbookRequest workbook{request.program, request.inputs, request.plan, &tables,
                                 request.language};
  if (wants("xlsx")) {
    request.makers.emplace_back("allocation.xlsx", [workbook](const fs::path& path) {
      return write_workbook(path, workbook);
    });
  }
  if (wants("forms")) {
    request.makers.emplace_back(
        "forms.xlsx", [workbook, forms = forms_to_print(invocation, run, tables)](
                          const fs::path& path) { return write_forms(path, forms, workbook); });
  }
}

OutputRequest output_request(const Invocation& invocation, const PlanRun& run,
                             const std::vector<ReportTable>& tables) {
  OutputRequest request;
  request.folder = invocation.value("output", "");
  const std::vector<std::string> formats = split(invocation.value("format", "json,csv,html"), ',');
  request.formats = table_formats(formats);
  request.language =
      invocation.value("lang", "vi") == "en" ? Language::english : Language::vietnamese;
  request.program = program_text();
  for (const InputFile& file : run.reading.files)
    request.inputs.emplace_back(file.path, file.sha256);
  request.canonical = &run.reading.canonical;
  request.plan = &run.plan();
  request.assessment = &run.assessment.assessment;
  request.allocation = &run.distribution.allocation;
  request.tables = &tables;
  request.documents = documents_of(formats, run, tables, request.language, request.program);
  request.csv = csv_style(invocation, formats);
  add_workbooks(invocation, formats, run, tables, request);
  return request;
}

/// Everything after the command line is known to be right.
Exit allocate(const Invocation& invocation, int threads, Console& console) {
  const fs::path output = invocation.value("output", "");
  std::optional<Progress> progress(
      std::in_place, progress_is_wanted(::isatty(STDERR_FILENO) == 1, ::getenv("TERM")));
  const auto enter = [&](RunStage stage) {
    progress->begin_step(std::string(console.say(words_of(stage))));
  };
  const bool all = invocation.has("all");
  PlanRun run = run_plan(invocation.arguments.front(), shipped_law(), threads, enter);
  if (!run.is_complete) {
    progress.reset();
    tell_problems(run.problems, all, console);
    return exit_of_input(run.problems);
  }
  if (invocation.has("form-year")) {
    const Plan& plan = run.plan();
    const auto year = parse_year(invocation);
    if (!year || !plan.has_year(*year)) {
      progress.reset();
      return refuse(
          usage_problem(bad_option_value, {"--form-year", invocation.value("form-year", ""),
                                           fmt::format("{}–{}", plan.first_year, plan.last_year)}),
          Exit::wrong_usage, console);
    }
  }
  enter(RunStage::audit);
  const auto findings = audit(run.plan(), run.assessment.assessment, run.distribution.allocation);
  if (!findings.empty()) {
    progress.reset();
    return report_findings(findings, console);
  }
  enter(RunStage::tabulate);
  const std::vector<ReportTable> tables =
      tabulate(run.plan(), run.assessment.assessment, run.distribution.allocation, threads);
  enter(RunStage::write);
  seal_law_used(run.assessment.assessment, run.reading.canonical);
  OutputRequest request = output_request(invocation, run, tables);
  request.message_language = console.language();
  request.threads = threads;
  const std::vector<Problem> write_problems =
      write_output_unless_interrupted(std::move(request), console);
  progress.reset();

  if (!invocation.has("quiet")) tell_problems(run.problems, all, console);
  if (has_errors(write_problems)) {
    tell_problems(write_problems, all, console);
    return Exit::cannot_read_or_write;
  }
  if (!invocation.has("quiet")) {
    console.print(summary(run, output, tables.size(), console));
  }
  return report_status(run, console);
}

}  // namespace

Exit run_allocate(const Invocation& invocation, Console& console) {
  const std::optional<int> threads = threads_of(invocation, console);
  if (!threads) return Exit::wrong_usage;
  const std::string output = invocation.value("output", "");
  const std::string& plan = invocation.arguments.front();
  if (touches_plan(output, plan)) {
    return refuse(problem_at(output_is_plan_folder, output, {output, plan}),
                  Exit::cannot_read_or_write, console);
  }
  return allocate(invocation, *threads, console);
}

}  // namespace phanbo

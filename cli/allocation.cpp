#include "cli/allocation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/documents.hpp"
#include "cli/free_memory.hpp"
#include "cli/interruption.hpp"
#include "cli/sealed_law.hpp"
#include "cli/version.hpp"
#include "models/check.hpp"
#include "outputs/tabulate/forms.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/workbook/workbook.hpp"

namespace phanbo {

namespace {

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

/// The budget year of the forms; empty when none was asked for or it is no number.
std::optional<int> parse_year(const Invocation& invocation) {
  const std::string text = invocation.value("form-year", "");
  int year = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, year);
  if (error != std::errc{} || rest != end) return {};
  return year;
}

/// The forms of the year asked for, in the unit they are printed in.
std::vector<Form> forms_to_print(const AllocationForms& settings, const PlanRun& run,
                                 const std::vector<ReportTable>& tables) {
  const Plan& plan = run.plan();
  std::vector<Form> forms = make_forms(plan, run.assessment.assessment, run.distribution.allocation,
                                       tables, settings.form_year.value_or(plan.first_year));
  for (Form& form : forms)
    form.table = round_for_print(form.table, settings.print_unit, settings.rounding);
  return forms;
}

/// The workbook and the forms, written by functions of their own.
void add_workbooks(const AllocationForms& settings, const PlanRun& run,
                   const std::vector<ReportTable>& tables, OutputRequest& request) {
  const auto wants = [&](std::string_view word) {
    return std::find(settings.formats.begin(), settings.formats.end(), word) !=
           settings.formats.end();
  };
  const WorkbookRequest workbook{request.program, request.inputs,   request.plan,
                                 &tables,         request.language, request.threads};
  if (wants("xlsx")) {
    request.makers.emplace_back("allocation.xlsx", [workbook](const std::filesystem::path& path) {
      return write_workbook(path, workbook);
    });
  }
  if (wants("forms")) {
    request.makers.emplace_back(
        "forms.xlsx",
        [workbook, forms = forms_to_print(settings, run, tables)](
            const std::filesystem::path& path) { return write_forms(path, forms, workbook); });
  }
}

OutputRequest output_request(const PlanRun& run, const AllocationForms& forms,
                             const std::filesystem::path& output,
                             const std::vector<ReportTable>& tables) {
  OutputRequest request;
  request.folder = output;
  request.formats = table_formats(forms.formats);
  request.language = forms.language;
  request.message_language = forms.message_language;
  request.threads = forms.threads;
  request.program = program_text();
  for (const InputFile& file : run.reading.files)
    request.inputs.emplace_back(file.path, file.sha256);
  request.canonical = &run.reading.canonical;
  request.plan = &run.plan();
  request.assessment = &run.assessment.assessment;
  request.allocation = &run.distribution.allocation;
  request.tables = &tables;
  request.documents = documents_of(forms.formats, run, tables, request.language, request.program);
  request.csv = forms.csv;
  add_workbooks(forms, run, tables, request);
  return request;
}

}  // namespace

AllocationForms forms_of(const Invocation& invocation, const Console& console) {
  AllocationForms forms;
  forms.formats = split(invocation.value("format", "json,csv,html"), ',');
  forms.language =
      invocation.value("lang", "vi") == "en" ? Language::english : Language::vietnamese;
  forms.message_language = console.language();
  forms.csv = csv_style(invocation, forms.formats);
  forms.form_year = parse_year(invocation);
  const auto unit = print_unit_of(invocation.value("print-unit", "million_dong"));
  PB_CHECK(unit.has_value());  // the command table allows nothing else
  forms.print_unit = *unit;
  forms.rounding = invocation.value("rounding", "ordinary") == "controlled"
                       ? PrintRounding::controlled
                       : PrintRounding::ordinary;
  return forms;
}

/// The best choice so far was taken: a limit or Ctrl-C ended the search.
static bool choice_was_cut_short(const Allocation& allocation) {
  return std::any_of(
      allocation.choices.begin(), allocation.choices.end(), [](const ChoiceOutcome& choice) {
        return choice.end == ChoiceEnd::work_limit || choice.end == ChoiceEnd::time_limit ||
               choice.end == ChoiceEnd::memory_limit || choice.end == ChoiceEnd::interrupted;
      });
}

AllocationOutcome write_allocation(PlanRun& run, const AllocationForms& forms,
                                   const std::filesystem::path& output,
                                   const StageListener& listener, MoreOutput more,
                                   Console* console) {
  const auto enter = [&](RunStage stage) {
    give_free_memory_back();
    if (listener) listener(stage);
  };
  AllocationOutcome outcome;
  enter(RunStage::audit);
  outcome.findings = audit(run.plan(), run.assessment.assessment, run.distribution.allocation);
  if (!outcome.findings.empty()) {
    outcome.exit = Exit::our_bug;
    return outcome;
  }
  enter(RunStage::tabulate);
  std::vector<ReportTable> tables =
      tabulate(run.plan(), run.assessment.assessment, run.distribution.allocation, forms.threads);
  for (ReportTable& table : more.tables) tables.push_back(std::move(table));
  outcome.table_count = tables.size();
  enter(RunStage::write);
  seal_law_used(run.assessment.assessment, run.reading.canonical);
  OutputRequest request = output_request(run, forms, output, tables);
  for (auto& document : more.documents) request.documents.push_back(std::move(document));
  outcome.write_problems = console == nullptr
                               ? write_output(request)
                               : write_output_unless_interrupted(std::move(request), *console);
  outcome.exit = has_errors(outcome.write_problems)
                     ? Exit::cannot_read_or_write
                     : exit_of_status(run.distribution.allocation.status);
  if (outcome.exit == Exit::done && choice_was_cut_short(run.distribution.allocation))
    outcome.exit = Exit::limit_reached;
  return outcome;
}

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

Exit exit_of_status(Status status) {
  if (status == Status::limit) return Exit::limit_reached;
  return status == Status::complete ? Exit::done : Exit::answer_is_no;
}

void tell_findings(const std::vector<AuditFinding>& findings, Console& console) {
  if (findings.empty()) return;
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
}

}  // namespace phanbo

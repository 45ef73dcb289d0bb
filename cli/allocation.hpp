#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/plan_run.hpp"
#include "models/money.hpp"
#include "models/problem.hpp"
#include "models/report_table.hpp"
#include "outputs/rounding/round_form.hpp"
#include "outputs/write/write_output.hpp"

/// From a finished distribution to a folder of results: audit, tables, files.
namespace phanbo {

/// How results are to be written; the same for all scenarios of a plan.
struct AllocationForms {
  std::vector<std::string> formats;                  ///< the words of --format
  Language language = Language::vietnamese;          ///< of the outputs
  Language message_language = Language::vietnamese;  ///< of the reasons in problems
  int threads = 1;                                   ///< for the tables and files of one result
  CsvStyle csv;
  std::optional<int> form_year;  ///< budget year of the forms; empty = the plan's first year
  PrintUnit print_unit = PrintUnit::million_dong;
  PrintRounding rounding = PrintRounding::ordinary;
};

AllocationForms forms_of(const Invocation& invocation, const Console& console);

struct AllocationOutcome {
  Exit exit = Exit::done;
  std::vector<AuditFinding> findings;   ///< not empty: our bug, nothing was written
  std::vector<Problem> write_problems;  ///< not empty: nothing was written
  std::size_t table_count = 0;
  bool is_written() const { return findings.empty() && !has_errors(write_problems); }
};

/// What some runs add to the files of a result.
struct MoreOutput {
  std::vector<ReportTable> tables;
  std::vector<std::pair<std::string, std::string>> documents;  ///< name, content
};

/// Audits the result of a complete run, makes its tables and writes them into `output`. With a
/// console, Ctrl-C while it writes ends the program and leaves nothing half written.
AllocationOutcome write_allocation(PlanRun& run, const AllocationForms& forms,
                                   const std::filesystem::path& output,
                                   const StageListener& listener, MoreOutput more,
                                   Console* console);

struct Totals {
  Money need;
  Money allocated;
  Money unallocated;
};

Totals totals_of(const PlanRun& run);
Text words_of(Status status);
/// What the distribution means for the exit code.
Exit exit_of_status(Status status);
/// Says on the console what did not pass the audit.
void tell_findings(const std::vector<AuditFinding>& findings, Console& console);

}  // namespace phanbo

// The stages of one `phanbo allocate`, timed one by one inside the process: milliseconds of the
// wall clock and of the processor, and the greatest memory so far. usage: stage_times PLAN OUT
// [threads [xlsx]]
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <string_view>

#include "cli/plan_run.hpp"
#include "cli/sealed_law.hpp"
#include "engine/audit/audit.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/workbook/workbook.hpp"
#include "outputs/write/write_output.hpp"

namespace {

using namespace phanbo;

double processor_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

class Watch {
 public:
  void report(const char* stage) {
    const auto now = std::chrono::steady_clock::now();
    const double used = processor_ms();
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const std::chrono::duration<double, std::milli> taken = now - since_;
    std::cout << std::left << std::setw(11) << stage << std::right << std::fixed
              << std::setprecision(1) << std::setw(9) << taken.count() << " ms wall" << std::setw(9)
              << used - used_since_ << " ms processor" << std::setw(7) << usage.ru_maxrss / 1024
              << " MB\n";
    since_ = std::chrono::steady_clock::now();
    used_since_ = used;
  }

 private:
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
  double used_since_ = processor_ms();
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: stage_times PLAN OUT [threads [xlsx]]\n";
    return 2;
  }
  const int threads = count > 3 ? std::atoi(arguments[3]) : 1;
  Watch watch;
  const LawBook law = shipped_law();
  watch.report("law");
  const char* const names[] = {"read", "assess", "choose", "distribute"};
  const char* running = nullptr;
  PlanRun run = run_plan(arguments[1], law, threads, [&](RunStage stage) {
    if (running != nullptr) watch.report(running);
    running = names[static_cast<std::size_t>(stage)];
  });
  watch.report(running);
  if (!run.is_complete) {
    for (const Problem& problem : run.problems) std::cerr << render(problem, Language::english);
    return 3;
  }
  const auto findings = audit(run.plan(), run.assessment.assessment, run.distribution.allocation);
  watch.report("audit");
  const std::vector<ReportTable> tables =
      tabulate(run.plan(), run.assessment.assessment, run.distribution.allocation, threads);
  watch.report("tabulate");
  OutputRequest request;
  request.folder = arguments[2];
  request.formats = {OutputFormat::json, OutputFormat::csv};
  request.program = "stage_times";
  request.threads = threads;
  seal_law_used(run.assessment.assessment, run.reading.canonical);
  request.canonical = &run.reading.canonical;
  request.plan = &run.plan();
  request.assessment = &run.assessment.assessment;
  request.allocation = &run.distribution.allocation;
  request.tables = &tables;
  const auto problems = write_output(request);
  watch.report("write");
  int error = 0;
  if (count > 4 && std::string_view(arguments[4]) == "xlsx") {
    error = write_workbook(request.folder / "allocation.xlsx",
                           {request.program, {}, request.plan, &tables, request.language, threads});
    watch.report("workbook");
  }
  return findings.empty() && problems.empty() && error == 0 ? 0 : 1;
}

#include "verifier/allocate_here.hpp"

#include <unistd.h>

#include "cli/plan_run.hpp"
#include "cli/sealed_law.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo_verify::test {

namespace {

class Scratch {
 public:
  Scratch()
      : root_(std::filesystem::temp_directory_path() /
              ("phanbo-verifier-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(root_);
  }
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(root_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

std::string first_error(const std::vector<phanbo::Problem>& problems) {
  for (const phanbo::Problem& problem : problems) {
    if (phanbo::has_errors({problem})) {
      return std::string(problem.kind->id) + ": " +
             phanbo::found_text(problem, phanbo::Language::english);
    }
  }
  return "";
}

}  // namespace

std::filesystem::path scratch_folder(const std::string& name) {
  static const Scratch scratch;
  const std::filesystem::path folder = scratch.root() / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

AllocateOutcome allocate_here(const std::filesystem::path& plan, const std::filesystem::path& out,
                              Search search) {
  static const phanbo::LawBook law = phanbo::shipped_law();
  phanbo::ChooseOptions options;
  if (search == Search::brief) {
    options.work_limit = 2;
    options.should_stop = [asked = 0]() mutable { return ++asked > 200; };
  }
  if (search == Search::near) options.gap_millionths = 50'000;
  if (search == Search::cut) options.work_limit = 6;
  phanbo::PlanRun run = phanbo::run_plan(plan, law, 1, {}, options);
  if (!run.is_complete) return {AllocateEnd::refused, first_error(run.problems)};
  const auto findings =
      phanbo::audit(run.plan(), run.assessment.assessment, run.distribution.allocation);
  if (!findings.empty()) {
    return {AllocateEnd::broken, "audit: " + findings.front().check + " " + findings.front().where +
                                     ": expected " + findings.front().expected + ", found " +
                                     findings.front().found};
  }
  const auto tables =
      phanbo::tabulate(run.plan(), run.assessment.assessment, run.distribution.allocation);
  phanbo::seal_law_used(run.assessment.assessment, run.reading.canonical);
  phanbo::OutputRequest request;
  request.folder = out;
  request.formats = {phanbo::OutputFormat::json};
  request.program = "phanbo in a test of phanbo-verify";
  for (const auto& file : run.reading.files) request.inputs.emplace_back(file.path, file.sha256);
  request.canonical = &run.reading.canonical;
  request.plan = &run.plan();
  request.assessment = &run.assessment.assessment;
  request.allocation = &run.distribution.allocation;
  request.tables = &tables;
  const auto problems = phanbo::write_output(request);
  if (!problems.empty()) return {AllocateEnd::broken, first_error(problems)};
  return {AllocateEnd::written, ""};
}

}  // namespace phanbo_verify::test

#include "verifier/plan_trial.hpp"

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/plan_maker.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {

namespace {

void observe(const PlanText& text, std::string_view bytes, TrialCoverage& coverage) {
  const Result result = read_result("result.json", bytes);
  const PlanModel plan = build_plan(text);
  const NeedModel model = work_out_needs(plan);
  coverage.observe(Joined(plan, model, result));
}

PlanTrial judge(const std::filesystem::path& plan, const std::filesystem::path& out,
                TrialCoverage& coverage) {
  PlanTrial trial;
  const auto text = read_plan_text(plan);
  const std::string bytes = read_bytes(out / "result.json");
  trial.report = verify(*text, bytes, out / "tables");
  observe(*text, bytes, coverage);
  trial.verdict = trial.report.is_clean() ? PlanVerdict::believed : PlanVerdict::doubted;
  trial.message = std::to_string(trial.report.faults().size()) + " faults";
  return trial;
}

}  // namespace

PlanTrial try_folder(const std::filesystem::path& plan, const std::filesystem::path& out,
                     TrialCoverage& coverage) {
  PlanTrial trial;
  try {
    const AllocateOutcome outcome = allocate_here(plan, out);
    trial.message = outcome.message;
    if (outcome.end == AllocateEnd::refused) trial.verdict = PlanVerdict::refused;
    if (outcome.end == AllocateEnd::written) trial = judge(plan, out, coverage);
  } catch (const std::exception& problem) {
    trial.verdict = PlanVerdict::doubted;
    trial.message = problem.what();
  }
  return trial;
}

PlanTrial try_plan(std::uint64_t seed, const std::filesystem::path& keep, TrialCoverage& coverage) {
  const std::filesystem::path root = keep.empty() ? scratch_folder("trial") : keep;
  std::filesystem::remove_all(root / "plan");
  std::filesystem::remove_all(root / "out");
  make_plan(seed).write(root / "plan");
  return try_folder(root / "plan", root / "out", coverage);
}

}  // namespace phanbo_verify::test

#include "choose/choice_plan_trial.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "choose/choice_plan.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {

namespace {

using Json = nlohmann::json;

/// "12.50" with 2 digits → 1250; spreads and draws have no digits.
std::int64_t scaled(const std::string& text, int digits) {
  std::string plain = text;
  const std::size_t point = plain.find('.');
  std::size_t own = 0;
  if (point != std::string::npos) {
    own = plain.size() - point - 1;
    plain.erase(point, 1);
  }
  for (std::size_t d = own; d < static_cast<std::size_t>(digits); ++d) plain += '0';
  return std::stoll(plain);
}

std::string compare_goal(const GoalValue& best, const Json& stated, int digits, bool is_optimal) {
  const bool counts = best.goal == "value" || best.goal == "law_order";
  const std::int64_t value = scaled(stated["value"], counts ? digits : 0);
  if (stated.contains("goal") && (stated["goal"] != best.goal || stated["of"] != best.of))
    return "goal " + best.goal + " " + best.of + " expected, " + stated["goal"].dump() + " found";
  if (is_optimal && value != best.value)
    return best.goal + " " + best.of + ": " + std::to_string(best.value) + " is the best, " +
           std::to_string(value) + " found";
  return {};
}

std::string compare_choice(const ChoicePlan& plan, const std::vector<GoalValue>& best,
                           const Json& choice, bool is_optimal) {
  if (plan.goals.empty()) return compare_goal(best.front(), choice, plan.digits, is_optimal);
  if (choice["stages"].size() != best.size()) return "another number of goals";
  for (std::size_t j = 0; j < best.size(); ++j) {
    const std::string fault = compare_goal(best[j], choice["stages"][j], plan.digits, is_optimal);
    if (!fault.empty()) return fault;
  }
  return {};
}

}  // namespace

ChoiceTrial try_choice_plan(std::uint64_t seed, const std::filesystem::path& keep, Search search) {
  const std::filesystem::path root = keep.empty() ? scratch_folder("choice") : keep;
  std::filesystem::remove_all(root / "plan");
  std::filesystem::remove_all(root / "out");
  const ChoicePlan plan = make_choice_plan(seed);
  plan.plan.write(root / "plan");
  ChoiceTrial trial;
  trial.has_goals = !plan.goals.empty();
  const AllocateOutcome outcome = allocate_here(root / "plan", root / "out", search);
  const bool is_out_of_time = outcome.message.find("choice_not_found") != std::string::npos;
  if (outcome.end == AllocateEnd::refused && search != Search::whole && is_out_of_time) {
    trial.is_proved = false;
    return trial;
  }
  trial.is_written = outcome.end == AllocateEnd::written;
  if (!trial.is_written) {
    trial.fault = outcome.message;
    return trial;
  }
  const Report report = verify(*read_plan_text(root / "plan"),
                               read_bytes(root / "out" / "result.json"), root / "out" / "tables");
  if (!report.is_clean()) {
    const Fault& first = report.faults().front();
    trial.fault = "phanbo-verify: " + first.rule + " " + first.where.english + ": expected " +
                  first.expected.english + ", found " + first.found.english;
    return trial;
  }
  std::ifstream stream(root / "out" / "result.json");
  const Json choice = Json::parse(stream)["choices"][0];
  const auto best = best_by_looking(plan);
  trial.is_impossible = choice["end"] == "impossible";
  trial.is_proved = trial.is_impossible || choice["end"] == "optimal";
  if (trial.is_impossible != !best.has_value()) {
    trial.fault = best ? "called impossible, but it is not" : "a choice where none is possible";
  } else if (best) {
    trial.fault = compare_choice(plan, *best, choice, choice["end"] == "optimal");
  }
  return trial;
}

}  // namespace phanbo_verify::test

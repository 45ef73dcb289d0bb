#include "verifier/damage_round.hpp"

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {

std::optional<BelievedResult> BelievedResult::of(const std::filesystem::path& plan) {
  const std::filesystem::path out = scratch_folder("believed") / "out";
  if (allocate_here(plan, out).end != AllocateEnd::written) return std::nullopt;
  BelievedResult believed;
  believed.text_ = read_plan_text(plan);
  believed.model_ = std::make_unique<PlanModel>(build_plan(*believed.text_));
  believed.result_ = Document::parse(read_bytes(out / "result.json"));
  if (!believed.objections(believed.result_).empty()) return std::nullopt;
  return believed;
}

std::set<std::string> BelievedResult::objections(const Document& result) const {
  std::set<std::string> rules;
  try {
    const Report report = verify(*text_, result.dump(), {});
    for (const Fault& fault : report.faults()) rules.insert(fault.rule);
  } catch (const BadInput&) {
    rules.insert("format");
  }
  return rules;
}

BelievedResult::Outcome BelievedResult::after(const Damage& damage, std::uint64_t seed) const {
  Outcome outcome;
  RandomNumbers numbers(seed);
  Document damaged = result_;
  ResultEditor editor(damaged, *model_, numbers);
  outcome.applied = damage.apply(editor) && damaged != result_;
  if (outcome.applied) outcome.rules = objections(damaged);
  return outcome;
}

}  // namespace phanbo_verify::test

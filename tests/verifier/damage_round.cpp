#include "verifier/damage_round.hpp"

#include <fstream>

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
  believed.bytes_ = read_bytes(out / "result.json");
  believed.result_ = Document::parse(believed.bytes_);
  for (const auto& entry : std::filesystem::directory_iterator(out / "tables"))
    believed.tables_[entry.path().filename().string()] = Document::parse(read_bytes(entry.path()));
  if (!believed.objections(believed.result_).empty()) return std::nullopt;
  return believed;
}

namespace {

std::vector<Fault> faults_of(const PlanText& plan, const std::string& result,
                             const std::filesystem::path& tables) {
  try {
    return verify(plan, result, tables).faults();
  } catch (const BadInput& problem) {
    return {{"format", problem.words, {}, {}}};
  }
}

void take(std::vector<Fault> faults, BelievedResult::Outcome& outcome) {
  for (const Fault& fault : faults) outcome.rules.insert(fault.rule);
  outcome.faults = std::move(faults);
}

}  // namespace

std::vector<Fault> BelievedResult::objections(const Document& result) const {
  return faults_of(*text_, result.dump(), {});
}

BelievedResult::Outcome BelievedResult::after(const Damage& damage, std::uint64_t seed) const {
  Outcome outcome;
  RandomNumbers numbers(seed);
  Document damaged = result_;
  ResultEditor editor(damaged, *model_, numbers);
  outcome.applied = damage.apply(editor) && damaged != result_;
  outcome.touched = editor.touched;
  if (outcome.applied) take(objections(damaged), outcome);
  return outcome;
}

BelievedResult::Outcome BelievedResult::after_table_damage(std::uint64_t seed) const {
  Outcome outcome;
  RandomNumbers numbers(seed);
  std::vector<std::string> names;
  for (const auto& [name, table] : tables_) names.push_back(name);
  const std::string name = numbers.any_of(names);
  Document damaged = tables_.at(name);
  outcome.applied = change_table(damaged, numbers, outcome.touched) && damaged != tables_.at(name);
  if (!outcome.applied) return outcome;
  const std::filesystem::path folder = scratch_folder("tables");
  for (const auto& [file, table] : tables_)
    std::ofstream(folder / file) << (file == name ? damaged : table).dump();
  take(faults_of(*text_, bytes_, folder), outcome);
  return outcome;
}

}  // namespace phanbo_verify::test

#include "faults/mutation_run.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>

#include "faults/mutations.hpp"

namespace phanbo::faults_test {

namespace {

enum class Kind { truncation, cells, rows_and_columns, json, mixed };

/// One kind of damage to one kind of file.
struct Damage {
  std::string_view name;
  Kind kind;
  bool is_sealed;
  bool has_guards;  ///< row counts and control sums stand
  bool is_json;
};

constexpr Damage all_damages[] = {
    {"json_truncation", Kind::truncation, false, true, true},
    {"sealed_truncation", Kind::truncation, true, true, true},
    {"csv_truncation", Kind::truncation, false, true, false},
    {"cells", Kind::cells, false, true, false},
    {"cells_without_guards", Kind::cells, false, false, false},
    {"rows_and_columns", Kind::rows_and_columns, false, true, false},
    {"rows_and_columns_without_guards", Kind::rows_and_columns, false, false, false},
    {"json_values", Kind::json, false, true, true},
    {"sealed_values", Kind::json, true, true, true},
    {"mixed", Kind::mixed, false, false, false},
};

class Judge {
 public:
  Judge(const MutationWishes& wishes, MutationReport& report)
      : wishes_(wishes), report_(report), draw_(wishes.seed) {}

  void spoil(const std::string& name, const Damage& damage) {
    MemoryPlan plan = plan_on_disk(name);
    if (damage.is_sealed) plan = {{"plan.sealed.json", sealed_text(plan)}};
    const std::string original = read_only(plan).canonical_text();
    MutationCounts& counts = report_.counts[name + ", " + std::string(damage.name)];
    const MutantVisitor visitor{
        [this] { return wishes_.every <= 1 || draw_.below(wishes_.every) == 0; },
        [&](const Mutant& mutant) {
          MemoryPlan changed = plan;
          for (const auto& [file, bytes] : mutant.others) changed[file] = bytes;
          changed[mutant.file] = mutant.bytes;
          if (!damage.has_guards) changed = without_guards(std::move(changed));
          judge(name + "/" + mutant.file + ": " + mutant.what, damage,
                damage.kind == Kind::truncation ? read_only(changed) : run(changed), original,
                counts);
        }};
    if (damage.kind == Kind::mixed) return mix(plan, wishes_.mixed, wishes_.seed, visitor);
    for (const auto& [file, bytes] : plan) {
      if (file.ends_with(".json") == damage.is_json) apply(plan, file, damage, visitor);
    }
  }

 private:
  void apply(const MemoryPlan& plan, const std::string& file, const Damage& damage,
             const MutantVisitor& visitor) const {
    switch (damage.kind) {
      case Kind::truncation:
        return truncate(plan, file, visitor);
      case Kind::cells:
        return change_cells(plan, file, wishes_.by_class, visitor);
      case Kind::rows_and_columns:
        return change_rows_and_columns(plan, file, visitor);
      case Kind::json:
        return change_json(plan, file, wishes_.by_class, visitor);
      case Kind::mixed:
        return;  // of the plan as a whole
    }
  }

  void judge(const std::string& name, const Damage& damage, const Outcome& outcome,
             const std::string& original, MutationCounts& counts) {
    ++counts.made;
    for (const std::string& fault : outcome.faults) report_.faults.push_back(name + ": " + fault);
    if (has_errors(outcome.problems)) {
      ++counts.refused;
    } else if (outcome.canonical_text() == original) {
      ++counts.same;
      if (wishes_.lists_same) report_.same.push_back(name);
    } else {
      ++counts.changed;
      if (damage.kind == Kind::truncation) report_.faults.push_back(name + ": a loss unnoticed");
    }
  }

  const MutationWishes& wishes_;
  MutationReport& report_;
  Draw draw_;
};

}  // namespace

std::vector<std::string_view> damage_names() {
  std::vector<std::string_view> names;
  for (const Damage& damage : all_damages) names.push_back(damage.name);
  return names;
}

MutationReport run_mutations(const MutationWishes& wishes) {
  MutationReport report;
  Judge judge(wishes, report);
  for (const std::string& plan : wishes.plans) {
    for (const Damage& damage : all_damages) {
      const bool is_wished = wishes.damages.empty() ||
                             std::find(wishes.damages.begin(), wishes.damages.end(), damage.name) !=
                                 wishes.damages.end();
      if (!is_wished) continue;
      judge.spoil(plan, damage);
      if (wishes.progress == nullptr) continue;
      const MutationCounts& counts = report.counts[plan + ", " + std::string(damage.name)];
      *wishes.progress << plan << ", " << damage.name << ": " << counts.made << " mutants, "
                       << counts.refused << " refused, " << counts.same << " same, "
                       << counts.changed << " changed; faults so far " << report.faults.size()
                       << std::endl;
    }
  }
  return report;
}

void print(const MutationReport& report, std::ostream& out) {
  for (const std::string& fault : report.faults) out << "FAULT " << fault << "\n";
  for (const std::string& same : report.same) out << "same  " << same << "\n";
  out << std::left << std::setw(60) << "plan, damage" << std::right << std::setw(9) << "mutants"
      << std::setw(9) << "refused" << std::setw(9) << "same" << std::setw(9) << "changed\n";
  for (const auto& [name, counts] : report.counts) {
    out << std::left << std::setw(60) << name << std::right << std::setw(9) << counts.made
        << std::setw(9) << counts.refused << std::setw(9) << counts.same << std::setw(8)
        << counts.changed << "\n";
  }
  out << report.faults.size() << " faults\n";
}

}  // namespace phanbo::faults_test

// Rules of needs, criteria and the choice, each broken on purpose: phanbo works on a plan in which
// the rule is not there, and phanbo-verify judges the result by the plan in which it is. A figure
// that differs must always be doubted; a choice only where it breaks the rule or claims too much,
// for it may be right by luck. docs/battery.md has the list.
#include <gmock/gmock.h>

#include <functional>
#include <regex>

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/damage.hpp"
#include "verifier/plan_maker.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {
namespace {

using Change = std::function<void(MadePlan&)>;

struct PlanTwin {
  std::string name;
  Change forget;  ///< takes the rule out of the plan

  bool is_about_choice() const { return name.starts_with("choice: "); }
};

/// The column says nothing, or the same everywhere.
Change without(const std::string& table, const std::string& column, const std::string& text = "") {
  return [=](MadePlan& plan) {
    const auto rows = plan.tables.find(table);
    if (rows == plan.tables.end()) return;
    for (Row& row : rows->second) {
      if (!row.contains(column)) continue;
      if (text.empty()) {
        row.erase(column);
      } else {
        row[column] = text;
      }
    }
  };
}

Change without_rows(const std::string& table, const std::string& column, const std::string& text) {
  return [=](MadePlan& plan) {
    const auto rows = plan.tables.find(table);
    if (rows == plan.tables.end()) return;
    std::erase_if(rows->second, [&](const Row& row) {
      const auto cell = row.find(column);
      return cell != row.end() && cell->second == text;
    });
  };
}

Change without_table(const std::string& table) {
  return [=](MadePlan& plan) { plan.tables.erase(table); };
}

/// Where a column says one thing it says the other.
Change instead(const std::string& table, const std::string& column, const std::string& from,
               const std::string& to) {
  return [=](MadePlan& plan) {
    const auto rows = plan.tables.find(table);
    if (rows == plan.tables.end()) return;
    for (Row& row : rows->second) {
      if (row.contains(column) && row[column] == from) row[column] = to;
    }
  };
}

/// The column says this everywhere.
Change everywhere(const std::string& table, const std::string& column, const std::string& text) {
  return [=](MadePlan& plan) {
    const auto rows = plan.tables.find(table);
    if (rows == plan.tables.end()) return;
    for (Row& row : rows->second) row[column] = text;
  };
}

const std::vector<PlanTwin>& plan_twins() {
  static const std::vector<PlanTwin> twins = {
      {"needs: of whole steps", everywhere("programmes", "step", "1")},
      {"needs: cut to the ceiling of a site", without("sites", "ceiling")},
      {"needs: cut to the ceiling of a project", without("projects", "ceiling")},
      {"needs: of a class of their own", without("fixed_costs", "class")},
      {"needs: nothing without a dossier", everywhere("sites", "dossier", "d")},
      {"needs: a project without a dossier", everywhere("projects", "dossier", "d")},
      {"needs: locked by a decision", everywhere("decided", "adjustable", "yes")},
      {"needs: what is paid of an adjustable one", without("decided", "paid")},
      {"payers: rules for one unit", without("payer_rules", "unit")},
      {"payers: budgets of a site", without("sites", "payers")},
      {"payers: sources of a project", without_table("project_sources")},
      {"payers: a source's last month", without("source_years", "last_month")},
      {"payers: a demand's first month", without("fixed_costs", "first_month")},
      {"payers: a local share", without("programmes", "local_share_percent")},
      {"payers: a counterpart", without("programmes", "counterpart_per_central")},
      {"insurance: groups that are paid",
       everywhere("entitlement_rules", "pays_groups", "state_poor")},
      {"insurance: what is in balance", everywhere("entitlement_rules", "in_balance", "0")},
      {"insurance: the share of the centre",
       everywhere("entitlement_rules", "own_central_share_percent", "100")},
      {"insurance: actual persons before estimates",
       without_rows("participants", "basis", "actual")},
      {"insurance: values of the day of payment",
       instead("participants", "paid_on", "2026-01-15", "2026-08-15")},
      {"insurance: top-ups", without_table("top_ups")},
      {"insurance: top-ups begin", instead("top_ups", "valid_from", "2026-03-01", "2026-01-01")},
      {"formulas: first amounts", without_table("first_amounts")},
      {"criteria: not below the least", without("criteria", "least")},
      {"criteria: not above the most", without("criteria", "most")},
      {"criteria: rounded to its digits", without("criteria", "digits")},
      {"criteria: rounded as it says", without("criteria", "rounding", "half_up")},
      {"criteria: only units of a status", without("criteria", "status")},
      {"criteria: per so many", without("criteria", "per")},
      {"bands: points at the lower end", instead("criterion_bands", "base", "2", "0")},
      {"bands: incomplete steps", without("criterion_bands", "remainder")},
      {"bands: the last step counts up", instead("criterion_bands", "remainder", "up", "whole")},
      {"brackets: looked up, not part by part",
       instead("criteria", "kind", "brackets", "marginal")},
      {"marginal: part by part, not looked up",
       instead("criteria", "kind", "marginal", "brackets")},
      {"highest: one class only", instead("criteria", "kind", "highest", "bonus")},
      {"bonus: all classes", instead("criteria", "kind", "bonus", "highest")},
      {"classes: instead of the others", without("criterion_classes", "effect")},
      {"classes: by status", without_rows("criterion_classes", "by", "status")},
      {"classes: by unit", without_rows("criterion_classes", "by", "unit")},
      {"parameters: as they are given", instead("parameters", "expression", "6", "7")},
      {"shares: not below the least", without("formulas", "least")},
      {"shares: not above the most", without("formulas", "most")},
      {"choice: must", instead("choice_rules", "lock", "must", "none")},
      {"choice: must not", instead("choice_rules", "lock", "must_not", "none")},
      {"choice: value before score", without("choice_rules", "value")},
      {"choice: loss by delay", without("choice_rules", "delay_loss_percent")},
      {"choice: later starts", without("choice_rules", "latest_start")},
      {"choice: other schedules", without_table("schedules")},
      {"choice: least useful over all years", without("choice_rules", "least_useful")},
      {"choice: people", without("choice_rules", "people")},
      {"choice: exclusions", without_table("exclusions")},
      {"choice: prerequisites", without_table("prerequisites")},
      {"choice: caps", without_rows("choice_limits", "code", "tran")},
      {"choice: floors", without_rows("choice_limits", "code", "san")},
      {"choice: greatest value, not order",
       instead("classes", "rule", "best_value", "in_rank_order")},
  };
  return twins;
}

constexpr int changes_wanted = 3;
constexpr std::uint64_t seeds_max = 1500;

struct TwinTally {
  int changed = 0;
  int doubted = 0;
  std::set<std::string> rules;

  bool is_done(const PlanTwin& twin) const {
    return twin.is_about_choice() ? doubted > 0 : changed >= changes_wanted;
  }
};

std::optional<std::string> result_of(const MadePlan& plan, const char* name) {
  const auto folder = scratch_folder(name);
  plan.write(folder / "plan");
  if (allocate_here(folder / "plan", folder / "out").end != AllocateEnd::written)
    return std::nullopt;
  return read_bytes(folder / "out" / "result.json");
}

/// What the result says, but for the hashes of the plan's files.
Document without_inputs(const std::string& bytes) {
  Document result = Document::parse(bytes);
  result.erase("inputs");
  return result;
}

void judge(const PlanText& text, const std::string& broken, TwinTally& tally) {
  ++tally.changed;
  bool is_doubted = false;
  const Report report = verify(text, broken, {});
  for (const Fault& fault : report.faults()) {
    // That files or limits are others than the result lists says nothing of the rule itself.
    if (fault.rule == "input_hash" || fault.rule == "choice_list") continue;
    is_doubted = true;
    tally.rules.insert(fault.rule);
  }
  if (is_doubted) ++tally.doubted;
}

void try_seed(std::uint64_t seed, std::vector<TwinTally>& tallies) {
  const MadePlan plan = make_plan(seed);
  std::optional<std::string> right;
  for (std::size_t i = 0; i < plan_twins().size(); ++i) {
    if (tallies[i].is_done(plan_twins()[i])) continue;
    MadePlan forgetful = plan;
    plan_twins()[i].forget(forgetful);
    if (forgetful.tables == plan.tables) continue;
    if (!right) right = result_of(plan, "right");
    if (!right) return;
    const auto broken = result_of(forgetful, "broken");
    if (!broken || without_inputs(*broken) == without_inputs(*right)) continue;
    const auto folder = scratch_folder("judged");
    plan.write(folder);
    judge(*read_plan_text(folder), *broken, tallies[i]);
  }
}

TEST(PlanTwins, EveryForgottenRuleIsNoticed) {
  std::vector<TwinTally> tallies(plan_twins().size());
  const auto all_done = [&] {
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      if (!tallies[i].is_done(plan_twins()[i])) return false;
    }
    return true;
  };
  for (std::uint64_t seed = 1; seed <= seeds_max && !all_done(); ++seed) try_seed(seed, tallies);
  const std::string page =
      read_bytes(std::filesystem::path(PHANBO_SOURCE_DIR) / "docs" / "battery.md");
  std::set<std::string> listed;
  const std::regex rows(R"(\| plan \| ([^|\n]+) \| ([a-z_]+) \|)");
  for (std::sregex_iterator row(page.begin(), page.end(), rows), end; row != end; ++row)
    listed.insert((*row)[1].str() + " | " + (*row)[2].str());
  for (std::size_t i = 0; i < plan_twins().size(); ++i) {
    const std::string& name = plan_twins()[i].name;
    EXPECT_GT(tallies[i].changed, 0) << name << ": makes no difference in any plan";
    EXPECT_TRUE(tallies[i].is_done(plan_twins()[i])) << name << ": never noticed";
    if (!plan_twins()[i].is_about_choice()) {
      EXPECT_EQ(tallies[i].doubted, tallies[i].changed) << name << ": believed all the same";
    }
    const bool is_listed =
        std::any_of(tallies[i].rules.begin(), tallies[i].rules.end(),
                    [&](const std::string& rule) { return listed.contains(name + " | " + rule); });
    EXPECT_TRUE(is_listed) << "docs/battery.md has no line of: " << name << ", noticed by "
                           << testing::PrintToString(tallies[i].rules);
  }
  EXPECT_EQ(listed.size(), plan_twins().size()) << "docs/battery.md has one line of each";
}

}  // namespace
}  // namespace phanbo_verify::test

// Everything in the result of every example is explained, each tree down to inputs with places and
// rows of law with articles, and recomputed to the same amount twice: by engine/explain and by the
// evaluator of tests/assess. What a refusal says would change it is tried by running.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "assess/derivation_evaluator.hpp"
#include "cli/dependents.hpp"
#include "cli/explained_result.hpp"
#include "cli/remedies.hpp"
#include "cli/run_phanbo.hpp"
#include "engine/assess/assess.hpp"
#include "engine/explain/replay.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

const Console& quiet_console() {
  static const Console console(-1, -1, Language::vietnamese);
  return console;
}

/// An example, allocated by the built program and read back.
class Example {
 public:
  explicit Example(const std::string& name)
      : Example(fs::path(PHANBO_SOURCE_DIR) / "examples" / name) {}
  explicit Example(const char* name) : Example(std::string(name)) {}
  explicit Example(const fs::path& plan) {
    // A choice of 480 projects is searched for until it is within 5 % of the best.
    const RunResult run = run_phanbo({"allocate", plan.string(), "-o", out().string(), "--format",
                                      "json", "--quiet", "--gap", "5"});
    EXPECT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
    folder_ = read_result_folder(out(), quiet_console());
    EXPECT_THAT(folder_.problems, IsEmpty());
    std::ifstream file(out() / "result.json");
    json = nlohmann::json::parse(file);
  }
  fs::path out() const { return temporary_.path() / "out"; }
  const ResultFolder& folder() const { return folder_; }

  nlohmann::json json;

 private:
  TemporaryFolder temporary_;
  ResultFolder folder_;
};

class EveryExample : public ::testing::TestWithParam<std::string> {};

/// What result.json says of a subject, read by another reader than the program's.
std::string value_in_json(const nlohmann::json& json, const Subject& subject) {
  const auto find = [&](const char* list, const char* key, const char* value) -> std::string {
    for (const auto& record : json.at(list)) {
      if (record.at(key) != subject.id) continue;
      return record.at(value).is_string() ? record.at(value).get<std::string>()
                                          : record.at(value).dump();
    }
    return "not in result.json";
  };
  switch (subject.kind) {
    case SubjectKind::line:
      return find("ledger", "id", "amount_dong");
    case SubjectKind::demand:
      return find("demands", "demand", "need_dong");
    case SubjectKind::figure:
      return find("figures", "id", "value");
    case SubjectKind::source:
      return json.at("sources").at(subject.position).at("unallocated_dong").dump();
    case SubjectKind::shortfall:
      return json.at("shortfalls").at(subject.position).at("missing_dong").dump();
    case SubjectKind::choice:
      return json.at("choices").at(subject.position).at("bound").get<std::string>();
  }
  return {};
}

bool is_date(const nlohmann::json& json, const Subject& subject) {
  if (subject.kind != SubjectKind::figure) return false;
  for (const auto& record : json.at("figures")) {
    if (record.at("id") == subject.id) return record.at("unit") == "date";
  }
  return false;
}

TEST_P(EveryExample, EverythingIsExplainedAndRecomputed) {
  const Example example(GetParam());
  const ExplainedResult result(example.folder());
  ASSERT_GT(result.subjects().size(), 10U);
  std::map<SubjectKind, int> explained;
  for (const Subject& subject : result.subjects()) {
    const auto derivation = result.derive(subject);
    if (!derivation) {
      EXPECT_TRUE(is_date(example.json, subject)) << subject.id;
      continue;
    }
    ++explained[subject.kind];
    EXPECT_EQ(derivation->value, value_in_json(example.json, subject)) << subject.id;
    const auto findings =
        replay(*derivation, [&](std::string_view place) { return result.value_at(place); });
    for (const ReplayFinding& finding : findings)
      ADD_FAILURE() << subject.id << ": " << finding.label << ": " << finding.stated << " is not "
                    << finding.computed;
    EXPECT_THAT(recompute(*derivation), IsEmpty()) << subject.id;
  }
  EXPECT_EQ(explained[SubjectKind::line], static_cast<int>(example.json.at("ledger").size()));
  EXPECT_EQ(explained[SubjectKind::demand], static_cast<int>(example.json.at("demands").size()));
  EXPECT_EQ(explained[SubjectKind::source], static_cast<int>(example.json.at("sources").size()));
  EXPECT_EQ(explained[SubjectKind::shortfall],
            static_cast<int>(example.json.at("shortfalls").size()));
  EXPECT_EQ(explained[SubjectKind::choice], static_cast<int>(example.json.at("choices").size()));
  EXPECT_EQ(explained[SubjectKind::choice], GetParam() == std::string("can-tho-2026-2030") ? 1 : 0);
}

TEST_P(EveryExample, EveryLeafHasAPlaceOrAnArticle) {
  const Example example(GetParam());
  const ExplainedResult result(example.folder());
  for (const Subject& subject : result.subjects()) {
    const auto derivation = result.derive(subject);
    if (!derivation) continue;
    for (const Derivation* leaf : leaves_of(*derivation)) {
      EXPECT_FALSE(leaf->label_vi.empty() || leaf->label_en.empty()) << subject.id;
      if (leaf->operation == Operation::law) {
        EXPECT_FALSE(leaf->citation.empty()) << subject.id << ": " << leaf->label_vi;
      } else {
        EXPECT_EQ(result.places().nearest_if_unknown(leaf->place), std::nullopt)
            << subject.id << ": " << leaf->place;
      }
    }
  }
}

TEST_P(EveryExample, WhoMayNotPayIsToldOfExactlyThoseWhoDoNot) {
  const Example example(GetParam());
  const Plan& plan = example.folder().run.plan();
  const Assessment& assessment = example.folder().run.assessment.assessment;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    std::set<Index<Source>> may_not;
    for (const PayerRefusal& refusal : payer_refusals(plan, assessment, Index<Demand>(i)))
      EXPECT_TRUE(may_not.insert(refusal.source).second);
    const Demand& demand = assessment.demands[Index<Demand>(i)];
    std::set<Index<Source>> may;
    for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers)
      may.insert(payer.source);
    for (std::size_t s = 0; s < plan.sources.size(); ++s) {
      EXPECT_NE(may.contains(Index<Source>(s)), may_not.contains(Index<Source>(s)))
          << demand_code(assessment, Index<Demand>(i)) << " " << plan.sources.rows()[s].code;
    }
  }
}

/// What the demand gets when the plan itself is changed and runs anew, choices and all.
Money gets_with(const PlanRun& run, Index<Demand> demand, const Remedy& remedy, Money more) {
  PlanReading reading = run.reading;
  for (SourceYear& year : reading.plan->source_years) {
    if (reading.plan->sources[year.source].code == remedy.source &&
        (remedy.year == 0 || year.year == remedy.year))
      year.available += more;
  }
  const PlanRun again = run_reading(std::move(reading), 1, {});
  return again.distribution.allocation.demands[demand.position()].allocated;
}

class RefusalsOfExample : public ::testing::TestWithParam<std::string> {};

TEST_P(RefusalsOfExample, WhatWouldChangeARefusalDoesSoToTheDong) {
  const Example example(GetParam());
  const PlanRun& run = example.folder().run;
  const auto one = Money::from_dong(std::int64_t{1});
  std::size_t with_number = 0;
  std::set<DemandReason> seen;
  for (std::size_t i = 0; i < run.assessment.assessment.demands.size(); ++i) {
    const Index<Demand> demand(i);
    const DemandOutcome& outcome = run.distribution.allocation.demands[i];
    const bool lacks =
        outcome.reason != DemandReason::in_full && outcome.reason != DemandReason::nothing_needed;
    if (!seen.insert(outcome.reason).second && with_number >= 4) continue;
    const std::vector<Remedy> remedies = remedies_of(run, demand);
    EXPECT_EQ(remedies.empty(), !lacks);
    for (const Remedy& remedy : remedies) {
      EXPECT_FALSE(remedy.sentence.vi.empty() || remedy.sentence.en.empty());
      if (remedy.more.is_zero() || remedy.after_dossier) continue;
      ++with_number;
      EXPECT_GT(remedy.gets, outcome.allocated);
      EXPECT_EQ(gets_with(run, demand, remedy, remedy.more), remedy.gets);
      EXPECT_EQ(gets_with(run, demand, remedy, remedy.more - one), remedy.gets_just_below);
      EXPECT_LT(remedy.gets_just_below, remedy.gets);
    }
  }
}

std::string name_of_example(const ::testing::TestParamInfo<std::string>& shown) {
  std::string name = shown.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, EveryExample,
                         ::testing::Values("an-binh", "an-binh-short", "can-tho-103",
                                           "can-tho-2026-2030", "ha-noi-three-communes",
                                           "qd26-provinces", "qd2639"),
                         name_of_example);
INSTANTIATE_TEST_SUITE_P(All, RefusalsOfExample,
                         ::testing::Values("an-binh", "an-binh-short", "can-tho-103",
                                           "can-tho-2026-2030", "ha-noi-three-communes",
                                           "qd26-provinces", "qd2639"),
                         name_of_example);

/// Needs and figures of a result, by kind and id.
std::map<std::string, std::string> needs_and_figures(const nlohmann::json& json) {
  std::map<std::string, std::string> values;
  for (const auto& record : json.at("demands"))
    values["demand " + record.at("demand").get<std::string>()] = record.at("need_dong").dump();
  for (const auto& record : json.at("figures"))
    values["figure " + record.at("id").get<std::string>()] = record.at("value");
  return values;
}

/// Of what rests on something: the needs and figures that it moves. (What is decided by the
/// distribution moves with everything; it is left out.)
std::set<std::string> needs_and_figures_named(const std::vector<Dependent>& dependents) {
  std::set<std::string> named;
  for (const Dependent& dependent : dependents) {
    const std::string& id = dependent.subject.id;
    if (!dependent.moves || id.starts_with("authority_cost/")) continue;
    if (dependent.subject.kind == SubjectKind::demand) named.insert("demand " + id);
    if (dependent.subject.kind == SubjectKind::figure) named.insert("figure " + id);
  }
  return named;
}

/// A copy of an example with one cell of one table changed.
fs::path changed_copy(const fs::path& folder, const std::string& name, const std::string& table,
                      const std::string& from, const std::string& to) {
  const fs::path copy = folder / "plan";
  fs::copy(fs::path(PHANBO_SOURCE_DIR) / "examples" / name, copy, fs::copy_options::recursive);
  const fs::path file = copy / (table + ".csv");
  std::string text = read_file(file);
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  text.replace(place, from.size(), to);
  write_file(file, text);
  // Counts and control sums are there to notice such a change.
  auto header = nlohmann::json::parse(read_file(copy / "plan.json"));
  header.at("tables").at(table).erase("control_sums");
  header.at("tables").at(table).at("rows") = std::count(text.begin(), text.end(), '\n') - 1;
  write_file(copy / "plan.json", header.dump(1) + "\n");
  return copy;
}

/// Behind a class that chooses every answer would be a choice anew: the officer is told the
/// question.
TEST(Refusals, BehindAChoiceTheWayToAskIsToldAndWorks) {
  const TemporaryFolder temporary;
  const Example example(changed_copy(temporary.path(), "can-tho-2026-2030", "classes",
                                     "chuyen-tiep,2,", "chuyen-tiep,4,"));
  const PlanRun& run = example.folder().run;
  const std::vector<DemandOutcome>& outcomes = run.distribution.allocation.demands;
  const auto short_one = std::find_if(outcomes.begin(), outcomes.end(), [](const auto& outcome) {
    return outcome.reason == DemandReason::whole_does_not_fit;
  });
  ASSERT_NE(short_one, outcomes.end());
  const std::vector<Remedy> remedies =
      remedies_of(run, Index<Demand>(static_cast<std::size_t>(short_one - outcomes.begin())));
  ASSERT_EQ(remedies.size(), 1u);
  EXPECT_TRUE(remedies[0].more.is_zero());
  const std::string& english = remedies[0].sentence.en;
  const std::size_t begin = english.find("source_years/");
  ASSERT_NE(begin, std::string::npos) << english;
  const std::string place = english.substr(begin, english.find(' ', begin) - begin);
  const RunResult asked =
      run_phanbo({"explain", example.out().string(), "--input", place, "--more", "1000000000"});
  EXPECT_EQ(asked.exit_code, 0) << asked.err;
}

struct InputCase {
  std::string name;
  std::string example;
  std::string input;  ///< TABLE/KEY/COLUMN
  std::string table;
  std::string from;  ///< text in the file
  std::string to;
  /// What rests on the input but keeps its value, because something else decides it.
  std::set<std::string> stays = {};
};

void PrintTo(const InputCase& shown, std::ostream* out) { *out << shown.input; }

class InputOfAnExample : public ::testing::TestWithParam<InputCase> {};

/// Changing the input moves exactly the needs and figures that --input names.
TEST_P(InputOfAnExample, MovesExactlyWhatRestsOnIt) {
  const Example example(GetParam().example);
  const ExplainedResult result(example.folder());
  const std::set<std::string> named =
      needs_and_figures_named(dependents_on_input(result, GetParam().input));
  const TemporaryFolder temporary;
  const fs::path plan = changed_copy(temporary.path(), GetParam().example, GetParam().table,
                                     GetParam().from, GetParam().to);
  const fs::path out = temporary.path() / "out";
  const RunResult run =
      run_phanbo({"allocate", plan.string(), "-o", out.string(), "--format", "json", "--quiet"});
  ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
  const auto before = needs_and_figures(example.json);
  const auto after = needs_and_figures(nlohmann::json::parse(read_file(out / "result.json")));
  std::set<std::string> moved;
  for (const auto& [id, value] : before) {
    const auto found = after.find(id);
    if (found == after.end() || found->second != value) moved.insert(id);
  }
  std::erase_if(moved,
                [](const std::string& id) { return id.starts_with("figure authority_cost/"); });
  EXPECT_FALSE(moved.empty());
  moved.insert(GetParam().stays.begin(), GetParam().stays.end());
  EXPECT_EQ(named, moved);
}

INSTANTIATE_TEST_SUITE_P(
    All, InputOfAnExample,
    ::testing::Values(
        InputCase{"people_who_pay_themselves", "an-binh",
                  "participants/bhyt-atk/an-binh/employee/2026/1//estimate/persons", "participants",
                  "employee,2026,1,12,12050", "employee,2026,1,12,12051"},
        InputCase{"people_the_budget_pays_for",
                  "an-binh",
                  "participants/bhyt-atk/an-binh/state_atk/2027/1//estimate/persons",
                  "participants",
                  "state_atk,2027,1,12,17400",
                  "state_atk,2027,1,12,17500",
                  // The state pays all of it: what is left to the insured is 0 for any number.
                  {"figure insurance/bhyt-atk/an-binh/state_atk/2027/segment/1-12/self_dong",
                   "figure insurance/bhyt-atk/an-binh/state_atk/2027/self_dong"}},
        InputCase{"money_in_the_balance", "an-binh", "entitlement_rules/bhyt-atk/2025/in_balance",
                  "entitlement_rules", "bhyt-atk,2025,state_atk,1250",
                  "bhyt-atk,2025,state_atk,1251"},
        InputCase{"a_site", "an-binh", "sites/dt-1/y2026", "sites", "2000,6000,4000",
                  "2000,5000,4000"},
        InputCase{"a_supplement", "an-binh", "source_years/ns-phuong-an-binh/2026/available",
                  "source_years", "ns-phuong-an-binh,2026,,,900", "ns-phuong-an-binh,2026,,,960"},
        InputCase{"a_transfer", "an-binh",
                  "insurance_quarters/bhyt-atk/an-binh-cu/2025/2/transferred", "insurance_quarters",
                  "5332392000,3722536000", "5332392000,3722536001"},
        InputCase{"people_of_a_ward", "an-binh", "indicators/an-binh/dan-so/value", "indicators",
                  "an-binh,dan-so,47597", "an-binh,dan-so,147597"},
        InputCase{"a_pool",
                  "an-binh",
                  "formulas/von-theo-diem/2026/can-tho/pool",
                  "formulas",
                  "von-theo-diem,2026,points,60000",
                  "von-theo-diem,2026,points,66000",
                  {"figure points/von-theo-diem/2026/can-tho/unshared_dong"}},
        InputCase{"a_cost", "an-binh", "fixed_costs/tb-2026-1/amount", "fixed_costs",
                  "2026,,,900000", "2026,,,950000"},
        InputCase{"a_project", "an-binh", "projects/ht-2/y2026", "projects",
                  "minh-hoa,10000,15000,15000", "minh-hoa,10000,14000,15000"},
        InputCase{"points_for_people", "an-binh", "criteria/von-theo-diem/dan-so/points",
                  "criteria", "dan-so,1000,1,2", "dan-so,1000,2,2"},
        InputCase{"people_in_a_short_year",
                  "an-binh-short",
                  "participants/bhyt-atk/an-binh/state_atk/2026/1//estimate/persons",
                  "participants",
                  "state_atk,2026,1,12,17250",
                  "state_atk,2026,1,12,18250",
                  // The state pays all of it.
                  {"figure insurance/bhyt-atk/an-binh/state_atk/2026/segment/1-6/self_dong",
                   "figure insurance/bhyt-atk/an-binh/state_atk/2026/segment/7-12/self_dong",
                   "figure insurance/bhyt-atk/an-binh/state_atk/2026/self_dong"}},
        InputCase{"people_of_a_commune", "can-tho-103", "indicators/xa-35/dan-so/value",
                  "indicators", "xa-35,dan-so,25201", "xa-35,dan-so,95201"},
        InputCase{"people_of_a_province", "qd26-provinces", "indicators/an-giang/dan-so/value",
                  "indicators", "an-giang,dan-so,4952238", "an-giang,dan-so,6952238"},
        InputCase{"communes_of_a_safe_zone", "qd26-provinces", "indicators/an-giang/xa-atk/value",
                  "indicators", "an-giang,xa-atk,0", "an-giang,xa-atk,40"},
        InputCase{"people_of_a_ward_of_ha_noi", "ha-noi-three-communes",
                  "indicators/ba-dinh/dan-so/value", "indicators", "ba-dinh,dan-so,65023",
                  "ba-dinh,dan-so,75023"},
        InputCase{"posts_of_a_ward_of_ha_noi", "ha-noi-three-communes",
                  "indicators/ba-dinh/bien-che/value", "indicators", "ba-dinh,bien-che,78",
                  "ba-dinh,bien-che,88"},
        InputCase{"communes_of_a_province", "qd2639", "indicators/an-giang/xa/value", "indicators",
                  "an-giang,xa,85", "an-giang,xa,86"},
        InputCase{"a_rate", "qd2639", "rates/tru-so-cap-xa/xa/rate-1300/rate", "rates",
                  "tru-so-cap-xa,xa,1300", "tru-so-cap-xa,xa,1400"}),
    [](const auto& shown) { return shown.param.name; });

/// A row of law that the plan replaces by one of its own moves what rests on the article.
TEST(Article, MovesExactlyWhatRestsOnIt) {
  const Example example("an-binh");
  const ExplainedResult result(example.folder());
  std::set<std::string> named =
      needs_and_figures_named(dependents_on_article(result, "Nghị định 161/2026/NĐ-CP"));
  const TemporaryFolder temporary;
  const std::string row =
      "base_salary,,2630000,dong,Mức lương cơ sở,Base salary,2026-07-01,,2026-11-23,month,"
      "Số giả định,illustrative,\n";
  const fs::path plan = changed_copy(temporary.path(), "an-binh", "law_rows",
                                     "central_support_share,", row + "central_support_share,");
  const fs::path out = temporary.path() / "out";
  const RunResult run =
      run_phanbo({"allocate", plan.string(), "-o", out.string(), "--format", "json", "--quiet"});
  ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
  const auto before = needs_and_figures(example.json);
  const auto after = needs_and_figures(nlohmann::json::parse(read_file(out / "result.json")));
  std::set<std::string> moved;
  for (const auto& [id, value] : before) {
    const auto found = after.find(id);
    if (found == after.end() || found->second != value) moved.insert(id);
  }
  std::erase_if(moved,
                [](const std::string& id) { return id.starts_with("figure authority_cost/"); });
  EXPECT_FALSE(moved.empty());
  // Where the state pays all, what is left to the insured is 0 with any base salary.
  std::erase_if(named, [&](const std::string& id) {
    return id.ends_with("/self_dong") && before.at(id) == "0" && !moved.contains(id);
  });
  EXPECT_EQ(named, moved);
}

/// The greatest value that the proof of `first` leaves possible is looked at in another plan.
bool proves(const ExplainedResult& other, const ChoiceOutcome& choice, Int128 bound) {
  ChoiceOutcome asked = choice;
  asked.bound = bound;
  const ChoiceGrounds& grounds = other.folder().run.choice_grounds.front();
  return explain_bound(other.plan(), *grounds.assessed, grounds.held, asked).has_value();
}

Subject choice_of(const ExplainedResult& result) { return result.find("choices/khoi-cong-moi")[0]; }

/// A copy of the example with one more tỷ of a source in a year.
fs::path one_ty_richer(const fs::path& folder, const BoundRelief& relief) {
  const std::int64_t millions = relief.amount.dong() / 1'000'000;
  std::string start = relief.place;
  std::replace(start.begin(), start.end(), '/', ',');
  start += "," + std::to_string(millions);
  return changed_copy(
      folder, "can-tho-2026-2030", "source_years", start + ",",
      start.substr(0, start.rfind(',') + 1) + std::to_string(millions + 1000) + ",");
}

/// "One more tỷ would bring at most …" is what the same proof says of the plan with one more tỷ, to
/// the last digit, where the classes before take nothing of it.
TEST(Bound, OneMoreTyBringsExactlyWhatTheProofSaysOfThatPlan) {
  const Example example("can-tho-2026-2030");
  const ExplainedResult result(example.folder());
  const Subject subject = choice_of(result);
  const BoundExplanation* bound = result.bound_of(subject);
  ASSERT_NE(bound, nullptr);
  const ChoiceOutcome& choice = result.choice(subject);
  EXPECT_TRUE(proves(result, choice, choice.bound));
  std::size_t proved = 0;
  for (std::size_t i = 0; i < bound->reliefs.size() && proved < 2; i += 5) {
    const BoundRelief& relief = bound->reliefs[i];
    EXPECT_GT(relief.bound, choice.bound);
    if (relief.table != "source_years") continue;
    const TemporaryFolder temporary;
    const Example richer(one_ty_richer(temporary.path(), relief));
    const ExplainedResult other(richer.folder());
    if (other.folder().run.choice_grounds.front().held !=
        result.folder().run.choice_grounds.front().held)
      continue;
    ++proved;
    EXPECT_TRUE(proves(other, choice, relief.bound)) << relief.place;
    EXPECT_FALSE(proves(other, choice, relief.bound - 1)) << relief.place;
    EXPECT_FALSE(proves(other, choice, choice.bound)) << relief.place;
    EXPECT_LE(other.choice(choice_of(other)).value, relief.bound) << relief.place;
  }
  EXPECT_EQ(proved, 2U);
}

/// A proof that was touched proves nothing.
TEST(Bound, AChangedProofIsNoticed) {
  const Example example("can-tho-2026-2030");
  ResultFolder folder = read_result_folder(example.out(), quiet_console());
  const std::string key = "\"scale_bits\"";
  const std::size_t place = folder.result_json.find(key);
  ASSERT_NE(place, std::string::npos);
  const std::size_t digit = folder.result_json.find_first_of("0123456789", place + key.size());
  folder.result_json[digit] = folder.result_json[digit] == '3' ? '4' : '3';
  const ExplainedResult result(folder);
  EXPECT_EQ(result.bound_of(choice_of(result)), nullptr);
  EXPECT_FALSE(result.derive(choice_of(result)).has_value());
}

}  // namespace
}  // namespace phanbo::test

#include "scenarios/scenario_maker.hpp"

#include "inputs/read_plan.hpp"
#include "scenarios/change_maker.hpp"
#include "scenarios/reference.hpp"
#include "scenarios/shipped_law.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/plan_maker.hpp"

namespace phanbo::scenario_test {

namespace {

/// Examples whose rules are all their own; rows of rule packs would be written twice.
const std::vector<std::string> examples = {"an-binh", "an-binh-short", "can-tho-2026-2030",
                                           "qd2639"};

PlainPlan read_base(ScenarioCase& given, RandomNumbers& random, std::uint64_t seed) {
  std::filesystem::path folder = std::filesystem::path(PHANBO_SOURCE_DIR) / "examples";
  if (random.one_in(25)) {
    given.base_name = random.any_of(examples);
    folder /= given.base_name;
  } else {
    given.base_name = "made";
    folder = phanbo_verify::test::scratch_folder("scenario-made");
    phanbo_verify::test::make_plan(seed).write(folder);
  }
  const PlanReading reading = read_plan(folder, shipped_law());
  // Now and then a base that is wrong: a scenario may mend it.
  if (reading.plan || random.one_in(8)) return plain_plan(reading.canonical);
  return read_base(given, random, random.next());
}

TableStyles random_styles(const PlainPlan& plan, RandomNumbers& random) {
  TableStyles styles;
  const std::vector<int> powers = {0, 0, 3, 6, 9};
  for (const auto& [table, rows] : plan.tables)
    styles[table] = {random.any_of(powers), random.one_in(6)};
  styles["scenario_changes"] = {random.any_of(powers), random.one_in(4)};
  return styles;
}

}  // namespace

ScenarioCase make_case(std::uint64_t seed) {
  RandomNumbers random(seed * 7 + 3);
  ScenarioCase given;
  given.base = read_base(given, random, seed);
  given.styles = random_styles(given.base, random);
  const auto count = random.between(2, 6);
  for (std::int64_t i = 0; i < count; ++i) {
    MadeScenario made;
    // Codes do not stand in the order of the tree.
    made.code = "p" + std::to_string(random.between(10, 99)) + "-" + std::to_string(i);
    made.name = random.one_in(2) ? "Phương án" : "Ít hơn, \"gọn\" hơn";
    for (int tries = 0; i > 0 && tries < 3; ++tries) {
      if (!random.one_in(4)) made.parent = random.any_of(given.scenarios).code;
      // What is wrong as such stays wrong in all children: most shall be sound.
      if (made.parent.empty() || reference_scenario(given, made.parent).wrong.empty()) break;
    }
    made.is_file = random.one_in(3);
    const PlainPlan above =
        made.parent.empty() ? given.base : reference_scenario(given, made.parent).plan;
    make_changes(above, made, random);
    given.scenarios.push_back(std::move(made));
  }
  return given;
}

}  // namespace phanbo::scenario_test

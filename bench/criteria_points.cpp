// Points of many units by many criteria, then money in đồng: processor time of one core (what
// others do on the machine does not count), in memory.
// usage: criteria_points [--units N] [--criteria N] [--indicators N] [--repeat N]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "engine/criteria/apportion.hpp"
#include "engine/criteria/compile.hpp"
#include "engine/criteria/evaluate.hpp"

namespace {

using namespace phanbo;

struct Sizes {
  std::size_t units = 35'056;
  std::size_t criteria = 20;
  std::size_t indicators = 20;
  int repeat = 5;
};

Sizes read_arguments(int count, char** arguments) {
  Sizes sizes;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    const auto value = static_cast<std::size_t>(std::strtoull(arguments[i + 1], nullptr, 10));
    if (name == "--units") sizes.units = value;
    if (name == "--criteria") sizes.criteria = value;
    if (name == "--indicators") sizes.indicators = value;
    if (name == "--repeat") sizes.repeat = static_cast<int>(value);
  }
  return sizes;
}

void add_bands(Plan& plan, const std::string& criterion) {
  const char* rows[][4] = {{"", "500000", "10", ""},
                           {"500000", "1000000", "10", "2"},
                           {"1000000", "2000000", "20", "1"},
                           {"2000000", "", "30", "0.5"}};
  for (const auto& row : rows) {
    CriterionBand band;
    band.programme = Index<Programme>(std::size_t{0});
    band.criterion = criterion;
    band.from = row[0];
    band.to = row[1];
    band.base = row[2];
    band.points = row[3];
    band.per = band.points.empty() ? "" : "100000";
    plan.criterion_bands.push_back(band);
  }
}

/// Bands, brackets, rounded linear criteria and expressions in turn.
void add_criterion(Plan& plan, std::size_t place, std::size_t indicators) {
  Criterion criterion;
  criterion.programme = Index<Programme>(std::size_t{0});
  criterion.code = "c" + std::to_string(1000 + place);
  criterion.name = criterion.code;
  const auto named = [&](std::size_t i) { return "i" + std::to_string(1000 + i % indicators); };
  criterion.indicator = named(place);
  criterion.per = Decimal::whole(1000);
  criterion.points = Decimal::whole(1);
  switch (place % 4) {
    case 0:
      criterion.kind = CriterionKind::bands;
      add_bands(plan, criterion.code);
      break;
    case 1:
      criterion.digits = 2;
      break;
    case 2:
      criterion.kind = CriterionKind::expression;
      criterion.expression = "min(25; 0,12*" + named(place) + " + 0,015*" + named(place + 1) + ")";
      break;
    default:
      criterion.per = Decimal::whole(7);
      criterion.digits = 3;
      criterion.rounding = RoundingMode::down;
  }
  plan.criteria.push_back(criterion);
}

Plan made_plan(const Sizes& sizes) {
  Plan plan;
  plan.first_year = plan.last_year = 2026;
  Unit top;
  top.code = "0";
  top.kind = UnitKind::country;
  plan.units.push_back(top);
  Programme programme;
  programme.code = "x";
  plan.programmes.push_back(programme);
  std::uint64_t random = 1;
  plan.indicators.reserve(sizes.units * sizes.indicators);
  for (std::size_t i = 0; i < sizes.units; ++i) {
    Unit unit;
    unit.code = "u" + std::to_string(10'000'000 + i);
    unit.parent = Index<Unit>(std::size_t{0});
    plan.units.push_back(unit);
    for (std::size_t k = 0; k < sizes.indicators; ++k) {
      random = random * 6364136223846793005ULL + 1442695040888963407ULL;
      Indicator indicator;
      indicator.unit = Index<Unit>(i + 1);
      indicator.indicator = "i" + std::to_string(1000 + k);
      indicator.value =
          Decimal::from_units(static_cast<std::int64_t>((random >> 33) % 300'000'000), 2);
      plan.indicators.push_back(std::move(indicator));
    }
  }
  for (std::size_t k = 0; k < sizes.criteria; ++k) add_criterion(plan, k, sizes.indicators);
  Formula formula;
  formula.programme = Index<Programme>(std::size_t{0});
  formula.year = 2026;
  formula.parent = Index<Unit>(std::size_t{0});
  plan.formulas.push_back(formula);
  return plan;
}

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

}  // namespace

int main(int count, char** arguments) {
  const Sizes sizes = read_arguments(count, arguments);
  const Plan plan = made_plan(sizes);
  std::vector<double> all_ms;
  std::int64_t shared = 0;
  constexpr std::int64_t pool_dong = 123'456'789'012'345;
  for (int round = 0; round < sizes.repeat; ++round) {
    const double start_ms = processor_ms();
    const PlanIndex index(plan);
    const RuleReading reading = compile_rule(plan, 0);
    RuleEvaluation evaluation(index, reading.rule, index.units_of(plan.formulas[0]));
    const Column points = evaluation.column(reading.rule.result);
    const auto result = apportion(pool_dong, points, evaluation.units().size(), {});
    all_ms.push_back(processor_ms() - start_ms);
    shared = 0;
    for (const std::int64_t amount : result->steps) shared += amount;
    if (shared != pool_dong || points.is_exact) return 1;
  }
  std::sort(all_ms.begin(), all_ms.end());
  const double median_ms = all_ms[all_ms.size() / 2];
  std::printf(
      "%zu units x %zu criteria: %.1f ms (best %.1f, worst %.1f), %.3f us a unit; %lld dong "
      "shared\n",
      sizes.units, sizes.criteria, median_ms, all_ms.front(), all_ms.back(),
      median_ms * 1000 / static_cast<double>(sizes.units), static_cast<long long>(shared));
  return 0;
}

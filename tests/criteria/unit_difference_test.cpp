// Why one unit gets more than another: the parts add up to the difference, for every pair of units
// of every shape, and in examples worked out by hand.
#include "engine/assess/unit_difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "assess/plan_builder.hpp"
#include "criteria/shape_file.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

/// A shape, read and computed.
struct Computed {
  fs::path folder;
  PlanReading reading;
  AssessmentReading assessed;
  std::optional<FormulaShares> shares;

  explicit Computed(const ShapeFile& shape) {
    folder = fs::temp_directory_path() /
             ("phanbo-difference-" + shape.name + "-" + std::to_string(getpid()));
    write_plan(shape, folder);
    reading = read_plan(folder, shipped_law());
    if (!reading.plan) return;
    assessed = assess(*reading.plan);
    shares = shares_of_formula(*reading.plan, assessed.assessment, 0);
  }
  ~Computed() { fs::remove_all(folder); }
  Computed(const Computed&) = delete;
  Computed& operator=(const Computed&) = delete;

  const Plan& plan() const { return *reading.plan; }
  const UnitShare& unit(const std::string& code) const {
    for (const UnitShare& unit : shares->units) {
      if (plan().units[unit.unit].code == code) return unit;
    }
    throw std::logic_error("no unit " + code);
  }
  UnitDifference difference(const std::string& own, const std::string& other) const {
    return difference_of_units(plan(), 0, *shares, unit(own), unit(other));
  }
};

void expect_whole(const UnitDifference& difference, const std::string& where) {
  Money together;
  Exact points = 0;
  for (const DifferencePart& part : difference.parts) {
    together += part.amount;
    points += part.points;
  }
  EXPECT_EQ(together, difference.amount()) << where;
  EXPECT_EQ(points, difference.points()) << where;
}

TEST(UnitDifference, PartsAddUpForEveryPairOfEveryShape) {
  for (const ShapeFile& shape : read_shapes()) {
    const Computed computed(shape);
    ASSERT_TRUE(computed.shares) << shape.name;
    for (const UnitShare& own : computed.shares->units) {
      for (const UnitShare& other : computed.shares->units) {
        const std::string where = shape.name + " " + computed.plan().units[own.unit].code + " " +
                                  computed.plan().units[other.unit].code;
        const UnitDifference difference =
            difference_of_units(computed.plan(), 0, *computed.shares, own, other);
        expect_whole(difference, where);
        const UnitDifference back =
            difference_of_units(computed.plan(), 0, *computed.shares, other, own);
        EXPECT_EQ(back.amount(), -difference.amount()) << where;
        EXPECT_EQ(back.points(), -difference.points()) << where;
      }
    }
  }
}

/// "name: points, đồng" of each part.
std::vector<std::string> told(const UnitDifference& difference) {
  std::vector<std::string> lines;
  for (const DifferencePart& part : difference.parts)
    lines.push_back(part.name.en + ": " + text_of(part.points) + ", " + to_plain(part.amount));
  return lines;
}

ShapeFile shape_of(std::string name, std::map<std::string, std::vector<CsvRow>> sections) {
  ShapeFile shape;
  shape.name = std::move(name);
  shape.sections = std::move(sections);
  return shape;
}

/// 1.000 by 10 : 6 : 4 points, 50 for one point. Own 7 + 3 against 2 + 4: +5 and −1 point.
TEST(UnitDifference, CriteriaInPointsAndDong) {
  const Computed computed(shape_of(
      "points",
      {{"formulas", {{"points", "1000"}}},
       {"criteria",
        {{"code", "name", "indicator", "points"},
         {"p", "People", "people", "1"},
         {"a", "Area", "area", "1"}}},
       {"indicators",
        {{"unit", "people", "area"}, {"u1", "7", "3"}, {"u2", "2", "4"}, {"u3", "4", "0"}}}}));
  const UnitDifference difference = computed.difference("u1", "u2");
  EXPECT_EQ(difference.dong_per_point, 50);
  EXPECT_THAT(told(difference), ::testing::ElementsAre("People: 5, 250", "Area: -1, -50"));
  EXPECT_EQ(difference.parts[0].inputs[0].name.en, "people");
  EXPECT_EQ(difference.parts[0].inputs[0].own, 7);
  EXPECT_EQ(difference.parts[0].inputs[0].other, 2);
}

/// 1.000 by 2 : 1 is 666,67 and 333,33: one point is 333,33, so u1 has 333 more and 1 by rounding.
TEST(UnitDifference, RoundingIsAPartOfItsOwn) {
  const Computed computed(
      shape_of("rounding",
               {{"formulas", {{"points", "1000"}}},
                {"criteria",
                 {{"code", "name", "indicator", "points"},
                  {"p", "People", "people", "1"},
                  {"a", "Area", "area", "1"}}},
                {"indicators", {{"unit", "people", "area"}, {"u1", "2", "0"}, {"u2", "1", "0"}}}}));
  const UnitDifference difference = computed.difference("u1", "u2");
  EXPECT_EQ(to_plain(difference.amount()), "334");
  EXPECT_THAT(told(difference), ::testing::ElementsAre("People: 1, 333", "Area: 0, 0",
                                                       "Whole steps and largest remainders: 0, 1"));
}

/// One total a × b, 12 against 2: a adds the mean of (3 − 1) × 2 and (3 − 1) × 4, which is 6; b the
/// mean of (4 − 2) × 1 and (4 − 2) × 3, which is 4.
TEST(UnitDifference, AProductIsDividedAmongItsFactors) {
  const Computed computed(shape_of(
      "product",
      {{"formulas", {{"amounts"}}},
       {"criteria",
        {{"code", "name", "kind", "expression", "role"},
         {"w", "Weight", "expression", "a * b * c", "total"}}},
       {"indicators", {{"unit", "a", "b", "c"}, {"u1", "3", "4", "1"}, {"u2", "1", "2", "1"}}}}));
  EXPECT_THAT(told(computed.difference("u1", "u2")), ::testing::ElementsAre("a: 6, 6", "b: 4, 4"));
}

/// By points 250, 250, 500; u1 has a floor of 400, so the others share 600 as 1 : 2, 200 a point.
/// u1 − u2 = 400 − 200: the points are alike, the floor is all.
TEST(UnitDifference, AFloorIsAPartOfItsOwn) {
  const Computed computed(
      shape_of("floor", {{"formulas", {{"points", "1000", "least=floor"}}},
                         {"criteria",
                          {{"code", "name", "kind", "expression", "measure", "role"},
                           {"floor", "Floor", "expression", "at-least", "dong", "part"},
                           {"w", "Weight", "expression", "weight", "", "counted"}}},
                         {"indicators",
                          {{"unit", "weight", "at-least"},
                           {"u1", "1", "400"},
                           {"u2", "1", "0"},
                           {"u3", "2", "0"}}}}));
  EXPECT_THAT(told(computed.difference("u1", "u2")),
              ::testing::ElementsAre(::testing::HasSubstr(": 0, 0"), "Floors and caps: 0, 200"));
  // u3 − u1 = 400 − 400: 200 for the point more, less the 200 that the floor gives u1.
  EXPECT_THAT(told(computed.difference("u3", "u1")),
              ::testing::ElementsAre(::testing::HasSubstr(": 1, 200"), "Floors and caps: 0, -200"));
}

/// Shape 11: u1 − u2 = 525 − 213: 100 first, 212,50 for a point more, −1 by rounding.
TEST(UnitDifference, FirstAmountsAreAPartOfTheirOwn) {
  for (const ShapeFile& shape : read_shapes()) {
    if (shape.name != "11_need_first") continue;
    const Computed computed(shape);
    EXPECT_THAT(
        told(computed.difference("u1", "u2")),
        ::testing::ElementsAre(::testing::HasSubstr(": 1, 213"), "Served before the points: 0, 100",
                               "Whole steps and largest remainders: 0, -1"));
  }
}

TEST(UnitDifference, IdsOfFiguresAndDemandsNameTheUnit) {
  const Computed computed(read_shapes().front());
  for (const char* id : {"points/x/2026/u04", "x/u04/2026"}) {
    const auto unit = formula_unit_of(computed.plan(), id);
    ASSERT_TRUE(unit) << id;
    EXPECT_EQ(computed.plan().units[unit->unit].code, "u04");
  }
  EXPECT_FALSE(formula_unit_of(computed.plan(), "points/x/2026/u0"));
  EXPECT_FALSE(formula_unit_of(computed.plan(), "points/x/2025/u04"));
}

}  // namespace
}  // namespace phanbo::test

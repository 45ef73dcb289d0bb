// plan_changes.hpp: changes to a plan are read as strictly as the plan, and two plans differ by
// exactly the changes that turn one into the other.
#include "inputs/plan_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::shared_ptr<const TextPlan> texts(const std::filesystem::path& folder) {
  TextPlanReading reading = read_text_plan(folder, shipped_law().law);
  EXPECT_EQ(told(reading.problems), "");
  return reading.plan;
}

std::vector<std::string> cells_of(const CanonicalPlan& plan) {
  std::vector<std::string> cells;
  for (const auto& [key, value] : plan.header) cells.push_back(key + "=" + value);
  for (const CanonicalTable& table : plan.tables) {
    cells.emplace_back(table.name);
    cells.insert(cells.end(), table.columns.begin(), table.columns.end());
    cells.insert(cells.end(), table.cells.begin(), table.cells.end());
  }
  return cells;
}

Place at(int line) {
  Place place;
  place.file = "changes";
  place.line = line;
  place.column = 1;
  return place;
}

PlanChange set(const std::string& table, const std::string& key, const std::string& column,
               const std::string& value, int line = 1) {
  return {ChangeKind::set_fields, table, key, {{column, value, at(line)}}, "", at(line)};
}

PlanChange remove(const std::string& table, const std::string& key, int line = 1) {
  return {ChangeKind::remove_row, table, key, {}, "", at(line)};
}

PlanChange add(const std::string& table, const std::string& key,
               const std::vector<std::pair<std::string, std::string>>& cells, int line = 1) {
  PlanChange change{ChangeKind::add_row, table, key, {}, "", at(line)};
  for (const auto& [column, value] : cells) change.cells.push_back({column, value, at(line)});
  return change;
}

std::string one_line(const PlanChange& change) {
  std::string text = change.kind == ChangeKind::add_row      ? "+"
                     : change.kind == ChangeKind::remove_row ? "-"
                                                             : "";
  text += change.table + " " + change.key;
  for (const ChangedCell& cell : change.cells) text += " " + cell.column + "=" + cell.value;
  return text;
}

std::vector<std::string> lines(const std::vector<PlanChange>& changes) {
  std::vector<std::string> all;
  for (const PlanChange& change : changes) all.push_back(one_line(change));
  return all;
}

const char* const costs =
    "code,programme,name,unit,year,amount\nk1,cost,Một,an,2026,5000000\nk2,cost,Hai,an,2027,"
    "7000000\n";

class PlanChanges : public ::testing::Test {
 protected:
  PlanChanges() { folder_.set("fixed_costs", costs); }
  PlanReading changed(const std::vector<PlanChange>& changes) {
    return read_plan(texts(folder_.write()), changes);
  }
  PlanFolder folder_;
};

TEST_F(PlanChanges, NoneGivesTheSamePlanAsReadingIt) {
  EXPECT_EQ(cells_of(changed({}).canonical), cells_of(folder_.read().canonical));
}

TEST_F(PlanChanges, SettingAddingAndRemovingGiveWhatTheFilesWouldGive) {
  const PlanReading found =
      changed({set("fixed_costs", "k2", "amount", "9000000"), remove("fixed_costs", "k1"),
               add("fixed_costs", "k0",
                   {{"code", "k0"},
                    {"programme", "cost"},
                    {"name", "Không"},
                    {"unit", "an"},
                    {"year", "2026"},
                    {"amount", "3000000"}})});
  EXPECT_EQ(told(found.problems), "");
  folder_.set("fixed_costs",
              "code,programme,name,unit,year,amount\nk0,cost,Không,an,2026,3000000\nk2,cost,Hai,an,"
              "2027,9000000\n");
  EXPECT_EQ(cells_of(found.canonical), cells_of(folder_.read().canonical));
}

TEST_F(PlanChanges, OfTheHeaderAreReadWithItsRules) {
  const PlanReading found = changed({set("plan", "", "class_order", "by_year")});
  EXPECT_EQ(told(found.problems), "");
  ASSERT_TRUE(found.plan);
  EXPECT_EQ(found.plan->class_order, ClassOrder::by_year);
  EXPECT_EQ(told(changed({set("plan", "", "class_order", "by_day", 4)}).problems),
            "changes:4:1 wrong_header_value\n");
  EXPECT_EQ(told(changed({set("plan", "", "province", "khong-co", 5)}).problems),
            "changes:5:1 unknown_reference\n");
  EXPECT_EQ(told(changed({set("plan", "", "first_year", "2029", 6)}).problems),
            "changes:6:1 years_reversed\n");
  EXPECT_EQ(told(changed({set("plan", "", "tables", "x", 7)}).problems),
            "changes:7:1 unknown_column\n");
}

TEST_F(PlanChanges, AreCheckedCellByCellAndAgainstThePlan) {
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "amount", "5.5", 2)}).problems),
            "changes:2:1 fraction_of_dong\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "unit", "khong", 3)}).problems),
            "changes:3:1 unknown_reference\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "name", "", 4)}).problems),
            "changes:4:1 missing_value\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "year", "2031", 5)}).problems),
            "changes:5:1 year_outside_plan\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "first_month", "7", 6),
                          set("fixed_costs", "k1", "last_month", "6", 7)})
                     .problems),
            "changes:7:1 months_reversed\n");
}

TEST_F(PlanChanges, NameRowsAndColumnsThatExist) {
  EXPECT_EQ(told(changed({set("fixed_cost", "k1", "amount", "1", 2)}).problems),
            "changes:2:1 unknown_table\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k9", "amount", "1", 3)}).problems),
            "changes:3:1 change_row_missing\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "amounts", "1", 4)}).problems),
            "changes:4:1 unknown_column\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "code", "k3", 5)}).problems),
            "changes:5:1 change_of_key_column\n");
  EXPECT_EQ(told(changed({add("fixed_costs", "k1", {{"code", "k1"}}, 6)}).problems),
            "changes:6:1 change_row_there\n");
  EXPECT_EQ(told(changed({set("fixed_costs", "k1", "amount", "5000000", 7)}).problems),
            "changes:7:1 change_without_effect\n");
}

TEST_F(PlanChanges, ApplyInTheirOrder) {
  const PlanReading found = changed({remove("fixed_costs", "k1"),
                                     add("fixed_costs", "k1",
                                         {{"code", "k1"},
                                          {"programme", "cost"},
                                          {"name", "Khác"},
                                          {"unit", "an"},
                                          {"year", "2027"},
                                          {"amount", "1000000"}}),
                                     set("fixed_costs", "k1", "amount", "2000000"),
                                     set("fixed_costs", "k1", "amount", "4000000")});
  EXPECT_EQ(told(found.problems), "");
  ASSERT_TRUE(found.plan);
  const FixedCost& cost = found.plan->fixed_costs.rows().front();
  EXPECT_EQ(cost.name, "Khác");
  EXPECT_EQ(cost.amount, Money::from_dong(std::int64_t{4'000'000}));
}

TEST_F(PlanChanges, MayOpenAndCloseYears) {
  const PlanReading longer = changed({set("plan", "", "last_year", "2028")});
  EXPECT_EQ(told(longer.problems), "");
  const PlanReading shorter = changed({set("plan", "", "last_year", "2026", 3)});
  EXPECT_THAT(told(shorter.problems), HasSubstr("fixed_costs.csv:3:"));
  EXPECT_THAT(told(shorter.problems), HasSubstr("year_outside_plan"));
}

/// Every pair of these plans: the differences lead from one to the other, and there are none
/// between a plan and itself.
TEST_F(PlanChanges, DifferencesLeadFromOnePlanToTheOther) {
  std::vector<std::unique_ptr<PlanFolder>> folders;
  const auto next = [&]() -> PlanFolder& {
    folders.push_back(std::make_unique<PlanFolder>());
    return folders.back()->set("fixed_costs", costs);
  };
  next();
  next().set("fixed_costs", "code,programme,name,unit,year,amount\nk2,cost,Hai,an,2027,8000000\n");
  next().json("\"last_year\": 2027", "\"last_year\": 2028");
  next().set("payer_rules", "source,programme,unit\nbal,*,\nbal,cost,an\n");
  next().remove("fixed_costs");
  for (const auto& a : folders) {
    for (const auto& b : folders) {
      const auto from = texts(a->write());
      const auto to = texts(b->write());
      const std::vector<PlanChange> changes = differences(*from, *to);
      EXPECT_EQ(changes.empty(), a == b);
      const PlanReading found = read_plan(from, changes);
      EXPECT_EQ(told(found.problems), "");
      EXPECT_EQ(cells_of(found.canonical), cells_of(read_plan(to, {}).canonical));
    }
  }
}

TEST_F(PlanChanges, DifferencesStandInTheOrderOfTablesAndKeys) {
  PlanFolder other;
  other.set("fixed_costs",
            "code,programme,name,unit,year,amount\nk0,cost,Không,an,2026,1000000\nk2,cost,Ba,an,"
            "2027,8000000\n");
  EXPECT_THAT(lines(differences(*texts(folder_.write()), *texts(other.write()))),
              ::testing::ElementsAre(
                  "+fixed_costs k0 code=k0 programme=cost name=Không unit=an year=2026 "
                  "first_month=1 last_month=12 amount=1000000 least_useful=0 rank=0 score=0",
                  "-fixed_costs k1", "fixed_costs k2 name=Ba", "fixed_costs k2 amount=8000000"));
}

}  // namespace
}  // namespace phanbo::test

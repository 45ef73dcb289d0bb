// sealed_plan.cpp: plan.sealed.json is read back to the same plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan_folder.hpp"

namespace phanbo::test {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out + "\"";
}

/// The sealed form, written here once more so that the reader is tested against the description,
/// not the writer.
std::string sealed(const CanonicalPlan& plan, const std::string& more_tables = "") {
  std::string text = "{\"sealed_plan_version\":1,\"header\":{";
  for (std::size_t i = 0; i < plan.header.size(); ++i) {
    text += (i > 0 ? "," : "") + in_quotes(plan.header[i].first) + ":" +
            in_quotes(plan.header[i].second);
  }
  text += "},\n\"tables\":[";
  for (std::size_t t = 0; t < plan.tables.size(); ++t) {
    const CanonicalTable& table = plan.tables[t];
    text += (t > 0 ? ",\n" : "\n") + std::string("{\"name\":") + in_quotes(table.name) +
            ",\"columns\":[";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      text += (i > 0 ? "," : "") + in_quotes(table.columns[i]);
    text += "],\"rows\":[";
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const std::size_t column = i % table.columns.size();
      text += column > 0 ? "," : (i > 0 ? ",\n[" : "\n[");
      text += in_quotes(table.cells[i]);
      text += column + 1 == table.columns.size() ? "]" : "";
    }
    text += "]}";
  }
  return text + more_tables + "]}\n";
}

std::vector<std::string> cells_of(const CanonicalPlan& plan) {
  std::vector<std::string> cells;
  for (const auto& [key, value] : plan.header) cells.push_back(key + "=" + value);
  for (const CanonicalTable& table : plan.tables) {
    cells.emplace_back(table.name);
    cells.insert(cells.end(), table.cells.begin(), table.cells.end());
  }
  return cells;
}

void fill(PlanFolder& folder) {
  folder.set("fixed_costs",
             "code,programme,name,unit,year,amount\n"
             "k2,cost,\"Hội nghị \"\"tổng kết\"\"\",an,2026,5\nk1,maybe,Nếu có,an,2026,-\n");
  folder.set("law_rows",
             "topic,key,value,unit,valid_from,recorded_on,selected_by,document,verification\n"
             "base_salary,,2700000,dong,2027-01-01,2026-01-01,month,Giả định,illustrative\n");
}

PlanReading read_sealed(PlanFolder& folder, const std::string& text) {
  folder.file("plan.sealed.json", text);
  return read_plan(folder.write() / "plan.sealed.json", shipped_law().law);
}

TEST(SealedPlan, IsReadBackToTheSamePlan) {
  PlanFolder folder;
  fill(folder);
  const PlanReading first = folder.read();
  ASSERT_TRUE(first.plan.has_value()) << told(first.problems);
  const PlanReading again = read_sealed(folder, sealed(first.canonical));
  ASSERT_TRUE(again.plan.has_value()) << told(again.problems);
  EXPECT_EQ(cells_of(again.canonical), cells_of(first.canonical));
  EXPECT_EQ(again.plan->fixed_costs.rows()[1].name, "Hội nghị \"tổng kết\"");
  EXPECT_EQ(again.plan->fixed_costs.rows()[0].amount, std::nullopt);
  ASSERT_EQ(again.files.size(), 1U);
  EXPECT_EQ(again.files[0].path, "plan.sealed.json");
}

constexpr const char* law_used_columns =
    ",\n{\"name\":\"law_used\",\"columns\":[\"topic\",\"key\",\"value\",\"unit\",\"label_vi\","
    "\"label_en\",\"valid_from\",\"valid_to\",\"recorded_on\",\"selected_by\",\"document\","
    "\"article\",\"verification\",\"note\",\"origin\"],\"rows\":[";

TEST(SealedPlan, BringsItsOwnLaw) {
  PlanFolder folder;
  fill(folder);
  const PlanReading first = folder.read();
  const std::string rows =
      "[\"base_salary\",\"\",\"1\",\"dong\",\"\",\"\",\"2026-01-01\",\"\",\"2026-01-01\",\"month\","
      "\"Luật\",\"\",\"verified\",\"\",\"shipped\"],"
      "[\"t\",\"k\",\"2\",\"dong\",\"\",\"\",\"2026-01-01\",\"\",\"2026-01-01\",\"month\","
      "\"Kế hoạch\",\"\",\"verified\",\"\",\"plan\"]]}";
  const PlanReading again = read_sealed(folder, sealed(first.canonical, law_used_columns + rows));
  ASSERT_TRUE(again.plan.has_value()) << told(again.problems);
  const LawBook& law = again.plan->law;
  EXPECT_EQ(law.rows().size(), 3U) << "two used rows and the plan's own; no shipped ones";
  EXPECT_EQ(law.find("base_salary", "", {2026, 6, 1})->value, Decimal::whole(1));
  EXPECT_TRUE(law.find("t", "k", {2026, 6, 1})->from_plan);
  EXPECT_EQ(cells_of(again.canonical), cells_of(first.canonical)) << "law_used is not a plan table";
}

TEST(SealedPlan, ProblemsPointIntoTheFile) {
  PlanFolder folder;
  fill(folder);
  std::string text = sealed(folder.read().canonical);
  const std::size_t found = text.find("\"k2\",\"cost\"");
  ASSERT_NE(found, std::string::npos);
  text.replace(found, 11, "\"k2\",\"cots\"");
  const PlanReading again = read_sealed(folder, text);
  const auto line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(found), '\n') + 1;
  EXPECT_EQ(told(again.problems),
            "plan.sealed.json:" + std::to_string(line) + ":7 unknown_reference\n");
}

std::string verdict(const std::string& text) {
  PlanFolder folder;
  const PlanReading reading = read_sealed(folder, text);
  EXPECT_FALSE(reading.plan.has_value()) << text;
  return reading.problems.empty() ? "" : std::string(reading.problems.front().kind->id);
}

TEST(SealedPlan, OtherFormsAreRefused) {
  const std::string header =
      "\"header\":{\"schema_version\":\"1\",\"code\":\"a\",\"name\":\"A\",\"stage\":\"submitted\","
      "\"first_year\":\"2026\",\"last_year\":\"2026\"}";
  const std::string start = "{\"sealed_plan_version\":1," + header + ",\"tables\":[";
  EXPECT_EQ(verdict("[]"), "json_wrong_type");
  EXPECT_EQ(verdict("{}"), "missing_key");
  EXPECT_EQ(verdict("{\"sealed_plan_version\":2," + header + ",\"tables\":[]}"),
            "version_not_known");
  EXPECT_EQ(verdict("{\"sealed_plan_version\":1,\"header\":{}}"), "missing_key");
  EXPECT_EQ(verdict("{\"sealed_plan_version\":1,\"header\":{\"code\":{\"x\":1}},\"tables\":[]}"),
            "json_wrong_type");
  EXPECT_EQ(verdict("{\"x\":1}"), "unknown_key");
  EXPECT_EQ(verdict(start + "1]}"), "json_wrong_type");
  EXPECT_EQ(verdict(start + "{\"name\":\"unit\",\"columns\":[],\"rows\":[]}]}"), "unknown_table");
  EXPECT_EQ(verdict(start + "{\"name\":\"units\",\"rows\":[]}]}"), "missing_key");
  EXPECT_EQ(verdict(start + "{\"name\":\"units\",\"columns\":[\"code\"],\"rows\":[]}]}"),
            "missing_column");
  EXPECT_EQ(
      verdict(start +
              "{\"name\":\"units\",\"columns\":[\"code\",\"name\",\"kind\"],\"rows\":[[]]}]}"),
      "row_length_differs");
  EXPECT_EQ(
      verdict(start +
              "{\"name\":\"units\",\"columns\":[\"code\",\"name\",\"kind\"],\"rows\":[[1,2,3]]}]}"),
      "json_wrong_type");
  EXPECT_EQ(
      verdict(start +
              "{\"name\":\"units\",\"columns\":[\"code\",\"name\",\"kind\"],\"rows\":[\"a\"]}]}"),
      "json_wrong_type");
}

}  // namespace
}  // namespace phanbo::test

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "outputs/open_data/datapackage.hpp"
#include "outputs/open_data/oc4ids.hpp"
#include "outputs/write/documents.hpp"
#include "page/made_up_plan.hpp"

namespace phanbo::test {
namespace {

using nlohmann::json;

json oc4ids_of(const MadeUp& made) {
  return json::parse(
      oc4ids_json(made.plan, made.assessment, made.allocation, Language::vietnamese, "phanbo 0"));
}

Words same(const std::string& text) { return {text, text}; }

/// A ledger of two lines and a table with every kind of column.
std::vector<ReportTable> tables() {
  ReportTable ledger;
  ledger.id = "ledger";
  ledger.title = {"Sổ phân bổ", "Ledger"};
  ledger.columns = {{"id", ColumnType::code, {"Mã dòng", "Line"}, {}, {}},
                    {"year", ColumnType::text, {"Năm", "Year"}, {}, {}},
                    {"source", ColumnType::code, {"Mã nguồn", "Source"}, {}, {}},
                    {"source_name", ColumnType::text, {"Nguồn vốn", "Name"}, {}, {}},
                    {"amount_dong", ColumnType::money, {"Số tiền", "Amount"}, {}, {}}};
  for (const char* line : {"a/2025@s", "b/2025@s"}) {
    ledger.rows.push_back(
        {1,
         false,
         {same(line), same("2025"), same("s"), same("Nguồn"), Money::from_dong(std::int64_t{5})}});
  }
  ReportTable other;
  other.id = "law_used";
  other.title = {"Căn cứ", "Law"};
  other.notes = {{"Lưu ý", "Note"}};
  other.columns = {{"number", ColumnType::marker, {"STT", "No."}, {}, {}},
                   {"valid_from", ColumnType::code, {"Từ", "From"}, {"Hiệu lực", "In force"}, {}},
                   {"value", ColumnType::number, {"Giá trị", "Value"}, {}, {}},
                   {"share", ColumnType::number, {"Phần", "Share"}, {}, {}}};
  other.rows.push_back(
      {1, false, {same("1"), same("2025-07-01"), Decimal::whole(std::int64_t{2}), same("1/3")}});
  other.rows.push_back(
      {1, false, {same("2"), std::monostate{}, std::monostate{}, std::monostate{}}});
  return {ledger, other};
}

TEST(DataPackage, DescribesEveryTableAsItsCsvIs) {
  const MadeUp made = make_up();
  const json package =
      json::parse(datapackage_json(made.plan, tables(), Language::vietnamese, "phanbo 0"));
  EXPECT_EQ(package["profile"], "tabular-data-package");
  EXPECT_EQ(package["countryCode"], "VN");
  ASSERT_EQ(package["resources"].size(), 2U);
  EXPECT_EQ(package["resources"][0]["path"], "tables/ledger.csv");
  EXPECT_EQ(package["resources"][0]["schema"]["primaryKey"], "Mã dòng");
  const json& fields = package["resources"][1]["schema"]["fields"];
  ASSERT_EQ(fields.size(), 5U);
  EXPECT_EQ(fields[0]["name"], "Bậc");
  EXPECT_EQ(fields[2]["name"], "Hiệu lực: Từ");
  EXPECT_EQ(fields[2]["type"], "date");
  EXPECT_EQ(fields[3]["type"], "number");
  EXPECT_EQ(fields[4]["type"], "string") << "1/3 is no decimal";
  EXPECT_EQ(package["resources"][0]["schema"]["fields"][2]["type"], "year");
  EXPECT_EQ(package["resources"][0]["schema"]["fields"][5]["type"], "integer");
}

/// The first line of the CSV file that is written beside.
std::string csv_header(const ReportTable& table, Language language) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "header.csv";
  std::filesystem::remove(path);
  const FileCalls calls;
  FileWriter out(calls);
  out.open(path);
  write_table_csv(out, table, language);
  out.close();
  std::ifstream stream(path);
  std::string line;
  std::getline(stream, line);
  return line;
}

TEST(DataPackage, NamesAreThoseOfTheCsvHeaders) {
  const MadeUp made = make_up();
  for (const Language language : {Language::vietnamese, Language::english}) {
    const json package = json::parse(datapackage_json(made.plan, tables(), language, "phanbo 0"));
    for (std::size_t i = 0; i < tables().size(); ++i) {
      std::string names;
      for (const json& field : package["resources"][i]["schema"]["fields"])
        names += (names.empty() ? "" : ",") + field["name"].get<std::string>();
      EXPECT_EQ(names, csv_header(tables()[i], language));
    }
  }
}

TEST(DataPackage, MeasuresAndDimensionsNameFieldsOfTheLedger) {
  const MadeUp made = make_up();
  for (const Language language : {Language::vietnamese, Language::english}) {
    const json package = json::parse(datapackage_json(made.plan, tables(), language, "phanbo 0"));
    std::set<std::string> names;
    for (const json& field : package["resources"][0]["schema"]["fields"])
      names.insert(field["name"].get<std::string>());
    const json& model = package["model"];
    EXPECT_EQ(model["measures"]["allocated"]["currency"], "VND");
    EXPECT_EQ(model["measures"]["allocated"]["phase"], "adjusted");
    EXPECT_TRUE(names.contains(model["measures"]["allocated"]["source"]));
    EXPECT_EQ(model["dimensions"].size(), 3U) << "line, year and source have columns here";
    for (const auto& [id, dimension] : model["dimensions"].items()) {
      for (const auto& [attribute, place] : dimension["attributes"].items())
        EXPECT_TRUE(names.contains(place["source"])) << id << " " << attribute;
    }
  }
}

TEST(Oc4ids, BreakdownsAddUpToBudgetsAndToTheLedger) {
  const MadeUp made = make_up({.projects = 30});
  const json package = oc4ids_of(made);
  std::int64_t all = 0;
  std::set<std::string> ids;
  for (const json& project : package["projects"]) {
    EXPECT_TRUE(ids.insert(project["id"]).second);
    std::int64_t sum = 0;
    if (project["budget"].contains("budgetBreakdowns")) {
      for (const json& line : project["budget"]["budgetBreakdowns"][0]["budgetBreakdown"])
        sum += line["amount"]["amount"].get<std::int64_t>();
    }
    EXPECT_EQ(project["budget"]["amount"]["amount"], sum) << project["id"];
    all += sum;
  }
  Money ledger;
  for (const LedgerLine& line : made.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    const Item& item = made.assessment.items[made.assessment.demands[line.demand].item];
    if (item.origin == ItemOrigin::project || item.origin == ItemOrigin::site)
      ledger += line.amount;
  }
  EXPECT_EQ(all, ledger.dong());
  EXPECT_EQ(package["projects"].size(), 32U);
}

TEST(Oc4ids, ARefusedProjectIsListedWithItsNeedAndReason) {
  const json package = oc4ids_of(make_up());
  for (const json& project : package["projects"]) {
    if (project["identifiers"][0]["id"] != "da-1004") continue;
    EXPECT_EQ(project["budget"]["amount"]["amount"], 0);
    EXPECT_FALSE(project["budget"].contains("budgetBreakdowns"));
    EXPECT_THAT(project["description"].get<std::string>(), testing::HasSubstr("Nguồn không đủ"));
    EXPECT_EQ(project["forecasts"][0]["id"], "need");
    EXPECT_EQ(project["forecasts"][1]["observations"][0]["value"]["amount"], 4'000'000'000);
    EXPECT_EQ(project["status"], "implementation");
    return;
  }
  FAIL() << "da-1004 is missing";
}

TEST(Oc4ids, SectorsAndBudgetCategoriesWhereKnown) {
  const json package = oc4ids_of(make_up());
  const json& project = package["projects"].back();
  EXPECT_EQ(project["sector"], json::array({"transport"}));
  EXPECT_EQ(project["additionalClassifications"][1]["id"], "280");
}

TEST(Oc4ids, NoProjectNoPackage) {
  MadeUp made;
  EXPECT_EQ(oc4ids_json(made.plan, made.assessment, made.allocation, Language::vietnamese, "p"),
            "");
}

TEST(OpenData, NaughtyNamesRoundTrip) {
  std::ifstream stream(std::string(PHANBO_SHARED_DIR) + "/external/naughty-strings/blns.json");
  if (!stream) GTEST_SKIP() << "no naughty-strings here";
  const auto strings = json::parse(stream).get<std::vector<std::string>>();
  const MadeUp made = make_up(
      {.projects = 560, .name = [&](std::size_t n) { return strings[n % strings.size()]; }});
  const json package = oc4ids_of(made);
  std::size_t titled = 0;
  for (const json& project : package["projects"]) {
    const std::string code = project["identifiers"][0]["id"];
    for (const Item& item : made.assessment.items) {
      if (item.code != code || item.name.empty()) continue;
      ++titled;
      EXPECT_EQ(project["title"], item.name);
    }
  }
  EXPECT_GT(titled, 500U);
}

}  // namespace
}  // namespace phanbo::test

// table_files: tables as JSON and CSV, read back and compared cell by cell.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "outputs/csv.hpp"
#include "outputs/ties.hpp"
#include "outputs/written.hpp"

namespace phanbo::test {
namespace {

using Json = nlohmann::ordered_json;

Sample hostile_sample() {
  Sample sample = make_sample();
  sample.assessment.items.rows()[0].name = "=1+1, \"a\"\r\nb\t\x01\xE2\x80\xA8 'x'";
  sample.assessment.items.rows()[1].name = "@SUM(A1)";
  sample.assessment.items.rows()[2].name = " , ";
  sample.assessment.items.rows()[3].name = "\"";
  return sample;
}

TEST(TableFiles, EveryCellComesBackFromJsonAndCsv) {
  const WrittenSample written("tables", hostile_sample());
  ASSERT_TRUE(write_output(written.request).empty());
  for (const ReportTable& table : written.tables) {
    const std::string base = (written.request.folder / "tables" / table.id).string();
    const Json json = Json::parse(read_file(base + ".json"));
    const auto csv = parse_csv(read_file(base + ".csv"));
    ASSERT_EQ(json["rows"].size(), row_count(table)) << table.id;
    ASSERT_EQ(csv.size(), row_count(table) + 1) << table.id;
    for (std::size_t row = 0; row < row_count(table); ++row) {
      EXPECT_EQ(json["rows"][row].size(), table.columns.size() + 1) << "flat, with its level";
      EXPECT_EQ(json["rows"][row]["level"], std::to_string(row_level(table, row)));
      ASSERT_EQ(csv[row + 1].size(), table.columns.size() + 1) << table.id;
      for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const std::string& id = table.columns[column].id;
        const std::string expected = text_of(table, row, id);
        const Json& cell = json["rows"][row][id];
        const CellView view = cell_of(table, row, column);
        EXPECT_EQ(cell.is_number(), std::holds_alternative<Money>(view)) << id;
        EXPECT_EQ(cell.is_null(), std::holds_alternative<std::monostate>(view)) << id;
        const std::string found = cell.is_null()     ? ""
                                  : cell.is_string() ? cell.get<std::string>()
                                                     : cell.dump();
        EXPECT_EQ(found, expected) << table.id << "." << id;
        EXPECT_EQ(csv[row + 1][column + 1], expected) << table.id << "." << id;
      }
    }
  }
}

TEST(TableFiles, JsonCarriesTitlesInBothLanguagesAndItsStamps) {
  const WrittenSample written("stamps");
  ASSERT_TRUE(write_output(written.request).empty());
  const Json json =
      Json::parse(read_file((written.request.folder / "tables/source_balances.json").string()));
  EXPECT_EQ(json["schema_version"], 1);
  EXPECT_EQ(json["id"], "source_balances");
  EXPECT_EQ(json["language"], "vi");
  EXPECT_EQ(json["title"]["en"], "Balance of each source and year");
  EXPECT_EQ(json["unit"]["vi"], "Đơn vị: đồng");
  EXPECT_EQ(json["columns"][0]["id"], "number");
  EXPECT_EQ(json["columns"][0]["title"]["vi"], "STT");
  EXPECT_EQ(json["columns"][8]["formula"], "3=1+2");
  EXPECT_EQ(json["draft"], true);
  EXPECT_EQ(json["illustrative"], true);
  EXPECT_EQ(json["notes"].size(), 2U);
}

TEST(TableFiles, CsvHasOneHeaderRowInTheChosenLanguage) {
  WrittenSample written("language");
  written.request.language = Language::english;
  written.request.formats = {OutputFormat::csv};
  ASSERT_TRUE(write_output(written.request).empty());
  const std::string text =
      read_file((written.request.folder / "tables/purposes_by_year.csv").string());
  const auto rows = parse_csv(text);
  EXPECT_EQ(rows[0][0], "Level");
  EXPECT_EQ(rows[0][6], "Total");
  EXPECT_EQ(rows[0][8], "Year 2025: Central budget");
  EXPECT_EQ(rows[1][2], "TOTAL");
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_EQ(text.back(), '\n');
  EXPECT_FALSE(std::filesystem::exists(written.request.folder / "tables/purposes_by_year.json"));
}

}  // namespace
}  // namespace phanbo::test

// table_files: tables as JSON and CSV, read back and compared cell by cell.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "outputs/csv.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/ties.hpp"
#include "outputs/write/documents.hpp"
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

/// The table as the CSV file for Excel.
std::string excel_csv(const ReportTable& table) {
  const std::filesystem::path path =
      std::filesystem::path(::testing::TempDir()) / "phanbo-excel.csv";
  std::filesystem::remove(path);
  const FileCalls calls;
  FileWriter out(calls);
  out.open(path);
  write_table_csv(out, table, Language::vietnamese, {true, ';'});
  out.close();
  return read_file(path.string());
}

TEST(TableFiles, CsvForExcelHasItsMarkItsSeparatorAndNoFormulas) {
  TableBuilder table("t", {"B", "T"});
  const std::size_t name = table.add_column("name", ColumnType::text, {"Tên", "Name"});
  const std::size_t amount = table.add_column("a_dong", ColumnType::money, {"Tiền", "Money"});
  for (const char* text : {"=1+1", "+1", "-1", "@x", " =1",
                           "\xEF\xBC\x9D"
                           "1",
                           "a;b", "a,b", "'x"})
    table.at(table.add_row(0), name) = table.made(std::string_view(text));
  table.at(0, amount) = PackedRows::Cell::of(Money::from_dong(std::int64_t{-5}));
  EXPECT_EQ(excel_csv(table.finish()),
            "\xEF\xBB\xBF"
            "Bậc;Tên;Tiền\n0;'=1+1;-5\n0;'+1;\n0;'-1;\n0;'@x;\n0;' =1;\n"
            "0;'\xEF\xBC\x9D"
            "1;\n0;\"a;b\";\n0;a,b;\n0;'x;\n");
}

}  // namespace
}  // namespace phanbo::test

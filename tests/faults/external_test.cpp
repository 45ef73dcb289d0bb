// Corpora that others made, read in place (../shared/external): JSON that must be refused or
// accepted, CSV with a known content. Where they are absent, the tests are skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "faults/memory_plan.hpp"
#include "inputs/csv.hpp"
#include "inputs/json_tree.hpp"
#include "verifier/csv.hpp"
#include "verifier/fault.hpp"
#include "verifier/json.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;

const fs::path external = fs::path(PHANBO_SHARED_DIR) / "external";

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder))
    files[entry.path().filename().string()] = bytes_of(entry.path());
  return files;
}

struct Verdict {
  bool accepted = false;
  Problem fault;
};

/// Does the JSON layer of the plan reader take it?
Verdict read_by_plan_reader(const std::string& bytes) {
  Verdict verdict;
  SourceText source{"plan.json", bytes};
  if (!check_encoding(source, verdict.fault)) return verdict;
  verdict.accepted = read_json_tree(source, verdict.fault).has_value();
  return verdict;
}

bool read_by_verifier(const std::string& bytes, std::string& message) {
  try {
    const phanbo_verify::JsonDocument document("plan.json", bytes);
    return true;
  } catch (const phanbo_verify::BadInput& fault) {
    message = fault.what();
    return false;
  }
}

/// Our choices where the suite leaves one: name, then what each reader does.
std::string choices_made(const std::map<std::string, std::string>& files) {
  std::string text;
  for (const auto& [name, bytes] : files) {
    if (name.starts_with("y_") || name.starts_with("n_")) continue;
    std::string message;
    text += name + (read_by_plan_reader(bytes).accepted ? " accepted" : " refused") +
            (read_by_verifier(bytes, message) ? " accepted\n" : " refused\n");
  }
  return text;
}

TEST(JsonTestSuite, EveryInvalidFileIsRefusedWithAPlace) {
  const auto files = files_in(external / "json-test-suite/test_parsing");
  if (files.empty()) GTEST_SKIP() << "no " << external;
  int count = 0;
  for (const auto& [name, bytes] : files) {
    if (!name.starts_with("n_")) continue;
    ++count;
    const Verdict verdict = read_by_plan_reader(bytes);
    EXPECT_FALSE(verdict.accepted) << name;
    ASSERT_NE(verdict.fault.kind, nullptr) << name;
    EXPECT_EQ(verdict.fault.place.file, "plan.json") << name;
    EXPECT_GE(verdict.fault.place.line, 1) << name;
    EXPECT_GE(verdict.fault.place.column, 1) << name;
    EXPECT_FALSE(render(verdict.fault, Language::vietnamese).empty()) << name;
    const Outcome plan = run({{"plan.json", bytes}});
    EXPECT_TRUE(has_errors(plan.problems) && plan.faults.empty()) << name;
    const Outcome sealed = run({{"plan.sealed.json", bytes}});
    EXPECT_TRUE(has_errors(sealed.problems) && sealed.faults.empty()) << name;
    std::string message;
    EXPECT_FALSE(read_by_verifier(bytes, message)) << name;
    EXPECT_TRUE(message.starts_with("plan.json:")) << name << ": " << message;
  }
  EXPECT_GE(count, 180);
}

TEST(JsonTestSuite, EveryValidFileIsJsonToBothReaders) {
  const auto files = files_in(external / "json-test-suite/test_parsing");
  if (files.empty()) GTEST_SKIP() << "no " << external;
  // Valid to the suite; refused on purpose, because the second value would win silently.
  const std::vector<std::string> twins = {"y_object_duplicated_key.json",
                                          "y_object_duplicated_key_and_value.json"};
  int count = 0;
  for (const auto& [name, bytes] : files) {
    if (!name.starts_with("y_")) continue;
    ++count;
    const bool is_twin = std::find(twins.begin(), twins.end(), name) != twins.end();
    std::string message;
    EXPECT_EQ(read_by_plan_reader(bytes).accepted, !is_twin) << name;
    EXPECT_EQ(read_by_verifier(bytes, message), !is_twin) << name << message;
    const Outcome plan = run({{"plan.json", bytes}});
    EXPECT_TRUE(has_errors(plan.problems) && plan.faults.empty()) << name << " is no plan";
    const Outcome sealed = run({{"plan.sealed.json", bytes}});
    EXPECT_TRUE(has_errors(sealed.problems) && sealed.faults.empty()) << name << " is no plan";
  }
  EXPECT_GE(count, 90);
}

TEST(JsonTestSuite, WhereTheSuiteLeavesAChoiceOursIsWrittenDown) {
  auto files = files_in(external / "json-test-suite/test_parsing");
  if (files.empty()) GTEST_SKIP() << "no " << external;
  files.merge(files_in(external / "json-test-suite/test_transform"));
  const fs::path table = fs::path(PHANBO_SOURCE_DIR) / "tests/faults/json_choices.txt";
  if (std::getenv("PHANBO_UPDATE") != nullptr)
    std::ofstream(table, std::ios::binary) << choices_made(files);
  EXPECT_EQ(choices_made(files), bytes_of(table)) << "PHANBO_UPDATE=1 writes the table anew";
  for (const auto& [name, bytes] : files) {
    EXPECT_TRUE(run({{"plan.json", bytes}}).faults.empty()) << name;
    EXPECT_TRUE(run({{"plan.sealed.json", bytes}}).faults.empty()) << name;
  }
}

using Rows = std::vector<std::vector<std::string>>;

Rows read_by_plan_csv(const std::string& bytes, std::string& place) {
  SourceText source{"x.csv", bytes};
  Problem fault;
  EXPECT_TRUE(check_encoding(source, fault));
  std::deque<std::string> storage;
  TextArena arena(storage);
  CsvReader reader(source.text, detect_separator(source.text).value_or('?'), arena);
  Rows rows;
  for (auto step = reader.next(); step != CsvReader::Step::end; step = reader.next()) {
    if (step == CsvReader::Step::faulty_row) {
      const Place found =
          place_in(source, reader.row_start(), reader.fault().offset, reader.fault().length);
      place = std::to_string(found.line) + ":" + std::to_string(found.column);
      return {};
    }
    auto& row = rows.emplace_back();
    for (const CsvCell& cell : reader.cells()) row.emplace_back(cell.text);
  }
  return rows;
}

Rows read_by_verifier_csv(const std::string& bytes) {
  std::deque<std::string> storage;
  const auto table = phanbo_verify::read_csv("x.csv", bytes, storage);
  Rows rows;
  rows.emplace_back(table.columns.begin(), table.columns.end());
  for (const auto& row : table.rows) rows.emplace_back(row.begin(), row.end());
  return rows;
}

Rows expected_rows(const Rows& read, const std::string& json) {
  const auto expected = nlohmann::json::parse(json);
  Rows rows{read.front()};
  for (const auto& object : expected) {
    auto& row = rows.emplace_back();
    for (const std::string& name : read.front())
      row.push_back(object.contains(name) ? object[name].get<std::string>() : "?");
    EXPECT_EQ(object.size(), read.front().size());
  }
  return rows;
}

/// Found by the fuzzer csv_readers.
TEST(CsvReaders, BothReadWhatStandsInQuotesAlike) {
  for (const std::string bytes :
       {"\"\"\r\n\"\"\r\n", "a\n\"\"\n", "\"a,b\";c\n1;2\n", "\"a\nb,c\"\td\n1\t2\n"}) {
    std::string place;
    const Rows rows = read_by_plan_csv(bytes, place);
    EXPECT_EQ(place, "") << bytes;
    ASSERT_EQ(rows.size(), 2U) << bytes;
    EXPECT_EQ(rows, read_by_verifier_csv(bytes)) << bytes;
  }
}

TEST(CsvSpectrum, EveryTableReadsAsItsJsonSays) {
  const auto files = files_in(external / "csv-spectrum/csvs");
  if (files.empty()) GTEST_SKIP() << "no " << external;
  EXPECT_EQ(files.size(), 12U);
  for (const auto& [name, bytes] : files) {
    std::string place;
    const Rows rows = read_by_plan_csv(bytes, place);
    if (name == "location_coordinates.csv") {  // quotes inside a plain cell: RFC 4180 forbids them
      EXPECT_EQ(place, "2:22");
      EXPECT_THROW(read_by_verifier_csv(bytes), phanbo_verify::BadInput);
      continue;
    }
    EXPECT_EQ(place, "") << name;
    ASSERT_FALSE(rows.empty()) << name;
    const fs::path json = external / "csv-spectrum/json" / fs::path(name).stem();
    EXPECT_EQ(rows, expected_rows(rows, bytes_of(json.string() + ".json"))) << name;
    EXPECT_EQ(rows, read_by_verifier_csv(bytes)) << name;
  }
}

}  // namespace
}  // namespace phanbo::faults_test

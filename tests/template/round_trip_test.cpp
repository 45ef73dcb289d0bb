// A plan folder becomes a workbook and a folder again: nothing is lost.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "inputs/cell_rules.hpp"
#include "inputs/choice_words.hpp"
#include "inputs/plan_book.hpp"
#include "inputs/plan_files.hpp"
#include "inputs/scenarios.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/table_rows.hpp"
#include "law/law_files.hpp"
#include "template/typed_book.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> example_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(PHANBO_SOURCE_DIR) / "examples"))
    names.push_back(entry.path().filename().string());
  return names;
}

const LawBook& law() {
  static const LawReading reading = read_law(law_files());
  return reading.law;
}

std::string problems_of(const PlanReading& reading) {
  std::string text;
  for (const Problem& problem : reading.problems) text += render(problem, Language::english);
  return text;
}

class EveryExample : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryExample, ReadsTheSameFromAWorkbook) {
  const PlanReading folder = example_reading(GetParam());
  ASSERT_TRUE(folder.plan.has_value());
  for (const Language language : {Language::vietnamese, Language::english}) {
    const PlanReading workbook = read_book(example_book(GetParam(), language, true));
    ASSERT_TRUE(workbook.plan.has_value()) << problems_of(workbook);
    EXPECT_EQ(difference(canonical_text(workbook), canonical_text(folder)), "");
    ASSERT_EQ(workbook.files.size(), 1U);
    EXPECT_EQ(workbook.files.front().path, "plan.xlsx");
    EXPECT_EQ(workbook.files.front().sha256.size(), 64U);
  }
}

TEST_P(EveryExample, ReadsTheSameFromTheFolderMadeOfItsWorkbook) {
  const std::string bytes = bytes_of(example_book(GetParam(), Language::vietnamese, true));
  const fs::path file =
      fs::temp_directory_path() / ("phanbo-round-trip-" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(file, std::ios::binary) << bytes;
  const TextPlanReading texts = read_text_plan(file, law(), law_packs());
  fs::remove(file);
  ASSERT_NE(texts.plan, nullptr);
  const std::vector<PlanFile> files = plan_folder_files(texts.plan);
  const std::vector<PlanFile> originals = plan_folder_files(example_texts(GetParam()));
  ASSERT_EQ(files.size(), originals.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(files[i].name, originals[i].name);
    EXPECT_EQ(difference(files[i].content, originals[i].content), "");
  }
}

TEST_P(EveryExample, TheSameBytesForTheSamePlan) {
  EXPECT_EQ(bytes_of(example_book(GetParam(), Language::vietnamese)),
            bytes_of(example_book(GetParam(), Language::vietnamese)));
}

INSTANTIATE_TEST_SUITE_P(Template, EveryExample, ::testing::ValuesIn(example_names()),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Template, ScenarioFilesBecomeRows) {
  const fs::path folder =
      fs::temp_directory_path() / ("phanbo-template-scenarios-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::copy(fs::path(PHANBO_SOURCE_DIR) / "examples" / "an-binh", folder,
           fs::copy_options::recursive);
  fs::create_directory(folder / "scenarios");
  std::ofstream(folder / "scenarios" / "tu-tep.json")
      << R"({"name": "Từ tệp", "parent": "giam-30", "changes": {)"
      << R"("source_years": {"cddp-dau-tu/2026": {"available": 9000500000}},)"
      << R"("caps": {"tran-di-tich-2027": null},)"
      << R"("kept_money": {"moi": {"source": "xo-so", "year": "2027", "programme": "y-te-dau-tu",)"
      << R"("amount": "1000000000", "document": "minh-hoa"}}}})";
  const TextPlanReading texts = read_text_plan(folder, law(), law_packs());
  ASSERT_NE(texts.plan, nullptr);
  const PlanReading wanted = read_scenario(read_scenarios(texts.plan), texts.plan, "tu-tep", {});
  ASSERT_TRUE(wanted.plan.has_value()) << problems_of(wanted);

  const fs::path file = folder / "plan.xlsx";
  std::ofstream(file, std::ios::binary) << bytes_of(plan_book(texts.plan, {}));
  const TextPlanReading typed = read_text_plan(file, law(), law_packs());
  ASSERT_NE(typed.plan, nullptr);
  const ScenarioBook book = read_scenarios(typed.plan);
  ASSERT_NE(book.find("tu-tep"), nullptr);
  const PlanReading found = read_scenario(book, typed.plan, "tu-tep", {});
  EXPECT_EQ(problems_of(found), "");
  EXPECT_EQ(difference(canonical_text(found), canonical_text(wanted)), "");
  fs::remove_all(folder);
}

/// Titles are what a person tells columns apart by; sheets have at most 31 letters.
TEST(Template, TitlesTellColumnsApart) {
  for (const TableSpec& spec : table_specs()) {
    for (const Language language : {Language::vietnamese, Language::english}) {
      EXPECT_LE(count_code_points(spec.title.in(language)), 31) << spec.name;
      EXPECT_FALSE(spec.about.in(language).empty()) << spec.name;
      std::set<std::string> titles;
      for (const std::string& column : canonical_columns(spec, 2026, 2027)) {
        const std::string title = column_title(spec, column, language);
        EXPECT_TRUE(titles.insert(title).second) << spec.name << ": " << title;
        EXPECT_LE(count_code_points(title), 60) << spec.name << ": " << title;
      }
    }
  }
}

/// Every choice has words in both languages, and no two choices of a list the same words.
TEST(Template, ChoicesHaveWords) {
  std::set<std::string> lists = {"yes|no"};
  for (const HeaderKey& key : header_keys()) lists.emplace(key.choices);
  for (const HeaderKey& key : table_entry_keys()) lists.emplace(key.choices);
  for (const TableSpec& spec : table_specs()) {
    for (const Field& field : spec.fields) lists.insert(choices_of(field));
  }
  for (const std::string& list : lists) {
    std::set<std::string> words;
    for (const std::string& word : split_choices(list)) {
      const Text shown = words_of_choice(list, word);
      const bool is_letter_or_digit = word.size() == 1 || word == "1";
      EXPECT_TRUE(is_letter_or_digit || shown.vi != word) << list << ": " << word;
      EXPECT_TRUE(words.insert(std::string(shown.vi)).second) << list << ": " << shown.vi;
      EXPECT_EQ(choice_written(list, shown.vi), word) << list;
      EXPECT_EQ(choice_written(list, shown.en), word) << list;
      EXPECT_EQ(choice_written(list, word), word) << list;
    }
  }
}

TEST(Template, EmptyTemplateNamesWhatIsMissing) {
  PlanBookOptions options;
  options.first_year = 2026;
  options.last_year = 2028;
  options.tables = tables_of_kind("all");
  const PlanReading reading = read_book(empty_plan_book(options));
  EXPECT_FALSE(reading.plan.has_value());
  ASSERT_FALSE(reading.problems.empty());
  for (const Problem& problem : reading.problems) {
    EXPECT_EQ(problem.place.file, "plan.xlsx");
    EXPECT_FALSE(problem.place.sheet.empty()) << render(problem, Language::english);
    EXPECT_FALSE(problem.place.cell.empty()) << render(problem, Language::english);
  }
}

}  // namespace
}  // namespace phanbo::test

// The files of the sample against those kept in tests/outputs/golden. When amounts or words change
// on purpose, run with PHANBO_UPDATE_GOLDEN=1 and say in the commit why they moved.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "outputs/sample.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(PHANBO_SOURCE_DIR) / "tests/outputs/golden";

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder));
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Writes the sample to a fresh folder and returns it.
fs::path write_sample(const std::string& name, Language language) {
  const fs::path folder = fs::path(::testing::TempDir()) / ("phanbo-golden-" + name);
  fs::remove_all(folder);
  const Sample sample = make_sample();
  const CanonicalPlan canonical = make_canonical();
  const auto tables = tabulate(sample.plan, sample.assessment, sample.allocation);
  OutputRequest request;
  request.folder = folder;
  request.formats = {OutputFormat::json, OutputFormat::csv};
  request.language = language;
  request.program = "phanbo 0.1.0";
  request.inputs = {{"plan.json", std::string(64, 'a')}};
  request.canonical = &canonical;
  request.plan = &sample.plan;
  request.assessment = &sample.assessment;
  request.allocation = &sample.allocation;
  request.tables = &tables;
  EXPECT_TRUE(write_output(request).empty());
  return folder;
}

class Golden : public ::testing::TestWithParam<std::pair<const char*, Language>> {};

TEST_P(Golden, FilesAreAsKept) {
  const auto [name, language] = GetParam();
  const fs::path written = write_sample(name, language);
  const fs::path kept = golden / name;
  if (const char* update = std::getenv("PHANBO_UPDATE_GOLDEN"); update != nullptr) {
    fs::remove_all(kept);
    fs::copy(written, kept, fs::copy_options::recursive);
  }
  ASSERT_EQ(files_below(written), files_below(kept));
  for (const fs::path& file : files_below(kept))
    EXPECT_EQ(read(written / file), read(kept / file)) << file;
  fs::remove_all(written);
}

INSTANTIATE_TEST_SUITE_P(Languages, Golden,
                         ::testing::Values(std::pair("vi", Language::vietnamese),
                                           std::pair("en", Language::english)),
                         [](const auto& instance) { return std::string(instance.param.first); });

TEST(GoldenRuns, TwoRunsGiveTheSameBytes) {
  const fs::path first = write_sample("first", Language::vietnamese);
  const fs::path second = write_sample("second", Language::vietnamese);
  for (const fs::path& file : files_below(first))
    EXPECT_EQ(read(first / file), read(second / file)) << file;
  fs::remove_all(first);
  fs::remove_all(second);
}

}  // namespace
}  // namespace phanbo::test

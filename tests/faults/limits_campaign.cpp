// The limits that need a million rows or a gigabyte, at n - 1, n and n + 1; for minutes and
// gigabytes, not for ctest: limits_campaign [units|demand_years|file]...
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "faults/edited_plan.hpp"
#include "models/limits.hpp"

namespace phanbo::faults_test {
namespace {

namespace fs = std::filesystem;

std::string ids_of(const Outcome& outcome) {
  if (!outcome.faults.empty()) return "FAULT " + outcome.faults.front();
  std::string ids;
  for (const Problem& problem : outcome.problems) {
    if (problem.kind->severity == Severity::error && ids.find(problem.kind->id) == ids.npos)
      ids += (ids.empty() ? "" : " ") + std::string(problem.kind->id);
  }
  return ids;
}

/// The base plan with so many units in all.
MemoryPlan plan_with_units(std::size_t count) {
  EditedPlan plan;
  for (std::size_t i = rows_in(plan.files().at("units.csv")); i < count; ++i)
    plan.row("units", "u" + std::to_string(i) + ",Xã " + std::to_string(i) + ",commune,can-tho,");
  return without_guards(plan.files());
}

/// The base plan with so many fixed costs and project and site years in all.
MemoryPlan plan_with_demand_years(std::size_t count) {
  EditedPlan plan;
  const auto rows = [&](const char* table) { return rows_in(plan.files().at(table)); };
  std::size_t there = rows("fixed_costs.csv") + 2 * (rows("sites.csv") + rows("projects.csv"));
  for (; there < count; ++there) {
    const std::string code = "k" + std::to_string(there);
    plan.row("fixed_costs", code + ",viec-khac,Khoản " + code + ",an-binh,2026,0.001,9");
  }
  return without_guards(plan.files());
}

/// A table of exactly so many bytes on disk: the header, then one row that never ends.
std::string read_table_of(std::size_t bytes) {
  std::string pattern = (fs::temp_directory_path() / "phanbo-limit-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return "no temporary folder";
  const fs::path folder = pattern;
  const EditedPlan plan;
  for (const auto& [name, text] : plan.files())
    std::ofstream(folder / name, std::ios::binary) << text;
  std::ofstream table(folder / "sites.csv", std::ios::binary | std::ios::app);
  const std::size_t written = fs::file_size(folder / "sites.csv");
  const std::string block(std::size_t{1} << 20, 'x');
  for (std::size_t left = bytes - written; left > 0;) {
    const std::size_t size = std::min(left, block.size());
    table.write(block.data(), static_cast<std::streamsize>(size));
    left -= size;
  }
  table.close();
  std::string ids;
  for (const Problem& problem : read_plan(folder, shipped_law()).problems) ids += problem.kind->id;
  fs::remove_all(folder);
  return ids;
}

int wrong = 0;

template <typename Run>
void expect(const std::string& name, const std::string& wanted, const Run& run) {
  const auto start = std::chrono::steady_clock::now();
  const std::string found = run();
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const bool holds = found == wanted;
  if (!holds) ++wrong;
  std::cout << (holds ? "ok    " : "WRONG ") << name << ": '" << found << "', " << time.count()
            << " ms, peak " << usage.ru_maxrss / 1024 << " MiB" << std::endl;
}

void run_campaign(const std::vector<std::string>& wishes) {
  const auto wants = [&](const std::string& name) {
    return wishes.empty() || std::find(wishes.begin(), wishes.end(), name) != wishes.end();
  };
  for (const int step : {-1, 0, 1}) {
    const std::string wanted = step > 0 ? "over_limit" : "";
    const auto at = [&](std::size_t limit) { return limit + static_cast<std::size_t>(step); };
    if (wants("units")) {
      const std::size_t count = at(limit_units_max);
      expect(std::to_string(count) + " units", wanted,
             [&] { return ids_of(run(plan_with_units(count))); });
    }
    if (wants("demand_years")) {
      const std::size_t count = at(limit_demand_years_max);
      expect(std::to_string(count) + " demand-years, read", wanted,
             [&] { return ids_of(read_only(plan_with_demand_years(count))); });
    }
    if (wants("file")) {
      const std::size_t bytes = at(limit_file_bytes_max);
      // At the limit the table is read, and refused for its one row without an end.
      expect(std::to_string(bytes) + " bytes of a table",
             step > 0 ? "file_too_large" : "row_count_differsrow_length_differsline_end_missing",
             [&] { return read_table_of(bytes); });
    }
  }
}

}  // namespace
}  // namespace phanbo::faults_test

int main(int count, char** words) {
  try {
    phanbo::faults_test::run_campaign({words + 1, words + count});
  } catch (const std::exception& error) {
    std::cerr << "limits_campaign: " << error.what() << "\n";
    return 70;
  }
  return phanbo::faults_test::wrong == 0 ? 0 : 1;
}

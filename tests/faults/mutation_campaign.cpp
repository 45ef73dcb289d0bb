// Every change to every field, every truncation, of the examples; for minutes, not for ctest.
//   mutation_campaign [--plan FOLDER]... [--damage NAME]... [--every N] [--seed S] [--mixed N]
//                     [--list-same] [--rows every|classes]
// --rows classes: of rows that are alike only the first (row_classes.hpp).
#include <chrono>
#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include "faults/mutation_run.hpp"

namespace phanbo::faults_test {
namespace {

std::optional<MutationWishes> read_wishes(int count, char** words) {
  MutationWishes wishes;
  for (int i = 1; i < count; ++i) {
    const std::string name = words[i];
    if (name == "--list-same") {
      wishes.lists_same = true;
      continue;
    }
    if (i + 1 >= count) return std::nullopt;
    const std::string value = words[++i];
    if (name == "--plan")
      wishes.plans.push_back(value);
    else if (name == "--damage")
      wishes.damages.push_back(value);
    else if (name == "--every")
      wishes.every = std::stoull(value);
    else if (name == "--rows" && (value == "every" || value == "classes"))
      wishes.by_class = value == "classes";
    else if (name == "--seed")
      wishes.seed = std::stoull(value);
    else if (name == "--mixed")
      wishes.mixed = std::stoull(value);
    else
      return std::nullopt;
  }
  if (wishes.plans.empty())
    wishes.plans = {"tests/errors/base",    "examples/ha-noi-three-communes",
                    "examples/qd2639",      "examples/qd26-provinces",
                    "examples/an-binh",     "examples/an-binh-short",
                    "examples/can-tho-103", "examples/can-tho-2026-2030"};
  wishes.progress = &std::cout;
  return wishes;
}

int run_campaign(const MutationWishes& wishes) {
  const auto start = std::chrono::steady_clock::now();
  const MutationReport report = run_mutations(wishes);
  const auto time =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
  print(report, std::cout);
  std::cout << "one mutant in " << wishes.every << ", seed " << wishes.seed << ", " << time.count()
            << " s\n";
  return report.faults.empty() ? 0 : 1;
}

}  // namespace
}  // namespace phanbo::faults_test

int main(int count, char** words) {
  using namespace phanbo::faults_test;
  try {
    const std::optional<MutationWishes> wishes = read_wishes(count, words);
    if (wishes) return run_campaign(*wishes);
  } catch (const std::exception& error) {
    std::cerr << "mutation_campaign: " << error.what() << "\n";
    return 70;
  }
  std::cerr << "mutation_campaign [--plan FOLDER]... [--damage NAME]... [--every N] [--seed S] "
               "[--mixed N] [--list-same] [--rows every|classes]\ndamages:";
  for (const std::string_view name : damage_names()) std::cerr << " " << name;
  std::cerr << "\n";
  return 2;
}

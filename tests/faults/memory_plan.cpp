#include "faults/memory_plan.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "cli/plan_run.hpp"
#include "engine/audit/audit.hpp"
#include "faults/sums.hpp"
#include "law/law_files.hpp"
#include "outputs/write/documents.hpp"

namespace phanbo::faults_test {

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

PlanReading reading_of(const MemoryPlan& plan) {
  std::vector<EmbeddedFile> files;
  for (const auto& [name, bytes] : plan) files.push_back({name, bytes});
  return read_plan_in_memory(files, shipped_law(), law_packs());
}

/// A refusal names what is wrong, where, and how to mend it, in both languages.
void check_problems(Outcome& outcome) {
  for (const Problem& problem : outcome.problems) {
    if (problem.place.file.empty())
      outcome.faults.push_back("no place: " + std::string(problem.kind->id));
    if (problem.place.line < 0 || problem.place.column < 0)
      outcome.faults.push_back("place before the file: " + std::string(problem.kind->id));
    for (const Language language : {Language::vietnamese, Language::english}) {
      if (render(problem, language).empty())
        outcome.faults.push_back("no message: " + std::string(problem.kind->id));
    }
  }
}

void check_result(Outcome& outcome) {
  const Plan& plan = *outcome.reading.plan;
  const Assessment& assessment = outcome.assessment.assessment;
  const Allocation& allocation = outcome.distribution.allocation;
  for (const AuditFinding& finding : audit(plan, assessment, allocation)) {
    outcome.faults.push_back("audit " + finding.check + " at " + finding.where + ": expected " +
                             finding.expected + ", found " + finding.found);
  }
  for (std::string& fault : sums_that_differ(plan, assessment, allocation))
    outcome.faults.push_back(std::move(fault));
}

void run_stages(const MemoryPlan& plan, Outcome& outcome, bool with_engine) {
  outcome.reading = reading_of(plan);
  outcome.problems = outcome.reading.problems;
  if (!has_errors(outcome.problems) && !outcome.reading.plan)
    outcome.faults.emplace_back("refused without a reason");
  if (has_errors(outcome.problems) || !with_engine) return;
  // The search for the best choice may end early: what it found has to be right all the same.
  ChooseOptions options;
  options.work_limit = 1;
  PlanRun run = run_reading(std::move(outcome.reading), 1, {}, options);
  outcome.reading = std::move(run.reading);
  outcome.assessment = std::move(run.assessment);
  outcome.distribution = std::move(run.distribution);
  outcome.problems = std::move(run.problems);
  outcome.is_complete = run.is_complete;
  if (outcome.is_complete) check_result(outcome);
}

Outcome guarded(const MemoryPlan& plan, bool with_engine) {
  Outcome outcome;
  try {
    run_stages(plan, outcome, with_engine);
    check_problems(outcome);
  } catch (const std::exception& error) {
    outcome.faults.push_back(std::string("exception: ") + error.what());
  }
  return outcome;
}

}  // namespace

MemoryPlan plan_on_disk(const std::string& folder) {
  MemoryPlan plan;
  for (const auto& entry : fs::directory_iterator(fs::path(PHANBO_SOURCE_DIR) / folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "plan.json" || name.ends_with(".csv")) plan[name] = bytes_of(entry.path());
  }
  return plan;
}

MemoryPlan split_container(std::string_view text) {
  constexpr std::string_view mark = "=== ";
  MemoryPlan plan;
  std::string* file = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (line.starts_with(mark) && line.ends_with('\n')) {
      file = &plan[std::string(line.substr(mark.size(), line.size() - mark.size() - 1))];
    } else if (file != nullptr) {
      file->append(line);
    }
  }
  return plan;
}

std::string to_container(const MemoryPlan& plan) {
  std::string text;
  for (const auto& [name, bytes] : plan) text += "=== " + name + "\n" + bytes;
  return text;
}

std::string Outcome::canonical_text() const {
  std::string text;
  for (const auto& [key, value] : reading.canonical.header) text += key + '\1' + value + '\2';
  for (const CanonicalTable& table : reading.canonical.tables) {
    text += '\3';
    text += table.name;
    for (const std::string& column : table.columns) text += '\1' + column;
    for (const std::string_view cell : table.cells) {
      text += '\2';
      text += cell;
    }
  }
  return text;
}

std::string sealed_text(const MemoryPlan& plan) {
  const PlanReading reading = reading_of(plan);
  if (has_errors(reading.problems)) return {};
  const fs::path folder = fs::temp_directory_path();
  std::string pattern = (folder / "phanbo-seal-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const fs::path path = fs::path(pattern) / "plan.sealed.json";
  const FileCalls calls;
  FileWriter out(calls);
  out.open(path);
  write_sealed_plan(out, reading.canonical);
  out.close();
  const std::string text = bytes_of(path);
  fs::remove_all(pattern);
  return text;
}

Outcome run(const MemoryPlan& plan) { return guarded(plan, true); }

Outcome read_only(const MemoryPlan& plan) { return guarded(plan, false); }

const LawBook& shipped_law() {
  static const LawBook law = [] {
    LawReading reading = read_law(law_files());
    if (has_errors(reading.problems)) throw std::runtime_error("the shipped law has errors");
    return std::move(reading.law);
  }();
  return law;
}

}  // namespace phanbo::faults_test

#include "outputs/write/write_output.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "models/check.hpp"
#include "models/parallel.hpp"
#include "outputs/write/documents.hpp"
#include "outputs/write/output_folder.hpp"
#include "outputs/write/problem_kinds.hpp"

namespace phanbo {

namespace {

bool wants(const OutputRequest& request, OutputFormat format) {
  return std::find(request.formats.begin(), request.formats.end(), format) != request.formats.end();
}

/// One file to be written, by itself.
struct FileJob {
  std::filesystem::path path;
  std::function<void(FileWriter&)> content;
};

/// Every file of the staging folder, the greatest ones first.
std::vector<FileJob> file_jobs(const OutputRequest& request, const std::filesystem::path& folder) {
  std::vector<FileJob> jobs;
  jobs.push_back(
      {folder / "result.json", [&](FileWriter& out) { write_result_json(out, request); }});
  jobs.push_back({folder / "plan.sealed.json",
                  [&](FileWriter& out) { write_sealed_plan(out, *request.canonical); }});
  for (const auto& [name, content] : request.documents)
    jobs.push_back({folder / name, [&content](FileWriter& out) { out.append(content); }});
  for (const ReportTable& table : *request.tables) {
    const std::string path = folder / "tables" / table.id;
    if (wants(request, OutputFormat::json)) {
      jobs.push_back({path + ".json",
                      [&](FileWriter& out) { write_table_json(out, table, request.language); }});
    }
    if (wants(request, OutputFormat::csv)) {
      jobs.push_back({path + ".csv", [&](FileWriter& out) {
                        write_table_csv(out, table, request.language, request.csv);
                      }});
    }
  }
  return jobs;
}

struct WriteFailure {
  std::filesystem::path path;
  int error = 0;
};

/// Writes the files; after a failure no further one is begun. Returns the first failed one.
std::optional<WriteFailure> write_files(const FileCalls& calls, const OutputRequest& request,
                                        const std::vector<FileJob>& jobs) {
  std::vector<std::optional<WriteFailure>> failures(jobs.size());
  std::atomic<bool> has_failed{false};
  run_jobs(request.threads, jobs.size(), [&](std::size_t i) {
    if (has_failed) return;
    FileWriter out(calls);
    out.open(jobs[i].path);
    jobs[i].content(out);
    out.close();
    if (out.error() == 0) return;
    failures[i] = {out.failed_path(), out.error()};
    has_failed = true;
  });
  for (const auto& failure : failures) {
    if (failure) return failure;
  }
  return {};
}

}  // namespace

std::vector<Problem> write_output(const OutputRequest& request) {
  PB_CHECK(request.plan != nullptr && request.assessment != nullptr);
  PB_CHECK(request.allocation != nullptr && request.tables != nullptr);
  PB_CHECK(request.canonical != nullptr);
  const FileCalls calls(request.hook);
  OutputFolder folder(request.folder, calls, request.message_language);
  if (auto problem = folder.prepare()) return {*problem};
  const std::vector<FileJob> jobs = file_jobs(request, folder.staging());
  if (const auto failure = write_files(calls, request, jobs))
    return {folder.cannot_write(failure->path, failure->error)};
  for (const auto& [name, make] : request.makers) {
    const std::filesystem::path path = folder.staging() / name;
    if (const int error = make(path); error != 0) return {folder.cannot_write(path, error)};
  }
  if (auto problem = folder.publish()) return {*problem};
  return {};
}

std::span<const ProblemKind* const> output_problem_kinds() {
  static constexpr std::array<const ProblemKind*, 5> kinds = {
      &output_problems::cannot_write, &output_problems::folder_has_foreign_files,
      &output_problems::folder_is_a_file, &output_problems::folder_is_current,
      &output_problems::parent_folder_missing};
  return kinds;
}

}  // namespace phanbo

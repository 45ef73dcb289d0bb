#include "outputs/write/write_output.hpp"

#include <algorithm>
#include <array>

#include "models/check.hpp"
#include "outputs/write/documents.hpp"
#include "outputs/write/output_folder.hpp"
#include "outputs/write/problem_kinds.hpp"

namespace phanbo {

namespace {

bool wants(const OutputRequest& request, OutputFormat format) {
  return std::find(request.formats.begin(), request.formats.end(), format) != request.formats.end();
}

/// Writes every file into the staging folder; stops at the first failure.
void write_files(FileWriter& out, const OutputRequest& request,
                 const std::filesystem::path& folder) {
  const auto write = [&](const std::filesystem::path& path, const auto& content) {
    if (out.error() != 0) return;
    out.open(path);
    content();
    out.close();
  };
  write(folder / "result.json", [&] { write_result_json(out, request); });
  write(folder / "plan.sealed.json", [&] { write_sealed_plan(out, *request.canonical); });
  for (const auto& [name, content] : request.documents)
    write(folder / name, [&] { out.append(content); });
  for (const ReportTable& table : *request.tables) {
    const std::filesystem::path path = folder / "tables" / table.id;
    if (wants(request, OutputFormat::json)) {
      write(path.string() + ".json", [&] { write_table_json(out, table, request.language); });
    }
    if (wants(request, OutputFormat::csv)) {
      write(path.string() + ".csv", [&] { write_table_csv(out, table, request.language); });
    }
  }
}

}  // namespace

std::vector<Problem> write_output(const OutputRequest& request) {
  PB_CHECK(request.plan != nullptr && request.assessment != nullptr);
  PB_CHECK(request.allocation != nullptr && request.tables != nullptr);
  PB_CHECK(request.canonical != nullptr);
  const FileCalls calls(request.hook);
  OutputFolder folder(request.folder, calls, request.message_language);
  if (auto problem = folder.prepare()) return {*problem};
  FileWriter out(calls);
  write_files(out, request, folder.staging());
  if (out.error() != 0) return {folder.cannot_write(out.failed_path(), out.error())};
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

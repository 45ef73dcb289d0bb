#include "outputs/write/write_comparison.hpp"

#include <algorithm>

#include "models/check.hpp"
#include "outputs/write/documents.hpp"
#include "outputs/write/output_folder.hpp"

namespace phanbo {

namespace {

void write_files(FileWriter& out, const ComparisonRequest& request,
                 const std::filesystem::path& folder) {
  const auto write = [&](const std::filesystem::path& path, const auto& content) {
    if (out.error() != 0) return;
    out.open(path);
    content();
    out.close();
  };
  const auto wants = [&](OutputFormat format) {
    return std::find(request.formats.begin(), request.formats.end(), format) !=
           request.formats.end();
  };
  for (const auto& [name, content] : request.documents)
    write(folder / name, [&] { out.append(content); });
  for (const ReportTable& table : *request.tables) {
    const std::string path = (folder / "tables" / table.id).string();
    if (wants(OutputFormat::json))
      write(path + ".json", [&] { write_table_json(out, table, request.language); });
    if (wants(OutputFormat::csv))
      write(path + ".csv", [&] { write_table_csv(out, table, request.language); });
  }
}

}  // namespace

std::vector<Problem> write_comparison(const ComparisonRequest& request) {
  PB_CHECK(request.tables != nullptr);
  const FileCalls calls(request.hook);
  OutputFolder folder(request.folder, calls, request.message_language);
  if (auto problem = folder.prepare()) return {*problem};
  FileWriter out(calls);
  write_files(out, request, folder.staging());
  if (out.error() != 0) return {folder.cannot_write(out.failed_path(), out.error())};
  for (const auto& [name, make] : request.makers) {
    const std::filesystem::path path = folder.staging() / name;
    if (const int error = make(path); error != 0) return {folder.cannot_write(path, error)};
  }
  if (auto problem = folder.publish()) return {*problem};
  return {};
}

}  // namespace phanbo

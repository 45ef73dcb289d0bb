#include "cli/plan_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "cli/interruption.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "inputs/read_plan.hpp"
#include "outputs/workbook/sheet_book.hpp"
#include "outputs/write/problem_kinds.hpp"

namespace phanbo {

namespace fs = std::filesystem;

namespace {

/// The reason of the system when the files could not be written; empty when they were.
std::string write_files(std::span<const EmbeddedFile> files, const fs::path& folder) {
  std::error_code error;
  for (const EmbeddedFile& file : files) {
    fs::create_directories((folder / file.name).parent_path(), error);
    if (error) return error.message();
    std::ofstream stream(folder / file.name, std::ios::binary);
    stream.write(file.content.data(), static_cast<std::streamsize>(file.content.size()));
    stream.close();
    if (!stream) return std::string(file.name);
  }
  return {};
}

}  // namespace

std::string write_new_folder(std::span<const EmbeddedFile> files, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) return write_files(files, folder);
  const fs::path target = fs::absolute(folder).lexically_normal();
  const fs::path named = target.has_filename() ? target : target.parent_path();
  const fs::path beside = fmt::format("{}.{}.tmp", named.string(), ::getpid());
  std::string reason = write_files(files, beside);
  if (reason.empty()) {
    fs::rename(beside, named, error);
    if (error) reason = error.message();
  }
  if (!reason.empty()) fs::remove_all(beside, error);
  return reason;
}

bool is_free_folder(const fs::path& folder) {
  std::error_code error;
  return !fs::exists(folder, error) ||
         (fs::is_directory(folder, error) && fs::is_empty(folder, error));
}

std::optional<Problem> refuse_workbook_path(const std::string& path, const Invocation& invocation) {
  if (!is_workbook_name(path)) return usage_problem(not_a_workbook_name, {path});
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  const bool may_replace = invocation.has("overwrite") && fs::is_regular_file(path, error);
  return may_replace ? std::nullopt : std::optional(problem_at(file_is_there, path, {}));
}

std::optional<Problem> write_plan_book(const std::string& path, const SheetBook& book,
                                       Language language) {
  const fs::path beside = fmt::format("{}.{}.tmp", path, ::getpid());
  std::error_code error;
  int failure = 0;
  int signal = 0;
  {
    Interruption interruption;
    failure = write_sheet_book(beside, book, program_text(), language);
    signal = interruption.signal();
    if (failure == 0 && signal == 0) fs::rename(beside, path, error);
    if (failure != 0 || signal != 0 || error) {
      std::error_code ignored;
      fs::remove(beside, ignored);
    }
    signal = interruption.end();
  }
  if (signal != 0) end_by_signal(signal);
  if (failure == 0 && !error) return std::nullopt;
  const std::string reason = failure != 0 ? std::strerror(failure) : error.message();
  return problem_at(output_problems::cannot_write, path, {path, reason});
}

}  // namespace phanbo

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "models/problem.hpp"
#include "outputs/write/file_writer.hpp"

namespace phanbo {

/// The folder of results, made beside its place and put there in one step. Whatever happens in
/// between, the place holds the old folder or the complete new one.
class OutputFolder {
 public:
  OutputFolder(std::filesystem::path place, const FileCalls& calls, Language language);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Removes what was not published.
  ~OutputFolder();

  /// Checks the place, removes what killed runs left beside it, and makes the folder to write into.
  std::optional<Problem> prepare();
  /// Where to write; holds an empty folder "tables".
  const std::filesystem::path& staging() const { return staging_; }
  /// Puts the folder in its place and removes the old one.
  std::optional<Problem> publish();

  Problem cannot_write(const std::filesystem::path& path, int error) const;

 private:
  std::optional<Problem> check_place();
  void remove_leftovers() const;
  int make_staging();
  int put_in_place();

  std::filesystem::path place_;
  const FileCalls& calls_;
  Language language_;
  std::filesystem::path staging_;
  int lock_ = -1;
};

/// Does the folder hold a result of ours and nothing else (or nothing at all)?
bool holds_only_a_result(const std::filesystem::path& folder);
/// Removes a result of ours; what is foreign stays.
void remove_result(const std::filesystem::path& folder);
/// A name under which an unfinished or replaced result stands beside its place.
bool is_unfinished_result(const std::filesystem::path& name);
/// "hết chỗ trên đĩa": what a system error means.
std::string reason_of(int error, Language language);

}  // namespace phanbo

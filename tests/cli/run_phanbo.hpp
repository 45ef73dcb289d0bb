#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// Starts the built program, as a person or a script would.
namespace phanbo::test {

struct RunResult {
  int exit_code = -1;
  std::string out;
  std::string err;
};

struct RunOptions {
  std::filesystem::path folder;  ///< where the program stands; empty = a temporary folder
  std::vector<std::pair<std::string, std::string>> environment;
  std::string out_file;  ///< standard output goes here instead of `RunResult::out`
};

/// `phanbo` with these words. PHANBO_LANG is not set unless `environment` sets it.
RunResult run_phanbo(const std::vector<std::string>& words, const RunOptions& options = {});

/// A script for bash in which the word `phanbo` is the built program.
RunResult run_script(const std::string& script, const RunOptions& options = {});

/// A new empty folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& content);

}  // namespace phanbo::test

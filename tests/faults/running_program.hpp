#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// Starts `phanbo` without waiting for it, and looks at what it leaves behind.
namespace phanbo::faults_test {

/// A child process; ended and collected at the latest when it goes out of scope.
class RunningProgram {
 public:
  /// `phanbo` with these words; what it prints is thrown away.
  explicit RunningProgram(const std::vector<std::string>& words);
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  ~RunningProgram();

  /// Stops the program wherever it is, sends the signal and lets it go on. False when it had ended
  /// before.
  bool hit(int signal);
  /// Waits; the exit code, or 128 + the signal that ended it.
  int wait();
  bool has_ended();

 private:
  void collect(int status);

  pid_t child_ = 0;
  bool is_collected_ = false;
  int code_ = -1;
};

/// File name within the folder → its bytes.
using FolderBytes = std::map<std::string, std::string>;
FolderBytes bytes_in(const std::filesystem::path& folder);

/// Names in a folder.
std::vector<std::string> names_in(const std::filesystem::path& folder);

}  // namespace phanbo::faults_test

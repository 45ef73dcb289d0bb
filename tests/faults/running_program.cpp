#include "faults/running_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace phanbo::faults_test {

namespace fs = std::filesystem;

RunningProgram::RunningProgram(const std::vector<std::string>& words) {
  std::vector<std::string> texts = words;
  texts.insert(texts.begin(), PHANBO_PROGRAM);
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  const int error =
      posix_spawn(&child_, PHANBO_PROGRAM, &actions, nullptr, pointers.data(), ::environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start the program");
}

RunningProgram::~RunningProgram() {
  if (is_collected_) return;
  send(SIGKILL);
  wait();
}

void RunningProgram::send(int signal) const {
  if (!is_collected_) ::kill(child_, signal);
}

int RunningProgram::wait() {
  if (is_collected_) return code_;
  int status = 0;
  ::waitpid(child_, &status, 0);
  is_collected_ = true;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return code_;
}

bool RunningProgram::has_ended() {
  if (is_collected_) return true;
  int status = 0;
  if (::waitpid(child_, &status, WNOHANG) == 0) return false;
  is_collected_ = true;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return true;
}

FolderBytes bytes_in(const fs::path& folder) {
  FolderBytes bytes;
  if (!fs::exists(folder)) return bytes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    bytes[entry.path().lexically_relative(folder).string()] = {
        std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  return bytes;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace phanbo::faults_test

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
  // A shell that started the tests in the background ignores Ctrl-C for all its children.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t polite;
  sigemptyset(&polite);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&polite, signal);
  posix_spawnattr_setsigdefault(&attributes, &polite);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  const int error =
      posix_spawn(&child_, PHANBO_PROGRAM, &actions, &attributes, pointers.data(), ::environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start the program");
}

RunningProgram::~RunningProgram() {
  if (is_collected_) return;
  ::kill(child_, SIGKILL);
  wait();
}

void RunningProgram::collect(int status) {
  is_collected_ = true;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool RunningProgram::hit(int signal) {
  if (is_collected_) return false;
  ::kill(child_, SIGSTOP);
  int status = 0;
  ::waitpid(child_, &status, WUNTRACED);
  if (!WIFSTOPPED(status)) {
    collect(status);
    return false;
  }
  ::kill(child_, signal);
  ::kill(child_, SIGCONT);
  return true;
}

int RunningProgram::wait() {
  if (is_collected_) return code_;
  int status = 0;
  ::waitpid(child_, &status, 0);
  collect(status);
  return code_;
}

bool RunningProgram::has_ended() {
  if (is_collected_) return true;
  int status = 0;
  if (::waitpid(child_, &status, WNOHANG) == 0) return false;
  collect(status);
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

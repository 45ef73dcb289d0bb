#include "cli/run_phanbo.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace phanbo::test {

namespace {

namespace fs = std::filesystem;

/// Our own environment without what would change messages, plus what the test wants.
std::vector<std::string> environment_of(const RunOptions& options) {
  std::vector<std::string> environment;
  const fs::path program_folder = fs::path(PHANBO_PROGRAM).parent_path();
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (text.starts_with("PHANBO_") || text.starts_with("PATH=")) continue;
    environment.push_back(text);
  }
  const char* path = std::getenv("PATH");
  environment.push_back("PATH=" + program_folder.string() + ":" + (path == nullptr ? "" : path));
  for (const auto& [name, value] : options.environment) environment.push_back(name + "=" + value);
  return environment;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

RunResult run(const std::string& program, std::vector<std::string> words,
              const RunOptions& options) {
  const TemporaryFolder temporary;
  const fs::path out =
      options.out_file.empty() ? temporary.path() / "out" : fs::path(options.out_file);
  const fs::path err = temporary.path() / "err";
  fs::path folder = options.folder;
  if (folder.empty()) {
    folder = temporary.path() / "here";
    fs::create_directory(folder);
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), flags, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), flags, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  words.insert(words.begin(), program);
  std::vector<std::string> environment = environment_of(options);
  pid_t child = 0;
  const int error = posix_spawn(&child, program.c_str(), &actions, nullptr,
                                pointers_to(words).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + program);
  int status = 0;
  waitpid(child, &status, 0);
  RunResult result;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (options.out_file.empty()) result.out = read_file(out);
  result.err = read_file(err);
  return result;
}

}  // namespace

RunResult run_phanbo(const std::vector<std::string>& words, const RunOptions& options) {
  return run(PHANBO_PROGRAM, words, options);
}

RunResult run_script(const std::string& script, const RunOptions& options) {
  return run("/bin/bash", {"-c", script}, options);
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "phanbo-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const fs::path& path, const std::string& content) {
  std::ofstream stream(path, std::ios::binary);
  stream << content;
}

}  // namespace phanbo::test

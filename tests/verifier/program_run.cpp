#include "verifier/program_run.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace phanbo_verify::test {

namespace {

class Scratch {
 public:
  Scratch()
      : root_(std::filesystem::temp_directory_path() /
              ("phanbo-verifier-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(root_);
  }
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(root_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

const std::filesystem::path& scratch_root() {
  static const Scratch scratch;
  return scratch.root();
}

std::filesystem::path messages_file() { return scratch_root() / "messages.txt"; }

}  // namespace

std::filesystem::path scratch_folder(const std::string& name) {
  const std::filesystem::path folder = scratch_root() / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

int run_allocate(const std::filesystem::path& plan, const std::filesystem::path& out) {
  const std::string program = PHANBO_PROGRAM;
  const std::string messages = messages_file().string();
  const pid_t child = ::fork();
  if (child < 0) return -1;
  if (child == 0) {
    const int file = ::open(messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ::dup2(file, 1);
    ::dup2(file, 2);
    ::execl(program.c_str(), program.c_str(), "allocate", plan.c_str(), "-o", out.c_str(),
            "--format", "json", static_cast<char*>(nullptr));
    std::_Exit(127);
  }
  int state = 0;
  if (::waitpid(child, &state, 0) != child || !WIFEXITED(state)) return -1;
  return WEXITSTATUS(state);
}

std::string last_messages() {
  std::ifstream in(messages_file());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace phanbo_verify::test

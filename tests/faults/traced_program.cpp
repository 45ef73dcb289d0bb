#include "faults/traced_program.hpp"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace phanbo::faults_test {

namespace {

constexpr int cannot_start = 126;
/// What a stop at a system call looks like under PTRACE_O_TRACESYSGOOD.
constexpr int call_stop = SIGTRAP | 0x80;

/// Between fork and exec: nothing but calls to the system.
[[noreturn]] void become_program(char* const* words) {
  // A shell that started the tests in the background ignores Ctrl-C for all its children.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0) ::execv(words[0], words);
  ::_exit(cannot_start);
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

pid_t start_traced(const std::vector<std::string>& words) {
  std::vector<std::string> texts = words;
  texts.insert(texts.begin(), PHANBO_PROGRAM);
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start the program");
  if (child == 0) become_program(pointers.data());
  return child;
}

}  // namespace

bool can_trace() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : cannot_start);
  int status = 0;
  return child > 0 && ::waitpid(child, &status, 0) == child && code_of(status) == 0;
}

TracedEnd run_traced(const std::vector<std::string>& words, std::size_t call, int signal) {
  // The leak check of a build with sanitizers cannot work in a traced program.
  ::setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
  const pid_t child = start_traced(words);
  TracedEnd end;
  int status = 0;
  bool is_entry = true;
  ::waitpid(child, &status, 0);  // at its exec
  if (WIFSTOPPED(status))
    ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  while (WIFSTOPPED(status)) {
    const int stop = WSTOPSIG(status);
    if (stop == call_stop) {
      if (is_entry && end.calls++ == call) {
        end.was_hit = true;
        ::kill(child, signal);
        ::ptrace(PTRACE_DETACH, child, nullptr, nullptr);
        ::waitpid(child, &status, 0);
        break;
      }
      is_entry = !is_entry;
    }
    const long passed_on = stop == call_stop || stop == SIGTRAP ? 0 : stop;
    ::ptrace(PTRACE_SYSCALL, child, nullptr, passed_on);
    ::waitpid(child, &status, 0);
  }
  end.code = code_of(status);
  return end;
}

}  // namespace phanbo::faults_test

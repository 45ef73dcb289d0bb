#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace {

/// A file opened while a standard stream is closed would take its number, and messages would go
/// into it. Reading only, so that what is printed still fails and is reported.
void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1) ::open("/dev/null", O_RDONLY);
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  // A reader that goes away shows as a failed write, which is handled; it must not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  // The same for a limit on file sizes (ulimit -f).
  std::signal(SIGXFSZ, SIG_IGN);
  fill_closed_streams();
  const std::vector<std::string> words(arguments + 1, arguments + argument_count);
  const char* language = std::getenv("PHANBO_LANG");
  return phanbo::run_program(words, language == nullptr ? "" : language);
}

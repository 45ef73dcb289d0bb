#include <fcntl.h>
#include <malloc.h>
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

/// Large blocks come from the system and go back to it as soon as they are free: a country's plan
/// then needs a tenth less memory. Below that size a few megabytes are kept for the next use, so
/// that the system need not clear the same memory again and again.
void give_large_blocks_back() {
  constexpr int large_block_bytes = 6 << 20;
  constexpr int kept_free_bytes = 12 << 20;
  ::mallopt(M_MMAP_THRESHOLD, large_block_bytes);
  ::mallopt(M_TRIM_THRESHOLD, kept_free_bytes);
}

}  // namespace

int main(int argument_count, char** arguments) {
  give_large_blocks_back();
  // A reader that goes away shows as a failed write, which is handled; it must not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  // The same for a limit on file sizes (ulimit -f).
  std::signal(SIGXFSZ, SIG_IGN);
  fill_closed_streams();
  const std::vector<std::string> words(arguments + 1, arguments + argument_count);
  const char* language = std::getenv("PHANBO_LANG");
  return phanbo::run_program(words, language == nullptr ? "" : language);
}

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/program.hpp"

int main(int argument_count, char** arguments) {
  // A reader that goes away shows as a failed write, which is handled; it must not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(arguments + 1, arguments + argument_count);
  const char* language = std::getenv("PHANBO_LANG");
  return phanbo::run_program(words, language == nullptr ? "" : language);
}

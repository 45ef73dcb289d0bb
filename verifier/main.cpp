#include <malloc.h>

#include <iostream>
#include <limits>

#include "verifier/command.hpp"

int main(int argument_count, char** arguments) {
  // Large results are read table by table: memory that was given back is kept for the next one.
  ::mallopt(M_MMAP_THRESHOLD, std::numeric_limits<int>::max());
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  std::vector<std::string> words(arguments + 1, arguments + argument_count);
  return phanbo_verify::run_command(words, std::cout, std::cerr);
}

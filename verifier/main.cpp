#include <malloc.h>

#include <iostream>

#include "verifier/command.hpp"

int main(int argument_count, char** arguments) {
  // Large results are read table by table: large blocks go back to the system when they are freed.
  constexpr int large_block_bytes = 16 * 1024 * 1024;
  ::mallopt(M_MMAP_THRESHOLD, large_block_bytes);
  std::vector<std::string> words(arguments + 1, arguments + argument_count);
  return phanbo_verify::run_command(words, std::cout, std::cerr);
}

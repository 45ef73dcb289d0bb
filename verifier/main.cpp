#include <exception>
#include <iostream>

#include "verifier/command.hpp"

int main(int argument_count, char** arguments) {
  std::vector<std::string> words(arguments + 1, arguments + argument_count);
  return phanbo_verify::run_command(words, std::cout, std::cerr);
}

#pragma once

#include <string>
#include <vector>

namespace phanbo {

/// Runs `phanbo` with the words after its name and the value of PHANBO_LANG (empty = not set);
/// returns the exit code. Results go to standard output, messages to standard error.
int run_program(const std::vector<std::string>& words, const std::string& language_setting);

}  // namespace phanbo

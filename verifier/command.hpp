#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace phanbo_verify {

/// The program: exit 0 the result may be believed, 1 it may not, 2 wrong usage, 3 bad input,
/// 4 a file cannot be read, 70 a bug of this program.
int run_command(const std::vector<std::string>& words, std::ostream& out, std::ostream& messages);

}  // namespace phanbo_verify

#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "models/problem.hpp"

namespace phanbo {

struct ParsedCommandLine {
  Invocation invocation;
  std::vector<Problem> problems;  ///< wrong usage; empty = the invocation is complete
};

/// Parses what follows the command's name. Long options must be written out; everything is checked
/// against the command's description. Nothing is missed when `--help` is among the options.
ParsedCommandLine parse_command_line(const Command& command, const std::vector<std::string>& words,
                                     const Console& console);

}  // namespace phanbo

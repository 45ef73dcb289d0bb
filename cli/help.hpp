#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"

/// Everything a person can read about the program, made from the command table.
namespace phanbo {

/// Ten lines with two examples: what `phanbo` alone answers.
std::string short_help(const Console& console);
/// All commands, or those of a group ("law") when `group` is not empty.
std::string command_list(std::string_view group, const Console& console);
/// One command: examples first.
std::string command_help(const Command& command, const Console& console);
/// "phanbo allocate PLAN -o OUT [options]".
std::string usage_line(const Command& command, const Console& console);

/// Script for bash: commands, options and their values.
std::string bash_completion();
/// Manual page in the form of man(7).
std::string manual_page(const Console& console);

}  // namespace phanbo

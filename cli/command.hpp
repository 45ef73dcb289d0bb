#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "models/text.hpp"

namespace phanbo {

struct ArgumentSpec {
  std::string_view name;
  bool required;
  std::string_view choices;  ///< "a|b"; empty = anything
  Text summary;
  bool repeats = false;  ///< the last argument of a command: may be given several times
};

struct OptionSpec {
  std::string_view name;        ///< without the dashes
  char letter;                  ///< short form; 0 = none
  std::string_view value_name;  ///< empty = a flag without value
  std::string_view choices;     ///< "a|b"; empty = anything
  bool is_list;                 ///< several choices, separated by commas
  bool required;
  Text summary;
};

struct ExampleSpec {
  std::string_view line;
  Text says;
};

/// What was asked for: a command with its checked arguments and options.
struct Invocation {
  std::vector<std::string> arguments;
  std::map<std::string, std::string, std::less<>>
      options;  ///< long name → value; flags: empty text

  bool has(std::string_view option) const { return options.contains(option); }
  std::string value(std::string_view option, std::string_view fallback) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string(fallback) : found->second;
  }
};

/// A command, described once: help, dispatch, completion and manual page are made from this.
struct Command {
  std::string_view name;  ///< one word, or two: "law show"
  Text summary;
  Text details;  ///< may be empty
  std::span<const ArgumentSpec> arguments;
  std::span<const OptionSpec> options;  ///< besides the common ones
  std::span<const ExampleSpec> examples;
  Exit (*run)(const Invocation&, Console&);
};

/// All commands, in the order in which help lists them.
std::span<const Command> commands();
/// Options that every command understands: --lang, --help.
std::span<const OptionSpec> common_options();
/// The command of that exact name, or null.
const Command* find_command(std::string_view name);
/// Is `word` the first word of commands with two ("law")?
bool is_command_group(std::string_view word);

// The functions behind the commands, each in <name>_command.cpp.
Exit run_check(const Invocation& invocation, Console& console);
Exit run_allocate(const Invocation& invocation, Console& console);
Exit run_compare(const Invocation& invocation, Console& console);
Exit run_explain(const Invocation& invocation, Console& console);
Exit run_example(const Invocation& invocation, Console& console);
Exit run_template(const Invocation& invocation, Console& console);
Exit run_convert(const Invocation& invocation, Console& console);
Exit run_schema(const Invocation& invocation, Console& console);
Exit run_law_list(const Invocation& invocation, Console& console);
Exit run_law_show(const Invocation& invocation, Console& console);
Exit run_law_packs(const Invocation& invocation, Console& console);
Exit run_law_check(const Invocation& invocation, Console& console);
Exit run_law_used(const Invocation& invocation, Console& console);
Exit run_problems(const Invocation& invocation, Console& console);
Exit run_completion(const Invocation& invocation, Console& console);
Exit run_manual(const Invocation& invocation, Console& console);
Exit run_help(const Invocation& invocation, Console& console);

/// "a|b|c" taken apart.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace phanbo

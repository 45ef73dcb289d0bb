#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"

namespace phanbo {

namespace {

namespace po = boost::program_options;

std::vector<OptionSpec> all_options(const Command& command) {
  std::vector<OptionSpec> options(command.options.begin(), command.options.end());
  options.insert(options.end(), common_options().begin(), common_options().end());
  return options;
}

po::options_description describe(const std::vector<OptionSpec>& options) {
  po::options_description description;
  for (const OptionSpec& option : options) {
    std::string names(option.name);
    if (option.letter != 0) names += std::string(",") + option.letter;
    if (option.value_name.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return description;
}

/// "--output", or "-x" for one letter, as the person should have typed it.
std::string dashed(const std::string& name) {
  if (name.starts_with("-")) return name;
  return (name.size() == 1 ? "-" : "--") + name;
}

std::string value_name_of(const std::vector<OptionSpec>& options, const std::string& dashed_name) {
  for (const OptionSpec& option : options) {
    const bool is_this = dashed_name == fmt::format("--{}", option.name) ||
                         (option.letter != 0 && dashed_name == fmt::format("-{}", option.letter));
    if (is_this) return std::string(option.value_name);
  }
  return {};
}

std::vector<std::string> dashed_names(const std::vector<OptionSpec>& options) {
  std::vector<std::string> names;
  for (const OptionSpec& option : options) {
    names.push_back(fmt::format("--{}", option.name));
    if (option.letter != 0) names.push_back(fmt::format("-{}", option.letter));
  }
  return names;
}

class Parser {
 public:
  Parser(const Command& command, const Console& console)
      : command_(command), console_(console), options_(all_options(command)) {}

  ParsedCommandLine parse(const std::vector<std::string>& words) {
    take_words(words);
    if (parsed_.problems.empty() && !parsed_.invocation.has("help")) {
      check_options();
      check_arguments();
    }
    return std::move(parsed_);
  }

 private:
  void report(const ProblemKind& kind, std::vector<std::string> arguments) {
    parsed_.problems.push_back(usage_problem(kind, std::move(arguments)));
  }

  void take_words(const std::vector<std::string>& words) {
    using style = po::command_line_style::style_t;
    const int exact = po::command_line_style::unix_style & ~style::allow_guessing;
    try {
      const po::options_description description = describe(options_);
      po::command_line_parser parser(words);
      // Boost wants a name for what is not an option; the space keeps it out of anyone's way.
      po::positional_options_description rest;
      rest.add(" ", -1);
      po::options_description with_rest;
      with_rest.add(description).add_options()(" ", po::value<std::vector<std::string>>(), "");
      const po::parsed_options found =
          parser.options(with_rest).positional(rest).style(exact).run();
      for (const auto& option : found.options) take_option(option.string_key, option.value);
    } catch (const po::error& error) {
      take_error(error);
    }
  }

  void take_option(const std::string& name, const std::vector<std::string>& value) {
    if (name == " ") {
      auto& arguments = parsed_.invocation.arguments;
      arguments.insert(arguments.end(), value.begin(), value.end());
      return;
    }
    auto& options = parsed_.invocation.options;
    if (!options.emplace(name, value.empty() ? "" : value.front()).second) {
      report(repeated_option, {dashed(name)});
    }
  }

  void take_error(const po::error& error) {
    if (const auto* with_name = dynamic_cast<const po::error_with_option_name*>(&error)) {
      const std::string name = dashed(with_name->get_option_name());
      if (dynamic_cast<const po::unknown_option*>(&error) != nullptr) {
        return report(unknown_option, {name, std::string(command_.name), option_hint(name)});
      }
      const std::string value_name = value_name_of(options_, name);
      if (value_name.empty()) return report(option_takes_no_value, {name});
      return report(option_needs_value, {name, value_name});
    }
    report(unexpected_argument, {error.what(), std::string(command_.name)});
  }

  std::string option_hint(const std::string& name) const {
    const std::vector<std::string> names = dashed_names(options_);
    // Abbreviations are not guessed, but whoever types one is told the whole word.
    for (const std::string& whole : names) {
      if (name.size() > 2 && whole.starts_with(name))
        return suggestion(whole, names, whole, console_);
    }
    const std::string see =
        fmt::format("{} phanbo help {}.", console_.say({"Xem", "See"}), command_.name);
    return suggestion(name, names, see, console_);
  }

  void check_options() {
    for (const OptionSpec& option : options_) {
      const auto given = parsed_.invocation.options.find(option.name);
      if (given == parsed_.invocation.options.end()) {
        if (option.required) report_missing(option);
        continue;
      }
      if (option.value_name.empty()) continue;
      if (given->second.empty()) {
        report(option_needs_value,
               {fmt::format("--{}", option.name), std::string(option.value_name)});
      } else if (!option.choices.empty()) {
        check_choice(option, given->second);
      }
    }
  }

  void report_missing(const OptionSpec& option) {
    const std::string written = option.letter != 0
                                    ? fmt::format("-{} {}", option.letter, option.value_name)
                                    : fmt::format("--{} {}", option.name, option.value_name);
    report(missing_option, {written, std::string(command_.name)});
  }

  void check_choice(const OptionSpec& option, const std::string& value) {
    const std::vector<std::string> allowed = split(option.choices, '|');
    const std::vector<std::string> given =
        option.is_list ? split(value, ',') : std::vector<std::string>{value};
    for (const std::string& word : given) {
      if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) continue;
      report(bad_option_value,
             {fmt::format("--{}", option.name), word, fmt::format("{}", fmt::join(allowed, ", "))});
    }
  }

  void check_arguments() {
    const auto& given = parsed_.invocation.arguments;
    for (std::size_t i = 0; i < command_.arguments.size(); ++i) {
      const ArgumentSpec& argument = command_.arguments[i];
      if (i >= given.size()) {
        if (argument.required) {
          report(missing_argument, {std::string(argument.name), std::string(command_.name)});
        }
        continue;
      }
      const std::vector<std::string> allowed = split(argument.choices, '|');
      if (!allowed.empty() &&
          std::find(allowed.begin(), allowed.end(), given[i]) == allowed.end()) {
        report(bad_argument_value,
               {std::string(argument.name), given[i], fmt::format("{}", fmt::join(allowed, ", "))});
      }
    }
    if (!command_.arguments.empty() && command_.arguments.back().repeats) return;
    for (std::size_t i = command_.arguments.size(); i < given.size(); ++i) {
      report(unexpected_argument, {given[i], std::string(command_.name)});
    }
  }

  const Command& command_;
  const Console& console_;
  std::vector<OptionSpec> options_;
  ParsedCommandLine parsed_;
};

}  // namespace

ParsedCommandLine parse_command_line(const Command& command, const std::vector<std::string>& words,
                                     const Console& console) {
  return Parser(command, console).parse(words);
}

}  // namespace phanbo

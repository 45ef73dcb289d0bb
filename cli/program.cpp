#include "cli/program.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <optional>

#include "cli/command.hpp"
#include "cli/command_line.hpp"
#include "cli/help.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

std::optional<Language> parse_language(std::string_view word) {
  if (word == "vi") return Language::vietnamese;
  if (word == "en") return Language::english;
  return std::nullopt;
}

/// The language of messages is needed before the command line is understood. A wrong --lang is
/// reported later, with all other wrong usage.
Language language_of_messages(const std::vector<std::string>& words, const std::string& setting) {
  Language language = parse_language(setting).value_or(Language::vietnamese);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view value;
    if (words[i].starts_with("--lang=")) value = std::string_view(words[i]).substr(7);
    if (words[i] == "--lang" && i + 1 < words.size()) value = words[i + 1];
    language = parse_language(value).value_or(language);
  }
  return language;
}

/// Takes options such as --lang from the front, so that they may stand before the command too.
std::vector<std::string> with_command_first(const std::vector<std::string>& words) {
  if (words.size() > 2 && words[0] == "--lang") {
    std::vector<std::string> moved(words.begin() + 2, words.end());
    moved.insert(moved.end(), words.begin(), words.begin() + 2);
    return moved;
  }
  if (words.size() > 1 && words[0].starts_with("--lang=")) {
    std::vector<std::string> moved(words.begin() + 1, words.end());
    moved.push_back(words.front());
    return moved;
  }
  return words;
}

/// A command's name has one word or two.
struct Dispatch {
  const Command* command = nullptr;
  std::vector<std::string> rest;
};

Dispatch find_dispatch(const std::vector<std::string>& words) {
  if (words.size() > 1 && is_command_group(words[0])) {
    if (const Command* command = find_command(words[0] + " " + words[1])) {
      return {command, {words.begin() + 2, words.end()}};
    }
  }
  return {find_command(words[0]), {words.begin() + 1, words.end()}};
}

Exit refuse_command(const std::vector<std::string>& words, Console& console) {
  const bool in_group = is_command_group(words[0]);
  const std::string wanted = in_group && words.size() > 1 ? words[0] + " " + words[1] : words[0];
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    names.emplace_back(command.name);
    const std::string first = split(command.name, ' ').front();
    if (first != command.name) names.push_back(first);
  }
  const std::string hint = suggestion(
      wanted, names,
      console.say({"Xem các lệnh bằng phanbo help.", "See the commands with phanbo help."}),
      console);
  return refuse(usage_problem(unknown_command, {wanted, hint}), Exit::wrong_usage, console);
}

bool asks_for_help(const std::vector<std::string>& words, std::size_t position) {
  return position < words.size() && (words[position] == "--help" || words[position] == "-h");
}

Exit dispatch(const std::vector<std::string>& words, Console& console) {
  if (words.empty()) {
    console.tell(short_help(console));
    return Exit::wrong_usage;
  }
  if (words[0] == "--version") {
    console.print(version_line());
    return Exit::done;
  }
  if (asks_for_help(words, 0)) {
    console.print(command_list("", console));
    return Exit::done;
  }
  if (is_command_group(words[0]) && (words.size() == 1 || asks_for_help(words, 1))) {
    const std::string list = command_list(words[0], console);
    words.size() == 1 ? console.tell(list) : console.print(list);
    return words.size() == 1 ? Exit::wrong_usage : Exit::done;
  }
  const Dispatch found = find_dispatch(words);
  if (found.command == nullptr) return refuse_command(words, console);
  const ParsedCommandLine parsed = parse_command_line(*found.command, found.rest, console);
  if (!parsed.problems.empty()) {
    tell_problems(parsed.problems, true, console);
    return Exit::wrong_usage;
  }
  if (parsed.invocation.has("help")) {
    console.print(command_help(*found.command, console));
    return Exit::done;
  }
  return found.command->run(parsed.invocation, console);
}

Exit tell_our_bug(std::string_view what, Console& console) {
  console.tell(fmt::format("phanbo: {}: {}\n",
                           console.say({"lỗi của chương trình, không ghi kết quả nào",
                                        "our bug, no result was written"}),
                           what));
  return Exit::our_bug;
}

/// Only here do exceptions end: they are our own bugs, or memory that ran out.
Exit run_guarded(const std::vector<std::string>& words, Console& console) {
  try {
    return dispatch(words, console);
  } catch (const std::bad_alloc&) {
    return tell_our_bug(console.say({"hết bộ nhớ", "out of memory"}), console);
  } catch (const std::exception& error) {
    return tell_our_bug(error.what(), console);
  }
}

}  // namespace

int run_program(const std::vector<std::string>& words, const std::string& language_setting) {
  Console console(STDOUT_FILENO, STDERR_FILENO, language_of_messages(words, language_setting));
  if (!language_setting.empty() && !parse_language(language_setting)) {
    return static_cast<int>(
        refuse(usage_problem(bad_option_value, {"PHANBO_LANG", language_setting, "vi, en"}),
               Exit::wrong_usage, console));
  }
  const Exit code = run_guarded(with_command_first(words), console);
  const int error = console.print_error();
  if (error == 0 || code == Exit::our_bug) return static_cast<int>(code);
  // A reader that closed the pipe has seen enough; anything else is worth a word.
  if (error != EPIPE) {
    console.tell(render(usage_problem(cannot_print, {std::strerror(error)}), console.language()));
  }
  return static_cast<int>(Exit::cannot_read_or_write);
}

Exit run_help(const Invocation& invocation, Console& console) {
  const std::vector<std::string>& words = invocation.arguments;
  if (words.empty()) {
    console.print(command_list("", console));
    return Exit::done;
  }
  if (words.size() == 1 && is_command_group(words[0])) {
    console.print(command_list(words[0], console));
    return Exit::done;
  }
  const Dispatch found = find_dispatch(words);
  if (found.command == nullptr || !found.rest.empty()) return refuse_command(words, console);
  console.print(command_help(*found.command, console));
  return Exit::done;
}

Exit run_completion(const Invocation&, Console& console) {
  console.print(bash_completion());
  return Exit::done;
}

Exit run_manual(const Invocation&, Console& console) {
  console.print(manual_page(console));
  return Exit::done;
}

}  // namespace phanbo

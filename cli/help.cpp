#include "cli/help.hpp"

#include <fmt/format.h>

#include "cli/display.hpp"

namespace phanbo {

namespace {

std::string heading(Text title, const Console& console) {
  return fmt::format("{}\n", console.say(title));
}

std::string examples_text(const Command& command, const Console& console) {
  std::string text = heading({"Ví dụ:", "Examples:"}, console);
  for (const ExampleSpec& example : command.examples) {
    text += fmt::format("  {}\n      {}\n", example.line, console.say(example.says));
  }
  return text;
}

/// Two columns under a heading; nothing when there are no rows.
std::string columns(const std::vector<std::pair<std::string, std::string>>& rows) {
  int width = 0;
  for (const auto& row : rows) width = std::max(width, display_width(row.first));
  std::string text;
  for (const auto& [left, right] : rows) {
    const auto blanks = static_cast<std::size_t>(width - display_width(left) + 2);
    text += fmt::format("  {}{}{}\n", left, std::string(blanks, ' '), right);
  }
  return text;
}

std::string option_words(const OptionSpec& option) {
  std::string words = option.letter != 0 ? fmt::format("-{}, ", option.letter) : "    ";
  words += fmt::format("--{}", option.name);
  if (!option.value_name.empty()) words += fmt::format(" {}", option.value_name);
  return words;
}

std::string arguments_text(const Command& command, const Console& console) {
  if (command.arguments.empty()) return {};
  std::vector<std::pair<std::string, std::string>> rows;
  for (const ArgumentSpec& argument : command.arguments) {
    rows.emplace_back(argument.name, console.say(argument.summary));
  }
  return '\n' + heading({"Đối số:", "Arguments:"}, console) + columns(rows);
}

std::string options_text(const Command& command, const Console& console) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const OptionSpec& option : command.options) {
    rows.emplace_back(option_words(option), console.say(option.summary));
  }
  for (const OptionSpec& option : common_options()) {
    rows.emplace_back(option_words(option), console.say(option.summary));
  }
  return '\n' + heading({"Lựa chọn:", "Options:"}, console) + columns(rows);
}

}  // namespace

std::string usage_line(const Command& command, const Console& console) {
  std::string line = fmt::format("phanbo {}", command.name);
  for (const ArgumentSpec& argument : command.arguments) {
    line +=
        argument.required ? fmt::format(" {}", argument.name) : fmt::format(" [{}]", argument.name);
  }
  for (const OptionSpec& option : command.options) {
    if (!option.required) continue;
    line += option.letter != 0 ? fmt::format(" -{} {}", option.letter, option.value_name)
                               : fmt::format(" --{} {}", option.name, option.value_name);
  }
  return line + fmt::format(" [{}]", console.say({"lựa chọn", "options"}));
}

std::string short_help(const Console& console) {
  return std::string(console.say(
      {"phanbo: từ nguồn vốn và tiêu chí đến các bảng phân bổ ngân sách, chính xác đến đồng.\n"
       "\n"
       "  phanbo example an-binh ke-hoach           chép một kế hoạch mẫu\n"
       "  phanbo allocate ke-hoach -o ket-qua       phân bổ, ghi các bảng\n"
       "\n"
       "Lệnh: check, allocate, compare, explain, example, schema, law, problems,\n"
       "completion, manual.\n"
       "Mỗi lệnh có --help với ví dụ; phanbo help liệt kê tất cả.\n"
       "--lang en: messages in English.\n",
       "phanbo: from funding and criteria to budget allocation tables, exact to the đồng.\n"
       "\n"
       "  phanbo example an-binh plan               copy a sample plan\n"
       "  phanbo allocate plan -o results           allocate, write the tables\n"
       "\n"
       "Commands: check, allocate, compare, explain, example, schema, law, problems,\n"
       "completion, manual.\n"
       "Each has --help with examples; phanbo help lists them all.\n"
       "--lang vi: thông báo tiếng Việt.\n"}));
}

std::string command_list(std::string_view group, const Console& console) {
  std::string text = heading({"Ví dụ:", "Examples:"}, console);
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Command& command : commands()) {
    const bool is_listed = group.empty() || (command.name.starts_with(group) &&
                                             command.name.substr(group.size()).starts_with(' '));
    if (!is_listed) continue;
    text += fmt::format("  {}\n", command.examples.front().line);
    rows.emplace_back(command.name, console.say(command.summary));
  }
  text += '\n' + heading({"Lệnh:", "Commands:"}, console) + columns(rows);
  return text +
         fmt::format("\n{}\n",
                     console.say({"Chi tiết: phanbo help LỆNH; phiên bản: phanbo --version",
                                  "Details: phanbo help COMMAND; version: phanbo --version"}));
}

std::string command_help(const Command& command, const Console& console) {
  std::string text = fmt::format("phanbo {}: {}\n\n", command.name, console.say(command.summary));
  text += examples_text(command, console);
  text +=
      fmt::format("\n{} {}\n", console.say({"Cách dùng:", "Usage:"}), usage_line(command, console));
  if (!console.say(command.details).empty())
    text += fmt::format("\n{}\n", console.say(command.details));
  return text + arguments_text(command, console) + options_text(command, console);
}

}  // namespace phanbo

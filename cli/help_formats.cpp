// The command table as a completion script and as a manual page.
#include <fmt/format.h>

#include <set>

#include "cli/help.hpp"
#include "cli/version.hpp"

namespace phanbo {

namespace {

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// Options with dashes, the common ones included.
std::vector<std::string> option_words(const Command& command) {
  std::vector<std::string> words;
  const auto add = [&](std::span<const OptionSpec> options) {
    for (const OptionSpec& option : options) {
      words.push_back(fmt::format("--{}", option.name));
      if (option.letter != 0) words.push_back(fmt::format("-{}", option.letter));
    }
  };
  add(command.options);
  add(common_options());
  return words;
}

/// "law show" → the shell pattern "law show"; one-word commands end before their arguments.
std::string command_cases() {
  std::string text;
  for (const Command& command : commands()) {
    std::vector<std::string> words = option_words(command);
    for (const ArgumentSpec& argument : command.arguments) {
      const std::vector<std::string> choices = split(argument.choices, '|');
      words.insert(words.end(), choices.begin(), choices.end());
    }
    text += fmt::format("    \"{}\") words=\"{}\" ;;\n", command.name, joined(words));
  }
  return text;
}

/// The values of options that have a fixed set of them.
std::string option_cases() {
  std::set<std::string> lines;
  const auto add = [&](std::span<const OptionSpec> options) {
    for (const OptionSpec& option : options) {
      if (option.choices.empty()) continue;
      lines.insert(fmt::format("    --{}) words=\"{}\" ;;\n", option.name,
                               joined(split(option.choices, '|'))));
    }
  };
  for (const Command& command : commands()) add(command.options);
  add(common_options());
  return fmt::format("{}", fmt::join(lines, ""));
}

/// First words of all commands, and the second words of each group.
std::string group_cases() {
  std::string text;
  std::set<std::string> first_words;
  for (const Command& command : commands()) {
    const std::vector<std::string> words = split(command.name, ' ');
    if (!first_words.insert(words.front()).second || !is_command_group(words.front())) continue;
    std::vector<std::string> second_words;
    for (const Command& other : commands()) {
      const std::vector<std::string> parts = split(other.name, ' ');
      if (parts.size() == 2 && parts.front() == words.front()) second_words.push_back(parts.back());
    }
    text += fmt::format("      {}) words=\"{}\"; command=\"$command ${{COMP_WORDS[2]}}\" ;;\n",
                        words.front(), joined(second_words));
  }
  return text;
}

std::string first_words() {
  std::set<std::string> words;
  for (const Command& command : commands()) words.insert(split(command.name, ' ').front());
  return fmt::format("{} --help --version", fmt::join(words, " "));
}

/// Text of a manual page: dashes and backslashes as they are meant, no line taken for a request.
std::string roff(std::string_view text) {
  std::string out;
  bool at_line_start = true;
  for (const char c : text) {
    if (c == '-' || c == '\\') out += '\\';
    if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
    out += c == '\\' ? 'e' : c;
    at_line_start = c == '\n';
  }
  return out;
}

std::string manual_of_command(const Command& command, const Console& console) {
  std::string text = fmt::format(".SS {}\n{}.\n", roff(usage_line(command, console)),
                                 roff(console.say(command.summary)));
  if (!console.say(command.details).empty()) {
    text += fmt::format(".PP\n{}\n", roff(console.say(command.details)));
  }
  for (const ExampleSpec& example : command.examples) {
    text +=
        fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(example.line), roff(console.say(example.says)));
  }
  for (const ArgumentSpec& argument : command.arguments) {
    text +=
        fmt::format(".TP\n\\fI{}\\fR\n{}\n", argument.name, roff(console.say(argument.summary)));
  }
  for (const OptionSpec& option : command.options) {
    text += fmt::format(".TP\n\\fB\\-\\-{}\\fR {}\n{}\n", roff(option.name), option.value_name,
                        roff(console.say(option.summary)));
  }
  return text;
}

constexpr Text exit_codes = {
    "0: xong. 1: câu trả lời là không (nhu cầu bắt buộc chưa đủ). 2: gõ sai lệnh. 3: dữ liệu có "
    "lỗi. "
    "4: không đọc hoặc ghi được. 5: dừng ở giới hạn, phương án dùng được. 70: lỗi của chương "
    "trình.",
    "0: done. 1: the answer is no (a mandatory need is not met). 2: wrong usage. 3: bad input. "
    "4: cannot read or write. 5: stopped by a limit, with a usable plan. 70: our bug."};

constexpr Text environment = {
    "PHANBO_LANG: vi hoặc en, ngôn ngữ mặc định của thông báo (không đổi ngôn ngữ của các bảng).",
    "PHANBO_LANG: vi or en, the default language of messages (not of the tables)."};

}  // namespace

std::string bash_completion() {
  return fmt::format(
      "# bash completion for phanbo; made by: phanbo completion bash\n"
      "_phanbo() {{\n"
      "  local current=\"${{COMP_WORDS[COMP_CWORD]}}\" previous=\"${{COMP_WORDS[COMP_CWORD-1]}}\"\n"
      "  local command=\"${{COMP_WORDS[1]}}\" words=\"\"\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{}\" -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"$previous\" in\n{}  esac\n"
      "  if [ -z \"$words\" ]; then\n"
      "    case \"$command\" in\n{}    esac\n"
      "    if [ \"$COMP_CWORD\" -gt 2 ] || [ -z \"$words\" ]; then\n"
      "      words=\"\"\n"
      "      case \"$command\" in\n{}      esac\n"
      "    fi\n"
      "  fi\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}}\n"
      "complete -o default -F _phanbo phanbo\n",
      first_words(), option_cases(), group_cases(), command_cases());
}

std::string manual_page(const Console& console) {
  std::string text = fmt::format(
      ".TH PHANBO 1 \"\" \"{}\" \"\"\n.SH {}\nphanbo \\- {}\n.SH {}\n\\fBphanbo\\fR {}\n.SH {}\n",
      program_text(), console.say({"TÊN", "NAME"}),
      roff(console.say({"từ nguồn vốn và tiêu chí đến các bảng phân bổ ngân sách",
                        "from funding and criteria to budget allocation tables"})),
      console.say({"CÁCH DÙNG", "SYNOPSIS"}),
      console.say({"LỆNH [đối số] [lựa chọn]", "COMMAND [arguments] [options]"}),
      console.say({"CÁC LỆNH", "COMMANDS"}));
  for (const Command& command : commands()) text += manual_of_command(command, console);
  text += fmt::format(".SH {}\n", console.say({"LỰA CHỌN CHUNG", "COMMON OPTIONS"}));
  for (const OptionSpec& option : common_options()) {
    text += fmt::format(".TP\n\\fB\\-\\-{}\\fR {}\n{}\n", roff(option.name), option.value_name,
                        roff(console.say(option.summary)));
  }
  text += fmt::format(".SH {}\n{}\n", console.say({"MÃ THOÁT", "EXIT STATUS"}),
                      roff(console.say(exit_codes)));
  text += fmt::format(".SH {}\n{}\n", console.say({"MÔI TRƯỜNG", "ENVIRONMENT"}),
                      roff(console.say(environment)));
  return text;
}

}  // namespace phanbo

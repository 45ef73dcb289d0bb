#include "tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <utility>

#include "tidy/functions.hpp"

namespace phanbo::tidy {
namespace {

/// The folders that every figure passes through.
constexpr std::array<std::string_view, 4> figure_folders = {"models", "inputs", "engine",
                                                            "outputs"};
/// The programs: they may talk to a person.
constexpr std::array<std::string_view, 4> talking_folders = {"cli", "verifier", "bench", "tests"};

template <std::size_t N>
bool is_in_any(const SourceFile& file, const std::array<std::string_view, N>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](std::string_view folder) { return file.is_in(folder); });
}

/// One finding for each of `lines` that `pattern` matches.
std::vector<Finding> matching_lines(const SourceFile& file, const std::vector<std::string>& lines,
                                    const std::regex& pattern, const std::string& message) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(lines[i], match, pattern)) {
      findings.push_back({file.path(), i + 1, "'" + match.str() + "': " + message});
    }
  }
  return findings;
}

std::vector<Finding> no_floating_point(const SourceFile& file) {
  static const std::regex token(R"(\b(double|float)\b)");
  if (!file.is_cpp() || !is_in_any(file, figure_folders)) return {};
  std::vector<Finding> findings = matching_lines(
      file, file.code(), token,
      "money and shares are exact; where a double only searches, say '// search only' on its line");
  std::erase_if(findings, [&](const Finding& finding) {
    return file.lines()[finding.line - 1].find("// search only") != std::string::npos;
  });
  return findings;
}

std::vector<Finding> no_console(const SourceFile& file) {
  static const std::regex token(
      R"(\b(cout|cerr|clog|printf|vprintf|fprintf|puts|putchar|fmt::print)\b)");
  if (!file.is_cpp() || is_in_any(file, talking_folders)) return {};
  return matching_lines(file, file.code(), token, "a library returns values; only programs print");
}

std::vector<Finding> no_locale(const SourceFile& file) {
  static const std::regex token(R"(\b(std::locale|setlocale|imbue)\b)");
  if (!file.is_cpp()) return {};
  return matching_lines(file, file.code(), token,
                        "the same input gives the same bytes on every system; format by hand");
}

std::vector<Finding> no_clock_or_chance(const SourceFile& file) {
  static const std::regex token(
      R"(\b(random_device|system_clock|steady_clock|high_resolution_clock|getenv|s?rand\s*\()"
      R"()|(^|[^.>\w])time\s*\()");
  if (!file.is_cpp() || !is_in_any(file, figure_folders)) return {};
  return matching_lines(file, file.code(), token,
                        "figures depend on the input alone: no clock, no chance, no environment");
}

std::vector<Finding> no_leftover_marks(const SourceFile& file) {
  // Put together here so that this file does not break its own rule.
  static const std::regex mark(std::string(R"(\b(TO)") + "DO|FIX" + "ME|XX" + "X|HA" + R"(CK)\b)");
  return matching_lines(file, file.lines(), mark,
                        "finish it, or open an issue and remove the mark");
}

std::vector<Finding> short_lines(const SourceFile& file) {
  if (!file.is_cpp()) return {};
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < file.lines().size(); ++i) {
    // Bytes that do not continue a UTF-8 sequence: code points.
    const auto columns = static_cast<std::size_t>(
        std::count_if(file.lines()[i].begin(), file.lines()[i].end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    if (columns > columns_max) {
      findings.push_back(
          {file.path(), i + 1,
           std::to_string(columns) + " columns; at most " + std::to_string(columns_max)});
    }
  }
  return findings;
}

std::vector<Finding> short_functions(const SourceFile& file) {
  if (!file.is_cpp()) return {};
  std::vector<Finding> findings;
  for (const FunctionSpan& function : find_functions(file.code())) {
    if (function.line_count() > function_lines_max) {
      findings.push_back({file.path(), function.first_line,
                          "a function of " + std::to_string(function.line_count()) +
                              " lines; at most " + std::to_string(function_lines_max) + ": " +
                              function.head});
    }
  }
  return findings;
}

std::vector<Finding> no_upward_include(const SourceFile& file) {
  static const std::regex include(R"(^\s*#\s*include\s*["<](\./)?\.\./)");
  if (!file.is_cpp()) return {};
  return matching_lines(file, file.lines_without_comments(), include,
                        "include \"folder/header.hpp\", so that the allowed links decide");
}

std::vector<Finding> small_files(const SourceFile& file) {
  if (file.text().size() <= file_bytes_max) return {};
  return {
      {file.path(), 0,
       std::to_string(file.text().size()) + " bytes; at most " + std::to_string(file_bytes_max)}};
}

/// The targets of "[text](target)" and "![text](target)" on a line, without code spans.
std::vector<std::string> link_targets(const std::string& line) {
  static const std::regex code_span("`[^`]*`");
  static const std::regex link(R"(\]\(\s*<?([^)\s>]+))");
  const std::string text = std::regex_replace(line, code_span, "``");
  std::vector<std::string> targets;
  for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
    targets.push_back((*it)[1].str());
  }
  return targets;
}

/// A link seen from `path`, as a path relative to the project folder, without its fragment. Empty
/// for links to other places and within the page.
std::string linked_path(const std::string& path, const std::string& target) {
  static const std::regex elsewhere(R"(^([a-zA-Z][a-zA-Z0-9+.-]*:|#|//))");
  if (std::regex_search(target, elsewhere)) return "";
  const std::string file = target.substr(0, target.find('#'));
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  return folder + file;
}

}  // namespace

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"no_floating_point", no_floating_point},
      {"no_console", no_console},
      {"no_locale", no_locale},
      {"no_clock_or_chance", no_clock_or_chance},
      {"no_leftover_marks", no_leftover_marks},
      {"short_lines", short_lines},
      {"short_functions", short_functions},
      {"no_upward_include", no_upward_include},
      {"small_files", small_files},
  };
  return all;
}

std::vector<Finding> broken_links(const SourceFile& file,
                                  const std::function<bool(const std::string&)>& exists) {
  std::vector<Finding> findings;
  bool in_code_block = false;
  for (std::size_t i = 0; i < file.lines().size(); ++i) {
    const std::string& line = file.lines()[i];
    if (line.starts_with("```")) in_code_block = !in_code_block;
    if (in_code_block) continue;
    for (const std::string& target : link_targets(line)) {
      const std::string path = linked_path(file.path(), target);
      if (!path.empty() && !exists(path)) {
        findings.push_back({file.path(), i + 1, "the link to '" + target + "' leads nowhere"});
      }
    }
  }
  return findings;
}

}  // namespace phanbo::tidy

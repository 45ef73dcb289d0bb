#include "verifier/command.hpp"

#include <filesystem>
#include <iostream>
#include <optional>

#include "verifier/exact.hpp"
#include "verifier/report_text.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify {

namespace {

constexpr int exit_yes = 0;
constexpr int exit_no = 1;
constexpr int exit_usage = 2;
constexpr int exit_bad_input = 3;
constexpr int exit_unreadable = 4;
constexpr int exit_bug = 70;

struct Request {
  std::string plan;
  std::string result;
  ReportStyle style;
  bool help = false;
};

/// A folder stands for the result in it; alone, also for the plan sealed in it.
void complete_names(std::vector<std::string>& names) {
  std::error_code error;
  if (names.empty() || names.size() > 2) return;
  const std::filesystem::path last = names.back();
  if (!std::filesystem::is_directory(last, error)) return;
  names.back() = (last / "result.json").string();
  if (names.size() == 1) names.insert(names.begin(), (last / "plan.sealed.json").string());
}

/// Empty, with a message, when the words are not a usage of this program.
std::optional<Request> parse_words(const std::vector<std::string>& words, std::string& wrong) {
  Request request;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    std::string value;
    if (word == "--help" || word == "-h") {
      request.help = true;
    } else if (word == "--json") {
      request.style.json = true;
    } else if (word == "--lang" || word.rfind("--lang=", 0) == 0) {
      value = word == "--lang" ? (i + 1 < words.size() ? words[++i] : "") : word.substr(7);
      if (value != "vi" && value != "en") wrong = "--lang " + value;
      request.style.english = value == "en";
    } else if (word.size() > 1 && word.front() == '-') {
      wrong = word;
    } else {
      names.push_back(word);
    }
  }
  if (request.help) return request;
  complete_names(names);
  if (names.size() != 2 && wrong.empty()) wrong = std::to_string(names.size()) + " / 2";
  if (!wrong.empty()) return std::nullopt;
  request.plan = names[0];
  request.result = names[1];
  return request;
}

}  // namespace

int run_command(const std::vector<std::string>& words, std::ostream& out, std::ostream& messages) {
  std::string wrong;
  const auto request = parse_words(words, wrong);
  if (!request) {
    messages << "phanbo-verify: " << wrong << "\n" << usage_text();
    return exit_usage;
  }
  if (request->help) {
    out << help_text(request->style.english);
    return exit_yes;
  }
  try {
    const Report report = verify(request->plan, request->result);
    write_report(report, request->style, out);
    out.flush();
    if (!out) return exit_unreadable;
    return report.is_clean() ? exit_yes : exit_no;
  } catch (const Unreadable& problem) {
    messages << "phanbo-verify: " << problem.what() << "\n";
    return exit_unreadable;
  } catch (const BadInput& problem) {
    messages << "phanbo-verify: " << problem.what() << "\n";
    return exit_bad_input;
  } catch (const TooLarge& problem) {
    messages << "phanbo-verify: " << problem.what() << "\n";
    return exit_bad_input;
  } catch (const std::exception& problem) {
    messages << "phanbo-verify: " << problem.what() << "\n";
    return exit_bug;
  }
}

}  // namespace phanbo_verify

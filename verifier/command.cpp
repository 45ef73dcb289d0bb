#include "verifier/command.hpp"

#include <filesystem>
#include <iostream>
#include <optional>

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
  std::optional<Words> wrong;  ///< why this is no usage of the program
};

/// A folder stands for the result in it; alone, also for the plan sealed in it. What alone is not
/// there at all is taken for a folder, so that reading it says that it is missing.
void complete_names(std::vector<std::string>& names) {
  std::error_code error;
  if (names.empty() || names.size() > 2) return;
  const std::filesystem::path last = names.back();
  const bool is_missing = names.size() == 1 && !std::filesystem::exists(last, error);
  if (!is_missing && !std::filesystem::is_directory(last, error)) return;
  names.back() = (last / "result.json").string();
  if (names.size() == 1) names.insert(names.begin(), (last / "plan.sealed.json").string());
}

/// Of `--lang xx` and `--lang=xx`; what is no language is said in `wrong`.
void read_language(const std::string& value, Request& request) {
  request.style.language = value == "en" ? Language::english : Language::vietnamese;
  if (value == "vi" || value == "en") return;
  request.wrong = Words{"không có ngôn ngữ này: ", "no such language: "} + "--lang " + value;
}

/// `wrong` is set when the words are not a usage of this program.
Request parse_words(const std::vector<std::string>& words) {
  Request request;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--help" || word == "-h") {
      request.help = true;
    } else if (word == "--json") {
      request.style.json = true;
    } else if (word == "--lang") {
      read_language(i + 1 < words.size() ? words[++i] : "", request);
    } else if (word.starts_with("--lang=")) {
      read_language(word.substr(7), request);
    } else if (word.size() > 1 && word.front() == '-') {
      request.wrong = Words{"không có tùy chọn này: ", "no such option: "} + word;
    } else {
      names.push_back(word);
    }
  }
  if (request.help || request.wrong) return request;
  complete_names(names);
  if (names.size() != 2) {
    request.wrong =
        Words{"cần kế hoạch và kết quả, đã nêu ", "a plan and a result are needed, given: "} +
        std::to_string(names.size());
    return request;
  }
  request.plan = names[0];
  request.result = names[1];
  return request;
}

int answer(const Request& request, std::ostream& out) {
  const Report report = verify(request.plan, request.result);
  write_report(report, request.style, out);
  out.flush();
  if (!out) return exit_unreadable;
  return report.is_clean() ? exit_yes : exit_no;
}

}  // namespace

int run_command(const std::vector<std::string>& words, std::ostream& out, std::ostream& messages) {
  const Request request = parse_words(words);
  const Language language = request.style.language;
  if (request.help) {
    out << help_text(language);
    return exit_yes;
  }
  const auto say = [&](const Words& why) {
    messages << "phanbo-verify: " << why.in(language) << "\n";
  };
  if (request.wrong) {
    say(*request.wrong);
    messages << usage_text(language);
    return exit_usage;
  }
  try {
    return answer(request, out);
  } catch (const Unreadable& problem) {
    say(problem.words);
    return exit_unreadable;
  } catch (const Refusal& problem) {
    say(problem.words);
    return exit_bad_input;
  } catch (const std::exception& problem) {
    say(Words{"lỗi bên trong chương trình: ", "a bug of this program: "} + problem.what());
    return exit_bug;
  }
}

}  // namespace phanbo_verify

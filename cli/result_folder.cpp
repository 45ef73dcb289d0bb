#include "cli/result_folder.hpp"

#include <fstream>
#include <iterator>

#include "cli/json_text.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

ResultFolder not_usable(const fs::path& folder, std::string why, Exit failure) {
  ResultFolder result;
  result.problems.push_back(problem_at(not_a_result, folder.string(), {std::move(why)}));
  result.failure = failure;
  return result;
}

}  // namespace

ResultFolder read_result_folder(const fs::path& folder, const Console& console) {
  for (const char* name : {"result.json", "plan.sealed.json"}) {
    std::error_code error;
    if (fs::is_regular_file(folder / name, error)) continue;
    return not_usable(folder,
                      std::string(console.say({"không có tệp ", "there is no file "})) + name,
                      Exit::cannot_read_or_write);
  }
  std::ifstream stream(folder / "result.json", std::ios::binary);
  std::string result_json{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) {
    return not_usable(folder,
                      std::string(console.say({"không đọc được ", "cannot read "})) + "result.json",
                      Exit::cannot_read_or_write);
  }
  if (!json_top(result_json)) {
    return not_usable(folder,
                      std::string(console.say({"result.json không phải JSON trọn vẹn",
                                               "result.json is not complete JSON"})),
                      Exit::bad_input);
  }
  ResultFolder result;
  result.result_json = std::move(result_json);
  // A sealed plan brings the rows of law it used; the program's own are not asked.
  result.run = run_plan(folder / "plan.sealed.json", LawBook{}, 1, {});
  if (!result.run.is_complete) {
    result.problems = result.run.problems;
    result.failure = exit_of_input(result.problems);
  }
  return result;
}

}  // namespace phanbo

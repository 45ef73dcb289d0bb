#include "outputs/write/scenario_folder.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "models/check.hpp"
#include "outputs/write/json_writer.hpp"
#include "outputs/write/output_folder.hpp"
#include "outputs/write/problem_kinds.hpp"

namespace phanbo {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view index_name = "scenarios.json";
constexpr std::string_view unfinished_index_name = ".scenarios.json.phanbo-new";
/// The first bytes of every index of ours.
constexpr std::string_view index_start = "{\n\"scenario_index_version\":1,";

bool starts_like_ours(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(index_start.size(), '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file.gcount() == static_cast<std::streamsize>(start.size()) && start == index_start;
}

bool is_plain_folder(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.symlink_status(ignored).type() == fs::file_type::directory;
}

bool is_ours(const fs::directory_entry& entry) {
  const fs::path name = entry.path().filename();
  if (name == index_name) return starts_like_ours(entry.path());
  if (name == unfinished_index_name || is_unfinished_result(name)) return true;
  return is_plain_folder(entry) && holds_only_a_result(entry.path());
}

void write_entry(JsonWriter& json, const ScenarioEntry& entry) {
  json.line();
  json.begin_object();
  json.field("scenario", entry.code);
  json.field("name", entry.name);
  json.field("parent", entry.parent);
  json.field("note", entry.note);
  json.field("folder", entry.need ? entry.code : std::string());
  json.field("status", to_code(entry.state));
  if (entry.need && entry.allocated) {
    json.field("need_dong", *entry.need);
    json.field("allocated_dong", *entry.allocated);
    json.field("shortfall_dong", *entry.need - *entry.allocated);
  }
  json.key("problems");
  json.integer(static_cast<std::int64_t>(entry.problem_count));
  json.end_object();
}

}  // namespace

std::string_view to_code(ScenarioState value) {
  constexpr std::array<std::string_view, 7> codes = {"missing", "complete",    "shortfall", "limit",
                                                     "refused", "not_written", "our_bug"};
  return codes[static_cast<std::size_t>(value)];
}

ScenarioFolder::ScenarioFolder(fs::path place, const FileCalls& calls, Language language)
    : place_(std::move(place)), calls_(calls), language_(language) {
  if (!place_.has_filename()) place_ = place_.parent_path();
}

Problem ScenarioFolder::problem(const ProblemKind& kind, std::vector<std::string> arguments) const {
  Problem made{&kind, {}, std::move(arguments)};
  made.place.file = place_.string();
  return made;
}

std::optional<Problem> ScenarioFolder::check_content() {
  std::vector<std::string> foreign;
  std::error_code error;
  for (fs::directory_iterator entry(place_, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!is_ours(*entry)) foreign.push_back(entry->path().filename().string());
  }
  if (error)
    return problem(output_problems::cannot_write,
                   {place_.string(), reason_of(error.value(), language_)});
  if (foreign.empty()) return std::nullopt;
  constexpr std::size_t named_max = 3;
  std::sort(foreign.begin(), foreign.end());
  std::string names;
  for (std::size_t i = 0; i < std::min(foreign.size(), named_max); ++i)
    names += (i > 0 ? ", " : "") + foreign[i];
  if (foreign.size() > named_max) names += ", …";
  return problem(output_problems::folder_has_foreign_files, {place_.string(), names});
}

std::optional<Problem> ScenarioFolder::prepare() {
  std::error_code error;
  const fs::file_status status = fs::status(place_, error);
  if (status.type() == fs::file_type::not_found) {
    const fs::path parent = fs::absolute(place_, error).parent_path();
    if (!fs::is_directory(parent, error))
      return problem(output_problems::parent_folder_missing, {parent.string()});
    const int failure = calls_.create_folder(place_);
    if (failure == 0) return std::nullopt;
    return problem(output_problems::cannot_write, {place_.string(), reason_of(failure, language_)});
  }
  if (status.type() != fs::file_type::directory)
    return problem(output_problems::folder_is_a_file, {place_.string()});
  return check_content();
}

std::optional<Problem> ScenarioFolder::write_index(const ScenarioIndex& index) {
  const fs::path unfinished = place_ / unfinished_index_name;
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  FileWriter out(calls_);
  out.open(unfinished);
  out.append(index_start);
  JsonWriter json(out);
  out.append('\n');
  out.append(std::string_view("\"program\":"));
  json.string(index.program);
  json.line();
  json.field("plan", index.plan);
  json.line();
  json.key("complete");
  json.boolean(std::none_of(index.entries.begin(), index.entries.end(), [](const auto& entry) {
    return entry.state == ScenarioState::missing;
  }));
  json.line();
  json.key("scenarios");
  json.begin_array();
  for (const ScenarioEntry& entry : index.entries) write_entry(json, entry);
  json.line_end();
  json.end_array();
  json.end_object();
  json.end_file();
  out.close();
  int failure = out.error();
  if (failure == 0) failure = calls_.rename(unfinished, place_ / index_name);
  if (failure == 0) return std::nullopt;
  return problem(output_problems::cannot_write,
                 {(place_ / index_name).string(), reason_of(failure, language_)});
}

void ScenarioFolder::remove_all_but(const ScenarioIndex& index) {
  std::vector<fs::path> gone;
  std::error_code error;
  for (fs::directory_iterator entry(place_, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool has_result =
        std::any_of(index.entries.begin(), index.entries.end(),
                    [&](const ScenarioEntry& known) { return known.code == name && known.need; });
    std::error_code ignored;
    if (is_plain_folder(*entry) && !has_result &&
        fs::exists(entry->path() / "result.json", ignored) &&
        !is_unfinished_result(entry->path()) && holds_only_a_result(entry->path()))
      gone.push_back(entry->path());
  }
  for (const fs::path& path : gone) remove_result(path);
}

}  // namespace phanbo

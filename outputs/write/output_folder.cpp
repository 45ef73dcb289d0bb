#include "outputs/write/output_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "outputs/write/documents.hpp"
#include "outputs/write/problem_kinds.hpp"
#include "outputs/write/write_comparison.hpp"

namespace phanbo {

namespace fs = std::filesystem;

namespace {

/// What a folder of results may hold. Anything else is somebody's, and stays.
constexpr std::array<std::string_view, 12> known_files = {
    "result.json",     "plan.sealed.json", "allocation.xlsx", "forms.xlsx",
    "report.html",     "datapackage.json", "oc4ids.json",     "comparison.json",
    "comparison.html", "comparison.xlsx",  "sweep.json",      "sweep.html"};
constexpr std::string_view tables_folder = "tables";
/// Ends the name of an earlier result that has stepped aside.
constexpr std::string_view old_suffix = "-old";
/// Foreign files named in a message.
constexpr std::size_t named_max = 3;

bool is_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.symlink_status(ignored).type() == fs::file_type::regular;
}

bool is_folder(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.symlink_status(ignored).type() == fs::file_type::directory;
}

bool is_known_file(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  return is_file(entry) &&
         std::find(known_files.begin(), known_files.end(), name) != known_files.end();
}

bool is_table_file(const fs::directory_entry& entry) {
  const fs::path extension = entry.path().extension();
  return is_file(entry) && (extension == ".json" || extension == ".csv");
}

bool starts_with(const fs::path& path, std::string_view expected) {
  std::ifstream file(path, std::ios::binary);
  std::string start(expected.size(), '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file.gcount() == static_cast<std::streamsize>(start.size()) && start == expected;
}

/// A result or a comparison that this program wrote.
bool is_our_folder(const fs::path& folder) {
  return starts_with(folder / "result.json", result_json_start) ||
         starts_with(folder / "comparison.json", comparison_json_start);
}

struct Content {
  std::vector<fs::path> ours;     ///< files, relative to the folder
  std::vector<fs::path> foreign;  ///< relative to the folder
  std::error_code error;
};

void look_into_tables(const fs::path& folder, Content& content) {
  for (fs::directory_iterator entry(folder / tables_folder, content.error), end;
       !content.error && entry != end; entry.increment(content.error)) {
    const fs::path name = fs::path(tables_folder) / entry->path().filename();
    (is_table_file(*entry) ? content.ours : content.foreign).push_back(name);
  }
}

Content look_into(const fs::path& folder) {
  Content content;
  bool has_tables = false;
  for (fs::directory_iterator entry(folder, content.error), end; !content.error && entry != end;
       entry.increment(content.error)) {
    const fs::path name = entry->path().filename();
    if (name == tables_folder && is_folder(*entry)) {
      has_tables = true;
    } else {
      (is_known_file(*entry) ? content.ours : content.foreign).push_back(name);
    }
  }
  if (has_tables && !content.error) look_into_tables(folder, content);
  return content;
}

/// Removes our files, then the folder if nothing else is in it. What cannot be removed stays; the
/// next run tries again.
void remove_results(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::path& name : look_into(folder).ours) fs::remove(folder / name, ignored);
  fs::remove(folder / tables_folder, ignored);
  fs::remove(folder, ignored);
}

std::string leftover_prefix(const fs::path& place) {
  return "." + place.filename().string() + ".phanbo-";
}

struct ErrorWords {
  int error;
  Text words;
};

constexpr std::array<ErrorWords, 13> error_words = {{
    {ENOSPC, {"hết chỗ trên đĩa", "no space left on the disk"}},
    {EDQUOT, {"hết hạn mức đĩa", "the disk quota is used up"}},
    {EACCES, {"không có quyền ghi", "permission denied"}},
    {EPERM, {"không được phép", "operation not permitted"}},
    {EROFS, {"hệ thống tệp chỉ đọc", "the file system is read-only"}},
    {EIO, {"lỗi thiết bị", "input/output error"}},
    {ENOENT, {"thư mục không còn", "the folder is gone"}},
    {EEXIST, {"tên đã có", "the name is taken"}},
    {EFBIG, {"tệp quá lớn", "the file is too large"}},
    {EMFILE, {"mở quá nhiều tệp", "too many open files"}},
    {ENAMETOOLONG, {"tên quá dài", "the name is too long"}},
    {EBUSY, {"thư mục đang được dùng", "the folder is in use"}},
    {ECANCELED, {"đã dừng theo yêu cầu", "stopped on request"}},
}};

Problem problem(const ProblemKind& kind, const fs::path& place,
                std::vector<std::string> arguments) {
  Problem made{&kind, {}, std::move(arguments)};
  made.place.file = place.string();
  return made;
}

Problem foreign_problem(const fs::path& place, std::vector<fs::path> foreign) {
  std::sort(foreign.begin(), foreign.end());
  std::string names;
  for (std::size_t i = 0; i < std::min(foreign.size(), named_max); ++i)
    names += (i > 0 ? ", " : "") + foreign[i].string();
  if (foreign.size() > named_max) names += ", …";
  return problem(output_problems::folder_has_foreign_files, place, {place.string(), names});
}

}  // namespace

std::string reason_of(int error, Language language) {
  for (const ErrorWords& known : error_words) {
    if (known.error == error) return std::string(known.words.in(language));
  }
  return (language == Language::vietnamese ? "lỗi hệ thống số " : "system error number ") +
         std::to_string(error);
}

bool holds_only_a_result(const fs::path& folder) {
  const Content content = look_into(folder);
  if (content.error || !content.foreign.empty()) return false;
  return content.ours.empty() || starts_with(folder / "result.json", result_json_start);
}

void remove_result(const fs::path& folder) { remove_results(folder); }

bool is_unfinished_result(const fs::path& name) {
  const std::string text = name.filename().string();
  return text.starts_with('.') && text.find(".phanbo-") != std::string::npos;
}

OutputFolder::OutputFolder(fs::path place, const FileCalls& calls, Language language)
    : place_(std::move(place)), calls_(calls), language_(language) {}

OutputFolder::~OutputFolder() {
  if (!staging_.empty()) remove_results(staging_);
  if (lock_ >= 0) ::close(lock_);
}

Problem OutputFolder::cannot_write(const fs::path& path, int error) const {
  // People know the place they named, not the folder beside it.
  fs::path shown = path;
  const auto [end, rest] =
      std::mismatch(staging_.begin(), staging_.end(), path.begin(), path.end());
  if (!staging_.empty() && end == staging_.end()) {
    shown = place_;
    for (auto part = rest; part != path.end(); ++part) shown /= *part;
  }
  return problem(output_problems::cannot_write, shown,
                 {shown.string(), reason_of(error, language_)});
}

std::optional<Problem> OutputFolder::check_place() {
  std::error_code error;
  place_ = fs::absolute(place_, error).lexically_normal();
  if (!place_.has_filename()) place_ = place_.parent_path();
  const fs::path parent = fs::canonical(place_.parent_path(), error);
  if (error || !fs::is_directory(parent, error)) {
    const std::string named = place_.parent_path().string();
    return problem(output_problems::parent_folder_missing, named, {named});
  }
  place_ = parent / place_.filename();
  // A link stays a link: what it leads to is exchanged.
  if (fs::is_symlink(place_, error)) {
    const fs::path target = fs::canonical(place_, error);
    if (error) return problem(output_problems::folder_is_a_file, place_, {place_.string()});
    place_ = target;
  }
  const fs::file_status status = fs::status(place_, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (status.type() != fs::file_type::directory)
    return problem(output_problems::folder_is_a_file, place_, {place_.string()});
  const Content content = look_into(place_);
  if (content.error) return cannot_write(place_, content.error.value());
  if (!content.foreign.empty()) return foreign_problem(place_, content.foreign);
  if (!content.ours.empty() && !is_our_folder(place_)) return foreign_problem(place_, content.ours);
  if (fs::equivalent(place_, fs::current_path(error), error))
    return problem(output_problems::folder_is_current, place_, {place_.string()});
  return std::nullopt;
}

void OutputFolder::remove_leftovers() const {
  std::error_code error;
  std::vector<fs::path> leftovers;
  const std::string prefix = leftover_prefix(place_);
  for (fs::directory_iterator entry(place_.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename().string().starts_with(prefix) && is_folder(*entry))
      leftovers.push_back(entry->path());
  }
  for (const fs::path& leftover : leftovers) {
    // A run was killed between two renames: the earlier result goes back to its place.
    if (leftover.string().ends_with(old_suffix) && !fs::exists(place_, error)) {
      fs::rename(leftover, place_, error);
      continue;
    }
    // A run that is still at work holds its folder locked.
    int lock = -1;
    if (FileCalls().lock_folder(leftover, lock) != 0) continue;
    remove_results(leftover);
    ::close(lock);
  }
}

int OutputFolder::make_staging() {
  constexpr int tries_max = 100;
  const std::string prefix = leftover_prefix(place_) + std::to_string(::getpid()) + "-";
  for (int attempt = 1; attempt <= tries_max; ++attempt) {
    const fs::path path = place_.parent_path() / (prefix + std::to_string(attempt));
    const int error = calls_.create_folder(path);
    if (error == EEXIST) continue;
    if (error != 0) return error;
    staging_ = path;
    if (const int lock_error = calls_.lock_folder(path, lock_)) return lock_error;
    return calls_.create_folder(path / tables_folder);
  }
  return EEXIST;
}

std::optional<Problem> OutputFolder::prepare() {
  if (auto found = check_place()) return found;
  remove_leftovers();
  if (const int error = make_staging()) return cannot_write(place_, error);
  return std::nullopt;
}

int OutputFolder::put_in_place() {
  std::error_code ignored;
  if (!fs::exists(place_, ignored)) return calls_.rename(staging_, place_);
  const int error = calls_.exchange(staging_, place_);
  if (error != EINVAL && error != ENOSYS) return error;
  // This file system cannot exchange two names: the old folder steps aside, and back if that fails.
  const fs::path aside = staging_.string() + std::string(old_suffix);
  if (const int failed = calls_.rename(place_, aside)) return failed;
  if (const int failed = calls_.rename(staging_, place_)) {
    fs::rename(aside, place_, ignored);
    return failed;
  }
  staging_ = aside;
  return 0;
}

std::optional<Problem> OutputFolder::publish() {
  std::error_code ignored;
  const bool had_old = fs::exists(place_, ignored);
  if (const int error = put_in_place()) return cannot_write(place_, error);
  // After an exchange the old folder bears the other name, and the destructor removes it.
  if (!had_old) staging_.clear();
  return std::nullopt;
}

}  // namespace phanbo

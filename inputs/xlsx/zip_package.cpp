#include "inputs/xlsx/zip_package.hpp"

#include <zip.h>

#include <algorithm>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Little-endian number at `at`; the caller has checked that it lies inside.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i > 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

/// What a zip file says about its directory.
struct Directory {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

/// The directory sizes of the 64-bit record that the locator before `end_record` names, if any.
Directory directory_of_zip64(std::string_view file, std::size_t end_record) {
  constexpr std::size_t locator_bytes = 20;
  constexpr std::size_t record_bytes = 56;
  if (end_record < locator_bytes) return {};
  const std::size_t locator = end_record - locator_bytes;
  if (!file.substr(locator).starts_with("PK\x06\x07")) return {};
  const std::uint64_t record = number_at(file, locator + 8, 8);
  if (record > file.size() || file.size() - record < record_bytes) return {};
  return {number_at(file, static_cast<std::size_t>(record) + 32, 8),
          number_at(file, static_cast<std::size_t>(record) + 40, 8)};
}

/// The largest directory that any end record in the file's tail claims; nothing without a record.
/// Looked at before the zip library is, because it holds the whole directory in memory.
std::optional<Directory> largest_directory(std::string_view file) {
  constexpr std::size_t record_bytes = 22;
  constexpr std::size_t comment_bytes_max = 65'535;
  constexpr std::uint64_t unknown = 0xFFFFFFFF;
  std::optional<Directory> largest;
  if (file.size() < record_bytes) return largest;
  const std::size_t last = file.size() - record_bytes;
  const std::size_t first = last > comment_bytes_max ? last - comment_bytes_max : 0;
  for (std::size_t at = first; at <= last; ++at) {
    if (!file.substr(at).starts_with("PK\x05\x06")) continue;
    const Directory wide = directory_of_zip64(file, at);
    const std::uint64_t bytes = number_at(file, at + 12, 4);
    if (!largest) largest.emplace();
    largest->entries = std::max({largest->entries, number_at(file, at + 10, 2), wide.entries});
    const bool is_in_wide = bytes == unknown && wide.bytes > 0;
    largest->bytes = std::max({largest->bytes, is_in_wide ? wide.bytes : bytes, wide.bytes});
  }
  return largest;
}

std::string match_key_of(std::string_view name) {
  std::string key(name);
  for (char& letter : key)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return key;
}

}  // namespace

struct ZipPackage::Archive {
  zip_t* zip = nullptr;
  ~Archive() {
    if (zip != nullptr) zip_discard(zip);
  }
};

struct PartStream::File {
  zip_file_t* file = nullptr;
  ~File() {
    if (file != nullptr) zip_fclose(file);
  }
};

ZipPackage::ZipPackage(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
ZipPackage::~ZipPackage() = default;

std::unique_ptr<ZipPackage> ZipPackage::open(std::string_view bytes, WorkbookProblems& problems) {
  const auto claimed = largest_directory(bytes);
  if (!claimed) {
    problems.of_file(workbook_not_whole, {problems.shown_path()});
    return nullptr;
  }
  if (claimed->entries > workbook_limit::parts_max ||
      claimed->bytes > workbook_limit::directory_bytes_max) {
    problems.of_file(workbook_too_many_parts,
                     {problems.shown_path(), std::to_string(claimed->entries),
                      std::to_string(workbook_limit::parts_max)});
    return nullptr;
  }
  auto archive = std::make_unique<Archive>();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive->zip == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (archive->zip == nullptr) {
    problems.of_file(workbook_not_whole, {problems.shown_path()});
    return nullptr;
  }
  std::unique_ptr<ZipPackage> package(new ZipPackage(std::move(archive)));
  return package->list_parts(problems) ? std::move(package) : nullptr;
}

bool ZipPackage::list_parts(WorkbookProblems& problems) {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive_->zip, 0));
  if (count > workbook_limit::parts_max) {
    problems.of_file(workbook_too_many_parts, {problems.shown_path(), std::to_string(count),
                                               std::to_string(workbook_limit::parts_max)});
    return false;
  }
  for (std::uint64_t index = 0; index < count; ++index) {
    zip_stat_t stat;
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(archive_->zip, index, 0, &stat) != 0 || (stat.valid & needed) != needed) {
      problems.of_file(workbook_not_whole, {problems.shown_path()});
      return false;
    }
    std::string name = stat.name;
    std::replace(name.begin(), name.end(), '\\', '/');  // some Windows programs write it so
    if (name.starts_with('/')) name.erase(0, 1);
    if (name.empty() || name.ends_with('/')) continue;
    std::string key = match_key_of(name);
    parts_.push_back({std::move(name), std::move(key), index, stat.comp_size, stat.size});
  }
  std::sort(parts_.begin(), parts_.end(),
            [](const PackagePart& a, const PackagePart& b) { return a.match_key < b.match_key; });
  const auto twice = std::adjacent_find(
      parts_.begin(), parts_.end(),
      [](const PackagePart& a, const PackagePart& b) { return a.match_key == b.match_key; });
  if (twice == parts_.end()) return true;
  problems.of_file(workbook_part_twice, {shown_text(twice->name)});
  return false;
}

const PackagePart* ZipPackage::find(std::string_view name) const {
  const std::string key = match_key_of(name);
  const auto found = std::lower_bound(
      parts_.begin(), parts_.end(), key,
      [](const PackagePart& part, const std::string& wanted) { return part.match_key < wanted; });
  return found != parts_.end() && found->match_key == key ? &*found : nullptr;
}

PartStream::PartStream(ZipPackage& package, const PackagePart& part, WorkbookProblems& problems)
    : package_(package), part_(part), problems_(problems) {}
PartStream::~PartStream() = default;

void PartStream::report(const ProblemKind& kind, std::vector<std::string> arguments) {
  problems_.of_part(kind, part_.name, 0, 0, std::move(arguments));
}

bool PartStream::open() {
  zip_stat_t stat;
  zip_t* zip = package_.archive_->zip;
  const bool is_known = zip_stat_index(zip, part_.index, 0, &stat) == 0;
  const bool is_plain = is_known && (stat.encryption_method == ZIP_EM_NONE);
  if (!is_plain || (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)) {
    report(workbook_part_packing,
           {shown_text(part_.name),
            std::to_string(is_plain ? stat.comp_method : stat.encryption_method)});
    return false;
  }
  file_ = std::make_unique<File>();
  file_->file = zip_fopen_index(zip, part_.index, 0);
  if (file_->file == nullptr) {
    report(workbook_part_damaged, {shown_text(part_.name), zip_strerror(zip)});
    return false;
  }
  read_bytes_ = part_.bytes;  // what the directory says must be within the limits, too
  const bool is_within = is_within_limits();
  read_bytes_ = 0;
  return is_within;
}

bool PartStream::is_within_limits() {
  using namespace workbook_limit;
  const std::uint64_t all = package_.inflated_bytes_ + read_bytes_;
  if (read_bytes_ > part_bytes_max || all > parts_bytes_max) {
    const std::uint64_t limit = read_bytes_ > part_bytes_max ? part_bytes_max : parts_bytes_max;
    report(workbook_part_too_large, {shown_text(part_.name), std::to_string(limit)});
    return false;
  }
  if (read_bytes_ > ratio_free_bytes && read_bytes_ / ratio_max > part_.packed_bytes) {
    report(workbook_part_ratio, {shown_text(part_.name), std::to_string(ratio_max)});
    return false;
  }
  return true;
}

std::optional<std::size_t> PartStream::read(std::span<char> buffer) {
  if (!file_ && !open()) return std::nullopt;
  const zip_int64_t got = zip_fread(file_->file, buffer.data(), buffer.size());
  if (got < 0) {
    report(workbook_part_damaged, {shown_text(part_.name), zip_file_strerror(file_->file)});
    return std::nullopt;
  }
  read_bytes_ += static_cast<std::uint64_t>(got);
  if (!is_within_limits()) return std::nullopt;
  if (got == 0) {
    if (read_bytes_ != part_.bytes) {
      report(workbook_part_damaged, {shown_text(part_.name), std::to_string(read_bytes_) + " ≠ " +
                                                                 std::to_string(part_.bytes)});
      return std::nullopt;
    }
    package_.inflated_bytes_ += read_bytes_;
  }
  return static_cast<std::size_t>(got);
}

}  // namespace phanbo

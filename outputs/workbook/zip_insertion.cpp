#include "outputs/workbook/zip_insertion.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "models/check.hpp"

namespace phanbo {

namespace {

/// 1980-01-01, the first day that zip files know: equal results are equal bytes.
constexpr zip_uint16_t fixed_date = 0x21;

int errno_of(zip_error_t* error) {
  const bool of_system = ::zip_error_system_type(error) == ZIP_ET_SYS;
  const int code = of_system ? ::zip_error_code_system(error) : 0;
  return code != 0 ? code : EIO;
}

/// An entry with its insertion, given to libzip as already deflated.
struct LongEntry {
  DeflatedBlock head;
  DeflatedBlock tail;
  DeflatedText* text = nullptr;
  std::uint64_t at = 0;  ///< of the deflated bytes
  bool has_failed = false;

  std::uint64_t deflated_bytes() const {
    return head.bytes.size() + text->deflated_bytes() + tail.bytes.size();
  }
  zip_int64_t read(char* to, std::uint64_t bytes_max);
  void describe(zip_stat_t& stat) const;
};

zip_int64_t LongEntry::read(char* to, std::uint64_t bytes_max) {
  const std::uint64_t middle = head.bytes.size();
  const std::uint64_t end = middle + text->deflated_bytes();
  const auto copy = [&](const std::string& bytes, std::uint64_t from) {
    const std::uint64_t count = std::min<std::uint64_t>(bytes_max, bytes.size() - from);
    std::memcpy(to, bytes.data() + from, count);
    return count;
  };
  std::uint64_t count = 0;
  if (at < middle) {
    count = copy(head.bytes, at);
  } else if (at < end) {
    count = text->read(to, std::min(bytes_max, end - at));
    has_failed = count == 0;
  } else {
    count = copy(tail.bytes, at - end);
  }
  at += count;
  return has_failed ? -1 : static_cast<zip_int64_t>(count);
}

void LongEntry::describe(zip_stat_t& stat) const {
  ::zip_stat_init(&stat);
  stat.size = head.text_bytes + text->text_bytes() + tail.text_bytes;
  stat.comp_size = deflated_bytes();
  stat.comp_method = ZIP_CM_DEFLATE;
  stat.encryption_method = ZIP_EM_NONE;
  stat.crc = joined_checksum(joined_checksum(head.checksum, text->checksum(), text->text_bytes()),
                             tail.checksum, tail.text_bytes);
  stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC |
               ZIP_STAT_ENCRYPTION_METHOD;
}

zip_int64_t serve(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  LongEntry& entry = *static_cast<LongEntry*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      entry.at = 0;
      entry.has_failed = !entry.text->rewind();
      return entry.has_failed ? -1 : 0;
    case ZIP_SOURCE_READ:
      return entry.read(static_cast<char*>(data), length);
    case ZIP_SOURCE_STAT:
      entry.describe(*static_cast<zip_stat_t*>(data));
      return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR: {
      const std::array<int, 2> error = {ZIP_ER_READ, EIO};
      std::memcpy(data, error.data(), sizeof(error));
      return sizeof(error);
    }
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_SUPPORTS:
      return ::zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              ZIP_SOURCE_SUPPORTS, -1);
    default:
      return -1;
  }
}

struct Discarder {
  void operator()(zip_t* zip) const { ::zip_discard(zip); }
};
using OpenZip = std::unique_ptr<zip_t, Discarder>;

/// The text of an entry; empty when it cannot be read.
std::string text_of_entry(zip_t* zip, zip_uint64_t index) {
  zip_stat_t stat{};
  if (::zip_stat_index(zip, index, 0, &stat) != 0) return {};
  std::string text(stat.size, '\0');
  zip_file_t* const file = ::zip_fopen_index(zip, index, 0);
  if (file == nullptr) return {};
  const zip_int64_t count = ::zip_fread(file, text.data(), text.size());
  ::zip_fclose(file);
  return count == static_cast<zip_int64_t>(text.size()) ? text : std::string();
}

/// Replaces the entry; false after a failure.
bool insert(zip_t* zip, ZipInsertion& insertion, LongEntry& entry) {
  const zip_int64_t found = ::zip_name_locate(zip, insertion.entry.c_str(), 0);
  PB_CHECK(found >= 0);
  const auto index = static_cast<zip_uint64_t>(found);
  const std::string text = text_of_entry(zip, index);
  if (text.empty()) return false;
  const std::size_t place = text.find(insertion.before);
  PB_CHECK(place != std::string::npos);
  entry.head = Deflater().deflate(std::string_view(text).substr(0, place), false);
  entry.tail = Deflater().deflate(std::string_view(text).substr(place), true);
  entry.text = &insertion.text;
  zip_source_t* const source = ::zip_source_function(zip, serve, &entry);
  if (source == nullptr) return false;
  if (::zip_file_replace(zip, index, source, 0) != 0) {
    ::zip_source_free(source);
    return false;
  }
  return ::zip_file_set_dostime(zip, index, 0, fixed_date, 0) == 0;
}

}  // namespace

int insert_into_zip(const std::filesystem::path& path, std::vector<ZipInsertion>& insertions) {
  std::vector<LongEntry> entries(insertions.size());  // outlives the file that reads from it
  int code = 0;
  OpenZip zip(::zip_open(path.c_str(), 0, &code));
  if (zip == nullptr) {
    zip_error_t error;
    ::zip_error_init_with_code(&error, code);
    const int result = errno_of(&error);
    ::zip_error_fini(&error);
    return result;
  }
  for (std::size_t i = 0; i < insertions.size(); ++i) {
    if (!insert(zip.get(), insertions[i], entries[i])) return errno_of(::zip_get_error(zip.get()));
  }
  if (::zip_close(zip.get()) != 0) return errno_of(::zip_get_error(zip.get()));
  static_cast<void>(zip.release());
  return 0;
}

}  // namespace phanbo

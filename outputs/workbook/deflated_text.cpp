#include "outputs/workbook/deflated_text.hpp"

#include <zlib.h>

#include <cerrno>
#include <utility>

#include "models/check.hpp"
#include "models/parallel.hpp"

namespace phanbo {

namespace {

/// On cells of a sheet level 2 is the fastest, and within a fifth of the size of level 6.
constexpr int level = 2;
constexpr int raw_window_bits = -15;
constexpr int memory_level_max = 9;
/// Blocks that wait for each other: enough for every thread to have some.
constexpr std::size_t waiting_max = 16;

int error_or(int otherwise) { return errno != 0 ? errno : otherwise; }

}  // namespace

DeflatedBlock deflate_block(std::string_view text, bool is_last) {
  z_stream stream{};
  PB_CHECK(::deflateInit2(&stream, level, Z_DEFLATED, raw_window_bits, memory_level_max,
                          Z_DEFAULT_STRATEGY) == Z_OK);
  constexpr std::size_t flush_mark = 16;
  DeflatedBlock block;
  block.bytes.resize(::deflateBound(&stream, text.size()) + flush_mark);
  const auto* const bytes = reinterpret_cast<const Bytef*>(text.data());
  stream.next_in = const_cast<Bytef*>(bytes);
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(block.bytes.data());
  stream.avail_out = static_cast<uInt>(block.bytes.size());
  const int result = ::deflate(&stream, is_last ? Z_FINISH : Z_FULL_FLUSH);
  PB_CHECK(result == (is_last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0);
  block.bytes.resize(stream.total_out);
  block.bytes.shrink_to_fit();
  block.text_bytes = text.size();
  block.checksum =
      static_cast<std::uint32_t>(::crc32_z(::crc32_z(0, nullptr, 0), bytes, text.size()));
  ::deflateEnd(&stream);
  return block;
}

std::uint32_t joined_checksum(std::uint32_t first, std::uint32_t second,
                              std::uint64_t second_text_bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_combine(first, second, static_cast<z_off_t>(second_text_bytes)));
}

DeflatedText::DeflatedText(int threads) : threads_(threads) {
  errno = 0;
  file_.reset(std::tmpfile());
  if (file_ == nullptr) error_ = error_or(EIO);
}

void DeflatedText::add(std::string block) {
  if (error_ != 0) return;
  waiting_.push_back(std::move(block));
  if (waiting_.size() == waiting_max) deflate_waiting();
}

void DeflatedText::deflate_waiting() {
  std::vector<DeflatedBlock> blocks(waiting_.size());
  run_jobs(threads_, blocks.size(),
           [&](std::size_t i) { blocks[i] = deflate_block(waiting_[i], false); });
  waiting_.clear();
  for (const DeflatedBlock& block : blocks) {
    checksum_ = joined_checksum(checksum_, block.checksum, block.text_bytes);
    text_bytes_ += block.text_bytes;
    deflated_bytes_ += block.bytes.size();
    errno = 0;
    if (std::fwrite(block.bytes.data(), 1, block.bytes.size(), file_.get()) == block.bytes.size())
      continue;
    error_ = error_or(EIO);
    return;
  }
}

int DeflatedText::finish() {
  if (error_ == 0) deflate_waiting();
  waiting_.shrink_to_fit();
  errno = 0;
  if (error_ == 0 && std::fflush(file_.get()) != 0) error_ = error_or(EIO);
  return error_;
}

bool DeflatedText::rewind() { return error_ == 0 && std::fseek(file_.get(), 0, SEEK_SET) == 0; }

std::size_t DeflatedText::read(char* to, std::size_t bytes_max) {
  return std::fread(to, 1, bytes_max, file_.get());
}

}  // namespace phanbo

#include "outputs/workbook/deflated_text.hpp"

#include <zlib.h>

#include <cerrno>
#include <utility>

#include "models/check.hpp"
#include "models/parallel.hpp"

namespace phanbo {

namespace {

/// Measured on cells of a sheet: level 2 is faster than 1 and 3, a smaller memory faster than 8.
constexpr int level = 2;
constexpr int memory_level = 7;
constexpr int raw_window_bits = -15;
/// Blocks that are deflated together.
constexpr std::size_t blocks_per_thread = 2;

int error_or(int otherwise) { return errno != 0 ? errno : otherwise; }

}  // namespace

struct Deflater::Stream {
  Stream() {
    PB_CHECK(::deflateInit2(&zlib, level, Z_DEFLATED, raw_window_bits, memory_level,
                            Z_DEFAULT_STRATEGY) == Z_OK);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { ::deflateEnd(&zlib); }
  z_stream zlib{};
};

Deflater::Deflater() : stream_(std::make_unique<Stream>()) {}
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;
Deflater::~Deflater() = default;

DeflatedBlock Deflater::deflate(std::string_view text, bool is_last) {
  constexpr std::size_t flush_mark = 16;
  z_stream& stream = stream_->zlib;
  PB_CHECK(::deflateReset(&stream) == Z_OK);
  const std::size_t most = ::deflateBound(&stream, text.size()) + flush_mark;
  if (room_.size() < most) room_.resize(most);
  const auto* const bytes = reinterpret_cast<const Bytef*>(text.data());
  stream.next_in = const_cast<Bytef*>(bytes);  // NOLINT: zlib only reads it
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(room_.data());
  stream.avail_out = static_cast<uInt>(room_.size());
  const int result = ::deflate(&stream, is_last ? Z_FINISH : Z_FULL_FLUSH);
  PB_CHECK(result == (is_last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0);
  return {room_.substr(0, stream.total_out), text.size(),
          static_cast<std::uint32_t>(::crc32_z(0, bytes, text.size()))};
}

std::uint32_t joined_checksum(std::uint32_t first, std::uint32_t second,
                              std::uint64_t second_text_bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_combine(first, second, static_cast<z_off_t>(second_text_bytes)));
}

DeflatedText::DeflatedText(int threads) : threads_(threads) {
  errno = 0;
  file_.reset(std::tmpfile());  // NOLINT: owned from here on
  if (file_ == nullptr) error_ = error_or(EIO);
}

void DeflatedText::add(std::string& block) {
  if (waiting_count_ == waiting_.size()) waiting_.emplace_back();
  waiting_[waiting_count_].text.swap(block);
  block.clear();
  const std::size_t enough =
      threads_ > 1 ? blocks_per_thread * static_cast<std::size_t>(threads_) : 1;
  if (++waiting_count_ >= enough) deflate_waiting();
}

void DeflatedText::deflate_waiting() {
  std::vector<DeflatedBlock> blocks(waiting_count_);
  if (error_ == 0) {
    run_jobs(threads_, blocks.size(), [&](std::size_t i) {
      blocks[i] = waiting_[i].deflater.deflate(waiting_[i].text, false);
    });
  }
  waiting_count_ = 0;
  for (const DeflatedBlock& block : blocks) write(block);
}

void DeflatedText::write(const DeflatedBlock& block) {
  if (error_ != 0) return;
  checksum_ = joined_checksum(checksum_, block.checksum, block.text_bytes);
  text_bytes_ += block.text_bytes;
  deflated_bytes_ += block.bytes.size();
  errno = 0;
  if (std::fwrite(block.bytes.data(), 1, block.bytes.size(), file_.get()) != block.bytes.size())
    error_ = error_or(EIO);
}

int DeflatedText::finish() {
  deflate_waiting();
  waiting_.clear();
  errno = 0;
  if (error_ == 0 && std::fflush(file_.get()) != 0) error_ = error_or(EIO);
  return error_;
}

bool DeflatedText::rewind() { return error_ == 0 && std::fseek(file_.get(), 0, SEEK_SET) == 0; }

std::size_t DeflatedText::read(char* to, std::size_t bytes_max) {
  return std::fread(to, 1, bytes_max, file_.get());
}

}  // namespace phanbo

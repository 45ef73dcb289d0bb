#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo {

/// A piece of raw deflate data: pieces stand behind each other, the last one ends the data.
struct DeflatedBlock {
  std::string bytes;
  std::uint64_t text_bytes = 0;
  std::uint32_t checksum = 0;  ///< CRC-32 of the text, as zip files have it
};

/// Deflates blocks, each without regard to what stands before it.
class Deflater {
 public:
  Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;
  ~Deflater();
  DeflatedBlock deflate(std::string_view text, bool is_last);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::string room_;  ///< for the bytes that come out
};

/// Checksum of two texts behind each other.
std::uint32_t joined_checksum(std::uint32_t first, std::uint32_t second,
                              std::uint64_t second_text_bytes);

/// A long text that is deflated as it grows and kept in a temporary file without a name. Its blocks
/// are deflated apart, so that threads can share the work: the bytes depend on the blocks alone.
class DeflatedText {
 public:
  explicit DeflatedText(int threads);

  /// Takes the block and leaves an empty one to be filled.
  void add(std::string& block);
  /// After the last block. 0, or the errno value of what went wrong at any time.
  int finish();

  std::uint64_t text_bytes() const { return text_bytes_; }
  std::uint64_t deflated_bytes() const { return deflated_bytes_; }
  std::uint32_t checksum() const { return checksum_; }

  /// Reading the deflated bytes, once finished. False, or fewer bytes than asked for before the
  /// end, when the file cannot be read.
  bool rewind();
  std::size_t read(char* to, std::size_t bytes_max);

 private:
  struct Closer {
    void operator()(std::FILE* file) const {
      std::fclose(file);  // NOLINT: what owns it is the pointer
    }
  };
  void deflate_waiting();
  void write(const DeflatedBlock& block);

  struct Waiting {
    std::string text;
    Deflater deflater;
  };
  int threads_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_count_ = 0;
  std::unique_ptr<std::FILE, Closer> file_;
  std::uint64_t text_bytes_ = 0;
  std::uint64_t deflated_bytes_ = 0;
  std::uint32_t checksum_ = 0;
  int error_ = 0;
};

}  // namespace phanbo

#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace phanbo {

/// What the writers ask of the file system. Every such call passes through FileCalls.
enum class FileOperation { create_folder, lock, create_file, write, close, exchange, rename };

/// Asked before each operation: 0 lets it happen, an errno value makes it fail that way.
using FileOperationHook = std::function<int(FileOperation, const std::filesystem::path&)>;

/// The calls to the system. Each returns 0 or the errno value of the failure.
class FileCalls {
 public:
  explicit FileCalls(const FileOperationHook* hook = nullptr) : hook_(hook) {}
  int create_folder(const std::filesystem::path& path) const;
  /// Opens a folder and locks it; EWOULDBLOCK when another process holds it.
  int lock_folder(const std::filesystem::path& path, int& descriptor) const;
  /// Creates a new file; an existing one is a failure.
  int create_file(const std::filesystem::path& path, int& descriptor) const;
  int write(int descriptor, const std::filesystem::path& path, std::string_view bytes) const;
  int close(int descriptor, const std::filesystem::path& path) const;
  /// Exchanges the names of two folders in one step.
  int exchange(const std::filesystem::path& a, const std::filesystem::path& b) const;
  int rename(const std::filesystem::path& from, const std::filesystem::path& to) const;

 private:
  int refused(FileOperation operation, const std::filesystem::path& path) const {
    return hook_ == nullptr || !*hook_ ? 0 : (*hook_)(operation, path);
  }
  const FileOperationHook* hook_;
};

/// Writes one file after the other through one buffer. The first failure stays until it is asked
/// for; what is appended after it is dropped.
class FileWriter {
 public:
  explicit FileWriter(const FileCalls& calls);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  void open(const std::filesystem::path& path);
  void close();
  /// 0 while nothing has failed.
  int error() const { return error_; }
  const std::filesystem::path& failed_path() const { return failed_path_; }

  void append(std::string_view bytes) {
    if (bytes.empty()) return;  // an empty view may point nowhere
    if (bytes.size() > buffer_size - used_) {
      append_slowly(bytes);
      return;
    }
    std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  void append(char byte) {
    if (used_ == buffer_size) flush();
    buffer_[used_++] = byte;
  }
  void append_number(std::int64_t number) {
    constexpr std::size_t digits_max = 20;
    if (buffer_size - used_ < digits_max) flush();
    char* const first = buffer_.get() + used_;
    used_ = static_cast<std::size_t>(std::to_chars(first, first + digits_max, number).ptr -
                                     buffer_.get());
  }

 private:
  static constexpr std::size_t buffer_size = std::size_t{1} << 18;
  void append_slowly(std::string_view bytes);
  void flush();
  void fail(int error);

  const FileCalls& calls_;
  std::unique_ptr<char[]> buffer_;
  std::size_t used_ = 0;
  int descriptor_ = -1;
  int error_ = 0;
  std::filesystem::path path_;
  std::filesystem::path failed_path_;
};

}  // namespace phanbo

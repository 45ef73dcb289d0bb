#include "outputs/write/file_writer.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace phanbo {

namespace {

constexpr mode_t folder_mode = 0777;
constexpr mode_t file_mode = 0666;

}  // namespace

int FileCalls::create_folder(const std::filesystem::path& path) const {
  if (const int error = refused(FileOperation::create_folder, path)) return error;
  return ::mkdir(path.c_str(), folder_mode) == 0 ? 0 : errno;
}

int FileCalls::lock_folder(const std::filesystem::path& path, int& descriptor) const {
  if (const int error = refused(FileOperation::lock, path)) return error;
  const int opened = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (opened < 0) return errno;
  if (::flock(opened, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(opened);
    return error;
  }
  descriptor = opened;
  return 0;
}

int FileCalls::create_file(const std::filesystem::path& path, int& descriptor) const {
  if (const int error = refused(FileOperation::create_file, path)) return error;
  descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file_mode);
  return descriptor >= 0 ? 0 : errno;
}

int FileCalls::write(int descriptor, const std::filesystem::path& path,
                     std::string_view bytes) const {
  if (const int error = refused(FileOperation::write, path)) return error;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return EIO;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int FileCalls::close(int descriptor, const std::filesystem::path& path) const {
  const int refusal = refused(FileOperation::close, path);
  // A file system may report a failed write only here. After EINTR the descriptor is gone as well.
  const int error = ::close(descriptor) == 0 || errno == EINTR ? 0 : errno;
  return refusal != 0 ? refusal : error;
}

int FileCalls::exchange(const std::filesystem::path& a, const std::filesystem::path& b) const {
  if (const int error = refused(FileOperation::exchange, b)) return error;
  return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0 ? 0 : errno;
}

int FileCalls::rename(const std::filesystem::path& from, const std::filesystem::path& to) const {
  if (const int error = refused(FileOperation::rename, to)) return error;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

FileWriter::FileWriter(const FileCalls& calls)
    : calls_(calls), buffer_(std::make_unique_for_overwrite<char[]>(buffer_size)) {}

FileWriter::~FileWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FileWriter::open(const std::filesystem::path& path) {
  if (error_ != 0) return;
  path_ = path;
  used_ = 0;
  if (const int error = calls_.create_file(path, descriptor_)) fail(error);
}

void FileWriter::close() {
  flush();
  if (descriptor_ < 0) return;
  const int error = calls_.close(descriptor_, path_);
  descriptor_ = -1;
  if (error != 0) fail(error);
}

void FileWriter::append_slowly(std::string_view bytes) {
  flush();
  if (bytes.size() <= buffer_size) {
    append(bytes);
  } else if (error_ == 0) {
    if (const int error = calls_.write(descriptor_, path_, bytes)) fail(error);
  }
}

void FileWriter::flush() {
  if (error_ == 0 && used_ > 0) {
    const std::string_view bytes(buffer_.get(), used_);
    if (const int error = calls_.write(descriptor_, path_, bytes)) fail(error);
  }
  used_ = 0;
}

void FileWriter::fail(int error) {
  if (error_ != 0) return;
  error_ = error;
  failed_path_ = path_;
}

}  // namespace phanbo

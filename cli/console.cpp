#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>

namespace phanbo {

namespace {

/// Writes all of `text`; returns errno of the failure, or 0.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void Console::print(std::string_view text) {
  if (print_error_ == 0) print_error_ = write_all(result_descriptor_, text);
}

void Console::tell(std::string_view text) {
  // Nobody is left to be told that messages cannot be printed.
  write_all(message_descriptor_, text);
}

}  // namespace phanbo

#pragma once

#include <source_location>
#include <stdexcept>

namespace phanbo {

/// A broken promise inside the program: our bug, never the user's. Only the command line catches
/// it; it exits with 70 and writes no output.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void fail_check(const char* condition, std::source_location where);

}  // namespace phanbo

/// Checked in every build. Use it for what only a programming error can break.
#define PB_CHECK(condition) \
  ((condition) ? void() : ::phanbo::fail_check(#condition, std::source_location::current()))

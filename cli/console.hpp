#pragma once

#include <string>
#include <string_view>

#include "models/text.hpp"

namespace phanbo {

/// The exit codes of the program (README, "exit code").
enum class Exit {
  done = 0,
  answer_is_no = 1,
  wrong_usage = 2,
  bad_input = 3,
  cannot_read_or_write = 4,
  limit_reached = 5,
  our_bug = 70
};

/// Where a person or another program reads us: results to one descriptor, messages to the other.
/// A reader that goes away is remembered, never fatal: `head` may close the pipe.
class Console {
 public:
  Console(int result_descriptor, int message_descriptor, Language language)
      : result_descriptor_(result_descriptor),
        message_descriptor_(message_descriptor),
        language_(language) {}

  Language language() const { return language_; }
  std::string_view say(const Text& text) const { return text.in(language_); }

  /// Results: what was asked for.
  void print(std::string_view text);
  /// Messages: problems, warnings, remarks.
  void tell(std::string_view text);

  /// Why results could not be printed: an errno value, 0 = everything was printed.
  int print_error() const { return print_error_; }

 private:
  int result_descriptor_;
  int message_descriptor_;
  Language language_;
  int print_error_ = 0;
};

}  // namespace phanbo

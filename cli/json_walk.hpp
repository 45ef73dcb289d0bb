#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "models/limits.hpp"

namespace phanbo {

/// Walks through JSON text; every function returns false where the text is not JSON.
class JsonWalk {
 public:
  explicit JsonWalk(std::string_view json) : left_(json) {}

  /// Calls `member(key, walk)` for each member; it must consume the value.
  template <class Member>
  bool object(Member member) {
    if (!take('{')) return false;
    if (take('}')) return true;
    do {
      std::string key;
      if (!string(key) || !take(':') || !member(key)) return false;
    } while (take(','));
    return take('}');
  }

  template <class Element>
  bool array(Element element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!element()) return false;
    } while (take(','));
    return take(']');
  }

  /// A text or number into `value`; anything else is skipped and leaves it empty.
  bool scalar(std::optional<std::string>& value, int depth = 0) {
    const char first = peek();
    if (first == '"') return string(value.emplace());
    if (first == '{' || first == '[') return skip(depth);
    const std::string word = bare_word();
    if (word.empty()) return false;
    if (word != "true" && word != "false" && word != "null") value = word;
    return true;
  }

  bool skip(int depth) {
    if (depth > limit_json_depth_max) return false;
    std::optional<std::string> ignored;
    if (peek() == '{')
      return object([&](const std::string&) { return scalar(ignored, depth + 1); });
    if (peek() == '[') return array([&] { return scalar(ignored, depth + 1); });
    return scalar(ignored, depth);
  }

  char peek() {
    const std::size_t start = left_.find_first_not_of(" \t\r\n");
    left_.remove_prefix(std::min(start, left_.size()));
    return left_.empty() ? '\0' : left_.front();
  }

 private:
  bool take(char mark) {
    if (peek() != mark) return false;
    left_.remove_prefix(1);
    return true;
  }

  std::string bare_word() {
    const std::size_t end = std::min(left_.find_first_of(",]} \t\r\n"), left_.size());
    std::string word(left_.substr(0, end));
    left_.remove_prefix(end);
    return word;
  }

  bool string(std::string& value) {
    if (!take('"')) return false;
    while (!left_.empty() && left_.front() != '"') {
      if (left_.front() == '\\') {
        if (!escape(value)) return false;
      } else {
        std::size_t run = 1;
        while (run < left_.size() && left_[run] != '"' && left_[run] != '\\') ++run;
        value.append(left_.substr(0, run));
        left_.remove_prefix(run);
      }
    }
    return take('"');
  }

  /// Our own files escape quotes, backslashes and control characters only; others are kept as
  /// written.
  bool escape(std::string& value) {
    if (left_.size() < 2) return false;
    const char mark = left_[1];
    left_.remove_prefix(2);
    constexpr std::string_view marks = "nrtbf";
    constexpr std::string_view meanings = "\n\r\t\b\f";
    const std::size_t position = marks.find(mark);
    if (position != std::string_view::npos) {
      value += meanings[position];
    } else if (mark == 'u') {
      value += "\\u";
    } else {
      value += mark;
    }
    return true;
  }

  std::string_view left_;
};

}  // namespace phanbo

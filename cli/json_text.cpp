#include "cli/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/limits.hpp"

namespace phanbo {

namespace {

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte < 0x20) {
      text += fmt::format("\\u{:04x}", byte);
    } else {
      text += c;
    }
  }
  return text + '"';
}

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
        value += left_.front();
        left_.remove_prefix(1);
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

}  // namespace

JsonText& JsonText::key(std::string_view name) {
  begin_value();
  out_ += quoted(name) + ": ";
  after_key_ = true;
  return *this;
}

void JsonText::text(std::string_view value) {
  begin_value();
  out_ += quoted(value);
}

void JsonText::number(std::int64_t value) {
  begin_value();
  out_ += std::to_string(value);
}

void JsonText::flag(bool value) {
  begin_value();
  out_ += value ? "true" : "false";
}

void JsonText::open(char mark) {
  begin_value();
  out_ += mark;
  filled_.push_back(false);
}

void JsonText::close(char mark) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) out_ += '\n' + std::string(2 * filled_.size(), ' ');
  out_ += mark;
}

void JsonText::begin_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (filled_.empty()) return;
  if (filled_.back()) out_ += ',';
  filled_.back() = true;
  out_ += '\n' + std::string(2 * filled_.size(), ' ');
}

std::optional<std::vector<JsonRecord>> json_records(std::string_view json, std::string_view name) {
  JsonWalk walk(json);
  std::vector<JsonRecord> records;
  const auto one_record = [&] {
    JsonRecord& record = records.emplace_back();
    return walk.object([&](const std::string& key) {
      std::optional<std::string> value;
      if (!walk.scalar(value)) return false;
      if (value) record.emplace_back(key, *value);
      return true;
    });
  };
  const bool is_json = walk.object(
      [&](const std::string& key) { return key == name ? walk.array(one_record) : walk.skip(0); });
  if (!is_json) return std::nullopt;
  return records;
}

std::optional<JsonRecord> json_top(std::string_view json) {
  JsonWalk walk(json);
  JsonRecord record;
  const bool is_json = walk.object([&](const std::string& key) {
    std::optional<std::string> value;
    if (!walk.scalar(value)) return false;
    if (value) record.emplace_back(key, *value);
    return true;
  });
  if (!is_json) return std::nullopt;
  return record;
}

std::string_view value_of(const JsonRecord& record, std::string_view key) {
  const auto found = std::find_if(record.begin(), record.end(),
                                  [&](const auto& member) { return member.first == key; });
  return found == record.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace phanbo

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/money.hpp"

namespace phanbo::open_data {

/// Writes JSON into memory: keys in the order they are given, one entry a line, amounts as
/// integers. Text passes through as UTF-8; quotes, backslashes, control characters and the line
/// separators U+2028 and U+2029 are escaped.
class JsonText {
 public:
  JsonText& begin_object() { return open('{'); }
  JsonText& end_object() { return close('}'); }
  JsonText& begin_array() { return open('['); }
  JsonText& end_array() { return close(']'); }
  JsonText& key(std::string_view name);
  JsonText& string(std::string_view text);
  JsonText& number(std::int64_t value);
  JsonText& boolean(bool value);

  JsonText& field(std::string_view name, std::string_view text) { return key(name).string(text); }
  /// Leaves the key out when the text is empty: these schemas refuse empty texts.
  JsonText& field_if(std::string_view name, std::string_view text) {
    return text.empty() ? *this : field(name, text);
  }
  /// Ends the document with a line break.
  std::string take();

 private:
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  void separate();
  void quote(std::string_view text);

  std::string out_;
  int depth_ = 0;
  bool needs_comma_ = false;
  bool after_key_ = false;
};

/// A text that fits where only [-a-z0-9._/] may stand: other characters become '-'.
std::string plain_name(std::string_view code);

}  // namespace phanbo::open_data

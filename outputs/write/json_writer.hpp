#pragma once

#include <string_view>

#include "models/money.hpp"
#include "outputs/write/file_writer.hpp"

namespace phanbo {

/// Writes JSON: keys in the order they are given, amounts as integers, other numbers as strings by
/// the caller's choice, no spaces, line breaks where asked for. Text passes through as UTF-8;
/// quotes, backslashes, every control character and the line separators U+2028 and U+2029 are
/// escaped.
class JsonWriter {
 public:
  explicit JsonWriter(FileWriter& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  /// The next key or element starts a new line.
  void line() {
    separate();
    needs_comma_ = false;
    out_.append('\n');
  }
  /// A line break before a closing bracket.
  void line_end() { out_.append('\n'); }
  /// Makes the string just written a key.
  void colon() {
    out_.append(':');
    needs_comma_ = false;
  }
  /// A key that needs no escaping.
  void key(std::string_view name) {
    separate();
    out_.append('"');
    out_.append(name);
    out_.append(std::string_view("\":"));
    needs_comma_ = false;
  }
  /// A key with its quotes and colon.
  void quoted_key(std::string_view key_text) {
    separate();
    out_.append(key_text);
    needs_comma_ = false;
  }
  void string(std::string_view text) {
    separate();
    out_.append('"');
    append_escaped(text);
    out_.append('"');
    needs_comma_ = true;
  }
  void integer(std::int64_t value) {
    separate();
    out_.append_number(value);
    needs_comma_ = true;
  }
  /// A number that is not money: a string of digits.
  void number_text(std::int64_t value) {
    separate();
    out_.append('"');
    out_.append_number(value);
    out_.append('"');
    needs_comma_ = true;
  }
  void boolean(bool value) { literal(value ? "true" : "false"); }
  void null() { literal("null"); }
  void literal(std::string_view text) {
    separate();
    out_.append(text);
    needs_comma_ = true;
  }
  /// Ends the file with a newline.
  void end_file() { out_.append('\n'); }

  void field(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }
  void field(std::string_view name, const char* text) { field(name, std::string_view(text)); }
  void field(std::string_view name, Money amount) {
    key(name);
    integer(amount.dong());
  }
  void field(std::string_view name, bool value) {
    key(name);
    boolean(value);
  }

 private:
  void separate() {
    if (needs_comma_) out_.append(',');
  }
  void open(char bracket) {
    separate();
    out_.append(bracket);
    needs_comma_ = false;
  }
  void close(char bracket) {
    out_.append(bracket);
    needs_comma_ = true;
  }
  void append_escaped(std::string_view text);

  FileWriter& out_;
  bool needs_comma_ = false;
};

}  // namespace phanbo

#include "outputs/open_data/json_text.hpp"

#include <utility>

namespace phanbo::open_data {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

/// U+2028 and U+2029, which end a line in some readers of JSON.
bool is_line_separator(std::string_view rest) {
  return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9");
}

}  // namespace

void JsonText::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (needs_comma_) out_ += ',';
  if (depth_ > 0) out_.append("\n").append(static_cast<std::size_t>(depth_), ' ');
}

JsonText& JsonText::open(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  needs_comma_ = false;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  --depth_;
  if (needs_comma_) out_.append("\n").append(static_cast<std::size_t>(depth_), ' ');
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonText& JsonText::string(std::string_view text) {
  separate();
  quote(text);
  needs_comma_ = true;
  return *this;
}

JsonText& JsonText::number(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  needs_comma_ = true;
  return *this;
}

JsonText& JsonText::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  needs_comma_ = true;
  return *this;
}

void JsonText::quote(std::string_view text) {
  out_ += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      out_ += '\\';
      out_ += text[i];
    } else if (byte < 0x20 || byte == 0x7F) {
      out_ += "\\u00";
      out_ += hex_digits[byte >> 4U];
      out_ += hex_digits[byte & 0xFU];
    } else if (is_line_separator(text.substr(i))) {
      out_ += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out_ += text[i];
    }
  }
  out_ += '"';
}

std::string JsonText::take() {
  out_ += '\n';
  return std::move(out_);
}

std::string plain_name(std::string_view code) {
  std::string name;
  for (const char character : code) {
    const bool upper = character >= 'A' && character <= 'Z';
    const bool plain = (character >= 'a' && character <= 'z') ||
                       (character >= '0' && character <= '9') || character == '.' ||
                       character == '_';
    name += upper ? static_cast<char>(character - 'A' + 'a') : (plain ? character : '-');
  }
  return name.empty() ? "plan" : name;
}

}  // namespace phanbo::open_data

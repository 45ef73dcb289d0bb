#include "outputs/write/json_writer.hpp"

#include <array>

namespace phanbo {

namespace {

/// Bytes that may have to be escaped: controls, quote, backslash, DEL, and the lead bytes of the
/// control characters U+0080–U+009F and of U+2028 and U+2029.
constexpr std::array<bool, 256> suspicious = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] = true;
  for (const std::size_t byte : {std::size_t{'"'}, std::size_t{'\\'}, std::size_t{0x7F},
                                 std::size_t{0xC2}, std::size_t{0xE2}})
    table[byte] = true;
  return table;
}();

struct Escape {
  std::size_t used = 1;  ///< bytes of the text it stands for
  unsigned code = 0;     ///< code point; 0x110000 = needs no escape
};
constexpr unsigned none = 0x110000;

Escape escape_of(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(0) == 0xC2) {
    return byte(1) >= 0x80 && byte(1) <= 0x9F ? Escape{2, byte(1)} : Escape{1, none};
  }
  if (byte(0) == 0xE2) {
    const bool separator = byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9);
    return separator ? Escape{3, 0x2000U + (byte(2) & 0x3FU)} : Escape{1, none};
  }
  return {1, byte(0)};
}

void append_code(FileWriter& out, unsigned code) {
  switch (code) {
    case '"':
      out.append(std::string_view("\\\""));
      return;
    case '\\':
      out.append(std::string_view("\\\\"));
      return;
    case '\b':
      out.append(std::string_view("\\b"));
      return;
    case '\f':
      out.append(std::string_view("\\f"));
      return;
    case '\n':
      out.append(std::string_view("\\n"));
      return;
    case '\r':
      out.append(std::string_view("\\r"));
      return;
    case '\t':
      out.append(std::string_view("\\t"));
      return;
    default:
      break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out.append(std::string_view("\\u"));
  for (const int shift : {12, 8, 4, 0}) out.append(digits[(code >> shift) & 0xFU]);
}

}  // namespace

void JsonWriter::append_escaped(std::string_view text) {
  std::size_t clean = 0;  // first byte not yet written
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!suspicious[static_cast<unsigned char>(text[i])]) continue;
    const Escape escape = escape_of(text.substr(i, 3));
    if (escape.code == none) continue;
    out_.append(text.substr(clean, i - clean));
    append_code(out_, escape.code);
    i += escape.used - 1;
    clean = i + 1;
  }
  out_.append(text.substr(clean));
}

}  // namespace phanbo

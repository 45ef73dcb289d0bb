#include "outputs/write/json_writer.hpp"

#include <array>
#include <cstdint>
#include <cstring>

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

constexpr std::uint64_t ones = 0x0101010101010101ULL;
constexpr std::uint64_t tops = 0x8080808080808080ULL;

/// Which bytes of a word equal `byte`: their top bits, and perhaps bits above the first such byte.
constexpr std::uint64_t equal_to(std::uint64_t word, std::uint64_t byte) {
  const std::uint64_t difference = word ^ (ones * byte);
  return (difference - ones) & ~difference & tops;
}

/// Whether one of eight bytes is suspicious, all at once.
constexpr bool any_suspicious(std::uint64_t word) {
  const std::uint64_t control = (word - ones * 0x20) & ~word & tops;
  return (control | equal_to(word, '"') | equal_to(word, '\\') | equal_to(word, 0x7F) |
          equal_to(word, 0xC2) | equal_to(word, 0xE2)) != 0;
}

constexpr std::size_t word_size = sizeof(std::uint64_t);

bool any_suspicious_at(std::string_view text, std::size_t from) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + from, word_size);
  return any_suspicious(word);
}

/// The first suspicious byte at or after `from`, or the end.
std::size_t next_suspicious(std::string_view text, std::size_t from) {
  while (from + word_size <= text.size() && !any_suspicious_at(text, from)) from += word_size;
  // The end of a long text is looked at together with clean bytes before it.
  const bool is_end = from >= word_size && text.size() - from < word_size;
  if (is_end && !any_suspicious_at(text, text.size() - word_size)) return text.size();
  while (from < text.size() && !suspicious[static_cast<unsigned char>(text[from])]) ++from;
  return from;
}

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
  for (std::size_t i = next_suspicious(text, 0); i < text.size();
       i = next_suspicious(text, i + 1)) {
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

#include "inputs/xlsx/text_runs.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

namespace {

/// Bytes that no text of permitted length needs: seven for each escaped character.
constexpr std::size_t stored_bytes_max = 7 * workbook_limit::cell_characters_max;
constexpr std::size_t escape_bytes = 7;

std::optional<std::uint32_t> escaped_unit(std::string_view text) {
  if (text.size() < escape_bytes || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return std::nullopt;
  std::uint32_t unit = 0;
  for (const char digit : text.substr(2, 4)) {
    unit <<= 4;
    if (digit >= '0' && digit <= '9') {
      unit += static_cast<std::uint32_t>(digit - '0');
    } else if (digit >= 'a' && digit <= 'f') {
      unit += static_cast<std::uint32_t>(digit - 'a') + 10;
    } else if (digit >= 'A' && digit <= 'F') {
      unit += static_cast<std::uint32_t>(digit - 'A') + 10;
    } else {
      return std::nullopt;
    }
  }
  return unit;
}

void append_code_point(std::uint32_t code, std::string& text) {
  const auto continuation = [&](std::uint32_t bits) {
    text += static_cast<char>(0x80 | (bits & 0x3F));
  };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    continuation(code);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    continuation(code >> 6);
    continuation(code);
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    continuation(code >> 12);
    continuation(code >> 6);
    continuation(code);
  }
}

bool is_high_half(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_half(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Length of the escape at the front of `rest`, whose character is added; 0 if there is none.
std::size_t append_escape(std::string_view rest, std::string& text) {
  const auto unit = escaped_unit(rest);
  if (!unit || is_low_half(*unit)) return 0;
  if (!is_high_half(*unit)) {
    append_code_point(*unit, text);
    return escape_bytes;
  }
  const auto low = escaped_unit(rest.substr(escape_bytes));
  if (!low || !is_low_half(*low)) return 0;
  append_code_point(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), text);
  return 2 * escape_bytes;
}

}  // namespace

void append_unescaped(std::string_view stored, std::string& text) {
  for (std::size_t at = stored.find("_x"); at != stored.npos; at = stored.find("_x")) {
    text += stored.substr(0, at);
    stored.remove_prefix(at);
    const std::size_t length = append_escape(stored, text);
    if (length == 0) text += stored.front();
    stored.remove_prefix(length == 0 ? 1 : length);
  }
  text += stored;
}

bool is_too_long_for_cell(std::string_view text) {
  if (text.size() <= workbook_limit::cell_characters_max) return false;
  std::size_t units = 0;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units > workbook_limit::cell_characters_max;
}

void TextRuns::clear() {
  text_.clear();
  piece_.clear();
  is_in_run_ = is_in_text_ = is_too_long_ = false;
}

bool TextRuns::start(XmlReader& xml, const XmlElement& element) {
  if (is_in_text_ || element.name.space != XmlNamespace::main) {
    xml.fail_unexpected(element.name.local);
    return false;
  }
  const std::string_view name = element.name.local;
  if (name == "t") {
    is_in_text_ = true;
    keeps_space_ = false;
    piece_.clear();
    fixed_begin_ = std::string::npos;
    fixed_end_ = 0;
    element.for_each_attribute([&](const XmlAttribute& attribute) {
      if (!attribute.name.is(XmlNamespace::xml, "space")) xml.fail_unexpected(attribute.name.local);
      keeps_space_ = attribute.value == "preserve";
    });
    return true;
  }
  if (name == "r" && !is_in_run_) {
    is_in_run_ = true;
    return true;
  }
  const bool is_passed_over = is_in_run_ ? name == "rPr" : name == "rPh" || name == "phoneticPr";
  if (!is_passed_over) xml.fail_unexpected(name);
  return false;
}

bool TextRuns::end() {
  if (is_in_text_) {
    is_in_text_ = false;
    append_unescaped(keeps_space_ ? std::string_view(piece_) : trimmed_piece(), text_);
    if (is_too_long_for_cell(text_)) is_too_long_ = true;
    return true;
  }
  if (!is_in_run_) return false;
  is_in_run_ = false;
  return true;
}

void TextRuns::text(XmlReader& xml, std::string_view piece) {
  if (!is_in_text_) {
    if (!trim_xml_space(piece).empty()) xml.fail_unexpected(trim_xml_space(piece));
    return;
  }
  if (is_too_long_ || piece_.size() + piece.size() > stored_bytes_max) {
    is_too_long_ = true;
    return;
  }
  const bool is_fixed = xml.is_reference(piece);
  if (is_fixed) fixed_begin_ = std::min(fixed_begin_, piece_.size());
  piece_ += piece;
  if (is_fixed) fixed_end_ = piece_.size();
}

/// Without the blanks at both ends, as spreadsheet programs read a text that does not say
/// xml:space="preserve"; blanks that were written as references are meant.
std::string_view TextRuns::trimmed_piece() const {
  const std::string_view whole = piece_;
  const std::string_view inner = trim_xml_space(whole);
  if (fixed_begin_ == std::string::npos) return inner;
  const std::size_t inner_begin =
      inner.empty() ? fixed_begin_ : static_cast<std::size_t>(inner.data() - whole.data());
  const std::size_t begin = std::min(fixed_begin_, inner_begin);
  const std::size_t end = std::max(fixed_end_, inner_begin + inner.size());
  return whole.substr(begin, end - begin);
}

}  // namespace phanbo

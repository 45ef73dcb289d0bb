#include "outputs/page/html.hpp"

namespace phanbo::page {

namespace {

/// What stands for a character in HTML text and in quoted attributes; empty = itself.
std::string_view escaped(char character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
    case '\n':
    case '\r':
      return " ";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(character);
  return byte < 0x20 || byte == 0x7F ? "\xEF\xBF\xBD" : "";
}

}  // namespace

Html& Html::text(std::string_view text) {
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view instead = escaped(text[i]);
    if (instead.empty()) continue;
    out_ += text.substr(plain_from, i - plain_from);
    out_ += instead;
    plain_from = i + 1;
  }
  out_ += text.substr(plain_from);
  return *this;
}

Html& Html::plan_text(std::string_view text) {
  if (language_ == Language::vietnamese) return this->text(text);
  return put("<span lang=\"vi\">").text(text).put("</span>");
}

Html& Html::number(std::int64_t value) {
  out_ += std::to_string(value);
  return *this;
}

Html& Html::coordinate(Thousandths value) {
  if (value < 0) {
    out_ += '-';
    value = -value;
  }
  out_ += std::to_string(value / 1000);
  std::int64_t rest = value % 1000;
  if (rest == 0) return *this;
  out_ += '.';
  for (std::int64_t digit = 100; rest > 0; digit /= 10) {
    out_ += static_cast<char>('0' + rest / digit);
    rest %= digit;
  }
  return *this;
}

}  // namespace phanbo::page

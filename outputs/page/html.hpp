#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/text.hpp"

namespace phanbo::page {

/// Markup of this program. Only literals convert to it, so a text of a plan cannot become an
/// element or an attribute.
class Markup {
 public:
  consteval Markup(const char* text) : text_(text) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Thousandths of a pixel, or of a percent: the unit of every coordinate.
using Thousandths = std::int64_t;

/// Builds the page from the first byte to the last.
class Html {
 public:
  explicit Html(Language language) : language_(language) {}

  Language language() const { return language_; }

  Html& put(Markup markup) {
    out_ += markup.text();
    return *this;
  }
  /// Text of this program, in the page's language.
  Html& say(Text words) { return text(words.in(language_)); }
  /// Any text. What has a meaning in HTML is escaped; control characters become U+FFFD.
  Html& text(std::string_view text);
  /// A name or sentence of the plan, which is Vietnamese whatever the language of the page.
  Html& plan_text(std::string_view text);
  Html& number(std::int64_t value);
  /// "12.5": a coordinate, without trailing zeros.
  Html& coordinate(Thousandths value);
  /// A new number for an id; the caller writes it where the id is defined and referred to.
  std::int64_t new_id() { return ++last_id_; }

  std::size_t size() const { return out_.size(); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  Language language_;
  std::int64_t last_id_ = 0;
};

}  // namespace phanbo::page

#pragma once

#include <string>
#include <string_view>

namespace phanbo {

/// The languages a person may be answered in. Identifiers and data never change with it.
enum class Language { vietnamese, english };

/// The same words in both languages.
struct Text {
  std::string_view vi;
  std::string_view en;
  constexpr std::string_view in(Language language) const {
    return language == Language::vietnamese ? vi : en;
  }
};

}  // namespace phanbo

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/criteria/exact_number.hpp"
#include "models/money.hpp"
#include "models/text.hpp"

/// Text for a person's screen.
namespace phanbo {

/// Columns that a terminal needs for the text: combining marks none, wide characters two.
int display_width(std::string_view text);

/// Broken at blanks into lines of at most so many columns; lines after the first are indented by
/// two more than the first.
std::vector<std::string> wrapped_text(const std::string& text, int width);

enum class Align { left, right };

/// Columns of text under headings, padded by display width, two blanks between them.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> headings, std::vector<Align> alignment);
  void add_row(std::vector<std::string> cells);
  std::string text() const;

 private:
  std::vector<Align> alignment_;
  std::vector<std::vector<std::string>> rows_;  ///< the headings first
};

/// "1.234.567 đồng" or "1,234,567 đồng".
std::string dong_text(Money amount, Language language);

/// An exact plain number, decimal or fraction "p/q" with grouped digits and the language's decimal
/// mark. Anything else comes back as it is.
std::string number_text(std::string_view plain, Language language);

/// An exact value for a table: all its digits where it has few, else two decimals behind "≈".
std::string shown_text(const Exact& value, Language language);

/// The word of a unit ("dong" → "đồng"); empty where the number says it all, the code itself where
/// none is known.
std::string unit_text(std::string_view unit, Language language);

}  // namespace phanbo

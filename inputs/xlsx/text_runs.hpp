#pragma once

#include <string>
#include <string_view>

#include "inputs/xlsx/xml_reader.hpp"

namespace phanbo {

/// Collects the text of a shared (`si`) or inline (`is`) string: plain or in formatted runs,
/// phonetic hints left out (ISO/IEC 29500-1, 18.4).
class TextRuns {
 public:
  void clear();
  /// For an element inside the string; what XmlHandler::start returns.
  bool start(XmlReader& xml, const XmlElement& element);
  /// False when it is the string itself that ends.
  bool end();
  void text(XmlReader& xml, std::string_view piece);

  const std::string& text() const { return text_; }
  bool is_too_long() const { return is_too_long_; }

 private:
  std::string_view trimmed_piece() const;

  std::string text_;
  /// The text of one `t`; what lies between these was written as references and is never trimmed.
  std::string piece_;
  std::size_t fixed_begin_ = std::string::npos;
  std::size_t fixed_end_ = 0;
  bool is_in_run_ = false;
  bool is_in_text_ = false;
  bool keeps_space_ = false;
  bool is_too_long_ = false;
};

/// Adds `stored` with its escapes `_xHHHH_` resolved (18.18.92, ST_Xstring). Two escapes that make
/// one character are joined; half a character stays as written.
void append_unescaped(std::string_view stored, std::string& text);

/// More than workbook_limit::cell_characters_max?
bool is_too_long_for_cell(std::string_view text);

}  // namespace phanbo

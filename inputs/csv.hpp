#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "inputs/source_text.hpp"
#include "inputs/text_arena.hpp"
#include "models/problem.hpp"

namespace phanbo {

/// One cell: its text without quotes, and the bytes it takes in the file (quotes included).
struct CsvCell {
  std::string_view text;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  bool is_refused = false;  ///< what is wrong with it is told already; it counts as faulty
};

/// Why a row cannot be read.
struct CsvFault {
  const ProblemKind* kind = nullptr;
  std::uint32_t offset = 0;
  std::uint32_t length = 1;
};

/// The separator of a table, taken from its header line outside quotes: ',' ';' or tab; ',' when
/// the header is one cell. Empty when more than one kind occurs.
std::optional<char> detect_separator(std::string_view text);

/// Reads CSV (RFC 4180) row by row from one buffer of checked UTF-8: LF or CRLF, quotes, no lone
/// CR. Cells view the buffer; only cells with doubled quotes are copied, into the arena.
class CsvReader {
 public:
  enum class Step { row, faulty_row, end };

  CsvReader(std::string_view text, char separator, TextArena& arena, TextPoint start = {})
      : text_(text), separator_(separator), arena_(arena), next_(start) {
    cells_.reserve(cells_expected);
  }

  /// Reads the next row. After a faulty row reading goes on at the next line.
  Step next();
  const std::vector<CsvCell>& cells() const { return cells_; }
  /// Where the row begins.
  TextPoint row_start() const { return row_start_; }
  const CsvFault& fault() const { return fault_; }

 private:
  static constexpr std::size_t cells_expected = 32;

  Step read_row();
  bool read_quoted(std::size_t& position);
  bool read_plain(std::size_t& position);
  Step fail(const ProblemKind& kind, std::size_t offset);
  bool only_line_ends_follow(std::size_t position) const;
  bool line_ends_at(std::size_t position) const;
  void finish_line(std::size_t position);

  std::string_view text_;
  char separator_;
  TextArena& arena_;
  TextPoint next_;
  TextPoint row_start_;
  std::uint32_t lines_in_cells_ = 0;
  std::vector<CsvCell> cells_;
  CsvFault fault_;
};

}  // namespace phanbo

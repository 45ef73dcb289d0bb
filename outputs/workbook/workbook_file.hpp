#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/decimal.hpp"
#include "models/money.hpp"

namespace phanbo {

/// How a cell looks. Equal looks share one format of the file.
struct CellLook {
  enum class Align : std::uint8_t { left, centre, right };
  enum class Number : std::uint8_t {
    none,
    whole,
    decimal,
    percent,
    text,      ///< kept as typed
    date,      ///< 31/01/2026
    year,      ///< digits without marks
    share,     ///< 0.7 as 70%
    as_needed  ///< as many decimals as there are
  };
  enum class Fill : std::uint8_t {
    none,
    header,
    total,
    decided,
    moved,
    good,
    required,
    setting,
    faulty
  };
  Align align = Align::left;
  Number number = Number::none;
  Fill fill = Fill::none;
  bool bold = false;
  bool italic = false;
  bool border = true;
  bool wrap = false;
  bool red = false;
  bool grey = false;
  bool soft_border = false;  ///< light grey
  bool link = false;
  std::uint8_t points = 11;
  std::uint8_t indent = 0;
  std::uint8_t decimals = 0;  ///< always shown of a decimal number; 0 = as many as there are
  friend auto operator<=>(const CellLook&, const CellLook&) = default;
};

/// How a sheet is printed.
struct PagePlan {
  bool landscape = true;
  bool a3 = false;
  int pages_across = 1;
  bool decree_margins = false;  ///< margins and page number of Decree 30/2020 (wide tables lie)
  std::uint32_t first_repeated_row = 0;
  std::uint32_t last_repeated_row = 0;
  std::uint32_t repeated_columns = 0;  ///< from the left; 0 = none
  std::string footer;                  ///< left side of the bottom margin; page number on the right
};

/// A stacked bar chart: one series for each row, over the same columns.
struct ChartPlan {
  struct Series {
    std::uint32_t row = 0;
    std::uint32_t name_column = 0;
  };
  std::string title;
  std::string amount_axis;
  std::string sheet;  ///< where the data stand
  std::uint32_t title_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_column = 0;
  std::vector<Series> series;
};

/// One workbook being written with libxlsxwriter. The library checks little, so everything is
/// checked here: text is made valid UTF-8 without characters that XML forbids, cut at the length
/// a cell may have, and never taken for a formula; numbers are exact or given as text; names of
/// sheets and of ranges are legal. Rows count from 0. The rows of long tables go past the library,
/// which would take ten times as long, and are put into its finished file.
class WorkbookFile {
 public:
  struct Properties {
    std::string title;
    std::string program;
    int threads = 1;  ///< that deflate long rows; the bytes are the same for any number
  };
  WorkbookFile(const std::filesystem::path& path, const Properties& properties);
  WorkbookFile(const WorkbookFile&) = delete;
  WorkbookFile& operator=(const WorkbookFile&) = delete;
  ~WorkbookFile();

  /// Adds a sheet and makes it the one that is written to. The name given is made legal and unique;
  /// what came of it is returned.
  std::string add_sheet(std::string_view wanted_name);

  void text(std::uint32_t row, std::uint32_t column, std::string_view text, const CellLook& look);
  /// Exact up to 15 digits; a longer number is written as text.
  void number(std::uint32_t row, std::uint32_t column, const Decimal& value, const CellLook& look);
  void blank(std::uint32_t row, std::uint32_t column, const CellLook& look);
  /// `formula` without "=". The value is what stands in the cell until somebody recalculates.
  void formula(std::uint32_t row, std::uint32_t column, const std::string& formula,
               const Decimal& value, const CellLook& look);
  void text_formula(std::uint32_t row, std::uint32_t column, const std::string& formula,
                    std::string_view value, const CellLook& look);
  /// `iso` is 2026-01-31, from 1900-03-01 on.
  void date(std::uint32_t row, std::uint32_t column, std::string_view iso, const CellLook& look);
  void boolean(std::uint32_t row, std::uint32_t column, bool value, const CellLook& look);
  /// Words that lead to a cell of this workbook: `target` like 'Sheet'!C7.
  void link(std::uint32_t row, std::uint32_t column, const std::string& target,
            std::string_view words, const CellLook& look);
  /// A drop-down list over a part of a column: the words in the cells `source`. Strict: nothing
  /// else can be typed; else the program asks first.
  void choice(std::uint32_t column, std::uint32_t first_row, std::uint32_t last_row,
              const std::string& source, bool is_strict, std::string_view question);
  /// A note of a cell.
  void note(std::uint32_t row, std::uint32_t column, std::string_view text);
  /// One cell over several.
  void merge(std::uint32_t row, std::uint32_t column, std::uint32_t last_row,
             std::uint32_t last_column, std::string_view text, const CellLook& look);

  /// From here to the end of the long rows there are only texts, numbers, blanks, formulas, notes
  /// and heights, row after row from the top, each row from the left.
  void begin_long_rows();
  /// `next_row`, behind the long rows, must get a cell afterwards.
  void end_long_rows(std::uint32_t next_row);

  void set_width(std::uint32_t first, std::uint32_t last, int characters, bool hidden = false);
  /// How cells of a column look that nobody has filled in.
  void set_column(std::uint32_t column, int characters, const CellLook& look);
  /// Numbers of a column part without decimals are shown without a decimal mark.
  void whole_where_whole(std::uint32_t column, std::uint32_t first_row, std::uint32_t last_row);
  enum class Tab : std::uint8_t { plain, needed, faulty };
  void set_tab(Tab tab);
  void set_height(std::uint32_t row, int points);
  void freeze(std::uint32_t row, std::uint32_t column);
  void filter(std::uint32_t row, std::uint32_t first, std::uint32_t last_row, std::uint32_t last);
  void set_page(const PagePlan& plan);
  /// A name for a range or cell: `reference` like 'Sheet'!$A$1:$A$9. Illegal names are our bug.
  void define_name(const std::string& name, const std::string& reference);
  void add_chart(std::uint32_t row, std::uint32_t column, const ChartPlan& plan);

  /// Ends the file. 0, or the errno value of what went wrong at any time.
  int close();

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

/// Text as a cell may hold it: valid UTF-8, no forbidden characters, at most 32,767 of them; what
/// would be read as an escape ("_x0041_") is escaped.
std::string cell_text(std::string_view text);
/// "B7"; with `fixed` "$B$7".
std::string cell_name(std::uint32_t row, std::uint32_t column, bool fixed = false);
/// 'Sheet name' as formulas write it.
std::string quoted_sheet(std::string_view name);
bool is_legal_range_name(std::string_view name);

/// Rows that a sheet can hold.
inline constexpr std::uint32_t sheet_rows_max = 1'048'576;

}  // namespace phanbo

#include "verifier/csv.hpp"

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The separator that the header line uses: the first outside quotes.
char separator_of(std::string_view bytes) {
  bool is_quoted = false;
  for (const char byte : bytes) {
    if (byte == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (byte == '\n') break;
    if (byte == ',' || byte == ';' || byte == '\t') return byte;
  }
  return ',';
}

class CsvScanner {
 public:
  CsvScanner(const std::string& file, std::string_view bytes, std::deque<std::string>& storage)
      : file_(file), bytes_(bytes), separator_(separator_of(bytes)), storage_(storage) {}

  bool at_end() const { return position_ >= bytes_.size(); }
  int line() const { return line_; }

  /// Goes over an empty line; false where something stands, if only an empty cell in quotes.
  bool skip_empty_line() {
    if (bytes_[position_] != '\n' && bytes_[position_] != '\r') return false;
    end_line();
    return true;
  }

  std::vector<std::string_view> next_record() {
    std::vector<std::string_view> cells;
    while (true) {
      cells.push_back(next_cell());
      if (at_end()) return cells;
      if (bytes_[position_] == separator_) {
        ++position_;
        continue;
      }
      end_line();
      return cells;
    }
  }

 private:
  [[noreturn]] void refuse(const Words& what) const {
    throw BadInput(file_ + ":" + std::to_string(line_), what);
  }

  void end_line() {
    if (bytes_[position_] == '\r') ++position_;
    if (at_end() || bytes_[position_] != '\n')
      refuse({"ký tự CR không có LF đi kèm", "a carriage return without line feed"});
    ++position_;
    ++line_;
  }

  std::string_view next_cell() {
    if (!at_end() && bytes_[position_] == '"') return quoted_cell();
    const std::size_t start = position_;
    while (!at_end() && bytes_[position_] != separator_ && bytes_[position_] != '\n' &&
           bytes_[position_] != '\r') {
      if (bytes_[position_] == '"')
        refuse(
            {"dấu nháy trong ô không đặt trong nháy", "a quote inside a cell that is not quoted"});
      ++position_;
    }
    return bytes_.substr(start, position_ - start);
  }

  std::string_view quoted_cell() {
    std::string& text = storage_.emplace_back();
    for (++position_;; ++position_) {
      if (at_end()) refuse({"ô trong nháy không có dấu đóng", "a quoted cell that does not end"});
      if (bytes_[position_] == '\n') ++line_;
      if (bytes_[position_] != '"') {
        text.push_back(bytes_[position_]);
      } else if (position_ + 1 < bytes_.size() && bytes_[position_ + 1] == '"') {
        text.push_back('"');
        ++position_;
      } else {
        break;
      }
    }
    ++position_;
    const bool ends = at_end() || bytes_[position_] == separator_ || bytes_[position_] == '\n' ||
                      bytes_[position_] == '\r';
    if (!ends) refuse({"có chữ sau dấu nháy đóng", "text behind a closing quote"});
    return text;
  }

  const std::string& file_;
  std::string_view bytes_;
  std::size_t position_ = 0;
  int line_ = 1;
  char separator_;
  std::deque<std::string>& storage_;
};

}  // namespace

int TextTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == name) return static_cast<int>(i);
  }
  return -1;
}

TextTable read_csv(const std::string& file, std::string_view bytes,
                   std::deque<std::string>& storage) {
  if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark) {
    bytes.remove_prefix(byte_order_mark.size());
  }
  if (bytes.find('\0') != std::string_view::npos) throw BadInput(file, nul_byte());
  CsvScanner scanner(file, bytes, storage);
  if (scanner.at_end())
    throw BadInput(file, {"tệp rỗng, thiếu dòng tiêu đề", "empty file, a header line is missing"});
  TextTable table;
  table.columns = scanner.next_record();
  while (!scanner.at_end()) {
    if (scanner.skip_empty_line()) continue;
    const int line = scanner.line();
    std::vector<std::string_view> cells = scanner.next_record();
    if (cells.size() != table.columns.size()) {
      throw BadInput(file + ":" + std::to_string(line),
                     plain(std::to_string(cells.size())) +
                         Words{" ô, dòng tiêu đề có ", " cells, the header has "} +
                         std::to_string(table.columns.size()));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace phanbo_verify

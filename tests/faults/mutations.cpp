#include "faults/mutations.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <stdexcept>
#include <utility>

#include "faults/limit_texts.hpp"
#include "faults/row_classes.hpp"
#include "inputs/csv.hpp"

namespace phanbo::faults_test {

namespace {

struct Cell {
  std::string text;
  std::size_t offset = 0;
  std::size_t length = 0;
};
using Rows = std::vector<std::vector<Cell>>;

Rows rows_of(const std::string& bytes) {
  std::deque<std::string> storage;
  TextArena arena(storage);
  CsvReader reader(bytes, ',', arena);
  Rows rows;
  for (auto step = reader.next(); step != CsvReader::Step::end; step = reader.next()) {
    if (step == CsvReader::Step::faulty_row) throw std::runtime_error("a sound plan is expected");
    auto& row = rows.emplace_back();
    for (const CsvCell& cell : reader.cells())
      row.push_back({std::string(cell.text), cell.offset, cell.length});
  }
  return rows;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char byte : text) out += byte == '"' ? "\"\"" : std::string(1, byte);
  return out + '"';
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos &&
         std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// The digits of a plain number times two.
std::string doubled_value(std::string text) {
  int carry = 0;
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
    if (*digit < '0' || *digit > '9') continue;
    const int value = (*digit - '0') * 2 + carry;
    *digit = static_cast<char>('0' + value % 10);
    carry = value / 10;
  }
  if (carry > 0) text.insert(text.starts_with('-') ? 1 : 0, 1, '1');
  return text;
}

std::string negated(const std::string& text) {
  return text.starts_with('-') ? text.substr(1) : "-" + text;
}

class CellChanger {
 public:
  CellChanger(const std::string& file, const std::string& bytes, const MutantVisitor& visitor)
      : file_(file), bytes_(bytes), visitor_(visitor) {}

  void change(const Cell& cell, const std::string& where, const std::vector<std::string>& limits) {
    const auto put = [&](const std::string& how, const std::string& text) {
      if (text != cell.text) replace(cell, where + ": " + how, quoted(text));
    };
    put("emptied", "");
    put("a dash", "-");
    put("negated", negated(cell.text));
    put("twice", cell.text + cell.text);
    if (is_number(cell.text)) put("times two", doubled_value(cell.text));
    for (const std::string& limit : limits) {
      const bool is_long = limit.size() > 40;
      put(is_long ? std::to_string(limit.size()) + " bytes" : limit, limit);
    }
    replace(cell, where + ": doubled", quoted(cell.text) + "," + quoted(cell.text));
    drop(cell, where + ": dropped");
  }

 private:
  void replace(const Cell& cell, const std::string& what, const std::string& raw) {
    if (!visitor_.chosen()) return;
    std::string changed = bytes_;
    changed.replace(cell.offset, cell.length, raw);
    visitor_.visit({file_, what, std::move(changed)});
  }

  /// The cell and one separator beside it.
  void drop(const Cell& cell, const std::string& what) {
    if (!visitor_.chosen()) return;
    std::string changed = bytes_;
    const bool has_before = cell.offset > 0 && bytes_[cell.offset - 1] == ',';
    changed.erase(cell.offset - (has_before ? 1 : 0), cell.length + 1);
    visitor_.visit({file_, what, std::move(changed)});
  }

  const std::string& file_;
  const std::string& bytes_;
  const MutantVisitor& visitor_;
};

}  // namespace

std::string to_csv(const TextRows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "," : "") + quoted(row[i]);
    text += '\n';
  }
  return text;
}

TextRows text_rows_of(const std::string& csv) {
  TextRows texts;
  for (const auto& row : rows_of(csv)) {
    auto& out = texts.emplace_back();
    for (const Cell& cell : row) out.push_back(cell.text);
  }
  return texts;
}

std::size_t rows_in(const std::string& csv) {
  SourceText source{"x.csv", csv};
  Problem fault;
  if (!check_encoding(source, fault)) return 0;
  std::deque<std::string> storage;
  TextArena arena(storage);
  CsvReader reader(source.text, detect_separator(source.text).value_or(','), arena);
  std::size_t rows = 0;
  while (reader.next() != CsvReader::Step::end) ++rows;
  return rows == 0 ? 0 : rows - 1;
}

void truncate(const MemoryPlan& plan, const std::string& file, const MutantVisitor& visitor) {
  const std::string& bytes = plan.at(file);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    if (!visitor.chosen()) continue;
    visitor.visit({file, "the first " + std::to_string(size) + " bytes", bytes.substr(0, size)});
  }
}

void change_cells(const MemoryPlan& plan, const std::string& file, bool by_class,
                  const MutantVisitor& visitor) {
  const std::string& bytes = plan.at(file);
  const Rows rows = rows_of(bytes);
  const std::vector<bool> stands_for_others = representatives(text_rows_of(bytes));
  const CellLimits limits(plan, file);
  CellChanger changer(file, bytes, visitor);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (by_class && !stands_for_others[row]) continue;
    for (std::size_t i = 0; i < rows[row].size(); ++i) {
      const std::string& column = rows.front()[i].text;
      const std::string where = "row " + std::to_string(row) + " " + column + " '" +
                                rows[row][i].text.substr(0, 40) + "'";
      changer.change(
          rows[row][i], where,
          row == 0 ? std::vector<std::string>{"x", "code", "amount"} : limits.of(column));
    }
  }
}

void change_rows_and_columns(const MemoryPlan& plan, const std::string& file,
                             const MutantVisitor& visitor) {
  const TextRows rows = text_rows_of(plan.at(file));
  const auto put = [&](const std::string& what, const auto& change) {
    if (!visitor.chosen()) return;
    auto changed = rows;
    change(changed);
    visitor.visit({file, what, to_csv(changed)});
  };
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto at = static_cast<std::ptrdiff_t>(row);
    const std::string name = "row " + std::to_string(row);
    put(name + ": dropped", [&](auto& all) { all.erase(all.begin() + at); });
    put(name + ": doubled", [&](auto& all) { all.insert(all.begin() + at, rows[row]); });
  }
  for (std::size_t column = 0; column < rows.front().size(); ++column) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    const std::string name = "column " + rows.front()[column];
    put(name + ": dropped", [&](auto& all) {
      for (auto& row : all) row.erase(row.begin() + at);
    });
    put(name + ": doubled", [&](auto& all) {
      for (auto& row : all) row.insert(row.begin() + at, std::string(row[column]));
    });
  }
}

}  // namespace phanbo::faults_test

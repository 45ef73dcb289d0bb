#include "outputs/ties.hpp"

#include <cstdlib>
#include <iostream>
#include <map>
#include <variant>

namespace phanbo::test {

namespace {

bool is_money(const ReportTable& table, std::size_t row, std::size_t column) {
  return std::holds_alternative<Money>(cell_of(table, row, column));
}

/// Sum over the rows one level deeper, up to the next row that is not below `row`.
Money children_sum(const ReportTable& table, std::size_t row, std::size_t column) {
  Money sum;
  const int level = row_level(table, row);
  for (std::size_t i = row + 1; i < row_count(table) && row_level(table, i) > level; ++i) {
    if (row_level(table, i) == level + 1) sum += amount_of(table, i, column);
  }
  return sum;
}

void check_children(const ReportTable& table, std::vector<std::string>& broken) {
  for (std::size_t row = 0; row < row_count(table); ++row) {
    if (!row_adds_up(table, row)) continue;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (!is_money(table, row, column)) continue;
      const Money sum = children_sum(table, row, column);
      if (sum == amount_of(table, row, column)) continue;
      broken.push_back(table.id + " row " + std::to_string(row) + " " + table.columns[column].id +
                       ": " + to_plain(amount_of(table, row, column)) + ", children " +
                       to_plain(sum));
    }
  }
}

/// A printed formula: which numbered columns, with which sign.
struct Formula {
  std::vector<int> plus;
  std::vector<int> minus;
};

Formula parse(const std::string& text) {
  Formula formula;
  std::size_t at = text.find('=') + 1;
  bool adds = true;
  while (at < text.size()) {
    if (text[at] == '+' || text[at] == '-') {
      adds = text[at] == '+';
      ++at;
    } else if (text.compare(at, 3, "…") == 0) {
      const int last = std::stoi(text.substr(at + 4));
      for (int i = formula.plus.back() + 1; i < last; ++i) formula.plus.push_back(i);
      at += 3;
    } else {
      std::size_t used = 0;
      (adds ? formula.plus : formula.minus).push_back(std::stoi(text.substr(at), &used));
      at += used;
    }
  }
  return formula;
}

void check_formula(const ReportTable& table, std::size_t column,
                   const std::map<int, std::size_t>& numbered, std::vector<std::string>& broken) {
  const Formula formula = parse(table.columns[column].formula);
  for (std::size_t row = 0; row < row_count(table); ++row) {
    if (!is_money(table, row, column)) continue;
    Money sum;
    for (const int part : formula.plus) sum += amount_of(table, row, numbered.at(part));
    for (const int part : formula.minus) sum -= amount_of(table, row, numbered.at(part));
    if (sum == amount_of(table, row, column)) continue;
    broken.push_back(table.id + " row " + std::to_string(row) + ": " +
                     table.columns[column].formula + " does not hold");
  }
}

}  // namespace

Money amount_of(const ReportTable& table, std::size_t row, std::size_t column) {
  const CellView cell = cell_of(table, row, column);
  const Money* amount = std::get_if<Money>(&cell);
  return amount == nullptr ? Money() : *amount;
}

std::vector<std::string> broken_ties(const ReportTable& table) {
  std::vector<std::string> broken;
  check_children(table, broken);
  std::map<int, std::size_t> numbered;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const std::string& formula = table.columns[column].formula;
    if (!formula.empty() && formula[0] >= '0' && formula[0] <= '9')
      numbered[std::stoi(formula)] = column;
  }
  for (const auto& [number, column] : numbered) {
    if (table.columns[column].formula.find('=') != std::string::npos)
      check_formula(table, column, numbered, broken);
  }
  return broken;
}

std::size_t column_of(const ReportTable& table, const std::string& id) {
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].id == id) return column;
  }
  std::cerr << table.id << " has no column " << id << "\n";
  std::abort();
}

std::string text_of(const ReportTable& table, std::size_t row, const std::string& column) {
  const CellView cell = cell_of(table, row, column_of(table, column));
  if (const Text* text = std::get_if<Text>(&cell)) return std::string(text->vi);
  if (const Money* amount = std::get_if<Money>(&cell)) return to_plain(*amount);
  if (const Decimal* number = std::get_if<Decimal>(&cell)) return to_plain(*number);
  return {};
}

std::size_t row_of(const ReportTable& table, const std::string& column, const std::string& text) {
  for (std::size_t row = 0; row < row_count(table); ++row) {
    if (text_of(table, row, column) == text) return row;
  }
  std::cerr << table.id << " has no row with " << column << " = " << text << "\n";
  std::abort();
}

}  // namespace phanbo::test

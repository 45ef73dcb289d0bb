#include "faults/row_classes.hpp"

#include <set>

namespace phanbo::faults_test {

namespace {

constexpr std::size_t kinds_max = 12;

std::string kind_of(const std::string& cell) {
  if (cell.empty()) return "blank";
  if (cell.find_first_not_of("0123456789.-") != cell.npos) return "word";
  if (cell.size() == 10 && cell[4] == '-' && cell[7] == '-') return "day";
  return cell.starts_with('-') ? "negative" : "number";
}

}  // namespace

std::vector<bool> representatives(const TextRows& rows) {
  std::vector<bool> chosen(rows.size(), false);
  if (rows.empty()) return chosen;
  chosen.front() = true;
  std::vector<std::set<std::string>> words(rows.front().size());
  for (std::size_t row = 1; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i].insert(rows[row][i]);
  }
  std::set<std::vector<std::string>> seen;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string kind = kind_of(rows[row][i]);
      kinds.push_back(kind == "word" && words[i].size() <= kinds_max ? rows[row][i] : kind);
    }
    chosen[row] = seen.insert(std::move(kinds)).second;
  }
  return chosen;
}

}  // namespace phanbo::faults_test

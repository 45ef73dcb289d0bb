#include "outputs/csv.hpp"

#include <fstream>
#include <iterator>

namespace phanbo::test {

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (quoted) {
      if (byte != '"') {
        cell += byte;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (byte == '"') {
      quoted = true;
    } else if (byte == ',' || byte == '\n') {
      row.push_back(std::move(cell));
      cell.clear();
      if (byte == '\n') {
        rows.push_back(std::move(row));
        row.clear();
      }
    } else {
      cell += byte;
    }
  }
  return rows;
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace phanbo::test

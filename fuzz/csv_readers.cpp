// CSV: the reader of plans and the reader of the verifier agree on every table that ours accepts.
#include <deque>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "inputs/csv.hpp"
#include "verifier/csv.hpp"
#include "verifier/fault.hpp"

namespace phanbo::fuzz {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct OurReading {
  Rows rows;
  bool has_faults = false;
};

OurReading read_ours(std::string_view text, char separator) {
  std::deque<std::string> storage;
  TextArena arena(storage);
  CsvReader reader(text, separator, arena);
  OurReading reading;
  std::size_t last = 0;
  while (true) {
    const CsvReader::Step step = reader.next();
    if (step == CsvReader::Step::end) return reading;
    const std::size_t start = reader.row_start().offset;
    promise(start == 0 || start > last, "the reader goes on");
    last = start;
    if (step == CsvReader::Step::faulty_row) {
      reading.has_faults = true;
      promise(reader.fault().kind != nullptr && reader.fault().offset <= text.size(),
              "a fault has a place");
      continue;
    }
    auto& row = reading.rows.emplace_back();
    for (const CsvCell& cell : reader.cells()) {
      promise(cell.offset + cell.length <= text.size(), "a cell stands in the file");
      row.emplace_back(cell.text);
    }
  }
}

std::string quoted(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i > 0 ? ",\"" : "\"";
      for (const char byte : row[i])
        text += byte == '"' ? std::string(2, '"') : std::string(1, byte);
      text += '"';
    }
    text += '\n';
  }
  return text;
}

void compare_with_verifier(std::string_view text, const Rows& rows) {
  const std::size_t width = rows.front().size();
  for (const auto& row : rows) {
    if (row.size() != width) return;
  }
  std::deque<std::string> storage;
  const phanbo_verify::TextTable table = phanbo_verify::read_csv("x.csv", text, storage);
  promise(table.columns.size() == width, "as many columns");
  promise(table.rows.size() + 1 == rows.size(), "as many rows");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t i = 0; i < width; ++i)
      promise(table.rows[row][i] == rows[row + 1][i], "the same cells");
  }
}

void run(std::string_view bytes) {
  SourceText source{"x.csv", bytes};
  Problem fault;
  std::deque<std::string> storage;
  try {
    phanbo_verify::read_csv("x.csv", bytes, storage);
  } catch (const phanbo_verify::BadInput&) {
  }
  if (!check_encoding(source, fault)) return;
  const auto separator = detect_separator(source.text);
  if (!separator) return;
  const OurReading ours = read_ours(source.text, *separator);
  if (ours.rows.empty() || ours.has_faults) return;
  const OurReading again = read_ours(quoted(ours.rows), ',');
  promise(!again.has_faults && again.rows == ours.rows, "written again, read again");
  compare_with_verifier(bytes, ours.rows);
}

}  // namespace
}  // namespace phanbo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  phanbo::fuzz::run(phanbo::fuzz::text_of(data, size));
  return 0;
}

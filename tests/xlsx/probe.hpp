#pragma once

#include <string>
#include <vector>

namespace phanbo::test {

/// What a run of xlsx_probe left behind.
struct Probe {
  int exit_code = -1;  ///< 128 + signal where one ended it.
  std::string out;
  std::string err;
  long peak_kibibytes = 0;  ///< Of its memory.
  double processor_seconds = 0;
};

/// Runs xlsx_probe with these words, as a process of its own.
Probe run_probe(std::vector<std::string> words);
/// `xlsx_probe --count` on a file with these bytes.
Probe count_cells(const std::string& file);

}  // namespace phanbo::test

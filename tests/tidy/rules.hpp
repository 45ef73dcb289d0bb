#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/source_file.hpp"

namespace phanbo::tidy {

/// A place that breaks a rule, and what to do instead. `line` counts from 1; 0 = the whole file.
struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string message;
};

/// A house rule that one file at a time can keep or break.
struct Rule {
  std::string_view name;
  std::vector<Finding> (*check)(const SourceFile&);
};

/// All rules of this kind; each has a test of its own that shows it a file which breaks it.
const std::vector<Rule>& rules();

/// Relative links of a Markdown file that lead nowhere. `exists` answers for a path relative to the
/// project folder.
std::vector<Finding> broken_links(const SourceFile& file,
                                  const std::function<bool(const std::string&)>& exists);

inline constexpr std::size_t columns_max = 100;
inline constexpr std::size_t function_lines_max = 70;
inline constexpr std::size_t file_bytes_max = std::size_t{256} * 1024;

}  // namespace phanbo::tidy

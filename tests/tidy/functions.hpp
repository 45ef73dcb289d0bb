#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace phanbo::tidy {

/// A function definition, from the line on which its declaration starts to its closing brace.
struct FunctionSpan {
  std::string head;
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::size_t line_count() const { return last_line - first_line + 1; }
};

/// The functions of a C++ file, found by counting braces: a block at namespace or class level whose
/// head has parentheses and does not end in '='. `code` has no comments and no literal contents.
std::vector<FunctionSpan> find_functions(const std::vector<std::string>& code);

}  // namespace phanbo::tidy

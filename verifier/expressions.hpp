#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/exact.hpp"

/// The expressions of criteria, read anew: docs/criteria.md says what they mean.
namespace phanbo_verify {

struct Term {
  enum class Kind { number, name, call, binary } kind = Kind::number;
  Fraction number;
  std::string word;  ///< name, function, or operator: + - * / ^ < <= = <>
  std::vector<std::unique_ptr<Term>> parts;
};

/// Throws BadInput where the text is no expression.
std::unique_ptr<Term> read_expression(std::string_view text);

}  // namespace phanbo_verify

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/criteria/exact_number.hpp"

/// The text of a formula as a resolution prints it → a tree. Numbers are exact.
///
/// Names: letters, digits, '_', '.', and '-' between two of them ("dan-so"); a minus sign between
/// two names needs spaces. Numbers take a decimal point or comma; '%' behind divides by 100.
/// Arguments of functions are separated by ';'. + - * / ^ × · ÷ : ( ) [ ] { } = <> ≠ < <= ≤ > >= ≥.
namespace phanbo {

enum class ExpressionOperation {
  number,
  name,
  add,
  subtract,
  multiply,
  divide,
  power,
  negate,
  less,
  less_or_equal,
  equal,
  not_equal,
  call
};

struct ExpressionNode {
  ExpressionOperation operation = ExpressionOperation::number;
  Exact number;
  std::string name;  ///< of a name or a called function
  std::vector<std::size_t> arguments;
  std::size_t offset = 0;  ///< byte of the text where it begins
};

/// A parsed expression; children stand before their parents, the last node is the root.
struct Expression {
  std::vector<ExpressionNode> nodes;
  std::size_t root() const { return nodes.size() - 1; }
};

/// Why a text is no expression.
enum class ExpressionFault {
  none,
  empty,
  unexpected,          ///< this sign cannot stand here
  ends_too_soon,       ///< something is missing at the end
  bracket_not_closed,  ///< or closed by another kind
  number_malformed,
  comma_outside_number,  ///< arguments are separated by ';'
  too_deep,
  too_long
};

struct ExpressionReading {
  Expression expression;
  ExpressionFault fault = ExpressionFault::none;
  std::size_t offset = 0;  ///< of the fault
  std::string found;       ///< the sign at the fault
};

inline constexpr std::size_t limit_expression_depth_max = 64;
inline constexpr std::size_t limit_expression_nodes_max = 2'000;

ExpressionReading parse_expression(std::string_view text);

}  // namespace phanbo

#pragma once

#include <string>
#include <vector>

namespace phanbo {

/// How a named quantity comes from the quantities below it.
enum class Operation {
  input,       ///< a value of the plan; `place` says where
  law,         ///< a row of law; `citation` names it
  sum,         ///< of all children
  difference,  ///< first child minus all others
  product,     ///< of all children
  quotient,    ///< first child divided by second
  percent_of,  ///< first child percent of second
  minimum,
  maximum,
  round,  ///< first child rounded as `note` says ("half_up 0", "up_to_step 1000000", …)
  count,  ///< of its children; without children a number of months or units that stands by itself
  largest_remainder,  ///< share of a whole: children pool, own points, all points; the rest unit
                      ///< settled by remainder
  outcome,  ///< decided by the distribution (who pays); value stands by itself, children are its
            ///< grounds
  grounds   ///< reasons, not a quantity: no value, and no part in what stands above it
};

/// The derivation (căn cứ tính) of one figure: a tree down to inputs and articles of law.
/// `value` is exact plain text: whole number, decimal, or "p/q".
struct Derivation {
  std::string label_vi;
  std::string label_en;
  Operation operation = Operation::input;
  std::string value;
  std::string unit;  ///< dong, percent, months, persons, points, …
  std::string citation;
  std::string place;
  std::string note;
  std::vector<Derivation> children;
};

}  // namespace phanbo

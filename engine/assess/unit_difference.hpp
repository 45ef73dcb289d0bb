#pragma once

#include <string>
#include <vector>

#include "engine/assess/formula_parts.hpp"

/// Why one unit gets more than another: criterion by criterion, in points and in đồng.
namespace phanbo {

/// What a part of the difference comes from.
enum class DifferenceCause {
  criterion,      ///< a criterion, or an indicator inside the one total
  first_amounts,  ///< served before the points
  limits,         ///< a floor or cap holds one of the two
  rounding        ///< whole đồng, whole steps, largest remainders
};

/// A given value of the two units.
struct DifferentInput {
  Label name;
  Exact own;
  Exact other;
};

struct DifferencePart {
  DifferenceCause cause = DifferenceCause::criterion;
  Label name;
  std::string citation;
  Exact own = 0;     ///< points, or exact đồng, of the criterion
  Exact other = 0;   ///< the same of the other unit
  Exact points = 0;  ///< what it adds to the difference of points, or of exact đồng
  Money amount;      ///< what it adds to the difference of money; all parts together are the whole
  std::vector<DifferentInput> inputs;
};

struct UnitDifference {
  std::size_t formula_row = 0;
  Index<Unit> own;
  Index<Unit> other;
  bool by_points = true;
  Exact own_points = 0;
  Exact other_points = 0;
  Money own_amount;
  Money other_amount;
  Exact dong_per_point = 0;           ///< 0 where nobody shares by points
  std::vector<DifferencePart> parts;  ///< criteria, the largest first; then what is none

  Money amount() const { return own_amount - other_amount; }
  Exact points() const { return own_points - other_points; }
};

/// Own less other, for two units of one computed formula. Where the result is one expression, its
/// difference is divided among what differs inside it by the mean over all orders of replacing the
/// other unit's values by the own ones (Shapley); beyond ten such values it stays one part. Each
/// part is rounded half up to đồng; what that leaves is the part "rounding".
UnitDifference difference_of_units(const Plan& plan, std::size_t formula_row,
                                   const FormulaShares& shares, const UnitShare& own,
                                   const UnitShare& other);

}  // namespace phanbo

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/criteria/exact_number.hpp"
#include "engine/criteria/measure.hpp"
#include "models/plan.hpp"

/// A compiled rule: one graph of small operations from indicators to points and đồng. All kinds of
/// criteria, all expressions and all unit rates become such nodes; evaluation knows nothing else.
namespace phanbo {

using NodeIndex = std::size_t;
inline constexpr NodeIndex no_node = static_cast<NodeIndex>(-1);

enum class NodeKind {
  constant,
  leaf,      ///< a column of given values, one a unit
  variable,  ///< a criterion that contains itself; solved
  add,
  subtract,
  multiply,
  divide,
  power,  ///< whole exponent in `exponent`
  minimum,
  maximum,
  absolute,
  less,  ///< 1 or 0
  less_or_equal,
  equal,
  not_equal,
  choose,   ///< first ≠ 0 ? second : third
  round,    ///< `digits`, `rounding`
  bands,    ///< table `table`: of the value
  classes,  ///< table `table`: children are the flags of its rows
  masked,   ///< first (a flag) ≠ 0 ? second : 0; faults of the second count only where it is used
  total,    ///< sum over all units
  average,  ///< over all units
  how_many,  ///< units where it is not 0
  highest,
  lowest,
  rank  ///< 1 for the greatest; equal values share the better rank
};

bool is_over_units(NodeKind kind);

struct RulePlace {
  std::string_view table;
  std::size_t row = 0;
  std::string_view field;
};

struct RuleNode {
  NodeKind kind = NodeKind::constant;
  std::vector<NodeIndex> inputs;
  Exact constant;
  std::size_t leaf = 0;
  std::size_t table = 0;
  int digits = 0;
  int exponent = 0;
  RoundingMode rounding = RoundingMode::half_up;
  RulePlace place;
  Measure measure;
  bool varies = false;       ///< differs between units
  bool is_circular = false;  ///< depends on a variable
  bool is_solved = false;    ///< a node below is solved or over all units: not fit inside a circle
};

/// What the program is told about one unit.
enum class LeafKind {
  indicator,
  status,
  unit_kind,
  unit_code,
  previous,       ///< the programme's amount of the year before, đồng
  revenue_share,  ///< of table revenue_shares, in hundredths
  parts           ///< a sum over the legacy parts of the unit
};

struct Rule;

struct RuleLeaf {
  LeafKind kind = LeafKind::indicator;
  std::string name;
  std::string second;  ///< tier of a revenue share
  int year = 0;
  bool of_parent = false;  ///< read at the unit above
  Index<Programme> programme;
  std::shared_ptr<const Rule> parts;  ///< evaluated for every predecessor
  friend bool operator==(const RuleLeaf&, const RuleLeaf&) = default;
};

/// One piece of a piecewise rule, borders and points as exact numbers.
struct RuleBand {
  std::optional<Exact> low;
  std::optional<Exact> high;
  bool has_low = false;   ///< the lower end belongs to it
  bool has_high = false;  ///< the upper end belongs to it
  bool counts_down = false;
  Exact base = 0;
  Exact per = 0;  ///< 0: the band gives its base
  Exact points = 0;
  BandRemainder remainder = BandRemainder::prorata;
  std::size_t row = 0;  ///< of Plan::criterion_bands
};

struct RuleBandTable {
  std::vector<RuleBand> bands;  ///< by lower border
};

struct RuleClass {
  Exact points;
  std::size_t row = 0;  ///< of Plan::criterion_classes
};

struct RuleClassTable {
  CriterionKind kind = CriterionKind::category;
  bool is_override = false;  ///< child 0 is the value where no class applies
  std::vector<RuleClass> classes;
  std::string criterion;
};

/// Something a name stands for.
struct RuleCriterion {
  std::size_t row = 0;  ///< of Plan::criteria
  int year = 0;
  NodeIndex value = no_node;
};

struct RuleParameter {
  std::size_t row = 0;  ///< of Plan::parameters
  int year = 0;
  NodeIndex value = no_node;
};

struct RuleCircle {
  NodeIndex variable = no_node;
  NodeIndex body = no_node;
  std::size_t criterion_row = 0;
};

struct Rule {
  int year = 0;
  std::vector<RuleNode> nodes;  ///< inputs before those that use them (circles through variables)
  std::vector<RuleLeaf> leaves;
  std::vector<RuleBandTable> band_tables;
  std::vector<RuleClassTable> class_tables;
  std::vector<RuleCriterion> criteria;  ///< of the formula's year first; in row order
  std::vector<RuleParameter> parameters;
  std::vector<RuleCircle> circles;
  std::vector<std::size_t> rate_rows;  ///< of Plan::rates, in the order of rate_values
  std::vector<NodeIndex> rate_values;
  std::vector<NodeIndex> rate_masks;  ///< no_node where every unit takes part

  NodeIndex result = no_node;  ///< points, or đồng
  NodeIndex pool = no_node;
  NodeIndex first = no_node;
  NodeIndex least = no_node;
  NodeIndex most = no_node;
};

}  // namespace phanbo

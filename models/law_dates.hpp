#pragma once

#include <string>
#include <vector>

#include "models/law.hpp"
#include "models/money.hpp"
#include "models/report_table.hpp"

/// A plan under the law of another date beside the same plan as it is.
namespace phanbo {

/// One value of law that the two runs answer differently.
struct LawMove {
  std::string topic;
  std::string key;
  std::vector<LawRow> before;  ///< rows used as the plan is; empty = none was needed
  std::vector<LawRow> after;   ///< rows used under the other date
};

/// A ledger line or a demand's need whose amount differs.
struct LawDateLine {
  enum class Kind { need, line };
  Kind kind = Kind::line;
  std::string code;
  Words name;
  Money before;
  Money after;
  /// Positions in LawDates::moves of those that move it when they alone change; where no single one
  /// does, all of them.
  std::vector<std::size_t> moved_by;
  bool is_joint = false;  ///< no single one moves it
};

struct LawDates {
  std::vector<LawMove> moves;      ///< by topic and key
  std::vector<LawDateLine> lines;  ///< needs first, then lines; by code
};

}  // namespace phanbo

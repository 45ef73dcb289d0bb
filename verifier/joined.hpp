#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "verifier/amounts.hpp"
#include "verifier/fault.hpp"
#include "verifier/formulas.hpp"
#include "verifier/needs.hpp"
#include "verifier/phrases.hpp"
#include "verifier/premiums.hpp"
#include "verifier/result.hpp"

/// Plan, needs and result side by side, for the rules to compare.
namespace phanbo_verify {

enum class LinePart { main, local_share, decided, transfer, unknown };

/// A ledger line with its references resolved; nothing where they point at nothing.
struct JoinedLine {
  int need = nothing;
  int source = nothing;
  int receiving_source = nothing;
  LinePart part = LinePart::unknown;
};

struct Joined {
  Joined(const PlanModel& plan, const NeedModel& model, const Result& result);

  const PlanModel& plan;
  const NeedModel& model;
  const Result& result;
  std::vector<JoinedLine> lines;                ///< parallel to result.ledger
  std::vector<std::vector<int>> lines_of_need;  ///< positions of lines; transfers are in none
  std::vector<int> demand_of_need;              ///< position in result.demands; nothing = missing
  std::vector<int> balance_of_source_year;      ///< position in result.sources; nothing = missing
  std::unordered_map<std::string_view, int> source_by_code;
  std::unordered_map<std::string_view, std::size_t> figure_by_id;

  const Need& need_of(int position) const {
    return model.needs[static_cast<std::size_t>(position)];
  }
  const SourceRow& source(int position) const {
    return plan.sources[static_cast<std::size_t>(position)];
  }
  /// Sum of the ledger lines of a need; of those not decided before.
  Dong paid(int need) const;
  Dong paid_beyond_locked(int need) const;
};

std::string months_text(const Months& months);
Words line_place(std::string_view id);
Words line_place(const ResultLine& line);
std::string source_year_code(const PlanModel& plan, const SourceYearRow& row);
std::string_view standing_name(Standing standing);

}  // namespace phanbo_verify

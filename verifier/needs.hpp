#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "verifier/formula_outcome.hpp"
#include "verifier/plan.hpp"

/// What the plan asks for, worked out anew from its rows and the law: items by year, who may pay.
namespace phanbo_verify {

enum class Standing { ordinary, conditional, no_dossier, nobody_may_pay, not_chosen };

/// One way of being paid: a source, through an envelope where its money is tied to units.
struct Way {
  int source = nothing;
  int envelope = nothing;
  friend auto operator<=>(const Way&, const Way&) = default;
};

/// Money of one source and year tied to a unit.
struct EnvelopeModel {
  std::string code;
  int programme = nothing;
  int unit = nothing;
  int source = nothing;
  int year = 0;
  Dong amount = 0;
  int parent = nothing;
  std::vector<int> pays_for;  ///< programmes
};

/// One item in one year.
struct Need {
  std::string item;
  int year = 0;
  int programme = nothing;
  int unit = nothing;
  int priority_class = nothing;
  Months months;
  Standing standing = Standing::ordinary;
  Dong need = 0;
  std::optional<Dong> assessed;  ///< the need before a chosen schedule took its place
  Dong wanted = 0;
  bool is_part = false;  ///< a choice took less than was wanted
  Dong locked = 0;
  Dong locked_local = 0;
  Dong least_useful = 0;
  Dong step = 1;
  bool divisible = true;
  bool is_given = true;               ///< false: a conditional cost whose row has no amount
  bool asks_for_whole_steps = false;  ///< a computed need is raised to the next whole step
  std::string_view origin = "fixed_cost";
  std::size_t origin_row = 0;  ///< of fixed costs, sites or projects
  std::int64_t rank = 0;
  Fraction score;
  Fraction local_share;
  int project = nothing;
  int ways = 0;  ///< position in NeedModel::way_sets

  std::string code() const { return item + "/" + std::to_string(year); }
};

struct Locked {
  int need = nothing;
  int source = nothing;
  Dong amount = 0;
  int decided_row = nothing;
};

struct NeedModel {
  std::vector<Need> needs;                       ///< by item code, then year
  std::vector<FormulaOutcome> formula_outcomes;  ///< by formula
  std::vector<EnvelopeModel> envelopes;
  /// Envelopes by unit, source, year.
  std::map<std::tuple<int, int, int>, std::vector<int>> envelopes_of_unit;
  std::vector<std::vector<Way>> way_sets;
  std::vector<Locked> locked;
  std::map<std::string, std::string> roundings;      ///< where → exact value before
  std::unordered_map<std::string, int> position_of;  ///< by demand code

  const std::vector<Way>& ways(const Need& need) const {
    return way_sets[static_cast<std::size_t>(need.ways)];
  }
  const Way* way_of(const Need& need, int source) const;
  int find(const std::string& demand_code) const;
};

/// Throws BadInput when the plan cannot be valued (a law row is missing, for example).
NeedModel work_out_needs(const PlanModel& plan);

}  // namespace phanbo_verify

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/decimal.hpp"
#include "models/ledger.hpp"
#include "models/money.hpp"
#include "models/report_table.hpp"

/// A sweep: one or two numbers of a plan take many values, and the plan is allocated for each.
namespace phanbo {

/// One number that varies: a field of a row. Values are whole units of 10^-digits; money is in
/// đồng, so its digits are 0.
struct SweepAxis {
  std::string table;
  std::string key;
  std::string column;
  bool is_money = false;
  int digits = 0;
  std::vector<std::int64_t> values;

  std::string code() const { return table + "/" + key + "/" + column; }
  Decimal value_of(std::int64_t units) const { return Decimal::from_units(units, digits); }
};

/// What one thing is in one point: a demand paid in full, in part or not at all; a limit that binds
/// somebody.
struct SweepState {
  enum class Subject { demand, limit };
  enum class Level { nothing, part, full, binds, free };
  Subject subject = Subject::demand;
  std::string code;
  Words name;
  Level level = Level::nothing;
};

/// The outcome at one place of the sweep.
struct SweepPoint {
  std::vector<std::int64_t> values;  ///< one for each axis
  std::string refusal;               ///< why the plan cannot be allocated here; empty = it can
  Status status = Status::complete;
  Money need;
  Money allocated;
  std::vector<Money> by_programme;   ///< allocated, parallel to Plan::programmes
  std::vector<Money> by_budget;      ///< allocated, by paying budget
  std::vector<std::int64_t> people;  ///< insured by the plan's programmes, by year
  std::int64_t projects_chosen = 0;  ///< sites and projects that receive money
  Decimal score;                     ///< the sum of their scores
  std::vector<SweepState> states;    ///< by subject and code; a limit that binds nobody has none
};

struct SweepChange {
  SweepState::Subject subject = SweepState::Subject::demand;
  std::string code;
  Words name;
  SweepState::Level before = SweepState::Level::nothing;
  SweepState::Level after = SweepState::Level::nothing;
};

/// Two neighbouring values, one unit apart, between which something changes.
struct SweepBreakpoint {
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::vector<SweepChange> changes;
};

struct Sweep {
  std::vector<SweepAxis> axes;     ///< one or two
  std::vector<SweepPoint> points;  ///< the last axis varies fastest
  bool has_breakpoints = false;    ///< looked for: one axis only
  bool is_cut_short = false;       ///< more breakpoints than are listed
  std::vector<SweepBreakpoint> breakpoints;
  std::vector<std::string> programmes;  ///< codes, parallel to SweepPoint::by_programme
  std::vector<std::string> programme_names;
  int first_year = 0;
};

std::string_view to_code(SweepState::Subject value);
std::string_view to_code(SweepState::Level value);
Text name_of(SweepState::Level value);

/// What differs between two lists of states, in their order.
std::vector<SweepChange> changes_between(const std::vector<SweepState>& before,
                                         const std::vector<SweepState>& after);

}  // namespace phanbo

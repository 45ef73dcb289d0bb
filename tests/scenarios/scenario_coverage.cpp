#include "scenarios/scenario_coverage.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace phanbo::scenario_test {

namespace {

using Changes = std::vector<RowChange>;

bool has(const Changes& changes, Action action) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const RowChange& change) { return change.action == action; });
}

/// Two changes of one row in one scenario, of these kinds.
bool has_both(const Changes& changes, Action first, Action second) {
  return std::any_of(changes.begin(), changes.end(), [&](const RowChange& a) {
    return a.action == first &&
           std::any_of(changes.begin(), changes.end(), [&](const RowChange& b) {
             return b.action == second && b.table == a.table && b.key == a.key;
           });
  });
}

template <class Shows>
bool has_cell(const Changes& changes, Shows shows) {
  return std::any_of(changes.begin(), changes.end(), [&](const RowChange& change) {
    return std::any_of(change.cells.begin(), change.cells.end(),
                       [&](const CellChange& cell) { return shows(change, cell); });
  });
}

bool is_year(const RowChange& change, const CellChange& cell) {
  return change.table == "plan" && (cell.column == "first_year" || cell.column == "last_year");
}

}  // namespace

void ScenarioCoverage::see(const std::string& trait, bool shows) {
  traits_[trait] += shows ? 1 : 0;
}

void ScenarioCoverage::observe(const Trial& trial) {
  ++plans_;
  for (const auto& [code, expected] : trial.expected())
    observe(trial.given(), trial.given().scenario(code), expected);
}

void ScenarioCoverage::observe(const ScenarioCase& given, const MadeScenario& made,
                               const Expected& expected) {
  ++scenarios_;
  const Changes& changes = made.changes;
  see("read as a plan", !expected.is_refused);
  see("a change wrong as such", !expected.outcome.wrong.empty());
  see("wrong as a plan", expected.is_refused && expected.outcome.wrong.empty());
  see("read, a change without effect",
      !expected.is_refused && !expected.outcome.without_effect.empty());
  see("of an example", given.base_name != "made");
  see("given as a file", made.is_file);
  see("with a parent", !made.parent.empty());
  see("with two parents or more", given.chain(made.code).size() > 2);
  see("adds a row", has(changes, Action::add));
  see("removes a row", has(changes, Action::remove));
  see("removes and adds again", has_both(changes, Action::remove, Action::add));
  see("adds and sets", has_both(changes, Action::add, Action::set));
  see("changes the header", has_cell(changes, [](const RowChange& change, const CellChange&) {
        return change.table == "plan";
      }));
  see("changes the years", has_cell(changes, is_year));
  see("read, with other years", !expected.is_refused && has_cell(changes, is_year));
  see("sets a year column", has_cell(changes, [](const RowChange&, const CellChange& cell) {
        return year_of_column(cell.column) != 0;
      }));
  see("clears a cell", has_cell(changes, [](const RowChange& change, const CellChange& cell) {
        return change.action != Action::add && cell.value.empty();
      }));
  see("a malformed value", has_cell(changes, [](const RowChange&, const CellChange& cell) {
        return cell.is_malformed;
      }));
  const auto style = given.styles.find("scenario_changes");
  see("table with another unit", !made.is_file && style->second.unit_power != 0);
  see("table with Vietnamese numbers", !made.is_file && style->second.is_vietnamese);
}

void ScenarioCoverage::print(std::ostream& out) const {
  out << plans_ << " plans, " << scenarios_ << " scenarios\n";
  for (const auto& [trait, count] : traits_) {
    const std::uint64_t tenths = scenarios_ == 0 ? 0 : count * 1'000 / scenarios_;
    out << "  " << std::left << std::setw(32) << trait << std::right << std::setw(8) << count
        << std::setw(5) << tenths / 10 << "." << tenths % 10 << " %\n";
  }
}

std::uint64_t ScenarioCoverage::count(const std::string& trait) const {
  const auto found = traits_.find(trait);
  return found == traits_.end() ? 0 : found->second;
}

}  // namespace phanbo::scenario_test

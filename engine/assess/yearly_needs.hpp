#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/workbench.hpp"

/// Needs given year by year (sites and projects) under a limit over all plan years.
namespace phanbo {

/// What is left of each year's need when the years are served in order up to the limit. Blank years
/// stay blank.
std::vector<std::optional<Money>> cut_at_limit(const std::vector<std::optional<Money>>& needs,
                                               std::optional<Money> limit);

/// Records every cut as a rounding note with rule "ceiling" at "<code>/<year>".
void note_cuts(Workbench& bench, const std::string& code,
               const std::vector<std::optional<Money>>& given,
               const std::vector<std::optional<Money>>& cut);

/// In a class shared by best_value an item may be paid in other years than given: those years get a
/// need of 0 where they have none, so that there is a demand for the choice to fill.
void open_years_of_choice(const Plan& plan, const std::string& code,
                          Index<PriorityClass> priority_class,
                          std::vector<std::optional<Money>>& needs);

struct GivenNeeds {
  std::string_view table;  ///< "sites" or "projects"
  std::size_t row = 0;
  Label label;
  std::string citation;
  const std::vector<std::optional<Money>>& needs;
  std::optional<Derivation> limit;  ///< how the limit over the years comes about
};

/// The derivation of one year's need under the limit.
Derivation derive_yearly_need(const Plan& plan, const GivenNeeds& given, int year, Money need);

}  // namespace phanbo

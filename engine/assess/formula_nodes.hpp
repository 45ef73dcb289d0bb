#pragma once

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/formula_shares.hpp"

/// The quantities a formula is made of, as derivations.
namespace phanbo {

Derivation unit_points_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                            const UnitShare& unit);
/// The points of all units: one by one where they are few, else the figure of the whole.
Derivation all_points_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares);
/// How that figure comes about: the points of every unit.
Derivation total_points_node(const Plan& plan, std::size_t formula_row,
                             const FormulaShares& shares);
/// The money to share: given in the plan, or what the unit above was given.
Derivation pool_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares);
/// What is left of it after first amounts, in whole steps.
Derivation shared_pool_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares);
/// What a unit gets: its first amount and its share.
Derivation unit_amount_node(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
                            const UnitShare& own);

}  // namespace phanbo

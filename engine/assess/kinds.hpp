#pragma once

#include "engine/assess/need_grounds.hpp"
#include "engine/assess/workbench.hpp"
#include "models/derivation.hpp"

/// One file per kind of programme; the table in assess.cpp names each once.
namespace phanbo {

/// Turns the rows of one kind into items, demands and figures.
void assess_entitlements(Workbench& bench, PayerFinder& finder);
void assess_formulas(Workbench& bench, PayerFinder& finder);
void assess_grants(Workbench& bench, PayerFinder& finder);
void assess_projects(Workbench& bench, PayerFinder& finder);
void assess_fixed_costs(Workbench& bench, PayerFinder& finder);

/// Why the need of a demand is what it is.
Derivation derive_entitlement(NeedGrounds& grounds, const Demand& demand);
Derivation derive_formula(NeedGrounds& grounds, const Demand& demand);
Derivation derive_grant(NeedGrounds& grounds, const Demand& demand);
Derivation derive_project(NeedGrounds& grounds, const Demand& demand);
Derivation derive_fixed_cost(NeedGrounds& grounds, const Demand& demand);

/// Money that formulas tie to units: made first, because it decides who may pay (envelopes.cpp).
void make_envelopes(Workbench& bench);
/// Counts and residues of merged units (units_figures.cpp).
void add_unit_figures(Workbench& bench);
/// How fast a balancing supplement may be drawn (supplement_figures.cpp).
void add_drawdown_figures(Workbench& bench);
/// The rows of law that let money be carried over belong to what a run rests on.
void use_carry_over_grounds(Workbench& bench);
/// Marks the law that orders the goals of a choice.
void use_choice_order(Workbench& bench);

}  // namespace phanbo

#pragma once

#include "verifier/plan_maker.hpp"
#include "verifier/random_numbers.hpp"

/// What a made plan may get on top, out of what it already has.
namespace phanbo_verify::test {

/// A class shared by best_value: new projects and some sites, with options, locks, exclusions,
/// prerequisites and limits. Nothing where the plan has no projects or serves year by year.
void add_best_value(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale);

/// Criteria of every kind for the formula "fm", limits of its shares, and a programme whose
/// criteria are amounts. Nothing where the plan has no such formula by points.
void add_kinds_of_criteria(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale);

}  // namespace phanbo_verify::test

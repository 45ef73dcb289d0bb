#pragma once

#include "models/comparison.hpp"
#include "outputs/page/bar_chart.hpp"
#include "outputs/page/html.hpp"
#include "outputs/page/words.hpp"

/// The sections of the comparison page.
namespace phanbo::page {

/// One result against the base: findings, steps, gains and losses, causes.
void put_pair(Html& html, const Comparison& comparison, const PairComparison& pair);
/// The steps from the base to the result: by purpose, and by cause where causes are known.
void put_steps(Html& html, const Comparison& comparison, const PairComparison& pair);
/// Who gains and who loses; sites and projects in and out.
void put_gains_and_losses(Html& html, const Comparison& comparison, const PairComparison& pair);
/// Causes with their changes and what each moves.
void put_causes(Html& html, const Comparison& comparison, const PairComparison& pair);
void put_totals(Html& html, const Comparison& comparison);
void put_views(Html& html, const Comparison& comparison);
void put_equity(Html& html, const Comparison& comparison);
void put_definitions(Html& html, const Comparison& comparison);

const ComparedView& view_of(const Comparison& comparison, ComparedBy by);
const std::string& in(const Words& words, Language language);
/// A change as a headline number with its exact value behind it.
void put_change(Html& html, Money change);
/// Money that a cause moves between lines, up and down.
Money moved_by(const CauseTable& table, std::size_t cause);

}  // namespace phanbo::page

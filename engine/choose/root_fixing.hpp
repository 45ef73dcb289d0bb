#pragma once

#include <cstdint>
#include <optional>

#include "engine/choose/certificate.hpp"
#include "engine/choose/relaxation.hpp"

/// What the prices of the root decide before any search.
namespace phanbo::selection {

/// The prices of the root become the first leaf of the empty certificate, their cuts cuts of the
/// pool. Options whose loss at these prices is more than lies between the bound and
/// `value_to_prove` are out, and options without which the loss is more than that are in: a chain
/// of questions whose other ways end in that leaf, and `permitted` without what it ruled out.
/// Without a value to prove nothing is decided. Returns the place of the tree that stays open.
int fix_by_root_prices(const SelectionModel& model, const Prices& prices,
                       std::optional<std::int64_t> value_to_prove, CutPool& pool,
                       Permitted& permitted, Certificate& certificate);

}  // namespace phanbo::selection

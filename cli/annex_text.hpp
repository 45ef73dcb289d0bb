#pragma once

#include <string>

#include "models/derivation.hpp"
#include "models/text.hpp"

namespace phanbo {

/// The derivation as a paragraph fit for an annex: one sentence a quantity, every input and row of
/// law with a footnote that names its document, article and place. What was said once is not
/// repeated.
std::string annex_text(const Derivation& derivation, Language language);

}  // namespace phanbo

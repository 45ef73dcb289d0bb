#pragma once

#include <string>

#include "models/demand.hpp"
#include "models/ledger.hpp"
#include "models/report_table.hpp"

/// Choices by best_value in sentences (docs/choosing.md).
namespace phanbo {

/// Why an item was refused, and what would take it in as far as that is proved.
Words refusal_sentence(const Plan& plan, const Assessment& assessment, const ChoiceOutcome& choice,
                       const Refusal& refusal);

/// What cannot be kept together, and the least extra money that would keep it all.
Words conflict_sentence(const Plan& plan, const Assessment& assessment,
                        const ChoiceOutcome& choice);

/// A goal: "thứ tự của luật: Dự án chuyển tiếp".
Words goal_words(const Plan& plan, const ChoiceStageOutcome& stage);

/// A limit or place by its name in the proof: "limit:san-y-te", "dat/2027".
Words proof_name_words(const Plan& plan, const Assessment& assessment, const std::string& name);

/// A whole number of 10^-digits, in the reader's way of writing.
Words choice_value_words(Int128 value, int digits);

/// Distance of the bound in percent of it, to four decimals, rounded up.
Words choice_gap_words(const ChoiceOutcome& choice);

}  // namespace phanbo

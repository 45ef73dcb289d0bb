#pragma once

#include "models/ledger.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// A shortage as one sentence in both languages: sources and limits allow X, earlier classes hold
/// W, these need Y, missing Z = Y − (X − W), with names and amounts. Long lists are cut after a few
/// names and say so.
Words shortfall_sentence(const Plan& plan, const Assessment& assessment,
                         const Shortfall& shortfall);

/// What bounds a shortage, in words: "Thu tiền sử dụng đất năm 2025".
Words limit_words(const Plan& plan, const Assessment& assessment, const Limit& limit);

}  // namespace phanbo

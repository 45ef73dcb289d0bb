#pragma once

#include "models/law_dates.hpp"

namespace phanbo {

/// The needs and ledger lines that another date of law moves, each with the rows of law that move
/// it.
ReportTable tabulate_law_dates(const LawDates& dates);

/// "Nghị định 161/2026/NĐ-CP, Điều 3": document and article.
std::string law_citation(const LawRow& row);

}  // namespace phanbo

#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo {

/// What is wrong with a pack: rows that overlap or leave years out, bands that do not join, names
/// that do not exist, under every choice of readings.
std::vector<std::string> pack_findings(PackReading& pack, const Console& console);
/// What its user must know: recalled rows, readings to choose, parts that are missing.
std::vector<std::string> pack_remarks(const PackReading& pack, const Console& console);
/// A pack as the annex of a resolution: what it is, what is open, then its rules in the order of
/// the text, with articles.
std::string pack_text(const PackReading& pack, const std::string& name, const Console& console);

}  // namespace phanbo

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace phanbo_verify::test {

/// Rows of one table, by column.
using Row = std::map<std::string, std::string>;

/// A plan to be written as a folder of CSV tables in đồng.
struct MadePlan {
  std::map<std::string, std::string> header;
  std::map<std::string, std::vector<Row>> tables;

  void write(const std::filesystem::path& folder) const;
};

/// A random plan: sources, classes of every rule, all kinds of programmes, limits of every kind,
/// earlier decisions. The same seed makes the same plan everywhere.
MadePlan make_plan(std::uint64_t seed);

}  // namespace phanbo_verify::test

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// A shape of a rule as data: one text file with the rows that matter and the values worked out by
/// hand. The rest of the plan (one province, its communes, one programme "x", one source) is made
/// around it.
namespace phanbo::test {

using CsvRow = std::vector<std::string>;

struct ShapeFile {
  std::string name;
  std::map<std::string, std::vector<CsvRow>> sections;

  /// Header and rows; empty when the file has no such section.
  const std::vector<CsvRow>& section(const std::string& section_name) const;
};

/// All shapes of tests/criteria/shapes, by name.
std::vector<ShapeFile> read_shapes();

/// Writes the whole plan folder of a shape.
void write_plan(const ShapeFile& shape, const std::filesystem::path& folder);

}  // namespace phanbo::test

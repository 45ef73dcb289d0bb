#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "inputs/xlsx/read_workbook.hpp"
#include "xlsx/zip_writer.hpp"

namespace phanbo::test {

/// Damages of a right workbook, one a call, from a seed.
///
/// A damage may go unseen only if every value is still the same. That is demanded of everything
/// that happens to the file as bytes (which checksums guard), to its parts as a whole, and to the
/// markup of its XML. Not of a character inside a value or an attribute's value, or of a whole
/// attribute: those make another workbook that is as right as the first, as typing would; there
/// the promises of every reading hold, and no more can.
struct Damage {
  std::string what;
  std::string bytes;
  bool may_change_values = false;
};

class Damages {
 public:
  Damages(std::vector<ZipEntry> entries, std::uint64_t seed);
  Damage next();

 private:
  std::size_t random_below(std::size_t end) { return random_() % end; }
  Damage of_file();
  Damage of_parts();
  Damage of_xml();
  Damage with_xml(std::size_t entry, std::string content, std::string what, bool may_change_values);
  Damage changed_byte(std::size_t entry);
  Damage removed_piece(std::size_t entry);
  Damage doubled_or_swapped_cell(std::size_t entry);

  std::vector<ZipEntry> entries_;
  std::string file_;
  std::mt19937_64 random_;
};

/// All that a reading says: sheets, cells, what is hidden or merged.
std::string everything_in(const WorkbookReading& reading);

/// A workbook with cells of every kind, merged and hidden ones, in a few dozen rows.
std::vector<ZipEntry> workbook_to_damage();
/// The parts of a workbook file; nothing if it is not a zip file.
std::vector<ZipEntry> entries_of(const std::string& file);

struct DamageCount {
  std::size_t same = 0;
  std::size_t refused = 0;
  std::size_t changed = 0;          ///< Where it may.
  std::vector<std::string> unseen;  ///< Changed values where it may not, or a broken promise.
};

/// Reads `count` damages of the workbook with these parts.
DamageCount read_damages(const std::vector<ZipEntry>& entries, std::uint64_t seed,
                         std::size_t count);

}  // namespace phanbo::test

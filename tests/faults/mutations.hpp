#pragma once

#include <functional>
#include <string>
#include <vector>

#include "faults/memory_plan.hpp"

/// Damaged plans: one change each, made from a sound plan.
namespace phanbo::faults_test {

/// A plan with one file changed.
struct Mutant {
  std::string file;
  std::string what;  ///< "row 3 amount: emptied"
  std::string bytes;
};

/// Receives mutants one after the other. `chosen` is asked first, so that a sample costs nothing
/// for what it leaves out.
struct MutantVisitor {
  std::function<bool()> chosen;
  std::function<void(const Mutant&)> visit;
};

/// Every proper prefix of a file.
void truncate(const MemoryPlan& plan, const std::string& file, const MutantVisitor& visitor);

/// Every cell of a CSV table: dropped, doubled, its value doubled and negated, emptied, and set to
/// each limit of amounts, decimals, years and text lengths and one to either side of it.
void change_cells(const MemoryPlan& plan, const std::string& file, const MutantVisitor& visitor);

/// Every row and every column of a CSV table: dropped, doubled.
void change_rows_and_columns(const MemoryPlan& plan, const std::string& file,
                             const MutantVisitor& visitor);

/// Every value of a JSON file: dropped, doubled (its key, or the element), emptied, negated, of
/// another kind, set to each limit and one to either side.
void change_json(const MemoryPlan& plan, const std::string& file, const MutantVisitor& visitor);

/// The plan with the row counts its tables have now and without control sums, so that damage gets
/// past them. A plan.json that is no JSON stays as it is.
MemoryPlan without_guards(MemoryPlan plan);

/// Rows below the header, as far as the table can be read.
std::size_t rows_in(const std::string& csv);

/// Texts that stand at a limit or beside it; amounts also in the units that tables are written in.
const std::vector<std::string>& limit_texts();

}  // namespace phanbo::faults_test

#pragma once

#include <cstdint>
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
  MemoryPlan others = {};  ///< further files that changed
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
/// the limits of its field and beside them. `by_class`: only of rows that stand for others.
void change_cells(const MemoryPlan& plan, const std::string& file, bool by_class,
                  const MutantVisitor& visitor);

/// Every row and every column of a CSV table: dropped, doubled.
void change_rows_and_columns(const MemoryPlan& plan, const std::string& file,
                             const MutantVisitor& visitor);

/// Every value of a JSON file: dropped, doubled (its key, or the element), emptied, negated, of
/// another kind, set to each limit and one to either side. `by_class`: of the rows of a sealed
/// table only those that stand for others.
void change_json(const MemoryPlan& plan, const std::string& file, bool by_class,
                 const MutantVisitor& visitor);

/// `count` plans with a few changes each, anywhere in the tables: cells exchanged within a column,
/// numbers a little off, rows dropped, doubled and moved. Most of what single changes cannot reach.
void mix(const MemoryPlan& plan, std::uint64_t count, std::uint64_t seed,
         const MutantVisitor& visitor);

/// Cells of a sound table.
using TextRows = std::vector<std::vector<std::string>>;
TextRows text_rows_of(const std::string& csv);
std::string to_csv(const TextRows& rows);

/// Numbers that are the same on every machine (SplitMix64).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  /// 0 … bound - 1.
  std::size_t below(std::size_t bound);

 private:
  std::uint64_t state_;
};

/// The plan with the row counts its tables have now and without control sums, so that damage gets
/// past them. A plan.json that is no JSON stays as it is.
MemoryPlan without_guards(MemoryPlan plan);

/// Rows below the header, as far as the table can be read.
std::size_t rows_in(const std::string& csv);

}  // namespace phanbo::faults_test

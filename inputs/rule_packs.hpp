#pragma once

#include <deque>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inputs/problem_list.hpp"
#include "inputs/references.hpp"
#include "inputs/text_arena.hpp"
#include "models/embedded_file.hpp"
#include "models/law.hpp"

namespace phanbo {

/// The rows of rule packs (law/packs) that the formulas of a plan name join the plan's own tables,
/// as if the plan had written them. Names of the files: "packs/<pack>/<table>.csv".
class PackReader {
 public:
  PackReader(std::span<const EmbeddedFile> files, PlanTables& tables, TextArena& arena,
             ProblemList& problems, std::deque<SourceText>& sources,
             std::deque<TablePlaces>& places)
      : files_(files),
        tables_(tables),
        arena_(arena),
        problems_(problems),
        sources_(sources),
        places_(places) {}

  /// `decided_on`: of the plan; a pack that had lapsed by then, or that counts units of a tier
  /// which the law had done away with, is pointed out.
  void join(const std::optional<Date>& decided_on, const LawBook& law);
  /// All rows of one pack for one programme, sorted in.
  void join_rows(const std::string& programme, const std::string& pack);
  /// Rows of a pack file without its header, each with these columns in this order; a column that
  /// the file has not is blank. Empty when the pack has no such file.
  std::vector<std::vector<std::string>> cells_of(std::string_view pack, std::string_view table,
                                                 std::initializer_list<std::string_view> columns);

 private:
  struct Use {
    std::string programme;
    std::string pack;
    std::size_t formula_row = 0;
  };

  void check_formula(std::size_t row);
  void check_date(std::size_t row, const std::string& pack, const Date& decided_on,
                  const LawBook& law);
  void join_table(const Use& use, std::string_view table, bool per_programme);
  void check_missing_parts(const Use& use);
  void sort_all();
  const EmbeddedFile* file_of(std::string_view pack, std::string_view table) const;
  void report(const ProblemKind& kind, std::size_t formula_row, std::string_view field,
              std::vector<std::string> arguments);

  std::span<const EmbeddedFile> files_;
  PlanTables& tables_;
  TextArena& arena_;
  ProblemList& problems_;
  std::deque<SourceText>& sources_;
  std::deque<TablePlaces>& places_;
};

}  // namespace phanbo

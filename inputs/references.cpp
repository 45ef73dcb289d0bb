#include "inputs/references.hpp"

#include <algorithm>
#include <unordered_map>

#include "inputs/kinds_of_tables.hpp"
#include "inputs/plan_header.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

/// Looks codes up in one table; neighbouring rows often name the same code, so the last answer is
/// kept.
class CodeIndex {
 public:
  explicit CodeIndex(const TableRows& target) : target_(&target) {
    rows_.reserve(target.row_count());
    for (std::size_t row = 0; row < target.row_count(); ++row)
      rows_.emplace(target.cell(row, 0), static_cast<std::uint32_t>(row));
  }
  std::uint32_t find(std::string_view code) {
    if (code == last_code_) return last_row_;
    const auto found = rows_.find(code);
    last_code_ = code;
    last_row_ = found == rows_.end() ? TableRows::no_row : found->second;
    return last_row_;
  }
  const TableRows& target() const { return *target_; }

 private:
  const TableRows* target_;
  std::unordered_map<std::string_view, std::uint32_t> rows_;
  std::string_view last_code_;
  std::uint32_t last_row_ = TableRows::no_row;
};

class Resolver {
 public:
  Resolver(PlanTables& tables, ProblemList& problems) : tables_(tables), problems_(problems) {}

  void resolve(TableRows& table) {
    const auto fields = table.spec->fields;
    table.references.assign(table.row_count() * table.reference_columns.size(), TableRows::no_row);
    for (std::size_t k = 0; k < table.reference_columns.size(); ++k) {
      const std::size_t column = table.reference_columns[k];
      const Field& field = fields[column];
      CodeIndex& index = index_of(field.target);
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string_view code = table.cell(row, column);
        if (code.empty() || (field.choices == "*" && code == "*")) continue;
        const std::uint32_t found = index.find(code);
        if (found == TableRows::no_row) missing(table, row, field, code, index.target());
        table.references[row * table.reference_columns.size() + k] = found;
      }
    }
    for (std::size_t column = 0; column < fields.size(); ++column) {
      if (fields[column].type == FieldType::list && !fields[column].target.empty()) {
        check_list(table, column);
      }
    }
  }

 private:
  CodeIndex& index_of(std::string_view target) {
    const auto found = indices_.find(target);
    if (found != indices_.end()) return found->second;
    return indices_.emplace(target, CodeIndex(table_named(tables_, target))).first->second;
  }

  void check_list(TableRows& table, std::size_t column) {
    const Field& field = table.spec->fields[column];
    CodeIndex& index = index_of(field.target);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      for (const std::string& code : split_choices(table.cell(row, column))) {
        if (row_of_code(index.target(), code) == TableRows::no_row) {
          missing(table, row, field, code, index.target());
        }
      }
    }
  }

  void missing(TableRows& table, std::size_t row, const Field& field, std::string_view code,
               const TableRows& target) {
    table.is_sound = false;
    if (!target.is_complete) return;  // its row may be one that could not be read
    const ProblemKind& kind = input_problem::unknown_reference;
    // A table that only rule packs bring has no file of its own.
    const std::string file = table.places.source != nullptr
                                 ? table.places.source->path
                                 : place_of_cell(table.places, row, field.name).file;
    if (problems_.is_full(kind, file)) {
      Place place;
      place.file = file;
      problems_.add(kind, std::move(place), {});
      return;
    }
    problems_.add(kind, place_of_cell(table.places, row, field.name),
                  {std::string(code), std::string(field.target),
                   offered_names(code, codes_like(target, code))});
  }

  PlanTables& tables_;
  ProblemList& problems_;
  std::unordered_map<std::string_view, CodeIndex> indices_;
};

}  // namespace

TableRows& table_named(PlanTables& tables, std::string_view name) {
  for (TableRows& table : tables) {
    if (table.spec->name == name) return table;
  }
  PB_CHECK(false && "no such table");
  return tables.front();
}

const TableRows& table_named(const PlanTables& tables, std::string_view name) {
  return table_named(const_cast<PlanTables&>(tables), name);
}

std::uint32_t row_of_code(const TableRows& target, std::string_view code) {
  std::size_t low = 0;
  std::size_t high = target.row_count();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (target.cell(middle, 0) < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const bool found = low < target.row_count() && target.cell(low, 0) == code;
  return found ? static_cast<std::uint32_t>(low) : TableRows::no_row;
}

std::vector<std::string> codes_like(const TableRows& target, std::string_view wrong) {
  constexpr std::size_t compared_max = 2'000;
  const bool compare_all = target.row_count() <= compared_max;
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < target.row_count() && codes.size() < compared_max; ++row) {
    const std::string_view code = target.cell(row, 0);
    if (code.empty()) continue;
    if (compare_all || code.substr(0, 1) == wrong.substr(0, 1)) codes.emplace_back(code);
  }
  return codes;
}

void resolve_references(PlanTables& tables, ProblemList& problems) {
  Resolver resolver(tables, problems);
  for (TableRows& table : tables) resolver.resolve(table);
}

}  // namespace phanbo

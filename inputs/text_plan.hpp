#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inputs/plan_header.hpp"
#include "inputs/problem_list.hpp"
#include "inputs/read_plan.hpp"
#include "inputs/references.hpp"

namespace phanbo {

struct WorkbookReading;

/// The rows of one table by key: the key columns joined by '/', blank ones at the end left out.
class KeyIndex {
 public:
  explicit KeyIndex(const TableRows& table);
  /// `no_row` when there is none.
  std::uint32_t find(const std::string& key) const;
  /// Do several rows have this key, because their codes hold '/'?
  bool is_ambiguous(const std::string& key) const;
  std::vector<std::string> keys_like(const std::string& wrong) const;

 private:
  static constexpr std::uint32_t several_rows = TableRows::no_row - 1;
  std::unordered_map<std::string, std::uint32_t> rows_;
};

/// The key of a row as KeyIndex writes it.
std::string key_of(const TableRows& table, std::size_t row);

/// A plan as text: header and tables, every cell read and canonical, before references and checks.
/// Changes are applied to it and the strict rest of reading runs on the outcome.
class TextPlan {
 public:
  TextPlan();
  ~TextPlan();
  TextPlan(const TextPlan&) = delete;
  TextPlan& operator=(const TextPlan&) = delete;

  std::deque<std::string> storage;
  std::deque<SourceText> sources;
  std::unique_ptr<WorkbookReading> workbook;  ///< of a plan in a workbook: what sources view
  std::filesystem::path folder;
  PlanHeader header;
  const SourceText* header_source = nullptr;
  PlanTables tables;  ///< in the order of the field table; empty when the header could not be read
  bool is_sealed = false;
  bool has_folder = true;             ///< files may stand beside the plan; false: all of it is read
  std::optional<TableRows> law_used;  ///< of a sealed plan that brings the law of its run
  LawBook shipped_law;
  std::span<const EmbeddedFile> shipped_packs;  ///< rule packs that formulas may name
  std::optional<LawBook> plain_law;  ///< the plan's law as it is, made once for many readings
  std::vector<InputFile> files;
  ProblemList problems;

  /// `table` is one of this plan's.
  const KeyIndex& index_of(const TableRows& table) const;
  /// Becomes another form of `plan`, whose texts it shares.
  void copy_from(const std::shared_ptr<const TextPlan>& plan);

 private:
  std::shared_ptr<const TextPlan> texts_of_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<const TableRows*, std::unique_ptr<KeyIndex>> indices_;
};

/// Reads files and cells; whatever is wrong with them is among `problems`.
std::shared_ptr<TextPlan> read_text(const std::filesystem::path& path, const LawBook& shipped_law,
                                    std::span<const EmbeddedFile> shipped_packs = {});

std::shared_ptr<TextPlan> read_text_in_memory(std::span<const EmbeddedFile> files,
                                              const LawBook& shipped_law,
                                              std::span<const EmbeddedFile> shipped_packs);

/// What was made of a text plan before references and checks.
struct PlanParts {
  PlanHeader header;
  PlanTables tables;
  std::optional<TableRows> law_used;
  ProblemList problems;
  /// Places of header keys that a change gave.
  std::vector<std::pair<std::string, Place>> header_places;
  std::deque<std::string> storage;  ///< of the texts of changes
};

/// The shipped rows and the plan's own; of a sealed plan the rows its run used and the plan's own.
LawBook law_of(const TextPlan& text, const PlanHeader& header, const TableRows& own_rows,
               const TableRows* law_used);

/// Sets `plain_law`: the law of the plan without a law of another date.
void make_plain_law(TextPlan& text);

/// References, plan, checks, canonical form.
PlanReading make_plan(std::shared_ptr<const TextPlan> text, PlanParts parts);

}  // namespace phanbo

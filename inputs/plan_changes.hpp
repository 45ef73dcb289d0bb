#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/read_plan.hpp"
#include "models/law.hpp"
#include "models/problem.hpp"

/// A plan at the level of its texts, and changes to it. A changed plan is read as strictly as one
/// from files.
namespace phanbo {

/// Header and tables of a plan, every cell read; opaque outside inputs. It may be shared by
/// threads.
class TextPlan;

/// A new value of one field, canonical as in a sealed plan: money in đồng, plain digits, ISO dates;
/// empty = blank. `place` is where the change says so.
struct ChangedCell {
  std::string column;
  std::string value;
  Place place = {};
};

enum class ChangeKind { set_fields, add_row, remove_row };

/// One change of one row. `key` is the row's key columns joined by '/', blank ones at the end left
/// out. Table "plan" is the header: no key, columns are the keys of plan.json.
struct PlanChange {
  ChangeKind kind = ChangeKind::set_fields;
  std::string table;
  std::string key;
  std::vector<ChangedCell> cells;  ///< of an added row: with its key columns
  std::string note;
  Place place = {};
};

inline constexpr std::string_view header_table = "plan";
/// The law rows that the run of a sealed plan used, as a table of changes.
inline constexpr std::string_view law_used_table_name = "law_used";

struct TextPlanReading {
  std::shared_ptr<const TextPlan> plan;  ///< set when its files and cells are without error
  std::vector<Problem> problems;
};

/// Reads a plan folder, its plan.json, a plan.sealed.json or a workbook as texts.
TextPlanReading read_text_plan(const std::filesystem::path& path, const LawBook& shipped_law,
                               std::span<const EmbeddedFile> shipped_packs = {});

/// The code that plan.json gives.
std::string plan_code(const TextPlan& plan);
/// The unit of money of a table as plan.json declares it, as a power of ten of the đồng; 0 in a
/// sealed plan.
int amount_unit_power(const TextPlan& plan, std::string_view table);

/// What turns `from` into `to`, row by row, in the order of tables and keys; of a changed row one
/// change for each field. Which scenario a plan is of is no difference, and neither is a law row
/// that only one of two runs used.
std::vector<PlanChange> differences(const TextPlan& from, const TextPlan& to);

/// The plan whose law also holds the rows that the run of `other` used, so that a mixture of both
/// finds all of its law. For sealed plans; other plans come back as they are.
std::shared_ptr<const TextPlan> with_law_of(const std::shared_ptr<const TextPlan>& plan,
                                            const TextPlan& other);

/// Applies the changes in their order and reads the outcome with every check. A problem at a
/// changed value stands at the place of its change.
PlanReading read_plan(const std::shared_ptr<const TextPlan>& base,
                      std::span<const PlanChange> changes);

}  // namespace phanbo

#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/canonical_plan.hpp"
#include "models/embedded_file.hpp"
#include "models/plan.hpp"
#include "models/problem.hpp"

/// read: bytes → a checked Plan, or all its problems in one go.
namespace phanbo {

/// A file that was read, for `inputs` in result.json. `path` is relative to the plan's folder.
struct InputFile {
  std::string path;
  std::string sha256;
};

/// Remembers where each row of each table stands, to answer problems found later. Opaque outside
/// inputs.
class RowPlaces;

struct PlanReading {
  /// Set when there is no error among the problems (warnings may remain).
  std::optional<Plan> plan;
  CanonicalPlan canonical;
  std::vector<InputFile> files;
  std::vector<Problem> problems;  ///< sorted by place
  std::shared_ptr<const RowPlaces> places;
  bool has_scenarios = false;  ///< the folder gives scenarios of this plan (inputs/scenarios.hpp)
};

/// Is this the name of a plan in a workbook (.xlsx)?
bool is_workbook_name(const std::filesystem::path& path);

/// Reads a plan folder, its plan.json, a plan.sealed.json, or a workbook. `shipped_law` joins the
/// plan's own law rows (a sealed plan brings the rows it used and ignores the shipped ones). Rows
/// of `shipped_packs` ("packs/<pack>/<table>.csv") join where a formula names the pack; a sealed
/// plan holds them already.
PlanReading read_plan(const std::filesystem::path& path, const LawBook& shipped_law,
                      std::span<const EmbeddedFile> shipped_packs = {});

/// The same from memory: the files of a plan folder with plan.json among them, or one file whose
/// name ends with ".sealed.json" or ".xlsx". Nothing is looked up on disk.
PlanReading read_plan_in_memory(std::span<const EmbeddedFile> files, const LawBook& shipped_law,
                                std::span<const EmbeddedFile> shipped_packs = {});

/// Fills file, line, column and excerpt of problems that name a table, row and field (row: the
/// position in the plan's table, which for classes is their order of service), and the file of
/// those that name nothing. The texts belong to
/// `reading`, so it must still be there.
void locate(std::vector<Problem>& problems, const PlanReading& reading);

struct LawReading {
  LawBook law;
  std::vector<Problem> problems;
};

/// Reads the law files built into the program (or any files of that form).
LawReading read_law(std::span<const EmbeddedFile> files);

/// A rule pack as a plan with one programme of its name and no formula, and what is said about it.
struct PackReading {
  struct About {
    std::string name_vi;
    std::string name_en;
    std::string valid_from;  ///< ISO; empty = not known
    std::string valid_to;    ///< ISO; empty = open
  };
  struct Reading {
    std::string question;
    std::string code;
    std::string text_vi;
    std::string text_en;
    std::string article;
  };
  struct Missing {
    std::string table;
    std::string code;
    std::string text;
    std::string measure;  ///< of a criterion or parameter; empty = a plain number
  };
  Plan plan;
  About about;
  std::vector<Reading> readings;
  std::vector<Missing> missing;
  std::vector<Problem> problems;
  bool is_complete = true;  ///< every file of the pack could be read
  /// Line in its file of each row of a table of rules, by table ("criteria" …): the order of the
  /// resolution, while the rows of `plan` are in the order of their keys.
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> lines;
};

std::vector<std::string> pack_names(std::span<const EmbeddedFile> files);
/// A pack of somebody's own: the CSV files of a folder, as files that read_pack takes; the pack's
/// name is the folder's. Empty when the folder has no about.csv. A file that cannot be read or is
/// not UTF-8 is among the problems, not among the files.
struct PackFolder {
  std::string name;
  std::vector<EmbeddedFile> files;
  std::deque<std::string> texts;  ///< what `files` point into
  std::vector<Problem> problems;
};
std::optional<PackFolder> open_pack_folder(const std::filesystem::path& folder);
/// `pack` must be one of pack_names.
PackReading read_pack(std::span<const EmbeddedFile> files, const std::string& pack);
/// A pack of somebody's own. When not every file could be read, the problems are those of the
/// files alone.
PackReading read_pack(const PackFolder& folder);

/// JSON Schema (draft 7) of plan.json and of one table's rows, generated from the field table.
/// `name`: "plan" or a table name; empty text when there is no such schema.
std::string json_schema(std::string_view name);
/// docs/plan-format.md, generated from the field table.
std::string plan_format_manual();

/// Every kind of problem this folder reports.
std::span<const ProblemKind* const> input_problem_kinds();

}  // namespace phanbo

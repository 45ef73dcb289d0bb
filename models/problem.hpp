#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/text.hpp"

namespace phanbo {

enum class Severity { error, warning };

/// One kind of problem. `id` is public and never changes; `found` and `fix` are sentences in which
/// {0}, {1} … stand for the arguments of a problem. Each folder lists the kinds it can report.
struct ProblemKind {
  std::string_view id;
  Severity severity;
  Text found;
  Text fix;
};

/// Where a problem stands: file:line:column, or sheet!cell of a workbook. Line and column count
/// from 1, columns in code points; 0 = not known.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string sheet;
  std::string cell;
  /// Where the problem stands in the plan's tables, for problems found after reading: table name,
  /// row in canonical order, field. The reader turns these into file, line and column
  /// (inputs/read_plan.hpp, locate).
  std::string_view table;
  std::size_t row = 0;
  std::string_view field;
  /// The source line and the width of what is marked under it, for the excerpt. May be empty.
  std::string excerpt;
  int marked_columns = 0;
};

/// A problem is a value: what kind, where, and the words that fill the sentences of its kind.
struct Problem {
  const ProblemKind* kind = nullptr;
  Place place;
  std::vector<std::string> arguments;
  /// The scenario that brings it about; empty = the plan itself. `place` is then the change in the
  /// scenario, and `shows_at` where in the plan the fault shows, when that is another place.
  std::string scenario = {};
  Place shows_at = {};
};

bool has_errors(const std::vector<Problem>& problems);

/// "file:line:column" or "'sheet'!cell".
std::string place_text(const Place& place);
/// A sentence of a kind as a catalogue shows it: "{0}" for what is filled in, both words where a
/// folder and a workbook have different ones.
std::string pattern_text(std::string_view pattern);
std::string found_text(const Problem& problem, Language language);
std::string fix_text(const Problem& problem, Language language);
/// "phương án: …" of a problem of a scenario, a line of its own; empty for others.
std::string scenario_text(const Problem& problem, Language language);
/// The whole message: place, id, sentence, excerpt with caret, fix. Ends with a newline.
std::string render(const Problem& problem, Language language);

/// Sorted by place, then id, then arguments: the order in which problems are reported.
void sort_problems(std::vector<Problem>& problems);

/// The candidate nearest in spelling to `word` (at most a third of its letters away), or empty.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace phanbo

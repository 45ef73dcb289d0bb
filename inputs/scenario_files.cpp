#include <algorithm>
#include <system_error>

#include "inputs/file_bytes.hpp"
#include "inputs/json_tree.hpp"
#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_scenarios.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/scenario_texts.hpp"
#include "inputs/text_rules.hpp"
#include "models/limits.hpp"

namespace phanbo {

namespace fs = std::filesystem;
using namespace input_problem;

namespace {

/// One file scenarios/<code>.json: a JSON Merge Patch (RFC 7396) against the plan's JSON form, in
/// which the rows of a table are members named by their keys.
class PatchReader {
 public:
  PatchReader(const SourceText& source, WrittenScenario& written)
      : source_(source), written_(written) {}

  void read(const JsonValue& root) {
    if (root.kind != JsonKind::object) return wrong_type(source_.path, JsonKind::object, root);
    static const std::vector<std::string> known = {"name", "parent", "note", "changes"};
    for (std::size_t i = 0; i < root.members.size(); ++i) {
      const std::string& key = root.members[i].name;
      if (std::find(known.begin(), known.end(), key) == known.end())
        report(unknown_key, key_place(root, i), {key, offered_names(key, known)});
    }
    written_.scenario.name = words(root, "name");
    written_.scenario.parent = text(root, "parent");
    written_.scenario.note = words(root, "note");
    if (root.find("name") == nullptr) report(missing_key, place(root), {"name"});
    const JsonValue* const changes = root.find("changes");
    if (changes == nullptr) return report(missing_key, place(root), {"changes"});
    read_tables(*changes);
  }

 private:
  void report(const ProblemKind& kind, Place where, std::vector<std::string> arguments) {
    written_.problems.add(kind, std::move(where), std::move(arguments));
  }
  Place place(const JsonValue& value) const {
    return place_in(source_, {}, value.offset, value.length);
  }
  Place key_place(const JsonValue& object, std::size_t member) const {
    return place_in(source_, {}, object.keys[member].first, object.keys[member].second);
  }
  void wrong_type(std::string_view name, JsonKind wanted, const JsonValue& value) {
    report(json_wrong_type, place(value),
           {std::string(name), std::string(to_code(wanted)), std::string(to_code(value.kind))});
  }

  std::string text(const JsonValue& root, std::string_view key) {
    const JsonValue* const value = root.find(key);
    if (value == nullptr) return {};
    if (value->kind == JsonKind::string) return clean(key, *value);
    wrong_type(key, JsonKind::string, *value);
    return {};
  }

  /// A text that tables show.
  std::string words(const JsonValue& root, std::string_view key) {
    std::string written = text(root, key);
    if (!looks_like_formula(written)) return written;
    report(text_like_formula, place(*root.find(key)), {std::string(key), written.substr(0, 1)});
    return {};
  }

  /// The text of a value in normal form; hidden characters and lengths are those of a cell.
  std::string clean(std::string_view name, const JsonValue& value) {
    if (const std::string hidden = hidden_character_of(value.text); !hidden.empty()) {
      report(hidden_character, place(value), {std::string(name), hidden});
      return {};
    }
    if (value.text.size() > limit_name_bytes_max) {
      report(text_too_long, place(value),
             {std::string(name), std::to_string(value.text.size()),
              std::to_string(limit_name_bytes_max)});
      return {};
    }
    std::deque<std::string> storage;
    TextArena arena(storage);
    return std::string(to_nfc(value.text, arena));
  }

  void read_tables(const JsonValue& tables) {
    if (tables.kind != JsonKind::object) return wrong_type("changes", JsonKind::object, tables);
    for (const auto& [name, table] : tables.members) {
      if (table.kind != JsonKind::object) {
        wrong_type(name, JsonKind::object, table);
      } else if (name == header_table) {
        read_row(name, "", table, table);
      } else {
        for (std::size_t i = 0; i < table.members.size(); ++i)
          read_row(name, table.members[i].name, table.members[i].value, table);
      }
    }
  }

  void read_row(const std::string& table, const std::string& key, const JsonValue& row,
                const JsonValue& parent) {
    WrittenChange change;
    change.table = table;
    std::deque<std::string> storage;
    TextArena arena(storage);
    change.key = to_nfc(key, arena);
    change.place = place(row);
    for (std::size_t i = 0; i < parent.members.size(); ++i) {
      if (&parent.members[i].value == &row) change.place = key_place(parent, i);
    }
    if (row.kind == JsonKind::null) {
      change.action = RowAction::remove;
    } else if (row.kind == JsonKind::object) {
      change.action = table == header_table ? RowAction::set : RowAction::merge;
      for (const auto& [column, value] : row.members) read_cell(column, value, change);
      if (row.members.empty()) return;
    } else {
      return wrong_type(key, JsonKind::object, row);
    }
    written_.changes.push_back(std::move(change));
  }

  void read_cell(const std::string& column, const JsonValue& value, WrittenChange& change) {
    if (value.kind == JsonKind::null) {
      change.cells.push_back({column, "", place(value)});
    } else if (value.kind == JsonKind::string || value.kind == JsonKind::number) {
      change.cells.push_back({column, clean(column, value), place(value)});
    } else {
      wrong_type(column, JsonKind::string, value);
    }
  }

  const SourceText& source_;
  WrittenScenario& written_;
};

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void read_scenario_file(const SourceText& source, const std::string& code,
                        WrittenScenario& written) {
  written.scenario.code = code;
  written.scenario.place = place_in(source, {}, 0, 1);
  written.amount_unit = AmountUnit::dong;
  Problem fault;
  if (const auto root = read_json_tree(source, fault)) {
    PatchReader(source, written).read(*root);
  } else {
    written.problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
  }
}

namespace {

/// A file that cannot be read is a scenario with a problem; the others go on.
WrittenScenario load(const fs::path& path, const std::string& code, ScenarioTexts& texts) {
  WrittenScenario written;
  const std::string shown = "scenarios/" + path.filename().string();
  written.scenario.code = code;
  written.scenario.place.file = shown;
  std::string bytes;
  if (!read_file(path, shown, bytes, written.problems)) return written;
  written.files.push_back({shown, sha256_of(bytes)});
  SourceText source{shown, texts.storage.emplace_back(std::move(bytes))};
  Problem fault;
  if (check_encoding(source, fault)) {
    read_scenario_file(texts.sources.emplace_back(std::move(source)), code, written);
  } else {
    written.problems.add(*fault.kind, std::move(fault.place), std::move(fault.arguments));
  }
  return written;
}

}  // namespace

void read_scenario_files(const TextPlan& base, ScenarioTexts& texts) {
  if (base.is_sealed || !base.has_folder) return;
  for (const fs::path& path : files_in(base.folder / "scenarios")) {
    TextArena arena(texts.storage);
    const std::string code(to_nfc(path.stem().string(), arena));
    WrittenScenario written = load(path, code, texts);
    const Place place = written.scenario.place;
    const auto [known, is_new] = texts.scenarios.emplace(code, std::move(written));
    if (!is_new) known->second.problems.add(scenario_given_twice, place, {code, place.file});
  }
}

}  // namespace phanbo

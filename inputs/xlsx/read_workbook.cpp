#include "inputs/xlsx/read_workbook.hpp"

#include <algorithm>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/read_sheet.hpp"
#include "inputs/xlsx/small_parts.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "inputs/xlsx/workbook_store.hpp"
#include "inputs/xlsx/zip_package.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// A compound file: Excel 97–2003, or a workbook encrypted with a password.
bool is_refused_by_its_first_bytes(std::string_view bytes, WorkbookProblems& problems) {
  constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  // The name of a stream in its directory, in UTF-16.
  using namespace std::string_view_literals;
  constexpr std::string_view encrypted_package =
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
  if (!bytes.starts_with(compound_file)) return false;
  if (bytes.find(encrypted_package) != bytes.npos)
    problems.of_file(workbook_encrypted, {problems.shown_path()});
  else
    problems.of_file(workbook_other_format, {problems.shown_path(), "XLS"});
  return true;
}

/// Reads the parts in the order in which they need each other.
class PackageReader {
 public:
  PackageReader(ZipPackage& package, WorkbookProblems& problems, WorkbookReading& reading)
      : parts_{package, problems, *reading.store}, reading_(reading) {}

  void read(const SheetFilter& is_wanted) {
    const PackagePart* workbook = find_workbook();
    if (workbook == nullptr || !read_relationships_of(*workbook)) return;
    auto part = read_workbook_part(parts_, *workbook);
    if (!part) return;
    if (part->sheets.empty()) {
      parts_.problems.of_file(workbook_without_sheets, {parts_.problems.shown_path()});
      return;
    }
    reading_.counts_from_1904 = part->counts_from_1904;
    if (!read_what_sheets_share()) return;
    for (ListedSheet& listed : part->sheets) read_listed_sheet(*workbook, listed, is_wanted);
    refuse_nothing(static_cast<bool>(is_wanted));
  }

 private:
  const PackagePart* find_workbook();
  bool read_relationships_of(const PackagePart& workbook);
  bool read_what_sheets_share();
  void read_listed_sheet(const PackagePart& workbook, ListedSheet& listed,
                         const SheetFilter& is_wanted);
  const PackagePart* only_part_of_type(std::string_view type, bool& is_right);
  void refuse_nothing(bool is_filtered);
  bool is_open_document() const;

  PackageReading parts_;
  WorkbookReading& reading_;
  std::string workbook_name_;
  std::vector<Relationship> relationships_;
  CellFormats formats_;
  std::deque<std::string_view> shared_strings_;
};

bool PackageReader::is_open_document() const {
  return parts_.package.find("META-INF/manifest.xml") != nullptr &&
         parts_.package.find("content.xml") != nullptr;
}

/// Through the relationships of the package: names and folders of parts are free.
const PackagePart* PackageReader::find_workbook() {
  WorkbookProblems& problems = parts_.problems;
  if (parts_.package.find("_rels/.rels") == nullptr) {
    if (is_open_document())
      problems.of_file(workbook_other_format, {problems.shown_path(), "ODS"});
    else
      problems.of_file(workbook_part_missing, {"_rels/.rels"});
    return nullptr;
  }
  const auto of_package = read_relationships(parts_, "");
  if (!of_package) return nullptr;
  relationships_ = *of_package;
  workbook_name_ = "_rels/.rels";
  bool is_right = true;
  const PackagePart* workbook = only_part_of_type("officeDocument", is_right);
  if (workbook == nullptr) {
    if (is_right) {
      problems.of_part(workbook_relationship_wrong, "_rels/.rels", 0, 0, {"officeDocument"});
    }
    return nullptr;
  }
  if (workbook->match_key.ends_with(".bin")) {
    problems.of_file(workbook_other_format, {problems.shown_path(), "XLSB"});
    return nullptr;
  }
  return workbook;
}

/// The part that a relationship of this type names; null if there is none, and, with a problem and
/// `is_right` false, if there are two, or its part is missing or outside the file.
const PackagePart* PackageReader::only_part_of_type(std::string_view type, bool& is_right) {
  const auto is_of_type = [&](const Relationship& relationship) {
    return relationship.type == type;
  };
  const auto count = std::count_if(relationships_.begin(), relationships_.end(), is_of_type);
  if (count == 0) return nullptr;
  const auto found = std::find_if(relationships_.begin(), relationships_.end(), is_of_type);
  if (count > 1 || found->is_outside) {
    parts_.problems.of_part(workbook_relationship_wrong, workbook_name_, 0, 0, {std::string(type)});
    is_right = false;
    return nullptr;
  }
  const PackagePart* part = parts_.package.find(found->target);
  if (part == nullptr) {
    parts_.problems.of_part(workbook_part_missing, workbook_name_, 0, 0,
                            {shown_text(found->target)});
    is_right = false;
  }
  return part;
}

bool PackageReader::read_relationships_of(const PackagePart& workbook) {
  auto relationships = read_relationships(parts_, workbook.name);
  if (!relationships) return false;
  relationships_ = std::move(*relationships);
  workbook_name_ = workbook.name;
  const bool has_macros =
      std::any_of(relationships_.begin(), relationships_.end(), [](const Relationship& one) {
        return one.type == "vbaProject" || one.type == "xlMacrosheet" ||
               one.type == "xlIntlMacrosheet";
      });
  if (has_macros) parts_.problems.of_file(workbook_has_macros, {parts_.problems.shown_path()});
  return true;
}

bool PackageReader::read_what_sheets_share() {
  bool is_right = true;
  const PackagePart* strings = only_part_of_type("sharedStrings", is_right);
  const PackagePart* styles = only_part_of_type("styles", is_right);
  if (!is_right) return false;
  if (strings != nullptr) {
    auto read = read_shared_strings(parts_, *strings);
    if (!read) return false;
    shared_strings_ = std::move(*read);
  }
  if (styles != nullptr) {
    auto read = read_styles(parts_, *styles);
    if (!read) return false;
    formats_ = std::move(*read);
  }
  return true;
}

void PackageReader::read_listed_sheet(const PackagePart& workbook, ListedSheet& listed,
                                      const SheetFilter& is_wanted) {
  WorkbookSheet& sheet = reading_.sheets.emplace_back();
  sheet.name = std::move(listed.name);
  sheet.visibility = listed.visibility;
  if (is_wanted && !is_wanted(sheet.name)) return;
  const auto has_id = [&](const Relationship& one) { return one.id == listed.relationship; };
  const auto count = std::count_if(relationships_.begin(), relationships_.end(), has_id);
  const auto found = std::find_if(relationships_.begin(), relationships_.end(), has_id);
  if (count != 1 || found->is_outside) {
    parts_.problems.of_part(workbook_relationship_wrong, workbook.name, 0, 0,
                            {shown_text(sheet.name)});
    return;
  }
  if (found->type != "worksheet") {
    // Charts, dialogs and old macro sheets hold no cells of ours; other types are a damage.
    constexpr std::string_view others[] = {"chartsheet", "dialogsheet", "xlMacrosheet",
                                           "xlIntlMacrosheet"};
    if (std::find(std::begin(others), std::end(others), found->type) == std::end(others)) {
      parts_.problems.of_part(workbook_relationship_wrong, workbook.name, 0, 0,
                              {shown_text(sheet.name)});
    }
    return;
  }
  const PackagePart* part = parts_.package.find(found->target);
  if (part == nullptr) {
    parts_.problems.of_part(workbook_part_missing, workbook.name, 0, 0,
                            {shown_text(found->target)});
    return;
  }
  read_sheet(parts_, *part, {shared_strings_, formats_, reading_.counts_from_1904}, sheet);
}

/// A reading without any content is a damage more often than a wish.
void PackageReader::refuse_nothing(bool is_filtered) {
  WorkbookProblems& problems = parts_.problems;
  const auto was_read = [](const WorkbookSheet& sheet) { return sheet.was_read; };
  const auto has_content = [](const WorkbookSheet& sheet) { return !sheet.rows.empty(); };
  const bool has_read = std::any_of(reading_.sheets.begin(), reading_.sheets.end(), was_read);
  const bool has_any = std::any_of(reading_.sheets.begin(), reading_.sheets.end(), has_content);
  if (problems.has_errors() || has_any || (is_filtered && !has_read)) return;
  problems.of_file(workbook_empty, {problems.shown_path()});
}

}  // namespace

WorkbookReading::WorkbookReading() : store(std::make_unique<WorkbookStore>()) {}
WorkbookReading::WorkbookReading(WorkbookReading&&) noexcept = default;
WorkbookReading& WorkbookReading::operator=(WorkbookReading&&) noexcept = default;
WorkbookReading::~WorkbookReading() = default;

const WorkbookCell* WorkbookSheet::cell_at(std::uint32_t row, std::uint16_t column) const {
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), row,
      [](const WorkbookRow& one, std::uint32_t wanted) { return one.number < wanted; });
  if (found == rows.end() || found->number != row) return nullptr;
  const auto cell = std::lower_bound(
      found->cells.begin(), found->cells.end(), column,
      [](const WorkbookCell& one, std::uint16_t wanted) { return one.column < wanted; });
  return cell != found->cells.end() && cell->column == column ? &*cell : nullptr;
}

const WorkbookSheet* WorkbookReading::sheet_named(std::string_view name) const {
  const auto found = std::find_if(sheets.begin(), sheets.end(),
                                  [&](const WorkbookSheet& sheet) { return sheet.name == name; });
  return found != sheets.end() ? &*found : nullptr;
}

WorkbookReading read_workbook(std::string_view bytes, const std::string& shown_path,
                              const SheetFilter& is_wanted) {
  WorkbookReading reading;
  WorkbookProblems problems(shown_path);
  if (bytes.size() > workbook_limit::file_bytes_max) {
    problems.of_file(workbook_file_too_large, {shown_path, std::to_string(bytes.size()),
                                               std::to_string(workbook_limit::file_bytes_max)});
  } else if (!is_refused_by_its_first_bytes(bytes, problems)) {
    if (const auto package = ZipPackage::open(bytes, problems))
      PackageReader(*package, problems, reading).read(is_wanted);
  }
  reading.problems = problems.take_sorted();
  return reading;
}

void replace_texts(WorkbookReading& reading,
                   const std::function<std::string_view(std::string_view)>& form) {
  std::vector<WorkbookCell> cells;
  for (WorkbookSheet& sheet : reading.sheets) {
    sheet.name = form(sheet.name);
    for (WorkbookRow& row : sheet.rows) {
      cells.assign(row.cells.begin(), row.cells.end());
      bool is_changed = false;
      for (WorkbookCell& cell : cells) {
        if (cell.kind != WorkbookCellKind::text) continue;
        const std::string_view text = form(cell.text);
        is_changed = is_changed || text.data() != cell.text.data();
        cell.text = text;
      }
      if (is_changed) row.cells = reading.store->keep(std::span<const WorkbookCell>(cells));
    }
  }
  for (Problem& problem : reading.problems) problem.place.sheet = form(problem.place.sheet);
}

}  // namespace phanbo

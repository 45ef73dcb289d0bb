#include "xlsx/damages.hpp"

#include <algorithm>

#include "inputs/xlsx/zip_package.hpp"
#include "xlsx/reading_promises.hpp"

namespace phanbo::test {

namespace {

/// Is the byte part of the markup, and not of a text or an attribute's value?
bool is_markup(std::string_view xml, std::size_t at) {
  bool is_in_tag = false;
  char quote = 0;
  for (std::size_t i = 0; i < at; ++i) {
    if (quote != 0) {
      if (xml[i] == quote) quote = 0;
    } else if (is_in_tag && (xml[i] == '"' || xml[i] == '\'')) {
      quote = xml[i];
    } else if (xml[i] == '<') {
      is_in_tag = true;
    } else if (xml[i] == '>') {
      is_in_tag = false;
    }
  }
  const bool is_edge = xml[at] == '<' || (is_in_tag && (xml[at] == '"' || quote == 0));
  return is_edge || (is_in_tag && quote == 0);
}

/// The pieces of `xml` that begin with `open` and end with `close`, both included.
std::vector<std::pair<std::size_t, std::size_t>> pieces_of(std::string_view xml,
                                                           std::string_view open,
                                                           std::string_view close) {
  std::vector<std::pair<std::size_t, std::size_t>> pieces;
  for (std::size_t at = xml.find(open); at != xml.npos;) {
    const std::size_t end = xml.find(close, at + open.size());
    if (end == xml.npos) break;
    pieces.emplace_back(at, end + close.size());
    at = xml.find(open, end + close.size());
  }
  return pieces;
}

std::string problems_text(const WorkbookReading& reading) {
  std::string text;
  for (const Problem& problem : reading.problems) text += render(problem, Language::english);
  return text;
}

}  // namespace

Damages::Damages(std::vector<ZipEntry> entries, std::uint64_t seed)
    : entries_(std::move(entries)), file_(zip_of(entries_)), random_(seed) {}

Damage Damages::next() {
  switch (random_below(4)) {
    case 0:
      return of_file();
    case 1:
      return random_below(4) == 0 ? of_parts() : of_file();
    default:
      return of_xml();
  }
}

Damage Damages::of_file() {
  const std::size_t at = random_below(file_.size());
  const std::string where = " at " + std::to_string(at) + " of the file";
  std::string bytes = file_;
  switch (random_below(4)) {
    case 0:
      bytes.resize(at);
      return {"cut" + where, bytes, false};
    case 1:
      bytes.erase(at, 1 + random_below(64));
      return {"bytes lost" + where, bytes, false};
    case 2:
      bytes.insert(at, 1 + random_below(8), static_cast<char>(random_below(256)));
      return {"bytes added" + where, bytes, false};
    default:
      bytes[at] = static_cast<char>(random_below(256));
      return {"byte changed" + where, bytes, false};
  }
}

Damage Damages::of_parts() {
  auto entries = entries_;
  ZipEntry& entry = entries[random_below(entries.size())];
  const std::string name = entry.name;
  switch (random_below(4)) {
    case 0:
      std::erase_if(entries, [&](const ZipEntry& one) { return one.name == name; });
      return {"part lost: " + name, zip_of(entries), false};
    case 1:
      entry.content.clear();
      return {"part emptied: " + name, zip_of(entries), false};
    case 2:
      entry.content.resize(random_below(entry.content.size()));
      return {"part cut: " + name, zip_of(entries), false};
    default: {
      const ZipEntry& other = entries[random_below(entries.size())];
      const std::string what = name + " ← " + other.name;
      entry.content = std::string(other.content);
      return {"part replaced: " + what, zip_of(entries), false};
    }
  }
}

Damage Damages::with_xml(std::size_t entry, std::string content, std::string what,
                         bool may_change_values) {
  auto entries = entries_;
  entries[entry].content = std::move(content);
  return {entries[entry].name + ": " + what, zip_of(entries), may_change_values};
}

Damage Damages::of_xml() {
  const std::size_t entry = random_below(entries_.size());
  switch (random_below(6)) {
    case 0:
      return removed_piece(entry);
    case 1:
      return doubled_or_swapped_cell(entry);
    default:
      return changed_byte(entry);
  }
}

Damage Damages::changed_byte(std::size_t entry) {
  std::string xml = entries_[entry].content;
  const std::size_t at = random_below(xml.size());
  const bool may_change = !is_markup(xml, at);
  constexpr std::string_view likely = "<>/\"= rstvcnfAB019&;";
  const bool is_digit = xml[at] >= '0' && xml[at] <= '9';
  if (is_digit && random_below(2) == 0)
    xml[at] = static_cast<char>('0' + random_below(10));
  else if (random_below(2) == 0)
    xml[at] = likely[random_below(likely.size())];
  else
    xml[at] = static_cast<char>(random_below(256));
  return with_xml(entry, xml, "byte changed at " + std::to_string(at), may_change);
}

/// A tag, an attribute or any bytes.
Damage Damages::removed_piece(std::size_t entry) {
  std::string xml = entries_[entry].content;
  const std::string_view opens[] = {"</", "<c ", "<row ", " r=\"", " t=\"", " s=\""};
  const std::string_view closes[] = {">", ">", ">", "\"", "\"", "\""};
  const std::size_t kind = random_below(std::size(opens));
  const auto pieces = pieces_of(xml, opens[kind], closes[kind]);
  if (pieces.empty()) return changed_byte(entry);
  const auto [begin, end] = pieces[random_below(pieces.size())];
  const std::string piece = xml.substr(begin, end - begin);
  xml.erase(begin, end - begin);
  // Without its kind or format a value is another value; without its place a cell is nowhere.
  const bool may_change = piece.starts_with(" t=") || piece.starts_with(" s=");
  return with_xml(entry, xml, "removed at " + std::to_string(begin) + ": " + piece, may_change);
}

Damage Damages::doubled_or_swapped_cell(std::size_t entry) {
  std::string xml = entries_[entry].content;
  const bool is_row = random_below(2) == 0;
  const auto pieces = is_row ? pieces_of(xml, "<row ", "</row>") : pieces_of(xml, "<c ", "</c>");
  if (pieces.size() < 2) return changed_byte(entry);
  const std::size_t which = random_below(pieces.size() - 1);
  const auto [begin, end] = pieces[which];
  const auto [next_begin, next_end] = pieces[which + 1];
  const std::string piece = xml.substr(begin, end - begin);
  if (random_below(2) == 0 || next_begin != end) {
    xml.insert(end, piece);
    return with_xml(entry, xml, "doubled at " + std::to_string(begin), false);
  }
  xml.insert(next_end, piece);
  xml.erase(begin, end - begin);
  return with_xml(entry, xml, "swapped at " + std::to_string(begin), false);
}

std::string everything_in(const WorkbookReading& reading) {
  std::string text;
  const auto add_range = [&](const CellRange& range) {
    text += cell_name(range.first_row, range.first_column) + ":" +
            cell_name(range.last_row, range.last_column) + '\n';
  };
  for (const WorkbookSheet& sheet : reading.sheets) {
    text += sheet.name + std::to_string(static_cast<int>(sheet.visibility)) +
            (sheet.has_filter ? "f\n" : "\n");
    for (const WorkbookRow& row : sheet.rows) {
      if (row.is_hidden) text += "hidden\n";
      for (const WorkbookCell& cell : row.cells) {
        text += cell_name(cell.row, cell.column) + std::to_string(static_cast<int>(cell.kind)) +
                (cell.has_formula ? "f" : "") + (cell.is_percent ? "%=" : "=") +
                std::string(cell.text) + '\n';
      }
    }
    for (const CellRange& range : sheet.merged) add_range(range);
    for (const CellRange& range : sheet.hidden_columns) add_range(range);
  }
  return text;
}

std::vector<ZipEntry> workbook_to_damage() {
  std::string rows;
  for (int row = 1; row <= 30; ++row) {
    const std::string number = std::to_string(row);
    const auto cell = [&](const char* column, const char* attributes, const std::string& inside) {
      return std::string("<c r=\"") + column + number + "\"" + attributes + ">" + inside + "</c>";
    };
    rows += "<row r=\"" + number + (row % 7 == 0 ? "\" hidden=\"1\">" : "\">");
    rows += cell("A", " t=\"s\"", "<v>0</v>");
    rows += cell("B", " s=\"4\"", "<v>" + std::to_string(row * 1'000'003) + "</v>");
    rows += cell("C", " s=\"1\"", "<v>" + std::to_string(46'000 + row) + "</v>");
    rows += cell("D", " t=\"str\"", "<f>A" + number + "</f><v>Xã</v>");
    rows += cell("E", "", "<f>B" + number + "/3</f><v>" + number + ".333333333333334</v>");
    rows +=
        cell("F", " t=\"inlineStr\"", "<is><t xml:space=\"preserve\"> " + number + " </t></is>");
    rows += cell("G", " t=\"b\"", row % 2 == 0 ? "<v>1</v>" : "<v>0</v>");
    rows += "<c r=\"H" + number + "\" s=\"2\"/>" + cell("I", " t=\"e\"", "<v>#N/A</v>") + "</row>";
  }
  auto entries = workbook_entries("");
  std::string sheet = sheet_part(rows,
                                 "<autoFilter ref=\"A1:I30\"/><mergeCells count=\"1\"><mergeCell "
                                 "ref=\"A40:B41\"/></mergeCells><pageMargins left=\"1\"/>");
  sheet.insert(sheet.find("<sheetData>"),
               "<sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><cols><col min=\"8\" "
               "max=\"9\" hidden=\"1\"/></cols>");
  entry_named(entries, "xl/worksheets/sheet1.xml").content = sheet;
  return entries;
}

std::vector<ZipEntry> entries_of(const std::string& file) {
  std::vector<ZipEntry> entries;
  WorkbookProblems problems("x.xlsx");
  const auto package = ZipPackage::open(file, problems);
  if (!package) return entries;
  for (const PackagePart& part : package->parts()) {
    ZipEntry& entry = entries.emplace_back();
    entry.name = part.name;
    PartStream stream(*package, part, problems);
    std::string piece(std::size_t{64} * 1024, '\0');
    for (auto got = stream.read(piece); got && *got > 0; got = stream.read(piece))
      entry.content += piece.substr(0, *got);
  }
  std::erase_if(entries, [](const ZipEntry& entry) { return entry.content.empty(); });
  return entries;
}

DamageCount read_damages(const std::vector<ZipEntry>& entries, std::uint64_t seed,
                         std::size_t count) {
  DamageCount result;
  const std::string undamaged = everything_in(read_workbook(zip_of(entries), "x.xlsx"));
  Damages damages(entries, seed);
  while (count-- > 0) {
    const Damage damage = damages.next();
    const WorkbookReading reading = read_workbook(damage.bytes, "x.xlsx");
    if (const std::string broken = broken_promise(reading); !broken.empty()) {
      result.unseen.push_back(damage.what + ": " + broken + "\n" + problems_text(reading));
    } else if (has_errors(reading.problems)) {
      ++result.refused;
    } else if (everything_in(reading) == undamaged) {
      ++result.same;
    } else if (damage.may_change_values) {
      ++result.changed;
    } else {
      result.unseen.push_back(damage.what);
    }
  }
  return result;
}

}  // namespace phanbo::test

#include "verifier/plan_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "verifier/bytes.hpp"
#include "verifier/exact.hpp"
#include "verifier/law.hpp"
#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

namespace fs = std::filesystem;

/// Columns that hold money, by table; columns y<year> of sites and projects are money too.
struct MoneyColumns {
  std::string_view table;
  std::array<std::string_view, 4> columns;
};
constexpr MoneyColumns money_columns[] = {
    {"programmes", {"step"}},
    {"source_years", {"available", "reserve", "carry_out_max"}},
    {"kept_money", {"amount"}},
    {"caps", {"amount"}},
    {"fixed_costs", {"amount", "unit_price", "least_useful"}},
    {"entitlement_rules", {"in_balance"}},
    {"insurance_quarters", {"requested", "transferred", "actual"}},
    {"sites", {"ceiling", "least_useful"}},
    {"projects", {"approved_total", "paid_before", "advanced", "ceiling"}},
    {"project_sources", {"approved", "ceiling", "paid_before"}},
    {"schedules", {"amount"}},
    {"choice_rules", {"least_useful"}},
    {"choice_limits", {"floor", "cap"}},
    {"decided", {"amount", "paid", "advanced"}},
    {"previous", {"amount"}},
    {"formulas", {"pool"}},
    {"rates", {"rate"}},
    {"first_amounts", {"amount"}},
    {"budget_levels", {"total_expenditure", "excluded", "reserve"}},
    {"in_kind", {"value"}},
};

/// Other columns whose cells are numbers, in any table.
constexpr std::string_view number_columns[] = {"local_share_percent",
                                               "counterpart_per_central",
                                               "quantity",
                                               "score",
                                               "share_percent",
                                               "own_central_share_percent",
                                               "per",
                                               "points",
                                               "value",
                                               "delay_loss_percent",
                                               "area_km2",
                                               "people",
                                               "persons",
                                               "stated"};

bool is_year_column(std::string_view name) {
  return name.size() == 5 && name[0] == 'y' && parse_whole(name.substr(1)).has_value();
}

bool is_money_column(std::string_view table, std::string_view column) {
  if ((table == "sites" || table == "projects") && is_year_column(column)) return true;
  for (const MoneyColumns& entry : money_columns) {
    if (entry.table != table) continue;
    return std::find(entry.columns.begin(), entry.columns.end(), column) != entry.columns.end();
  }
  return false;
}

/// Bands and classes hold expressions, not numbers.
bool is_number_column(std::string_view table, std::string_view column) {
  if (table == "criterion_bands" || table == "criterion_classes") return false;
  return std::find(std::begin(number_columns), std::end(number_columns), column) !=
         std::end(number_columns);
}

std::string_view text_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  return member != nullptr && member->is_text() ? member->text : std::string_view{};
}

Words no_tables() { return {"không có bảng nào", "no tables"}; }

/// đồng in one unit of a table's money.
Wide unit_in_dong(std::string_view unit, const Words& place) {
  if (unit == "dong") return 1;
  if (unit == "thousand_dong") return 1'000;
  if (unit == "million_dong") return 1'000'000;
  if (unit == "billion_dong") return 1'000'000'000;
  throw BadInput(place, {"cột tiền không có amount_unit hợp lệ",
                         "a column of money without a known amount_unit"});
}

/// 1.234.567,89 → 1234567.89; groups of three only.
std::string plain_of_vietnamese(std::string_view text, const Words& place) {
  std::string plain;
  const std::size_t comma = text.find(',');
  const std::string_view whole = text.substr(0, comma);
  std::size_t start = 0;
  for (bool first = true; start <= whole.size(); first = false) {
    const std::size_t end = std::min(whole.find('.', start), whole.size());
    const std::string_view group = whole.substr(start, end - start);
    if (!first && group.size() != 3)
      throw BadInput(place, {"chữ số không theo nhóm ba", "digits are not in groups of three"});
    plain += group;
    start = end + 1;
  }
  if (comma != std::string_view::npos) plain += "." + std::string(text.substr(comma + 1));
  return plain;
}

/// Rows of a pack's table join the plan's; columns one of them lacks stay blank there.
void join_table(TextTable& table, const TextTable& more, std::string_view programme) {
  std::vector<int> places;
  const auto place_of = [&](std::string_view name) {
    int place = table.column(name);
    if (place >= 0) return place;
    table.columns.push_back(name);
    for (auto& row : table.rows) row.emplace_back();
    return static_cast<int>(table.columns.size()) - 1;
  };
  for (const std::string_view name : more.columns) places.push_back(place_of(name));
  const int own = programme.empty() ? -1 : place_of("programme");
  for (const auto& cells : more.rows) {
    auto& row = table.rows.emplace_back(table.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
      row[static_cast<std::size_t>(places[i])] = cells[i];
    if (own >= 0) row[static_cast<std::size_t>(own)] = programme;
  }
}

/// The rows of the rule packs that formulas name (docs/criteria.md).
void join_packs(PlanText& plan) {
  const TextTable formulas = plan.table("formulas");
  const int pack_column = formulas.column("pack");
  const int programme_column = formulas.column("programme");
  if (pack_column < 0 || programme_column < 0) return;
  std::set<std::pair<std::string_view, std::string_view>> joined;
  for (const auto& row : formulas.rows) {
    const std::string_view pack = row[static_cast<std::size_t>(pack_column)];
    const std::string_view programme = row[static_cast<std::size_t>(programme_column)];
    if (pack.empty() || !joined.emplace(programme, pack).second) continue;
    for (const std::string_view table : {"documents", "criteria", "criterion_bands",
                                         "criterion_classes", "parameters", "indicator_kinds"}) {
      const std::string name = std::string(pack) + "/" + std::string(table) + ".csv";
      for (const LawFile& file : pack_files()) {
        if (file.name != name) continue;
        const bool is_shared = table == "documents" || table == "indicator_kinds";
        join_table(plan.tables[std::string(table)], read_csv(name, file.content, plan.storage),
                   is_shared ? std::string_view{} : programme);
      }
    }
  }
}

/// What plan.json says about one table.
struct Declaration {
  std::string name;
  std::string file;
  std::int64_t rows = 0;
  std::string_view amount_unit;
  bool vietnamese = false;
  const Json* control_sums = nullptr;
};

Declaration read_declaration(const Json& entry) {
  Declaration declared;
  declared.name = entry.name;
  declared.file = text_of(entry, "file");
  declared.amount_unit = text_of(entry, "amount_unit");
  declared.vietnamese = text_of(entry, "number_style") == "vietnamese";
  declared.control_sums = entry.find("control_sums");
  const Json* rows = entry.find("rows");
  if (declared.file.empty() || rows == nullptr || !rows->is_integer()) {
    throw BadInput("plan.json", Words{"bảng ", "table "} + declared.name +
                                    Words{" phải có file và rows", " needs file and rows"});
  }
  declared.rows = rows->integer;
  return declared;
}

/// The exact value of a cell in the table's own unit.
Fraction number_in_cell(const Declaration& declared, std::string_view cell, const Words& place) {
  const auto value =
      parse_decimal(declared.vietnamese ? plain_of_vietnamese(cell, place) : std::string(cell));
  if (!value)
    throw BadInput(place, plain("\"" + std::string(cell) + "\"") + is_not({"số", "a number"}));
  return *value;
}

/// Money to đồng, numbers to plain text, dashes to blank; checks the control sum of the column.
void make_column_plain(PlanText& plan, const Declaration& declared, TextTable& table, int column) {
  const std::string_view name = table.columns[static_cast<std::size_t>(column)];
  const bool is_money = is_money_column(declared.name, name);
  Fraction sum;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string_view& cell = table.rows[row][static_cast<std::size_t>(column)];
    if (cell == "-") cell = {};
    if (cell.empty()) continue;
    const Words place =
        plain(declared.file) + Words{" dòng ", " row "} + std::to_string(row + 1) + " " + name;
    Fraction value = number_in_cell(declared, cell, place);
    sum = sum + value;
    if (is_money) value = value * Fraction::of(unit_in_dong(declared.amount_unit, place));
    if (is_money && !value.is_whole())
      throw BadInput(place, {"không phải số nguyên đồng", "not a whole number of dong"});
    cell = plan.storage.emplace_back(to_text(value));
  }
  const Json* control =
      declared.control_sums == nullptr ? nullptr : declared.control_sums->find(name);
  if (control == nullptr) return;
  const auto stated = parse_decimal(control->text);
  if (!stated || !(*stated == sum)) {
    throw BadInput(declared.file, Words{"cột ", "column "} + name +
                                      Words{" cộng lại được ", " adds up to "} + number(sum) +
                                      Words{", số kiểm soát là ", ", the control sum is "} +
                                      control->text);
  }
}

void read_table_file(PlanText& plan, const fs::path& folder, const Declaration& declared) {
  const std::string& bytes = plan.storage.emplace_back(read_bytes(folder / declared.file));
  plan.files.push_back({declared.file, sha256_hex(bytes)});
  TextTable table = read_csv(declared.file, bytes, plan.storage);
  if (table.rows.size() != static_cast<std::size_t>(declared.rows)) {
    throw BadInput(declared.file, rows(table.rows.size()) +
                                      Words{", plan.json ghi ", ", plan.json says "} +
                                      std::to_string(declared.rows));
  }
  // Values of scenarios are texts of many kinds; a result is of one plan.
  const bool is_about_scenarios = declared.name.starts_with("scenario");
  for (std::size_t i = 0; !is_about_scenarios && i < table.columns.size(); ++i) {
    if (is_money_column(declared.name, table.columns[i]) ||
        is_number_column(declared.name, table.columns[i])) {
      make_column_plain(plan, declared, table, static_cast<int>(i));
    }
  }
  plan.tables.emplace(declared.name, std::move(table));
}

void put_header(PlanText& plan, const Json& object) {
  for (const Json& member : object) {
    if (member.is_text()) {
      plan.header.emplace(std::string(member.name), std::string(member.text));
    } else if (member.is_integer()) {
      plan.header.emplace(std::string(member.name), std::to_string(member.integer));
    }
  }
}

void read_folder(PlanText& plan, const fs::path& folder) {
  const std::string& bytes = plan.storage.emplace_back(read_bytes(folder / "plan.json"));
  plan.files.push_back({"plan.json", sha256_hex(bytes)});
  plan.documents.push_back(std::make_unique<JsonDocument>("plan.json", bytes));
  const Json& root = plan.documents.back()->root();
  const Json* tables = root.find("tables");
  if (tables == nullptr || !tables->is_object()) throw BadInput("plan.json", no_tables());
  put_header(plan, root);
  for (const Json& entry : *tables) read_table_file(plan, folder, read_declaration(entry));
  join_packs(plan);
}

std::string_view cell_text(PlanText& plan, const Json& cell) {
  if (cell.is_text()) return cell.text;
  if (cell.is_integer()) return plan.storage.emplace_back(std::to_string(cell.integer));
  return {};
}

/// One table of a sealed plan: columns and rows of cells.
TextTable read_sealed_table(PlanText& plan, const std::string& name, const Json& json) {
  const Json* columns = json.find("columns");
  const Json* rows = json.find("rows");
  if (columns == nullptr || rows == nullptr || !columns->is_array() || !rows->is_array()) {
    throw BadInput("plan.sealed.json",
                   Words{"bảng ", "table "} + name +
                       Words{" phải có columns và rows", " needs columns and rows"});
  }
  TextTable table;
  for (const Json& column : *columns) table.columns.push_back(column.text);
  for (const Json& row : *rows) {
    std::vector<std::string_view>& cells = table.rows.emplace_back();
    for (const Json& cell : row) cells.push_back(cell_text(plan, cell));
    for (std::string_view& cell : cells) {
      if (cell == "-") cell = {};
    }
    if (cells.size() != table.columns.size()) {
      throw BadInput("plan.sealed.json", Words{"bảng ", "table "} + name +
                                             Words{" có dòng không đủ số ô",
                                                   " has a row with too few or too many cells"});
    }
  }
  return table;
}

void read_sealed(PlanText& plan, const fs::path& file) {
  const std::string& bytes = plan.storage.emplace_back(read_bytes(file));
  plan.is_sealed = true;
  plan.documents.push_back(std::make_unique<JsonDocument>(file.filename().string(), bytes));
  const Json& root = plan.documents.back()->root();
  const Json* header = root.find("header");
  const Json* tables = root.find("tables");
  if (tables == nullptr) throw BadInput(file.filename().string(), no_tables());
  put_header(plan, header != nullptr ? *header : root);
  for (const Json& entry : *tables) {
    const std::string name(tables->is_object() ? entry.name : text_of(entry, "name"));
    plan.tables.emplace(name, read_sealed_table(plan, name, entry));
  }
}

}  // namespace

const TextTable& PlanText::table(std::string_view name) const {
  static const TextTable none;
  const auto found = tables.find(name);
  return found == tables.end() ? none : found->second;
}

std::unique_ptr<PlanText> read_plan_text(const fs::path& path) {
  auto plan = std::make_unique<PlanText>();
  std::error_code error;
  if (fs::is_directory(path, error)) {
    read_folder(*plan, path);
  } else if (path.filename() == "plan.json") {
    read_folder(*plan, path.parent_path());
  } else {
    read_sealed(*plan, path);
  }
  return plan;
}

bool is_workbook(const fs::path& path) { return path.extension() == ".xlsx"; }

std::unique_ptr<PlanText> read_workbook_text(const fs::path& workbook, const fs::path& sealed) {
  auto plan = std::make_unique<PlanText>();
  read_sealed(*plan, sealed);
  plan->files.push_back({workbook.filename().string(), sha256_hex(read_bytes(workbook))});
  plan->is_sealed = false;
  return plan;
}

}  // namespace phanbo_verify

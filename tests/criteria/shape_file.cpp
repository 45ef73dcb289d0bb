#include "criteria/shape_file.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace phanbo::test {

namespace fs = std::filesystem;

namespace {

CsvRow cells_of(const std::string& line) {
  CsvRow cells{{}};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

std::string line_of(const CsvRow& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool needs_quotes = cells[i].find(',') != std::string::npos;
    line += (i == 0 ? "" : ",") + (needs_quotes ? '"' + cells[i] + '"' : cells[i]);
  }
  return line + "\n";
}

struct Table {
  std::string name;
  std::string text;
  bool has_money = false;
};

/// Rows of a section behind the column `programme`.
Table rule_table(const ShapeFile& shape, const std::string& name) {
  Table table{name, {}, false};
  bool is_header = true;
  for (CsvRow row : shape.section(name)) {
    row.insert(row.begin(), is_header ? "programme" : "x");
    table.text += line_of(row);
    is_header = false;
  }
  return table;
}

/// "unit,people,central@2025" → one row a value; "-" leaves the value out.
Table indicators(const ShapeFile& shape) {
  Table table{"indicators", "unit,indicator,year,value,document\n", false};
  const auto& rows = shape.section("indicators");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    for (std::size_t k = 1; k < rows[i].size(); ++k) {
      if (rows[i][k] == "-") continue;
      const std::size_t at = rows[0][k].find('@');
      const std::string year = at == std::string::npos ? "" : rows[0][k].substr(at + 1);
      table.text += line_of({rows[i][0], rows[0][k].substr(0, at), year, rows[i][k], "d"});
    }
  }
  return table;
}

Table units(const ShapeFile& shape) {
  Table table{"units",
              "code,name,kind,parent,valid_from,valid_to,document\np,Tỉnh P,province,,,,d\n",
              false};
  std::set<std::string> old_units;
  std::set<std::string> new_units;
  for (const CsvRow& row : shape.section("lineage")) {
    old_units.insert(row[0]);
    new_units.insert(row[1]);
  }
  const auto& rows = shape.section("indicators");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string& unit = rows[i][0];
    table.text +=
        line_of({unit, "Xã " + unit, "commune", "p", new_units.contains(unit) ? "2025-07-01" : "",
                 old_units.contains(unit) ? "2025-06-30" : "", "d"});
  }
  return table;
}

Table formulas(const ShapeFile& shape) {
  CsvRow words = {"points", "1000000"};
  if (!shape.section("formulas").empty()) words = shape.section("formulas").front();
  std::string header = "programme,year,parent,document,article,method";
  CsvRow row = {"x", "2026", "p", "d", "Điều 1", words[0]};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t sign = words[i].find('=');
    header += "," + (sign == std::string::npos ? "pool" : words[i].substr(0, sign));
    row.push_back(sign == std::string::npos ? words[i] : words[i].substr(sign + 1));
  }
  return {"formulas", header + "\n" + line_of(row), true};
}

/// A section without header; each row between the given texts.
Table plain_table(const ShapeFile& shape, const std::string& name, const std::string& header,
                  const std::string& behind, bool has_money = false) {
  Table table{name, header + "\n", has_money};
  for (const CsvRow& row : shape.section(name)) {
    std::string line = line_of(row);
    line.pop_back();
    table.text += line + behind + "\n";
  }
  return table;
}

Table previous(const ShapeFile& shape) {
  Table table{"previous", "programme,item,year,source,amount,document\n", true};
  for (const CsvRow& row : shape.section("previous"))
    table.text += line_of({"x", "x/" + row[0], "2025", "s", row[1], "d"});
  return table;
}

std::vector<Table> tables_of(const ShapeFile& shape) {
  std::vector<Table> tables = {
      {"documents", "code,citation,verification\nd,Nghị quyết thử,illustrative\n", false},
      units(shape),
      {"classes", "code,order,name,mandatory,rule,document\nc,1,Lớp,no,pro_rata,d\n", false},
      {"programmes",
       "code,name,kind,class,expenditure_kind,step,document\nx,Chương "
       "trình,formula,c,recurrent,1,d\n",
       true},
      {"sources",
       "code,name,nature,expenditure_kind,paying_budget,drawing_order,document\n"
       "s,Ngân sách,local_balance_recurrent,recurrent,province,1,d\n",
       false},
      {"source_years", "source,year,available,document\ns,2026,9000000000000000,d\n", true},
      {"payer_rules", "source,programme,document\ns,x,d\n", false},
      formulas(shape),
      indicators(shape)};
  for (const std::string name :
       {"criteria", "criterion_bands", "criterion_classes", "parameters"}) {
    if (!shape.section(name).empty()) tables.push_back(rule_table(shape, name));
  }
  if (!shape.section("indicator_kinds").empty())
    tables.push_back(plain_table(shape, "indicator_kinds", "indicator,name,measure", ""));
  if (!shape.section("statuses").empty())
    tables.push_back(
        plain_table(shape, "statuses", "unit,status,valid_from,document", ",2010-01-01,d"));
  if (!shape.section("lineage").empty())
    tables.push_back(plain_table(shape, "lineage", "predecessor,successor,date,kind,document",
                                 ",2025-07-01,merged,d"));
  if (!shape.section("revenue_shares").empty())
    tables.push_back(
        plain_table(shape, "revenue_shares", "revenue,unit,tier,share_percent,document", ",d"));
  if (!shape.section("previous").empty()) tables.push_back(previous(shape));
  return tables;
}

}  // namespace

const std::vector<CsvRow>& ShapeFile::section(const std::string& section_name) const {
  static const std::vector<CsvRow> none;
  const auto found = sections.find(section_name);
  return found == sections.end() ? none : found->second;
}

std::vector<ShapeFile> read_shapes() {
  std::vector<ShapeFile> shapes;
  for (const auto& entry : fs::directory_iterator(PHANBO_SOURCE_DIR "/tests/criteria/shapes")) {
    ShapeFile shape;
    shape.name = entry.path().stem().string();
    std::ifstream file(entry.path());
    std::string line;
    std::string section;
    while (std::getline(file, line)) {
      if (line.empty() || line.front() == '#') continue;
      if (line.front() == '[' && line.back() == ']') {
        section = line.substr(1, line.size() - 2);
      } else {
        shape.sections[section].push_back(cells_of(line));
      }
    }
    shapes.push_back(std::move(shape));
  }
  std::sort(shapes.begin(), shapes.end(),
            [](const ShapeFile& a, const ShapeFile& b) { return a.name < b.name; });
  return shapes;
}

void write_plan(const ShapeFile& shape, const fs::path& folder) {
  fs::create_directories(folder);
  std::string entries;
  for (const Table& table : tables_of(shape)) {
    std::ofstream(folder / (table.name + ".csv")) << table.text;
    entries += (entries.empty() ? "" : ",\n") + std::string("    \"") + table.name +
               "\": {\"file\": \"" + table.name + ".csv\", \"rows\": " +
               std::to_string(std::count(table.text.begin(), table.text.end(), '\n') - 1) +
               (table.name == "revenue_shares" ? ", \"number_style\": \"vietnamese\"" : "") +
               (table.has_money ? ", \"amount_unit\": \"dong\"}" : "}");
  }
  std::ofstream(folder / "plan.json")
      << "{\n  \"schema_version\": 1,\n  \"code\": \"shape\",\n  \"name\": \"Hình dạng quy tắc\",\n"
         "  \"stage\": \"submitted\",\n  \"first_year\": 2026,\n  \"last_year\": 2026,\n"
         "  \"illustrative\": \"toàn bộ\",\n  \"tables\": {\n"
      << entries << "\n  }\n}\n";
}

}  // namespace phanbo::test

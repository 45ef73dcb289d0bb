#include <algorithm>
#include <set>
#include <unordered_set>

#include "verifier/tables.hpp"

namespace phanbo_verify {

namespace {

std::string_view text_in(const Json& object, std::string_view name) {
  const Json* field = object.find(name);
  return field != nullptr && field->is_text() ? field->text : std::string_view{};
}

/// The columns that a formula names: "2+3-4" as signs and numbers; "2+…+5" is a span.
std::vector<std::pair<int, int>> terms_of(std::string_view formula) {
  std::vector<std::pair<int, int>> terms;
  constexpr std::string_view dots = "…";
  int sign = 1;
  bool is_span = false;
  for (std::size_t i = 0; i < formula.size();) {
    if (formula.substr(i, dots.size()) == dots) {
      is_span = true;
      i += dots.size();
    } else if (formula[i] == '+' || formula[i] == '-') {
      sign = formula[i] == '+' ? 1 : -1;
      ++i;
    } else if ('0' <= formula[i] && formula[i] <= '9') {
      int number = 0;
      for (; i < formula.size() && '0' <= formula[i] && formula[i] <= '9'; ++i) {
        number = number * 10 + (formula[i] - '0');
      }
      if (is_span && !terms.empty()) {
        for (int between = terms.back().second + 1; between < number; ++between) {
          terms.emplace_back(terms.back().first, between);
        }
      }
      is_span = false;
      terms.emplace_back(sign, number);
    } else {
      ++i;
    }
  }
  return terms;
}

Words cell_place(const TableFile& table, std::size_t row, std::string_view column) {
  return row_place(table.id, row) + Words{", cột ", " "} + column;
}

}  // namespace

int TableFile::column(std::string_view wanted) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t place = (next_column_ + i) % columns.size();
    if (columns[place].id != wanted) continue;
    next_column_ = place + 1;
    return columns[place].position;
  }
  return nothing;
}

std::string_view TableFile::text(std::size_t row, std::string_view wanted) const {
  const int position = column(wanted);
  if (position == nothing) return {};
  return cell(row, position).text;
}

std::optional<Dong> TableFile::money(std::size_t row, int position) const {
  const TableCell& found = cell(row, position);
  return found.is_amount ? std::optional(found.amount) : std::nullopt;
}

TableFile read_table(const std::string& name, JsonDocument& document) {
  TableFile table;
  const Json& root = document.root();
  table.id = text_in(root, "id");
  const Json* columns = root.find("columns");
  const Json* rows = root.find("rows");
  if (table.id.empty() || columns == nullptr || rows == nullptr) {
    throw BadInput(name, {"không phải bảng: phải có id, columns và rows",
                          "not a table: id, columns and rows are needed"});
  }
  for (const Json& column : *columns) {
    const std::string_view id = text_in(column, "id");
    const int known = table.column(id);
    const int position = known != nothing ? known : static_cast<int>(table.columns.size());
    table.columns.push_back({id, text_in(column, "type"), text_in(column, "formula"), position});
  }
  table.cells.reserve(rows->count * table.columns.size());
  document.for_each_row(*rows, [&](const Json& row) {
    const std::size_t first = table.cells.size();
    table.cells.resize(first + table.columns.size());
    table.levels.push_back(static_cast<int>(parse_whole(text_in(row, "level")).value_or(0)));
    std::size_t next = 0;  // members mostly stand in the order of the columns
    for (const Json& member : row) {
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::size_t place = (next + i) % table.columns.size();
        if (table.columns[place].id != member.name) continue;
        table.cells[first + place] = {member.text, member.integer, member.is_integer()};
        next = place + 1;
        break;
      }
    }
  });
  return table;
}

void check_table_formulas(const TableFile& table, Report& report) {
  constexpr std::string_view rule = "table_sum";
  std::map<int, int> column_of_number;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto number = parse_whole(table.columns[i].formula.substr(
        0, std::min(table.columns[i].formula.find('='), table.columns[i].formula.size())));
    if (number) column_of_number[static_cast<int>(*number)] = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::size_t equals = table.columns[i].formula.find('=');
    if (!table.columns[i].is_money() || equals == std::string_view::npos) continue;
    const auto terms = terms_of(table.columns[i].formula.substr(equals + 1));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const auto stated = table.money(row, static_cast<int>(i));
      if (!stated) continue;
      report.looked_at(rule);
      Wide sum = 0;
      for (const auto& [sign, number] : terms) {
        const auto column = column_of_number.find(number);
        if (column != column_of_number.end()) {
          sum += Wide{sign} * table.money(row, column->second).value_or(0);
        }
      }
      if (sum != *stated) {
        report.fault(rule, cell_place(table, row, table.columns[i].id),
                     in_dong(sum) + Words{" theo ", " by "} + table.columns[i].formula,
                     in_dong(*stated));
      }
    }
  }
}

namespace {

/// Columns whose parents are no sums of their children.
bool adds_up(std::string_view table, std::string_view column) {
  if (column == "base_salary_dong" || column == "left_dong" || column == "amount_dong") {
    return table == "transfers";
  }
  if (table == "source_balances") {  // money_dong is a sum of columns
    return column == "available_dong" || column == "transferred_dong" ||
           column == "reserved_dong" || column == "allocated_dong" || column == "carried_in_dong" ||
           column == "carried_out_dong" || column == "unallocated_dong";
  }
  return table != "summary" && table != "shortfalls";
}

}  // namespace

void check_table_levels(const TableFile& table, Report& report) {
  constexpr std::string_view rule = "table_parent";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].is_money() || !adds_up(table.id, table.columns[i].id)) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const auto stated = table.money(row, static_cast<int>(i));
      if (row + 1 >= table.row_count() || table.levels[row + 1] <= table.levels[row]) continue;
      Wide sum = 0;
      bool any = false;
      const int child_level = table.levels[row] + 1;
      for (std::size_t child = row + 1;
           child < table.row_count() && table.levels[child] > table.levels[row]; ++child) {
        if (table.levels[child] != child_level) continue;
        const auto amount = table.money(child, static_cast<int>(i));
        any = any || amount.has_value();
        sum += amount.value_or(0);
      }
      if (!any && !stated) continue;
      report.looked_at(rule);
      if (stated.value_or(0) != sum) {
        report.fault(
            rule, cell_place(table, row, table.columns[i].id),
            in_dong(sum) + Words{", tổng các dòng bên dưới", ", the sum of the rows below"},
            in_dong(stated.value_or(0)));
      }
    }
  }
}

void check_table_content(const TableFile& table, const TableContent& content, const RowKey& key,
                         Report& report) {
  constexpr std::string_view rule = "table";
  std::unordered_set<std::string_view> seen;
  std::vector<int> columns;
  for (const std::string& column : content.columns()) columns.push_back(table.column(column));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string name = key(table, row);
    if (name.empty()) continue;
    report.looked_at(rule);
    const auto expected = content.rows().find(name);
    if (expected == content.rows().end()) {
      report.fault(rule, row_place(table.id, row),
                   {"một dòng có trong kết quả", "a row of the result"}, plain(name));
      continue;
    }
    if (!seen.insert(expected->first).second)
      report.fault(rule, table_place(table.id), Words{"chỉ một dòng cho ", "one row for "} + name,
                   {"hai dòng", "two"});
    for (const auto& [position, amount] : expected->second) {
      const int column = columns[static_cast<std::size_t>(position)];
      const Dong found = column == nothing ? 0 : table.money(row, column).value_or(0);
      if (amount != found) {
        report.fault(rule,
                     table_place(table.id) + Words{", dòng ", " "} + name + Words{", cột ", " "} +
                         content.columns()[static_cast<std::size_t>(position)],
                     in_dong(amount), in_dong(found));
      }
    }
  }
  if (seen.size() == content.rows().size()) return;
  std::set<std::string> lost;
  for (const auto& [name, cells] : content.rows()) {
    if (!seen.contains(name)) lost.insert(name);
  }
  for (const std::string& name : lost)
    report.fault(rule, table_place(table.id), a_row_for(name), missing());
}

TableContent::Cells& TableContent::row(std::string_view key) {
  const auto known = rows_.find(key);
  return known != rows_.end() ? known->second : rows_[std::string(key)];
}

int TableContent::position_of(std::string_view column) {
  const auto known = column_positions_.find(column);
  if (known != column_positions_.end()) return known->second;
  columns_.emplace_back(column);
  const int position = static_cast<int>(columns_.size()) - 1;
  column_positions_.emplace(columns_.back(), position);
  return position;
}

std::string column_key(std::string_view code) {
  std::string key;
  for (const char letter : code) {
    const bool keeps = ('a' <= letter && letter <= 'z') || ('0' <= letter && letter <= '9');
    if (keeps) {
      key.push_back(letter);
    } else if ('A' <= letter && letter <= 'Z') {
      key.push_back(static_cast<char>(letter - 'A' + 'a'));
    } else {
      key.push_back('_');
    }
  }
  return key;
}

}  // namespace phanbo_verify

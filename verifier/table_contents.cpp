#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "verifier/needs_parts.hpp"
#include "verifier/tables.hpp"

/// What must stand in the tables, out of ledger, demands and sources.
namespace phanbo_verify {

namespace {

/// Calls `see` for every line but transfers, with its need.
template <class See>
void for_each_payment(const Joined& joined, See see) {
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const JoinedLine& line = joined.lines[i];
    if (line.part == LinePart::transfer || line.need == nothing || line.source == nothing) continue;
    see(joined.result.ledger[i], joined.need_of(line.need), joined.source(line.source));
  }
}

std::string year_column(int year, std::string_view rest) {
  return "y" + std::to_string(year) + std::string(rest) + "_dong";
}

RowKey by_column(std::string name) {
  return [name = std::move(name)](const TableFile& table, std::size_t row) {
    return std::string(table.text(row, name));
  };
}

RowKey by_columns(std::string first, std::string second) {
  return [first = std::move(first), second = std::move(second)](const TableFile& table,
                                                                std::size_t row) {
    const std::string_view one = table.text(row, first);
    const std::string_view two = table.text(row, second);
    if (one.empty() || two.empty()) return std::string();
    return std::string(one) + "/" + std::string(two);
  };
}

/// Rows of items: their code is that of no programme and no agency.
RowKey by_item(const Joined& joined) {
  std::unordered_set<std::string_view> items;
  for (const Need& need : joined.model.needs) items.insert(need.item);
  return [items = std::move(items)](const TableFile& table, std::size_t row) {
    const std::string_view code = table.text(row, "code");
    const bool is_leaf = row + 1 >= table.row_count() || table.levels[row + 1] <= table.levels[row];
    return is_leaf && items.contains(code) ? std::string(code) : std::string();
  };
}

void check_demand_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (const ResultDemand& row : joined.result.demands) {
    TableContent::Cells& cells = content.row(row.demand);
    const auto put = [&](std::string_view column, Dong amount) {
      TableContent::put(cells, content.position_of(column), amount);
    };
    put("need_dong", row.need);
    put("wanted_dong", row.wanted);
    put("locked_dong", row.locked);
    put("allocated_dong", row.allocated);
    put("shortfall_dong", row.shortfall);
  }
  check_table_content(table, content, by_column("demand"), report);
}

void check_balance_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  std::map<std::string, Wide> transferred;
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const ResultLine& line = joined.result.ledger[i];
    if (joined.lines[i].part == LinePart::transfer) {
      transferred[std::string(line.source) + "/" + std::to_string(line.year)] += line.amount;
    }
  }
  for (const ResultSource& row : joined.result.sources) {
    const std::string key = std::string(row.source) + "/" + std::to_string(row.year);
    content.put(key, "available_dong", row.available);
    content.put(key, "carried_in_dong", row.carried_in);
    content.put(key, "money_dong", Wide{row.available} + row.carried_in);
    content.put(key, "reserved_dong", row.reserved);
    content.put(key, "allocated_dong", row.allocated);
    content.put(key, "transferred_dong", transferred[key]);
    content.put(key, "carried_out_dong", row.carried_out);
    content.put(key, "unallocated_dong", row.unallocated);
  }
  check_table_content(table, content, by_columns("source", "year"), report);
}

void check_transfer_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (const ResultLine& line : joined.result.ledger) {
    if (line.part != "transfer") continue;
    content.put(std::string(line.receiving_source) + "/" + std::to_string(line.year), "amount_dong",
                line.amount);
  }
  check_table_content(table, content, by_columns("receiving_source", "year"), report);
}

void check_sources_by_purpose(const Joined& joined, const TableFile& table,
                              std::string_view expenditure_kind, Report& report) {
  TableContent content;
  std::map<std::string, int> programmes_of_column;
  for (const ProgrammeRow& programme : joined.plan.programmes) {
    ++programmes_of_column["programme_" + column_key(programme.code) + "_dong"];
  }
  for_each_payment(joined, [&](const ResultLine& line, const Need& need, const SourceRow& source) {
    const ProgrammeRow& programme = programme_of(joined.plan, need);
    if (programme.expenditure_kind != expenditure_kind) return;
    const std::string key = source.code + "/" + std::to_string(need.year);
    content.put(key, "total_dong", line.amount);
    const std::string column = "programme_" + column_key(programme.code) + "_dong";
    if (programmes_of_column[column] == 1) content.put(key, column, line.amount);
  });
  std::set<std::string> known;
  for (const SourceYearRow& row : joined.plan.source_years)
    known.insert(source_year_code(joined.plan, row));
  const RowKey key = by_columns("source", "year");
  check_table_content(
      table, content,
      [&](const TableFile& file, std::size_t row) {
        const std::string name = key(file, row);
        const auto total = file.money(row, file.column("total_dong"));
        const bool is_idle = total.value_or(0) == 0 && known.contains(name);
        return is_idle && !content.rows().contains(name) ? std::string() : name;
      },
      report);
}

void check_item_table(const Joined& joined, const TableFile& table, bool by_budget,
                      Report& report) {
  TableContent content;
  const int total = content.position_of("total_dong");
  for (const Need& need : joined.model.needs) TableContent::put(content.row(need.item), total, 0);
  std::map<std::pair<int, std::string_view>, int> column_of;  // by year and what splits it
  const auto column = [&](int year, std::string_view split) {
    const auto [known, is_new] = column_of.try_emplace({year, split}, 0);
    const std::string rest = is_new && !split.empty() ? "_" + std::string(split) : "";
    if (is_new) known->second = content.position_of(year_column(year, rest));
    return known->second;
  };
  for_each_payment(joined, [&](const ResultLine& line, const Need& need, const SourceRow& source) {
    TableContent::Cells& cells = content.row(need.item);
    TableContent::put(cells, total, line.amount);
    TableContent::put(cells, column(need.year, ""), line.amount);
    const std::string& split =
        by_budget ? source.paying_budget : programme_of(joined.plan, need).expenditure_kind;
    TableContent::put(cells, column(need.year, split), line.amount);
  });
  check_table_content(table, content, by_item(joined), report);
}

void check_site_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.origin != "site" && need.origin != "project") continue;
    content.put(need.item, "need_dong", need.need);
    content.put(need.item, "shortfall_dong",
                std::max<Dong>(0, need.need - joined.paid(static_cast<int>(i))));
    content.put(need.item, "plan_total_dong", 0);
  }
  for (const ProjectRow& project : joined.plan.projects) {
    if (!content.rows().contains(project.code)) continue;
    content.put(project.code, "approved_total_dong", project.approved_total);
    content.put(project.code, "cumulated_before_dong", project.paid_before);
    content.put(project.code, "cumulated_after_dong", project.paid_before);
    content.put(project.code, "left_to_approved_dong",
                project.approved_total - project.paid_before);
  }
  std::vector<int> column_of_year;
  for (int year = joined.plan.first_year; year <= joined.plan.last_year; ++year)
    column_of_year.push_back(content.position_of(year_column(year, "")));
  std::vector<int> column_of_source;
  for (const SourceRow& source : joined.plan.sources)
    column_of_source.push_back(content.position_of("source_" + column_key(source.code) + "_dong"));
  for_each_payment(joined, [&](const ResultLine& line, const Need& need, const SourceRow& source) {
    if (need.origin != "site" && need.origin != "project") return;
    TableContent::Cells& cells = content.row(need.item);
    const auto put = [&](int column, Wide amount) { TableContent::put(cells, column, amount); };
    put(content.position_of("plan_total_dong"), line.amount);
    put(column_of_year[static_cast<std::size_t>(need.year - joined.plan.first_year)], line.amount);
    put(column_of_source[static_cast<std::size_t>(&source - joined.plan.sources.data())],
        line.amount);
    put(content.position_of("cumulated_after_dong"), line.amount);
    if (need.origin == "project") put(content.position_of("left_to_approved_dong"), -line.amount);
  });
  check_table_content(table, content, by_item(joined), report);
}

/// Amounts by programme, item and year.
using OtherItems = std::map<std::tuple<std::string, std::string, std::string>, Wide>;

/// Amounts of the year before: of demands, and of items that the plan has not.
struct PreviousYears {
  explicit PreviousYears(const Joined& joined) {
    for (const PreviousRow& row : joined.plan.previous) {
      const std::string year = std::to_string(row.year + 1);
      const std::string demand = row.item + "/" + year;
      if (joined.model.find(demand) != nothing) {
        of_demand[demand] += row.amount;
      } else if (joined.plan.first_year <= row.year + 1 && row.year < joined.plan.last_year &&
                 row.programme != nothing) {
        const auto programme = static_cast<std::size_t>(row.programme);
        of_others[{joined.plan.programmes[programme].code, row.item, year}] += row.amount;
      }
    }
  }
  /// As the plan states it, else what is paid for the year before.
  Wide before(const Joined& joined, const Need& need) const {
    const auto stated = of_demand.find(need.code());
    if (stated != of_demand.end()) return stated->second;
    const int known = joined.model.find(need.item + "/" + std::to_string(need.year - 1));
    return known == nothing ? 0 : joined.paid(known);
  }

  std::unordered_map<std::string, Wide> of_demand;
  OtherItems of_others;
};

/// Every item and year, then what others had in the year before.
void check_decided_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  const PreviousYears previous_years(joined);
  const auto position = [&](const char* column) { return content.position_of(column); };
  const int paid_before = position("paid_and_advanced_dong");
  const int decided_before = position("decided_before_dong");
  const int after = position("after_dong");
  const int increase = position("increase_dong");
  const int decrease = position("decrease_dong");
  const int previous_year = position("previous_year_dong");
  std::unordered_map<std::string, Wide> decided_of;
  for (const DecidedRow& decided : joined.plan.decided) {
    const std::string key = decided.item + "/" + std::to_string(decided.year);
    decided_of[key] += decided.amount;
    TableContent::put(content.row(key), paid_before, Wide{decided.paid} + decided.advanced);
  }
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    const std::string key = need.code();
    const auto decided = decided_of.find(key);
    const Wide before = decided == decided_of.end() ? 0 : decided->second;
    const Wide paid = joined.paid(static_cast<int>(i));
    TableContent::Cells& cells = content.row(key);
    TableContent::put(cells, decided_before, before);
    TableContent::put(cells, after, paid);
    TableContent::put(cells, increase, std::max<Wide>(0, paid - before));
    TableContent::put(cells, decrease, std::max<Wide>(0, before - paid));
    TableContent::put(cells, previous_year, previous_years.before(joined, need));
  }
  OtherItems others;
  std::string programme;
  std::vector<std::string> keys(table.row_count());
  const int column = table.column("previous_year_dong");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string code(table.text(row, "code"));
    const std::string year(table.text(row, "year"));
    if (table.levels[row] == 2) programme = code;
    if (table.levels[row] != 3) continue;
    const std::string key = code + "/" + year;
    if (content.rows().contains(key)) {
      keys[row] = key;
    } else if (column != nothing) {
      others[{programme, code, year}] += table.money(row, column).value_or(0);
    }
  }
  if (others != previous_years.of_others)
    report.fault("table", table_place(table.id),
                 {"số năm trước của các mục khác", "the amounts of other items of the year before"},
                 {"số khác", "others"});
  check_table_content(
      table, content, [&](const TableFile&, std::size_t row) { return keys[row]; }, report);
}

void check_class_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (const ClassRow& row : joined.plan.classes) content.put(row.code, "need_dong", 0);
  for (const ResultDemand& row : joined.result.demands) {
    const std::string key(row.priority_class);
    content.put(key, "need_dong", row.need);
    content.put(key, "wanted_dong", row.wanted);
    content.put(key, "allocated_dong", row.allocated);
    content.put(key, "shortfall_dong", row.shortfall);
  }
  check_table_content(table, content, by_column("class"), report);
}

void check_claim_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (const ResultFigure& figure : joined.result.figures) {
    if (figure.id.substr(0, 6) != "claim/" || figure.unit != "dong") continue;
    const std::size_t last = figure.id.rfind('/');
    const auto value = parse_whole(figure.value);
    if (value) {
      content.put(std::string(figure.id.substr(6, last - 6)),
                  std::string(figure.id.substr(last + 1)), *value);
    }
  }
  check_table_content(table, content, by_columns("programme", "year"), report);
}

Words row_of_premium(std::string_view group, Dong full) {
  return a_row_for(group) + ": " + in_dong(full);
}

/// Every group in months of the same people and values has its row; all figures are those of the
/// result.
void check_insurance_table(const Joined& joined, const TableFile& table, Report& report) {
  constexpr std::string_view rule = "table";
  constexpr std::string_view mark = "/segment/";
  constexpr std::string_view end = "/full_dong";
  std::vector<std::pair<std::string, Dong>> expected;  // group, months and day; full premium
  for (const ResultFigure& figure : joined.result.figures) {
    const std::size_t at = figure.id.find(mark);
    if (!figure.id.starts_with("insurance/") || at == std::string_view::npos ||
        !figure.id.ends_with(end)) {
      continue;
    }
    const std::string_view group = figure.id.substr(0, figure.id.rfind('/', at - 1));
    std::string key(group.substr(group.rfind('/') + 1));
    key += figure.id.substr(at, figure.id.size() - at - end.size());
    expected.emplace_back(std::move(key), parse_whole(figure.value).value_or(0));
  }
  std::vector<std::pair<std::string, Dong>> found;
  const int full = table.column("full_dong");
  for (std::size_t row = 0; row < table.row_count() && full != nothing; ++row) {
    if (table.levels[row] != 5) continue;
    std::string key(table.text(row, "group"));
    key += mark;
    key += table.text(row, "months");
    const std::string_view paid_on = table.text(row, "paid_on");
    if (!paid_on.empty()) key += "/paid_" + std::string(paid_on);
    found.emplace_back(std::move(key), table.money(row, full).value_or(0));
  }
  report.looked_at(rule, expected.size());
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  if (expected == found) return;
  const auto differs = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  report.fault(rule, table_place(table.id),
               differs.first == expected.end()
                   ? no_such_row()
                   : row_of_premium(differs.first->first, differs.first->second),
               differs.second == found.end()
                   ? missing()
                   : row_of_premium(differs.second->first, differs.second->second));
}

using AmountRow = std::array<Dong, 4>;

/// The sentences stand in the table as they do in the result.
void check_shortfall_table(const Joined& joined, const TableFile& table, Report& report) {
  constexpr std::string_view rule = "table";
  std::vector<AmountRow> expected;
  for (const ResultShortfall& row : joined.result.shortfalls) {
    expected.push_back({row.allowed, row.held, row.needed, row.missing});
  }
  std::vector<AmountRow> found;
  const std::array<int, 4> columns{table.column("allowed_dong"), table.column("held_dong"),
                                   table.column("needed_dong"), table.column("missing_dong")};
  if (std::find(columns.begin(), columns.end(), nothing) != columns.end()) return;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    AmountRow amounts{};
    bool complete = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto amount = table.money(row, columns[i]);
      complete = complete && amount.has_value();
      amounts[i] = amount.value_or(0);
    }
    if (complete) found.push_back(amounts);
  }
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  report.looked_at(rule, expected.size());
  if (expected != found) {
    report.fault(rule, table_place("shortfalls"),
                 number(static_cast<Wide>(expected.size())) +
                     Words{" lần thiếu nguồn như trong kết quả", " shortages as in the result"},
                 number(static_cast<Wide>(found.size())) +
                     Words{" lần, với số tiền khác", " with other amounts"});
  }
}

/// The numbered amounts of the part "money and needs".
void check_summary_table(const Joined& joined, const TableFile& table, Report& report) {
  TableContent content;
  for (const ResultDemand& row : joined.result.demands) {
    content.put("1", "amount_dong", row.need);
    content.put("3", "amount_dong", row.allocated);
    content.put("4", "amount_dong", row.allocated);
    content.put("8", "amount_dong", row.shortfall);
  }
  for (const ResultSource& row : joined.result.sources) {
    content.put("5", "amount_dong", row.reserved);
    content.put("6", "amount_dong", row.unallocated);
  }
  for (const ResultLine& line : joined.result.ledger) {
    if (line.part == "transfer") content.put("9", "amount_dong", line.amount);
  }
  std::string part;
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string number(table.text(row, "number"));
    if (table.levels[row] == 1) part = number;
    const bool counts = part == "II" && table.levels[row] == 2 && content.rows().contains(number);
    keys.push_back(counts ? number : std::string());
  }
  check_table_content(
      table, content, [&](const TableFile&, std::size_t row) { return keys[row]; }, report);
}

}  // namespace

bool check_known_table(const Joined& joined, const TableFile& table, Report& report) {
  if (table.id == "demands") {
    check_demand_table(joined, table, report);
  } else if (table.id == "source_balances") {
    check_balance_table(joined, table, report);
  } else if (table.id == "transfers") {
    check_transfer_table(joined, table, report);
  } else if (table.id == "sources_by_purpose_recurrent") {
    check_sources_by_purpose(joined, table, "recurrent", report);
  } else if (table.id == "sources_by_purpose_investment") {
    check_sources_by_purpose(joined, table, "investment", report);
  } else if (table.id == "purposes_by_year") {
    check_item_table(joined, table, true, report);
  } else if (table.id == "by_agency") {
    check_item_table(joined, table, false, report);
  } else if (table.id == "sites_and_projects") {
    check_site_table(joined, table, report);
  } else if (table.id == "decided_and_adjusted") {
    check_decided_table(joined, table, report);
  } else if (table.id == "priority_classes") {
    check_class_table(joined, table, report);
  } else if (table.id == "claim_on_centre") {
    check_claim_table(joined, table, report);
  } else if (table.id == "insurance_by_group") {
    check_insurance_table(joined, table, report);
  } else if (table.id == "shortfalls") {
    check_shortfall_table(joined, table, report);
  } else if (table.id == "summary") {
    check_summary_table(joined, table, report);
  } else {
    return false;
  }
  return true;
}

}  // namespace phanbo_verify

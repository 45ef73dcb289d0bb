#include <map>

#include "verifier/row_comparison.hpp"
#include "verifier/row_match.hpp"

/// The table of shortages: below each its limits and what they allow, then who goes short.
namespace phanbo_verify {

namespace {

constexpr std::string_view rule = "table_row";

/// A row below a shortage.
struct ShortageEntry {
  std::string code;
  Wide amount = 0;
  Wide allocated = 0;
};

/// A shortage and the rows below it: head + 1 to end.
struct ShortageBlock {
  std::size_t head = 0;
  std::size_t end = 0;
};

std::vector<ShortageBlock> blocks_of(const TableFile& table, Report& report) {
  std::vector<ShortageBlock> blocks;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.levels[row] == 1) {
      blocks.push_back({row, row + 1});
    } else if (table.levels[row] == 2 && !blocks.empty()) {
      blocks.back().end = row + 1;
    } else {
      report.fault(rule, row_place(table.id, row),
                   {"một lần thiếu nguồn (cấp 1), hoặc dòng cấp 2 bên dưới",
                    "a shortage (level 1) or a row of level 2 below one"},
                   Words{"cấp ", "level "} + std::to_string(table.levels[row]));
    }
  }
  return blocks;
}

/// The rows below one shortage, one after another. A row that is missing or too many is passed
/// over, so that those behind it are compared with their own.
class ShortageRows {
 public:
  ShortageRows(const TableFile& table, const ShortageBlock& block, Report& report)
      : table_(table),
        report_(report),
        amount_(table.column("amount_dong")),
        allocated_(table.column("allocated_dong")),
        row_(block.head + 1),
        end_(block.end) {}

  /// A row without code stands for all entries that are left, two at least.
  void entries(const std::vector<ShortageEntry>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_cut = i > 0 && i + 1 < all.size() && row_ < end_ && code().empty();
      if (is_cut) {
        compare(sum_from(all, i));
        return;
      }
      if (find(all[i].code)) compare(all[i]);
    }
  }
  void end() {
    if (row_ < end_) say_too_many();
  }

 private:
  std::string_view code() const { return table_.text(row_, "code"); }

  static ShortageEntry sum_from(const std::vector<ShortageEntry>& all, std::size_t first) {
    ShortageEntry sum;
    for (std::size_t i = first; i < all.size(); ++i) {
      sum.amount += all[i].amount;
      sum.allocated += all[i].allocated;
    }
    return sum;
  }
  void say_too_many() {
    report_.fault(rule, row_place(table_.id, row_), no_such_row(), plain(code()));
  }
  /// Goes to the row of this code; false, with a fault, where there is none.
  bool find(const std::string& wanted) {
    std::size_t row = row_;
    while (row < end_ && table_.text(row, "code") != wanted) ++row;
    if (row == end_) {
      report_.fault(rule, table_place(table_.id), a_row_for(wanted), missing());
      return false;
    }
    for (; row_ < row; ++row_) say_too_many();
    return true;
  }
  void compare(const ShortageEntry& expected) {
    RowComparison cells(rule, table_, row_, report_);
    cells.equal("code", expected.code);
    cells.equal("amount_dong", amount_, expected.amount);
    cells.equal("allocated_dong", allocated_, expected.allocated);
    ++row_;
  }

  const TableFile& table_;
  Report& report_;
  int amount_;
  int allocated_;
  std::size_t row_;
  std::size_t end_;
};

using DemandRows = std::map<std::string_view, const ResultDemand*>;

/// False where a demand is unknown, which another rule says.
bool check_block(const TableFile& table, const ShortageBlock& block,
                 const ResultShortfall& shortage, const DemandRows& demands, Report& report) {
  RowComparison(rule, table, block.head, report).equal("class", shortage.priority_class);
  std::vector<ShortageEntry> limits;
  for (const ResultLimit& limit : shortage.limits)
    limits.push_back({std::string(limit.code), limit.amount, 0});
  std::vector<ShortageEntry> short_of_money;
  for (const std::string_view code : shortage.demands) {
    const auto found = demands.find(code);
    if (found == demands.end()) return false;
    short_of_money.push_back({std::string(code), found->second->wanted, found->second->allocated});
  }
  ShortageRows rows(table, block, report);
  rows.entries(limits);
  rows.entries(short_of_money);
  rows.end();
  return true;
}

/// Shortages have no code of their own; their class and amounts tell them apart.
std::string code_of(std::string_view priority_class, Wide needed, Wide lacking) {
  return std::string(priority_class) + ": " + to_text(needed) + " (" + to_text(lacking) + ")";
}

/// Which block belongs to which shortage; those without are reported.
RowMatch match_blocks(const Joined& joined, const TableFile& table,
                      const std::vector<ShortageBlock>& blocks, Report& report) {
  RowMatch match;
  const auto& shortages = joined.result.shortfalls;
  if (shortages.size() == blocks.size()) {
    for (std::size_t i = 0; i < blocks.size(); ++i) match.pairs.emplace_back(i, i);
    return match;
  }
  std::vector<std::string> codes;
  for (const ResultShortfall& shortage : shortages)
    codes.push_back(code_of(shortage.priority_class, shortage.needed, shortage.missing));
  std::vector<std::string> stated;
  std::vector<std::size_t> rows;
  const int needed = table.column("needed_dong");
  const int lacking = table.column("missing_dong");
  const auto amount = [&](std::size_t row, int column) {
    return column == nothing ? Dong{0} : table.money(row, column).value_or(0);
  };
  for (const ShortageBlock& block : blocks) {
    stated.push_back(code_of(table.text(block.head, "class"), amount(block.head, needed),
                             amount(block.head, lacking)));
    rows.push_back(block.head);
  }
  const RowCodes expected = codes_of_rows(codes);
  const RowCodes found = codes_of_rows(stated);
  match = match_rows(expected, found);
  report_rows(match, rule, table_place(table.id), expected, found, report, rows);
  return match;
}

}  // namespace

void check_shortage_rows(const Joined& joined, const TableFile& table, Report& report) {
  if (table.column("amount_dong") == nothing || table.column("allocated_dong") == nothing) return;
  DemandRows demands;
  for (const ResultDemand& row : joined.result.demands) demands[row.demand] = &row;
  const std::vector<ShortageBlock> blocks = blocks_of(table, report);
  const RowMatch match = match_blocks(joined, table, blocks, report);
  for (const auto& [shortage, block] : match.pairs) {
    if (!check_block(table, blocks[block], joined.result.shortfalls[shortage], demands, report))
      return;
  }
}

}  // namespace phanbo_verify

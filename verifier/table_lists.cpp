#include "verifier/row_comparison.hpp"
#include "verifier/row_match.hpp"

/// Tables that show a list of the result row by row: ledger, law, refusals, supplements, choices.
namespace phanbo_verify {

namespace {

constexpr std::string_view rule = "table_row";

std::string_view text_in(const Json& object, std::string_view name) {
  const Json* field = object.find(name);
  return field != nullptr ? field->text : std::string_view{};
}

/// The codes in one column.
RowCodes codes_in(const TableFile& table, std::string_view column) {
  RowCodes codes;
  codes.reserve(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row)
    codes.push_back(table.text(row, column));
  return codes;
}

void check_ledger_rows(const Joined& joined, const TableFile& table, Report& report) {
  constexpr std::string_view own_rule = "table";
  RowCodes expected;
  expected.reserve(joined.result.ledger.size());
  for (const ResultLine& line : joined.result.ledger) expected.push_back(line.id);
  const RowCodes found = codes_in(table, "id");
  const RowMatch match = match_rows(expected, found);
  report_rows(match, own_rule, table_place(table.id), expected, found, report);
  const int amount = table.column("amount_dong");
  for (const auto& [position, row] : match.pairs) {
    const ResultLine& line = joined.result.ledger[position];
    RowComparison cells(own_rule, table, row, report);
    cells.equal("source", line.source);
    cells.equal("programme", line.programme);
    cells.equal("demand", line.demand);
    cells.equal("unit", line.unit);
    if (line.part != "transfer") cells.equal("holder", line.holder);
    cells.equal("class", line.priority_class);
    cells.equal("part", line.part);
    cells.equal("amount_dong", amount, line.amount);
  }
}

std::string law_code(std::string_view topic, std::string_view key, std::string_view valid_from) {
  return std::string(topic) + "/" + std::string(key) + "/" + std::string(valid_from);
}

void check_law_rows(const Joined& joined, const TableFile& table, Report& report) {
  const auto& used = joined.result.law_used;
  std::vector<std::string> codes;
  for (const ResultLaw& row : used) codes.push_back(law_code(row.topic, row.key, row.valid_from));
  std::vector<std::string> stated;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    stated.push_back(
        law_code(table.text(row, "topic"), table.text(row, "key"), table.text(row, "valid_from")));
  const RowCodes expected = codes_of_rows(codes);
  const RowCodes found = codes_of_rows(stated);
  const RowMatch match = match_rows(expected, found);
  report_rows(match, rule, table_place(table.id), expected, found, report);
  for (const auto& [position, row] : match.pairs) {
    RowComparison cells(rule, table, row, report);
    cells.equal("topic", used[position].topic);
    cells.equal("key", used[position].key);
    cells.equal("value", used[position].value);
    cells.equal("unit", used[position].unit);
    cells.equal("valid_from", used[position].valid_from);
    cells.equal("valid_to", used[position].valid_to);
    cells.equal("document", used[position].document);
    cells.equal("article", used[position].article);
  }
}

/// Every refusal of the choices has its row, in the same order.
void check_refusal_rows(const Joined& joined, const TableFile& table, Report& report) {
  std::vector<std::pair<const Json*, const Json*>> refusals;  // with their choices
  RowCodes expected;
  for (const Json& choice : *joined.result.choices) {
    const Json* refused = choice.find("refused");
    if (refused == nullptr) continue;  // another rule says so
    for (const Json& refusal : *refused) {
      refusals.emplace_back(&refusal, &choice);
      expected.push_back(text_in(refusal, "item"));
    }
  }
  const int lacking = table.column("missing_dong");
  if (lacking == nothing && !refusals.empty())
    report.fault(rule, table_place(table.id), Words{"cột ", "column "} + "missing_dong", missing());
  const RowCodes found = codes_in(table, "item");
  const RowMatch match = match_rows(expected, found);
  report_rows(match, rule, table_place(table.id), expected, found, report);
  for (const auto& [position, row] : match.pairs) {
    const auto [refusal, choice] = refusals[position];
    RowComparison cells(rule, table, row, report);
    cells.equal("item", text_in(*refusal, "item"));
    cells.equal("class", text_in(*choice, "class"));
    cells.equal("reason", text_in(*refusal, "reason"));
    const Json* amount = refusal->find("missing_dong");
    cells.equal("missing_dong", lacking, amount != nullptr ? amount->integer : 0);
  }
}

/// Behind the total every supplement has its row, in the order of the ledger.
void check_transfer_rows(const Joined& joined, const TableFile& table, Report& report) {
  const auto code_of = [](std::string_view giver, std::string_view receiver,
                          std::string_view year) {
    return std::string(giver) + " > " + std::string(receiver) + "/" + std::string(year);
  };
  std::vector<std::string> codes;
  for (const ResultLine& line : joined.result.ledger) {
    if (line.part == "transfer")
      codes.push_back(code_of(line.source, line.receiving_source, std::to_string(line.year)));
  }
  std::vector<std::string> stated;
  std::vector<std::size_t> rows;
  for (std::size_t row = 1; row < table.row_count(); ++row) {
    stated.push_back(code_of(table.text(row, "source"), table.text(row, "receiving_source"),
                             table.text(row, "year")));
    rows.push_back(row);
  }
  report.looked_at(rule, codes.size());
  const RowCodes expected = codes_of_rows(codes);
  const RowCodes found = codes_of_rows(stated);
  report_rows(match_rows(expected, found), rule, table_place(table.id), expected, found, report,
              rows);
}

/// Every choice has its row, in the same order; the rows of its goals bear no class.
void check_choice_rows(const Joined& joined, const TableFile& table, Report& report) {
  RowCodes expected;
  for (const Json& choice : *joined.result.choices) expected.push_back(text_in(choice, "class"));
  RowCodes found;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.levels[row] == 1) {
      found.push_back(table.text(row, "class"));
      rows.push_back(row);
    } else {
      RowComparison(rule, table, row, report).equal("class", "");
    }
  }
  report.looked_at(rule, expected.size());
  report_rows(match_rows(expected, found), rule, table_place(table.id), expected, found, report,
              rows);
}

}  // namespace

void check_listed_rows(const Joined& joined, const TableFile& table, Report& report) {
  if (table.id == "ledger") check_ledger_rows(joined, table, report);
  if (table.id == "law_used") check_law_rows(joined, table, report);
  if (table.id == "choices") check_choice_rows(joined, table, report);
  if (table.id == "choice_reasons") check_refusal_rows(joined, table, report);
  if (table.id == "transfers") check_transfer_rows(joined, table, report);
}

}  // namespace phanbo_verify

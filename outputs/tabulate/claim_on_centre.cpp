#include <algorithm>
#include <string>

#include "outputs/tabulate/figures.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// The claim on the central budget: its share of the need that the local balance does not yet hold.
namespace phanbo {

using Cell = PackedRows::Cell;

std::optional<ReportTable> make_claim_on_centre(const View& view) {
  if (view.plan.entitlement_rules.empty()) return std::nullopt;
  const FigureFinder figures(view.assessment);
  const auto id_of = [&](const EntitlementRule& rule) {
    return "claim/" + view.plan.programmes[rule.programme].code + "/" + std::to_string(rule.year);
  };
  const auto has_claim = [&](const EntitlementRule& rule) {
    return figures.find(id_of(rule) + "/claim_dong") != nullptr;
  };
  const auto& rules = view.plan.entitlement_rules;
  if (std::none_of(rules.begin(), rules.end(), has_claim)) return std::nullopt;
  TableBuilder table("claim_on_centre", {"Nhu cầu đề nghị ngân sách trung ương hỗ trợ",
                                         "Claim on the central budget"});
  table.add_number_column();
  const auto add = [&](const char* id, ColumnType type, Words title) {
    return table.add_column(id, type, std::move(title));
  };
  const std::size_t name = add("name", ColumnType::text, {"Chính sách, năm", "Policy, year"});
  const std::size_t code = add("programme", ColumnType::code, {"Mã chương trình", "Programme"});
  const std::size_t year = add("year", ColumnType::text, {"Năm", "Year"});
  const std::size_t need = add("need_dong", ColumnType::money, {"Nhu cầu", "Need"});
  const std::size_t in_balance =
      add("in_balance_dong", ColumnType::money, {"Đã có trong cân đối", "Already in the balance"});
  const std::size_t additional =
      add("additional_dong", ColumnType::money, {"Nhu cầu tăng thêm", "Additional need"});
  const std::size_t share = add("central_share_percent", ColumnType::percent,
                                {"Trung ương hỗ trợ (%)", "Central share (%)"});
  const std::size_t claim =
      add("claim_dong", ColumnType::money, {"Đề nghị trung ương", "Claim on the centre"});
  const std::size_t local =
      add("local_dong", ColumnType::money, {"Ngân sách địa phương", "Local budgets"});
  const std::size_t document = add("document", ColumnType::text, {"Căn cứ", "Document"});
  table.set_formula(local, {need}, {claim});
  table.set_rule(additional, difference_rule({need}, {in_balance}, true));
  table.set_rule(claim, product_rule({additional, share}, RoundingMode::down));
  table.set_numbering({Numbering::roman, Numbering::arabic});
  table.add_total_row(name);
  for (const Index<Programme> programme : view.programmes) {
    const auto is_here = [&](const EntitlementRule& rule) {
      return rule.programme == programme && has_claim(rule);
    };
    if (std::none_of(rules.begin(), rules.end(), is_here)) continue;
    const std::size_t parent = table.add_row(1, true);
    table.at(parent, name) = Cell::name(view.plan.programmes[programme].name);
    table.at(parent, code) = Cell::name(view.plan.programmes[programme].code);
    for (const EntitlementRule& rule : rules) {
      if (!is_here(rule)) continue;
      const std::string id = id_of(rule);
      const std::size_t row = table.add_row(2);
      table.at(row, name) = table.made(year_words(rule.year));
      table.at(row, code) = Cell::name(view.plan.programmes[programme].code);
      table.at(row, year) = table.made(std::to_string(rule.year));
      table.at(row, need) = figures.money(id + "/need_dong");
      table.at(row, in_balance) = figures.money(id + "/in_balance_dong");
      table.at(row, additional) = figures.money(id + "/additional_dong");
      table.at(row, share) = figures.number(id + "/central_share_percent");
      table.at(row, claim) = figures.money(id + "/claim_dong");
      table.at(row, document) = Cell::name(view.citation(rule.document));
    }
  }
  return table.finish();
}

}  // namespace phanbo

#include <algorithm>
#include <string>
#include <vector>

#include "verifier/damage.hpp"

namespace phanbo_verify::test {

/// Money moves, and all sums tie.
namespace {

/// A part of an amount: one đồng, a step, a half or all of it.
std::int64_t some_of(ResultEditor& editor, std::int64_t amount) {
  switch (editor.numbers.between(0, 3)) {
    case 0:
      return std::min<std::int64_t>(amount, 1);
    case 1:
      return std::min<std::int64_t>(amount, 1'000'000);
    case 2:
      return std::max<std::int64_t>(1, amount / 2);
    default:
      return amount;
  }
}

/// A demand is paid by another source; both have their balances put right.
bool other_source_pays(ResultEditor& editor) {
  Document* line = editor.any_main_line();
  if (line == nullptr) return false;
  const std::string demand = text_of(*line, "demand");
  const std::string from = text_of(*line, "source");
  const std::string year = text_of(*line, "year");
  const std::string to = editor.any_source();
  if (to == from || editor.balance(to, year) == nullptr) return false;
  const std::int64_t amount = some_of(editor, amount_of(*line));
  editor.add_to_line(demand, from, "main", -amount);
  editor.add_to_line(demand, to, "main", amount);
  editor.draw(from, year, -amount);
  editor.draw(to, year, amount);
  return true;
}

/// Two demands exchange sources: all totals stay.
bool exchange_of_sources(ResultEditor& editor) {
  Document* one = editor.any_main_line();
  Document* two = editor.any_main_line();
  if (one == nullptr || text_of(*one, "year") != text_of(*two, "year") ||
      text_of(*one, "source") == text_of(*two, "source") ||
      text_of(*one, "demand") == text_of(*two, "demand")) {
    return false;
  }
  const std::string d1 = text_of(*one, "demand");
  const std::string d2 = text_of(*two, "demand");
  const std::string s1 = text_of(*one, "source");
  const std::string s2 = text_of(*two, "source");
  const std::int64_t amount = some_of(editor, std::min(amount_of(*one), amount_of(*two)));
  editor.add_to_line(d1, s1, "main", -amount);
  editor.add_to_line(d1, s2, "main", amount);
  editor.add_to_line(d2, s2, "main", -amount);
  editor.add_to_line(d2, s1, "main", amount);
  return true;
}

/// One demand loses what another of the same year gets, from the same source.
bool other_demand_gets(ResultEditor& editor) {
  Document* line = editor.any_main_line();
  if (line == nullptr) return false;
  const std::string from = text_of(*line, "demand");
  const std::string source = text_of(*line, "source");
  Document* other = editor.any_demand_of_year(text_of(*line, "year"));
  const std::string to = text_of(*other, "demand");
  if (to == from) return false;
  const std::int64_t amount = some_of(editor, amount_of(*line));
  editor.add_to_line(from, source, "main", -amount);
  editor.add_to_line(to, source, "main", amount);
  editor.add_to_demand(from, -amount);
  editor.add_to_demand(to, amount);
  return true;
}

/// One year loses what the other gets; both balances put right.
bool other_year_gets(ResultEditor& editor) {
  Document* line = editor.any_main_line();
  if (line == nullptr) return false;
  const std::string from = text_of(*line, "demand");
  const std::string source = text_of(*line, "source");
  const std::string year = text_of(*line, "year");
  const Document& other = editor.any_row("demands");
  const std::string to = text_of(other, "demand");
  const std::string to_year = text_of(other, "year");
  if (to_year == year || editor.balance(source, to_year) == nullptr) return false;
  const std::int64_t amount = some_of(editor, amount_of(*line));
  editor.add_to_line(from, source, "main", -amount);
  editor.add_to_line(to, source, "main", amount);
  editor.add_to_demand(from, -amount);
  editor.add_to_demand(to, amount);
  editor.draw(source, year, -amount);
  editor.draw(source, to_year, amount);
  return true;
}

/// Two demands change places: each gets what the other had of one source.
bool demands_change_places(ResultEditor& editor) {
  Document* one = editor.any_main_line();
  if (one == nullptr) return false;
  const std::string d1 = text_of(*one, "demand");
  const std::string source = text_of(*one, "source");
  const std::int64_t a1 = amount_of(*one);
  Document* other = editor.any_demand_of_year(text_of(*one, "year"));
  const std::string d2 = text_of(*other, "demand");
  const Document* two = editor.line(d2, source, "main");
  const std::int64_t a2 = two == nullptr ? 0 : amount_of(*two);
  if (d1 == d2 || a1 == a2) return false;
  editor.add_to_line(d1, source, "main", a2 - a1);
  editor.add_to_line(d2, source, "main", a1 - a2);
  editor.add_to_demand(d1, a2 - a1);
  editor.add_to_demand(d2, a1 - a2);
  return true;
}

bool demand_gives_back(ResultEditor& editor) {
  Document* line = editor.any_main_line();
  if (line == nullptr) return false;
  const std::string demand = text_of(*line, "demand");
  const std::string source = text_of(*line, "source");
  const std::string year = text_of(*line, "year");
  const std::int64_t amount = some_of(editor, amount_of(*line));
  editor.add_to_line(demand, source, "main", -amount);
  editor.add_to_demand(demand, -amount);
  editor.draw(source, year, -amount);
  return true;
}

bool demand_takes_more(ResultEditor& editor) {
  const Document& row = editor.any_row("sources");
  const std::string source = text_of(row, "source");
  const std::string year = text_of(row, "year");
  Document* demand = editor.any_demand_of_year(year);
  if (demand == nullptr) return false;
  const std::string code = text_of(*demand, "demand");
  const std::int64_t amount =
      some_of(editor, std::max<std::int64_t>(1, amount_of(row, "unallocated_dong")));
  editor.add_to_line(code, source, "main", amount);
  editor.add_to_demand(code, amount);
  editor.draw(source, year, amount);
  return true;
}

/// A project draws more on a source on which it has a limit, and less on another.
bool limited_source_pays(ResultEditor& editor) {
  std::vector<std::pair<std::string, std::string>> limits;
  for (const ProjectSourceRow& row : editor.plan.project_sources) {
    if (row.year == 0 || !row.ceiling) continue;
    limits.emplace_back(editor.plan.projects[static_cast<std::size_t>(row.project)].code + "/" +
                            std::to_string(row.year),
                        editor.plan.sources[static_cast<std::size_t>(row.source)].code);
  }
  if (limits.empty()) return false;
  const auto [demand, source] = editor.numbers.any_of(limits);
  for (const Document& line : editor.result["ledger"]) {
    if (line["demand"] != demand || line["source"] == source || line["part"] != "main") continue;
    const std::string from = text_of(line, "source");
    const std::string year = text_of(line, "year");
    if (editor.balance(source, year) == nullptr) return false;
    const std::int64_t amount = amount_of(line);
    editor.add_to_line(demand, from, "main", -amount);
    editor.add_to_line(demand, source, "main", amount);
    editor.draw(from, year, -amount);
    editor.draw(source, year, amount);
    return true;
  }
  return false;
}

/// A demand draws more on money that is tied to units, out of what nobody uses.
bool tied_demand_takes_more(ResultEditor& editor) {
  std::vector<const Document*> lines;
  for (const Document& line : editor.result["ledger"]) {
    for (const FormulaRow& formula : editor.plan.formulas) {
      if (!formula.makes_envelopes || line["part"] != "main") continue;
      const auto source = static_cast<std::size_t>(formula.pool_source);
      if (line["source"] == editor.plan.sources[source].code &&
          line["year"] == std::to_string(formula.year)) {
        lines.push_back(&line);
      }
    }
  }
  if (lines.empty()) return false;
  const Document& line = *editor.numbers.any_of(lines);
  const std::string demand = text_of(line, "demand");
  const std::string source = text_of(line, "source");
  const std::string year = text_of(line, "year");
  const std::int64_t unused = amount_of(*editor.balance(source, year), "unallocated_dong");
  if (unused == 0) return false;
  const std::int64_t amount = some_of(editor, unused);
  editor.add_to_line(demand, source, "main", amount);
  editor.add_to_demand(demand, amount);
  editor.draw(source, year, amount);
  return true;
}

/// More or less money goes to the next year, out of what nobody uses.
bool other_carry_over(ResultEditor& editor) {
  Document& row = editor.any_row("sources");
  const std::string next = std::to_string(std::stoi(text_of(row, "year")) + 1);
  Document* after = editor.balance(text_of(row, "source"), next);
  if (after == nullptr) return false;
  const std::int64_t amount = editor.plus_or_minus();
  add_to(row, "carried_out_dong", amount);
  add_to(row, "unallocated_dong", -amount);
  add_to(*after, "carried_in_dong", amount);
  add_to(*after, "unallocated_dong", amount);
  return true;
}

bool other_reserve(ResultEditor& editor) {
  Document& row = editor.any_row("sources");
  const std::int64_t amount = editor.plus_or_minus();
  add_to(row, "reserved_dong", amount);
  add_to(row, "unallocated_dong", -amount);
  return true;
}

bool more_available(ResultEditor& editor) {
  Document& row = editor.any_row("sources");
  const std::int64_t amount = editor.plus_or_minus();
  add_to(row, "available_dong", amount);
  add_to(row, "unallocated_dong", amount);
  return true;
}

/// A part of a line gets another label; the sums of demand and source stay.
bool other_label(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  Document& line = editor.any_row("ledger");
  const std::string part = text_of(line, "part");
  if (part == "transfer") return false;
  const std::string to =
      part == "main" ? editor.numbers.any_of<std::string>({"local_share", "decided"}) : "main";
  const std::string demand = text_of(line, "demand");
  const std::string source = text_of(line, "source");
  const std::int64_t amount = some_of(editor, amount_of(line));
  editor.add_to_line(demand, source, part, -amount);
  editor.add_to_line(demand, source, to, amount);
  return true;
}

bool other_transfer(ResultEditor& editor) {
  for (Document& line : editor.result["ledger"]) {
    if (line["part"] != "transfer") continue;
    const std::int64_t amount = editor.plus_or_minus();
    add_to(line, "amount_dong", amount);
    editor.draw(text_of(line, "source"), text_of(line, "year"), amount);
    return true;
  }
  return false;
}

/// A need grows together with what is missing (or nothing is missing and it shrinks).
bool other_need(ResultEditor& editor) {
  Document& row = editor.any_row("demands");
  const std::int64_t amount = editor.numbers.any_of<std::int64_t>({1, 1'000, 1'000'000});
  add_to(row, "need_dong", amount);
  row["shortfall_dong"] =
      std::max<std::int64_t>(0, amount_of(row, "need_dong") - amount_of(row, "allocated_dong"));
  return true;
}

bool shortage_with_other_limit(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  Document& row = editor.any_row("shortfalls");
  if (row["limits"].empty()) return false;
  const std::int64_t amount = editor.plus_or_minus();
  add_to(row["limits"][0], "amount_dong", amount);
  add_to(row, "allowed_dong", amount);
  add_to(row, "missing_dong", -amount);
  return true;
}

bool shortage_with_other_held(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  Document& row = editor.any_row("shortfalls");
  const std::int64_t amount = editor.plus_or_minus();
  add_to(row, "held_dong", amount);
  add_to(row, "missing_dong", amount);
  return true;
}

bool shortage_without_a_demand(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  Document& demands = editor.any_row("shortfalls")["demands"];
  if (demands.empty()) return false;
  demands.erase(demands.begin());
  return true;
}

/// Two shares of a pool: one more here, one less there.
bool shares_exchange(ResultEditor& editor) {
  std::vector<Document*> shares;
  for (Document& figure : editor.result["figures"]) {
    const std::string id = text_of(figure, "id");
    if (id.starts_with("share/") && id.ends_with("/amount_dong")) shares.push_back(&figure);
  }
  if (shares.size() < 2) return false;
  Document& one = *editor.numbers.any_of(shares);
  Document& two = *editor.numbers.any_of(shares);
  if (&one == &two) return false;
  one["value"] = std::to_string(std::stoll(text_of(one, "value")) + 1'000'000);
  two["value"] = std::to_string(std::stoll(text_of(two, "value")) - 1'000'000);
  return true;
}

/// The state pays more of a premium, the insured less.
bool premium_parts_shift(ResultEditor& editor) {
  for (Document& figure : editor.result["figures"]) {
    const std::string id = text_of(figure, "id");
    if (!id.starts_with("insurance/") || !id.ends_with("/state_dong")) continue;
    if (!editor.numbers.one_in(4)) continue;
    const std::string self = id.substr(0, id.size() - 10) + "self_dong";
    for (Document& other : editor.result["figures"]) {
      if (other["id"] != self) continue;
      figure["value"] = std::to_string(std::stoll(text_of(figure, "value")) + 1);
      other["value"] = std::to_string(std::stoll(text_of(other, "value")) - 1);
      return true;
    }
  }
  return false;
}

constexpr Damage damages[] = {
    {"other_source_pays", true, other_source_pays},
    {"exchange_of_sources", true, exchange_of_sources},
    {"other_demand_gets", true, other_demand_gets},
    {"other_year_gets", true, other_year_gets},
    {"demands_change_places", true, demands_change_places},
    {"demand_gives_back", true, demand_gives_back},
    {"demand_takes_more", true, demand_takes_more},
    {"limited_source_pays", true, limited_source_pays},
    {"tied_demand_takes_more", true, tied_demand_takes_more},
    {"other_carry_over", true, other_carry_over},
    {"other_reserve", true, other_reserve},
    {"more_available", true, more_available},
    {"other_label", true, other_label},
    {"other_transfer", true, other_transfer},
    {"other_need", true, other_need},
    {"shortage_with_other_limit", true, shortage_with_other_limit},
    {"shortage_with_other_held", true, shortage_with_other_held},
    {"shortage_without_a_demand", true, shortage_without_a_demand},
    {"shares_exchange", true, shares_exchange},
    {"premium_parts_shift", true, premium_parts_shift},
};

}  // namespace

std::span<const Damage> balanced_damages() { return damages; }

}  // namespace phanbo_verify::test

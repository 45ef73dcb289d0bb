#include <algorithm>
#include <map>

#include "verifier/rules.hpp"

namespace phanbo_verify {

/// Classes in their order, each by its sharing rule: what everybody should get, against what the
/// ledger gives.
void check_amounts(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "amount";
  for (const std::string& refusal : amounts.refusals) {
    report.fault(rule, "plan", "a plan that can be distributed", refusal);
  }
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    report.looked_at(rule);
    const Need& need = joined.model.needs[i];
    const Dong expected = need.locked + amounts.beyond_locked[i];
    const Dong found = joined.paid(static_cast<int>(i));
    if (expected != found) {
      report.fault(rule,
                   "demand " + need.code() + " of class " +
                       joined.plan.classes[static_cast<std::size_t>(need.priority_class)].code,
                   dong_text(expected), dong_text(found));
    }
  }
}

namespace {

std::string text_of(const Joined& joined, const Shortage& shortage) {
  std::string text = "allowed " + dong_text(shortage.allowed) + ", held " +
                     dong_text(shortage.held) + ", needed " + dong_text(shortage.needed) +
                     ", missing " + dong_text(shortage.missing) + "; limits";
  for (const ShortageLimit& limit : shortage.limits) {
    text += " " + limit.kind + " " + limit.code + " = " + dong_text(limit.amount);
  }
  text += "; demands";
  for (const int need : shortage.needs) text += " " + joined.need_of(need).code();
  return text;
}

/// The same sentence out of the result, in the same order.
std::string text_of(const Joined& joined, const ResultShortfall& shortfall) {
  Shortage shortage;
  shortage.allowed = shortfall.allowed;
  shortage.held = shortfall.held;
  shortage.needed = shortfall.needed;
  shortage.missing = shortfall.missing;
  for (const ResultLimit& limit : shortfall.limits) {
    shortage.limits.push_back({std::string(limit.kind), std::string(limit.code), limit.amount});
  }
  std::sort(shortage.limits.begin(), shortage.limits.end(),
            [](const ShortageLimit& a, const ShortageLimit& b) {
              return std::tie(a.kind, a.code) < std::tie(b.kind, b.code);
            });
  std::string unknown;
  for (const std::string_view demand : shortfall.demands) {
    const int need = joined.model.find(std::string(demand));
    if (need == nothing) {
      unknown += " ?" + std::string(demand);
    } else {
      shortage.needs.push_back(need);
    }
  }
  std::sort(shortage.needs.begin(), shortage.needs.end());
  return text_of(joined, shortage) + unknown;
}

std::string stage_text(const Joined& joined, int priority_class, int year) {
  return "class " + joined.plan.classes[static_cast<std::size_t>(priority_class)].code +
         (year == 0 ? "" : " in " + std::to_string(year));
}

}  // namespace

/// Every shortage is the smallest minimum cut in its connected parts, with its names and amounts.
void check_shortfalls(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "shortfall";
  std::multimap<std::string, std::string> expected;
  for (Shortage shortage : amounts.shortages) {
    report.looked_at(rule);
    std::sort(shortage.limits.begin(), shortage.limits.end(),
              [](const ShortageLimit& a, const ShortageLimit& b) {
                return std::tie(a.kind, a.code) < std::tie(b.kind, b.code);
              });
    expected.emplace(stage_text(joined, shortage.priority_class, shortage.year),
                     text_of(joined, shortage));
  }
  for (const ResultShortfall& shortfall : joined.result.shortfalls) {
    std::string stage = "class " + std::string(shortfall.priority_class);
    if (shortfall.year != 0) stage += " in " + std::to_string(shortfall.year);
    const std::string found = text_of(joined, shortfall);
    const auto [begin, end] = expected.equal_range(stage);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == found; });
    if (same == end) {
      report.fault(rule, stage, begin == end ? "no shortage" : begin->second, found);
    } else {
      expected.erase(same);
    }
  }
  for (const auto& [stage, text] : expected) report.fault(rule, stage, text, "not stated");
}

namespace {

std::string codes_of(const Joined& joined, std::vector<int> needs) {
  std::sort(needs.begin(), needs.end());
  std::string text;
  for (const int need : needs) text += (text.empty() ? "" : " ") + joined.need_of(need).code();
  return text;
}

std::string codes_of(const Joined& joined, const std::vector<std::string_view>& demands) {
  std::vector<int> needs;
  std::string unknown;
  for (const std::string_view demand : demands) {
    const int need = joined.model.find(std::string(demand));
    if (need == nothing) {
      unknown += " ?" + std::string(demand);
    } else {
      needs.push_back(need);
    }
  }
  return codes_of(joined, std::move(needs)) + unknown;
}

std::string formula_where(const Joined& joined, const FormulaRow& formula) {
  return "formula/" + joined.plan.programmes[static_cast<std::size_t>(formula.programme)].code +
         "/" + std::to_string(formula.year) + "/" +
         joined.plan.units[static_cast<std::size_t>(formula.parent)].code;
}

/// Units of equal remainder at the cut of a formula's pool.
void add_formula_ties(const Joined& joined, std::multimap<std::string, std::string>& expected) {
  for (std::size_t f = 0; f < joined.plan.formulas.size(); ++f) {
    if (joined.plan.formulas[f].method != "points") continue;
    const FormulaOutcome& outcome = joined.model.formula_outcomes[f];
    if (!outcome.is_tied) continue;
    std::string among;
    std::string given;
    for (const FormulaUnit& unit : outcome.units) {
      if (!(unit.remainder == outcome.tied_remainder)) continue;
      const std::string& code = joined.plan.units[static_cast<std::size_t>(unit.unit)].code;
      among += (among.empty() ? "" : " ") + code;
      if (unit.got_step) given += (given.empty() ? "" : " ") + code;
    }
    expected.emplace(formula_where(joined, joined.plan.formulas[f]), among + " -> " + given);
  }
}

std::string words_of(const std::vector<std::string_view>& words) {
  std::vector<std::string_view> sorted = words;
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const std::string_view word : sorted) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

}  // namespace

/// Where codes decided between equal claims, it is recorded; nowhere else.
void check_ties(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "tie";
  std::multimap<std::string, std::string> expected;
  for (const TieFound& tie : amounts.ties) {
    report.looked_at(rule);
    expected.emplace(tie.where, codes_of(joined, tie.among) + " -> " + codes_of(joined, tie.given));
  }
  add_formula_ties(joined, expected);
  for (const ResultTie& tie : joined.result.ties) {
    const std::string where(tie.where);
    const bool of_demands =
        !tie.among.empty() && joined.model.find(std::string(tie.among.front())) != nothing;
    const std::string found =
        of_demands ? codes_of(joined, tie.among) + " -> " + codes_of(joined, tie.given)
                   : words_of(tie.among) + " -> " + words_of(tie.given);
    const auto [begin, end] = expected.equal_range(where);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == found; });
    if (same == end || tie.rule != "remainder") {
      report.fault(rule, where, begin == end ? "no tie" : begin->second,
                   found + " (" + std::string(tie.rule) + ")");
    } else {
      expected.erase(same);
    }
  }
  for (const auto& [where, text] : expected) report.fault(rule, where, text, "not recorded");
}

}  // namespace phanbo_verify

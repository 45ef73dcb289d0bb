#include <algorithm>
#include <map>

#include "verifier/rules.hpp"

namespace phanbo_verify {

/// Classes in their order, each by its sharing rule: what everybody should get, against what the
/// ledger gives.
void check_amounts(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "amount";
  for (const Words& refusal : amounts.refusals) {
    report.fault(rule, {"kế hoạch", "plan"},
                 {"kế hoạch phân bổ được", "a plan that can be distributed"}, refusal);
  }
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    report.looked_at(rule);
    const Need& need = joined.model.needs[i];
    const Dong expected = need.locked + amounts.beyond_locked[i];
    const Dong found = joined.paid(static_cast<int>(i));
    if (expected != found) {
      report.fault(rule,
                   demand_place(need.code()) + Words{" thuộc thứ tự ưu tiên ", " of class "} +
                       joined.plan.classes[static_cast<std::size_t>(need.priority_class)].code,
                   in_dong(expected), in_dong(found));
    }
  }
}

namespace {

/// A shortage with its limits and demands in an order of our own.
struct Sentence {
  Shortage shortage;
  std::string unknown;  ///< demands that the plan has not

  void put_in_order() {
    std::sort(shortage.limits.begin(), shortage.limits.end());
    std::sort(shortage.needs.begin(), shortage.needs.end());
  }
  bool operator==(const Sentence& other) const {
    const auto key = [](const Sentence& own) {
      const Shortage& said = own.shortage;
      return std::tie(said.allowed, said.held, said.needed, said.missing, said.limits, said.needs,
                      own.unknown);
    };
    return key(*this) == key(other);
  }
};

Sentence sentence_of(const Shortage& shortage) {
  Sentence sentence{shortage, ""};
  sentence.put_in_order();
  return sentence;
}

/// The same out of the result.
Sentence sentence_of(const Joined& joined, const ResultShortfall& shortfall) {
  Sentence sentence;
  Shortage& shortage = sentence.shortage;
  shortage.allowed = shortfall.allowed;
  shortage.held = shortfall.held;
  shortage.needed = shortfall.needed;
  shortage.missing = shortfall.missing;
  for (const ResultLimit& limit : shortfall.limits) {
    shortage.limits.push_back({std::string(limit.kind), std::string(limit.code), limit.amount});
  }
  for (const std::string_view demand : shortfall.demands) {
    const int need = joined.model.find(std::string(demand));
    if (need == nothing) {
      sentence.unknown += " ?" + std::string(demand);
    } else {
      shortage.needs.push_back(need);
    }
  }
  sentence.put_in_order();
  return sentence;
}

Words words_of(const Joined& joined, const Sentence& sentence) {
  const Shortage& shortage = sentence.shortage;
  Words words = Words{"cho phép ", "allowed "} + in_dong(shortage.allowed) +
                Words{", đã giữ ", ", held "} + in_dong(shortage.held) +
                Words{", cần ", ", needed "} + in_dong(shortage.needed) +
                Words{", còn thiếu ", ", missing "} + in_dong(shortage.missing) +
                Words{"; giới hạn", "; limits"};
  for (const ShortageLimit& limit : shortage.limits) {
    words = std::move(words) + " " + limit.kind + " " + limit.code + " = " + in_dong(limit.amount);
  }
  words = std::move(words) + Words{"; nhu cầu", "; demands"};
  for (const int need : shortage.needs) {
    words = std::move(words) + " " + joined.need_of(need).code();
  }
  return std::move(words) + sentence.unknown;
}

/// Class and year; 0 = all years.
using StageKey = std::pair<std::string_view, int>;

Words stage_place(const StageKey& stage) {
  const Words place = class_place(stage.first);
  if (stage.second == 0) return place;
  return place + in_year(stage.second);
}

}  // namespace

/// Every shortage is the smallest minimum cut in its connected parts, with its names and amounts.
void check_shortfalls(const Joined& joined, const AmountsOutcome& amounts, Report& report) {
  constexpr std::string_view rule = "shortfall";
  std::multimap<StageKey, Sentence> expected;
  for (const Shortage& shortage : amounts.shortages) {
    report.looked_at(rule);
    const auto priority_class = static_cast<std::size_t>(shortage.priority_class);
    expected.emplace(StageKey(joined.plan.classes[priority_class].code, shortage.year),
                     sentence_of(shortage));
  }
  for (const ResultShortfall& shortfall : joined.result.shortfalls) {
    const StageKey stage(shortfall.priority_class, shortfall.year);
    const Sentence found = sentence_of(joined, shortfall);
    const auto [begin, end] = expected.equal_range(stage);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == found; });
    if (same != end) {
      expected.erase(same);
      continue;
    }
    report.fault(
        rule, stage_place(stage),
        begin == end ? Words{"không thiếu nguồn", "no shortage"} : words_of(joined, begin->second),
        words_of(joined, found));
  }
  for (const auto& [stage, sentence] : expected)
    report.fault(rule, stage_place(stage), words_of(joined, sentence), not_stated());
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

std::string sorted_codes(const std::vector<std::string_view>& words) {
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
                   : sorted_codes(tie.among) + " -> " + sorted_codes(tie.given);
    const auto [begin, end] = expected.equal_range(where);
    const auto same =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == found; });
    if (same == end || tie.rule != "remainder") {
      report.fault(
          rule, plain(where),
          begin == end ? Words{"không có trường hợp bằng nhau", "no tie"} : plain(begin->second),
          plain(found + " (" + std::string(tie.rule) + ")"));
    } else {
      expected.erase(same);
    }
  }
  for (const auto& [where, text] : expected)
    report.fault(rule, plain(where), plain(text), not_stated());
}

}  // namespace phanbo_verify

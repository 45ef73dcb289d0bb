#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/annex_text.hpp"
#include "cli/bound_text.hpp"
#include "cli/command.hpp"
#include "cli/dependents.hpp"
#include "cli/derivation_text.hpp"
#include "cli/display.hpp"
#include "cli/explained_result.hpp"
#include "cli/json_text.hpp"
#include "cli/points_annex.hpp"
#include "cli/problem_report.hpp"
#include "cli/remedies.hpp"
#include "cli/result_folder.hpp"
#include "cli/unit_difference_text.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "cli/what_moves.hpp"
#include "engine/criteria/exact_number.hpp"
#include "engine/explain/replay.hpp"
#include "outputs/tabulate/choice_text.hpp"
#include "outputs/tabulate/shortfall_text.hpp"

namespace phanbo {

namespace {

enum class Form { tree, json, annex };

std::string_view to_code(SubjectKind kind) {
  constexpr std::string_view codes[] = {"line",      "demand", "source",
                                        "shortfall", "figure", "choice"};
  return codes[static_cast<std::size_t>(kind)];
}

Text name_of(SubjectKind kind) {
  constexpr Text names[] = {{"Dòng sổ phân bổ", "Ledger lines"},
                            {"Nhu cầu", "Needs"},
                            {"Cân đối nguồn", "Balances"},
                            {"Phần thiếu", "Shortages"},
                            {"Số khác", "Figures"},
                            {"Cận của các lựa chọn", "Bounds of choices"}};
  return names[static_cast<std::size_t>(kind)];
}

class Explainer {
 public:
  Explainer(const ResultFolder& folder, Console& console)
      : result_(folder), folder_(folder), console_(console) {}

  Exit explain(const std::string& id, Form form) {
    const std::vector<Subject> subjects = result_.find(id);
    if (subjects.empty()) return refuse_unknown(id);
    JsonText json;
    if (form == Form::json) open_json(json, id);
    for (const Subject& subject : subjects) {
      const auto derivation = result_.derive(subject);
      if (!derivation) return refuse_without_derivation(subject);
      if (const auto changed = changed_value(subject, *derivation))
        return refuse(*changed, Exit::answer_is_no, console_);
      const auto findings =
          replay(*derivation, [&](std::string_view place) { return result_.value_at(place); });
      if (!findings.empty()) return report_bug(subject, findings);
      switch (form) {
        case Form::tree:
          console_.print(tree(subject, *derivation));
          break;
        case Form::annex:
          console_.print(annex(subject, *derivation));
          break;
        case Form::json:
          add_subject(json, subject, *derivation);
          break;
      }
    }
    if (form == Form::json) {
      json.close_array();
      json.close_object();
      console_.print(json.take());
    }
    return Exit::done;
  }

  /// Why the unit of a formula's figure gets more or less than another unit.
  Exit tell_difference(const std::string& id, const std::string& other_unit, Form form) {
    if (result_.find(id).empty()) return refuse_unknown(id);
    const auto asked = formula_unit_of(result_.plan(), id);
    const auto shares =
        asked ? shares_of_formula(result_.plan(), result_.assessment(), asked->formula_row)
              : std::nullopt;
    const UnitShare* own = nullptr;
    const UnitShare* other = nullptr;
    std::string offered;
    for (std::size_t i = 0; shares && i < shares->units.size(); ++i) {
      const UnitShare& unit = shares->units[i];
      const std::string& code = result_.plan().units[unit.unit].code;
      if (unit.unit == asked->unit) own = &unit;
      if (code == other_unit) other = &unit;
      if (unit.unit != asked->unit && i < 6) offered += (offered.empty() ? "" : ", ") + code;
    }
    if (own == nullptr || other == nullptr || own == other) {
      const Text expected = own == nullptr ? Text{"ID là nhu cầu hoặc số của một công thức",
                                                  "an ID that is a demand or figure of a formula"}
                                           : Text{"một đơn vị khác của công thức, ví dụ ",
                                                  "another unit of the formula, such as "};
      return refuse(
          usage_problem(bad_option_value, {"--against", other_unit,
                                           std::string(console_.say(expected)) +
                                               (own == nullptr ? std::string() : offered)}),
          Exit::wrong_usage, console_);
    }
    const UnitDifference difference =
        difference_of_units(result_.plan(), asked->formula_row, *shares, *own, *other);
    console_.print(form == Form::json ? difference_json(result_.plan(), difference)
                                      : difference_text(result_.plan(), difference, console_));
    return Exit::done;
  }

  /// What would move if the input had another value.
  Exit tell_moves(const std::string& folder, const std::string& input, const std::string& value,
                  Form form) {
    if (const auto nearest = result_.places().nearest_if_unknown(input))
      return refuse_unknown_input(input, *nearest);
    const WhatMoves what = what_moves(folder, folder_, input, value);
    if (has_errors(what.problems)) {
      tell_problems(what.problems, false, console_);
      return exit_of_input(what.problems);
    }
    console_.print(form == Form::json ? moves_json(input, value, what)
                                      : moves_text(input, value, what));
    return Exit::done;
  }

  /// The same for a number that is so much more, or with a minus less.
  Exit tell_moves_by(const std::string& folder, const std::string& input, const std::string& step,
                     Form form) {
    if (const auto nearest = result_.places().nearest_if_unknown(input))
      return refuse_unknown_input(input, *nearest);
    const auto cell = parse_exact(result_.places().cell_of(input));
    const auto more = parse_exact(step);
    if (!more || !cell) {
      const Text expected =
          more ? Text{"--to cho số liệu không phải là số", "--to for an input that is no number"}
               : Text{"một số, ví dụ 1 hoặc -0.5", "a number, such as 1 or -0.5"};
      return refuse(
          usage_problem(bad_option_value, {"--more", step, std::string(console_.say(expected))}),
          Exit::wrong_usage, console_);
    }
    return tell_moves(folder, input, text_of(Exact(*cell + *more)), form);
  }

  Exit tell_dependents(const std::string& option, const std::string& words, Form form) {
    const bool by_input = option == "input";
    if (by_input) {
      if (const auto nearest = result_.places().nearest_if_unknown(words))
        return refuse_unknown_input(words, *nearest);
    }
    const std::vector<Dependent> dependents =
        by_input ? dependents_on_input(result_, words) : dependents_on_article(result_, words);
    console_.print(form == Form::json ? dependents_json(option, words, dependents)
                                      : dependents_text(words, dependents));
    return Exit::done;
  }

 private:
  Language language() const { return console_.language(); }

  Exit refuse_unknown(const std::string& id) {
    std::vector<std::string> names;
    for (const Subject& subject : result_.subjects()) names.push_back(subject.id);
    for (const Item& item : result_.assessment().items) names.push_back(item.code);
    const std::string_view see = console_.say(
        {"Các mã có trong result.json (ledger, demands, figures); sources/<nguồn>/<năm> cho cân "
         "đối "
         "nguồn, shortfalls/<lớp> cho phần thiếu, choices/<lớp> cho cận của lựa chọn.",
         "The codes stand in result.json (ledger, demands, figures); sources/<source>/<year> for a "
         "balance, shortfalls/<class> for a shortage, choices/<class> for the bound of a choice."});
    return refuse(usage_problem(unknown_result_line, {id, suggestion(id, names, see, console_)}),
                  Exit::wrong_usage, console_);
  }

  Exit refuse_without_derivation(const Subject& subject) {
    if (subject.kind == SubjectKind::choice) {
      const ChoiceOutcome& choice = result_.choice(subject);
      const std::string bound = value_text(choice.bound, choice.value_digits);
      return refuse(
          problem_at(bound_not_proved, "result.json", {subject.id, number_text(bound, language())}),
          Exit::answer_is_no, console_);
    }
    return refuse(usage_problem(figure_without_derivation, {subject.id}), Exit::wrong_usage,
                  console_);
  }

  Exit refuse_unknown_input(const std::string& name, const std::string& nearest) {
    const std::string hint =
        nearest.empty()
            ? std::string(console_.say({"Viết BẢNG/KHÓA/CỘT, ví dụ "
                                        "source_years/nstw-thuong-xuyen/2026/available.",
                                        "Write TABLE/KEY/COLUMN, such as "
                                        "source_years/nstw-thuong-xuyen/2026/available."}))
            : fmt::format(fmt::runtime(console_.say({"Có phải {0}?", "Did you mean {0}?"})),
                          nearest);
    return refuse(usage_problem(unknown_input, {name, hint}), Exit::wrong_usage, console_);
  }

  Exit report_bug(const Subject& subject, const std::vector<ReplayFinding>& findings) {
    console_.tell(fmt::format(
        fmt::runtime(console_.say(
            {"phanbo: lỗi của chương trình: cây căn cứ của {} tính lại không ra số đã ghi:\n",
             "phanbo: our bug: the derivation of {} does not recompute:\n"})),
        subject.id));
    for (const ReplayFinding& finding : findings)
      console_.tell(
          fmt::format("  {}: {} ≠ {}\n", finding.label, finding.stated, finding.computed));
    return Exit::our_bug;
  }

  /// The value in result.json that is not what the sealed plan gives. Shortages are looked at
  /// through their outcomes.
  std::optional<Problem> changed_value(const Subject& subject, const Derivation& derivation) const {
    std::string place;
    std::string expected = derivation.value;
    switch (subject.kind) {
      case SubjectKind::line:
        place = fmt::format("ledger[{}].amount_dong", subject.id);
        break;
      case SubjectKind::demand:
        place = fmt::format("demands[{}].allocated_dong", subject.id);
        expected = to_plain(result_.allocation().demands[subject.position].allocated);
        break;
      case SubjectKind::source:
        place = fmt::format("sources[{}].unallocated_dong", subject.id.substr(8));
        break;
      case SubjectKind::shortfall:
        place = fmt::format("shortfalls[{}].missing_dong", subject.position + 1);
        break;
      case SubjectKind::figure:
        place = fmt::format("figures[{}].value", subject.id);
        break;
      case SubjectKind::choice:
        place = fmt::format("choices[{}].bound", subject.id.substr(8));
        break;
    }
    const auto found = result_.value_at(place);
    if (found == expected) return std::nullopt;
    const std::string shown =
        found ? number_text(*found, language()) : std::string(console_.say({"không có", "no"}));
    return problem_at(result_changed, "result.json",
                      {subject.id, shown, number_text(expected, language())});
  }

  std::string recomputed_note(const Derivation& derivation) const {
    return fmt::format(fmt::runtime(console_.say({"(tính lại từ {} căn cứ: ra đúng số này)\n",
                                                  "(recomputed from {} nodes: the same)\n"})),
                       node_count(derivation));
  }

  std::string tree(const Subject& subject, const Derivation& derivation) const {
    if (subject.kind == SubjectKind::choice) {
      return bound_tree(result_, subject, derivation, language()) + recomputed_note(derivation);
    }
    std::string text;
    if (subject.kind == SubjectKind::demand) {
      const Demand& demand = result_.assessment().demands[Index<Demand>(subject.position)];
      text = fmt::format("{}: {}\n", subject.id, result_.assessment().items[demand.item].name);
    } else {
      text = subject.id + "\n";
    }
    text += derivation_text(derivation, language()) + recomputed_note(derivation);
    if (subject.kind == SubjectKind::demand) text += outcome_text(Index<Demand>(subject.position));
    return text;
  }

  std::string annex(const Subject& subject, const Derivation& derivation) const {
    if (subject.kind == SubjectKind::choice) return bound_annex(result_, subject, language());
    const auto table = points_annex(result_.plan(), result_.assessment(), subject.id, console_);
    std::string text = table ? *table : annex_text(derivation, language());
    if (subject.kind == SubjectKind::demand)
      text += "\n" + outcome_text(Index<Demand>(subject.position));
    return text;
  }

  /// What the demand got, from whom, why not more, and what would change it.
  std::string outcome_text(Index<Demand> demand) const {
    const DemandOutcome& outcome = result_.allocation().demands[demand.position()];
    std::string text = fmt::format(
        "{} {}; {} {} — {}\n", console_.say({"Được bố trí", "Allocated"}),
        dong_text(outcome.allocated, language()), console_.say({"còn thiếu", "still missing"}),
        dong_text(outcome.shortfall, language()), console_.say(phanbo::name_of(outcome.reason)));
    if (const std::optional<Words> refused = refusal_of(demand))
      text += fmt::format("  {}\n", in(*refused));
    for (const std::size_t line : result_.lines_of(demand)) {
      const LedgerLine& row = result_.allocation().ledger[line];
      text += fmt::format("  {}: {}\n", line_code(result_.plan(), result_.assessment(), row),
                          dong_text(row.amount, language()));
    }
    for (const Shortfall& shortfall : result_.allocation().shortfalls) {
      const auto& members = shortfall.demands;
      if (std::find(members.begin(), members.end(), demand) == members.end()) continue;
      const Words sentence = shortfall_sentence(result_.plan(), result_.assessment(), shortfall);
      text += fmt::format("  {}\n", in(sentence));
    }
    const std::vector<Remedy> remedies = remedies_of(folder_.run, demand);
    if (remedies.empty()) return text;
    text += fmt::format("{}\n", console_.say({"Điều gì làm thay đổi:", "What would change it:"}));
    for (const Remedy& remedy : remedies) text += fmt::format("  {}\n", in(remedy.sentence));
    return text;
  }

  /// Why a choice refused the item, as the result says it.
  std::optional<Words> refusal_of(Index<Demand> demand) const {
    const Assessment& assessment = result_.assessment();
    const std::string& item = assessment.items[assessment.demands[demand].item].code;
    for (const ChoiceOutcome& choice : result_.allocation().choices)
      for (const Refusal& refusal : choice.refused)
        if (refusal.item == item)
          return refusal_sentence(result_.plan(), assessment, choice, refusal);
    return std::nullopt;
  }

  const std::string& in(const Words& words) const {
    return language() == Language::vietnamese ? words.vi : words.en;
  }

  static void open_json(JsonText& json, const std::string& id) {
    json.open_object();
    json.key("schema_version").number(1);
    json.key("program").text(program_text());
    json.key("id").text(id);
    json.key("explained").open_array();
  }

  void add_subject(JsonText& json, const Subject& subject, const Derivation& derivation) const {
    json.open_object();
    json.key("kind").text(to_code(subject.kind));
    json.key("id").text(subject.id);
    json.key("value").text(derivation.value);
    json.key("unit").text(derivation.unit);
    if (subject.kind == SubjectKind::demand) add_outcome(json, Index<Demand>(subject.position));
    if (subject.kind == SubjectKind::choice) add_bound(json, subject);
    json.key("recomputed").flag(true);
    json.key("derivation");
    add_derivation(json, derivation);
    json.close_object();
  }

  void add_bound(JsonText& json, const Subject& subject) const {
    const ChoiceOutcome& choice = result_.choice(subject);
    const auto value = [&](Int128 number) { return value_text(number, choice.value_digits); };
    json.key("chosen_value").text(value(choice.value));
    json.key("distance").text(value(choice.bound - choice.value));
    json.key("cases").number(static_cast<std::int64_t>(result_.bound_of(subject)->leaves));
    json.key("limits_with_a_price").open_array();
    for (const BoundRelief& relief : result_.bound_of(subject)->reliefs) {
      json.open_object();
      json.key("input").text(input_of_relief(result_, relief));
      json.key("now_dong").number(relief.amount.dong());
      json.key("more_dong").number(relief.more.dong());
      json.key("bound").text(value(relief.bound));
      json.key("value_rises_at_most").text(value(relief.bound - choice.value));
      json.close_object();
    }
    json.close_array();
  }

  void add_outcome(JsonText& json, Index<Demand> demand) const {
    const DemandOutcome& outcome = result_.allocation().demands[demand.position()];
    json.key("need_dong").number(result_.assessment().demands[demand].need.dong());
    json.key("allocated_dong").number(outcome.allocated.dong());
    json.key("shortfall_dong").number(outcome.shortfall.dong());
    json.key("reason").text(phanbo::to_code(outcome.reason));
    if (const std::optional<Words> refused = refusal_of(demand)) {
      json.key("refused").open_object();
      json.key("vi").text(refused->vi);
      json.key("en").text(refused->en);
      json.close_object();
    }
    json.key("lines").open_array();
    for (const std::size_t line : result_.lines_of(demand)) {
      const LedgerLine& row = result_.allocation().ledger[line];
      json.open_object();
      json.key("id").text(line_code(result_.plan(), result_.assessment(), row));
      json.key("amount_dong").number(row.amount.dong());
      json.close_object();
    }
    json.close_array();
    json.key("remedies").open_array();
    for (const Remedy& remedy : remedies_of(folder_.run, demand)) {
      json.open_object();
      json.key("vi").text(remedy.sentence.vi);
      json.key("en").text(remedy.sentence.en);
      if (!remedy.source.empty()) json.key("source").text(remedy.source);
      if (!remedy.more.is_zero()) {
        if (remedy.year != 0) json.key("year").text(std::to_string(remedy.year));
        json.key("every_year").flag(remedy.year == 0);
        json.key("more_dong").number(remedy.more.dong());
        json.key("gets_dong").number(remedy.gets.dong());
        json.key("gets_just_below_dong").number(remedy.gets_just_below.dong());
      }
      json.close_object();
    }
    json.close_array();
  }

  std::string moves_text(const std::string& input, const std::string& value,
                         const WhatMoves& what) const {
    std::string text = fmt::format(
        fmt::runtime(console_.say({"{} = {}: {} số thay đổi\n", "{} = {}: {} figures move\n"})),
        input, number_text(value, language()), what.moved.size());
    const auto shown = [&](const std::string& plain) {
      return plain.empty() ? std::string(console_.say({"không có", "none"}))
                           : number_text(plain, language());
    };
    // What is about the unit of the input first.
    std::vector<Unlike> moved = what.moved;
    const std::size_t first = input.find('/') + 1;
    const std::string unit = "/" + input.substr(first, input.find('/', first) - first);
    const auto is_own = [&](const Unlike& row) {
      const std::size_t at = row.where.find(unit);
      return at != std::string::npos &&
             (at + unit.size() == row.where.size() || row.where[at + unit.size()] == '/');
    };
    std::stable_partition(moved.begin(), moved.end(), is_own);
    for (const Unlike& row : moved) {
      text +=
          fmt::format("  {} {}: {} → {}\n", row.what, row.where, shown(row.base), shown(row.other));
    }
    return text;
  }

  static std::string moves_json(const std::string& input, const std::string& value,
                                const WhatMoves& what) {
    JsonText json;
    json.open_object();
    json.key("schema_version").number(1);
    json.key("program").text(program_text());
    json.key("input").text(input);
    json.key("to").text(value);
    json.key("moved").open_array();
    for (const Unlike& moved : what.moved) {
      json.open_object();
      json.key("list").text(moved.what);
      json.key("id").text(moved.where);
      json.key("before").text(moved.base);
      json.key("after").text(moved.other);
      json.close_object();
    }
    json.close_array();
    json.close_object();
    return json.take();
  }

  std::string dependents_text(const std::string& words,
                              const std::vector<Dependent>& dependents) const {
    std::string text =
        fmt::format(fmt::runtime(console_.say({"{} số dựa vào {}\n", "{} figures rest on {}\n"})),
                    dependents.size(), words);
    std::optional<SubjectKind> kind;
    for (const Dependent& dependent : dependents) {
      if (kind != dependent.subject.kind) {
        kind = dependent.subject.kind;
        text += fmt::format("{}:\n", console_.say(name_of(*kind)));
      }
      const std::string unit = unit_text(dependent.unit, language());
      const std::string_view remark = dependent.moves
                                          ? std::string_view()
                                          : console_.say({" (hiện do số khác quyết định)",
                                                          " (something else decides at present)"});
      text += fmt::format("  {}: {}{}{}{}\n", dependent.subject.id,
                          number_text(dependent.value, language()), unit.empty() ? "" : " ", unit,
                          remark);
    }
    return text;
  }

  static std::string dependents_json(const std::string& option, const std::string& words,
                                     const std::vector<Dependent>& dependents) {
    JsonText json;
    json.open_object();
    json.key("schema_version").number(1);
    json.key("program").text(program_text());
    json.key(option).text(words);
    json.key("dependents").open_array();
    for (const Dependent& dependent : dependents) {
      json.open_object();
      json.key("kind").text(to_code(dependent.subject.kind));
      json.key("id").text(dependent.subject.id);
      json.key("value").text(dependent.value);
      json.key("unit").text(dependent.unit);
      json.key("through").text(dependent.through);
      json.key("moves").flag(dependent.moves);
      json.close_object();
    }
    json.close_array();
    json.close_object();
    return json.take();
  }

  ExplainedResult result_;
  const ResultFolder& folder_;
  Console& console_;
};

Form form_of(const Invocation& invocation) {
  if (invocation.has("json")) return Form::json;
  const std::string word = invocation.value("format", "tree");
  return word == "json" ? Form::json : word == "annex" ? Form::annex : Form::tree;
}

/// An option that would have no effect beside the others.
std::optional<Problem> unused_option(const Invocation& invocation, const Console& console) {
  for (const char* option : {"more", "to"}) {
    if (invocation.has(option) && !invocation.has("input"))
      return usage_problem(missing_option, {"--input", "explain"});
  }
  if (invocation.has("more") && invocation.has("to")) {
    return usage_problem(bad_option_value,
                         {"--to", invocation.value("to", ""),
                          std::string(console.say({"--to hoặc --more, không dùng cả hai",
                                                   "--to or --more, not both"}))});
  }
  if (invocation.has("against") && invocation.arguments.size() < 2)
    return usage_problem(missing_argument, {"ID", "explain"});
  return std::nullopt;
}

}  // namespace

Exit run_explain(const Invocation& invocation, Console& console) {
  const bool has_id = invocation.arguments.size() > 1;
  const bool asks_back = invocation.has("input") || invocation.has("article");
  if (!has_id && !asks_back)
    return refuse(usage_problem(missing_argument, {"ID", "explain"}), Exit::wrong_usage, console);
  if (const auto problem = unused_option(invocation, console))
    return refuse(*problem, Exit::wrong_usage, console);
  const ResultFolder result = read_result_folder(invocation.arguments[0], console);
  if (!result.run.is_complete) {
    tell_problems(result.problems, false, console);
    return result.failure;
  }
  Explainer explainer(result, console);
  const Form form = form_of(invocation);
  for (const char* option : {"input", "article"}) {
    if (!invocation.has(option)) continue;
    const bool is_input = std::string_view(option) == "input";
    const bool asks_moves = is_input && invocation.has("to");
    const std::string words = invocation.value(option, "");
    if (is_input && invocation.has("more")) {
      const Exit exit = explainer.tell_moves_by(invocation.arguments[0], words,
                                                invocation.value("more", ""), form);
      if (exit != Exit::done) return exit;
      continue;
    }
    // With a new value, what moves is told instead of what rests on it.
    const Exit exit = asks_moves ? explainer.tell_moves(invocation.arguments[0], words,
                                                        invocation.value("to", ""), form)
                                 : explainer.tell_dependents(option, words, form);
    if (exit != Exit::done) return exit;
  }
  if (has_id && invocation.has("against"))
    return explainer.tell_difference(invocation.arguments[1], invocation.value("against", ""),
                                     form);
  return has_id ? explainer.explain(invocation.arguments[1], form) : Exit::done;
}

}  // namespace phanbo

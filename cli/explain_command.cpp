#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/command.hpp"
#include "cli/derivation_text.hpp"
#include "cli/display.hpp"
#include "cli/json_text.hpp"
#include "cli/problem_report.hpp"
#include "cli/result_folder.hpp"
#include "cli/usage_problems.hpp"
#include "cli/version.hpp"
#include "outputs/tabulate/shortfall_text.hpp"

namespace phanbo {

namespace {

/// What an id can name: one ledger line, one demand, or an item with all its demands.
struct Subject {
  std::optional<std::size_t> line;
  std::vector<Index<Demand>> demands;
};

class Explainer {
 public:
  Explainer(const ResultFolder& result, Console& console)
      : result_(result),
        plan_(result.run.plan()),
        assessment_(result.run.assessment.assessment),
        allocation_(result.run.distribution.allocation),
        console_(console) {}

  Exit explain(const std::string& id, bool as_json) {
    const std::optional<Subject> subject = find(id);
    if (!subject) return refuse_unknown(id);
    if (const std::optional<Problem> changed = changed_line(*subject)) {
      return refuse(*changed, Exit::answer_is_no, console_);
    }
    if (as_json) {
      console_.print(subject->line ? line_json(*subject->line) : demands_json(id, *subject));
    } else if (subject->line) {
      console_.print(line_text(*subject->line));
    } else {
      for (const Index<Demand> demand : subject->demands) console_.print(demand_text(demand));
    }
    return Exit::done;
  }

 private:
  std::string code_of(std::size_t line) const {
    return line_code(plan_, assessment_, allocation_.ledger[line]);
  }

  std::optional<Subject> find(const std::string& id) const {
    for (std::size_t line = 0; line < allocation_.ledger.size(); ++line) {
      if (code_of(line) == id) return Subject{line, {}};
    }
    Subject subject;
    for (std::size_t i = 0; i < assessment_.demands.size(); ++i) {
      const Index<Demand> demand(i);
      const bool is_named = demand_code(assessment_, demand) == id ||
                            assessment_.items[assessment_.demands[demand].item].code == id;
      if (is_named) subject.demands.push_back(demand);
    }
    if (subject.demands.empty()) return std::nullopt;
    return subject;
  }

  Exit refuse_unknown(const std::string& id) {
    std::vector<std::string> names;
    for (std::size_t line = 0; line < allocation_.ledger.size(); ++line)
      names.push_back(code_of(line));
    for (std::size_t i = 0; i < assessment_.demands.size(); ++i)
      names.push_back(demand_code(assessment_, Index<Demand>(i)));
    for (const Item& item : assessment_.items) names.push_back(item.code);
    const std::string_view see =
        console_.say({"Các mã có trong result.json (ledger, demands).",
                      "The codes stand in result.json (ledger, demands)."});
    return refuse(usage_problem(unknown_result_line, {id, suggestion(id, names, see, console_)}),
                  Exit::wrong_usage, console_);
  }

  std::vector<std::size_t> lines_of(Index<Demand> demand) const {
    std::vector<std::size_t> lines;
    for (std::size_t line = 0; line < allocation_.ledger.size(); ++line) {
      const LedgerLine& row = allocation_.ledger[line];
      if (row.part != Part::transfer && row.demand == demand) lines.push_back(line);
    }
    return lines;
  }

  /// The first ledger line of the subject whose amount in result.json is not what the sealed plan
  /// gives.
  std::optional<Problem> changed_line(const Subject& subject) const {
    std::vector<std::size_t> lines;
    if (subject.line) lines.push_back(*subject.line);
    for (const Index<Demand> demand : subject.demands) {
      for (const std::size_t line : lines_of(demand)) lines.push_back(line);
    }
    const auto records = json_records(result_.result_json, "ledger");
    for (const std::size_t line : lines) {
      const std::string expected = to_plain(allocation_.ledger[line].amount);
      const std::string found = amount_in_file(records, code_of(line));
      if (found == expected) continue;
      const Language language = console_.language();
      const std::string shown = found.empty() ? std::string(console_.say({"không có", "no"}))
                                              : number_text(found, language);
      return problem_at(result_changed, "result.json",
                        {code_of(line), shown, number_text(expected, language)});
    }
    return std::nullopt;
  }

  static std::string amount_in_file(const std::optional<std::vector<JsonRecord>>& records,
                                    const std::string& code) {
    if (!records) return {};
    for (const JsonRecord& record : *records) {
      if (value_of(record, "id") == code) return std::string(value_of(record, "amount_dong"));
    }
    return {};
  }

  Derivation derivation_of(std::size_t line) const {
    const LedgerLine& row = allocation_.ledger[line];
    Derivation need;
    if (row.demand.is_set()) need = derive_need(plan_, assessment_, row.demand);
    return derive_line(plan_, assessment_, allocation_, line, std::move(need));
  }

  std::string line_text(std::size_t line) const {
    return fmt::format("{}\n", code_of(line)) +
           derivation_text(derivation_of(line), console_.language());
  }

  std::string demand_text(Index<Demand> demand) const {
    const Language language = console_.language();
    const DemandOutcome& outcome = allocation_.demands[demand.position()];
    const Demand& row = assessment_.demands[demand];
    std::string text =
        fmt::format("{}: {}\n", demand_code(assessment_, demand), assessment_.items[row.item].name);
    text += derivation_text(derive_need(plan_, assessment_, demand), language);
    text += fmt::format(
        "{} {}; {} {} — {}\n", console_.say({"Được bố trí", "Allocated"}),
        dong_text(outcome.allocated, language), console_.say({"còn thiếu", "still missing"}),
        dong_text(outcome.shortfall, language), console_.say(name_of(outcome.reason)));
    for (const std::size_t line : lines_of(demand)) {
      text += fmt::format("  {}: {}\n", code_of(line),
                          dong_text(allocation_.ledger[line].amount, language));
    }
    for (const Shortfall& shortfall : allocation_.shortfalls) {
      if (std::find(shortfall.demands.begin(), shortfall.demands.end(), demand) ==
          shortfall.demands.end())
        continue;
      const Words sentence = shortfall_sentence(plan_, assessment_, shortfall);
      text += fmt::format("  {}\n", language == Language::vietnamese ? sentence.vi : sentence.en);
    }
    return text;
  }

  void open_json(JsonText& json, const std::string& id) const {
    json.open_object();
    json.key("schema_version").number(1);
    json.key("program").text(program_text());
    json.key("id").text(id);
  }

  std::string line_json(std::size_t line) const {
    JsonText json;
    open_json(json, code_of(line));
    json.key("amount_dong").number(allocation_.ledger[line].amount.dong());
    json.key("derivation");
    add_derivation(json, derivation_of(line));
    json.close_object();
    return json.take();
  }

  std::string demands_json(const std::string& id, const Subject& subject) const {
    JsonText json;
    open_json(json, id);
    json.key("demands").open_array();
    for (const Index<Demand> demand : subject.demands) add_demand(json, demand);
    json.close_array();
    json.close_object();
    return json.take();
  }

  void add_demand(JsonText& json, Index<Demand> demand) const {
    const DemandOutcome& outcome = allocation_.demands[demand.position()];
    json.open_object();
    json.key("demand").text(demand_code(assessment_, demand));
    json.key("need_dong").number(assessment_.demands[demand].need.dong());
    json.key("allocated_dong").number(outcome.allocated.dong());
    json.key("shortfall_dong").number(outcome.shortfall.dong());
    json.key("reason").text(to_code(outcome.reason));
    json.key("lines").open_array();
    for (const std::size_t line : lines_of(demand)) {
      json.open_object();
      json.key("id").text(code_of(line));
      json.key("amount_dong").number(allocation_.ledger[line].amount.dong());
      json.close_object();
    }
    json.close_array();
    json.key("derivation");
    add_derivation(json, derive_need(plan_, assessment_, demand));
    json.close_object();
  }

  const ResultFolder& result_;
  const Plan& plan_;
  const Assessment& assessment_;
  const Allocation& allocation_;
  Console& console_;
};

}  // namespace

Exit run_explain(const Invocation& invocation, Console& console) {
  const ResultFolder result = read_result_folder(invocation.arguments[0], console);
  if (!result.run.is_complete) {
    tell_problems(result.problems, false, console);
    return result.failure;
  }
  return Explainer(result, console).explain(invocation.arguments[1], invocation.has("json"));
}

}  // namespace phanbo

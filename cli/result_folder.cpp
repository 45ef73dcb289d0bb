#include "cli/result_folder.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "cli/display.hpp"
#include "cli/json_text.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "inputs/file_bytes.hpp"

namespace phanbo {

namespace {

namespace fs = std::filesystem;

ResultFolder not_usable(const fs::path& folder, std::string why, Exit failure) {
  ResultFolder result;
  result.problems.push_back(problem_at(not_a_result, folder.string(), {std::move(why)}));
  result.failure = failure;
  return result;
}

std::vector<ChosenItem> chosen_in(const std::string& result_json) {
  std::vector<ChosenItem> chosen;
  const auto records = json_records(result_json, "projects");
  if (!records) return chosen;
  for (const JsonRecord& record : *records) {
    const std::string option(value_of(record, "schedule"));
    if (!option.empty()) chosen.push_back({std::string(value_of(record, "demand")), option});
  }
  return chosen;
}

/// A whole number of 10^-digits; empty where there is no such text.
std::optional<Int128> scaled_value(std::string_view text, int digits) {
  const std::optional<Decimal> value = Decimal::parse(text);
  if (!value || value->digits() > digits) return std::nullopt;
  return Int128{value->units()} * Decimal::power_of_ten(digits - value->digits());
}

/// Reasons rest on the proof of the search, which is not repeated: they are taken as they were
/// written.
void take_refusals(const std::string& result_json, PlanRun& run) {
  auto& choices = run.distribution.allocation.choices;
  const auto lists = json_inner_records(result_json, "choices", "refused");
  if (!lists || lists->size() != choices.size()) return;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ChoiceOutcome& choice = choices[i];
    choice.refused.clear();
    for (const JsonRecord& record : (*lists)[i]) {
      Refusal& refusal = choice.refused.emplace_back();
      refusal.item = value_of(record, "item");
      refusal.named = value_of(record, "named");
      for (int reason = 0; reason <= static_cast<int>(RefusalReason::impossible); ++reason)
        if (to_code(static_cast<RefusalReason>(reason)) == value_of(record, "reason"))
          refusal.reason = static_cast<RefusalReason>(reason);
      const std::string_view year = value_of(record, "year");
      if (!year.empty()) refusal.year = std::atoi(std::string(year).c_str());
      const std::string_view missing = value_of(record, "missing_dong");
      if (const auto amount = scaled_value(missing, 0))
        refusal.missing = Money::from_dong(static_cast<std::int64_t>(*amount));
      const auto value = scaled_value(value_of(record, "value"), choice.value_digits);
      const auto price = scaled_value(value_of(record, "price"), choice.value_digits);
      if (value && price) refusal.worth = {*value, *price};
      refusal.extra_value = scaled_value(value_of(record, "extra_value"), choice.value_digits);
    }
  }
}

}  // namespace

std::optional<NamedStart> read_named_start(const Invocation& invocation,
                                           const std::string& scenario) {
  if (!invocation.has("start")) return std::nullopt;
  const fs::path folder = invocation.value("start", "");
  for (const fs::path& path : {folder / "result.json", folder / scenario / "result.json"}) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    std::ostringstream stream;
    stream << std::ifstream(path, std::ios::binary).rdbuf();
    const std::string json = std::move(stream).str();
    if (!json_top(json)) continue;
    return NamedStart{chosen_in(json), sha256_of(json)};
  }
  return std::nullopt;
}

Exit refuse_start(const Invocation& invocation, Console& console) {
  return refuse(problem_at(not_a_result, invocation.value("start", ""),
                           {std::string(console.say({"không có result.json đọc được",
                                                     "there is no readable result.json"}))}),
                Exit::cannot_read_or_write, console);
}

ResultFolder read_result_folder(const fs::path& folder, const Console& console) {
  for (const char* name : {"result.json", "plan.sealed.json"}) {
    std::error_code error;
    if (fs::is_regular_file(folder / name, error)) continue;
    return not_usable(folder,
                      std::string(console.say({"không có tệp ", "there is no file "})) + name,
                      Exit::cannot_read_or_write);
  }
  std::ifstream stream(folder / "result.json", std::ios::binary);
  std::string result_json{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) {
    return not_usable(folder,
                      std::string(console.say({"không đọc được ", "cannot read "})) + "result.json",
                      Exit::cannot_read_or_write);
  }
  if (!json_top(result_json)) {
    return not_usable(folder,
                      std::string(console.say({"result.json không phải JSON trọn vẹn",
                                               "result.json is not complete JSON"})),
                      Exit::bad_input);
  }
  ResultFolder result;
  result.result_json = std::move(result_json);
  // A sealed plan brings the rows of law it used; the program's own are not asked. What a search
  // chose is taken from the result: its limits are not known here.
  ChooseOptions choose_options;
  choose_options.replay = chosen_in(result.result_json);
  result.run = run_plan(folder / "plan.sealed.json", LawBook{}, 1, {}, choose_options);
  take_refusals(result.result_json, result.run);
  if (!result.run.is_complete) {
    result.problems = result.run.problems;
    result.failure = exit_of_input(result.problems);
  }
  return result;
}

namespace {

/// Amounts by the code of what they belong to.
using Amounts = std::map<std::string, std::string>;

Amounts computed_ledger(const PlanRun& run) {
  Amounts amounts;
  const Assessment& assessment = run.assessment.assessment;
  for (const LedgerLine& line : run.distribution.allocation.ledger)
    amounts[line_code(run.plan(), assessment, line)] = to_plain(line.amount);
  return amounts;
}

Amounts computed_demands(const PlanRun& run) {
  Amounts amounts;
  const Assessment& assessment = run.assessment.assessment;
  for (std::size_t i = 0; i < assessment.demands.size(); ++i)
    amounts[demand_code(assessment, Index<Demand>(i))] =
        to_plain(run.distribution.allocation.demands[i].allocated);
  return amounts;
}

Amounts computed_sources(const PlanRun& run) {
  Amounts amounts;
  for (const SourceBalance& row : run.distribution.allocation.sources)
    amounts[run.plan().sources[row.source].code + "/" + std::to_string(row.year)] =
        to_plain(row.allocated);
  return amounts;
}

Amounts amounts_in_file(const std::string& json, std::string_view list,
                        std::initializer_list<std::string_view> keys, std::string_view amount) {
  Amounts amounts;
  const auto records = json_records(json, list);
  if (!records) return amounts;
  for (const JsonRecord& record : *records) {
    std::string code;
    for (const std::string_view key : keys)
      code.append(code.empty() ? "" : "/").append(value_of(record, key));
    amounts[code] = value_of(record, amount);
  }
  return amounts;
}

std::optional<Problem> first_difference(const Amounts& computed, const Amounts& found,
                                        const Console& console) {
  const auto shown = [&](const Amounts& amounts, const std::string& code) {
    const auto place = amounts.find(code);
    return place == amounts.end() ? std::string(console.say({"không có", "no"}))
                                  : number_text(place->second, console.language());
  };
  const auto differs = [&](const std::string& code) {
    return problem_at(result_changed, "result.json",
                      {code, shown(found, code), shown(computed, code)});
  };
  for (const auto& [code, amount] : computed) {
    const auto place = found.find(code);
    if (place == found.end() || place->second != amount) return differs(code);
  }
  for (const auto& [code, amount] : found) {
    if (!computed.contains(code)) return differs(code);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Problem> changed_result(const ResultFolder& result, const Console& console) {
  const std::string& json = result.result_json;
  if (auto found =
          first_difference(computed_ledger(result.run),
                           amounts_in_file(json, "ledger", {"id"}, "amount_dong"), console))
    return found;
  if (auto found =
          first_difference(computed_demands(result.run),
                           amounts_in_file(json, "demands", {"demand"}, "allocated_dong"), console))
    return found;
  return first_difference(computed_sources(result.run),
                          amounts_in_file(json, "sources", {"source", "year"}, "allocated_dong"),
                          console);
}

}  // namespace phanbo

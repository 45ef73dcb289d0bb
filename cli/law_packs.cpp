#include "cli/law_packs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"
#include "engine/criteria/compile.hpp"
#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"
#include "models/limits.hpp"

namespace phanbo {

namespace {

/// One chosen reading of every question; at most this many combinations are tried.
std::vector<std::vector<std::string>> reading_choices(const PackReading& pack) {
  constexpr std::size_t combinations_max = 64;
  std::vector<std::vector<std::string>> choices{{}};
  std::vector<std::string> questions;
  for (const auto& reading : pack.readings) {
    if (std::find(questions.begin(), questions.end(), reading.question) == questions.end())
      questions.push_back(reading.question);
  }
  for (const std::string& question : questions) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& choice : choices) {
      for (const auto& reading : pack.readings) {
        if (reading.question != question || longer.size() >= combinations_max) continue;
        longer.push_back(choice);
        longer.back().push_back(reading.code);
      }
    }
    choices = std::move(longer);
  }
  return choices;
}

template <class Row>
void add_years(const std::vector<Row>& rows, std::set<int>& years) {
  for (const Row& row : rows) {
    if (row.years.first) years.insert(*row.years.first);
    if (row.years.last) years.insert(*row.years.last);
  }
}

/// Rows of one code that leave years out between them.
template <class Row>
void find_date_gaps(const std::vector<Row>& rows, const Console& console,
                    std::vector<std::string>& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<YearSpan>> spans;
  for (const Row& row : rows) spans[{row.code, row.reading}].push_back(row.years);
  for (auto& [key, years] : spans) {
    std::sort(years.begin(), years.end(), [](const YearSpan& a, const YearSpan& b) {
      return a.first.value_or(0) < b.first.value_or(0);
    });
    for (std::size_t i = 1; i < years.size(); ++i) {
      if (!years[i - 1].last || !years[i].first || *years[i].first <= *years[i - 1].last + 1)
        continue;
      findings.push_back(
          fmt::format(fmt::runtime(console.say({"\"{0}\": không có dòng nào cho {1}–{2}",
                                                "\"{0}\": no row for {1}–{2}"})),
                      key.first, *years[i - 1].last + 1, *years[i].first - 1));
    }
  }
}

template <class Row>
void find_recalled(const Plan& plan, const std::vector<Row>& rows, std::string Row::*code,
                   std::map<std::string, std::set<std::string>>& recalled) {
  for (const Row& row : rows) {
    if (!row.document.is_set()) continue;
    const Document& document = plan.documents[row.document];
    if (document.verification == Verification::recalled)
      recalled[document.citation].insert(row.*code);
  }
}

std::string list_of(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string name_of(const PackReading& pack, const Console& console) {
  return console.language() == Language::vietnamese ? pack.about.name_vi : pack.about.name_en;
}

}  // namespace

std::vector<std::string> pack_findings(PackReading& pack, const Console& console) {
  std::vector<std::string> findings;
  const auto add = [&](const Problem& problem) {
    std::string text = found_text(problem, console.language());
    const std::string place = place_text(problem.place);
    if (!place.empty()) text = place + ": " + text;
    if (std::find(findings.begin(), findings.end(), text) == findings.end())
      findings.push_back(std::move(text));
  };
  for (const Problem& problem : pack.problems) add(problem);
  if (!pack.is_complete) return findings;
  // What the plan must bring is as good as there.
  for (const auto& part : pack.missing) {
    if (part.table == "criteria" || part.table == "parameters")
      pack.plan.indicator_kinds.push_back({part.code, part.text, part.measure, {}});
  }
  std::set<int> years;
  add_years(pack.plan.criteria, years);
  add_years(pack.plan.criterion_bands, years);
  add_years(pack.plan.criterion_classes, years);
  add_years(pack.plan.parameters, years);
  const auto valid_from = parse_iso_date(pack.about.valid_from);
  if (years.empty()) years.insert(valid_from ? valid_from->year : limit_year_first);
  for (const int year : years) {
    for (const std::vector<std::string>& chosen : reading_choices(pack)) {
      Formula formula;
      formula.programme = Index<Programme>(std::size_t{0});
      formula.year = year;
      formula.readings = chosen;
      pack.plan.formulas = {formula};
      for (const Problem& problem : compile_rule(pack.plan, 0).problems) add(problem);
    }
  }
  pack.plan.formulas.clear();
  find_date_gaps(pack.plan.criteria, console, findings);
  find_date_gaps(pack.plan.parameters, console, findings);
  return findings;
}

std::vector<std::string> pack_remarks(const PackReading& pack, const Console& console) {
  std::vector<std::string> remarks;
  std::map<std::string, std::set<std::string>> recalled;
  const Plan& plan = pack.plan;
  find_recalled(plan, plan.criteria, &Criterion::code, recalled);
  find_recalled(plan, plan.parameters, &Parameter::code, recalled);
  find_recalled(plan, plan.criterion_bands, &CriterionBand::criterion, recalled);
  find_recalled(plan, plan.criterion_classes, &CriterionClass::criterion, recalled);
  for (const auto& [citation, codes] : recalled) {
    remarks.push_back(fmt::format(
        fmt::runtime(console.say({"chưa đối chiếu với văn bản gốc ({0}): {1}",
                                  "not checked against the document itself ({0}): {1}"})),
        citation, list_of(codes)));
  }
  for (const auto& reading : pack.readings) {
    remarks.push_back(fmt::format(
        fmt::runtime(console.say(
            {"phải chọn cách hiểu về {0}: {1} = {2}", "a reading of {0} to choose: {1} = {2}"})),
        reading.question, reading.code,
        console.language() == Language::vietnamese ? reading.text_vi : reading.text_en));
  }
  for (const auto& part : pack.missing) {
    remarks.push_back(
        fmt::format(fmt::runtime(console.say({"còn thiếu, kế hoạch phải ghi {0}/{1}: {2}",
                                              "missing, the plan must give {0}/{1}: {2}"})),
                    part.table, part.code, part.text));
  }
  return remarks;
}

Exit run_law_packs(const Invocation&, Console& console) {
  const auto say = [&](Text text) { return std::string(console.say(text)); };
  TextTable table(
      {say({"Bộ quy tắc", "Pack"}), say({"Nội dung", "What"}), say({"Tiêu chí", "Criteria"}),
       say({"Phải chọn", "Open"}), say({"Còn thiếu", "Missing"}), say({"Từ ngày", "From"})},
      {Align::left, Align::left, Align::right, Align::right, Align::right, Align::left});
  for (const std::string& name : pack_names(law_packs())) {
    const PackReading pack = read_pack(law_packs(), name);
    std::set<std::string> questions;
    for (const auto& reading : pack.readings) questions.insert(reading.question);
    table.add_row({name, name_of(pack, console), std::to_string(pack.plan.criteria.size()),
                   std::to_string(questions.size()), std::to_string(pack.missing.size()),
                   pack.about.valid_from});
  }
  console.print(table.text());
  return Exit::done;
}

namespace {

/// Findings and remarks of one pack as printed; counts the findings.
std::string checked_text(PackReading& pack, const std::string& name, const Console& console,
                         std::size_t& faults) {
  const std::vector<std::string> findings = pack_findings(pack, console);
  faults += findings.size();
  std::string text = name + "\n";
  for (const std::string& finding : findings)
    text += fmt::format("  {} {}\n", console.say({"lỗi:", "fault:"}), finding);
  for (const std::string& remark : pack_remarks(pack, console))
    text += fmt::format("  {} {}\n", console.say({"lưu ý:", "remark:"}), remark);
  if (findings.empty()) text += fmt::format("  {}\n", console.say({"không có lỗi", "no fault"}));
  return text;
}

}  // namespace

Exit run_law_check(const Invocation& invocation, Console& console) {
  std::size_t faults = 0;
  std::string text;
  if (invocation.arguments.empty()) {
    for (const std::string& name : pack_names(law_packs())) {
      PackReading pack = read_pack(law_packs(), name);
      text += checked_text(pack, name, console, faults);
    }
  }
  for (const std::string& folder : invocation.arguments) {
    const auto own = open_pack_folder(folder);
    if (!own) {
      const std::string expected(
          console.say({"một thư mục có about.csv, criteria.csv … như law/packs/<bộ>",
                       "a folder with about.csv, criteria.csv … as law/packs/<pack>"}));
      return refuse(usage_problem(bad_argument_value, {"FOLDER", folder, expected}),
                    Exit::wrong_usage, console);
    }
    PackReading pack = read_pack(*own);
    text += checked_text(pack, own->name, console, faults);
  }
  console.print(text);
  return faults == 0 ? Exit::done : Exit::answer_is_no;
}

}  // namespace phanbo

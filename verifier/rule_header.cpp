#include <map>
#include <set>

#include "verifier/rules.hpp"

namespace phanbo_verify {

namespace {

Words among_inputs() { return {"nêu trong danh sách tệp đầu vào", "named among the inputs"}; }

}  // namespace

void check_input_hashes(const PlanText& text, const Result& result, Report& report) {
  constexpr std::string_view rule = "input_hash";
  if (text.is_sealed) {
    report.not_checked(
        rule, {"kế hoạch được đọc từ bản niêm phong (plan.sealed.json); không có các tệp gốc",
               "the plan was read from its sealed form; its first files are not here"});
    return;
  }
  std::map<std::string_view, std::string_view> stated;
  for (const ResultInput& input : result.inputs) {
    if (!stated.emplace(input.path, input.sha256).second) {
      report.fault(rule, plain(input.path), named_once(), named_twice());
    }
  }
  for (const PlanFile& file : text.files) {
    report.looked_at(rule);
    const auto found = stated.find(file.path);
    if (found == stated.end()) {
      report.fault(rule, plain(file.path), among_inputs(), missing());
    } else if (found->second != file.sha256) {
      report.fault(rule, plain(file.path), plain(file.sha256), plain(found->second));
    }
    stated.erase(file.path);
  }
  for (const auto& [path, hash] : stated) {
    report.fault(rule, plain(path), {"một tệp của kế hoạch", "a file of the plan"}, among_inputs());
  }
}

void check_header(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "header";
  for (const auto& [key, found] : joined.result.plan_header) {
    report.looked_at(rule);
    const auto expected = joined.plan.header.find(key);
    const std::string text = expected == joined.plan.header.end() ? "" : expected->second;
    if (text != found) {
      report.fault(rule, plain("plan." + std::string(key)), plain(text), plain(found));
    }
  }
  for (const std::string& name : joined.result.unknown_fields) {
    report.fault(rule, plain(name), {"một trường của định dạng", "a field of the format"},
                 {"không có trong định dạng", "unknown"});
  }
}

namespace {

Words law_place(std::string_view topic, std::string_view key, std::string_view valid_from) {
  return plain(topic) + " " + key + Words{" từ ", " from "} + valid_from;
}

bool is_row(const LawLine& line, const ResultLaw& row) {
  const Day valid_to = row.valid_to.empty() ? last_day : parse_day(row.valid_to);
  return line.topic == row.topic && line.key == row.key && line.value_text == row.value &&
         line.unit == row.unit && line.label_vi == row.label_vi && line.label_en == row.label_en &&
         line.valid_from == parse_day(row.valid_from) && line.valid_to == valid_to &&
         line.recorded_on == parse_day(row.recorded_on) && line.selected_by == row.selected_by &&
         line.document == row.document && line.article == row.article &&
         line.verification == row.verification && line.from_plan == row.from_plan;
}

/// Grounds on which money may be carried over, and the order of the law where a choice follows it.
void find_law_of_rules(const Joined& joined) {
  const PlanModel& plan = joined.plan;
  for (const SourceYearRow& row : plan.source_years) {
    if (row.carry_out_max != 0)
      plan.law.find("carry_over_ground", row.carry_ground, day_of(row.year, 1, 1));
  }
  for (const ChoiceStageRow& stage : plan.choice_stages) {
    if (stage.goal != "law_order") continue;
    for (const Need& need : joined.model.needs) {
      if (need.priority_class != stage.priority_class) continue;
      const std::string_view status =
          need.project == nothing ? std::string_view("new")
                                  : plan.projects[static_cast<std::size_t>(need.project)].status;
      plan.law.find(plan.capital_priority, status, day_of(plan.first_year, 1, 1));
    }
  }
}

}  // namespace

void check_law_used(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "law_used";
  find_law_of_rules(joined);
  std::multimap<std::pair<std::string_view, std::string_view>, const LawLine*> lines;
  for (const LawLine& line : joined.plan.law.lines())
    lines.emplace(std::pair<std::string_view, std::string_view>(line.topic, line.key), &line);
  std::set<const LawLine*> named;
  for (const ResultLaw& row : joined.result.law_used) {
    report.looked_at(rule);
    const LawLine* found = nullptr;
    const auto [begin, end] = lines.equal_range({row.topic, row.key});
    for (auto entry = begin; entry != end; ++entry) {
      if (is_row(*entry->second, row)) found = entry->second;
    }
    if (found == nullptr) {
      report.fault(
          rule, law_place(row.topic, row.key, row.valid_from),
          {"một dòng quy định của chương trình hoặc của kế hoạch", "a row of law or of the plan"},
          Words{"không có dòng này: ", "no such row: "} + row.value + ", " + row.document);
    } else if (!named.insert(found).second) {
      report.fault(rule, law_place(row.topic, row.key, row.valid_from), named_once(),
                   named_twice());
    }
  }
  for (const LawLine& line : joined.plan.law.lines()) {
    if (line.is_used == named.contains(&line)) continue;
    const Words where = law_place(line.topic, line.key, day_text(line.valid_from));
    if (line.is_used) {
      report.fault(rule, where,
                   {"nêu trong danh sách quy định đã dùng", "named among the law used"}, missing());
    } else {
      report.fault(rule, where,
                   {"không nêu: không có số nào dựa vào", "not named: nothing rests on it"},
                   {"có nêu", "named"});
    }
  }
}

}  // namespace phanbo_verify

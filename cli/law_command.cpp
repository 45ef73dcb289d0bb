#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "cli/law_packs.hpp"
#include "cli/plan_run.hpp"
#include "cli/problem_report.hpp"
#include "cli/result_folder.hpp"
#include "cli/usage_problems.hpp"
#include "law/law_files.hpp"

namespace phanbo {

namespace {

Text name_of(Verification verification) {
  constexpr Text names[] = {
      {"đã đối chiếu", "verified"}, {"nhớ lại", "recalled"}, {"minh họa", "illustrative"}};
  return names[static_cast<std::size_t>(verification)];
}

std::string label_of(const LawRow& row, Language language) {
  return language == Language::vietnamese ? row.label_vi : row.label_en;
}

std::string source_of(const LawRow& row) {
  return row.article.empty() ? row.document : row.document + ", " + row.article;
}

/// Rows under headings; the topic only where several are shown.
std::string rows_text(const std::vector<const LawRow*>& rows, bool with_topic,
                      const Console& console) {
  std::vector<std::string> headings;
  std::vector<Align> alignment;
  const auto add_column = [&](Text title, Align align) {
    headings.emplace_back(console.say(title));
    alignment.push_back(align);
  };
  if (with_topic) add_column({"Chủ đề", "Topic"}, Align::left);
  add_column({"Mục", "Key"}, Align::left);
  add_column({"Nội dung", "Label"}, Align::left);
  add_column({"Giá trị", "Value"}, Align::right);
  add_column({"Đơn vị", "Unit"}, Align::left);
  add_column({"Từ ngày", "From"}, Align::left);
  add_column({"Đến ngày", "To"}, Align::left);
  add_column({"Mức tin cậy", "Certainty"}, Align::left);
  add_column({"Văn bản, điều", "Document, article"}, Align::left);
  TextTable table(headings, alignment);
  const Language language = console.language();
  for (const LawRow* row : rows) {
    std::vector<std::string> cells;
    if (with_topic) cells.push_back(row->topic);
    cells.push_back(row->key);
    cells.push_back(label_of(*row, language));
    cells.push_back(row->value ? number_text(to_plain(*row->value), language) : "");
    cells.push_back(unit_text(row->unit, language));
    cells.push_back(to_iso(row->valid_from));
    cells.push_back(row->valid_to ? to_iso(*row->valid_to) : "");
    cells.emplace_back(console.say(name_of(row->verification)));
    cells.push_back(source_of(*row));
    table.add_row(std::move(cells));
  }
  return table.text();
}

std::string notes_text(const std::vector<const LawRow*>& rows, const Console& console) {
  std::string text;
  for (const LawRow* row : rows) {
    if (row->note.empty()) continue;
    text += fmt::format("{} {}: {}\n", console.say({"ghi chú", "note"}), to_iso(row->valid_from),
                        row->note);
  }
  return text;
}

std::vector<std::string> distinct(const LawBook& law, std::string LawRow::*field,
                                  std::string_view topic) {
  std::set<std::string> values;
  for (const LawRow& row : law.rows()) {
    if (topic.empty() || row.topic == topic) values.insert(row.*field);
  }
  return {values.begin(), values.end()};
}

std::vector<const LawRow*> select_rows(const LawBook& law, const std::string& topic,
                                       const std::string* key, const std::optional<Date>& on) {
  std::vector<const LawRow*> rows;
  for (const LawRow& row : law.rows()) {
    if (row.topic != topic || (key != nullptr && row.key != *key)) continue;
    if (!on || row.holds_on(*on)) rows.push_back(&row);
  }
  return rows;
}

/// Problem of a topic or key that the law does not have; kind is null when both exist.
Problem unknown_name(const LawBook& law, const std::string& topic, const std::string* key,
                     const Console& console) {
  const std::vector<std::string> topics = distinct(law, &LawRow::topic, "");
  if (std::find(topics.begin(), topics.end(), topic) == topics.end()) {
    const std::string_view see = console.say(
        {"Xem các chủ đề bằng phanbo law list.", "See the topics with phanbo law list."});
    return usage_problem(no_such_law_topic, {topic, suggestion(topic, topics, see, console)});
  }
  const std::vector<std::string> keys = distinct(law, &LawRow::key, topic);
  if (key != nullptr && std::find(keys.begin(), keys.end(), *key) == keys.end()) {
    const std::string see = fmt::format(
        "{} phanbo law show {}.", console.say({"Xem các mục bằng", "See the keys with"}), topic);
    return usage_problem(no_such_law_key, {topic, *key, suggestion(*key, keys, see, console)});
  }
  return {};
}

}  // namespace

Exit run_law_list(const Invocation&, Console& console) {
  struct TopicFacts {
    std::set<std::string> keys;
    std::size_t row_count = 0;
    std::size_t recalled_count = 0;
    Date first;
  };
  const LawBook law = shipped_law();
  std::map<std::string, TopicFacts> topics;
  for (const LawRow& row : law.rows()) {
    TopicFacts& facts = topics[row.topic];
    if (facts.row_count == 0 || row.valid_from < facts.first) facts.first = row.valid_from;
    facts.keys.insert(row.key);
    ++facts.row_count;
    if (row.verification == Verification::recalled) ++facts.recalled_count;
  }
  const auto say = [&](Text text) { return std::string(console.say(text)); };
  TextTable table({say({"Chủ đề", "Topic"}), say({"Số mục", "Keys"}), say({"Số dòng", "Rows"}),
                   say({"Nhớ lại", "Recalled"}), say({"Từ ngày", "From"})},
                  {Align::left, Align::right, Align::right, Align::right, Align::left});
  for (const auto& [topic, facts] : topics) {
    table.add_row({topic, std::to_string(facts.keys.size()), std::to_string(facts.row_count),
                   std::to_string(facts.recalled_count), to_iso(facts.first)});
  }
  console.print(table.text());
  return Exit::done;
}

Exit run_law_show(const Invocation& invocation, Console& console) {
  std::optional<Date> on;
  if (invocation.has("on")) {
    const std::string text = invocation.value("on", "");
    on = parse_iso_date(text);
    if (!on) {
      return refuse(usage_problem(bad_option_value, {"--on", text, "YYYY-MM-DD"}),
                    Exit::wrong_usage, console);
    }
  }
  const std::string& topic = invocation.arguments[0];
  const std::vector<std::string> packs = pack_names(law_packs());
  if (std::find(packs.begin(), packs.end(), topic) != packs.end()) {
    console.print(pack_text(read_pack(law_packs(), topic), topic, console));
    return Exit::done;
  }
  if (const auto own = open_pack_folder(topic)) {
    const PackReading pack = read_pack(*own);
    if (!pack.is_complete) {
      tell_problems(pack.problems, true, console);
      return exit_of_input(pack.problems);
    }
    console.print(pack_text(pack, own->name, console));
    return Exit::done;
  }
  const LawBook law = shipped_law();
  const std::string* key = invocation.arguments.size() > 1 ? &invocation.arguments[1] : nullptr;
  Problem unknown = unknown_name(law, topic, key, console);
  if (unknown.kind != nullptr) return refuse(std::move(unknown), Exit::wrong_usage, console);

  const std::vector<const LawRow*> rows = select_rows(law, topic, key, on);
  if (rows.empty()) {
    const std::string asked = key == nullptr ? topic : topic + " " + *key;
    return refuse(usage_problem(no_law_on_date, {asked, to_iso(*on)}), Exit::answer_is_no, console);
  }
  console.print(rows_text(rows, false, console));
  if (key != nullptr || rows.size() == 1) console.print(notes_text(rows, console));
  return Exit::done;
}

Exit run_law_used(const Invocation& invocation, Console& console) {
  const ResultFolder result = read_result_folder(invocation.arguments.front(), console);
  if (!result.run.is_complete) {
    tell_problems(result.problems, false, console);
    return result.failure;
  }
  std::vector<const LawRow*> rows;
  for (const LawUse& use : result.run.assessment.assessment.law_used) rows.push_back(use.row);
  console.print(rows_text(rows, true, console));
  return Exit::done;
}

}  // namespace phanbo

#include "verifier/law.hpp"

#include <deque>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

Day parse_day(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return no_day;
  const auto year = parse_whole(iso.substr(0, 4));
  const auto month = parse_whole(iso.substr(5, 2));
  const auto day = parse_whole(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return no_day;
  return day_of(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
}

namespace {

/// The day after; no_day for a line without end.
Day next_day(Day day) {
  if (day == last_day) return no_day;
  const int year = day / 10'000;
  const int month = day / 100 % 100;
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int length = lengths[month - 1] + (month == 2 && is_leap ? 1 : 0);
  if (day % 100 < length) return day + 1;
  return month < 12 ? day_of(year, month + 1, 1) : day_of(year + 1, 1, 1);
}

}  // namespace

std::string day_text(Day day) {
  std::string text = std::to_string(day);
  if (text.size() != 8) return text;
  text.insert(6, 1, '-');
  text.insert(4, 1, '-');
  return text;
}

Law::Law(const TextTable& own, Day law_date, Day known_on) : law_date_(law_date) {
  add(own, true);
  std::deque<std::string> storage;
  for (const LawFile& file : law_files()) {
    add(read_csv(std::string(file.name), file.content, storage), false);
  }
  if (known_on != no_day) forget_after(known_on);
  index();
}

/// A line is dropped when it was recorded later; the line it follows on has then no end.
void Law::forget_after(Day known_on) {
  std::vector<LawLine> kept;
  for (const LawLine& line : lines_) {
    if (line.recorded_on > known_on) continue;
    kept.push_back(line);
    for (const LawLine& later : lines_) {
      const bool follows = later.topic == line.topic && later.key == line.key &&
                           later.from_plan == line.from_plan &&
                           later.valid_from == next_day(line.valid_to);
      if (follows && later.recorded_on > known_on) kept.back().valid_to = last_day;
    }
  }
  lines_ = std::move(kept);
}

void Law::index() {
  for (std::size_t i = 0; i < lines_.size(); ++i)
    by_key_[{lines_[i].topic, lines_[i].key}].push_back(i);
}

void Law::add(const TextTable& table, bool from_plan) {
  const auto cell = [&table](const std::vector<std::string_view>& row, std::string_view name) {
    const int column = table.column(name);
    return column < 0 ? std::string() : std::string(row[static_cast<std::size_t>(column)]);
  };
  for (const auto& row : table.rows) {
    LawLine line;
    line.topic = cell(row, "topic");
    line.key = cell(row, "key");
    line.value_text = cell(row, "value");
    line.unit = cell(row, "unit");
    line.label_vi = cell(row, "label_vi");
    line.label_en = cell(row, "label_en");
    if (const auto value = parse_decimal(line.value_text)) {
      line.value = *value;
      line.has_value = true;
    }
    line.valid_from = parse_day(cell(row, "valid_from"));
    const std::string valid_to = cell(row, "valid_to");
    if (!valid_to.empty()) line.valid_to = parse_day(valid_to);
    line.recorded_on = parse_day(cell(row, "recorded_on"));
    line.selected_by = cell(row, "selected_by");
    line.document = cell(row, "document");
    line.article = cell(row, "article");
    line.verification = cell(row, "verification");
    line.from_plan = from_plan;
    lines_.push_back(std::move(line));
  }
}

const LawLine* Law::look_up(std::string_view topic, std::string_view key, Day day) const {
  if (law_date_ != no_day) day = law_date_;
  const auto found = by_key_.find({std::string(topic), std::string(key)});
  if (found == by_key_.end()) return nullptr;
  for (const std::size_t position : found->second) {  // the plan's own rows stand first
    const LawLine& line = lines_[position];
    if (day < line.valid_from || line.valid_to < day) continue;
    return line.has_value ? &line : nullptr;
  }
  return nullptr;
}

const LawLine* Law::find(std::string_view topic, std::string_view key, Day day) const {
  const LawLine* line = look_up(topic, key, day);
  if (line != nullptr) line->is_used = true;
  return line;
}

}  // namespace phanbo_verify

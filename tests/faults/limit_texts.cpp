#include "faults/limit_texts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace phanbo::faults_test {

namespace {

/// 9·10^15 đồng in a unit of so many zeros, one unit below and above.
std::vector<std::string> amount_limits(std::size_t zeros) {
  const std::string end(15 - zeros, '0');
  return {"9" + end, "9" + end.substr(1) + "1", "8" + std::string(end.size(), '9')};
}

std::size_t zeros_of(const std::string& unit) {
  if (unit == "thousand_dong") return 3;
  if (unit == "million_dong") return 6;
  return unit == "billion_dong" ? 9 : 0;
}

/// Where readers of whole numbers end: 64 bits, and far beyond.
const std::vector<std::string>& word_limits() {
  static const std::vector<std::string> texts = {"9223372036854775807", "9223372036854775808",
                                                 std::string(35, '9')};
  return texts;
}

std::vector<std::string> text_limits() {
  return {std::string(999, 'a'), std::string(1000, 'a'), std::string(1001, 'a')};
}

void add(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::vector<std::string> choices_of(std::string_view choices) {
  std::vector<std::string> all;
  while (!choices.empty()) {
    const std::size_t bar = std::min(choices.find('|'), choices.size());
    all.emplace_back(choices.substr(0, bar));
    choices.remove_prefix(std::min(bar + 1, choices.size()));
  }
  return all;
}

}  // namespace

const std::vector<std::string>& limit_texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all = {
        "0",   "1",    "-1",   "100",  "101",  "12",   "13",  "0.000000000001", "0.0000000000001",
        "1e3", "1999", "2000", "2001", "2099", "2100", "2101"};
    add(all, word_limits());
    for (const std::size_t zeros : {0, 3, 6, 9}) add(all, amount_limits(zeros));
    add(all, text_limits());
    return all;
  }();
  return texts;
}

CellLimits::CellLimits(const MemoryPlan& plan, const std::string& file) {
  const auto root = nlohmann::json::parse(plan.at("plan.json"));
  first_year_ = root.at("first_year").get<int>();
  last_year_ = root.at("last_year").get<int>();
  for (const auto& [name, entry] : root.at("tables").items()) {
    if (entry.at("file") != file) continue;
    table_ = find_table_spec(name);
    unit_ = entry.value("amount_unit", "dong");
  }
}

std::vector<std::string> CellLimits::of(const std::string& column) const {
  if (table_ == nullptr) return limit_texts();
  for (const Field& field : table_->fields) {
    if (field.name == column) return of_field(field);
  }
  if (!table_->years_across || !column.starts_with('y')) return limit_texts();
  std::vector<std::string> all = {"0", "1", "1e3"};
  add(all, amount_limits(zeros_of(unit_)));
  add(all, word_limits());
  return all;
}

std::vector<std::string> CellLimits::of_field(const Field& field) const {
  switch (field.type) {
    case FieldType::money: {
      std::vector<std::string> all = {"0", "1", "0.0000000001", "1e3"};
      add(all, amount_limits(zeros_of(unit_)));
      add(all, word_limits());
      return all;
    }
    case FieldType::decimal:
    case FieldType::percent:
      return {"0",   "0.000000000001", "0.0000000000001",    "99.999999999999",
              "100", "100.1",          "922337203685477580", "922337203685477581"};
    case FieldType::integer:
      return {"0",
              "1",
              "1000000000",
              "1000000001",
              word_limits()[0],
              word_limits()[1],
              word_limits()[2]};
    case FieldType::date:
      return {"1899-12-31", "1900-01-01", "2200-12-31", "2201-01-01",
              "2025-02-29", "0",          "45000",      word_limits()[1]};
    case FieldType::year: {
      std::vector<std::string> all = {"1999", "2000", "2100", "2101"};
      add(all, word_limits());
      for (const int year : {first_year_ - 1, first_year_, last_year_, last_year_ + 1})
        all.push_back(std::to_string(year));
      return all;
    }
    case FieldType::month:
      return {"0", "1", "12", "13", word_limits()[0], word_limits()[1], word_limits()[2]};
    case FieldType::flag:
      return {"yes", "no", "maybe"};
    case FieldType::choice:
    case FieldType::list:
    case FieldType::reference: {
      std::vector<std::string> all = choices_of(field.choices);
      add(all, {"*", "x"});
      return all;
    }
    case FieldType::code:
    case FieldType::item:
    case FieldType::text:
      break;
  }
  std::vector<std::string> all = text_limits();
  all.emplace_back("x");
  return all;
}

}  // namespace phanbo::faults_test

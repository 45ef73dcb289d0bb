#include "cli/derivation_text.hpp"

#include <fmt/format.h>

#include <array>

#include "cli/display.hpp"

namespace phanbo {

namespace {

/// How the value comes from what stands below it; empty where the value stands by itself.
Text words_of(Operation operation) {
  constexpr Text words[] = {{"số liệu của kế hoạch", "given by the plan"},
                            {"theo luật", "by law"},
                            {"tổng của", "sum of"},
                            {"số đầu trừ các số sau", "the first less the others"},
                            {"tích của", "product of"},
                            {"số đầu chia số sau", "the first divided by the second"},
                            {"số đầu % của số sau", "the first percent of the second"},
                            {"nhỏ nhất trong", "the least of"},
                            {"lớn nhất trong", "the greatest of"},
                            {"làm tròn", "rounded"},
                            {"", ""},
                            {"chia theo số dư lớn nhất", "share by largest remainder"},
                            {"kết quả phân bổ", "decided by the distribution"}};
  return words[static_cast<std::size_t>(operation)];
}

struct UnitWord {
  std::string_view code;
  Text word;
};

constexpr std::array<UnitWord, 13> unit_words = {{
    {"dong", {"đồng", "đồng"}},
    {"dong_per_month", {"đồng/tháng", "đồng/month"}},
    {"percent", {"%", "%"}},
    {"months", {"tháng", "months"}},
    {"month", {"tháng", "months"}},
    {"quarters", {"quý", "quarters"}},
    {"persons", {"người", "persons"}},
    {"person_months", {"người-tháng", "person-months"}},
    {"people", {"người", "people"}},
    {"points", {"điểm", "points"}},
    {"units", {"đơn vị", "units"}},
    {"km2", {"km²", "km²"}},
    {"years", {"năm", "years"}},
}};

std::string unit_text(std::string_view unit, Language language) {
  for (const UnitWord& known : unit_words) {
    if (known.code == unit) return std::string(known.word.in(language));
  }
  return std::string(unit);
}

std::string value_text(const Derivation& derivation, Language language) {
  // A year is a name, not a quantity.
  const bool is_name =
      derivation.unit == "year" || (derivation.unit.empty() && derivation.value.size() <= 4);
  std::string text = is_name ? derivation.value : number_text(derivation.value, language);
  if (!derivation.unit.empty() && derivation.unit != "year")
    text += ' ' + unit_text(derivation.unit, language);
  return text;
}

/// "làm tròn half_up 0": the operation with what it was told to do.
std::string operation_text(const Derivation& derivation, Language language) {
  std::string text(words_of(derivation.operation).in(language));
  if (!derivation.note.empty()) text += (text.empty() ? "" : " ") + derivation.note;
  return text;
}

std::string line_text(const Derivation& derivation, Language language) {
  const std::string& label =
      language == Language::vietnamese ? derivation.label_vi : derivation.label_en;
  std::string text = label;
  if (!derivation.value.empty()) text += ": " + value_text(derivation, language);
  const std::string operation = operation_text(derivation, language);
  if (!operation.empty()) text += " — " + operation;
  if (!derivation.citation.empty()) text += " — " + derivation.citation;
  if (!derivation.place.empty()) text += " — " + derivation.place;
  return text;
}

/// `lead` stands before the children of the node.
void add_children(std::string& out, const Derivation& derivation, const std::string& lead,
                  Language language) {
  for (std::size_t i = 0; i < derivation.children.size(); ++i) {
    const Derivation& child = derivation.children[i];
    const bool is_last = i + 1 == derivation.children.size();
    out += lead + (is_last ? "└─ " : "├─ ") + line_text(child, language) + '\n';
    add_children(out, child, lead + (is_last ? "   " : "│  "), language);
  }
}

}  // namespace

std::string derivation_text(const Derivation& derivation, Language language) {
  std::string out = line_text(derivation, language) + '\n';
  add_children(out, derivation, "", language);
  return out;
}

void add_derivation(JsonText& json, const Derivation& derivation) {
  json.open_object();
  json.key("label_vi").text(derivation.label_vi);
  json.key("label_en").text(derivation.label_en);
  json.key("operation").text(to_code(derivation.operation));
  json.key("value").text(derivation.value);
  json.key("unit").text(derivation.unit);
  if (!derivation.citation.empty()) json.key("citation").text(derivation.citation);
  if (!derivation.place.empty()) json.key("place").text(derivation.place);
  if (!derivation.note.empty()) json.key("note").text(derivation.note);
  if (!derivation.children.empty()) {
    json.key("children").open_array();
    for (const Derivation& child : derivation.children) add_derivation(json, child);
    json.close_array();
  }
  json.close_object();
}

std::string_view to_code(Operation operation) {
  constexpr std::string_view codes[] = {
      "input",   "law",     "sum",   "difference", "product",           "quotient", "percent_of",
      "minimum", "maximum", "round", "count",      "largest_remainder", "outcome"};
  return codes[static_cast<std::size_t>(operation)];
}

}  // namespace phanbo

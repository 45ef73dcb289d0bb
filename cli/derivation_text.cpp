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
                            {"số lượng của", "number of"},
                            {"chia theo số dư lớn nhất", "share by largest remainder"},
                            {"kết quả phân bổ", "decided by the distribution"},
                            {"", ""}};
  return words[static_cast<std::size_t>(operation)];
}

std::string value_text(const Derivation& derivation, Language language) {
  // A year is a name, not a quantity.
  const bool is_name = derivation.unit == "year";
  std::string text = is_name ? derivation.value : number_text(derivation.value, language);
  const std::string unit = unit_text(derivation.unit, language);
  return unit.empty() ? text : text + ' ' + unit;
}

/// A rounding or sharing rule as the engines name it, such as "half_up 0" or "up_to_step 1000000",
/// in words.
std::string rule_text(const std::string& rule, Language language) {
  struct RuleWords {
    std::string_view code;
    Text words;
  };
  constexpr std::array<RuleWords, 7> rules = {{
      {"half_up ", {"nửa lên, số chữ số thập phân: ", "half up, decimals: "}},
      {"half_even ", {"nửa về số chẵn, số chữ số thập phân: ", "half to even, decimals: "}},
      {"up_to_step ", {"lên cho chẵn bước ", "up to whole steps of "}},
      {"down_to_step ", {"xuống cho chẵn bước ", "down to whole steps of "}},
      {"step ", {"bước ", "step "}},
      {"up ", {"lên, số chữ số thập phân: ", "up, decimals: "}},
      {"down ", {"xuống, số chữ số thập phân: ", "down, decimals: "}},
  }};
  for (const RuleWords& known : rules) {
    if (!rule.starts_with(known.code)) continue;
    return std::string(known.words.in(language)) +
           number_text(rule.substr(known.code.size()), language);
  }
  return rule;
}

/// Is the note of this node the rule by which it was rounded or shared?
bool notes_a_rule(const Derivation& derivation) {
  return derivation.operation == Operation::round ||
         derivation.operation == Operation::largest_remainder;
}

/// "làm tròn: nửa lên …": the operation, and what it was told to do.
std::string operation_text(const Derivation& derivation, Language language) {
  // A number of months stands by itself.
  if (derivation.operation == Operation::count && derivation.children.empty()) return {};
  std::string text(words_of(derivation.operation).in(language));
  if (notes_a_rule(derivation) && !derivation.note.empty())
    text += ": " + rule_text(derivation.note, language);
  return text;
}

/// What the note adds where it is no rule: a remark on the law, the authority that fixed an amount.
std::string remark_text(const Derivation& derivation) {
  return notes_a_rule(derivation) || derivation.note.empty() ? "" : " (" + derivation.note + ")";
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
  return text + remark_text(derivation);
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

std::string derivation_value(const Derivation& derivation, Language language) {
  return derivation.value.empty() ? std::string() : value_text(derivation, language);
}

std::string derivation_operation(const Derivation& derivation, Language language) {
  return operation_text(derivation, language);
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
      "minimum", "maximum", "round", "count",      "largest_remainder", "outcome",  "grounds"};
  return codes[static_cast<std::size_t>(operation)];
}

}  // namespace phanbo

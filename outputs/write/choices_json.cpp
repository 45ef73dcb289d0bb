#include "outputs/write/choices_json.hpp"

namespace phanbo {

namespace {

/// A whole number of 10^-digits as plain decimal text.
std::string plain_value(Int128 value, int digits) {
  std::string text = to_plain(value);
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (digits > 0) {
    const auto places = static_cast<std::size_t>(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return (negative ? "-" : "") + text;
}

void write_prices(JsonWriter& json, std::string_view name,
                  const std::vector<std::pair<std::size_t, Int128>>& prices) {
  json.key(name);
  json.begin_array();
  for (const auto& [place, price] : prices) {
    json.begin_array();
    json.number_text(static_cast<std::int64_t>(place));
    json.string(to_plain(price));
    json.end_array();
  }
  json.end_array();
}

void write_tree(JsonWriter& json, const std::vector<ChoiceBranch>& tree) {
  json.key("tree");
  json.begin_array();
  for (const ChoiceBranch& branch : tree) {
    json.line();
    json.begin_object();
    if (branch.leaf >= 0) {
      json.key("leaf");
      json.number_text(branch.leaf);
    } else {
      json.field("item", branch.item);
      json.field("option", branch.option);
      json.key("taken");
      json.number_text(branch.taken);
      json.key("refused");
      json.number_text(branch.refused);
    }
    json.end_object();
  }
  json.end_array();
}

void write_certificate(JsonWriter& json, const ChoiceCertificate& certificate) {
  json.key("certificate");
  json.begin_object();
  json.key("cuts");
  json.begin_array();
  for (const std::vector<std::string>& cut : certificate.cuts) {
    json.line();
    json.begin_array();
    for (const std::string& node : cut) json.string(node);
    json.end_array();
  }
  json.end_array();
  json.key("limits");
  json.begin_array();
  for (const std::string& limit : certificate.limits) json.string(limit);
  json.end_array();
  json.key("leaves");
  json.begin_array();
  for (const ChoiceLeaf& leaf : certificate.leaves) {
    json.line();
    json.begin_object();
    json.field("proves_impossible", leaf.proves_impossible);
    json.key("scale_bits");
    json.number_text(leaf.scale_bits);
    write_prices(json, "cuts", leaf.cuts);
    write_prices(json, "limits", leaf.limits);
    json.end_object();
  }
  json.end_array();
  write_tree(json, certificate.tree);
  json.end_object();
}

}  // namespace

void write_choice(JsonWriter& json, const Plan& plan, const ChoiceOutcome& choice) {
  const auto value = [&](Int128 number) { return plain_value(number, choice.value_digits); };
  json.field("class", plan.classes[choice.priority_class].code);
  json.field("value", value(choice.value));
  json.field("bound", value(choice.bound));
  json.field("gap", value(choice.bound - choice.value));
  json.field("end", to_code(choice.end));
  json.key("items");
  json.number_text(static_cast<std::int64_t>(choice.items));
  json.key("people");
  json.number_text(choice.people);
  json.key("work");
  json.number_text(choice.work);
  json.key("in_rank_order");
  json.begin_object();
  json.field("value", value(choice.in_rank_order.value));
  json.key("items");
  json.number_text(static_cast<std::int64_t>(choice.in_rank_order.items));
  json.key("people");
  json.number_text(choice.in_rank_order.people);
  json.end_object();
  write_certificate(json, choice.certificate);
}

}  // namespace phanbo

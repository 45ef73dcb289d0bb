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
      json.field("sum", branch.sum ? to_plain(*branch.sum) : std::string());
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

void write_stages(JsonWriter& json, const std::vector<ChoiceStageOutcome>& stages) {
  json.key("stages");
  json.begin_array();
  for (const ChoiceStageOutcome& stage : stages) {
    const auto value = [&](Int128 number) { return plain_value(number, stage.digits); };
    json.line();
    json.begin_object();
    json.key("order");
    json.number_text(stage.order);
    json.field("goal", to_code(stage.goal));
    json.field("of", stage.of);
    json.field("value", value(stage.value));
    json.field("held", value(stage.held));
    json.field("bound", value(stage.bound));
    json.field("gap", value(stage.bound - stage.value));
    // The proof of the value stands beside the value of the whole choice.
    if (stage.goal != ChoiceGoal::value) write_certificate(json, stage.certificate);
    json.end_object();
  }
  json.end_array();
}

void write_refused(JsonWriter& json, const ChoiceOutcome& choice) {
  const auto value = [&](Int128 number) { return plain_value(number, choice.value_digits); };
  json.key("refused");
  json.begin_array();
  for (const Refusal& refusal : choice.refused) {
    json.line();
    json.begin_object();
    json.field("item", refusal.item);
    json.field("reason", to_code(refusal.reason));
    json.field("named", refusal.named);
    json.key("year");
    if (refusal.year)
      json.number_text(*refusal.year);
    else
      json.null();
    json.field("missing_dong", refusal.missing);
    json.field("value", refusal.worth ? value(refusal.worth->first) : std::string());
    json.field("price", refusal.worth ? value(refusal.worth->second) : std::string());
    json.field("extra_value", refusal.extra_value ? value(*refusal.extra_value) : std::string());
    json.end_object();
  }
  json.end_array();
}

void write_conflict(JsonWriter& json, const ChoiceConflict& conflict) {
  json.key("conflict");
  json.begin_object();
  json.key("musts");
  json.begin_array();
  for (const std::string& must : conflict.musts) json.string(must);
  json.end_array();
  json.key("limits");
  json.begin_array();
  for (const ChoiceConflict::Limit& limit : conflict.limits) {
    json.begin_object();
    json.field("limit", limit.name);
    json.field("side", limit.is_upper ? "at_most" : "at_least");
    json.field("bound", to_plain(Int128{limit.bound}));
    json.end_object();
  }
  json.end_array();
  json.key("places");
  json.begin_array();
  for (const ChoiceConflict::Place& place : conflict.places) {
    json.begin_object();
    json.field("place", place.name);
    json.field("capacity_dong", place.capacity);
    json.end_object();
  }
  json.end_array();
  json.field("irreducible", conflict.is_irreducible);
  json.field("repair_dong", conflict.repair ? to_plain(*conflict.repair) : std::string());
  json.field("repair_is_least", conflict.repair_is_least);
  json.key("repair");
  json.begin_array();
  for (const ChoiceConflict::Extra& extra : conflict.extras) {
    json.begin_object();
    json.field("place", extra.place);
    json.field("amount_dong", extra.amount);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_start(JsonWriter& json, const ChoiceStart& start) {
  json.key("start");
  json.begin_object();
  json.field("result_sha256", start.sha256);
  json.key("items");
  json.number_text(static_cast<std::int64_t>(start.items));
  json.field("possible", start.is_possible);
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
  write_stages(json, choice.stages);
  if (choice.start) write_start(json, *choice.start);
  if (choice.conflict) write_conflict(json, *choice.conflict);
  write_refused(json, choice);
  write_certificate(json, choice.certificate);
}

}  // namespace phanbo

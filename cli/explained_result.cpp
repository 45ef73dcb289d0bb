#include "cli/explained_result.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/choice_reading.hpp"
#include "cli/json_text.hpp"

namespace phanbo {

ExplainedResult::ExplainedResult(const ResultFolder& folder)
    : folder_(folder),
      places_(folder.run.reading),
      needs_(plan(), assessment()),
      lines_(plan(), assessment(), allocation()) {
  const auto add = [&](SubjectKind kind, std::size_t position, std::string id) {
    subjects_.push_back({kind, position, std::move(id)});
  };
  for (std::size_t i = 0; i < allocation().ledger.size(); ++i)
    add(SubjectKind::line, i, line_code(plan(), assessment(), allocation().ledger[i]));
  for (std::size_t i = 0; i < assessment().demands.size(); ++i)
    add(SubjectKind::demand, i, demand_code(assessment(), Index<Demand>(i)));
  for (std::size_t i = 0; i < allocation().sources.size(); ++i) {
    const SourceBalance& row = allocation().sources[i];
    add(SubjectKind::source, i,
        fmt::format("sources/{}/{}", plan().sources[row.source].code, row.year));
  }
  for (std::size_t i = 0; i < allocation().shortfalls.size(); ++i)
    add(SubjectKind::shortfall, i, fmt::format("shortfalls/{}", i + 1));
  std::size_t figure = 0;
  for (const auto* figures : {&assessment().figures, &allocation().figures}) {
    for (const Figure& row : *figures) add(SubjectKind::figure, figure++, row.id);
  }
  if (auto choices = choices_in(folder_.result_json, plan())) choices_ = std::move(*choices);
  for (std::size_t i = 0; i < choices_.size(); ++i)
    add(SubjectKind::choice, i, "choices/" + plan().classes[choices_[i].priority_class].code);
  for (std::size_t i = 0; i < subjects_.size(); ++i) {
    const Subject& subject = subjects_[i];
    by_id_[subject.id].push_back(i);
    // An item stands for its demands, a class for the parts it is short in.
    if (subject.kind == SubjectKind::demand) {
      const Index<Item> item = assessment().demands[Index<Demand>(subject.position)].item;
      by_id_[assessment().items[item].code].push_back(i);
    } else if (subject.kind == SubjectKind::shortfall) {
      const auto& row = allocation().shortfalls[subject.position];
      by_id_["shortfalls/" + plan().classes[row.priority_class].code].push_back(i);
    }
  }
  add_values("ledger", {"id"});
  add_values("demands", {"demand"});
  add_values("sources", {"source", "year"});
  add_values("figures", {"id"});
  add_values("shortfalls", {});
  add_values("choices", {"class"});
}

void ExplainedResult::add_values(std::string_view list,
                                 std::initializer_list<std::string_view> keys) {
  const auto records = json_records(folder_.result_json, list);
  if (!records) return;
  for (std::size_t i = 0; i < records->size(); ++i) {
    std::string key = keys.size() == 0 ? std::to_string(i + 1) : std::string();
    for (const std::string_view name : keys)
      key.append(key.empty() ? "" : "/").append(value_of((*records)[i], name));
    for (const auto& [field, value] : (*records)[i])
      values_[fmt::format("{}[{}].{}", list, key, field)] = value;
  }
  if (list != "shortfalls") return;
  for (std::size_t i = 0; i < allocation().shortfalls.size(); ++i) {
    for (const Limit& limit : allocation().shortfalls[i].limits) {
      values_[fmt::format("shortfalls[{}].limits[{}/{}].amount_dong", i + 1, to_code(limit.kind),
                          limit.code)] = to_plain(limit.amount);
    }
  }
}

std::vector<Subject> ExplainedResult::find(const std::string& id) const {
  std::vector<Subject> found;
  const auto place = by_id_.find(id);
  if (place == by_id_.end()) return found;
  // A ledger line, a demand, a figure …: the first kind that has the id is meant.
  const SubjectKind kind = subjects_[place->second.front()].kind;
  for (const std::size_t i : place->second) {
    if (subjects_[i].kind == kind) found.push_back(subjects_[i]);
  }
  return found;
}

std::vector<std::size_t> ExplainedResult::lines_of(Index<Demand> demand) const {
  std::vector<std::size_t> lines;
  // The ledger is sorted by demand; transfers, which have none, come last.
  const auto& ledger = allocation().ledger;
  const auto is_before = [](const LedgerLine& row, Index<Demand> wanted) {
    return row.part != Part::transfer && row.demand < wanted;
  };
  for (auto row = std::lower_bound(ledger.begin(), ledger.end(), demand, is_before);
       row != ledger.end() && row->part != Part::transfer && row->demand == demand; ++row)
    lines.push_back(static_cast<std::size_t>(row - ledger.begin()));
  return lines;
}

Derivation ExplainedResult::derive_ledger_line(std::size_t line) const {
  const LedgerLine& row = allocation().ledger[line];
  Derivation need;
  if (row.demand.is_set()) need = needs_.explain(row.demand);
  return lines_.explain(line, std::move(need));
}

std::optional<Derivation> ExplainedResult::derive_any_figure(const std::string& id) const {
  if (auto found = derive_figure(plan(), assessment(), id)) return found;
  return derive_authority_cost(plan(), assessment(), allocation(), id);
}

const BoundExplanation* ExplainedResult::bound_of(const Subject& choice) const {
  const auto [entry, is_new] = bounds_.try_emplace(choice.position);
  if (is_new) {
    const ChoiceOutcome& outcome = choices_[choice.position];
    for (const ChoiceGrounds& grounds : folder_.run.choice_grounds) {
      if (grounds.priority_class == outcome.priority_class)
        entry->second = explain_bound(plan(), *grounds.assessed, grounds.held, outcome);
    }
  }
  return entry->second ? &*entry->second : nullptr;
}

void ExplainedResult::name_places(Derivation& derivation) const {
  if (derivation.operation == Operation::input)
    derivation.place = places_.name_of(derivation.place);
  for (Derivation& child : derivation.children) name_places(child);
}

std::optional<Derivation> ExplainedResult::derive(const Subject& subject) const {
  std::optional<Derivation> made;
  switch (subject.kind) {
    case SubjectKind::line:
      made = derive_ledger_line(subject.position);
      break;
    case SubjectKind::demand:
      made = needs_.explain(Index<Demand>(subject.position));
      break;
    case SubjectKind::source:
      made = derive_source(plan(), assessment(), allocation(), subject.position);
      break;
    case SubjectKind::shortfall:
      made = derive_shortfall(plan(), assessment(), allocation(), subject.position);
      break;
    case SubjectKind::figure:
      made = derive_any_figure(subject.id);
      break;
    case SubjectKind::choice:
      if (const BoundExplanation* bound = bound_of(subject)) made = bound->derivation;
      break;
  }
  if (made) name_places(*made);
  return made;
}

std::optional<std::string> ExplainedResult::value_at(std::string_view place) const {
  const auto found = values_.find(place);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

}  // namespace phanbo

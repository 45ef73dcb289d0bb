#include "verifier/choice_reasons.hpp"

#include <algorithm>
#include <map>

namespace phanbo_verify {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class RefusalFinder {
 public:
  RefusalFinder(const ClassModel& model, const NeedModel& assessed, const ProofOutcome& proof,
                Wide value, const std::vector<int>& taken)
      : model_(model),
        assessed_(assessed),
        proof_(proof),
        value_(value),
        taken_(taken),
        sums_(model.limits.size(), 0),
        alone_(model),
        beside_(model) {
    alone_.add(needs_of(model, std::vector<int>(taken.size(), nothing)));
    beside_.add(needs_of(model, taken));
    for (std::size_t p = 0; p < model.items.size(); ++p) {
      place_of_item_[model.items[p].item] = static_cast<int>(p);
      if (taken[p] == nothing) continue;
      for (const LimitPart& part : model.candidates[p].options[at(taken[p])].parts)
        sums_[at(part.limit)] += part.coefficient;
    }
  }

  ExpectedRefusal of(std::size_t p) {
    const ItemChoice& item = model_.items[p];
    ExpectedRefusal found;
    found.item = item.item;
    if (item.lock == "must_not") {
      found.reason = "must_not";
      return found;
    }
    const auto& options = model_.candidates[p].options;
    if (options.empty()) {
      found.reason = "no_option";
      found.year = year_without_payer(item);
      return found;
    }
    weigh(p, found);
    if (breaks_alone(options, found)) return found;
    if (missing_money(alone_, options, found) > 0) {
      found.reason = "no_money";
      return found;
    }
    if (!breaks_a_link(options.front(), found)) by_value(options[nearest_], options, found);
    return found;
  }

 private:
  int year_without_payer(const ItemChoice& item) const {
    for (const int position : item.needs) {
      const Need& need = assessed_.needs[at(position)];
      if (need.need != 0 && (need.standing != Standing::ordinary || assessed_.ways(need).empty()))
        return need.year;
    }
    return 0;
  }

  Wide gain(const CandidateOption& option) const {
    return checked_sum(checked_product(option.value, Wide{1} << proof_.prices.scale),
                       -cost_at(option, proof_.prices));
  }
  void weigh(std::size_t p, ExpectedRefusal& found) {
    const auto& options = model_.candidates[p].options;
    nearest_ = 0;
    for (std::size_t c = 1; c < options.size(); ++c)
      if (gain(options[c]) > gain(options[nearest_])) nearest_ = c;
    found.value = options[nearest_].value;
    found.price =
        divide_up(cost_at(options[nearest_], proof_.prices), Wide{1} << proof_.prices.scale);
    const std::optional<Wide>& bound = proof_.taken_bounds[p];
    if (bound && value_ > *bound) found.extra_value = value_ - *bound;
  }

  std::string needed_by(const std::string& limit) const {
    return limit.substr(limit.rfind('/') + 1);
  }
  bool can_be_made_up(const std::string& limit) const {
    return limit.starts_with("spread:") ||
           (limit.starts_with("prerequisite:") && place_of_item_.contains(needed_by(limit)));
  }
  /// First by name of the limits that have no room for the option beside `sums`.
  template <class IsAsked>
  std::string broken(const CandidateOption& option, const std::vector<Wide>& sums,
                     IsAsked is_asked) const {
    std::string first;
    for (const LimitPart& part : option.parts) {
      const std::string& name = model_.limits[at(part.limit)];
      const std::optional<Dong>& upper = model_.bounds[at(part.limit)].upper;
      if (!upper || !is_asked(name) || sums[at(part.limit)] + part.coefficient <= *upper) continue;
      if (first.empty() || name < first) first = name;
    }
    return first;
  }

  bool breaks_alone(const std::vector<CandidateOption>& options, ExpectedRefusal& found) const {
    const std::vector<Wide> none(sums_.size(), 0);
    const auto asked = [&](const std::string& name) { return !can_be_made_up(name); };
    for (const CandidateOption& option : options)
      if (broken(option, none, asked).empty()) return false;
    found.reason = "breaks_alone";
    found.named = broken(options.front(), none, asked);
    return true;
  }

  Dong missing_money(PlaceFlow& flow, const std::vector<CandidateOption>& options,
                     ExpectedRefusal& found) {
    const PlaceFlow::State before = flow.state();
    std::optional<Dong> least;
    for (const CandidateOption& option : options) {
      const Dong missing = flow.add(option.uses);
      flow.restore(before);
      if (least && missing >= *least) continue;
      least = missing;
      found.year = missing > 0 ? first_missing_year(flow, option) : 0;
      if (missing == 0) break;
    }
    found.missing = *least;
    return *least;
  }
  int first_missing_year(PlaceFlow& flow, const CandidateOption& option) const {
    const PlaceFlow::State before = flow.state();
    std::map<int, std::vector<PlaceUse>> by_year;
    for (const PlaceUse& use : option.uses)
      by_year[model_.place_years[at(use.place)]].push_back(use);
    int found = 0;
    for (const auto& [year, uses] : by_year) {
      if (flow.add(uses) == 0) continue;
      found = year;
      break;
    }
    flow.restore(before);
    return found;
  }

  bool breaks_a_link(const CandidateOption& option, ExpectedRefusal& found) const {
    const std::string link = broken(option, sums_, [](const std::string& name) {
      return name.starts_with("exclusion:") || name.starts_with("prerequisite:");
    });
    if (link.empty()) return false;
    if (link.starts_with("prerequisite:")) {
      found.reason = "prerequisite_missing";
      found.named = needed_by(link);
      return true;
    }
    found.reason = "excluded";
    const int limit = model_.limit_of.at(link);
    for (std::size_t p = model_.items.size(); p-- > 0;) {
      if (taken_[p] == nothing) continue;
      const auto& parts = model_.candidates[p].options[at(taken_[p])].parts;
      if (std::any_of(parts.begin(), parts.end(),
                      [&](const LimitPart& part) { return part.limit == limit; }))
        found.named = model_.items[p].item;
    }
    return true;
  }

  void by_value(const CandidateOption& option, const std::vector<CandidateOption>& options,
                ExpectedRefusal& found) {
    if (option.value <= 0) {
      found.reason = "adds_nothing";
      return;
    }
    const Dong missing = missing_money(beside_, options, found);
    if (*found.value < *found.price) {
      found.reason = "beaten";
      found.named = dearest(option);
      return;
    }
    found.named =
        broken(option, sums_, [](const std::string& name) { return !name.starts_with("spread:"); });
    if (!found.named.empty()) {
      found.reason = "limit_full";
      return;
    }
    found.reason = missing > 0 ? "whole_does_not_fit" : "not_settled";
    if (missing > 0) found.named = dearest(option);
  }

  std::string dearest(const CandidateOption& option) const {
    std::map<int, Dong> uses;
    for (const PlaceUse& use : option.uses) uses[use.place] += use.amount;
    std::vector<std::pair<Wide, std::string>> costs;
    for (const auto& [place, amount] : uses)
      costs.emplace_back(checked_product(proof_.prices.places[at(place)], amount),
                         dearest_feeder(place));
    for (const LimitPart& part : option.parts)
      costs.emplace_back(checked_product(proof_.prices.limits[at(part.limit)], part.coefficient),
                         model_.limits[at(part.limit)]);
    std::sort(costs.begin(), costs.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return costs.empty() || costs.front().first <= 0 ? "" : costs.front().second;
  }
  std::string dearest_feeder(int place) const {
    std::vector<std::pair<Wide, std::string>> feeders;
    for (const ClassModel::Arc& arc : model_.arcs)
      if (arc.to == place)
        feeders.emplace_back(proof_.prices.places[at(arc.from)], model_.places[at(arc.from)]);
    if (feeders.empty()) return model_.places[at(place)];
    return std::min_element(feeders.begin(), feeders.end(),
                            [](const auto& a, const auto& b) {
                              return a.first != b.first ? a.first > b.first : a.second < b.second;
                            })
        ->second;
  }

  const ClassModel& model_;
  const NeedModel& assessed_;
  const ProofOutcome& proof_;
  Wide value_;
  const std::vector<int>& taken_;
  std::vector<Wide> sums_;
  PlaceFlow alone_;
  PlaceFlow beside_;
  std::map<std::string, int> place_of_item_;
  std::size_t nearest_ = 0;
};

}  // namespace

std::vector<ExpectedRefusal> expected_refusals(const ClassModel& model, const NeedModel& assessed,
                                               const ProofOutcome& proof, Wide value,
                                               const std::vector<int>& taken) {
  RefusalFinder finder(model, assessed, proof, value, taken);
  std::vector<ExpectedRefusal> refusals;
  for (std::size_t p = 0; p < model.items.size(); ++p)
    if (taken[p] == nothing) refusals.push_back(finder.of(p));
  return refusals;
}

}  // namespace phanbo_verify

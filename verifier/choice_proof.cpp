#include <algorithm>
#include <set>

#include "verifier/choices.hpp"
#include "verifier/needs_parts.hpp"
#include "verifier/supply.hpp"

/// The bound of docs/choosing.md section 3, added up from the plan and the prices of the result.
namespace phanbo_verify {

namespace {

struct NamedArc {
  std::string from;
  std::string to;
  Dong capacity = 0;
};

struct Use {
  std::string place;
  Dong amount = 0;
};

struct PricedOption {
  Dong value = 0;
  std::vector<Use> uses;
  std::map<std::string, Dong> coefficients;  ///< by limit
};

struct Bounds {
  std::optional<Dong> lower;
  std::optional<Dong> upper;
};

struct ClassModel {
  std::vector<NamedArc> arcs;
  std::map<std::string, Wide> held;
  std::map<std::string, Bounds> limits;
  std::vector<ItemChoice> items;
  std::vector<std::vector<PricedOption>> options;  ///< parallel to items, then to their options
  int digits = 0;
};

class ClassModelMaker {
 public:
  ClassModelMaker(const Joined& joined, const NeedModel& assessed, int priority_class)
      : joined_(joined), plan_(joined.plan), assessed_(assessed), class_(priority_class) {}

  ClassModel make() {
    made_.items = item_choices(plan_, assessed_, class_, made_.digits);
    add_money();
    add_held();
    for (const ItemChoice& item : made_.items) {
      auto& own = made_.options.emplace_back();
      for (const ItemOption& option : item.options) own.push_back(priced(option));
    }
    add_caps();
    add_links();
    add_choice_limits();
    return std::move(made_);
  }

 private:
  const Need& need(int position) const {
    return assessed_.needs[static_cast<std::size_t>(position)];
  }
  std::string money_place(int source, int year) const {
    return plan_.sources[static_cast<std::size_t>(source)].code + "/" + std::to_string(year);
  }

  void add_money() {
    std::vector<Dong> free = free_money(plan_, assessed_);
    for (const Dong amount : free) all_money_ += std::max<Dong>(amount, 0);
    for (const KeptRow& kept : plan_.kept_money) {
      const int row = plan_.source_year(kept.source, kept.year);
      if (row == nothing) continue;
      made_.arcs.push_back({"", "kept:" + kept.code, kept.amount});
      free[static_cast<std::size_t>(row)] -= kept.amount;
    }
    for (std::size_t i = 0; i < plan_.source_years.size(); ++i) {
      const SourceYearRow& row = plan_.source_years[i];
      const std::string place = money_place(row.source, row.year);
      made_.arcs.push_back({"", place, std::max<Dong>(free[i], 0)});
      const Dong carry = carry_limit(plan_, static_cast<int>(i));
      if (carry > 0) made_.arcs.push_back({place, money_place(row.source, row.year + 1), carry});
    }
    const std::vector<Dong> room = envelope_room(plan_, assessed_);
    for (std::size_t i = 0; i < assessed_.envelopes.size(); ++i) {
      const EnvelopeModel& envelope = assessed_.envelopes[i];
      const std::string from =
          envelope.parent == nothing
              ? money_place(envelope.source, envelope.year)
              : "envelope:" + assessed_.envelopes[static_cast<std::size_t>(envelope.parent)].code;
      made_.arcs.push_back({from, "envelope:" + envelope.code, room[i]});
    }
  }

  std::vector<std::string> feeders_of(int position, const Way& way) {
    const Need& own = need(position);
    std::vector<std::string> places;
    if (way.envelope != nothing) {
      places.push_back("envelope:" +
                       assessed_.envelopes[static_cast<std::size_t>(way.envelope)].code);
    } else {
      places.push_back(money_place(way.source, own.year));
      for (const KeptRow& kept : plan_.kept_money)
        if (kept.source == way.source && kept.year == own.year && kept.programme == own.programme &&
            (kept.unit == nothing || plan_.is_within(own.unit, kept.unit)))
          places.push_back("kept:" + kept.code);
    }
    const Dong limit = project_limit(plan_, assessed_, position, way.source);
    if (limit == without_limit) return places;
    const std::string gate =
        "ceiling:" + own.code() + "@" + plan_.sources[static_cast<std::size_t>(way.source)].code;
    if (places_.insert(gate).second) {
      for (const std::string& place : places)
        made_.arcs.push_back({place, gate + "#in", all_money_});
      made_.arcs.push_back({gate + "#in", gate, limit});
    }
    return {gate};
  }

  std::string place_of(int position, bool local_part) {
    std::set<std::string> feeders;
    for (const Way& way : assessed_.ways(need(position))) {
      if (local_part && !plan_.sources[static_cast<std::size_t>(way.source)].is_local) continue;
      if (plan_.source_year(way.source, need(position).year) == nothing) continue;
      for (std::string& feeder : feeders_of(position, way)) feeders.insert(std::move(feeder));
    }
    std::string name = "<";
    for (const std::string& feeder : feeders) name += (name == "<" ? "" : " + ") + feeder;
    name += ">";
    if (places_.insert(name).second)
      for (const std::string& feeder : feeders) made_.arcs.push_back({feeder, name, all_money_});
    return name;
  }

  void add_uses(int position, Dong amount, std::vector<Use>& uses) {
    const Need& own = need(position);
    const Dong beyond = amount - own.locked;
    if (beyond <= 0) return;
    const Wide share =
        divide_up(checked_product(amount, own.local_share.numerator), own.local_share.denominator);
    const Dong local = to_dong(std::clamp<Wide>(share - own.locked_local, 0, beyond));
    if (local > 0) uses.push_back({place_of(position, true), local});
    if (beyond > local) uses.push_back({place_of(position, false), beyond - local});
  }

  /// What needs of other classes hold when this class has its turn: all of earlier ones, locked
  /// amounts of later ones.
  Dong held(int position) const {
    return need(position).priority_class < class_ ? joined_.paid(position) : need(position).locked;
  }
  void add_held() {
    std::vector<Use> uses;
    for (std::size_t i = 0; i < assessed_.needs.size(); ++i)
      if (assessed_.needs[i].priority_class != class_)
        add_uses(static_cast<int>(i), held(static_cast<int>(i)), uses);
    for (const Use& use : uses) made_.held[use.place] += use.amount;
  }

  PricedOption priced(const ItemOption& option) {
    PricedOption made;
    made.value = option.value;
    for (const auto& [position, amount] : option.amounts) add_uses(position, amount, made.uses);
    return made;
  }

  template <class Amount>
  void add_limit(const std::string& name, Bounds bounds, Amount amount_of) {
    made_.limits[name] = bounds;
    for (std::size_t p = 0; p < made_.items.size(); ++p)
      for (std::size_t c = 0; c < made_.items[p].options.size(); ++c)
        if (const Dong amount = amount_of(made_.items[p].options[c]); amount != 0)
          made_.options[p][c].coefficients[name] += amount;
  }

  void add_caps() {
    for (const CapRow& cap : plan_.caps) {
      Dong left = cap.amount;
      for (std::size_t i = 0; i < assessed_.needs.size(); ++i) {
        const Need& own = assessed_.needs[i];
        if (!cap_covers(plan_, cap, own)) continue;
        left -= own.priority_class == class_ ? own.locked : held(static_cast<int>(i));
      }
      add_limit("cap:" + cap.code, {{}, std::max<Dong>(left, 0)}, [&](const ItemOption& option) {
        Dong sum = 0;
        for (const auto& [position, amount] : option.amounts)
          if (cap_covers(plan_, cap, need(position))) sum += amount - need(position).locked;
        return sum;
      });
    }
  }

  int item_position(const std::string& code) const {
    for (std::size_t p = 0; p < made_.items.size(); ++p)
      if (made_.items[p].item == code) return static_cast<int>(p);
    return nothing;
  }
  bool is_paid_outside(const std::string& code) const {
    for (std::size_t i = 0; i < assessed_.needs.size(); ++i) {
      const Need& own = assessed_.needs[i];
      if (own.item == code && own.priority_class != class_ && held(static_cast<int>(i)) > 0)
        return true;
    }
    return false;
  }
  void put(int item, const std::string& limit, Dong coefficient) {
    for (PricedOption& option : made_.options[static_cast<std::size_t>(item)])
      option.coefficients[limit] += coefficient;
  }

  void add_links() {
    std::set<std::string> taken;
    for (const ExclusionRow& row : plan_.exclusions)
      if (item_position(row.item) == nothing && is_paid_outside(row.item)) taken.insert(row.set);
    for (const ExclusionRow& row : plan_.exclusions) {
      const int item = item_position(row.item);
      if (item == nothing) continue;
      const std::string name = "exclusion:" + row.set;
      made_.limits[name] = {{}, taken.contains(row.set) ? 0 : 1};
      put(item, name, 1);
    }
    for (const PrerequisiteRow& row : plan_.prerequisites) {
      const int item = item_position(row.item);
      const int needs = item_position(row.needs);
      if (item == nothing || row.item == row.needs) continue;
      const std::string name = "prerequisite:" + row.item + "/" + row.needs;
      made_.limits[name] = {{}, needs == nothing && is_paid_outside(row.needs) ? 1 : 0};
      put(item, name, 1);
      if (needs != nothing) put(needs, name, -1);
    }
  }

  bool in_limit(const ChoiceLimitRow& limit, const Need& own) const {
    if (limit.programme != nothing && limit.programme != own.programme) return false;
    if (limit.year != 0 && limit.year != own.year) return false;
    std::string sector = programme_of(plan_, own).sector;
    if (own.project != nothing &&
        !plan_.projects[static_cast<std::size_t>(own.project)].sector.empty())
      sector = plan_.projects[static_cast<std::size_t>(own.project)].sector;
    if (!limit.sector.empty() && limit.sector != sector) return false;
    return limit.unit == nothing || plan_.is_within(own.unit, limit.unit);
  }
  void add_choice_limits() {
    for (const ChoiceLimitRow& limit : plan_.choice_limits) {
      add_limit("limit:" + limit.code, {limit.floor, limit.cap}, [&](const ItemOption& option) {
        Dong sum = 0;
        for (const auto& [position, amount] : option.amounts)
          if (in_limit(limit, need(position))) sum += amount;
        return sum;
      });
    }
  }

  const Joined& joined_;
  const PlanModel& plan_;
  const NeedModel& assessed_;
  int class_;
  ClassModel made_;
  std::set<std::string> places_;
  Dong all_money_ = 0;
};

struct BadProof : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string_view text_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_text()) throw BadProof(std::string(key) + " is no text");
  return member->text;
}
const Json& list_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_array()) throw BadProof(std::string(key) + " is no list");
  return *member;
}
/// A whole number, possibly of more than 64 bits, written as text.
Wide wide_of(const Json& value) {
  if (!value.is_text()) throw BadProof("a number is no text");
  Wide result = 0;
  std::string_view digits = value.text;
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 38) throw BadProof("a number is too long");
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') throw BadProof("a number has other characters");
    result = checked_sum(checked_product(result, 10), digit - '0');
  }
  return negative ? -result : result;
}
std::size_t place_in(const Json& value, std::size_t size) {
  const Wide place = wide_of(value);
  if (place < 0 || place >= static_cast<Wide>(size)) throw BadProof("points outside a list");
  return static_cast<std::size_t>(place);
}

/// Walks the questions and adds up every leaf.
class ProofSum {
 public:
  ProofSum(const ClassModel& model, const Json& certificate)
      : model_(model),
        cuts_(list_of(certificate, "cuts")),
        limits_(list_of(certificate, "limits")),
        leaves_(list_of(certificate, "leaves")),
        tree_(list_of(certificate, "tree")) {
    for (const NamedArc& arc : model.arcs) {
      known_.insert(arc.to);
      known_.insert(arc.from);
    }
    for (std::size_t p = 0; p < model.items.size(); ++p) {
      position_.emplace(model.items[p].item, p);
      left_.emplace_back(model.items[p].options.size() + 1, 1);
      if (model.items[p].lock == "must") left_.back()[0] = 0;
    }
  }

  /// The proved bound; empty when every leaf is impossible.
  std::optional<Wide> bound() {
    std::vector<char> seen(tree_.count, 0);
    walk(0, seen);
    return bound_;
  }

 private:
  struct Step {
    std::size_t node = 0;
    int stage = 0;
    std::size_t item = 0;
    std::vector<char> before;
  };

  void walk(std::size_t root, std::vector<char>& seen) {
    if (tree_.count == 0) throw BadProof("no leaf");
    std::vector<Step> way{{root, 0, 0, {}}};
    while (!way.empty()) {
      Step& step = way.back();
      const Json& node = tree_.first[step.node];
      if (step.stage == 0 && seen[step.node]++ != 0) throw BadProof("a question is asked twice");
      if (const Json* leaf = node.find("leaf"); leaf != nullptr) {
        add_leaf(leaves_.first[place_in(*leaf, leaves_.count)]);
        way.pop_back();
        continue;
      }
      const std::size_t option = question(node, step);
      if (step.stage == 0) {
        step.before = left_[step.item];
      } else {
        left_[step.item] = step.before;
      }
      if (step.stage == 2) {
        way.pop_back();
        continue;
      }
      const bool taken = step.stage == 0;
      for (std::size_t k = 0; k < left_[step.item].size(); ++k)
        if (taken != (k == option)) left_[step.item][k] = 0;
      ++step.stage;
      const Json* next = node.find(taken ? "taken" : "refused");
      if (next == nullptr) throw BadProof("a question without answer");
      const std::size_t onward = place_in(*next, tree_.count);
      way.push_back({onward, 0, 0, {}});
    }
  }

  /// Position of the option a question is about: 1 is the first option, 0 refusal.
  std::size_t question(const Json& node, Step& step) const {
    const auto item = position_.find(std::string(text_of(node, "item")));
    if (item == position_.end()) throw BadProof("a question about an unknown item");
    step.item = item->second;
    const auto& options = model_.items[step.item].options;
    for (std::size_t c = 0; c < options.size(); ++c)
      if (options[c].name == text_of(node, "option")) return c + 1;
    throw BadProof("a question about an unknown option");
  }

  void add_leaf(const Json& leaf) {
    const Json* impossible = leaf.find("proves_impossible");
    if (impossible == nullptr || impossible->kind != JsonKind::boolean)
      throw BadProof("proves_impossible is missing");
    const bool is_impossible = impossible->integer != 0;
    const Json* bits = leaf.find("scale_bits");
    if (bits == nullptr) throw BadProof("scale_bits is missing");
    const auto scale = static_cast<int>(place_in(*bits, 101));
    std::map<std::string, Wide> place_price;
    for (const Json& pair : list_of(leaf, "cuts")) {
      const Wide price = price_of(pair);
      if (price < 0) throw BadProof("a cut with a price below 0");
      for (const Json& place : cuts_.first[place_in(pair.first[0], cuts_.count)]) {
        if (!place.is_text() || place.text.empty() || !known_.contains(std::string(place.text)))
          throw BadProof("an unknown place");
        Wide& own = place_price[std::string(place.text)];
        own = checked_sum(own, price);
      }
    }
    std::map<std::string, Wide> limit_price;
    for (const Json& pair : list_of(leaf, "limits")) {
      const Json& name = limits_.first[place_in(pair.first[0], limits_.count)];
      if (!name.is_text()) throw BadProof("a limit without name");
      limit_price[std::string(name.text)] = price_of(pair);
    }
    take(is_impossible, scale, sum_up(is_impossible, scale, place_price, limit_price));
  }
  static Wide price_of(const Json& pair) {
    if (!pair.is_array() || pair.count != 2) throw BadProof("no pair of place and price");
    return wide_of(pair.first[1]);
  }

  Wide sum_up(bool is_impossible, int scale, const std::map<std::string, Wide>& place_price,
              const std::map<std::string, Wide>& limit_price) {
    const auto pi = [&](const std::string& place) {
      const auto found = place_price.find(place);
      return found == place_price.end() ? Wide{0} : found->second;
    };
    Wide sum = 0;
    for (const NamedArc& arc : model_.arcs) {
      const Wide gain = pi(arc.to) - pi(arc.from);
      if (gain > 0) sum = checked_sum(sum, checked_product(gain, arc.capacity));
    }
    for (const auto& [place, amount] : model_.held)
      sum = checked_sum(sum, -checked_product(pi(place), amount));
    for (const auto& [name, price] : limit_price) {
      const auto bounds = model_.limits.find(name);
      if (bounds == model_.limits.end()) throw BadProof("an unknown limit");
      const std::optional<Dong>& side = price > 0 ? bounds->second.upper : bounds->second.lower;
      if (price == 0) continue;
      if (!side) throw BadProof("a price on a side without bound");
      sum = checked_sum(sum, checked_product(price, *side));
    }
    for (std::size_t p = 0; p < model_.items.size(); ++p) {
      std::optional<Wide> best;
      if (left_[p][0] != 0) best = 0;
      for (std::size_t c = 0; c < model_.options[p].size(); ++c) {
        if (left_[p][c + 1] == 0) continue;
        const PricedOption& option = model_.options[p][c];
        Wide own = is_impossible ? 0 : checked_product(option.value, Wide{1} << scale);
        for (const Use& use : option.uses)
          own = checked_sum(own, -checked_product(pi(use.place), use.amount));
        for (const auto& [name, coefficient] : option.coefficients)
          if (const auto price = limit_price.find(name); price != limit_price.end())
            own = checked_sum(own, -checked_product(price->second, coefficient));
        if (!best || own > *best) best = own;
      }
      if (!best) {
        nothing_left_ = true;
        return 0;
      }
      sum = checked_sum(sum, *best);
    }
    return sum;
  }

  void take(bool is_impossible, int scale, Wide sum) {
    if (nothing_left_) {
      nothing_left_ = false;
      return;
    }
    const Wide whole = divide_down(sum, Wide{1} << scale);
    if (is_impossible) {
      if (whole >= 0) throw BadProof("a leaf does not prove that nothing is possible");
      return;
    }
    bound_ = bound_ ? std::max(*bound_, whole) : whole;
  }

  const ClassModel& model_;
  const Json& cuts_;
  const Json& limits_;
  const Json& leaves_;
  const Json& tree_;
  std::set<std::string> known_;
  std::map<std::string, std::size_t> position_;
  std::vector<std::vector<char>> left_;
  std::optional<Wide> bound_;
  bool nothing_left_ = false;
};

Wide scaled(std::string_view text, int digits) {
  const auto value = parse_decimal(text);
  if (!value) return -1;
  Wide power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  const Fraction whole = *value * Fraction::of(power);
  return whole.is_whole() ? whole.numerator : -1;
}

/// One choice of the result against the model of its class.
class ChoiceCheck {
 public:
  ChoiceCheck(const Joined& joined, const ClassModel& model, const Json& choice, Report& report)
      : joined_(joined), model_(model), choice_(choice), report_(report) {
    where_ = "class " + std::string(text_of(choice, "class"));
  }

  void run() {
    find_taken();
    check_limits();
    check_musts();
    const Wide value = check_value();
    check_proof(value);
  }

 private:
  void find_taken() {
    for (const ItemChoice& item : model_.items) {
      int taken = nothing;
      for (const ResultProject& project : joined_.result.projects) {
        if (project.item != item.item || !project.selected) continue;
        for (std::size_t c = 0; c < item.options.size(); ++c)
          if (item.options[c].name == project.schedule) taken = static_cast<int>(c);
      }
      taken_.push_back(taken);
    }
  }

  void check_limits() {
    std::map<std::string, Wide> sums;
    for (std::size_t p = 0; p < taken_.size(); ++p)
      if (taken_[p] != nothing)
        for (const auto& [name, coefficient] :
             model_.options[p][static_cast<std::size_t>(taken_[p])].coefficients)
          sums[name] += coefficient;
    for (const auto& [name, bounds] : model_.limits) {
      report_.looked_at("choice_limit");
      const Wide sum = sums[name];
      if (bounds.upper && sum > *bounds.upper)
        report_.fault("choice_limit", where_ + " " + name, "at most " + dong_text(*bounds.upper),
                      to_text(sum));
      if (bounds.lower && sum < *bounds.lower)
        report_.fault("choice_limit", where_ + " " + name, "at least " + dong_text(*bounds.lower),
                      to_text(sum));
    }
  }

  void check_musts() {
    for (std::size_t p = 0; p < taken_.size(); ++p) {
      report_.looked_at("choice_lock");
      const ItemChoice& item = model_.items[p];
      if (item.lock == "must" && taken_[p] == nothing)
        report_.fault("choice_lock", where_ + " item " + item.item, "chosen", "refused");
    }
  }

  Wide check_value() {
    Wide value = 0;
    std::size_t count = 0;
    std::int64_t people = 0;
    for (std::size_t p = 0; p < taken_.size(); ++p) {
      if (taken_[p] == nothing) continue;
      value += model_.options[p][static_cast<std::size_t>(taken_[p])].value;
      people += model_.items[p].people;
      ++count;
    }
    report_.looked_at("choice_value");
    compare_number("value", value, scaled(text_of(choice_, "value"), model_.digits));
    compare_number("items", static_cast<Wide>(count), scaled(text_of(choice_, "items"), 0));
    compare_number("people", people, scaled(text_of(choice_, "people"), 0));
    return value;
  }
  void compare_number(std::string_view what, Wide expected, Wide found) {
    if (expected != found)
      report_.fault("choice_value", where_ + " " + std::string(what), to_text(expected),
                    to_text(found));
  }

  void check_proof(Wide value) {
    report_.looked_at("choice_proof");
    const Wide stated = scaled(text_of(choice_, "bound"), model_.digits);
    compare_number("gap", stated - value, scaled(text_of(choice_, "gap"), model_.digits));
    const bool is_optimal = text_of(choice_, "end") == "optimal";
    if (is_optimal && stated != value)
      report_.fault("choice_proof", where_ + " end", "not optimal: there is a gap", "optimal");
    const Json* certificate = choice_.find("certificate");
    if (certificate == nullptr) throw BadProof("no certificate");
    const std::optional<Wide> bound = ProofSum(model_, *certificate).bound();
    if (!bound || *bound > stated)
      report_.fault("choice_proof", where_ + " bound", bound ? to_text(*bound) : "nothing possible",
                    to_text(stated));
    if (stated < value)
      report_.fault("choice_proof", where_ + " bound", "at least the value", to_text(stated));
  }

  const Joined& joined_;
  const ClassModel& model_;
  const Json& choice_;
  Report& report_;
  std::string where_;
  std::vector<int> taken_;
};

}  // namespace

void check_best_values(const Joined& joined, const NeedModel& assessed, Report& report) {
  const PlanModel& plan = joined.plan;
  std::set<std::string> expected;
  for (const ClassRow& row : plan.classes)
    if (row.rule == "best_value") expected.insert(row.code);
  for (const Json& choice : *joined.result.choices) {
    try {
      const std::string code(text_of(choice, "class"));
      if (expected.erase(code) == 0) {
        report.fault("choice_proof", "class " + code, "a class that chooses, once", "another");
        continue;
      }
      for (std::size_t k = 0; k < plan.classes.size(); ++k) {
        if (plan.classes[k].code != code) continue;
        const ClassModel model = ClassModelMaker(joined, assessed, static_cast<int>(k)).make();
        ChoiceCheck(joined, model, choice, report).run();
      }
    } catch (const BadProof& wrong) {
      report.fault("choice_proof", "choices", "a proof", wrong.what());
    } catch (const TooLarge&) {
      report.fault("choice_proof", "choices", "sums within 128 bits", "larger");
    }
  }
  for (const std::string& code : expected)
    report.fault("choice_proof", "class " + code, "its choice", "missing");
}

}  // namespace phanbo_verify

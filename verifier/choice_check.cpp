#include <algorithm>
#include <set>

#include "verifier/choice_proof.hpp"
#include "verifier/choice_reasons.hpp"
#include "verifier/choice_stages.hpp"

/// The choices of a result against the models of their classes.
namespace phanbo_verify {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

Wide scaled(std::string_view text, int digits) {
  const auto value = parse_decimal(text);
  if (!value) throw BadProof("no number: " + std::string(text));
  Wide power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  const Fraction whole = *value * Fraction::of(power);
  if (!whole.is_whole()) throw BadProof("too many digits: " + std::string(text));
  return whole.numerator;
}

bool flag_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || member->kind != JsonKind::boolean)
    throw BadProof(std::string(key) + " is no flag");
  return member->integer != 0;
}

std::int64_t money_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  if (member == nullptr || !member->is_integer())
    throw BadProof(std::string(key) + " is no amount");
  return member->integer;
}

/// What the order of the list takes: items by rank, score and code, as given, while they fit.
std::vector<int> in_rank_order(const ClassModel& model, const NeedModel& assessed) {
  std::vector<std::size_t> order(model.items.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  const auto first_need = [&](std::size_t p) -> const Need& {
    return assessed.needs[at(model.items[p].needs.front())];
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Need& x = first_need(a);
    const Need& y = first_need(b);
    if ((x.rank == 0) != (y.rank == 0)) return y.rank == 0;
    if (x.rank != y.rank) return x.rank < y.rank;
    if (const int by_score = compare(x.score, y.score); by_score != 0) return by_score > 0;
    return model.items[a].item < model.items[b].item;
  });
  std::vector<int> taken(order.size(), nothing);
  std::vector<Wide> sums(model.limits.size(), 0);
  PlaceFlow flow(model);
  flow.add(needs_of(model, taken));
  for (const std::size_t p : order) {
    const auto& options = model.candidates[p].options;
    if (options.empty() || options.front().name != "given") continue;
    const auto& parts = options.front().parts;
    const bool fits = std::all_of(parts.begin(), parts.end(), [&](const LimitPart& part) {
      const auto& upper = model.bounds[at(part.limit)].upper;
      return !upper || sums[at(part.limit)] + part.coefficient <= *upper;
    });
    if (!fits) continue;
    const PlaceFlow::State before = flow.state();
    if (flow.add(options.front().uses) > 0) {
      flow.restore(before);
      continue;
    }
    for (const LimitPart& part : parts) sums[at(part.limit)] += part.coefficient;
    taken[p] = 0;
  }
  return taken;
}

struct Sums {
  Wide value = 0;
  Wide items = 0;
  Wide people = 0;
};

Sums sums_of(const ClassModel& model, const std::vector<int>& taken) {
  Sums sums;
  for (std::size_t p = 0; p < taken.size(); ++p) {
    if (taken[p] == nothing) continue;
    sums.value += model.items[p].options[at(taken[p])].value;
    sums.people += model.items[p].people;
    ++sums.items;
  }
  return sums;
}

/// One choice of the result.
class ChoiceCheck {
 public:
  ChoiceCheck(const Joined& joined, const NeedModel& assessed, int priority_class,
              const Json& choice, Report& report)
      : joined_(joined),
        assessed_(assessed),
        base_(make_class_model(joined, assessed, priority_class)),
        goals_(goals_of(joined, base_, priority_class)),
        choice_(choice),
        report_(report),
        taken_(taken_options(base_, joined.result)) {
    where_ = "class " + std::string(text_of(choice, "class"));
    is_impossible_ = text_of(choice, "end") == "impossible";
  }

  void run() {
    if (is_impossible_) {
      check_impossible();
    } else {
      check_limits();
      check_musts();
      check_goals();
    }
    check_sums();
    check_start();
  }

 private:
  void fault(std::string_view rule, const std::string& what, std::string expected,
             std::string found) {
    report_.fault(rule, where_ + " " + what, std::move(expected), std::move(found));
  }
  void compare_number(std::string_view rule, const std::string& what, Wide expected, Wide found) {
    if (expected != found) fault(rule, what, to_text(expected), to_text(found));
  }
  void compare_text(std::string_view rule, const std::string& what, std::string_view expected,
                    std::string_view found) {
    if (expected != found) fault(rule, what, std::string(expected), std::string(found));
  }

  void check_limits() {
    std::vector<Wide> sums(base_.limits.size(), 0);
    for (std::size_t p = 0; p < taken_.size(); ++p)
      if (taken_[p] != nothing)
        for (const LimitPart& part : base_.candidates[p].options[at(taken_[p])].parts)
          sums[at(part.limit)] += part.coefficient;
    for (std::size_t r = 0; r < sums.size(); ++r) {
      report_.looked_at("choice_limit");
      const Bounds& bounds = base_.bounds[r];
      if (bounds.upper && sums[r] > *bounds.upper)
        fault("choice_limit", base_.limits[r], "at most " + dong_text(*bounds.upper),
              to_text(sums[r]));
      if (bounds.lower && sums[r] < *bounds.lower)
        fault("choice_limit", base_.limits[r], "at least " + dong_text(*bounds.lower),
              to_text(sums[r]));
    }
  }

  void check_musts() {
    for (std::size_t p = 0; p < taken_.size(); ++p) {
      report_.looked_at("choice_lock");
      if (base_.candidates[p].is_must && taken_[p] == nothing)
        fault("choice_lock", "item " + base_.items[p].item, "chosen", "refused");
    }
  }

  void check_sums() {
    report_.looked_at("choice_value");
    const Sums own = sums_of(base_, taken_);
    const auto number = [&](const char* key) { return scaled(text_of(choice_, key), 0); };
    compare_number("choice_value", "value", own.value,
                   scaled(text_of(choice_, "value"), base_.digits));
    compare_number("choice_value", "items", own.items, number("items"));
    compare_number("choice_value", "people", own.people, number("people"));
    const Json* listed = choice_.find("in_rank_order");
    if (listed == nullptr) throw BadProof("in_rank_order is missing");
    const Sums ranked = sums_of(base_, in_rank_order(base_, assessed_));
    compare_number("choice_value", "in_rank_order value", ranked.value,
                   scaled(text_of(*listed, "value"), base_.digits));
    compare_number("choice_value", "in_rank_order items", ranked.items,
                   scaled(text_of(*listed, "items"), 0));
    compare_number("choice_value", "in_rank_order people", ranked.people,
                   scaled(text_of(*listed, "people"), 0));
  }

  void check_start() {
    const Json* start = choice_.find("start");
    if (start == nullptr) return;
    const std::string_view hash = text_of(*start, "result_sha256");
    const bool is_hash =
        hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hash) fault("choice_value", "start", "a SHA-256", std::string(hash));
  }

  void check_goals() {
    const Json& stages = list_of(choice_, "stages");
    const bool is_plain = goals_.front().order == 0;
    if (stages.count != (is_plain ? 0 : goals_.size())) {
      fault("choice_stage", "stages", std::to_string(is_plain ? 0 : goals_.size()),
            std::to_string(stages.count));
      return;
    }
    GoalModel model(joined_, base_);
    Wide gaps = 0;
    for (std::size_t j = 0; j < goals_.size(); ++j) {
      const Wide value = model.begin(goals_[j], taken_);
      const Json& stated = is_plain ? choice_ : stages.first[j];
      gaps += check_goal(goals_[j], model, value, stated);
      if (!is_plain) model.hold(check_stage(goals_[j], value, stated, j));
    }
    const bool is_optimal = text_of(choice_, "end") == "optimal";
    if (is_optimal != (gaps == 0))
      fault("choice_proof", "end", gaps == 0 ? "optimal" : "not optimal: there is a gap",
            std::string(text_of(choice_, "end")));
  }

  /// Names and held value of a row of `stages`; what later goals keep.
  Dong check_stage(const ChoiceGoal& goal, Wide value, const Json& stated, std::size_t position) {
    report_.looked_at("choice_stage");
    const std::string what = "goal " + std::to_string(position + 1);
    compare_number("choice_stage", what + " order", goal.order,
                   scaled(text_of(stated, "order"), 0));
    compare_text("choice_stage", what, goal.goal, text_of(stated, "goal"));
    compare_text("choice_stage", what + " of", goal.of, text_of(stated, "of"));
    const Wide held = scaled(text_of(stated, "held"), counts_values(goal) ? base_.digits : 0);
    if (held > value) fault("choice_stage", what + " held", to_text(value), to_text(held));
    return to_dong(held);
  }

  /// Value, bound and proof of one goal; its gap.
  Wide check_goal(const ChoiceGoal& goal, const GoalModel& model, Wide value, const Json& stated) {
    report_.looked_at("choice_proof");
    const std::string what = goal.of.empty() ? goal.goal : goal.goal + " " + goal.of;
    const int digits = counts_values(goal) ? base_.digits : 0;
    compare_number("choice_value", what, value, scaled(text_of(stated, "value"), digits));
    const Wide bound = scaled(text_of(stated, "bound"), digits);
    compare_number("choice_value", what + " gap", bound - value,
                   scaled(text_of(stated, "gap"), digits));
    const bool is_value = goal.goal == "value";
    const Json* certificate = (is_value ? choice_ : stated).find("certificate");
    if (certificate == nullptr) throw BadProof("no certificate");
    if (!counts_values(goal)) {
      check_tightened(what, model, bound, *certificate);
      return bound - value;
    }
    check_listed(what, model.model(), *certificate);
    const ProofOutcome proof = walk_proof(model.model(), *certificate);
    if (!proof.bound || *proof.bound != bound)
      fault("choice_proof", what + " bound", proof.bound ? to_text(*proof.bound) : "none",
            to_text(bound));
    if (bound < value) fault("choice_proof", what + " bound", "at least the value", to_text(bound));
    if (is_value) {
      compare_number("choice_proof", "bound", bound,
                     scaled(text_of(choice_, "bound"), base_.digits));
      compare_number("choice_value", "gap", bound - value,
                     scaled(text_of(choice_, "gap"), base_.digits));
      check_refusals(expected_refusals(model.model(), assessed_, proof, value, taken_));
    }
    return bound - value;
  }

  /// A proof names every limit of its class, also those without price.
  void check_listed(const std::string& what, const ClassModel& model, const Json& certificate) {
    report_.looked_at("choice_list");
    compare_number("choice_list", what + " limits", static_cast<Wide>(model.limits.size()),
                   static_cast<Wide>(list_of(certificate, "limits").count));
  }

  /// A spread or draw: with one more than the bound nothing is possible. That nothing is above 0
  /// needs no proof.
  void check_tightened(const std::string& what, const GoalModel& model, Wide bound,
                       const Json& certificate) {
    if (bound == 0 && list_of(certificate, "tree").count == 0) return;
    if (bound >= 0 || walk_proof(model.with_at_least(to_dong(bound + 1)), certificate).bound)
      fault("choice_proof", what + " bound", "a proof that nothing is above it", to_text(bound));
  }

  void check_refusals(const std::vector<ExpectedRefusal>& expected) {
    const Json& stated = list_of(choice_, "refused");
    if (stated.count != expected.size()) {
      fault("choice_reason", "refused", std::to_string(expected.size()),
            std::to_string(stated.count));
      return;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) check_refusal(expected[i], stated.first[i]);
  }

  void check_refusal(const ExpectedRefusal& own, const Json& row) {
    report_.looked_at("choice_reason");
    constexpr std::string_view rule = "choice_reason";
    const std::string what = "item " + own.item;
    compare_text(rule, what + " item", own.item, text_of(row, "item"));
    compare_text(rule, what + " reason", own.reason, text_of(row, "reason"));
    compare_text(rule, what + " named", own.named, text_of(row, "named"));
    const Json* year = row.find("year");
    const bool has_year = year != nullptr && year->kind != JsonKind::null;
    compare_text(rule, what + " year", own.year == 0 ? "" : std::to_string(own.year),
                 has_year ? text_of(row, "year") : "");
    compare_number(rule, what + " missing", own.missing, money_of(row, "missing_dong"));
    const auto compare_value = [&](const char* key, const std::optional<Wide>& expected) {
      const std::string_view text = text_of(row, key);
      const std::optional<Wide> found =
          text.empty() ? std::nullopt : std::optional<Wide>(scaled(text, base_.digits));
      if (expected != found)
        fault(rule, what + " " + key, expected ? to_text(*expected) : "none", std::string(text));
    };
    compare_value("value", own.value);
    compare_value("price", own.price);
    compare_value("extra_value", own.extra_value);
  }

  /// Nothing is taken, and the proof says that nothing can be.
  void check_impossible() {
    report_.looked_at("choice_proof");
    if (std::any_of(taken_.begin(), taken_.end(), [](int own) { return own != nothing; }))
      fault("choice", "items", "none, since nothing is possible", "some");
    for (const char* key : {"value", "bound", "gap"})
      compare_number("choice_value", key, 0, scaled(text_of(choice_, key), base_.digits));
    const Json* certificate = choice_.find("certificate");
    if (certificate == nullptr) throw BadProof("no certificate");
    check_listed("impossible", base_, *certificate);
    if (walk_proof(base_, *certificate).bound)
      fault("choice_proof", "end", "something may be possible", "impossible");
    if (list_of(choice_, "stages").count != 0) fault("choice_stage", "stages", "0", "some");
    std::vector<ExpectedRefusal> refusals;
    for (const ItemChoice& item : base_.items) {
      ExpectedRefusal& own = refusals.emplace_back();
      own.item = item.item;
      own.reason = "impossible";
    }
    check_refusals(refusals);
    const Json* conflict = choice_.find("conflict");
    if (conflict == nullptr) throw BadProof("no conflict");
    check_conflict(*conflict);
  }

  /// Something contradicts; every member is a demand of the plan.
  void check_conflict(const Json& conflict) {
    report_.looked_at("choice_conflict");
    constexpr std::string_view rule = "choice_conflict";
    if (list_of(conflict, "musts").count == 0 && list_of(conflict, "limits").count == 0)
      fault(rule, "conflict", "musts or limits that contradict", "none");
    std::set<std::string> named;
    const auto name_once = [&](const std::string& kind, const std::string& name) {
      if (!named.insert(kind + " " + name).second) fault(rule, kind, "each once", name);
    };
    for (const Json& must : list_of(conflict, "musts")) {
      name_once("must", std::string(must.text));
      const auto found = std::find_if(base_.candidates.begin(), base_.candidates.end(),
                                      [&](const Candidate& candidate) {
                                        return candidate.is_must && candidate.name == must.text;
                                      });
      if (found == base_.candidates.end())
        fault(rule, "must", "an item that must be chosen", std::string(must.text));
    }
    for (const Json& limit : list_of(conflict, "limits")) {
      name_once("limit",
                std::string(text_of(limit, "limit")) + " " + std::string(text_of(limit, "side")));
      const auto found = base_.limit_of.find(std::string(text_of(limit, "limit")));
      if (found == base_.limit_of.end()) {
        fault(rule, "limit", "a limit of the plan", std::string(text_of(limit, "limit")));
        continue;
      }
      const Bounds& bounds = base_.bounds[at(found->second)];
      const auto& side = text_of(limit, "side") == "at_most" ? bounds.upper : bounds.lower;
      compare_text(rule, "limit " + found->first, side ? to_text(Wide{*side}) : "no bound",
                   text_of(limit, "bound"));
    }
    check_places(conflict);
    check_repair(conflict);
    flag_of(conflict, "irreducible");
  }

  /// More money than 0, for years of sources that are no supplements; it adds up to the repair.
  void check_repair(const Json& conflict) {
    constexpr std::string_view rule = "choice_conflict";
    const std::string_view repair = text_of(conflict, "repair_dong");
    const PlanModel& plan = joined_.plan;
    Wide sum = 0;
    std::set<std::string> named;
    for (const Json& extra : list_of(conflict, "repair")) {
      const std::string_view place = text_of(extra, "place");
      if (!named.insert(std::string(place)).second)
        fault(rule, "repair", "each place once", std::string(place));
      const bool may_have_more = std::any_of(
          plan.source_years.begin(), plan.source_years.end(), [&](const SourceYearRow& row) {
            return source_year_code(plan, row) == place &&
                   joined_.source(row.source).transfer_from == nothing;
          });
      if (!may_have_more)
        fault(rule, "repair", "a source and year without supplement", std::string(place));
      const Dong amount = money_of(extra, "amount_dong");
      if (amount <= 0) fault(rule, "repair", "an amount above zero", dong_text(amount));
      sum += amount;
    }
    if (!repair.empty()) compare_number(rule, "repair", sum, scaled(repair, 0));
    if (repair.empty() && flag_of(conflict, "repair_is_least"))
      fault(rule, "repair_is_least", "false without a repair", "true");
  }

  void check_places(const Json& conflict) {
    std::set<std::string> named;
    for (const Json& stated : list_of(conflict, "places")) {
      const std::string name(text_of(stated, "place"));
      if (!named.insert(name).second) fault("choice_conflict", "place", "each once", name);
      const std::size_t mark = name.find('>');
      const std::string from = mark == std::string::npos ? "" : name.substr(0, mark);
      const std::string to = name.substr(mark == std::string::npos ? 0 : mark + 1);
      const bool is_known =
          std::any_of(base_.arcs.begin(), base_.arcs.end(), [&](const ClassModel::Arc& arc) {
            return base_.places[at(arc.to)] == to &&
                   arc.capacity == money_of(stated, "capacity_dong") &&
                   (mark == std::string::npos || base_.places[at(arc.from)] == from);
          });
      if (!is_known) fault("choice_conflict", "place", "a limit of the money", name);
    }
  }

  const Joined& joined_;
  const NeedModel& assessed_;
  ClassModel base_;
  std::vector<ChoiceGoal> goals_;
  const Json& choice_;
  Report& report_;
  std::string where_;
  std::vector<int> taken_;
  bool is_impossible_ = false;
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
      for (std::size_t k = 0; k < plan.classes.size(); ++k)
        if (plan.classes[k].code == code)
          ChoiceCheck(joined, assessed, static_cast<int>(k), choice, report).run();
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

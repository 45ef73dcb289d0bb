#include <algorithm>
#include <set>

#include "verifier/choice_conflict.hpp"
#include "verifier/choice_proof.hpp"
#include "verifier/choice_reasons.hpp"
#include "verifier/choice_stages.hpp"
#include "verifier/row_match.hpp"

/// The choices of a result against the models of their classes.
namespace phanbo_verify {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

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

Words limit_part(std::string_view limit) { return part(Words{"giới hạn ", "limit "} + limit); }
Words goal_part(const ChoiceGoal& goal) {
  return part(Words{"mục tiêu ", "goal "} + goal.goal + (goal.of.empty() ? "" : " " + goal.of));
}
Words bound_field() { return field("cận", "bound"); }
Words gap_field() { return field("khoảng cách", "gap"); }
Words end_field() { return field("kết thúc", "end"); }
Words refused_field() { return field("không được chọn", "refused"); }
Words choices_place() { return {"các lựa chọn (choices)", "choices"}; }

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
        faults_(text_of(choice, "class"), report),
        report_(report),
        taken_(taken_options(base_, joined.result)) {
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
  /// Only where they differ is it said of what: `what` yields the words.
  template <class What>
  void compare_number(std::string_view rule, What what, Wide expected, Wide found) {
    if (expected != found) faults_.fault(rule, what(), number(expected), number(found));
  }
  template <class What>
  void compare_text(std::string_view rule, What what, std::string_view expected,
                    std::string_view found) {
    if (expected != found) faults_.fault(rule, what(), plain(expected), plain(found));
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
        faults_.fault("choice_limit", limit_part(base_.limits[r]), at_most(number(*bounds.upper)),
                      number(sums[r]));
      if (bounds.lower && sums[r] < *bounds.lower)
        faults_.fault("choice_limit", limit_part(base_.limits[r]), at_least(number(*bounds.lower)),
                      number(sums[r]));
    }
  }

  void check_musts() {
    for (std::size_t p = 0; p < taken_.size(); ++p) {
      report_.looked_at("choice_lock");
      if (base_.candidates[p].is_must && taken_[p] == nothing)
        faults_.fault("choice_lock", part(item_place(base_.items[p].item)), {"được chọn", "chosen"},
                      {"không được chọn", "refused"});
    }
  }

  void check_sums() {
    report_.looked_at("choice_value");
    const auto nothing_before = [] { return Words{}; };
    const auto in_the_order = [] { return field("chọn theo thứ tự danh sách", "in_rank_order"); };
    check_sums_of(choice_, sums_of(base_, taken_), nothing_before);
    check_sums_of(member_of(choice_, "in_rank_order"),
                  sums_of(base_, in_rank_order(base_, assessed_)), in_the_order);
  }
  template <class Before>
  void check_sums_of(const Json& stated, const Sums& own, Before before) {
    compare_number(
        "choice_value", [&] { return before() + field("giá trị", "value"); }, own.value,
        scaled(text_of(stated, "value"), base_.digits));
    compare_number(
        "choice_value", [&] { return before() + field("số công trình", "items"); }, own.items,
        scaled(text_of(stated, "items"), 0));
    compare_number(
        "choice_value", [&] { return before() + field("số người", "people"); }, own.people,
        scaled(text_of(stated, "people"), 0));
  }

  void check_start() {
    const Json* start = choice_.find("start");
    if (start == nullptr) return;
    const std::string_view hash = text_of(*start, "result_sha256");
    const bool is_hash =
        hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hash)
      faults_.fault("choice_value", field("kết quả bắt đầu", "start"), plain("SHA-256"),
                    plain(hash));
  }

  void check_goals() {
    const Json& stages = list_of(choice_, "stages");
    const bool is_plain = goals_.front().order == 0;
    if (stages.count != (is_plain ? 0 : goals_.size())) {
      faults_.fault("choice_stage", field("các mục tiêu", "stages"),
                    number(is_plain ? 0 : static_cast<Wide>(goals_.size())), number(stages.count));
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
      faults_.fault("choice_proof", end_field(),
                    gaps == 0 ? plain("optimal")
                              : Words{"không phải optimal: còn khoảng cách tới cận",
                                      "not optimal: there is a gap"},
                    plain(text_of(choice_, "end")));
  }

  /// Names and held value of a row of `stages`; what later goals keep.
  Dong check_stage(const ChoiceGoal& goal, Wide value, const Json& stated, std::size_t position) {
    report_.looked_at("choice_stage");
    const auto what = [&](std::string_view vietnamese, std::string_view id) {
      return [=] {
        return part(Words{"mục tiêu ", "goal "} + std::to_string(position + 1)) +
               field(vietnamese, id);
      };
    };
    compare_number("choice_stage", what("thứ tự", "order"), goal.order,
                   scaled(text_of(stated, "order"), 0));
    compare_text("choice_stage", what("tên", "goal"), goal.goal, text_of(stated, "goal"));
    compare_text("choice_stage", what("đối tượng", "of"), goal.of, text_of(stated, "of"));
    const Wide held = scaled(text_of(stated, "held"), counts_values(goal) ? base_.digits : 0);
    if (held > value)
      faults_.fault("choice_stage", what("mức giữ lại", "held")(), at_most(number(value)),
                    number(held));
    return to_dong(held);
  }

  /// Value, bound and proof of one goal; its gap.
  Wide check_goal(const ChoiceGoal& goal, const GoalModel& model, Wide value, const Json& stated) {
    report_.looked_at("choice_proof");
    const Words what = goal_part(goal);
    const int digits = counts_values(goal) ? base_.digits : 0;
    compare_number(
        "choice_value", [&] { return what + field("giá trị", "value"); }, value,
        scaled(text_of(stated, "value"), digits));
    const Wide bound = scaled(text_of(stated, "bound"), digits);
    compare_number(
        "choice_value", [&] { return what + gap_field(); }, bound - value,
        scaled(text_of(stated, "gap"), digits));
    const bool is_value = goal.goal == "value";
    const Json& certificate = member_of(is_value ? choice_ : stated, "certificate");
    if (!counts_values(goal)) {
      check_tightened(what, model, bound, certificate);
      return bound - value;
    }
    check_listed(what, model.model(), certificate);
    const ProofOutcome proof = walk_proof(model.model(), certificate);
    if (!proof.bound || *proof.bound != bound)
      faults_.fault("choice_proof", what + bound_field(),
                    proof.bound ? number(*proof.bound) : none(), number(bound));
    if (bound < value)
      faults_.fault("choice_proof", what + bound_field(), at_least(number(value)), number(bound));
    if (is_value) {
      compare_number("choice_proof", bound_field, bound,
                     scaled(text_of(choice_, "bound"), base_.digits));
      compare_number("choice_value", gap_field, bound - value,
                     scaled(text_of(choice_, "gap"), base_.digits));
      check_refusals(expected_refusals(model.model(), assessed_, proof, value, taken_));
    }
    return bound - value;
  }

  /// A proof names every limit of its class, also those without price.
  void check_listed(const Words& what, const ClassModel& model, const Json& certificate) {
    report_.looked_at("choice_list");
    compare_number(
        "choice_list", [&] { return what + field("số giới hạn", "limits"); },
        static_cast<Wide>(model.limits.size()),
        static_cast<Wide>(list_of(certificate, "limits").count));
  }

  /// A spread or draw: with one more than the bound nothing is possible. That nothing is above 0
  /// needs no proof.
  void check_tightened(const Words& what, const GoalModel& model, Wide bound,
                       const Json& certificate) {
    if (bound == 0 && list_of(certificate, "tree").count == 0) return;
    if (bound >= 0 || walk_proof(model.with_at_least(to_dong(bound + 1)), certificate).bound)
      faults_.fault("choice_proof", what + bound_field(),
                    {"chứng minh không cách chọn nào vượt cận", "a proof that nothing is above it"},
                    number(bound));
  }

  void check_refusals(const std::vector<ExpectedRefusal>& expected) {
    const Json& stated = list_of(choice_, "refused");
    RowCodes codes;
    for (const ExpectedRefusal& own : expected) codes.push_back(own.item);
    RowCodes found;
    for (const Json& row : stated) found.push_back(text_of(row, "item"));
    const RowMatch match = match_rows(codes, found);
    report_rows(match, "choice_reason", faults_.where() + refused_field(), codes, found, report_);
    for (const auto& [own, row] : match.pairs) check_refusal(expected[own], stated.first[row]);
  }

  void check_refusal(const ExpectedRefusal& own, const Json& row) {
    report_.looked_at("choice_reason");
    constexpr std::string_view rule = "choice_reason";
    const auto what = [&](std::string_view vietnamese, std::string_view id) {
      return [&own, vietnamese, id] { return part(item_place(own.item)) + field(vietnamese, id); };
    };
    compare_text(rule, what("mã", "item"), own.item, text_of(row, "item"));
    compare_text(rule, what("lý do", "reason"), own.reason, text_of(row, "reason"));
    compare_text(rule, what("nêu tên", "named"), own.named, text_of(row, "named"));
    const Json* year = row.find("year");
    const bool has_year = year != nullptr && year->kind != JsonKind::null;
    compare_text(rule, what("năm", "year"), own.year == 0 ? "" : std::to_string(own.year),
                 has_year ? text_of(row, "year") : "");
    compare_number(rule, what("còn thiếu", "missing_dong"), own.missing,
                   money_of(row, "missing_dong"));
    const auto compare_value = [&](std::string_view name, std::string_view key,
                                   const std::optional<Wide>& expected) {
      const std::string_view text = text_of(row, key);
      const std::optional<Wide> found =
          text.empty() ? std::nullopt : std::optional<Wide>(scaled(text, base_.digits));
      if (expected != found)
        faults_.fault(rule, what(name, key)(), expected ? number(*expected) : none(), plain(text));
    };
    compare_value("giá trị", "value", own.value);
    compare_value("giá", "price", own.price);
    compare_value("giá trị thêm", "extra_value", own.extra_value);
  }

  /// Nothing is taken, and the proof says that nothing can be.
  void check_impossible() {
    report_.looked_at("choice_proof");
    if (std::any_of(taken_.begin(), taken_.end(), [](int own) { return own != nothing; }))
      faults_.fault(
          "choice", field("các công trình", "items"),
          {"không công trình nào, vì không có cách chọn", "none, since nothing is possible"},
          {"có công trình", "some"});
    const auto check_zero = [&](std::string_view vietnamese, std::string_view key) {
      compare_number(
          "choice_value", [&] { return field(vietnamese, key); }, 0,
          scaled(text_of(choice_, key), base_.digits));
    };
    check_zero("giá trị", "value");
    check_zero("cận", "bound");
    check_zero("khoảng cách", "gap");
    const Json& certificate = member_of(choice_, "certificate");
    check_listed(Words{}, base_, certificate);
    if (walk_proof(base_, certificate).bound)
      faults_.fault("choice_proof", end_field(),
                    {"có thể có cách chọn", "something may be possible"}, plain("impossible"));
    if (list_of(choice_, "stages").count != 0)
      faults_.fault("choice_stage", field("các mục tiêu", "stages"), number(0),
                    number(list_of(choice_, "stages").count));
    std::vector<ExpectedRefusal> refusals;
    for (const ItemChoice& item : base_.items) {
      ExpectedRefusal& own = refusals.emplace_back();
      own.item = item.item;
      own.reason = "impossible";
    }
    check_refusals(refusals);
    check_conflict(joined_, base_, member_of(choice_, "conflict"), faults_);
  }

  const Joined& joined_;
  const NeedModel& assessed_;
  ClassModel base_;
  std::vector<ChoiceGoal> goals_;
  const Json& choice_;
  ChoiceFaults faults_;
  Report& report_;
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
        report.fault("choice_proof", class_place(code),
                     {"một thứ tự ưu tiên có lựa chọn, nêu một lần", "a class that chooses, once"},
                     {"thứ tự ưu tiên khác", "another"});
        continue;
      }
      for (std::size_t k = 0; k < plan.classes.size(); ++k)
        if (plan.classes[k].code == code)
          ChoiceCheck(joined, assessed, static_cast<int>(k), choice, report).run();
    } catch (const BadProof& wrong) {
      report.fault("choice_proof", choices_place(), {"một chứng minh đúng", "a proof"},
                   wrong.words);
    } catch (const TooLarge&) {
      report.fault("choice_proof", choices_place(),
                   {"các tổng trong 128 bit", "sums within 128 bits"}, {"lớn hơn", "larger"});
    }
  }
  for (const std::string& code : expected)
    report.fault("choice_proof", class_place(code), {"phần lựa chọn của thứ tự này", "its choice"},
                 missing());
}

}  // namespace phanbo_verify

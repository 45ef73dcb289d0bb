#include "engine/choose/conflict.hpp"

#include <algorithm>

#include "engine/choose/money_flow.hpp"

namespace phanbo::selection {

namespace {

enum class Answer { possible, impossible, unknown };

constexpr std::int64_t work_per_question = 2'000;

void forget_values(SelectionModel& model) {
  for (Candidate& candidate : model.candidates)
    for (Option& option : candidate.options) option.value = 0;
}

/// Asks whether anything is possible, as long as there is work left and nobody stops it.
class Questions {
 public:
  explicit Questions(const SolveLimits& limits) : limits_(limits) {}

  Answer ask(const SelectionModel& model, std::optional<Choice>& choice) {
    choice.reset();
    if (work_ >= limits_.work_max || (limits_.should_stop && limits_.should_stop()))
      return Answer::unknown;
    SolveLimits own;
    own.work_max = std::min(work_per_question, limits_.work_max - work_);
    own.gap_enough_millionths = any_gap;
    own.should_stop = limits_.should_stop;
    Solution solution = solve(model, own);
    work_ += solution.work;
    choice = std::move(solution.choice);
    if (choice) return Answer::possible;
    return solution.end == SolveEnd::impossible ? Answer::impossible : Answer::unknown;
  }
  std::int64_t work() const { return work_; }

 private:
  const SolveLimits& limits_;
  std::int64_t work_ = 0;
};

enum class DemandKind { side, must, arc };

struct Member {
  DemandKind kind = DemandKind::side;
  RowSide side;
  int index = 0;  ///< candidate or arc
};

/// Leaves demands out, many at a time first, as long as still nothing is possible.
class ConflictFinder {
 public:
  ConflictFinder(const SelectionModel& given, Questions& questions)
      : given_(given), enough_(all_needs(given)), questions_(questions) {
    forget_values(given_);
    list_members();
    is_kept_.assign(members_.size(), 1);
  }

  Conflict run() {
    for (std::size_t size = std::max<std::size_t>(1, members_.size() / 2);; size = size / 2) {
      for (std::size_t begin = 0; begin < members_.size(); begin += size)
        try_without(begin, std::min(begin + size, members_.size()), size == 1);
      if (size == 1) break;
    }
    Conflict conflict;
    conflict.is_irreducible = is_irreducible_;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (is_kept_[i] == 0) continue;
      const Member& member = members_[i];
      if (member.kind == DemandKind::side) conflict.sides.push_back(member.side);
      if (member.kind == DemandKind::must) conflict.musts.push_back(member.index);
      if (member.kind == DemandKind::arc) conflict.arcs.push_back(member.index);
    }
    return conflict;
  }

 private:
  /// What an officer would name last comes first, since the first are left out first.
  void list_members() {
    const auto& arcs = given_.arcs;
    const auto add_arcs = [&](bool from_money) {
      for (std::size_t a = 0; a < arcs.size(); ++a)
        if (arcs[a].capacity < enough_ && (arcs[a].from == money_node) == from_money)
          members_.push_back({DemandKind::arc, {}, static_cast<int>(a)});
    };
    add_arcs(false);
    for (std::size_t r = 0; r < given_.rows.size(); ++r) {
      if (given_.rows[r].lower)
        members_.push_back({DemandKind::side, {static_cast<int>(r), false}, 0});
      if (given_.rows[r].upper)
        members_.push_back({DemandKind::side, {static_cast<int>(r), true}, 0});
    }
    for (std::size_t p = 0; p < given_.candidates.size(); ++p)
      if (given_.candidates[p].must_choose)
        members_.push_back({DemandKind::must, {}, static_cast<int>(p)});
    add_arcs(true);
  }

  SelectionModel kept_model() const {
    SelectionModel model = given_;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (is_kept_[i] != 0) continue;
      const Member& member = members_[i];
      const auto index = static_cast<std::size_t>(member.index);
      if (member.kind == DemandKind::must) model.candidates[index].must_choose = false;
      if (member.kind == DemandKind::arc) model.arcs[index].capacity = enough_;
      if (member.kind != DemandKind::side) continue;
      Row& row = model.rows[static_cast<std::size_t>(member.side.row)];
      (member.side.upper ? row.upper : row.lower).reset();
    }
    return model;
  }

  void try_without(std::size_t begin, std::size_t end, bool is_last) {
    const std::vector<char> before = is_kept_;
    std::fill(is_kept_.begin() + static_cast<std::ptrdiff_t>(begin),
              is_kept_.begin() + static_cast<std::ptrdiff_t>(end), 0);
    if (is_kept_ == before) return;
    std::optional<Choice> choice;
    const Answer answer = questions_.ask(kept_model(), choice);
    if (answer == Answer::impossible) return;
    is_kept_ = before;
    if (is_last && answer == Answer::unknown) is_irreducible_ = false;
  }

  SelectionModel given_;
  Amount enough_ = 0;
  Questions& questions_;
  std::vector<Member> members_;
  std::vector<char> is_kept_;
  bool is_irreducible_ = true;
};

/// The least extra money: every choice found says what it needs, and less is asked for until that
/// is proved impossible.
class RepairFinder {
 public:
  RepairFinder(const SelectionModel& given, const std::vector<int>& money_nodes,
               Questions& questions)
      : model_(given), enough_(all_needs(given)), questions_(questions) {
    forget_values(model_);
    extra_node_ = model_.node_count++;
    model_.fixed_uses.push_back(0);
    extra_arc_ = model_.arcs.size();
    model_.arcs.push_back({money_node, extra_node_, enough_});
    for (const int to : money_nodes) model_.arcs.push_back({extra_node_, to, enough_});
  }

  void run(Conflict& conflict) {
    std::optional<Choice> best;
    const Answer any = ask_with(enough_, best);
    conflict.is_repair_unknown = any == Answer::unknown;
    if (any != Answer::possible) return;
    Amount least = needed_by(*best);
    Amount too_little = 0;
    Amount open = least;  // from here on nobody knows
    bool asks_next = true;
    for (int asked = 0; open - too_little > 1 && asked < questions_max; ++asked) {
      const Amount extra = asks_next ? open - 1 : too_little + (open - too_little) / 2;
      asks_next = !asks_next;
      std::optional<Choice> choice;
      const Answer answer = ask_with(extra, choice);
      if (choice) {
        best = choice;
        least = needed_by(*choice);
        open = least;
      } else {
        (answer == Answer::impossible ? too_little : open) = extra;
      }
    }
    conflict.repair = least;
    conflict.repair_is_least = least - too_little == 1;
    place(*best, conflict);
  }

 private:
  static constexpr int questions_max = 120;

  Answer ask_with(Amount extra, std::optional<Choice>& choice) {
    model_.arcs[extra_arc_].capacity = extra;
    return questions_.ask(model_, choice);
  }

  std::vector<Amount> needs_of(const Choice& choice) const {
    std::vector<Amount> needs = model_.fixed_uses;
    for (std::size_t p = 0; p < choice.size(); ++p) {
      if (choice[p] == no_option) continue;
      const Option& option = model_.candidates[p].options[static_cast<std::size_t>(choice[p])];
      for (const MoneyUse& use : option.uses)
        needs[static_cast<std::size_t>(use.node)] += use.amount;
    }
    return needs;
  }

  /// What the money without any extra leaves unpaid.
  Amount needed_by(const Choice& choice) const {
    SelectionModel poor;
    poor.node_count = model_.node_count;
    poor.arcs = model_.arcs;
    poor.arcs[extra_arc_].capacity = 0;
    const std::vector<Amount> needs = needs_of(choice);
    MoneyFlow flow(poor);
    flow.adjust(needs);
    Amount missing = 0;
    for (std::size_t v = 0; v < needs.size(); ++v) missing += needs[v] - flow.met()[v];
    return missing;
  }

  void place(const Choice& choice, Conflict& conflict) const {
    SelectionModel network;
    network.node_count = model_.node_count;
    network.arcs = model_.arcs;
    network.arcs[extra_arc_].capacity = *conflict.repair;
    MoneyFlow flow(network);
    flow.adjust(needs_of(choice));
    for (std::size_t a = extra_arc_ + 1; a < network.arcs.size(); ++a)
      if (flow.on_arc(a) > 0) conflict.extras.emplace_back(network.arcs[a].to, flow.on_arc(a));
  }

  SelectionModel model_;
  Amount enough_ = 0;
  Questions& questions_;
  int extra_node_ = 0;
  std::size_t extra_arc_ = 0;
};

}  // namespace

Conflict find_conflict(const SelectionModel& model, const std::vector<int>& money_nodes,
                       const SolveLimits& limits) {
  Questions questions(limits);
  Conflict conflict = ConflictFinder(model, questions).run();
  RepairFinder(model, money_nodes, questions).run(conflict);
  conflict.work = questions.work();
  return conflict;
}

}  // namespace phanbo::selection

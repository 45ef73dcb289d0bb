#include "engine/choose/node_relaxation.hpp"

#include <algorithm>
#include <cmath>

namespace phanbo::selection {

namespace {

constexpr Guess nearly = 1e-6;  // search only
constexpr int probe_pivots_max = 30;

}  // namespace

NodeRelaxation::NodeRelaxation(const SelectionModel& model, CutPool& pool,
                               const Permitted& permitted, const Prices& prices)
    : model_(model), pool_(pool), flow_(model) {
  make_columns(permitted, prices);
  base_sums_.assign(pool_.limits().size(), 0);
  base_needs_.assign(model_.fixed_uses.begin(), model_.fixed_uses.end());
  base_rows_.assign(model_.rows.size(), 0);
  for (std::size_t p = 0; p < base_.size(); ++p) {
    const Option* own = option_of(p, base_[p]);
    if (own == nullptr) continue;
    pool_.add_option(*own, Amount{1}, base_sums_);
    add_uses(p, base_[p], 1, base_needs_);
    add_terms(p, base_[p], 1, base_rows_);
    base_value_ += static_cast<Guess>(own->value);
  }
  const auto gain = [&](const Column& column) {
    const auto p = static_cast<std::size_t>(column.candidate);
    const Option* to = option_of(p, column.option);
    const Option* from = option_of(p, base_[p]);
    return static_cast<Guess>((to == nullptr ? 0 : to->value) -
                              (from == nullptr ? 0 : from->value));
  };
  Guess gains = 0;
  for (const Column& column : columns_) gains += std::abs(gain(column));
  if (gains > 0) value_scale_ = static_cast<Guess>(columns_.size()) / gains;
  std::vector<Guess> objective;
  for (const Column& column : columns_) objective.push_back(gain(column) * value_scale_);
  simplex_ = SmallSimplex(std::move(objective));
  wanted_.assign(columns_.size(), may_be_zero | may_be_one);
  row_of_limit_.assign(pool_.limits().size(), -1);
  for (std::size_t i = 0; i < pool_.limits().size(); ++i)
    if (pool_.limits()[i].side == LimitSide::cut) add_limit_row(static_cast<int>(i));
}

void NodeRelaxation::make_columns(const Permitted& permitted, const Prices& prices) {
  const std::size_t count = model_.candidates.size();
  base_.assign(count, no_option);
  columns_of_.resize(count);
  questions_of_.resize(count);
  choice_row_.assign(count, -1);
  base_denied_.assign(count, 0);
  base_taken_.assign(count, 0);
  for (std::size_t p = 0; p < count; ++p) {
    std::vector<int> left;
    Guess best = -HUGE_VAL;
    for (int c = no_option; c < static_cast<int>(model_.candidates[p].options.size()); ++c) {
      if (!permitted.option(p, c)) continue;
      left.push_back(c);
      const Option* own = option_of(p, c);
      const Guess profit = own == nullptr ? 0 : profit_at(*own, prices);
      if (profit <= best) continue;
      best = profit;
      base_[p] = c;
    }
    if (left.size() < 2) continue;
    for (const int c : left) {
      int column = -1;
      if (c != base_[p]) {
        column = static_cast<int>(columns_.size());
        columns_of_[p].push_back(column);
        columns_.push_back({static_cast<int>(p), c});
      }

      questions_of_[p].push_back(static_cast<int>(questions_.size()));
      questions_.push_back({static_cast<int>(p), c});
      column_of_question_.push_back(column);
    }
  }
}

void NodeRelaxation::add_uses(std::size_t candidate, int option, Guess factor,
                              std::vector<Guess>& needs) const {
  const Option* own = option_of(candidate, option);
  if (own == nullptr) return;
  for (const MoneyUse& use : own->uses)
    needs[static_cast<std::size_t>(use.node)] += factor * static_cast<Guess>(use.amount);
}

void NodeRelaxation::add_terms(std::size_t candidate, int option, Guess factor,
                               std::vector<Guess>& sums) const {
  const Option* own = option_of(candidate, option);
  if (own == nullptr) return;
  for (const RowTerm& term : own->terms)
    sums[static_cast<std::size_t>(term.row)] += factor * static_cast<Guess>(term.coefficient);
}

/// The pool may have grown since, here or elsewhere.
void NodeRelaxation::meet_new_limits() {
  for (std::size_t i = base_sums_.size(); i < pool_.limits().size(); ++i) {
    Amount all = 0;
    for (std::size_t p = 0; p < base_.size(); ++p)
      if (const Option* own = option_of(p, base_[p]))
        all += pool_.coefficient(*own, pool_.limits()[i]);
    base_sums_.push_back(all);
  }
  row_of_limit_.resize(base_sums_.size(), -1);
}

void NodeRelaxation::add_limit_row(int limit) {
  const LinearLimit& own = pool_.limits()[static_cast<std::size_t>(limit)];
  const auto coefficient = [&](std::size_t p, int c) {
    const Option* option = option_of(p, c);
    return option == nullptr ? Amount{0} : pool_.coefficient(*option, own);
  };
  std::vector<Guess> coefficients(columns_.size(), 0);
  Guess sum = 0;
  std::size_t count = 0;
  for (std::size_t p = 0; p < columns_of_.size(); ++p) {
    if (columns_of_[p].empty()) continue;
    const Amount base = coefficient(p, base_[p]);
    for (const int j : columns_of_[p]) {
      const Amount step = coefficient(p, columns_[static_cast<std::size_t>(j)].option) - base;
      coefficients[static_cast<std::size_t>(j)] = static_cast<Guess>(step);
      sum += std::abs(static_cast<Guess>(step));
      if (step != 0) ++count;
    }
  }
  meet_new_limits();
  const Guess scale = sum > 0 ? static_cast<Guess>(count) / sum : 1;
  for (Guess& own_coefficient : coefficients) own_coefficient *= scale;
  row_of_limit_[static_cast<std::size_t>(limit)] = static_cast<int>(rows_.size());
  rows_.push_back({RowKind::limit, limit, scale});
  const Amount rest = own.limit - base_sums_[static_cast<std::size_t>(limit)];
  simplex_.add_row(rows_.back().name(), coefficients, static_cast<Guess>(rest) * scale);
}

void NodeRelaxation::add_choice_row(std::size_t candidate) {
  std::vector<Guess> coefficients(columns_.size(), 0);
  for (const int j : columns_of_[candidate]) coefficients[static_cast<std::size_t>(j)] = 1;
  choice_row_[candidate] = static_cast<int>(rows_.size());
  rows_.push_back({RowKind::choice, static_cast<int>(candidate), 1});
  simplex_.add_row(rows_.back().name(), coefficients, 1);
}

Guess NodeRelaxation::base_fraction(std::size_t candidate) const {
  Guess left = 1;
  for (const int j : columns_of_[candidate]) left -= x_[static_cast<std::size_t>(j)];
  return std::clamp<Guess>(left, 0, 1);
}

Guess NodeRelaxation::fraction(int question) const {
  const auto q = static_cast<std::size_t>(question);
  const int column = column_of_question_[q];
  return column >= 0 ? x_[static_cast<std::size_t>(column)]
                     : base_fraction(static_cast<std::size_t>(questions_[q].candidate));
}

Guess NodeRelaxation::profit_over_base(int question) const {
  const auto q = static_cast<std::size_t>(question);
  const int column = column_of_question_[q];
  if (column < 0) return 0;
  const int row = choice_row_[static_cast<std::size_t>(questions_[q].candidate)];
  const Guess of_row = row < 0 ? 0 : simplex_.prices()[static_cast<std::size_t>(row)];
  return (simplex_.reduced(column) + of_row) / value_scale_;
}

std::vector<int> NodeRelaxation::open_columns(std::size_t candidate) const {
  std::vector<int> result;
  for (const int j : columns_of_[candidate])
    if (wanted_[static_cast<std::size_t>(j)] != may_be_zero) result.push_back(j);
  return result;
}

bool NodeRelaxation::is_open(int question) const {
  const auto q = static_cast<std::size_t>(question);
  const auto p = static_cast<std::size_t>(questions_[q].candidate);
  if (base_taken_[p] != 0) return false;
  const int column = column_of_question_[q];
  const bool is_left =
      column < 0 ? base_denied_[p] == 0
                 : wanted_[static_cast<std::size_t>(column)] == (may_be_zero | may_be_one);
  return is_left && open_columns(p).size() + (base_denied_[p] != 0 ? 0 : 1) > 1;
}

int NodeRelaxation::any_open_question() const {
  for (int q = 0; q < static_cast<int>(questions_.size()); ++q)
    if (is_open(q)) return q;
  return -1;
}

/// Bounds of all columns at the node; only what differs moves the simplex.
void NodeRelaxation::stand_at(const std::vector<Answer>& path) {
  std::fill(wanted_.begin(), wanted_.end(), may_be_zero | may_be_one);
  std::fill(base_denied_.begin(), base_denied_.end(), 0);
  std::fill(base_taken_.begin(), base_taken_.end(), 0);
  for (const Answer& answer : path) {
    const auto q = static_cast<std::size_t>(answer.question);
    const auto p = static_cast<std::size_t>(questions_[q].candidate);
    const int column = column_of_question_[q];
    if (answer.taken) {
      for (const int j : columns_of_[p])
        wanted_[static_cast<std::size_t>(j)] = j == column ? may_be_one : may_be_zero;
      (column < 0 ? base_taken_ : base_denied_)[p] = 1;
    } else if (column >= 0) {
      wanted_[static_cast<std::size_t>(column)] = may_be_zero;
    } else {
      base_denied_[p] = 1;
    }
  }
  // Without its base a candidate takes the one step that is left, or all of several.
  std::vector<char> needs_row(base_.size(), 0);
  for (const Answer& answer : path) {
    const auto p =
        static_cast<std::size_t>(questions_[static_cast<std::size_t>(answer.question)].candidate);
    if (base_denied_[p] == 0) continue;
    const std::vector<int> open = open_columns(p);
    if (open.size() == 1) wanted_[static_cast<std::size_t>(open.front())] = may_be_one;
    if (open.size() < 2) continue;
    needs_row[p] = 1;
    if (choice_row_[p] < 0) add_choice_row(p);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].kind == RowKind::choice)
      simplex_.set_equality(i, needs_row[static_cast<std::size_t>(rows_[i].index)] != 0);
  for (std::size_t j = 0; j < wanted_.size(); ++j) set_bounds(static_cast<int>(j), wanted_[j]);
}

/// Rows that are not tight there are dropped once there are many; the pool remembers them.
void NodeRelaxation::come_back(const SimplexState& state) {
  for (const int name : state.tight_rows) {
    const auto index = static_cast<std::size_t>(name / 2);
    if (static_cast<RowKind>(name % 2) == RowKind::limit) {
      if (row_of_limit_[index] < 0) add_limit_row(name / 2);
    } else if (choice_row_[index] < 0) {
      add_choice_row(index);
    }
  }
  simplex_.restore(state);
  if (simplex_.row_count() <= 20 + state.tight_rows.size() * 3 / 2) return;
  std::vector<LpRow> kept;
  for (const std::size_t row : simplex_.drop_loose_rows()) kept.push_back(rows_[row]);
  rows_ = std::move(kept);
  std::fill(row_of_limit_.begin(), row_of_limit_.end(), -1);
  std::fill(choice_row_.begin(), choice_row_.end(), -1);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto index = static_cast<std::size_t>(rows_[i].index);
    (rows_[i].kind == RowKind::limit ? row_of_limit_ : choice_row_)[index] = static_cast<int>(i);
  }
}

void NodeRelaxation::count_work(std::int64_t pivots_before) {
  work_ += (simplex_.pivots() - pivots_before + 2) *
           static_cast<std::int64_t>(simplex_.row_count()) *
           static_cast<std::int64_t>(columns_.size() + 2 * simplex_.row_count());
}

SimplexOutcome NodeRelaxation::solve(Guess cutoff) {
  const std::int64_t before = simplex_.pivots();
  const SimplexOutcome outcome = simplex_.solve(cutoff_of(cutoff), 5'000);
  count_work(before);
  x_ = simplex_.values();
  return outcome;
}

bool NodeRelaxation::add_broken_choices() {
  bool any = false;
  for (std::size_t p = 0; p < columns_of_.size(); ++p) {
    if (columns_of_[p].size() < 2 || choice_row_[p] >= 0) continue;
    Guess sum = 0;
    for (const int j : columns_of_[p]) sum += x_[static_cast<std::size_t>(j)];
    if (sum <= 1 + nearly) continue;
    add_choice_row(p);
    any = true;
  }
  return any;
}

/// Rows of the model; cuts of the network are found by flow.
bool NodeRelaxation::add_broken_limits() {
  std::vector<Guess> sums = base_rows_;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x_[j] <= 0) continue;
    const auto p = static_cast<std::size_t>(columns_[j].candidate);
    add_terms(p, columns_[j].option, x_[j], sums);
    add_terms(p, base_[p], -x_[j], sums);
  }
  bool any = false;
  for (std::size_t i = 0; i < pool_.row_limits(); ++i) {
    const LinearLimit& limit = pool_.limits()[i];
    if (row_of_limit_[i] >= 0) continue;
    const Guess sum = sums[static_cast<std::size_t>(limit.index)];
    const auto bound = static_cast<Guess>(limit.limit);
    if ((limit.side == LimitSide::upper ? sum : -sum) <= bound + 1e-7 * (1 + std::abs(bound)))
      continue;
    add_limit_row(static_cast<int>(i));
    any = true;
  }
  return any;
}

bool NodeRelaxation::add_cuts_of(const std::vector<Amount>& needs) {
  bool any = false;
  for (Cut& cut : broken_cuts(model_, flow_, needs)) {
    const int limit = pool_.limit_of(std::move(cut));
    meet_new_limits();
    if (row_of_limit_[static_cast<std::size_t>(limit)] >= 0) continue;
    add_limit_row(limit);
    any = true;
  }
  return any;
}

/// The network is asked less often once it has long had nothing to say: a cut not known makes the
/// bound weaker, never wrong.
bool NodeRelaxation::add_broken_rows() {
  if (add_broken_choices() || add_broken_limits()) return true;
  constexpr int quiet_enough = 20;
  constexpr int left_out_max = 10;
  if (quiet_asks_ > quiet_enough && ++asks_left_out_ < left_out_max) return false;
  asks_left_out_ = 0;
  std::vector<Guess> needs = base_needs_;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x_[j] <= 0) continue;
    const auto p = static_cast<std::size_t>(columns_[j].candidate);
    add_uses(p, columns_[j].option, x_[j], needs);
    add_uses(p, base_[p], -x_[j], needs);
  }
  std::vector<Amount> whole;
  for (const Guess need : needs)
    whole.push_back(static_cast<Amount>(std::max<Guess>(0, need * (1 - 1e-7) - 1)));
  const bool any = add_cuts_of(whole);
  quiet_asks_ = any ? 0 : quiet_asks_ + 1;
  return any;
}

/// Whole needs of a choice the rows allow, but the network does not.
bool NodeRelaxation::add_broken_cuts(const Choice& choice) {
  std::vector<Amount> needs = model_.fixed_uses;
  for (std::size_t p = 0; p < choice.size(); ++p) {
    if (const Option* own = option_of(p, choice[p]))
      for (const MoneyUse& use : own->uses) needs[static_cast<std::size_t>(use.node)] += use.amount;
  }
  return add_cuts_of(needs);
}

std::optional<Choice> NodeRelaxation::whole_choice() const {
  Choice choice = base_;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x_[j] > nearly && x_[j] < 1 - nearly) return {};
    if (x_[j] >= 1 - nearly)
      choice[static_cast<std::size_t>(columns_[j].candidate)] = columns_[j].option;
  }
  return choice;
}

Choice NodeRelaxation::decided_choice() const {
  Choice choice = base_;
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (wanted_[j] == may_be_one)
      choice[static_cast<std::size_t>(columns_[j].candidate)] = columns_[j].option;
  return choice;
}

/// Rows of the model, and the cuts that are rows here.
std::vector<int> NodeRelaxation::known_limits() const {
  std::vector<int> result;
  for (std::size_t i = 0; i < row_of_limit_.size(); ++i)
    if (i < pool_.row_limits() || row_of_limit_[i] >= 0) result.push_back(static_cast<int>(i));
  return result;
}

std::vector<Amount> NodeRelaxation::on_limits(std::size_t candidate, int option,
                                              const std::vector<int>& limits) const {
  std::vector<Amount> result(limits.size(), 0);
  const Option* own = option_of(candidate, option);
  for (std::size_t k = 0; own != nullptr && k < limits.size(); ++k)
    result[k] = pool_.coefficient(*own, pool_.limits()[static_cast<std::size_t>(limits[k])]);
  return result;
}

/// Candidates in the order of how sure the relaxation is of them, each with the option it takes
/// most of those that fit.
std::optional<Choice> NodeRelaxation::rounded_choice() {
  struct Wish {
    Guess fraction = 0;
    std::size_t candidate = 0;
    int option = no_option;
  };
  std::vector<Wish> wishes;
  meet_new_limits();
  const std::vector<int> limits = known_limits();
  std::vector<Amount> left;
  for (const int i : limits)
    left.push_back(pool_.limits()[static_cast<std::size_t>(i)].limit -
                   base_sums_[static_cast<std::size_t>(i)]);
  Choice choice = base_;
  std::vector<char> is_settled(base_.size(), 1);
  for (std::size_t p = 0; p < base_.size(); ++p) {
    const Guess base = base_fraction(p);
    if (base > 1 - nearly) continue;
    is_settled[p] = 0;
    choice[p] = no_option;
    const std::vector<Amount> own = on_limits(p, base_[p], limits);
    for (std::size_t k = 0; k < left.size(); ++k) left[k] += own[k];
    wishes.push_back({base, p, base_[p]});
    for (const int j : columns_of_[p])
      wishes.push_back(
          {x_[static_cast<std::size_t>(j)], p, columns_[static_cast<std::size_t>(j)].option});
  }
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.fraction > b.fraction; });
  for (const Wish& wish : wishes) {
    if (is_settled[wish.candidate] != 0) continue;
    const std::vector<Amount> own = on_limits(wish.candidate, wish.option, limits);
    bool fits = true;
    for (std::size_t k = 0; k < left.size() && fits; ++k)
      fits = own[k] <= std::max<Amount>(0, left[k]);
    if (!fits) continue;
    is_settled[wish.candidate] = 1;
    choice[wish.candidate] = wish.option;
    for (std::size_t k = 0; k < left.size(); ++k) left[k] -= own[k];
  }
  if (std::any_of(left.begin(), left.end(), [](Amount amount) { return amount < 0; })) return {};
  return choice;
}

std::vector<LimitPrice> NodeRelaxation::prices() const {
  std::vector<LimitPrice> result;
  const std::vector<Guess>& prices = simplex_.prices();
  for (std::size_t i = 0; i < rows_.size() && i < prices.size(); ++i)
    if (rows_[i].kind == RowKind::limit && prices[i] > 0)
      result.push_back({rows_[i].index, prices[i] * rows_[i].scale / value_scale_});
  std::sort(result.begin(), result.end(),
            [](const LimitPrice& a, const LimitPrice& b) { return a.limit < b.limit; });
  return result;
}

void NodeRelaxation::prepare_probes(std::span<const int> questions) {
  bool any = false;
  for (const int question : questions) {
    const auto q = static_cast<std::size_t>(question);
    const auto p = static_cast<std::size_t>(questions_[q].candidate);
    if (column_of_question_[q] >= 0 || choice_row_[p] >= 0 || open_columns(p).size() < 2) continue;
    add_choice_row(p);
    any = true;
  }
  if (any) simplex_.solve(-HUGE_VAL, 100);
  simplex_.remember(memory_);
}

void NodeRelaxation::answer_probe(const Question& question, bool taken) {
  const auto p = static_cast<std::size_t>(question.candidate);
  if (!taken && question.option == base_[p]) {
    const std::vector<int> open = open_columns(p);
    if (open.size() == 1) set_bounds(open.front(), may_be_one);
    if (open.size() > 1) simplex_.set_equality(static_cast<std::size_t>(choice_row_[p]), true);
    return;
  }
  for (const int j : columns_of_[p]) {
    const bool is_own = columns_[static_cast<std::size_t>(j)].option == question.option;
    if (taken) {
      set_bounds(j, is_own ? may_be_one : may_be_zero);
    } else if (is_own) {
      set_bounds(j, may_be_zero);
    }
  }
}

void NodeRelaxation::undo_probe(std::size_t candidate) {
  for (const int j : columns_of_[candidate]) set_bounds(j, wanted_[static_cast<std::size_t>(j)]);
  if (choice_row_[candidate] >= 0)
    simplex_.set_equality(static_cast<std::size_t>(choice_row_[candidate]),
                          base_denied_[candidate] != 0 && open_columns(candidate).size() > 1);
  simplex_.recall(memory_);
}

Guess NodeRelaxation::probe(int question, bool taken, Guess cutoff) {
  const Question& own = questions_[static_cast<std::size_t>(question)];
  const std::int64_t pivots = simplex_.pivots();
  const Guess before = simplex_.objective();
  answer_probe(own, taken);
  const SimplexOutcome outcome = simplex_.solve(cutoff_of(cutoff), probe_pivots_max);
  Guess drop = std::max<Guess>(0, before - simplex_.objective()) / value_scale_;
  if (outcome == SimplexOutcome::impossible || outcome == SimplexOutcome::below_cutoff)
    drop = HUGE_VAL;
  undo_probe(static_cast<std::size_t>(own.candidate));
  count_work(pivots);
  return drop;
}

}  // namespace phanbo::selection

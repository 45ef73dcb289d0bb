#include "engine/choose/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace phanbo::selection {

Guess profit_at(const Option& option, const Prices& prices) {
  auto profit = static_cast<Guess>(option.value);
  for (const MoneyUse& use : option.uses)
    profit -= prices.node[static_cast<std::size_t>(use.node)] * static_cast<Guess>(use.amount);
  for (const RowTerm& term : option.terms)
    profit -= prices.row[static_cast<std::size_t>(term.row)] * static_cast<Guess>(term.coefficient);
  return profit;
}

int best_option_at(const Candidate& candidate, const Prices& prices) {
  int best = no_option;
  Guess best_profit = candidate.must_choose ? -HUGE_VAL : 0;
  for (std::size_t c = 0; c < candidate.options.size(); ++c) {
    const Guess profit = profit_at(candidate.options[c], prices);
    if (profit > best_profit) {
      best = static_cast<int>(c);
      best_profit = profit;
    }
  }
  return best;
}

namespace {

struct Column {
  int candidate = 0;
  int option = no_option;
};

/// Column generation around a base choice: a column is the step from the base to another option, so
/// what is left out stays at its base and the small programme stays close to the whole one. Money
/// is counted in `money_unit_` đồng; a row of the model is there only once it was broken.
class Relaxer {
 public:
  Relaxer(const SelectionModel& model, LpEngineMaker make_engine)
      : model_(model), engine_(make_engine()) {}

  Relaxation run(const Prices& start, const RelaxationOptions& options);

 private:
  void take_base(const Prices& prices);
  void add_network();
  bool add_columns_by_price(const Prices& prices, bool first, std::size_t most);
  void add_columns(const std::vector<Column>& columns);
  void add_terms(const Option* option, Guess factor, std::vector<LpTerm>& terms) const;
  void activate(std::size_t row, bool upper);
  bool activate_broken();
  bool add_choice_rows();
  bool read_answer();
  void read_prices(const std::vector<Guess>& by_row);
  void report(Relaxation& result) const;
  const Option* option_of(const Column& column) const;
  const Option* base_of(const Column& column) const {
    return option_of({column.candidate, base_[static_cast<std::size_t>(column.candidate)]});
  }

  enum class RowKind { node, upper, lower, choice };
  struct LpRow {
    RowKind kind = RowKind::node;
    int index = 0;
    Guess scale = 1;
  };
  struct RowState {
    int upper = -1;  ///< its LP row, or -1
    int lower = -1;
    Guess scale = 1;
  };

  const SelectionModel& model_;
  std::unique_ptr<LpEngine> engine_;
  Choice base_;
  std::vector<Amount> base_sums_;   ///< by row of the model
  std::vector<Amount> base_needs_;  ///< by node
  std::vector<Column> columns_;
  std::vector<Guess> fractions_;
  std::size_t first_column_ = 0;  ///< arcs come first
  std::vector<std::vector<int>> columns_of_candidate_;
  std::vector<int> choice_row_;  ///< by candidate: its "one at most" row, or -1
  std::vector<RowState> row_states_;
  std::vector<std::vector<int>> columns_of_row_;  ///< by row of the model
  std::vector<LpRow> lp_rows_;
  std::vector<std::vector<char>> is_column_;  ///< by candidate, option + 1
  Guess value_scale_ = 1;
  Guess money_unit_ = 1;
  Guess penalty_ = 100;
  Prices prices_;
};

const Option* Relaxer::option_of(const Column& column) const {
  if (column.option == no_option) return nullptr;
  return &model_.candidates[static_cast<std::size_t>(column.candidate)]
              .options[static_cast<std::size_t>(column.option)];
}

void Relaxer::take_base(const Prices& prices) {
  base_needs_ = model_.fixed_uses;
  base_sums_.assign(model_.rows.size(), 0);
  Guess values = 0;
  Guess money = 0;
  std::size_t option_count = 0;
  std::size_t use_count = 0;
  for (const Candidate& candidate : model_.candidates) {
    base_.push_back(best_option_at(candidate, prices));
    is_column_.emplace_back(candidate.options.size() + 1, 0);
    for (const Option& option : candidate.options) {
      values += std::abs(static_cast<Guess>(option.value));
      for (const MoneyUse& use : option.uses) money += static_cast<Guess>(use.amount);
      use_count += option.uses.size();
      ++option_count;
    }
    if (base_.back() == no_option) continue;
    const Option& base = candidate.options[static_cast<std::size_t>(base_.back())];
    for (const MoneyUse& use : base.uses)
      base_needs_[static_cast<std::size_t>(use.node)] += use.amount;
    for (const RowTerm& term : base.terms)
      base_sums_[static_cast<std::size_t>(term.row)] += term.coefficient;
  }
  if (values > 0) value_scale_ = static_cast<Guess>(option_count) / values;
  if (money > 0) money_unit_ = money / static_cast<Guess>(use_count);
  columns_of_candidate_.resize(model_.candidates.size());
  choice_row_.assign(model_.candidates.size(), -1);
  row_states_.resize(model_.rows.size());
  columns_of_row_.resize(model_.rows.size());
}

/// A row for each node but the first: needs and money sent on are at most what comes in.
void Relaxer::add_network() {
  for (int v = 1; v < model_.node_count; ++v) {
    const auto need = static_cast<Guess>(base_needs_[static_cast<std::size_t>(v)]);
    engine_->add_row(-need / money_unit_, {}, {}, penalty_);
    lp_rows_.push_back({RowKind::node, v, 1 / money_unit_});
  }
  std::vector<Guess> upper;
  std::vector<std::vector<LpTerm>> terms;
  for (const MoneyArc& arc : model_.arcs) {
    upper.push_back(static_cast<Guess>(arc.capacity) / money_unit_);
    std::vector<LpTerm>& own = terms.emplace_back();
    if (arc.from != money_node) own.push_back({arc.from - 1, 1});
    own.push_back({arc.to - 1, -1});
  }
  engine_->add_columns(std::vector<Guess>(upper.size(), 0), upper, terms);
  first_column_ = upper.size();
}

bool Relaxer::add_columns_by_price(const Prices& prices, bool first, std::size_t most) {
  struct Offer {
    Guess merit;
    Column column;
  };
  std::vector<Offer> offers;
  for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
    const Candidate& candidate = model_.candidates[p];
    const Option* base = option_of({static_cast<int>(p), base_[p]});
    const Guess base_profit = base == nullptr ? 0 : profit_at(*base, prices);
    const Guess base_value = base == nullptr ? 0 : static_cast<Guess>(base->value);
    for (int c = candidate.must_choose ? 0 : no_option;
         c < static_cast<int>(candidate.options.size()); ++c) {
      if (c == base_[p] || is_column_[p][static_cast<std::size_t>(c + 1)] != 0) continue;
      const Column column{static_cast<int>(p), c};
      const Option* option = option_of(column);
      const Guess gain = (option == nullptr ? 0 : profit_at(*option, prices)) - base_profit;
      const Guess size =
          1 + std::max(base_value, option == nullptr ? 0 : static_cast<Guess>(option->value));
      if (first || gain > 1e-7 * size) offers.push_back({gain / size, column});
    }
  }
  if (offers.empty()) return false;
  const auto better = [](const Offer& a, const Offer& b) {
    if (a.merit != b.merit) return a.merit > b.merit;
    return std::pair(a.column.candidate, a.column.option) <
           std::pair(b.column.candidate, b.column.option);
  };
  const std::size_t count = std::min(most, offers.size());
  std::partial_sort(offers.begin(), offers.begin() + static_cast<std::ptrdiff_t>(count),
                    offers.end(), better);
  std::vector<Column> columns;
  for (std::size_t i = 0; i < count; ++i) columns.push_back(offers[i].column);
  add_columns(columns);
  return true;
}

void Relaxer::add_terms(const Option* option, Guess factor, std::vector<LpTerm>& terms) const {
  if (option == nullptr) return;
  for (const MoneyUse& use : option->uses)
    terms.push_back({use.node - 1, factor * static_cast<Guess>(use.amount) / money_unit_});
  for (const RowTerm& term : option->terms) {
    const RowState& state = row_states_[static_cast<std::size_t>(term.row)];
    const Guess part = factor * static_cast<Guess>(term.coefficient) * state.scale;
    if (state.upper >= 0) terms.push_back({state.upper, part});
    if (state.lower >= 0) terms.push_back({state.lower, -part});
  }
}

void Relaxer::add_columns(const std::vector<Column>& columns) {
  std::vector<Guess> objective;
  std::vector<std::vector<LpTerm>> terms;
  const auto value = [](const Option* option) {
    return static_cast<Guess>(option == nullptr ? 0 : option->value);
  };
  for (const Column& column : columns) {
    const auto p = static_cast<std::size_t>(column.candidate);
    const Option* option = option_of(column);
    const Option* base = base_of(column);
    objective.push_back((value(option) - value(base)) * value_scale_);
    std::vector<LpTerm> all;
    add_terms(option, 1, all);
    add_terms(base, -1, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const LpTerm& a, const LpTerm& b) { return a.row < b.row; });
    std::vector<LpTerm>& own = terms.emplace_back();
    for (const LpTerm& term : all) {
      if (!own.empty() && own.back().row == term.row) {
        own.back().coefficient += term.coefficient;
        if (own.back().coefficient == 0) own.pop_back();
      } else {
        own.push_back(term);
      }
    }
    if (choice_row_[p] >= 0) own.push_back({choice_row_[p], 1});
    is_column_[p][static_cast<std::size_t>(column.option + 1)] = 1;
    const auto place = static_cast<int>(columns_.size());
    columns_of_candidate_[p].push_back(place);
    for (const Option* part : {option, base}) {
      if (part == nullptr) continue;
      for (const RowTerm& term : part->terms) {
        auto& list = columns_of_row_[static_cast<std::size_t>(term.row)];
        if (list.empty() || list.back() != place) list.push_back(place);
      }
    }
    columns_.push_back(column);
  }
  engine_->add_columns(objective, std::vector<Guess>(columns.size(), 1), terms);
}

void Relaxer::activate(std::size_t row, bool upper) {
  std::vector<int> places;
  std::vector<Guess> values;
  Guess sum = 0;
  const auto coefficient = [&](const Option* option) {
    Amount all = 0;
    if (option == nullptr) return all;
    for (const RowTerm& term : option->terms)
      if (static_cast<std::size_t>(term.row) == row) all += term.coefficient;
    return all;
  };
  for (const int j : columns_of_row_[row]) {
    const Column& column = columns_[static_cast<std::size_t>(j)];
    const Amount step = coefficient(option_of(column)) - coefficient(base_of(column));
    if (step == 0) continue;
    places.push_back(static_cast<int>(first_column_) + j);
    values.push_back(static_cast<Guess>(upper ? step : -step));
    sum += std::abs(values.back());
  }
  RowState& state = row_states_[row];
  const Amount limit =
      upper ? *model_.rows[row].upper - base_sums_[row] : base_sums_[row] - *model_.rows[row].lower;
  if (state.upper < 0 && state.lower < 0) {
    state.scale = sum > 0 ? static_cast<Guess>(values.size()) / sum
                          : 1 / (1 + std::abs(static_cast<Guess>(limit)));
  }
  for (Guess& value : values) value *= state.scale;
  (upper ? state.upper : state.lower) = static_cast<int>(lp_rows_.size());
  lp_rows_.push_back({upper ? RowKind::upper : RowKind::lower, static_cast<int>(row), state.scale});
  engine_->add_row(static_cast<Guess>(limit) * state.scale, places, values, penalty_);
}

/// Rows of the model that the present fractions break.
bool Relaxer::activate_broken() {
  std::vector<Guess> sums(base_sums_.begin(), base_sums_.end());
  const auto add = [&](const Option* option, Guess factor) {
    if (option == nullptr) return;
    for (const RowTerm& term : option->terms)
      sums[static_cast<std::size_t>(term.row)] += factor * static_cast<Guess>(term.coefficient);
  };
  for (std::size_t j = 0; j < fractions_.size(); ++j) {
    if (fractions_[j] <= 0) continue;
    add(option_of(columns_[j]), fractions_[j]);
    add(base_of(columns_[j]), -fractions_[j]);
  }
  bool any = false;
  const auto is_over = [](Guess sum, Amount limit) {
    const auto bound = static_cast<Guess>(limit);
    return sum > bound + std::min<Guess>(1e6, 1e-6 * (1 + std::abs(bound)));
  };
  for (std::size_t r = 0; r < sums.size(); ++r) {
    const Row& row = model_.rows[r];
    if (row.upper && row_states_[r].upper < 0 && is_over(sums[r], *row.upper)) {
      activate(r, true);
      any = true;
    }
    if (row.lower && row_states_[r].lower < 0 && is_over(-sums[r], -*row.lower)) {
      activate(r, false);
      any = true;
    }
  }
  return any;
}

bool Relaxer::add_choice_rows() {
  bool any = false;
  for (std::size_t p = 0; p < columns_of_candidate_.size(); ++p) {
    const auto& own = columns_of_candidate_[p];
    if (choice_row_[p] >= 0 || own.size() < 2) continue;
    Guess sum = 0;
    std::vector<int> places;
    for (const int j : own) {
      places.push_back(static_cast<int>(first_column_) + j);
      if (static_cast<std::size_t>(j) < fractions_.size())
        sum += fractions_[static_cast<std::size_t>(j)];
    }
    if (sum <= 1 + 1e-7) continue;
    choice_row_[p] = static_cast<int>(lp_rows_.size());
    lp_rows_.push_back({RowKind::choice, static_cast<int>(p), 1});
    engine_->add_row(1, places, std::vector<Guess>(places.size(), 1), 0);
    any = true;
  }
  return any;
}

/// False when the answer is not even one in form: an engine is not to be trusted with that either.
bool Relaxer::read_answer() {
  std::vector<Guess> columns = engine_->columns();
  const std::vector<Guess> by_row = engine_->prices();
  const auto is_sound = [](Guess number) { return std::isfinite(number); };
  if (columns.size() != first_column_ + columns_.size() || by_row.size() != lp_rows_.size() ||
      engine_->excess().size() != lp_rows_.size() ||
      !std::all_of(columns.begin(), columns.end(), is_sound) ||
      !std::all_of(by_row.begin(), by_row.end(), is_sound))
    return false;
  fractions_.assign(columns.begin() + static_cast<std::ptrdiff_t>(first_column_), columns.end());
  for (Guess& part : fractions_) part = std::clamp<Guess>(part, 0, 1);
  read_prices(by_row);
  return true;
}

void Relaxer::read_prices(const std::vector<Guess>& by_row) {
  prices_.node.assign(static_cast<std::size_t>(model_.node_count), 0);
  prices_.row.assign(model_.rows.size(), 0);
  for (std::size_t i = 0; i < by_row.size(); ++i) {
    const LpRow& row = lp_rows_[i];
    const Guess price = by_row[i] * row.scale / value_scale_;
    const auto index = static_cast<std::size_t>(row.index);
    if (row.kind == RowKind::node) prices_.node[index] = price;
    if (row.kind == RowKind::upper) prices_.row[index] += price;
    if (row.kind == RowKind::lower) prices_.row[index] -= price;
  }
}

void Relaxer::report(Relaxation& result) const {
  result.prices = prices_;
  result.base = base_;
  std::vector<Guess> left(base_.size(), 1);
  for (std::size_t j = 0; j < fractions_.size(); ++j)
    left[static_cast<std::size_t>(columns_[j].candidate)] -= fractions_[j];
  for (std::size_t j = 0; j < fractions_.size(); ++j) {
    const Column& column = columns_[j];
    if (fractions_[j] > 1 - 1e-7) {
      result.base[static_cast<std::size_t>(column.candidate)] = column.option;
    } else if (fractions_[j] > 1e-7) {
      result.parts.push_back({column.candidate, column.option, fractions_[j]});
    }
  }
}

Relaxation Relaxer::run(const Prices& start, const RelaxationOptions& options) {
  Relaxation result;
  take_base(start);
  prices_ = start;
  add_network();
  add_columns_by_price(start, true, options.columns_first);
  activate_broken();
  for (result.rounds = 1; result.rounds <= options.rounds_max; ++result.rounds) {
    if (!engine_->solve(options.iterations_max)) break;
    result.work += engine_->iterations();
    if (!read_answer()) break;
    bool changed = add_choice_rows();
    changed = activate_broken() || changed;
    changed =
        add_columns_by_price(prices_, false, std::max<std::size_t>(columns_.size() / 2, 500)) ||
        changed;
    if (changed) continue;
    const std::vector<Guess> excess = engine_->excess();
    const bool is_left =
        std::any_of(excess.begin(), excess.end(), [](Guess part) { return part > 1e-6; });
    if (is_left && penalty_ < 1e6) {
      penalty_ *= 100;
      engine_->set_penalty(penalty_);
      continue;
    }
    result.is_possible = !is_left;
    result.is_settled = true;
    break;
  }
  report(result);
  return result;
}

}  // namespace

void add_priced_cuts(const SelectionModel& model, const Prices& prices, CutPool& pool) {
  std::vector<Guess> levels(prices.node.begin() + 1, prices.node.end());
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  const Guess least = levels.empty() ? 0 : 1e-6 * levels.back();
  Guess last = 0;
  for (const Guess level : levels) {
    if (level - last <= least) continue;
    last = level;
    std::vector<char> inside(prices.node.size(), 0);
    for (std::size_t v = 1; v < inside.size(); ++v)
      inside[v] = prices.node[v] >= level - least ? 1 : 0;
    for (auto& part : connected_parts(model, inside))
      pool.add_cut(make_cut(model, std::move(part)));
  }
}

Relaxation relax(const SelectionModel& model, const Prices& start, LpEngineMaker make_engine,
                 const RelaxationOptions& options) {
  return Relaxer(model, make_engine).run(start, options);
}

Prices sample_prices(const SelectionModel& model, std::size_t sample_size,
                     LpEngineMaker make_engine) {
  const Prices nothing{std::vector<Guess>(static_cast<std::size_t>(model.node_count), 0),
                       std::vector<Guess>(model.rows.size(), 0)};
  const std::size_t all = model.candidates.size();
  if (all < sample_size * 3) return nothing;
  SelectionModel sample;
  sample.node_count = model.node_count;
  sample.arcs = model.arcs;
  sample.fixed_uses = model.fixed_uses;
  const auto share = [&](Amount amount) {
    return static_cast<Amount>(Int128{amount} * static_cast<Int128>(sample_size) /
                               static_cast<Int128>(all));
  };
  for (MoneyArc& arc : sample.arcs) arc.capacity = share(arc.capacity);
  for (Amount& amount : sample.fixed_uses) amount = share(amount);
  std::vector<std::size_t> terms(model.rows.size(), 0);
  for (const Candidate& candidate : model.candidates)
    for (const Option& option : candidate.options)
      for (const RowTerm& term : option.terms) ++terms[static_cast<std::size_t>(term.row)];
  // Rows of a few candidates say nothing about a sample.
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    Row row;
    if (terms[r] * sample_size / all >= 20) {
      if (model.rows[r].lower) row.lower = share(*model.rows[r].lower);
      if (model.rows[r].upper) row.upper = share(*model.rows[r].upper);
    }
    sample.rows.push_back(row);
  }
  // A step that shares no factor with the count spreads the sample over the order of codes.
  std::size_t step = static_cast<std::size_t>(static_cast<Guess>(all) * 0.6180339887);
  while (std::gcd(step, all) != 1) ++step;
  for (std::size_t i = 0, p = 0; i < sample_size; ++i, p = (p + step) % all)
    sample.candidates.push_back(model.candidates[p]);
  RelaxationOptions options;
  options.columns_first = 100'000;
  return relax(sample, nothing, make_engine, options).prices;
}

}  // namespace phanbo::selection

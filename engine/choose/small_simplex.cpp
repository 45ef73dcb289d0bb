#include "engine/choose/small_simplex.hpp"

#include <algorithm>
#include <cmath>

namespace phanbo::selection {

namespace {

constexpr Guess tolerance = 1e-7;    // search only
constexpr Guess pivot_least = 1e-8;  // search only
constexpr Guess no_bound = 1e30;     // search only
constexpr int refactor_after = 80;

/// Four sums side by side, always in the same order: fast, and the same bytes everywhere.
Guess dot(const Guess* a, const Guess* b, std::size_t n) {
  Guess sums[4] = {0, 0, 0, 0};
  std::size_t k = 0;
  for (; k + 4 <= n; k += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += a[k + lane] * b[k + lane];
  for (; k < n; ++k) sums[0] += a[k] * b[k];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void add_multiple(Guess* __restrict out, const Guess* __restrict in, Guess factor, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k) out[k] += factor * in[k];
}

}  // namespace

SmallSimplex::SmallSimplex(std::vector<Guess> objective) : objective_(std::move(objective)) {
  low_.assign(columns(), 0);
  high_.assign(columns(), 1);
  for (const Guess gain : objective_)
    places_.push_back(gain > 0 ? Place::at_upper : Place::at_lower);
  reduced_ = objective_;
  make_room(16);
}

Guess SmallSimplex::upper_of(std::size_t j) const {
  return j < columns() ? high_[j] : slack_high_[j - columns()];
}

void SmallSimplex::make_room(std::size_t rows) {
  if (rows <= room_) return;
  const std::size_t room = std::max(rows, room_ * 2);
  const std::size_t m = row_count();
  std::vector<Guess> by_column(columns() * room, 0);
  for (std::size_t j = 0; j < columns(); ++j)
    std::copy_n(by_column_.begin() + static_cast<std::ptrdiff_t>(j * room_), m,
                by_column.begin() + static_cast<std::ptrdiff_t>(j * room));
  std::vector<Guess> inverse(room * room, 0);
  for (std::size_t i = 0; i < m; ++i)
    std::copy_n(inverse_.begin() + static_cast<std::ptrdiff_t>(i * room_), m,
                inverse.begin() + static_cast<std::ptrdiff_t>(i * room));
  by_column_ = std::move(by_column);
  inverse_ = std::move(inverse);
  room_ = room;
}

void SmallSimplex::add_row(int name, std::span<const Guess> coefficients, Guess upper) {
  const std::size_t m = row_count();
  make_room(m + 1);
  rows_.emplace_back(coefficients.begin(), coefficients.end());
  for (std::size_t j = 0; j < columns(); ++j) by_column_[j * room_ + m] = coefficients[j];
  upper_.push_back(upper);
  slack_high_.push_back(no_bound);
  names_.push_back(name);
  places_.push_back(Place::basic);
  reduced_.push_back(0);
  basic_.push_back(columns() + m);
  // The inverse grows by a row: minus the new row's basic coefficients times the old inverse.
  Guess* last = inverse_row(m);
  std::fill_n(last, room_, 0);
  for (std::size_t i = 0; i < m; ++i) {
    inverse_row(i)[m] = 0;
    if (basic_[i] >= columns()) continue;
    const Guess coefficient = rows_[m][basic_[i]];
    if (coefficient != 0) add_multiple(last, inverse_row(i), -coefficient, m);
  }
  last[m] = 1;
  is_current_ = false;
}

void SmallSimplex::set_bounds(int column_index, bool may_be_zero, bool may_be_one) {
  const auto j = static_cast<std::size_t>(column_index);
  const Guess low = may_be_zero ? 0 : 1;
  const Guess high = may_be_one ? 1 : 0;
  if (low_[j] == low && high_[j] == high) return;
  const Guess before = at_bound(j);
  low_[j] = low;
  high_[j] = high;
  if (places_[j] == Place::basic) return;  // what is computed stays true
  if (low < high) places_[j] = reduced_[j] > 0 ? Place::at_upper : Place::at_lower;
  if (!is_current_ || at_bound(j) == before) return;
  change_.assign(row_count(), 0);
  add_multiple(change_.data(), column(j), at_bound(j) - before, row_count());
  move_basics(change_);
}

void SmallSimplex::set_equality(std::size_t row, bool is_equality) {
  slack_high_[row] = is_equality ? 0 : no_bound;
  Place& place = places_[columns() + row];
  if (place == Place::at_upper) place = Place::at_lower;  // 0 either way
}

void SmallSimplex::restart() {
  SimplexState cold;
  for (const Guess gain : objective_)
    cold.columns.push_back(gain > 0 ? Place::at_upper : Place::at_lower);
  restore(cold);
}

std::vector<Guess> SmallSimplex::values() const {
  std::vector<Guess> result(columns(), 0);
  for (std::size_t j = 0; j < columns(); ++j)
    if (places_[j] != Place::basic) result[j] = at_bound(j);
  for (std::size_t i = 0; i < basic_.size() && i < basic_values_.size(); ++i)
    if (basic_[i] < columns()) result[basic_[i]] = std::clamp<Guess>(basic_values_[i], 0, 1);
  return result;
}

Guess SmallSimplex::objective() const {
  Guess sum = 0;
  for (std::size_t j = 0; j < columns(); ++j)
    if (places_[j] != Place::basic) sum += objective_[j] * at_bound(j);
  for (std::size_t i = 0; i < basic_.size(); ++i)
    if (basic_[i] < columns()) sum += objective_[basic_[i]] * basic_values_[i];
  return sum;
}

void SmallSimplex::refresh() {
  since_refactor_ = refactor_after;
  is_current_ = false;
}

SimplexState SmallSimplex::save() const {
  SimplexState state;
  state.columns.assign(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(columns()));
  for (std::size_t k = 0; k < row_count(); ++k)
    if (places_[columns() + k] != Place::basic) state.tight_rows.push_back(names_[k]);
  std::sort(state.tight_rows.begin(), state.tight_rows.end());
  return state;
}

void SmallSimplex::restore(const SimplexState& state) {
  std::copy(state.columns.begin(), state.columns.end(), places_.begin());
  for (std::size_t k = 0; k < row_count(); ++k) {
    const bool tight =
        std::binary_search(state.tight_rows.begin(), state.tight_rows.end(), names_[k]);
    places_[columns() + k] = tight ? Place::at_lower : Place::basic;
  }
  basic_.clear();
  for (std::size_t j = 0; j < places_.size(); ++j)
    if (places_[j] == Place::basic) basic_.push_back(j);
  refresh();
}

void SmallSimplex::remember(Memory& memory) const {
  memory.places = places_;
  memory.basic = basic_;
  memory.inverse.assign(inverse_.begin(),
                        inverse_.begin() + static_cast<std::ptrdiff_t>(row_count() * room_));
  memory.weights = weights_;
  memory.basic_values = basic_values_;
  memory.reduced = reduced_;
  memory.since_refactor = since_refactor_;
}

void SmallSimplex::recall(const Memory& memory) {
  places_ = memory.places;
  basic_ = memory.basic;
  std::copy(memory.inverse.begin(), memory.inverse.end(), inverse_.begin());
  weights_ = memory.weights;
  basic_values_ = memory.basic_values;
  reduced_ = memory.reduced;
  since_refactor_ = memory.since_refactor;
  is_current_ = true;
}

/// A basic slack is a unit column: without it the inverse loses one row and one column, and stays
/// one.
std::vector<std::size_t> SmallSimplex::drop_loose_rows() {
  const std::size_t n = columns();
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < row_count(); ++k)
    if (places_[n + k] != Place::basic) kept.push_back(k);
  std::vector<Guess> inverse(room_ * room_, 0);
  std::vector<std::size_t> basic;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    if (basic_[i] >= n) continue;
    for (std::size_t k = 0; k < kept.size(); ++k)
      inverse[basic.size() * room_ + k] = inverse_row(i)[kept[k]];
    basic.push_back(basic_[i]);
  }
  std::vector<std::vector<Guess>> rows;
  std::vector<Guess> upper;
  std::vector<Guess> slack_high;
  std::vector<int> names;
  std::vector<Place> places(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(n));
  for (const std::size_t k : kept) {
    rows.push_back(std::move(rows_[k]));
    upper.push_back(upper_[k]);
    slack_high.push_back(slack_high_[k]);
    names.push_back(names_[k]);
    places.push_back(Place::at_lower);
  }
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < kept.size(); ++k)
      by_column_[j * room_ + k] = by_column_[j * room_ + kept[k]];
  rows_ = std::move(rows);
  upper_ = std::move(upper);
  slack_high_ = std::move(slack_high);
  names_ = std::move(names);
  places_ = std::move(places);
  basic_ = std::move(basic);
  inverse_ = std::move(inverse);
  reduced_.resize(places_.size());
  is_current_ = false;
  return kept;
}

/// The inverse of the square of tight rows and basic columns, by Gauss-Jordan with row exchange.
bool SmallSimplex::factor_kernel(const std::vector<std::size_t>& tight,
                                 const std::vector<std::size_t>& inside,
                                 std::vector<Guess>& kernel) const {
  const std::size_t size = tight.size();
  const std::size_t width = 2 * size;
  std::vector<Guess> work(size * width, 0);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) work[i * width + j] = rows_[tight[i]][inside[j]];
    work[i * width + size + i] = 1;
  }
  std::vector<std::size_t> order(size);
  for (std::size_t i = 0; i < size; ++i) order[i] = i;
  for (std::size_t j = 0; j < size; ++j) {
    std::size_t best = j;
    for (std::size_t i = j + 1; i < size; ++i)
      if (std::abs(work[order[i] * width + j]) > std::abs(work[order[best] * width + j])) best = i;
    std::swap(order[j], order[best]);
    Guess* own = work.data() + order[j] * width;
    if (std::abs(own[j]) < 1e-9) return false;
    const Guess inverse = 1 / own[j];
    for (std::size_t k = j; k < width; ++k) own[k] *= inverse;
    for (std::size_t i = 0; i < size; ++i) {
      Guess* other = work.data() + i * width;
      if (i == order[j] || other[j] == 0) continue;
      add_multiple(other + j, own + j, -other[j], width - j);
    }
  }
  kernel.resize(size * size);
  for (std::size_t j = 0; j < size; ++j)
    std::copy_n(work.begin() + static_cast<std::ptrdiff_t>(order[j] * width + size), size,
                kernel.begin() + static_cast<std::ptrdiff_t>(j * size));
  return true;
}

/// Basic slacks are unit columns, so only tight rows and basic columns need to be inverted; a loose
/// row is then its own unit less what the basic columns take of it.
bool SmallSimplex::refactor() {
  const std::size_t m = row_count();
  if (basic_.size() != m) return false;
  std::vector<std::size_t> tight;
  std::vector<std::size_t> inside;
  for (std::size_t k = 0; k < m; ++k)
    if (places_[columns() + k] != Place::basic) tight.push_back(k);
  for (const std::size_t j : basic_)
    if (j < columns()) inside.push_back(j);
  if (tight.size() != inside.size()) return false;
  std::sort(inside.begin(), inside.end());
  std::vector<Guess> kernel;
  if (!factor_kernel(tight, inside, kernel)) return false;
  const std::size_t size = tight.size();
  std::fill_n(inverse_.begin(), m * room_, 0);
  for (std::size_t j = 0; j < size; ++j) {
    basic_[tight[j]] = inside[j];
    for (std::size_t k = 0; k < size; ++k) inverse_row(tight[j])[tight[k]] = kernel[j * size + k];
  }
  std::vector<Guess> sums(size);
  for (std::size_t i = 0; i < m; ++i) {
    if (places_[columns() + i] != Place::basic) continue;
    basic_[i] = columns() + i;
    std::fill(sums.begin(), sums.end(), 0);
    for (std::size_t j = 0; j < size; ++j) {
      const Guess coefficient = rows_[i][inside[j]];
      if (coefficient != 0) add_multiple(sums.data(), kernel.data() + j * size, -coefficient, size);
    }
    for (std::size_t k = 0; k < size; ++k) inverse_row(i)[tight[k]] = sums[k];
    inverse_row(i)[i] = 1;
  }
  since_refactor_ = 0;
  return true;
}

/// The inverse times a column, into entering_column_.
void SmallSimplex::solve_column(std::size_t j) {
  const std::size_t m = row_count();
  entering_column_.resize(m);
  if (j >= columns()) {
    const std::size_t k = j - columns();
    for (std::size_t i = 0; i < m; ++i) entering_column_[i] = inverse_row(i)[k];
    return;
  }
  for (std::size_t i = 0; i < m; ++i) entering_column_[i] = dot(inverse_row(i), column(j), m);
}

void SmallSimplex::update_inverse(std::size_t r) {
  const std::size_t m = row_count();
  Guess* pivot_row = inverse_row(r);
  const Guess pivot = entering_column_[r];
  for (std::size_t k = 0; k < m; ++k) pivot_row[k] /= pivot;
  weights_[r] = dot(pivot_row, pivot_row, m);
  for (std::size_t i = 0; i < m; ++i) {
    const Guess factor = entering_column_[i];
    if (i == r || factor == 0) continue;
    Guess* own = inverse_row(i);
    add_multiple(own, pivot_row, -factor, m);
    weights_[i] = dot(own, own, m);
  }
}

void SmallSimplex::compute_weights() {
  weights_.resize(row_count());
  for (std::size_t i = 0; i < row_count(); ++i)
    weights_[i] = dot(inverse_row(i), inverse_row(i), row_count());
}

void SmallSimplex::compute_reduced() {
  const std::size_t m = row_count();
  std::vector<Guess> price(m, 0);
  for (std::size_t i = 0; i < m; ++i)
    if (basic_[i] < columns()) add_multiple(price.data(), inverse_row(i), objective_[basic_[i]], m);
  std::copy(objective_.begin(), objective_.end(), reduced_.begin());
  for (std::size_t k = 0; k < m; ++k) {
    reduced_[columns() + k] = -price[k];
    if (price[k] != 0) add_multiple(reduced_.data(), rows_[k].data(), -price[k], columns());
  }
  for (const std::size_t j : basic_) reduced_[j] = 0;
  for (std::size_t j = 0; j < columns(); ++j) {
    if (places_[j] == Place::basic || low_[j] == high_[j]) continue;
    if (reduced_[j] > tolerance) places_[j] = Place::at_upper;
    if (reduced_[j] < -tolerance) places_[j] = Place::at_lower;
  }
}

void SmallSimplex::compute_basics() {
  const std::size_t m = row_count();
  std::vector<Guess> rest = upper_;
  for (std::size_t j = 0; j < columns(); ++j) {
    if (places_[j] == Place::basic) continue;
    const Guess at = at_bound(j);
    if (at != 0) add_multiple(rest.data(), column(j), -at, m);
  }
  basic_values_.resize(m);
  for (std::size_t i = 0; i < m; ++i) basic_values_[i] = dot(inverse_row(i), rest.data(), m);
}

/// The row furthest outside its bounds, measured along its edge.
int SmallSimplex::leaving_row() const {
  int best = -1;
  Guess worst = 0;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const Guess below = lower_of(basic_[i]) - basic_values_[i];
    const Guess above = basic_values_[i] - upper_of(basic_[i]);
    const Guess off = std::max(below, above);
    if (off <= tolerance) continue;
    const Guess score = off * off / std::max(weights_[i], 1e-12);
    if (score > worst) {
      worst = score;
      best = static_cast<int>(i);
    }
  }
  return best;
}

void SmallSimplex::compute_row(const Guess* rho) {
  const std::size_t n = columns();
  row_.assign(places_.size(), 0);
  for (std::size_t k = 0; k < row_count(); ++k) {
    row_[n + k] = rho[k];
    if (rho[k] != 0) add_multiple(row_.data(), rows_[k].data(), rho[k], n);
  }
}

/// `change` by row: what the columns that moved use more.
void SmallSimplex::move_basics(const std::vector<Guess>& change) {
  const std::size_t m = row_count();
  for (std::size_t i = 0; i < m; ++i) basic_values_[i] -= dot(inverse_row(i), change.data(), m);
}

/// The long ratio test: columns passed on the way jump to their other bound (flips_).
void SmallSimplex::choose_entering(bool below, Guess slope) {
  ratios_.clear();
  for (std::size_t j = 0; j < places_.size(); ++j) {
    if (places_[j] == Place::basic || lower_of(j) == upper_of(j)) continue;
    const Guess alpha = below ? -row_[j] : row_[j];
    const bool fits = places_[j] == Place::at_lower ? alpha > pivot_least : alpha < -pivot_least;
    if (fits) ratios_.push_back({std::abs(reduced_[j]) / std::abs(alpha), j});
  }
  const auto later = [](const Ratio& a, const Ratio& b) {
    return a.ratio != b.ratio ? a.ratio > b.ratio : a.column > b.column;
  };
  std::make_heap(ratios_.begin(), ratios_.end(), later);
  flips_.clear();
  entering_ = places_.size();
  while (!ratios_.empty()) {
    const std::size_t j = ratios_.front().column;
    std::pop_heap(ratios_.begin(), ratios_.end(), later);
    ratios_.pop_back();
    const Guess range = upper_of(j) - lower_of(j);
    slope -= std::abs(row_[j]) * range;
    if (slope <= tolerance) {
      entering_ = j;
      break;
    }
    flips_.push_back(j);
  }
  if (entering_ == places_.size()) return;
  // Of those that would do as well, the one with the greatest coefficient keeps the inverse sound.
  const Guess ratio = std::abs(reduced_[entering_]) / std::abs(row_[entering_]);
  while (!ratios_.empty() && ratios_.front().ratio <= ratio + 1e-12) {
    const std::size_t j = ratios_.front().column;
    if (std::abs(row_[j]) > 2 * std::abs(row_[entering_])) entering_ = j;
    std::pop_heap(ratios_.begin(), ratios_.end(), later);
    ratios_.pop_back();
  }
}

/// One step.
SmallSimplex::Pivot SmallSimplex::pivot(int row) {
  const auto r = static_cast<std::size_t>(row);
  const std::size_t leaving = basic_[r];
  const bool below = basic_values_[r] < lower_of(leaving);
  const Guess target = below ? lower_of(leaving) : upper_of(leaving);
  compute_row(inverse_row(r));
  choose_entering(below, std::abs(basic_values_[r] - target));
  if (entering_ == places_.size()) return Pivot::none;
  const std::size_t m = row_count();
  solve_column(entering_);
  // The same number, come to in two ways.
  const Guess difference = std::abs(row_[entering_] - entering_column_[r]);
  if (since_refactor_ > 0 && difference > 1e-8 * (1 + std::abs(row_[entering_])))
    return Pivot::unsound;
  if (!flips_.empty()) {
    change_.assign(m, 0);
    for (const std::size_t j : flips_) {
      const bool rises = places_[j] == Place::at_lower;
      places_[j] = rises ? Place::at_upper : Place::at_lower;
      add_multiple(change_.data(), column(j), rises ? 1 : -1, m);
    }
    move_basics(change_);
  }
  const Guess step = (basic_values_[r] - target) / entering_column_[r];
  const Guess dual_step = reduced_[entering_] / row_[entering_];
  add_multiple(basic_values_.data(), entering_column_.data(), -step, m);
  const Guess entering_value = at_bound(entering_) + step;
  add_multiple(reduced_.data(), row_.data(), -dual_step, places_.size());
  reduced_[entering_] = 0;
  reduced_[leaving] = -dual_step;
  places_[entering_] = Place::basic;
  places_[leaving] = below ? Place::at_lower : Place::at_upper;
  basic_[r] = entering_;
  basic_values_[r] = entering_value;
  update_inverse(r);
  ++pivots_;
  ++since_refactor_;
  return Pivot::done;
}

void SmallSimplex::read_prices() {
  prices_.assign(row_count(), 0);
  for (std::size_t k = 0; k < row_count(); ++k)
    prices_[k] = std::max<Guess>(0, -reduced_[columns() + k]);
}

SimplexOutcome SmallSimplex::solve(Guess cutoff, int pivots_max) {
  for (int i = 0; i < pivots_max; ++i) {
    if (!is_current_ || since_refactor_ >= refactor_after) {
      if (since_refactor_ >= refactor_after && !refactor()) return SimplexOutcome::gave_up;
      compute_reduced();
      compute_basics();
      compute_weights();
      is_current_ = true;
    }
    const int row = leaving_row();
    if (row < 0) {
      read_prices();
      return SimplexOutcome::optimal;
    }
    if (i % 4 == 3 && objective() < cutoff) {
      read_prices();
      return SimplexOutcome::below_cutoff;
    }
    const bool below = basic_values_[static_cast<std::size_t>(row)] <
                       lower_of(basic_[static_cast<std::size_t>(row)]);
    const Pivot outcome = pivot(row);
    if (outcome == Pivot::unsound) refresh();
    if (outcome != Pivot::none) continue;
    // The row says it cannot be met: its combination is the proof.
    prices_.assign(row_count(), 0);
    for (std::size_t k = 0; k < row_count(); ++k) {
      const Guess part = inverse_row(static_cast<std::size_t>(row))[k];
      prices_[k] = std::max<Guess>(0, below ? part : -part);
    }
    return SimplexOutcome::impossible;
  }
  return SimplexOutcome::gave_up;
}

}  // namespace phanbo::selection

#include "engine/choose/small_simplex.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace phanbo::selection {

namespace {

constexpr Guess tolerance = 1e-7;    // search only
constexpr Guess pivot_least = 1e-8;  // search only
constexpr Guess no_bound = 1e30;     // search only
constexpr int refactor_after = 80;

}  // namespace

SmallSimplex::SmallSimplex(std::vector<Guess> objective) : objective_(std::move(objective)) {
  low_.assign(columns(), 0);
  high_.assign(columns(), 1);
  for (const Guess gain : objective_)
    places_.push_back(gain > 0 ? Place::at_upper : Place::at_lower);
  reduced_ = objective_;
}

Guess SmallSimplex::upper_of(std::size_t j) const { return j < columns() ? high_[j] : no_bound; }

void SmallSimplex::add_row(int name, std::vector<Guess> coefficients, Guess upper) {
  const std::size_t m = row_count();
  rows_.push_back(std::move(coefficients));
  upper_.push_back(upper);
  names_.push_back(name);
  places_.push_back(Place::basic);
  reduced_.push_back(0);
  basic_.push_back(columns() + m);
  // The inverse grows by a row: minus the new row's basic coefficients times the old inverse.
  std::vector<Guess> last(m + 1, 0);
  for (std::size_t i = 0; i < m; ++i) {
    if (basic_[i] >= columns()) continue;
    const Guess coefficient = rows_[m][basic_[i]];
    if (coefficient == 0) continue;
    for (std::size_t k = 0; k < m; ++k) last[k] -= coefficient * inverse_[i][k];
  }
  last[m] = 1;
  for (auto& row : inverse_) row.push_back(0);
  inverse_.push_back(std::move(last));
  is_current_ = false;
}

void SmallSimplex::set_bounds(int column, bool may_be_zero, bool may_be_one) {
  const auto j = static_cast<std::size_t>(column);
  const Guess low = may_be_zero ? 0 : 1;
  const Guess high = may_be_one ? 1 : 0;
  if (low_[j] == low && high_[j] == high) return;
  low_[j] = low;
  high_[j] = high;
  if (places_[j] != Place::basic && low < high)
    places_[j] = reduced_[j] > 0 ? Place::at_upper : Place::at_lower;
  is_current_ = false;
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

SimplexState SmallSimplex::save() const {
  SimplexState state;
  state.columns.assign(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(columns()));
  for (std::size_t k = 0; k < row_count(); ++k)
    if (places_[columns() + k] != Place::basic) state.tight_rows.push_back(names_[k]);
  return state;
}

void SmallSimplex::restore(const SimplexState& state) {
  std::copy(state.columns.begin(), state.columns.end(), places_.begin());
  for (std::size_t k = 0; k < row_count(); ++k) {
    const bool tight = std::find(state.tight_rows.begin(), state.tight_rows.end(), names_[k]) !=
                       state.tight_rows.end();
    places_[columns() + k] = tight ? Place::at_lower : Place::basic;
  }
  basic_.clear();
  for (std::size_t j = 0; j < places_.size(); ++j)
    if (places_[j] == Place::basic) basic_.push_back(j);
  since_refactor_ = refactor_after;
  is_current_ = false;
}

/// A basic slack is a unit column: without it the inverse loses one row and one column, and stays
/// one.
std::vector<std::size_t> SmallSimplex::drop_loose_rows() {
  const std::size_t n = columns();
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < row_count(); ++k)
    if (places_[n + k] != Place::basic) kept.push_back(k);
  std::vector<std::size_t> new_name(row_count(), 0);
  for (std::size_t i = 0; i < kept.size(); ++i) new_name[kept[i]] = i;
  std::vector<std::vector<Guess>> inverse;
  std::vector<std::size_t> basic;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    if (basic_[i] >= n) continue;
    std::vector<Guess> row;
    for (const std::size_t k : kept) row.push_back(inverse_[i][k]);
    inverse.push_back(std::move(row));
    basic.push_back(basic_[i]);
  }
  std::vector<std::vector<Guess>> rows;
  std::vector<Guess> upper;
  std::vector<int> names;
  std::vector<Place> places(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(n));
  for (const std::size_t k : kept) {
    rows.push_back(std::move(rows_[k]));
    upper.push_back(upper_[k]);
    names.push_back(names_[k]);
    places.push_back(Place::at_lower);
  }
  rows_ = std::move(rows);
  upper_ = std::move(upper);
  names_ = std::move(names);
  places_ = std::move(places);
  basic_ = std::move(basic);
  inverse_ = std::move(inverse);
  reduced_.assign(places_.size(), 0);
  is_current_ = false;
  return kept;
}

/// Gauss-Jordan with row exchange; slacks of basic rows stay on their diagonal.
bool SmallSimplex::refactor() {
  const std::size_t m = row_count();
  if (basic_.size() != m) return false;
  std::vector<std::size_t> wanted = basic_;
  basic_.assign(m, columns() + places_.size());
  inverse_.assign(m, std::vector<Guess>(m, 0));
  for (std::size_t i = 0; i < m; ++i) inverse_[i][i] = 1;
  std::vector<char> taken(m, 0);
  std::sort(wanted.begin(), wanted.end(), std::greater<>());  // slacks first
  for (const std::size_t j : wanted) {
    const std::vector<Guess> column = inverse_times_column(j);
    std::size_t best = m;
    for (std::size_t i = 0; i < m; ++i) {
      if (taken[i] != 0) continue;
      if (best == m || std::abs(column[i]) > std::abs(column[best])) best = i;
    }
    if (best == m || std::abs(column[best]) < 1e-9) return false;
    taken[best] = 1;
    basic_[best] = j;
    update_inverse(best, column);
  }
  since_refactor_ = 0;
  return true;
}

std::vector<Guess> SmallSimplex::inverse_times_column(std::size_t j) const {
  const std::size_t m = row_count();
  std::vector<Guess> result(m, 0);
  if (j >= columns()) {
    const std::size_t k = j - columns();
    for (std::size_t i = 0; i < m; ++i) result[i] = inverse_[i][k];
    return result;
  }
  std::vector<Guess> column(m);
  for (std::size_t k = 0; k < m; ++k) column[k] = rows_[k][j];
  for (std::size_t i = 0; i < m; ++i) {
    Guess sum = 0;
    const Guess* own = inverse_[i].data();
    for (std::size_t k = 0; k < m; ++k) sum += own[k] * column[k];
    result[i] = sum;
  }
  return result;
}

void SmallSimplex::update_inverse(std::size_t r, const std::vector<Guess>& entering) {
  const std::size_t m = row_count();
  Guess* pivot_row = inverse_[r].data();
  const Guess pivot = entering[r];
  for (std::size_t k = 0; k < m; ++k) pivot_row[k] /= pivot;
  for (std::size_t i = 0; i < m; ++i) {
    const Guess factor = entering[i];
    if (i == r || factor == 0) continue;
    Guess* own = inverse_[i].data();
    for (std::size_t k = 0; k < m; ++k) own[k] -= factor * pivot_row[k];
  }
}

void SmallSimplex::compute_reduced() {
  const std::size_t m = row_count();
  std::vector<Guess> price(m, 0);
  for (std::size_t i = 0; i < m; ++i) {
    if (basic_[i] >= columns()) continue;
    const Guess gain = objective_[basic_[i]];
    for (std::size_t k = 0; k < m; ++k) price[k] += gain * inverse_[i][k];
  }
  std::copy(objective_.begin(), objective_.end(), reduced_.begin());
  for (std::size_t k = 0; k < m; ++k) {
    reduced_[columns() + k] = -price[k];
    if (price[k] == 0) continue;
    const Guess* own = rows_[k].data();
    for (std::size_t j = 0; j < columns(); ++j) reduced_[j] -= price[k] * own[j];
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
    if (at == 0) continue;
    for (std::size_t k = 0; k < m; ++k) rest[k] -= rows_[k][j] * at;
  }
  basic_values_.assign(m, 0);
  for (std::size_t i = 0; i < m; ++i) {
    Guess sum = 0;
    for (std::size_t k = 0; k < m; ++k) sum += inverse_[i][k] * rest[k];
    basic_values_[i] = sum;
  }
}

int SmallSimplex::leaving_row() const {
  int best = -1;
  Guess worst = tolerance;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const Guess below = lower_of(basic_[i]) - basic_values_[i];
    const Guess above = basic_values_[i] - upper_of(basic_[i]);
    const Guess off = std::max(below, above);
    if (off > worst) {
      worst = off;
      best = static_cast<int>(i);
    }
  }
  return best;
}

void SmallSimplex::compute_row(const Guess* rho) {
  const std::size_t n = columns();
  row_.assign(places_.size(), 0);
  for (std::size_t k = 0; k < row_count(); ++k) {
    const Guess factor = rho[k];
    row_[n + k] = factor;
    if (factor == 0) continue;
    const Guess* own = rows_[k].data();
    Guess* out = row_.data();
    for (std::size_t j = 0; j < n; ++j) out[j] += factor * own[j];
  }
}

/// `change` by row: what the columns that moved use more.
void SmallSimplex::move_basics(const std::vector<Guess>& change) {
  for (std::size_t i = 0; i < row_count(); ++i) {
    Guess sum = 0;
    const Guess* own = inverse_[i].data();
    for (std::size_t k = 0; k < row_count(); ++k) sum += own[k] * change[k];
    basic_values_[i] -= sum;
  }
}

/// One step with the long ratio test: columns passed on the way jump to their other bound. False
/// when nothing can enter.
bool SmallSimplex::pivot(int row) {
  const auto r = static_cast<std::size_t>(row);
  const std::size_t leaving = basic_[r];
  const bool below = basic_values_[r] < lower_of(leaving);
  const Guess target = below ? lower_of(leaving) : upper_of(leaving);
  compute_row(inverse_[r].data());
  struct Ratio {
    Guess ratio;
    std::size_t column;
  };
  std::vector<Ratio> heap;
  for (std::size_t j = 0; j < places_.size(); ++j) {
    if (places_[j] == Place::basic || (j < columns() && low_[j] == high_[j])) continue;
    const Guess alpha = below ? -row_[j] : row_[j];
    const bool fits = places_[j] == Place::at_lower ? alpha > pivot_least : alpha < -pivot_least;
    if (fits) heap.push_back({std::abs(reduced_[j]) / std::abs(alpha), j});
  }
  const auto later = [](const Ratio& a, const Ratio& b) {
    return a.ratio != b.ratio ? a.ratio > b.ratio : a.column > b.column;
  };
  std::make_heap(heap.begin(), heap.end(), later);
  Guess slope = std::abs(basic_values_[r] - target);
  std::vector<std::size_t> flips;
  std::size_t entering = places_.size();
  while (!heap.empty()) {
    const std::size_t j = heap.front().column;
    std::pop_heap(heap.begin(), heap.end(), later);
    heap.pop_back();
    const Guess range = j < columns() ? high_[j] - low_[j] : no_bound;
    slope -= std::abs(row_[j]) * range;
    if (slope <= 0) {
      entering = j;
      break;
    }
    flips.push_back(j);
  }
  if (entering == places_.size()) return false;
  if (!flips.empty()) {
    std::vector<Guess> change(row_count(), 0);
    for (const std::size_t j : flips) {
      const Guess step = places_[j] == Place::at_lower ? 1 : -1;
      places_[j] = places_[j] == Place::at_lower ? Place::at_upper : Place::at_lower;
      for (std::size_t k = 0; k < row_count(); ++k) change[k] += rows_[k][j] * step;
    }
    move_basics(change);
  }
  const std::vector<Guess> column = inverse_times_column(entering);
  const Guess step = (basic_values_[r] - target) / column[r];
  const Guess dual_step = reduced_[entering] / row_[entering];
  for (std::size_t i = 0; i < row_count(); ++i) basic_values_[i] -= column[i] * step;
  const Guess entering_value = at_bound(entering) + step;
  for (std::size_t j = 0; j < places_.size(); ++j) reduced_[j] -= dual_step * row_[j];
  reduced_[entering] = 0;
  reduced_[leaving] = -dual_step;
  places_[entering] = Place::basic;
  places_[leaving] = below ? Place::at_lower : Place::at_upper;
  basic_[r] = entering;
  basic_values_[r] = entering_value;
  update_inverse(r, column);
  ++pivots_;
  ++since_refactor_;
  return true;
}

void SmallSimplex::read_prices() {
  prices_.assign(row_count(), 0);
  for (std::size_t k = 0; k < row_count(); ++k)
    prices_[k] = std::max<Guess>(0, -reduced_[columns() + k]);
}

SimplexOutcome SmallSimplex::solve(Guess cutoff, int pivots_max) {
  if (!is_current_) {
    if (since_refactor_ >= refactor_after && !refactor()) return SimplexOutcome::gave_up;
    compute_reduced();
    compute_basics();
    is_current_ = true;
  }
  for (int i = 0; i < pivots_max; ++i) {
    if (since_refactor_ >= refactor_after) {
      if (!refactor()) return SimplexOutcome::gave_up;
      compute_reduced();
      compute_basics();
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
    if (pivot(row)) continue;
    // The row says it cannot be met: its combination is the proof.
    prices_.assign(row_count(), 0);
    for (std::size_t k = 0; k < row_count(); ++k) {
      const Guess part = inverse_[static_cast<std::size_t>(row)][k];
      prices_[k] = std::max<Guess>(0, below ? part : -part);
    }
    return SimplexOutcome::impossible;
  }
  return SimplexOutcome::gave_up;
}

}  // namespace phanbo::selection

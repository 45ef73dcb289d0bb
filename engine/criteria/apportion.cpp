#include "engine/criteria/apportion.hpp"

#include <algorithm>
#include <numeric>

namespace phanbo {

namespace {

constexpr Int128 product_limit = Int128{1} << 125;

/// Weights as whole numbers of one kind: 128 bits where steps × total fit, any size otherwise.
template <class Number>
struct Weights {
  std::vector<Number> of;
  Number total = 0;
};

std::int64_t steps_of(Int128 value) { return static_cast<std::int64_t>(value); }
std::int64_t steps_of(const Whole& value) { return value.convert_to<std::int64_t>(); }

template <class Number>
class Sharing {
 public:
  Sharing(std::int64_t steps, const Weights<Number>& weights, const ApportionLimits& limits,
          Apportionment& result)
      : weights_(weights), limits_(limits), result_(result), left_(steps) {
    result_.steps.assign(weights.of.size(), 0);
    result_.held.assign(weights.of.size(), 0);
  }

  bool run() {
    if (!hold_impossible()) return false;
    while (hold_violators()) {
    }
    hold_those_at_limits();
    share_rest();
    return true;
  }

 private:
  std::int64_t least(std::size_t i) const {
    return limits_.least_steps.empty() ? 0 : limits_.least_steps[i];
  }
  bool has_most() const { return !limits_.most_steps.empty(); }

  /// Units without weight stand at their least; the least amounts must fit into the whole.
  bool hold_impossible() {
    Int128 all_least = 0;
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      all_least += least(i);
      if (has_most() && limits_.most_steps[i] < least(i)) return false;
      if (weights_.of[i] == 0) hold(i, least(i), -1);
      if (weights_.of[i] != 0) active_weight_ += weights_.of[i];
    }
    return all_least <= Int128{left_} + given_;
  }

  void hold(std::size_t i, std::int64_t amount, int side) {
    const bool is_least = !limits_.least_steps.empty() && amount == least(i);
    result_.steps[i] = amount;
    result_.held[i] = static_cast<signed char>(is_least ? -1 : side);
    left_ -= amount;
    given_ += amount;
    if (weights_.of[i] != 0) active_weight_ -= weights_.of[i];
    if (weights_.of[i] == 0) is_zero_held_ = true;
  }

  bool is_active(std::size_t i) const { return result_.held[i] == 0 && weights_.of[i] != 0; }

  /// With level λ = left ÷ weights: who would fall below its least or above its most. Where the
  /// first want more than the second give up, the level can only fall, so the first stand at their
  /// least for good; and the other way round. False when nobody is outside.
  bool hold_violators() {
    if ((limits_.least_steps.empty() && !has_most()) || active_weight_ == 0) return false;
    std::vector<std::size_t> below;
    std::vector<std::size_t> above;
    Number wanting = 0;
    Number spare = 0;
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      if (!is_active(i)) continue;
      const Number quota = weights_.of[i] * Number(left_);  // ÷ active weight
      const Number floor_quota = active_weight_ * Number(least(i));
      if (quota < floor_quota) {
        below.push_back(i);
        wanting += floor_quota - quota;
      }
      if (!has_most()) continue;
      const Number most_quota = active_weight_ * Number(limits_.most_steps[i]);
      if (quota > most_quota) {
        above.push_back(i);
        spare += quota - most_quota;
      }
    }
    if (below.empty() && above.empty()) return false;
    const bool hold_below = wanting >= spare;
    const bool hold_above = spare >= wanting;
    if (hold_below)
      for (const std::size_t i : below) hold(i, least(i), -1);
    if (hold_above)
      for (const std::size_t i : above) hold(i, limits_.most_steps[i], 1);
    return true;
  }

  /// Whose exact quota is its least or its most stands there as well; the level stays.
  void hold_those_at_limits() {
    const std::int64_t left = left_;
    const Number active_weight = active_weight_;
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      if (!is_active(i)) continue;
      const Number quota = weights_.of[i] * Number(left);  // ÷ active weight
      const bool has_least = !limits_.least_steps.empty();
      if (has_least && quota == active_weight * Number(least(i))) {
        hold(i, least(i), -1);
      } else if (has_most() && quota == active_weight * Number(limits_.most_steps[i])) {
        hold(i, limits_.most_steps[i], 1);
      }
    }
  }

  void share_rest() {
    result_.shared_steps = left_;
    if (active_weight_ == 0) {
      result_.shared_steps = 0;
      result_.left_steps = left_;
      return;
    }
    std::vector<std::size_t> order;
    std::vector<Number> remainders(result_.steps.size());
    std::int64_t rest = left_;
    for (std::size_t i = 0; i < result_.steps.size(); ++i) {
      if (!is_active(i)) continue;
      const Number quota = weights_.of[i] * Number(left_);
      const Number down = quota / active_weight_;
      remainders[i] = quota - down * active_weight_;
      result_.steps[i] = steps_of(down);
      rest -= result_.steps[i];
      order.push_back(i);
    }
    give_rest(static_cast<std::size_t>(rest), remainders, order);
  }

  void give_rest(std::size_t rest, const std::vector<Number>& remainders,
                 std::vector<std::size_t>& order) {
    if (rest == 0) return;
    PB_CHECK(rest < order.size());
    const auto is_before = [&](std::size_t a, std::size_t b) {
      if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
      return a < b;
    };
    const auto cut = order.begin() + static_cast<std::ptrdiff_t>(rest);
    std::nth_element(order.begin(), cut, order.end(), is_before);
    const std::size_t last_given =
        *std::max_element(order.begin(), cut, is_before);  // the last of those before the cut
    for (auto i = order.begin(); i != cut; ++i) ++result_.steps[*i];
    const Number& at_cut = remainders[last_given];
    if (remainders[*cut] != at_cut) return;
    for (auto i = order.begin(); i != order.end(); ++i) {
      if (remainders[*i] != at_cut) continue;
      result_.tied.push_back(*i);
      if (i < cut) result_.given.push_back(*i);
    }
    std::sort(result_.tied.begin(), result_.tied.end());
    std::sort(result_.given.begin(), result_.given.end());
  }

  const Weights<Number>& weights_;
  const ApportionLimits& limits_;
  Apportionment& result_;
  std::int64_t left_ = 0;
  Int128 given_ = 0;
  Number active_weight_ = 0;
  bool is_zero_held_ = false;
};

Exact total_of(const Apportionment& result, const Column& weights) {
  Exact total = 0;
  if (!weights.is_exact) {
    Int128 sum = 0;
    for (std::size_t i = 0; i < result.held.size(); ++i)
      if (result.held[i] == 0) sum += weights.units[weights.at(i)];
    return exact_of(sum, weights.scale);
  }
  for (std::size_t i = 0; i < result.held.size(); ++i)
    if (result.held[i] == 0) total += weights.values[weights.at(i)];
  return total;
}

/// Fractions over one denominator.
Weights<Whole> whole_weights(const Column& weights, std::size_t count) {
  Weights<Whole> result;
  Whole scale = 1;
  for (std::size_t i = 0; i < count; ++i)
    scale = boost::multiprecision::lcm(scale, Whole(denominator(weights.exact_at(i))));
  for (std::size_t i = 0; i < count; ++i) {
    result.of.push_back(numerator(Exact(weights.exact_at(i) * scale)));
    result.total += result.of.back();
  }
  return result;
}

}  // namespace

std::optional<Apportionment> apportion(std::int64_t steps, const Column& weights, std::size_t count,
                                       const ApportionLimits& limits) {
  Apportionment result;
  if (!weights.is_exact) {
    Weights<Int128> narrow_weights;
    for (std::size_t i = 0; i < count; ++i) {
      narrow_weights.of.push_back(weights.units[weights.at(i)]);
      narrow_weights.total += narrow_weights.of.back();
    }
    const Int128 most = limits.most_steps.empty()
                            ? steps
                            : std::max<Int128>(steps, *std::max_element(limits.most_steps.begin(),
                                                                        limits.most_steps.end()));
    // Sums stay inside as well: the quotas together are the weights times the steps, and the least
    // amounts together are no more than the steps.
    Int128 largest_product = 0;
    const bool fits = !__builtin_mul_overflow(narrow_weights.total, most, &largest_product) &&
                      largest_product < product_limit;
    if (fits) {
      if (!Sharing<Int128>(steps, narrow_weights, limits, result).run()) return std::nullopt;
      result.weight_total = total_of(result, weights);
      return result;
    }
  }
  const Weights<Whole> wide_weights = whole_weights(weights, count);
  if (!Sharing<Whole>(steps, wide_weights, limits, result).run()) return std::nullopt;
  result.weight_total = total_of(result, weights);
  return result;
}

}  // namespace phanbo

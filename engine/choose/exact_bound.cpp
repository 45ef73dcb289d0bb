#include "engine/choose/exact_bound.hpp"

#include <algorithm>
#include <cmath>

namespace phanbo::selection {

namespace {

/// A sum that knows whether it ever left 127 bits.
class CheckedSum {
 public:
  void add(Int128 term) { failed_ = __builtin_add_overflow(sum_, term, &sum_) || failed_; }
  void subtract(Int128 term) { failed_ = __builtin_sub_overflow(sum_, term, &sum_) || failed_; }
  void add_product(Int128 a, Int128 b) { add(product(a, b)); }
  void subtract_product(Int128 a, Int128 b) { subtract(product(a, b)); }
  bool failed() const { return failed_; }
  Int128 value() const { return sum_; }

 private:
  /// Of two numbers of 64 bits nothing can be lost, and that is much the faster way.
  Int128 product(Int128 a, Int128 b) {
    const auto narrow_a = static_cast<std::int64_t>(a);
    const auto narrow_b = static_cast<std::int64_t>(b);
    if (narrow_a == a && narrow_b == b) return Int128{narrow_a} * narrow_b;
    Int128 result = 0;
    failed_ = __builtin_mul_overflow(a, b, &result) || failed_;
    return result;
  }

  Int128 sum_ = 0;
  bool failed_ = false;
};

bool add_rows(const SelectionModel& model, const Multipliers& multipliers, CheckedSum& sum) {
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const Int128 price = multipliers.row[r];
    if (price == 0) continue;
    const std::optional<Amount>& side = price > 0 ? model.rows[r].upper : model.rows[r].lower;
    if (!side) return false;
    sum.add_product(price, *side);
  }
  return true;
}

void add_network(const SelectionModel& model, const Multipliers& multipliers, CheckedSum& sum) {
  for (const MoneyArc& arc : model.arcs) {
    const Int128 gain = multipliers.node[static_cast<std::size_t>(arc.to)] -
                        multipliers.node[static_cast<std::size_t>(arc.from)];
    if (gain > 0) sum.add_product(gain, arc.capacity);
  }
  for (std::size_t v = 0; v < model.fixed_uses.size(); ++v) {
    if (model.fixed_uses[v] != 0) sum.subtract_product(multipliers.node[v], model.fixed_uses[v]);
  }
}

CheckedSum profit(const Option& option, const Multipliers& multipliers, Objective objective) {
  CheckedSum sum;
  if (objective == Objective::value)
    sum.add_product(option.value, Int128{1} << multipliers.scale_bits);
  for (const MoneyUse& use : option.uses)
    sum.subtract_product(multipliers.node[static_cast<std::size_t>(use.node)], use.amount);
  for (const RowTerm& term : option.terms)
    sum.subtract_product(multipliers.row[static_cast<std::size_t>(term.row)], term.coefficient);
  return sum;
}

}  // namespace

Permitted::Permitted(const SelectionModel& model) {
  std::size_t size = 0;
  for (const Candidate& candidate : model.candidates) {
    begin_.push_back(size);
    size += candidate.options.size() + 1;
  }
  allowed_.assign(size, 1);
  for (std::size_t p = 0; p < model.candidates.size(); ++p)
    if (model.candidates[p].must_choose) allowed_[begin_[p]] = 0;
}

PricedModel::PricedModel(const SelectionModel& model, const Multipliers& multipliers,
                         Objective objective)
    : model_(model), multipliers_(multipliers), objective_(objective) {
  std::size_t size = 0;
  for (const Candidate& candidate : model.candidates) {
    begin_.push_back(size);
    size += candidate.options.size();
  }
  known_.resize(size);
  if (multipliers.node.size() != static_cast<std::size_t>(model.node_count) ||
      multipliers.row.size() != model.rows.size() || multipliers.scale_bits < 0 ||
      multipliers.scale_bits > 100 || multipliers.node[money_node] != 0)
    return;
  CheckedSum sum;
  if (!add_rows(model, multipliers, sum)) return;
  add_network(model, multipliers, sum);
  if (!sum.failed()) fixed_ = sum.value();
}

std::optional<Int128> PricedModel::profit(std::size_t candidate, int option) {
  if (option == no_option) return Int128{0};
  Known& own = known_[begin_[candidate] + static_cast<std::size_t>(option)];
  if (!own.is_known) {
    const CheckedSum sum =
        selection::profit(model_.candidates[candidate].options[static_cast<std::size_t>(option)],
                          multipliers_, objective_);
    own = {sum.value(), true, sum.failed()};
  }
  if (own.failed) return {};
  return own.profit;
}

std::optional<Int128> PricedModel::sum(const Permitted& permitted) {
  if (!fixed_) return {};
  CheckedSum sum;
  sum.add(*fixed_);
  for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
    std::optional<Int128> best;
    const auto count = static_cast<int>(model_.candidates[p].options.size());
    for (int c = no_option; c < count; ++c) {
      if (!permitted.option(p, c)) continue;
      const std::optional<Int128> own = profit(p, c);
      if (!own) return {};
      if (!best || *own > *best) best = own;
    }
    if (!best) return {};
    sum.add(*best);
  }
  if (sum.failed()) return {};
  return sum.value();
}

std::optional<Int128> exact_sum(const SelectionModel& model, const Multipliers& multipliers,
                                const Permitted& permitted, Objective objective) {
  return PricedModel(model, multipliers, objective).sum(permitted);
}

std::optional<Int128> exact_bound(const SelectionModel& model, const Multipliers& multipliers,
                                  const Permitted& permitted, Objective objective) {
  const std::optional<Int128> sum = exact_sum(model, multipliers, permitted, objective);
  if (!sum) return {};
  return *sum >> multipliers.scale_bits;  // rounds towards minus infinity
}

std::optional<Int128> exact_bound(const SelectionModel& model, const Multipliers& multipliers) {
  return exact_bound(model, multipliers, Permitted(model), Objective::value);
}

Multipliers whole_multipliers(const SelectionModel& model, std::span<const Guess> node_prices,
                              std::span<const Guess> row_prices) {
  // |price| · 2^bits stays below 2^62 times a coefficient below 2^62; sums stay below 2^127.
  Guess greatest = 1e-30;
  for (const Guess price : node_prices) greatest = std::max(greatest, std::abs(price));
  for (std::size_t r = 0; r < row_prices.size(); ++r) {
    greatest = std::max(greatest, std::abs(row_prices[r]) * 1e-9);
  }
  int exponent = 0;
  std::frexp(greatest, &exponent);
  Multipliers result;
  result.scale_bits = std::clamp(58 - std::max(exponent, -2), 0, 56);
  const Guess scale = std::ldexp(1.0, result.scale_bits);
  const auto whole = [&](Guess price) {
    const Guess scaled = std::nearbyint(price * scale);
    return std::isfinite(scaled) && std::abs(scaled) < 1e37 ? static_cast<Int128>(scaled) : 0;
  };
  for (const Guess price : node_prices) result.node.push_back(whole(price));
  result.node[money_node] = 0;
  for (std::size_t r = 0; r < row_prices.size(); ++r) {
    Int128 price = whole(row_prices[r]);
    if (price > 0 && !model.rows[r].upper) price = 0;
    if (price < 0 && !model.rows[r].lower) price = 0;
    result.row.push_back(price);
  }
  return result;
}

}  // namespace phanbo::selection

#include "engine/criteria/block.hpp"

#include <algorithm>
#include <numeric>

#include "engine/criteria/narrow_bands.hpp"

namespace phanbo {

namespace {

Int128 largest(const std::vector<Int128>& units) {
  Int128 bound = 0;
  for (const Int128 unit : units) bound = std::max(bound, size_of(unit));
  return bound;
}

/// Factors that bring two scales to one; empty when the numbers then leave the limit.
struct Alignment {
  Int128 scale = 1;
  Int128 a_factor = 1;
  Int128 b_factor = 1;
};

std::optional<Alignment> align(const Block& a, const Block& b) {
  if (a.is_exact || b.is_exact) return std::nullopt;
  if (a.scale == b.scale) return Alignment{a.scale, 1, 1};
  Alignment result;
  const Int128 divisor = common_divisor(a.scale, b.scale);
  result.a_factor = b.scale / divisor;
  result.b_factor = a.scale / divisor;
  const auto scale = product_within(a.scale, result.a_factor);
  if (!scale || *scale > scale_limit) return std::nullopt;
  result.scale = *scale;
  if (!product_within(a.bound, result.a_factor) || !product_within(b.bound, result.b_factor))
    return std::nullopt;
  return result;
}

/// Faults of the inputs, the first one first.
void join_faults(const std::vector<const Block*>& inputs, std::size_t count, Block& out) {
  out.faults.clear();
  for (const Block* input : inputs) {
    if (input->faults.empty()) continue;
    if (out.faults.empty()) out.faults.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      if (out.faults[i] == 0) out.faults[i] = input->fault_at(i);
    }
  }
}

/// Runs `f` over two aligned blocks.
template <class F>
void combine(const Block& a, const Block& b, std::size_t count, Block& out, F f) {
  out.units.resize(count);
  if (!a.is_uniform && !b.is_uniform) {
    for (std::size_t i = 0; i < count; ++i) out.units[i] = f(a.units[i], b.units[i]);
  } else if (!a.is_uniform) {
    const Int128 right = b.units[0];
    for (std::size_t i = 0; i < count; ++i) out.units[i] = f(a.units[i], right);
  } else {
    const Int128 left = a.units[0];
    for (std::size_t i = 0; i < count; ++i) out.units[i] = f(left, b.units[b.at(i)]);
  }
}

class Computation {
 public:
  Computation(const Rule& rule, NodeIndex index, const std::vector<Block>& registers,
              std::size_t size, Block& out)
      : rule_(rule), node_(rule.nodes[index]), index_(index), out_(out) {
    out.clear();
    bool all_uniform = true;
    for (const NodeIndex input : node_.inputs) {
      inputs_.push_back(&registers[input]);
      all_uniform = all_uniform && registers[input].is_uniform;
    }
    out.is_uniform = all_uniform;
    count_ = all_uniform ? 1 : size;
  }

  void run() {
    if (!run_narrow()) run_exact();
  }

 private:
  const Block& input(std::size_t i) const { return *inputs_[i]; }

  bool run_narrow() {
    switch (node_.kind) {
      case NodeKind::add:
        return add();
      case NodeKind::subtract:
        return arithmetic([](Int128 a, Int128 b) { return a - b; }, true);
      case NodeKind::multiply:
        return multiply();
      case NodeKind::divide:
        return divide();
      case NodeKind::minimum:
        return inputs_.size() == 2 &&
               arithmetic([](Int128 a, Int128 b) { return std::min(a, b); }, false);
      case NodeKind::maximum:
        return inputs_.size() == 2 &&
               arithmetic([](Int128 a, Int128 b) { return std::max(a, b); }, false);
      case NodeKind::less:
        return compare([](Int128 a, Int128 b) { return a < b; });
      case NodeKind::less_or_equal:
        return compare([](Int128 a, Int128 b) { return a <= b; });
      case NodeKind::equal:
        return compare([](Int128 a, Int128 b) { return a == b; });
      case NodeKind::not_equal:
        return compare([](Int128 a, Int128 b) { return a != b; });
      case NodeKind::choose:
      case NodeKind::masked:
        return choose();
      case NodeKind::round:
        return round();
      case NodeKind::bands:
        return bands();
      case NodeKind::classes:
        return classes();
      default:
        return false;
    }
  }

  template <class F>
  bool arithmetic(F f, bool bounds_add) {
    const auto alignment = align(input(0), input(1));
    if (!alignment) return false;
    const Int128 a_factor = alignment->a_factor;
    const Int128 b_factor = alignment->b_factor;
    const Int128 a_bound = input(0).bound * a_factor;
    const Int128 b_bound = input(1).bound * b_factor;
    out_.bound = bounds_add ? a_bound + b_bound : std::max(a_bound, b_bound);
    if (out_.bound > block_limit) return false;
    if (a_factor == 1 && b_factor == 1) {
      combine(input(0), input(1), count_, out_, f);
    } else {
      combine(input(0), input(1), count_, out_,
              [&](Int128 a, Int128 b) { return f(a * a_factor, b * b_factor); });
    }
    out_.scale = alignment->scale;
    join_faults(inputs_, count_, out_);
    return true;
  }

  bool add() {
    Int128 scale = 1;
    for (const Block* block : inputs_) {
      if (block->is_exact) return false;
      const auto common = product_within(scale, block->scale / common_divisor(scale, block->scale));
      if (!common || *common > scale_limit) return false;
      scale = *common;
    }
    Int128 bound = 0;
    for (const Block* block : inputs_) {
      const auto grown = product_within(block->bound, scale / block->scale);
      if (!grown) return false;
      bound += *grown;
      if (bound > block_limit) return false;
    }
    out_.units.assign(count_, 0);
    for (const Block* block : inputs_) {
      const Int128 factor = scale / block->scale;
      if (block->is_uniform) {
        const Int128 unit = block->units[0] * factor;
        for (std::size_t i = 0; i < count_; ++i) out_.units[i] += unit;
      } else if (factor == 1) {
        for (std::size_t i = 0; i < count_; ++i) out_.units[i] += block->units[i];
      } else {
        for (std::size_t i = 0; i < count_; ++i) out_.units[i] += block->units[i] * factor;
      }
    }
    out_.scale = scale;
    out_.bound = bound;
    join_faults(inputs_, count_, out_);
    return true;
  }

  /// Times numerator ÷ denominator, the same for every unit.
  bool scale_by(const Block& block, Int128 numerator, Int128 denominator) {
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    const Int128 shared = common_divisor(size_of(numerator), block.scale);
    if (shared > 1) numerator /= shared;
    const Int128 own_scale = shared > 1 ? block.scale / shared : block.scale;
    const auto scale = product_within(own_scale, denominator);
    const auto bound = product_within(block.bound, size_of(numerator));
    if (!scale || *scale > scale_limit || !bound) return false;
    out_.units.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) out_.units[i] = block.units[block.at(i)] * numerator;
    out_.scale = *scale;
    out_.bound = *bound;
    join_faults(inputs_, count_, out_);
    return true;
  }

  bool multiply() {
    const Block& a = input(0);
    const Block& b = input(1);
    if (a.is_exact || b.is_exact) return false;
    if (b.is_uniform) return scale_by(a, b.units[0], b.scale);
    if (a.is_uniform) return scale_by(b, a.units[0], a.scale);
    const auto scale = product_within(a.scale, b.scale);
    const auto bound = product_within(a.bound, b.bound);
    if (!scale || *scale > scale_limit || !bound) return false;
    combine(a, b, count_, out_, [](Int128 x, Int128 y) { return x * y; });
    out_.scale = *scale;
    out_.bound = *bound;
    join_faults(inputs_, count_, out_);
    return true;
  }

  bool divide() {
    const Block& b = input(1);
    if (input(0).is_exact || b.is_exact || !b.is_uniform || b.units[0] == 0) return false;
    return scale_by(input(0), b.scale, b.units[0]);
  }

  template <class F>
  bool compare(F f) {
    const auto alignment = align(input(0), input(1));
    if (!alignment) return false;
    const Int128 a_factor = alignment->a_factor;
    const Int128 b_factor = alignment->b_factor;
    combine(input(0), input(1), count_, out_, [&](Int128 a, Int128 b) {
      return f(a * a_factor, b * b_factor) ? Int128{1} : Int128{0};
    });
    out_.bound = 1;
    join_faults(inputs_, count_, out_);
    return true;
  }

  bool choose() {
    static const Block zero = uniform_block(0);
    const Block& condition = input(0);
    const Block& yes = input(1);
    const Block& no = node_.kind == NodeKind::masked ? zero : input(2);
    const auto alignment = align(yes, no);
    if (condition.is_exact || !alignment) return false;
    out_.units.resize(count_);
    const bool has_faults = !condition.faults.empty() || !yes.faults.empty() || !no.faults.empty();
    if (has_faults) out_.faults.assign(count_, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      const bool holds = condition.units[condition.at(i)] != 0;
      out_.units[i] = holds ? yes.units[yes.at(i)] * alignment->a_factor
                            : no.units[no.at(i)] * alignment->b_factor;
      if (!has_faults) continue;
      const std::uint32_t fault = condition.fault_at(i);
      out_.faults[i] = fault != 0 ? fault : holds ? yes.fault_at(i) : no.fault_at(i);
    }
    out_.scale = alignment->scale;
    out_.bound = std::max(yes.bound * alignment->a_factor, no.bound * alignment->b_factor);
    return true;
  }

  bool round() {
    const Block& a = input(0);
    if (a.is_exact || node_.digits < 0) return false;
    const Int128 wanted = Decimal::power_of_ten(node_.digits);
    const Int128 shared = common_divisor(wanted, a.scale);
    const Int128 numerator = wanted / shared;
    const Int128 denominator = a.scale / shared;
    const auto bound = product_within(a.bound, numerator);
    if (!bound) return false;
    out_.units.resize(count_);
    if (denominator == 1) {
      for (std::size_t i = 0; i < count_; ++i) out_.units[i] = a.units[a.at(i)] * numerator;
    } else {
      for (std::size_t i = 0; i < count_; ++i)
        out_.units[i] = quotient(a.units[a.at(i)] * numerator, denominator);
    }
    out_.scale = wanted;
    out_.bound = *bound / denominator + 1;
    join_faults(inputs_, count_, out_);
    return true;
  }

  /// Division by 64 bits is several times quicker than by 128; most numbers are small.
  Int128 quotient(Int128 numerator, Int128 denominator) const {
    constexpr Int128 narrow_max = INT64_MAX;
    if (numerator < 0 || numerator > narrow_max / 2 || denominator > narrow_max / 2)
      return divide_rounded(numerator, denominator, node_.rounding);
    const auto above = static_cast<std::uint64_t>(numerator);
    const auto below = static_cast<std::uint64_t>(denominator);
    const std::uint64_t down = above / below;
    const std::uint64_t rest = above - down * below;
    switch (node_.rounding) {
      case RoundingMode::down:
        return down;
      case RoundingMode::up:
        return rest == 0 ? down : down + 1;
      case RoundingMode::half_up:
        return rest >= below - rest ? down + 1 : down;
      case RoundingMode::half_even:
        if (rest == below - rest) return down % 2 == 0 ? down : down + 1;
        return rest > below - rest ? down + 1 : down;
    }
    return down;
  }

  bool bands();
  bool classes();

  /// A faulty value that a named unit's points replace does not matter.
  bool replaces(std::size_t i, std::uint32_t fault) const {
    if (node_.kind != NodeKind::classes || !rule_.class_tables[node_.table].is_override)
      return false;
    if (input(0).fault_at(i) != fault) return false;
    for (std::size_t k = 1; k < inputs_.size(); ++k)
      if (input(k).exact_at(i) != 0) return true;
    return false;
  }

  void run_exact() {
    out_.is_exact = true;
    out_.values.resize(count_);
    std::vector<Exact> values(inputs_.size());
    const bool selects = node_.kind == NodeKind::choose || node_.kind == NodeKind::masked;
    for (std::size_t i = 0; i < count_; ++i) {
      std::uint32_t fault = 0;
      for (std::size_t k = 0; k < inputs_.size(); ++k) {
        values[k] = input(k).exact_at(i);
        if (fault == 0 && !selects) fault = input(k).fault_at(i);
      }
      if (selects) {
        fault = input(0).fault_at(i);
        const std::size_t taken = values[0] != 0 ? 1 : 2;
        if (fault == 0 && taken < inputs_.size()) fault = input(taken).fault_at(i);
      }
      if (fault == 0 || replaces(i, fault)) {
        fault = 0;
        out_.values[i] = node_value(rule_, index_, values, fault);
      }
      if (fault == 0) continue;
      if (out_.faults.empty()) out_.faults.assign(count_, 0);
      out_.faults[i] = fault;
      out_.values[i] = 0;
    }
    narrow_block(out_);
  }

  const Rule& rule_;
  const RuleNode& node_;
  NodeIndex index_;
  Block& out_;
  std::vector<const Block*> inputs_;
  std::size_t count_ = 0;
};

bool Computation::bands() {
  const Block& a = input(0);
  if (a.is_exact) return false;
  const auto table = narrow_table(rule_.band_tables[node_.table], a.scale, a.bound);
  if (!table) return false;
  const Int128 factor = table->in_scale / a.scale;
  out_.units.resize(count_);
  for (std::size_t i = 0; i < count_; ++i)
    out_.units[i] = points_by(table->bands, a.units[a.at(i)] * factor);
  out_.scale = table->out_scale;
  out_.bound = largest(out_.units);
  if (out_.bound > block_limit) return false;
  join_faults(inputs_, count_, out_);
  return true;
}

bool Computation::classes() {
  const RuleClassTable& table = rule_.class_tables[node_.table];
  const std::size_t first = table.is_override ? 1 : 0;
  std::optional<Int128> scale = table.is_override ? input(0).scale : Int128{1};
  for (const RuleClass& row : table.classes)
    if (scale) scale = common_scale(*scale, row.points);
  if (!scale || (table.is_override && input(0).is_exact)) return false;
  std::vector<Int128> points;
  for (const RuleClass& row : table.classes) {
    const auto whole = whole_over(row.points, *scale);
    if (!whole) return false;
    points.push_back(*whole);
  }
  const Int128 factor = table.is_override ? *scale / input(0).scale : 1;
  if (table.is_override && !product_within(input(0).bound, factor)) return false;
  const bool adds = !table.is_override && table.kind == CriterionKind::bonus;
  const bool one_only = table.is_override || table.kind == CriterionKind::category;
  join_faults(inputs_, count_, out_);
  out_.units.resize(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    Int128 result = table.is_override ? input(0).units[input(0).at(i)] * factor : 0;
    int applying = 0;
    for (std::size_t k = 0; k < points.size(); ++k) {
      const Block& flag = input(k + first);
      if (flag.units[flag.at(i)] == 0) continue;
      if (adds) {
        result += points[k];
      } else if (applying == 0 || (!one_only && points[k] > result)) {
        result = points[k];
      }
      ++applying;
    }
    out_.units[i] = result;
    if (table.is_override && applying == 1 && !out_.faults.empty() &&
        input(0).fault_at(i) == out_.faults[i]) {
      out_.faults[i] = 0;  // what is replaced need not be known
    }
    if (!one_only || applying <= 1) continue;
    if (out_.faults.empty()) out_.faults.assign(count_, 0);
    out_.faults[i] = static_cast<std::uint32_t>(index_ + 1);
  }
  out_.scale = *scale;
  out_.bound = largest(out_.units);
  return out_.bound <= block_limit;
}

}  // namespace

Block uniform_block(const Exact& value) {
  Block block;
  block.is_uniform = true;
  block.is_exact = true;
  block.values.push_back(value);
  narrow_block(block);
  return block;
}

void narrow_block(Block& block) {
  if (!block.is_exact) return;
  Int128 scale = 1;
  for (const Exact& value : block.values) {
    const auto joined = common_scale(scale, value);
    if (!joined) return;
    scale = *joined;
  }
  std::vector<Int128> units;
  units.reserve(block.values.size());
  Int128 bound = 0;
  for (const Exact& value : block.values) {
    const auto unit = whole_over(value, scale);
    if (!unit || size_of(*unit) > block_limit) return;
    units.push_back(*unit);
    bound = std::max(bound, size_of(*unit));
  }
  block.is_exact = false;
  block.units = std::move(units);
  block.scale = scale;
  block.bound = bound;
  block.values.clear();
}

void compute_block(const Rule& rule, NodeIndex index, const std::vector<Block>& registers,
                   std::size_t size, Block& out) {
  if (rule.nodes[index].kind == NodeKind::constant) {
    out = uniform_block(rule.nodes[index].constant);
    return;
  }
  Computation(rule, index, registers, size, out).run();
}

}  // namespace phanbo

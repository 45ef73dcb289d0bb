#include "engine/explain/replay.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

namespace phanbo {

namespace {

using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

/// Digits without the zeros in front, which would make an octal number.
Whole whole_of(std::string_view digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return Whole(std::string(digits.substr(first)));
}

/// Whole number, decimal or "p/q"; empty on anything else.
std::optional<Exact> value_of(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  Exact value;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    if (!is_digits(text.substr(0, slash)) || !is_digits(text.substr(slash + 1)))
      return std::nullopt;
    const Whole denominator = whole_of(text.substr(slash + 1));
    if (denominator == 0) return std::nullopt;
    value = Exact(whole_of(text.substr(0, slash)), denominator);
  } else if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string_view decimals = text.substr(point + 1);
    if (!is_digits(text.substr(0, point)) || !is_digits(decimals)) return std::nullopt;
    std::string digits(text.substr(0, point));
    digits += decimals;
    value = Exact(whole_of(digits), pow(Whole(10), static_cast<unsigned>(decimals.size())));
  } else {
    if (!is_digits(text)) return std::nullopt;
    value = Exact(whole_of(text));
  }
  return is_negative ? Exact(-value) : value;
}

Whole floor_of(const Exact& value) {
  Whole quotient = numerator(value) / denominator(value);
  if (value < 0 && Exact(quotient) != value) --quotient;
  return quotient;
}

/// The greatest whole number of `unit` that is not above the value.
Exact floor_to(const Exact& value, const Exact& unit) {
  return Exact(floor_of(value / unit)) * unit;
}

/// "half_up 0", "down 2", "up_to_step 1000000" …; empty when the rule is not known.
std::optional<Exact> rounded(const Exact& value, std::string_view rule) {
  const std::size_t blank = rule.find(' ');
  if (blank == std::string_view::npos || !is_digits(rule.substr(blank + 1))) return std::nullopt;
  const std::string_view mode = rule.substr(0, blank);
  const Whole size = whole_of(rule.substr(blank + 1));
  if (mode == "up_to_step") return -floor_to(-value, Exact(size));
  if (mode == "down_to_step") return floor_to(value, Exact(size));
  const bool is_known = mode == "down" || mode == "up" || mode == "half_up" || mode == "half_even";
  if (!is_known || size > 18) return std::nullopt;
  const Exact unit(Whole(1), pow(Whole(10), size.convert_to<unsigned>()));
  const Exact down = floor_to(value, unit);
  const Exact rest = value - down;
  if (mode == "down" || rest == 0) return down;
  if (mode == "up") return down + unit;
  if (rest * 2 != unit) return rest * 2 > unit ? Exact(down + unit) : down;
  const bool is_even = numerator(Exact(down / unit)) % 2 == 0;
  return mode == "half_even" && is_even ? down : Exact(down + unit);
}

class Replay {
 public:
  explicit Replay(const OutcomeAt& outcome_at) : outcome_at_(outcome_at) {}

  std::vector<ReplayFinding> findings;

  /// The value the node gives to what stands above it; empty for grounds and where it is no number.
  std::optional<Exact> visit(const Derivation& node) {
    std::vector<Exact> parts;
    bool is_complete = true;
    for (const Derivation& child : node.children) {
      const auto part = visit(child);
      if (child.operation == Operation::grounds) continue;
      is_complete = is_complete && part.has_value();
      if (part) parts.push_back(*part);
    }
    if (node.operation == Operation::grounds) {
      if (!node.value.empty()) findings.push_back({node.label_vi, node.value, ""});
      return std::nullopt;
    }
    const auto stated = value_of(node.value);
    if (stands_by_itself(node)) {
      check_outcome(node);
      return stated;
    }
    if (node.operation == Operation::largest_remainder) {
      check_share(node, parts, stated);
      return stated;
    }
    const auto found = is_complete ? computed(node, parts) : std::nullopt;
    if (!stated || !found || *found != *stated)
      findings.push_back({node.label_vi, node.value, found ? found->str() : std::string()});
    return stated;
  }

 private:
  static bool stands_by_itself(const Derivation& node) {
    switch (node.operation) {
      case Operation::input:
      case Operation::law:
      case Operation::outcome:
        return true;
      case Operation::count:
        return node.children.empty();
      default:
        return false;
    }
  }

  void check_outcome(const Derivation& node) {
    if (node.operation != Operation::outcome || node.place.empty() || !outcome_at_) return;
    const auto found = outcome_at_(node.place);
    if (!found || *found != node.value)
      findings.push_back({node.label_vi, node.value, found.value_or("")});
  }

  static std::optional<Exact> computed(const Derivation& node, const std::vector<Exact>& parts) {
    if (node.operation == Operation::count) return Exact(Whole(node.children.size()));
    if (parts.empty()) {
      return node.operation == Operation::sum ? std::optional(Exact(0)) : std::nullopt;
    }
    Exact result = parts.front();
    const auto rest = [&](const auto& add) {
      for (std::size_t i = 1; i < parts.size(); ++i) add(parts[i]);
      return result;
    };
    switch (node.operation) {
      case Operation::sum:
        return rest([&](const Exact& part) { result += part; });
      case Operation::difference:
        return rest([&](const Exact& part) { result -= part; });
      case Operation::product:
        return rest([&](const Exact& part) { result *= part; });
      case Operation::quotient:
        if (parts.size() != 2 || parts[1] == 0) return std::nullopt;
        return parts[0] / parts[1];
      case Operation::percent_of:
        if (parts.size() != 2) return std::nullopt;
        return parts[0] * parts[1] / 100;
      case Operation::minimum:
        return *std::min_element(parts.begin(), parts.end());
      case Operation::maximum:
        return *std::max_element(parts.begin(), parts.end());
      case Operation::round:
        return parts.size() == 1 ? rounded(parts[0], node.note) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  /// The whole steps of the exact share, or one step more.
  void check_share(const Derivation& node, const std::vector<Exact>& parts,
                   const std::optional<Exact>& stated) {
    const std::size_t blank = node.note.find(' ');
    const auto step =
        blank == std::string::npos ? std::nullopt : value_of(node.note.substr(blank + 1));
    const bool is_sound = step && stated && parts.size() == 3 && *step > 0 && parts[2] != 0;
    if (!is_sound) {
      findings.push_back({node.label_vi, node.value, ""});
      return;
    }
    const Exact down = floor_to(parts[0] * parts[1] / parts[2], *step);
    if (*stated != down && *stated != down + *step)
      findings.push_back({node.label_vi, node.value, down.str()});
  }

  const OutcomeAt& outcome_at_;
};

void collect(const Derivation& node, std::vector<const Derivation*>& leaves) {
  if (node.operation == Operation::input || node.operation == Operation::law)
    leaves.push_back(&node);
  for (const Derivation& child : node.children) collect(child, leaves);
}

}  // namespace

std::vector<ReplayFinding> replay(const Derivation& derivation, const OutcomeAt& outcome_at) {
  Replay replaying(outcome_at);
  replaying.visit(derivation);
  return std::move(replaying.findings);
}

std::vector<const Derivation*> leaves_of(const Derivation& derivation) {
  std::vector<const Derivation*> leaves;
  collect(derivation, leaves);
  return leaves;
}

std::size_t node_count(const Derivation& derivation) {
  std::size_t count = 1;
  for (const Derivation& child : derivation.children) count += node_count(child);
  return count;
}

}  // namespace phanbo

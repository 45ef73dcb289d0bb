#include "assess/derivation_evaluator.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <sstream>

namespace phanbo::test {

namespace {

using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

Exact parse(std::string text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos)
    return Exact(Whole(text.substr(0, slash)), Whole(text.substr(slash + 1)));
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return Exact(Whole(text));
  const std::size_t digits = text.size() - point - 1;
  text.erase(point, 1);
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // no octal numbers
  const Exact value(Whole(text), pow(Whole(10), static_cast<unsigned>(digits)));
  return negative ? Exact(-value) : value;
}

Exact floor_to(const Exact& value, const Exact& step) {
  const Exact steps = value / step;
  Whole down = numerator(steps) / denominator(steps);
  if (steps < 0 && Exact(down) != steps) --down;
  return Exact(down) * step;
}

Exact rounded(const Exact& value, const std::string& note) {
  std::istringstream words(note);
  std::string mode;
  std::string size;
  words >> mode >> size;
  if (mode == "up_to_step") return -floor_to(-value, Exact(Whole(size)));
  if (mode == "down_to_step") return floor_to(value, Exact(Whole(size)));
  const Exact unit = Exact(Whole(1), pow(Whole(10), static_cast<unsigned>(std::stoul(size))));
  const Exact down = floor_to(value, unit);
  const Exact rest = value - down;
  if (mode == "down" || rest == 0) return down;
  if (mode == "up") return down + unit;
  if (rest * 2 != unit) return rest * 2 > unit ? Exact(down + unit) : down;
  const bool is_even = numerator(Exact(down / unit)) % 2 == 0;
  return mode == "half_even" && is_even ? down : Exact(down + unit);
}

class Evaluator {
 public:
  std::vector<std::string> findings;

  Exact value_of(const Derivation& node) {
    std::vector<Exact> parts;
    for (const Derivation& child : node.children) {
      if (child.operation != Operation::grounds) parts.push_back(value_of(child));
    }
    const Exact stated = parse(node.value);
    if (node.operation == Operation::largest_remainder) {
      check_share(node, parts, stated);
      return stated;
    }
    const Exact found = computed(node, parts, stated);
    if (found != stated)
      findings.push_back(node.label_en + ": stated " + node.value + ", computed " + found.str());
    return found;
  }

 private:
  static Exact computed(const Derivation& node, const std::vector<Exact>& parts,
                        const Exact& stated) {
    Exact result = parts.empty() ? Exact(0) : parts.front();
    switch (node.operation) {
      case Operation::input:
      case Operation::law:
      case Operation::count:
      case Operation::outcome:
        return stated;
      case Operation::sum:
        for (std::size_t i = 1; i < parts.size(); ++i) result += parts[i];
        return result;
      case Operation::difference:
        for (std::size_t i = 1; i < parts.size(); ++i) result -= parts[i];
        return result;
      case Operation::product:
        for (std::size_t i = 1; i < parts.size(); ++i) result *= parts[i];
        return result;
      case Operation::quotient:
        return parts.at(0) / parts.at(1);
      case Operation::percent_of:
        return parts.at(0) * parts.at(1) / 100;
      case Operation::minimum:
        return *std::min_element(parts.begin(), parts.end());
      case Operation::maximum:
        return *std::max_element(parts.begin(), parts.end());
      case Operation::round:
        return rounded(parts.at(0), node.note);
      case Operation::largest_remainder:
      case Operation::grounds:
        break;
    }
    return stated;
  }

  /// The whole steps of the exact share, or one step more.
  void check_share(const Derivation& node, const std::vector<Exact>& parts, const Exact& stated) {
    const Exact step(Whole(node.note.substr(node.note.find(' ') + 1)));
    const Exact down = floor_to(parts.at(0) * parts.at(1) / parts.at(2), step);
    if (stated != down && stated != down + step)
      findings.push_back(node.label_en + ": stated " + node.value + ", floor " + down.str());
  }
};

void collect(const Derivation& node, std::vector<const Derivation*>& nodes) {
  nodes.push_back(&node);
  for (const Derivation& child : node.children) collect(child, nodes);
}

}  // namespace

std::vector<std::string> recompute(const Derivation& derivation) {
  Evaluator evaluator;
  evaluator.value_of(derivation);
  return evaluator.findings;
}

std::vector<const Derivation*> nodes_of(const Derivation& derivation) {
  std::vector<const Derivation*> nodes;
  collect(derivation, nodes);
  return nodes;
}

}  // namespace phanbo::test

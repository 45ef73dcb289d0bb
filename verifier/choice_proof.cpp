#include "verifier/choice_proof.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace phanbo_verify {

Wide cost_at(const CandidateOption& option, const LeafPrices& prices) {
  Wide cost = 0;
  for (const PlaceUse& use : option.uses)
    cost = checked_sum(
        cost, checked_product(prices.places[static_cast<std::size_t>(use.place)], use.amount));
  for (const LimitPart& part : option.parts)
    cost = checked_sum(cost, checked_product(prices.limits[static_cast<std::size_t>(part.limit)],
                                             part.coefficient));
  return cost;
}

namespace {

/// A whole number, possibly of more than 64 bits, written as text.
Wide wide_of(const Json& value) {
  if (!value.is_text()) throw BadProof({"có số không ghi dạng văn bản", "a number is no text"});
  Wide result = 0;
  std::string_view digits = value.text;
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 38)
    throw BadProof({"có số quá dài", "a number is too long"});
  for (const char digit : digits) {
    if (digit < '0' || digit > '9')
      throw BadProof({"có số chứa ký tự khác chữ số", "a number has other characters"});
    result = checked_sum(checked_product(result, 10), digit - '0');
  }
  return negative ? -result : result;
}
std::size_t place_in(const Json& value, std::size_t size) {
  const Wide place = wide_of(value);
  if (place < 0 || place >= static_cast<Wide>(size))
    throw BadProof({"chỉ ra ngoài danh sách", "points outside a list"});
  return static_cast<std::size_t>(place);
}

/// Bounds of single items come from every leaf up to this many.
constexpr std::uint32_t leaves_walked_max = 1'000;

/// Walks the questions and adds up every leaf.
class ProofWalk {
 public:
  ProofWalk(const ClassModel& model, const Json& certificate)
      : model_(model),
        cuts_(list_of(certificate, "cuts")),
        limits_(list_of(certificate, "limits")),
        leaves_(list_of(certificate, "leaves")),
        tree_(list_of(certificate, "tree")) {
    for (std::size_t p = 0; p < model.candidates.size(); ++p) {
      position_.emplace(model.candidates[p].name, p);
      left_.emplace_back(model.candidates[p].options.size() + 1, 1);
      if (model.candidates[p].is_must) left_.back()[0] = 0;
    }
    outcome_.taken_bounds.resize(model.items.size());
    led_to_.resize(leaves_.count);
    read_names();
  }

  ProofOutcome run() {
    if (tree_.count == 0 || leaves_.count == 0) throw BadProof({"không có lá nào", "no leaf"});
    stand_at(leaves_.first[leaves_.count - 1]);
    outcome_.prices = prices_;
    if (leaves_.count > leaves_walked_max) add_last_bounds();
    std::vector<char> seen(tree_.count, 0);
    std::vector<Step> way(1);
    while (!way.empty()) {
      Step& step = way.back();
      const Json& node = tree_.first[step.node];
      if (step.stage == 0 && seen[step.node]++ != 0)
        throw BadProof({"một câu hỏi được hỏi hai lần", "a question is asked twice"});
      if (const Json* leaf = node.find("leaf"); leaf != nullptr) {
        const std::size_t place = place_in(*leaf, leaves_.count);
        led_to_[place] = 1;
        if (text_of(node, "sum") != add_leaf(leaves_.first[place]))
          throw BadProof({"tổng của một lá khác số đã ghi", "a leaf comes to another sum"});
        way.pop_back();
        continue;
      }
      const std::size_t option = question(node, step);
      if (step.stage == 0) {
        step.before = left_[step.candidate];
      } else {
        left_[step.candidate] = step.before;
      }
      if (step.stage == 2) {
        way.pop_back();
        continue;
      }
      const bool is_taken = step.stage == 0;
      for (std::size_t k = 0; k < left_[step.candidate].size(); ++k)
        if (is_taken != (k == option)) left_[step.candidate][k] = 0;
      ++step.stage;
      const Json* next = node.find(is_taken ? "taken" : "refused");
      if (next == nullptr)
        throw BadProof({"có câu hỏi không có câu trả lời", "a question without answer"});
      const std::size_t onward = place_in(*next, tree_.count);
      way.push_back({onward, 0, 0, {}});
    }
    if (std::count(seen.begin(), seen.end(), 0) > 0)
      throw BadProof({"có câu hỏi không ai hỏi đến", "a question nobody asks"});
    check_use();
    return std::move(outcome_);
  }

 private:
  struct Step {
    std::size_t node = 0;
    int stage = 0;
    std::size_t candidate = 0;
    std::vector<char> before;
  };

  /// Names once into positions.
  void read_names() {
    std::set<std::vector<std::size_t>> known;
    for (const Json& cut : cuts_) {
      if (!cut.is_array()) throw BadProof({"một lát cắt không phải danh sách", "a cut is no list"});
      std::vector<std::size_t>& own = cut_places_.emplace_back();
      for (const Json& place : cut) {
        const auto found = place.is_text() && !place.text.empty()
                               ? model_.place_of.find(std::string(place.text))
                               : model_.place_of.end();
        if (found == model_.place_of.end())
          throw BadProof({"có chỗ không có trong kế hoạch", "an unknown place"});
        const auto position = static_cast<std::size_t>(found->second);
        if (std::find(own.begin(), own.end(), position) != own.end())
          throw BadProof({"một chỗ hai lần trong một lát cắt", "a place twice in a cut"});
        own.push_back(position);
      }
      std::vector<std::size_t> places = own;
      std::sort(places.begin(), places.end());
      if (!known.insert(std::move(places)).second)
        throw BadProof({"một lát cắt nêu hai lần", "a cut twice"});
    }
    is_priced_.resize(cut_places_.size());
    std::vector<char> is_named(model_.limits.size(), 0);
    for (const Json& limit : limits_) {
      const auto found =
          limit.is_text() ? model_.limit_of.find(std::string(limit.text)) : model_.limit_of.end();
      if (found == model_.limit_of.end())
        throw BadProof({"có giới hạn không có trong kế hoạch", "an unknown limit"});
      limit_places_.push_back(static_cast<std::size_t>(found->second));
      if (is_named[limit_places_.back()]++ != 0)
        throw BadProof({"một giới hạn nêu hai lần", "a limit twice"});
    }
  }

  /// The last leaf may state prices under which nothing is decided; to every other one questions
  /// lead. Every cut has a price in one of them.
  void check_use() const {
    for (std::size_t i = 0; i + 1 < leaves_.count; ++i)
      if (led_to_[i] == 0)
        throw BadProof({"có lá không câu hỏi nào dẫn tới", "a leaf no question leads to"});
    if (std::count(is_priced_.begin(), is_priced_.end(), 0) > 0)
      throw BadProof({"có lát cắt không có giá", "a cut without price"});
  }

  /// Position of the option a question is about: 1 is the first option, 0 (no name) refusal.
  std::size_t question(const Json& node, Step& step) const {
    const auto found = position_.find(std::string(text_of(node, "item")));
    if (found == position_.end())
      throw BadProof(
          {"câu hỏi về công trình không có trong kế hoạch", "a question about an unknown item"});
    step.candidate = found->second;
    const auto& options = model_.candidates[step.candidate].options;
    if (text_of(node, "option").empty()) return 0;
    for (std::size_t c = 0; c < options.size(); ++c)
      if (options[c].name == text_of(node, "option")) return c + 1;
    throw BadProof(
        {"câu hỏi về cách chọn không có trong kế hoạch", "a question about an unknown option"});
  }

  LeafPrices prices_of(const Json& leaf) {
    const Json* impossible = leaf.find("proves_impossible");
    if (impossible == nullptr || impossible->kind != JsonKind::boolean)
      throw BadProof(lacks("proves_impossible"));
    const Json* bits = leaf.find("scale_bits");
    if (bits == nullptr) throw BadProof(lacks("scale_bits"));
    LeafPrices prices{impossible->integer != 0, static_cast<int>(place_in(*bits, 101)),
                      std::vector<Wide>(model_.places.size(), 0),
                      std::vector<Wide>(model_.limits.size(), 0)};
    for (const auto& [cut, price] : prices_in(list_of(leaf, "cuts"), cut_places_.size())) {
      if (price < 0) throw BadProof({"có lát cắt với giá nhỏ hơn 0", "a cut with a price below 0"});
      is_priced_[cut] = 1;
      for (const std::size_t place : cut_places_[cut])
        prices.places[place] = checked_sum(prices.places[place], price);
    }
    for (const auto& [limit, price] : prices_in(list_of(leaf, "limits"), limit_places_.size()))
      prices.limits[limit_places_[limit]] = price;
    return prices;
  }

  /// Each place once, in order, with a price.
  static std::vector<std::pair<std::size_t, Wide>> prices_in(const Json& list, std::size_t size) {
    std::vector<std::pair<std::size_t, Wide>> prices;
    for (const Json& pair : list) {
      if (!pair.is_array() || pair.count != 2)
        throw BadProof({"không phải cặp gồm chỗ và giá", "no pair of place and price"});
      const std::size_t place = place_in(pair.first[0], size);
      if (!prices.empty() && prices.back().first >= place)
        throw BadProof({"các giá không đúng thứ tự", "prices out of order"});
      prices.emplace_back(place, wide_of(pair.first[1]));
      if (prices.back().second == 0) throw BadProof({"có giá bằng 0", "a price of 0"});
    }
    return prices;
  }

  /// Leaves with the same prices come one after another: what they cost is added up once.
  void stand_at(const Json& leaf) {
    if (&leaf == at_) return;
    at_ = &leaf;
    prices_ = prices_of(leaf);
    gains_.assign(model_.candidates.size(), {});
    fixed_ = money_and_limits();
  }

  /// What the leaf comes to, as it is written; empty where a candidate has nothing left.
  std::string add_leaf(const Json& leaf) {
    ++outcome_.leaves;
    stand_at(leaf);
    const std::optional<Wide> sum = sum_up();
    if (!sum) return {};
    const Wide whole = divide_down(*sum, Wide{1} << prices_.scale);
    if (prices_.proves_impossible) {
      if (whole >= 0)
        throw BadProof({"có lá không chứng minh được là không có cách chọn nào",
                        "a leaf does not prove that nothing is possible"});
      return to_text(*sum);
    }
    outcome_.bound = outcome_.bound ? std::max(*outcome_.bound, whole) : whole;
    if (leaves_.count <= leaves_walked_max) add_taken_bounds(*sum);
    return to_text(*sum);
  }

  /// Of an option, worked out when it is first asked for.
  Wide gain_of(std::size_t p, std::size_t c) {
    const auto& options = model_.candidates[p].options;
    gains_[p].resize(options.size());
    std::optional<Wide>& own = gains_[p][c];
    if (!own) {
      const Wide value = prices_.proves_impossible
                             ? 0
                             : checked_product(options[c].value, Wide{1} << prices_.scale);
      own = checked_sum(value, -cost_at(options[c], prices_));
    }
    return *own;
  }

  /// Best over what is left: of the options alone, and with refusal.
  std::pair<std::optional<Wide>, std::optional<Wide>> best_of(std::size_t p) {
    std::optional<Wide> taken;
    for (std::size_t c = 0; c < model_.candidates[p].options.size(); ++c) {
      if (left_[p][c + 1] == 0) continue;
      const Wide own = gain_of(p, c);
      taken = taken ? std::max(*taken, own) : own;
    }
    std::optional<Wide> any = taken;
    if (left_[p][0] != 0) any = any ? std::max<Wide>(*any, 0) : 0;
    return {taken, any};
  }

  Wide money_and_limits() const {
    Wide sum = 0;
    for (const ClassModel::Arc& arc : model_.arcs) {
      const Wide gain = prices_.places[static_cast<std::size_t>(arc.to)] -
                        prices_.places[static_cast<std::size_t>(arc.from)];
      if (gain > 0) sum = checked_sum(sum, checked_product(gain, arc.capacity));
    }
    for (std::size_t v = 0; v < model_.held.size(); ++v)
      sum = checked_sum(sum, -checked_product(prices_.places[v], model_.held[v]));
    for (std::size_t r = 0; r < model_.limits.size(); ++r) {
      const Wide price = prices_.limits[r];
      if (price == 0) continue;
      const std::optional<Dong>& side = price > 0 ? model_.bounds[r].upper : model_.bounds[r].lower;
      if (!side)
        throw BadProof({"có giá ở phía không có giới hạn", "a price on a side without bound"});
      sum = checked_sum(sum, checked_product(price, *side));
    }
    return sum;
  }

  /// Empty: a candidate has nothing left here, so nothing is possible.
  std::optional<Wide> sum_up() {
    Wide sum = fixed_;
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      const auto [taken, any] = best_of(p);
      if (!any) return {};
      sum = checked_sum(sum, *any);
    }
    return sum;
  }

  /// Nothing is decided yet: the last leaf holds for all choices.
  void add_last_bounds() {
    const std::optional<Wide> sum = sum_up();
    if (sum && !prices_.proves_impossible) add_taken_bounds(*sum);
  }

  void add_taken_bounds(Wide sum) {
    for (std::size_t p = 0; p < model_.items.size(); ++p) {
      const auto [taken, any] = best_of(p);
      if (!taken) continue;
      const Wide bound =
          divide_down(checked_sum(checked_sum(sum, -*any), *taken), Wide{1} << prices_.scale);
      std::optional<Wide>& own = outcome_.taken_bounds[p];
      own = own ? std::max(*own, bound) : bound;
    }
  }

  const ClassModel& model_;
  const Json& cuts_;
  const Json& limits_;
  const Json& leaves_;
  const Json& tree_;
  std::map<std::string, std::size_t> position_;
  std::vector<std::vector<std::size_t>> cut_places_;
  std::vector<std::size_t> limit_places_;
  std::vector<char> is_priced_;  ///< by cut: in some leaf
  std::vector<std::vector<char>> left_;
  const Json* at_ = nullptr;  ///< the leaf whose prices these are
  LeafPrices prices_;
  Wide fixed_ = 0;                                       ///< of money and limits
  std::vector<std::vector<std::optional<Wide>>> gains_;  ///< by candidate and option
  std::vector<char> led_to_;                             ///< by leaf
  ProofOutcome outcome_;
};

}  // namespace

ProofOutcome walk_proof(const ClassModel& model, const Json& certificate) {
  return ProofWalk(model, certificate).run();
}

}  // namespace phanbo_verify

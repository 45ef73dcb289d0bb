#include "cli/choice_reading.hpp"

#include <charconv>

#include "cli/json_walk.hpp"

namespace phanbo {

namespace {

/// Digits with a sign; empty when they are none or too many.
std::optional<Int128> whole_number(std::string_view text) {
  constexpr std::size_t digits_max = 38;
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  if (text.empty() || text.size() > digits_max) return std::nullopt;
  Int128 value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return is_negative ? -value : value;
}

class ChoiceReader {
 public:
  ChoiceReader(std::string_view json, const Plan& plan) : walk_(json), plan_(plan) {}

  std::optional<std::vector<ChoiceOutcome>> read() {
    const bool is_json = walk_.object([&](const std::string& key) {
      return key == "choices" ? walk_.array([&] { return choice(); }) : walk_.skip(0);
    });
    if (!is_json) return std::nullopt;
    return std::move(choices_);
  }

 private:
  bool choice() {
    ChoiceOutcome own;
    std::string priority_class;
    const bool is_read = walk_.object([&](const std::string& key) {
      if (key == "class") return text(priority_class);
      if (key == "value") return decimal(own.value, own.value_digits);
      if (key == "bound") return decimal(own.bound, own.value_digits);
      if (key == "certificate") return certificate(own.certificate);
      if (key == "stages") return walk_.array([&] { return stage(own.stages.emplace_back()); });
      return walk_.skip(0);
    });
    if (!is_read) return false;
    for (std::size_t i = 0; i < plan_.classes.size(); ++i) {
      if (plan_.classes.rows()[i].code != priority_class) continue;
      own.priority_class = Index<PriorityClass>(i);
      choices_.push_back(std::move(own));
      return true;
    }
    return false;
  }

  bool stage(ChoiceStageOutcome& own) {
    return walk_.object([&](const std::string& key) {
      return key == "held" ? decimal(own.held, own.digits) : walk_.skip(0);
    });
  }

  bool certificate(ChoiceCertificate& own) {
    return walk_.object([&](const std::string& key) {
      if (key == "cuts")
        return walk_.array([&] {
          auto& cut = own.cuts.emplace_back();
          return walk_.array([&] { return text(cut.emplace_back()); });
        });
      if (key == "limits") return walk_.array([&] { return text(own.limits.emplace_back()); });
      if (key == "leaves") return walk_.array([&] { return leaf(own.leaves.emplace_back()); });
      if (key == "tree") return walk_.array([&] { return branch(own.tree.emplace_back()); });
      return walk_.skip(0);
    });
  }

  bool leaf(ChoiceLeaf& own) {
    return walk_.object([&](const std::string& key) {
      if (key == "proves_impossible") return flag(own.proves_impossible);
      if (key == "scale_bits") return number(own.scale_bits);
      if (key == "cuts") return prices(own.cuts);
      if (key == "limits") return prices(own.limits);
      return walk_.skip(0);
    });
  }

  bool branch(ChoiceBranch& own) {
    return walk_.object([&](const std::string& key) {
      if (key == "item") return text(own.item);
      if (key == "option") return text(own.option);
      if (key == "taken") return number(own.taken);
      if (key == "refused") return number(own.refused);
      if (key == "leaf") return number(own.leaf);
      return walk_.skip(0);
    });
  }

  bool prices(std::vector<std::pair<std::size_t, Int128>>& own) {
    return walk_.array([&] {
      std::vector<Int128> pair;
      const bool is_read = walk_.array([&] {
        std::string digits;
        if (!text(digits)) return false;
        const auto value = whole_number(digits);
        if (value) pair.push_back(*value);
        return value.has_value();
      });
      if (!is_read || pair.size() != 2 || pair[0] < 0) return false;
      own.emplace_back(static_cast<std::size_t>(pair[0]), pair[1]);
      return true;
    });
  }

  bool text(std::string& own) {
    std::optional<std::string> value;
    if (!walk_.scalar(value) || !value) return false;
    own = std::move(*value);
    return true;
  }

  bool flag(bool& own) {
    own = walk_.peek() == 't';
    return walk_.skip(0);
  }

  bool number(int& own) {
    std::string digits;
    if (!text(digits)) return false;
    const char* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, own);
    return error == std::errc{} && rest == end;
  }

  /// "12.345" as 12345 with three digits.
  template <class Number>
  bool decimal(Number& own, int& digits) {
    std::string words;
    if (!text(words)) return false;
    const std::size_t point = words.find('.');
    digits = point == std::string::npos ? 0 : static_cast<int>(words.size() - point - 1);
    if (point != std::string::npos) words.erase(point, 1);
    const auto value = whole_number(words);
    own = static_cast<Number>(value.value_or(0));
    return value.has_value();
  }

  JsonWalk walk_;
  const Plan& plan_;
  std::vector<ChoiceOutcome> choices_;
};

}  // namespace

std::optional<std::vector<ChoiceOutcome>> choices_in(std::string_view result_json,
                                                     const Plan& plan) {
  return ChoiceReader(result_json, plan).read();
}

}  // namespace phanbo

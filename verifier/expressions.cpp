#include "verifier/expressions.hpp"

#include <array>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text with one spelling for every sign.
std::string plain_signs(std::string_view text) {
  struct Sign {
    std::string_view from;
    std::string_view to;
  };
  constexpr std::array<Sign, 16> signs = {{{"×", "*"},
                                           {"·", "*"},
                                           {"÷", "/"},
                                           {":", "/"},
                                           {"−", "-"},
                                           {"–", "-"},
                                           {"≤", "<="},
                                           {"≥", ">="},
                                           {"≠", "<>"},
                                           {"!=", "<>"},
                                           {"==", "="},
                                           {"Σ", "sum"},
                                           {"[", "("},
                                           {"]", ")"},
                                           {"{", "("},
                                           {"}", ")"}}};
  std::string plain;
  while (!text.empty()) {
    bool is_known = false;
    for (const Sign& sign : signs) {
      if (!text.starts_with(sign.from)) continue;
      plain += sign.to;
      text.remove_prefix(sign.from.size());
      is_known = true;
      break;
    }
    if (is_known) continue;
    plain += text.front();
    text.remove_prefix(1);
  }
  return plain;
}

using Node = std::unique_ptr<Term>;

Node number_term(const Fraction& value) {
  auto term = std::make_unique<Term>();
  term->number = value;
  return term;
}

Node pair_term(std::string word, Node left, Node right) {
  auto term = std::make_unique<Term>();
  term->kind = Term::Kind::binary;
  term->word = std::move(word);
  term->parts.push_back(std::move(left));
  term->parts.push_back(std::move(right));
  return term;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(plain_signs(text)) {}

  Node read() {
    Node result = comparison();
    if (!rest().empty()) refuse();
    return result;
  }

 private:
  [[noreturn]] void refuse() const {
    throw BadInput("expression",
                   plain("\"" + text_ + "\"") + Words{" không đọc được", " cannot be read"});
  }

  std::string_view rest() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return std::string_view(text_).substr(at_);
  }
  bool take(std::string_view sign) {
    if (!rest().starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  Node comparison() {
    Node left = sum();
    for (const std::string_view sign : {"<=", ">=", "<>", "<", ">", "="}) {
      if (!take(sign)) continue;
      Node right = sum();
      if (sign == ">") return pair_term("<", std::move(right), std::move(left));
      if (sign == ">=") return pair_term("<=", std::move(right), std::move(left));
      return pair_term(std::string(sign), std::move(left), std::move(right));
    }
    return left;
  }

  Node sum() {
    Node left = product();
    while (true) {
      if (take("+")) {
        left = pair_term("+", std::move(left), product());
      } else if (take("-")) {
        left = pair_term("-", std::move(left), product());
      } else {
        return left;
      }
    }
  }

  Node product() {
    Node left = factor();
    while (true) {
      if (take("*")) {
        left = pair_term("*", std::move(left), factor());
      } else if (take("/")) {
        left = pair_term("/", std::move(left), factor());
      } else {
        return left;
      }
    }
  }

  Node factor() {
    if (take("-")) return pair_term("-", number_term({}), factor());
    if (take("+")) return factor();
    Node base = simple();
    while (take("%")) base = pair_term("/", std::move(base), number_term(Fraction::of(100)));
    if (take("^")) return pair_term("^", std::move(base), factor());
    return base;
  }

  Node simple() {
    const std::string_view here = rest();
    if (here.empty()) refuse();
    if (take("(")) {
      Node inside = comparison();
      if (!take(")")) refuse();
      return inside;
    }
    if (is_digit(here.front())) return number();
    if (is_letter(here.front())) return word();
    refuse();
  }

  Node number() {
    std::string digits;
    while (at_ < text_.size() &&
           (is_digit(text_[at_]) || ((text_[at_] == '.' || text_[at_] == ',') &&
                                     at_ + 1 < text_.size() && is_digit(text_[at_ + 1])))) {
      digits += text_[at_] == ',' ? '.' : text_[at_];
      ++at_;
    }
    const auto value = parse_decimal(digits);
    if (!value) refuse();
    return number_term(*value);
  }

  Node word() {
    std::string name;
    const auto goes_on = [&](std::size_t i) {
      return i < text_.size() && (is_letter(text_[i]) || is_digit(text_[i]) || text_[i] == '.');
    };
    while (goes_on(at_) || (at_ < text_.size() && text_[at_] == '-' && goes_on(at_ + 1)))
      name += text_[at_++];
    auto term = std::make_unique<Term>();
    term->word = std::move(name);
    term->kind = Term::Kind::name;
    if (!take("(")) return term;
    term->kind = Term::Kind::call;
    if (take(")")) return term;
    do {
      term->parts.push_back(comparison());
    } while (take(";"));
    if (!take(")")) refuse();
    return term;
  }

  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Term> read_expression(std::string_view text) { return Reader(text).read(); }

}  // namespace phanbo_verify

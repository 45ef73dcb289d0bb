#include "engine/criteria/expression.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace phanbo {

namespace {

enum class TokenKind { number, name, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  ///< signs in their plain form: "*" for "×"
  std::size_t offset = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// ASCII letters, '_' and every byte of a letter beyond ASCII.
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return begins_name(c) || is_digit(c) || c == '.'; }

struct SignSpelling {
  std::string_view written;
  std::string_view plain;
};
/// Longer spellings first.
constexpr std::array<SignSpelling, 30> signs = {{
    {"<=", "<="}, {">=", ">="}, {"<>", "<>"}, {"!=", "<>"}, {"==", "="}, {"≤", "<="},
    {"≥", ">="},  {"≠", "<>"},  {"×", "*"},   {"·", "*"},   {"÷", "/"},  {"−", "-"},
    {"–", "-"},   {"+", "+"},   {"-", "-"},   {"*", "*"},   {"/", "/"},  {":", "/"},
    {"^", "^"},   {"(", "("},   {")", ")"},   {"[", "["},   {"]", "]"},  {"{", "{"},
    {"}", "}"},   {";", ";"},   {"%", "%"},   {"=", "="},   {"<", "<"},  {">", ">"},
}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// False on a byte that begins nothing; `fault` then says what.
  bool next(Token& token, ExpressionFault& fault) {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    token = {TokenKind::end, {}, at_};
    if (at_ == text_.size()) return true;
    if (is_digit(text_[at_])) return read_number(token, fault);
    if (begins_name(text_[at_])) return read_name(token);
    if (text_.substr(at_).starts_with("Σ")) {
      token = {TokenKind::name, "sum", at_};
      at_ += std::string_view("Σ").size();
      return true;
    }
    for (const SignSpelling& sign : signs) {
      if (!text_.substr(at_).starts_with(sign.written)) continue;
      token = {TokenKind::sign, sign.plain, at_};
      at_ += sign.written.size();
      return true;
    }
    fault = text_[at_] == ',' ? ExpressionFault::comma_outside_number : ExpressionFault::unexpected;
    return false;
  }

 private:
  bool read_name(Token& token) {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      if (continues_name(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '-' && at_ + 1 < text_.size() && continues_name(text_[at_ + 1])) {
        ++at_;
      } else {
        break;
      }
    }
    token = {TokenKind::name, text_.substr(begin, at_ - begin), begin};
    return true;
  }

  bool read_number(Token& token, ExpressionFault& fault) {
    const std::size_t begin = at_;
    int marks = 0;
    while (at_ < text_.size()) {
      const bool is_mark = (text_[at_] == '.' || text_[at_] == ',') && at_ + 1 < text_.size() &&
                           is_digit(text_[at_ + 1]);
      if (!is_digit(text_[at_]) && !is_mark) break;
      marks += is_mark ? 1 : 0;
      ++at_;
    }
    token = {TokenKind::number, text_.substr(begin, at_ - begin), begin};
    if (marks <= 1 && (at_ == text_.size() || !begins_name(text_[at_]))) return true;
    fault = ExpressionFault::number_malformed;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), lexer_(text) {}

  ExpressionReading parse() {
    advance();
    if (is_good() && token_.kind == TokenKind::end) fail(ExpressionFault::empty);
    const std::size_t root = is_good() ? comparison(0) : 0;
    if (is_good() && token_.kind != TokenKind::end) fail(ExpressionFault::unexpected);
    if (is_good()) move_root_last(root);
    return std::move(reading_);
  }

 private:
  using Operation = ExpressionOperation;

  bool is_good() const { return reading_.fault == ExpressionFault::none; }
  void fail(ExpressionFault fault) { fail(fault, token_.offset); }
  void fail(ExpressionFault fault, std::size_t offset) {
    if (!is_good()) return;
    reading_.fault = fault;
    reading_.offset = offset;
    std::size_t end = std::min(text_.size(), offset + 1);
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    reading_.found = std::string(text_.substr(std::min(offset, text_.size()), end - offset));
    reading_.expression.nodes.clear();
  }
  void advance() {
    ExpressionFault fault = ExpressionFault::none;
    if (!lexer_.next(token_, fault)) fail(fault);
  }
  bool is_sign(std::string_view sign) const {
    return is_good() && token_.kind == TokenKind::sign && token_.text == sign;
  }
  bool take(std::string_view sign) {
    if (!is_sign(sign)) return false;
    advance();
    return is_good();
  }
  std::size_t add(Operation operation, std::size_t offset, std::vector<std::size_t> arguments) {
    if (!is_good()) return 0;
    auto& nodes = reading_.expression.nodes;
    if (nodes.size() >= limit_expression_nodes_max) {
      fail(ExpressionFault::too_long, offset);
      return 0;
    }
    nodes.push_back({operation, Exact(0), {}, std::move(arguments), offset});
    return nodes.size() - 1;
  }
  ExpressionNode& node(std::size_t position) { return reading_.expression.nodes[position]; }

  std::size_t comparison(std::size_t depth) {
    std::size_t left = sum(depth);
    struct Spelling {
      std::string_view sign;
      Operation operation;
      bool is_turned;
    };
    constexpr Spelling spellings[] = {
        {"<", Operation::less, false},  {"<=", Operation::less_or_equal, false},
        {">", Operation::less, true},   {">=", Operation::less_or_equal, true},
        {"=", Operation::equal, false}, {"<>", Operation::not_equal, false}};
    for (const Spelling& spelling : spellings) {
      const std::size_t offset = token_.offset;
      if (!take(spelling.sign)) continue;
      const std::size_t right = sum(depth);
      return spelling.is_turned ? add(spelling.operation, offset, {right, left})
                                : add(spelling.operation, offset, {left, right});
    }
    return left;
  }

  std::size_t sum(std::size_t depth) {
    std::size_t left = product(depth);
    while (is_sign("+") || is_sign("-")) {
      const Operation operation = is_sign("+") ? Operation::add : Operation::subtract;
      const std::size_t offset = token_.offset;
      advance();
      left = add(operation, offset, {left, product(depth)});
    }
    return left;
  }

  std::size_t product(std::size_t depth) {
    std::size_t left = signed_factor(depth);
    while (is_sign("*") || is_sign("/")) {
      const Operation operation = is_sign("*") ? Operation::multiply : Operation::divide;
      const std::size_t offset = token_.offset;
      advance();
      left = add(operation, offset, {left, signed_factor(depth)});
    }
    return left;
  }

  std::size_t signed_factor(std::size_t depth) {
    if (depth > limit_expression_depth_max) {
      fail(ExpressionFault::too_deep);
      return 0;
    }
    const std::size_t offset = token_.offset;
    if (take("-")) return add(Operation::negate, offset, {signed_factor(depth + 1)});
    if (take("+")) return signed_factor(depth + 1);
    const std::size_t base = postfix(depth);
    if (!take("^")) return base;
    return add(Operation::power, offset, {base, signed_factor(depth + 1)});
  }

  std::size_t postfix(std::size_t depth) {
    std::size_t value = primary(depth);
    while (is_sign("%")) {
      const std::size_t offset = token_.offset;
      advance();
      const std::size_t hundred = add(Operation::number, offset, {});
      if (is_good()) node(hundred).number = Exact(1, 100);
      value = add(Operation::multiply, offset, {value, hundred});
    }
    return value;
  }

  std::size_t primary(std::size_t depth) {
    if (!is_good()) return 0;
    const Token token = token_;
    if (token.kind == TokenKind::number) {
      advance();
      return number(token);
    }
    if (token.kind == TokenKind::name) {
      advance();
      return is_sign("(") ? call(token, depth) : named(token);
    }
    for (const auto& [open, close] :
         {std::pair{"(", ")"}, std::pair{"[", "]"}, std::pair{"{", "}"}}) {
      if (!take(open)) continue;
      const std::size_t inside = comparison(depth + 1);
      close_bracket(close);
      return inside;
    }
    fail(token.kind == TokenKind::end ? ExpressionFault::ends_too_soon
                                      : ExpressionFault::unexpected);
    return 0;
  }

  void close_bracket(std::string_view close) {
    if (is_good() && !take(close) && is_good()) fail(ExpressionFault::bracket_not_closed);
  }

  std::size_t number(const Token& token) {
    std::string text(token.text);
    std::replace(text.begin(), text.end(), ',', '.');
    const auto value = Decimal::parse(text);
    if (!value) {
      fail(ExpressionFault::number_malformed, token.offset);
      return 0;
    }
    const std::size_t position = add(Operation::number, token.offset, {});
    if (is_good()) node(position).number = exact_of(*value);
    return position;
  }

  std::size_t named(const Token& token) {
    const std::size_t position = add(Operation::name, token.offset, {});
    if (is_good()) node(position).name = std::string(token.text);
    return position;
  }

  std::size_t call(const Token& token, std::size_t depth) {
    take("(");
    std::vector<std::size_t> arguments;
    if (!is_sign(")")) {
      do {
        arguments.push_back(comparison(depth + 1));
      } while (take(";"));
    }
    close_bracket(")");
    const std::size_t position = add(Operation::call, token.offset, std::move(arguments));
    if (is_good()) node(position).name = std::string(token.text);
    return position;
  }

  /// The root is always made last, except where brackets or a unary plus stand around it.
  void move_root_last(std::size_t root) { PB_CHECK(root + 1 == reading_.expression.nodes.size()); }

  std::string_view text_;
  Lexer lexer_;
  Token token_;
  ExpressionReading reading_;
};

}  // namespace

ExpressionReading parse_expression(std::string_view text) { return Parser(text).parse(); }

}  // namespace phanbo

#include "tidy/functions.hpp"

#include <regex>
#include <utility>

namespace phanbo::tidy {
namespace {

enum class Block { scope, function, other };

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

class FunctionFinder {
 public:
  std::vector<FunctionSpan> run(const std::vector<std::string>& code) {
    bool in_directive = false;
    for (line_ = 1; line_ <= code.size(); ++line_) {
      const std::string& text = code[line_ - 1];
      // A preprocessor directive and its continuation lines hold no braces that count.
      in_directive = in_directive || trimmed(text).starts_with("#");
      if (!in_directive) take_line(text);
      in_directive = in_directive && text.ends_with("\\");
    }
    return std::move(functions_);
  }

 private:
  void take_line(const std::string& text) {
    for (const char c : text) {
      if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else if (c == ';') {
        forget_head();
      } else {
        if (trimmed(head_).empty()) head_line_ = line_;
        head_ += c;
        if (is_access_label()) forget_head();
      }
    }
    head_ += '\n';
  }

  bool is_access_label() const {
    if (head_.back() != ':') return false;
    const std::string head = trimmed(head_);
    return head == "public:" || head == "protected:" || head == "private:";
  }

  /// After a member initialised with braces, what follows, as in "a_{1}, b_(2) {", belongs to the
  /// same constructor.
  bool continues_constructor() const {
    const std::string head = trimmed(head_);
    return after_function_ && (head.empty() || head.starts_with(","));
  }

  Block kind_of_block() const {
    static const std::regex scope(
        R"((^|\W)((class|struct|union|enum)\s[^()]*|namespace(\s[^()]*)?|extern\s*"\s*")$)");
    const bool outside_functions = blocks_.empty() || blocks_.back() == Block::scope;
    if (!outside_functions) return Block::other;
    const std::string head = trimmed(head_);
    if (std::regex_search(head, scope)) return Block::scope;
    return head.find('(') != std::string::npos && !head.ends_with("=") ? Block::function
                                                                       : Block::other;
  }

  void open() {
    if (continues_constructor()) {
      blocks_.push_back(Block::function);
    } else {
      blocks_.push_back(kind_of_block());
      if (blocks_.back() == Block::function)
        functions_.push_back({trimmed(head_), head_line_, line_});
    }
    forget_head();
  }

  void close() {
    if (blocks_.empty()) return;
    const Block closed = blocks_.back();
    blocks_.pop_back();
    forget_head();
    if (closed == Block::function) {
      functions_.back().last_line = line_;
      after_function_ = true;
    }
  }

  void forget_head() {
    head_.clear();
    after_function_ = false;
  }

  std::size_t line_ = 0;
  std::string head_;
  std::size_t head_line_ = 0;
  bool after_function_ = false;
  std::vector<Block> blocks_;
  std::vector<FunctionSpan> functions_;
};

}  // namespace

std::vector<FunctionSpan> find_functions(const std::vector<std::string>& code) {
  return FunctionFinder().run(code);
}

}  // namespace phanbo::tidy

#include "tidy/source_file.hpp"

#include <cctype>
#include <utility>

namespace phanbo::tidy {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Walks through C++ text and copies it twice, with blanks in place of what a view leaves out.
class CppBlanker {
 public:
  explicit CppBlanker(std::string_view text) : text_(text) {}

  void run() {
    while (at_ < text_.size()) {
      if (starts_with("//")) {
        blank_comment_until("\n");
      } else if (starts_with("/*")) {
        blank_comment_until("*/");
      } else if (text_[at_] == '"') {
        is_raw_string() ? take_raw_string() : take_literal('"');
      } else if (text_[at_] == '\'' && !is_digit_separator()) {
        take_literal('\'');
      } else {
        take_code(1);
      }
    }
  }

  const std::string& without_comments() const { return without_comments_; }
  const std::string& code() const { return code_; }

 private:
  bool starts_with(std::string_view prefix) const {
    return text_.substr(at_, prefix.size()) == prefix;
  }

  void take_code(std::size_t count) {
    without_comments_.append(text_.substr(at_, count));
    code_.append(text_.substr(at_, count));
    at_ += count;
  }

  void take_literal_content() {
    without_comments_ += text_[at_];
    code_ += text_[at_] == '\n' ? '\n' : ' ';
    ++at_;
  }

  void blank_comment_until(std::string_view end) {
    // A line comment leaves its line end to the code; a block comment takes its end mark with it.
    std::size_t stop = text_.find(end, at_ + 2);
    if (stop == std::string_view::npos) stop = text_.size();
    if (end != "\n") stop = std::min(stop + end.size(), text_.size());
    for (; at_ < stop; ++at_) {
      const char blank = text_[at_] == '\n' ? '\n' : ' ';
      without_comments_ += blank;
      code_ += blank;
    }
  }

  void take_literal(char quote) {
    take_code(1);
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) take_literal_content();
      take_literal_content();
    }
    if (at_ < text_.size()) take_code(1);
  }

  /// The '"' at the current place follows R, u8R, LR …
  bool is_raw_string() const {
    if (at_ == 0 || text_[at_ - 1] != 'R') return false;
    std::size_t start = at_ - 1;
    while (start > 0 && is_word(text_[start - 1])) --start;
    const std::string_view prefix = text_.substr(start, at_ - start);
    return prefix == "R" || prefix == "u8R" || prefix == "uR" || prefix == "UR" || prefix == "LR";
  }

  void take_raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return take_code(1);
    const std::string end = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    std::size_t stop = text_.find(end, open);
    if (stop == std::string_view::npos) stop = text_.size();
    take_code(1);
    while (at_ < stop) take_literal_content();
    for (std::size_t i = 0; i + 1 < end.size() && at_ < text_.size(); ++i) take_literal_content();
    if (at_ < text_.size()) take_code(1);
  }

  /// The '\'' in 1'000'000: inside a word that begins with a digit.
  bool is_digit_separator() const {
    if (at_ == 0 || at_ + 1 >= text_.size()) return false;
    if (!is_word(text_[at_ - 1]) || !is_word(text_[at_ + 1])) return false;
    std::size_t start = at_;
    while (start > 0 && (is_word(text_[start - 1]) || text_[start - 1] == '\'')) --start;
    return std::isdigit(static_cast<unsigned char>(text_[start])) != 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string without_comments_;
  std::string code_;
};

}  // namespace

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)), lines_(split_lines(text_)) {
  if (!is_cpp()) return;
  CppBlanker blanker(text_);
  blanker.run();
  lines_without_comments_ = split_lines(blanker.without_comments());
  code_ = split_lines(blanker.code());
}

bool SourceFile::is_cpp() const { return path_.ends_with(".cpp") || path_.ends_with(".hpp"); }

bool SourceFile::is_markdown() const { return path_.ends_with(".md"); }

bool SourceFile::is_in(std::string_view folder) const {
  return path_.starts_with(folder) && path_.size() > folder.size() && path_[folder.size()] == '/';
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace phanbo::tidy

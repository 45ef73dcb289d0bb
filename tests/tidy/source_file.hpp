#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace phanbo::tidy {

/// One file of the project and the views of it that the rules look at. Every view has as many lines
/// as the file, so that a line number means the same in all of them.
class SourceFile {
 public:
  /// `path` is relative to the project folder, with '/'.
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  /// The lines as they stand.
  const std::vector<std::string>& lines() const { return lines_; }
  /// C++ without comments; what string and character literals hold is kept.
  const std::vector<std::string>& lines_without_comments() const { return lines_without_comments_; }
  /// C++ without comments, and with empty string and character literals.
  const std::vector<std::string>& code() const { return code_; }

  bool is_cpp() const;
  bool is_markdown() const;
  /// "models/money.hpp" is in "models".
  bool is_in(std::string_view folder) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::string> lines_;
  std::vector<std::string> lines_without_comments_;
  std::vector<std::string> code_;
};

/// The lines of a text, without their line ends.
std::vector<std::string> split_lines(std::string_view text);

}  // namespace phanbo::tidy

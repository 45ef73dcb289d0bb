#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo::test {

/// One tag of a page: "<td class="n">" or "</td>".
struct Tag {
  std::string name;  ///< with "/" in front when it closes
  std::map<std::string, std::string> attributes;
  bool closes_itself = false;
  std::size_t begin = 0;  ///< offset of '<'
  std::size_t end = 0;    ///< offset behind '>'
};

/// All tags in order, the style sheet and the doctype left out. Not a browser: enough for pages
/// that quote every attribute.
std::vector<Tag> tags_of(std::string_view page);

/// The text between the tags of one table: rows of cells, with entities resolved.
using Rows = std::vector<std::vector<std::string>>;
/// The rows of the table whose caption begins so; empty when there is none.
Rows table_rows(std::string_view page, std::string_view caption);

}  // namespace phanbo::test

#include "page/html_reader.hpp"

namespace phanbo::test {

namespace {

std::string resolved(std::string_view text) {
  static const std::map<std::string_view, char> entities = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    const auto found =
        end == std::string_view::npos ? entities.end() : entities.find(text.substr(i, end - i + 1));
    if (found == entities.end()) {
      out += text[i++];
    } else {
      out += found->second;
      i = end + 1;
    }
  }
  return out;
}

Tag read_tag(std::string_view page, std::size_t begin) {
  Tag tag;
  tag.begin = begin;
  std::size_t at = begin + 1;
  while (page[at] != '>' && page[at] != ' ' && page[at] != '\n') tag.name += page[at++];
  if (tag.name.ends_with('/')) {
    tag.closes_itself = true;
    tag.name.pop_back();
  }
  while (page[at] != '>') {
    if (page[at] == ' ' || page[at] == '\n') {
      ++at;
      continue;
    }
    if (page[at] == '/') {
      tag.closes_itself = true;
      ++at;
      continue;
    }
    std::string name;
    while (page[at] != '=' && page[at] != '>' && page[at] != ' ') name += page[at++];
    std::string value;
    if (page[at] == '=') {
      const std::size_t close = page.find('"', at + 2);
      value = page.substr(at + 2, close - at - 2);
      at = close + 1;
    }
    tag.attributes[name] = resolved(value);
  }
  tag.end = at + 1;
  return tag;
}

}  // namespace

std::vector<Tag> tags_of(std::string_view page) {
  std::vector<Tag> tags;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    if (page.substr(at).starts_with("<!")) {
      ++at;
      continue;
    }
    tags.push_back(read_tag(page, at));
    at = tags.back().end;
    if (tags.back().name == "style") at = page.find("</style>", at);
  }
  return tags;
}

Rows table_rows(std::string_view page, std::string_view caption) {
  Rows rows;
  bool is_inside = false;
  const std::vector<Tag> tags = tags_of(page);
  std::string cell;
  for (std::size_t i = 0; i + 1 < tags.size(); ++i) {
    const Tag& tag = tags[i];
    const std::string text = resolved(page.substr(tag.end, tags[i + 1].begin - tag.end));
    if (tag.name == "caption" && text.starts_with(caption)) is_inside = true;
    if (!is_inside) continue;
    if (tag.name == "/table") return rows;
    if (tag.name == "tr") rows.emplace_back();
    if (tag.name == "td" || tag.name == "th") {
      rows.back().push_back(text);
    } else if (!rows.empty() && !rows.back().empty() && tag.name != "/td" && tag.name != "/th") {
      rows.back().back() += text;
    }
  }
  return rows;
}

}  // namespace phanbo::test

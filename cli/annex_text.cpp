#include "cli/annex_text.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "cli/derivation_text.hpp"

namespace phanbo {

namespace {

/// A sum of one part is that part.
const Derivation& collapsed(const Derivation& node) {
  const bool is_sum = node.operation == Operation::sum || node.operation == Operation::difference;
  if (!is_sum || !node.citation.empty()) return node;
  const Derivation* only = nullptr;
  for (const Derivation& child : node.children) {
    if (child.operation == Operation::grounds || only != nullptr) return node;
    only = &child;
  }
  return only == nullptr ? node : collapsed(*only);
}

bool is_leaf_with_source(const Derivation& node) {
  return node.operation == Operation::input || node.operation == Operation::law;
}

class Annex {
 public:
  explicit Annex(Language language) : language_(language) {}

  std::string text(const Derivation& root) {
    say(root);
    std::string out;
    for (const std::string& sentence : sentences_) out += (out.empty() ? "" : " ") + sentence;
    out += "\n";
    if (!footnotes_.empty()) out += "\n";
    for (std::size_t i = 0; i < footnotes_.size(); ++i)
      out += fmt::format("[{}] {}\n", i + 1, footnotes_[i]);
    return out;
  }

 private:
  std::string_view say_in(Text words) const { return words.in(language_); }
  const std::string& label_of(const Derivation& node) const {
    return language_ == Language::vietnamese ? node.label_vi : node.label_en;
  }

  /// "[3]": the footnote of a leaf; the same document and place keep their number.
  std::string footnote(const Derivation& node) {
    std::string words = node.citation;
    if (!node.place.empty()) {
      words += words.empty() ? "" : "; ";
      words += fmt::format(fmt::runtime(say_in({"số liệu {}", "input {}"})), node.place);
    }
    if (node.operation == Operation::law && !node.note.empty()) words += " — " + node.note;
    if (words.empty()) return {};
    for (std::size_t i = 0; i < footnotes_.size(); ++i) {
      if (footnotes_[i] == words) return fmt::format("[{}]", i + 1);
    }
    footnotes_.push_back(words);
    return fmt::format("[{}]", footnotes_.size());
  }

  /// "Số người dự kiến 17.250 người[1]".
  std::string named(const Derivation& node) {
    std::string text = label_of(node);
    const std::string value = derivation_value(node, language_);
    if (!value.empty()) text += " " + value;
    if (is_leaf_with_source(node)) text += footnote(node);
    return text;
  }

  static bool counts(const Derivation& child) { return child.operation != Operation::grounds; }

  std::string joined(const Derivation& node, std::string_view sign) {
    std::string text;
    for (const Derivation& child : node.children) {
      if (counts(child)) text += (text.empty() ? "" : std::string(sign)) + named(collapsed(child));
    }
    return text;
  }

  std::string formula(const Derivation& node) {
    const auto of = [&](Text words) { return std::string(say_in(words)); };
    switch (node.operation) {
      case Operation::sum:
        return joined(node, " + ");
      case Operation::difference:
        return joined(node, " − ");
      case Operation::product:
        return joined(node, " × ");
      case Operation::quotient:
        return joined(node, " : ");
      case Operation::percent_of:
        return joined(node, of({" của ", " of "}));
      case Operation::minimum:
        return of({"số nhỏ nhất trong ", "the least of "}) + joined(node, "; ");
      case Operation::maximum:
        return of({"số lớn nhất trong ", "the greatest of "}) + joined(node, "; ");
      case Operation::round:
        return joined(node, "") + " (" + derivation_operation(node, language_) + ")";
      case Operation::largest_remainder:
        return joined(node, "; ") + " (" + derivation_operation(node, language_) + ")";
      case Operation::count:
        return of({"số lượng: ", "the number of: "}) + joined(node, "; ");
      default:
        return {};
    }
  }

  void say(const Derivation& whole) {
    const Derivation& node = sentences_.empty() ? whole : collapsed(whole);
    if (is_leaf_with_source(node)) {
      add(named(node) + ".");
      return;
    }
    if (node.operation == Operation::grounds) {
      std::string reasons = joined(node, "; ");
      if (!reasons.empty()) add(label_of(node) + ": " + reasons + ".");
    } else if (node.operation == Operation::outcome || node.children.empty()) {
      // An outcome is told where it is used; its grounds follow.
    } else {
      std::string citation;
      if (!node.citation.empty()) citation = footnote(node);
      add(fmt::format("{}{} = {}.", named(node), citation, formula(node)));
    }
    for (const Derivation& child : node.children) {
      if (!is_leaf_with_source(child)) say(child);
    }
  }

  void add(std::string sentence) {
    if (said_.insert(sentence).second) sentences_.push_back(std::move(sentence));
  }

  Language language_;
  std::vector<std::string> sentences_;
  std::set<std::string> said_;
  std::vector<std::string> footnotes_;
};

}  // namespace

std::string annex_text(const Derivation& derivation, Language language) {
  return Annex(language).text(derivation);
}

}  // namespace phanbo

#include "cli/bound_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/derivation_text.hpp"
#include "cli/display.hpp"

namespace phanbo {

namespace {

/// Of the tree on the screen.
constexpr std::size_t children_shown_max = 12;
constexpr int depth_shown_max = 8;
/// Groups of limits named in a paragraph.
constexpr std::size_t reliefs_named_max = 4;

class BoundText {
 public:
  BoundText(const ExplainedResult& result, const Subject& choice, Language language)
      : result_(result),
        choice_(result.choice(choice)),
        explanation_(*result.bound_of(choice)),
        language_(language) {}

  std::string value(Int128 number) const {
    return number_text(value_text(number, choice_.value_digits), language_);
  }
  /// Distance from the bound in percent of the bound, rounded up to four decimals.
  std::string distance() const {
    if (choice_.bound <= 0) return number_text("0", language_);
    const Int128 parts =
        ((choice_.bound - choice_.value) * 1'000'000 + choice_.bound - 1) / choice_.bound;
    return number_text(value_text(parts, 4), language_);
  }
  std::string_view say(Text words) const { return words.in(language_); }
  const ChoiceOutcome& choice() const { return choice_; }
  const BoundExplanation& explanation() const { return explanation_; }
  const PriorityClass& priority_class() const {
    return result_.plan().classes[choice_.priority_class];
  }

  /// "nguồn Bổ sung … năm 2026", "mức trần …".
  std::string name_of(const BoundRelief& relief) const {
    const Plan& plan = result_.plan();
    if (relief.table == "source_years") {
      const SourceYear& row = plan.source_years.rows()[relief.row];
      return fmt::format(fmt::runtime(say({"nguồn {0} năm {1}", "source {0} in {1}"})),
                         plan.sources[row.source].name, row.year);
    }
    const std::string code = relief.place.substr(relief.place.find(':') + 1);
    return fmt::format(fmt::runtime(say({"mức nhiều nhất {0}", "the limit {0}"})), code);
  }

  /// The document the limit rests on and the input itself.
  std::string footnote_of(const BoundRelief& relief) const {
    const Plan& plan = result_.plan();
    Index<Document> document;
    if (relief.table == "source_years") {
      document = plan.source_years.rows()[relief.row].document;
    } else if (relief.table == "caps") {
      document = plan.caps[relief.row].document;
    } else {
      document = plan.choice_limits[relief.row].document;
    }
    std::string text = document.is_set() ? plan.documents[document].citation + "; " : "";
    text += fmt::format(fmt::runtime(say({"số liệu {0}, nay {1}", "input {0}, now {1}"})),
                        input_of_relief(result_, relief), dong_text(relief.amount, language_));
    return text;
  }

 private:
  const ExplainedResult& result_;
  const ChoiceOutcome& choice_;
  const BoundExplanation& explanation_;
  Language language_;
};

Derivation shortened(const Derivation& node, int depth, Language language) {
  Derivation copy = node;
  copy.children.clear();
  const bool is_too_deep = depth >= depth_shown_max;
  const std::size_t shown = is_too_deep ? 0 : std::min(node.children.size(), children_shown_max);
  for (std::size_t i = 0; i < shown; ++i)
    copy.children.push_back(shortened(node.children[i], depth + 1, language));
  if (shown == node.children.size() || is_too_deep) return copy;
  Derivation rest;
  rest.operation = Operation::grounds;
  const std::size_t more = node.children.size() - shown;
  rest.label_vi = fmt::format("… và {} mục khác (--format json có đủ)", more);
  rest.label_en = fmt::format("… and {} more (--format json has all)", more);
  copy.children.push_back(std::move(rest));
  return copy;
}

/// Limits of which one more tỷ does the same, told together; greatest first.
std::vector<std::vector<const BoundRelief*>> alike(const std::vector<BoundRelief>& reliefs) {
  std::vector<std::vector<const BoundRelief*>> groups;
  for (const BoundRelief& relief : reliefs) {
    if (groups.empty() || groups.back().front()->bound != relief.bound) groups.emplace_back();
    groups.back().push_back(&relief);
  }
  return groups;
}

std::string reliefs_text(const BoundText& words, const ExplainedResult& result) {
  const auto& reliefs = words.explanation().reliefs;
  if (reliefs.empty()) {
    return std::string(words.say(
        {"Không giới hạn nào có giá: thêm một tỷ đồng ở bất cứ đâu không nâng được cận.\n",
         "No limit has a price: one more tỷ (billion dong) anywhere would not raise the "
         "bound.\n"}));
  }
  std::string text(
      words.say({"Giới hạn có giá (khi các lớp trước giữ như hiện nay); thêm một tỷ đồng ở:\n",
                 "Limits with a price (while earlier classes hold what they hold); one more tỷ "
                 "(billion dong) of:\n"}));
  for (const auto& group : alike(reliefs)) {
    for (const BoundRelief* relief : group)
      text += fmt::format("  {} ({})\n", words.name_of(*relief), input_of_relief(result, *relief));
    text += fmt::format(
        fmt::runtime(
            words.say({"    → cận tăng {0}, thành {1}: giá trị thêm nhiều nhất {2}\n",
                       "    → the bound rises by {0} to {1}: the value by at most {2}\n"})),
        words.value(group.front()->bound - words.choice().bound), words.value(group.front()->bound),
        words.value(group.front()->bound - words.choice().value));
  }
  return text;
}

}  // namespace

std::string input_of_relief(const ExplainedResult& result, const BoundRelief& relief) {
  std::string_view column = "available";
  if (relief.table == "caps") column = "amount";
  if (relief.table == "choice_limits") column = "cap";
  return result.places().name_of(fmt::format("{}[{}].{}", relief.table, relief.row + 1, column));
}

std::string bound_tree(const ExplainedResult& result, const Subject& choice,
                       const Derivation& derivation, Language language) {
  const BoundText words(result, choice, language);
  std::string text = fmt::format("{}: {}\n", choice.id, words.priority_class().name);
  text += fmt::format(
      fmt::runtime(words.say({"Giá trị đã chọn {0}; không cách chọn nào hơn {1}; còn cách {2} ({3} "
                              "%)\n",
                              "Value chosen {0}; no choice is worth more than {1}; distance {2} "
                              "({3} %)\n"})),
      words.value(words.choice().value), words.value(words.choice().bound),
      words.value(words.choice().bound - words.choice().value), words.distance());
  text += fmt::format(
      fmt::runtime(words.say({"Chứng minh có {0} trường hợp; mọi trường hợp đã cộng lại từ kế "
                              "hoạch, không trường hợp nào quá cận.\n",
                              "The proof has {0} cases; all were added up again from the plan, "
                              "none exceeds the bound.\n"})),
      number_text(std::to_string(words.explanation().leaves), language));
  text += reliefs_text(words, result);
  return text + derivation_text(shortened(derivation, 0, language), language);
}

std::string bound_annex(const ExplainedResult& result, const Subject& choice, Language language) {
  const BoundText words(result, choice, language);
  std::vector<std::string> footnotes;
  const auto footnote = [&](std::string text) {
    footnotes.push_back(std::move(text));
    return fmt::format("[{}]", footnotes.size());
  };
  const std::string proof = footnote(fmt::format(
      fmt::runtime(words.say({"result.json, {0}: chứng minh có {1} trường hợp, cộng lại bằng số "
                              "nguyên từ số liệu của kế hoạch",
                              "result.json, {0}: the proof has {1} cases, added up in whole "
                              "numbers from the inputs of the plan"})),
      choice.id, number_text(std::to_string(words.explanation().leaves), language)));
  std::string text = fmt::format(
      fmt::runtime(words.say(
          {"Đối với “{0}”, các hạng mục được chọn có tổng giá trị {1}. Không cách chọn nào giữ "
           "đúng các nguồn và giới hạn của kế hoạch có giá trị quá {2}{3}; kết quả cách mức cao "
           "nhất có thể không quá {4} ({5} %).",
           "For “{0}” the chosen items are worth {1} in all. No choice that keeps the money and "
           "the limits of the plan is worth more than {2}{3}; the result is at most {4} ({5} %) "
           "below the best possible."})),
      words.priority_class().name, words.value(words.choice().value),
      words.value(words.choice().bound), proof,
      words.value(words.choice().bound - words.choice().value), words.distance());
  const auto groups = alike(words.explanation().reliefs);
  for (std::size_t i = 0; i < std::min(groups.size(), reliefs_named_max); ++i) {
    std::string names;
    for (const BoundRelief* relief : groups[i]) {
      names += names.empty() ? "" : "; ";
      names += words.name_of(*relief) + footnote(words.footnote_of(*relief));
    }
    text += fmt::format(
        fmt::runtime(words.say(
            {" Nếu {0} thêm một tỷ đồng{1}, giá trị thêm được nhiều nhất {2} (cận tăng {3}).",
             " If {0} had one more tỷ (billion dong){1}, the value could rise by at most {2} (the "
             "bound by {3})."})),
        names,
        groups[i].size() > 1 ? words.say({" ở một trong các nơi này", " in one of them"}) : "",
        words.value(groups[i].front()->bound - words.choice().value),
        words.value(groups[i].front()->bound - words.choice().bound));
  }
  text += words.say(groups.size() > reliefs_named_max
                        ? Text{" Các giới hạn khác nâng được ít hơn.",
                               " The other limits could raise it by less."}
                        : Text{" Thêm tiền ở nơi khác không nâng được cận.",
                               " More money elsewhere would not raise the bound."});
  text += "\n\n";
  for (std::size_t i = 0; i < footnotes.size(); ++i)
    text += fmt::format("[{}] {}\n", i + 1, footnotes[i]);
  return text;
}

}  // namespace phanbo

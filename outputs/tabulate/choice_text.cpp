#include "outputs/tabulate/choice_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

Words fill_in(Text form, const std::vector<Words>& arguments) {
  Words words{std::string(form.vi), std::string(form.en)};
  const auto put = [&](std::string& text, bool vietnamese) {
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
        const auto which = static_cast<std::size_t>(text[i + 1] - '0');
        filled += vietnamese ? arguments.at(which).vi : arguments.at(which).en;
        i += 2;
      } else {
        filled += text[i];
      }
    }
    text = std::move(filled);
  };
  put(words.vi, true);
  put(words.en, false);
  return words;
}

Words same(std::string text) { return {text, text}; }

/// Digits in groups, the point as the language writes it.
std::string decimal_text(Int128 value, int digits, char group, char point) {
  std::string text = to_plain(value);
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  std::string front = text.substr(0, text.size() - places);
  std::string back = text.substr(text.size() - places);
  while (!back.empty() && back.back() == '0') back.pop_back();
  for (std::size_t i = front.size(); i > 3; i -= 3) front.insert(i - 3, 1, group);
  return (negative ? "−" : "") + front + (back.empty() ? "" : point + back);
}

Words item_words(const Assessment& assessment, const std::string& code) {
  const auto& items = assessment.items.rows();
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.code == code; });
  return found == items.end() ? same(code)
                              : Words{fmt::format("“{}” ({})", found->name, code),
                                      fmt::format("“{}” ({})", found->name, code)};
}

Words limit_row_words(const Plan& plan, const std::string& code) {
  for (const ChoiceLimit& limit : plan.choice_limits) {
    if (limit.code != code) continue;
    Words words{"mức " + code, "limit " + code};
    const auto add = [&](const std::string& name) {
      words.vi += ", " + name;
      words.en += ", " + name;
    };
    if (limit.programme.is_set()) add(plan.programmes[limit.programme].name);
    if (limit.unit.is_set()) add(plan.units[limit.unit].name);
    if (!limit.sector.empty()) {
      words.vi += ", lĩnh vực " + limit.sector;
      words.en += ", sector " + limit.sector;
    }
    if (limit.year) {
      words.vi += fmt::format(", năm {}", *limit.year);
      words.en += fmt::format(", {}", *limit.year);
    }
    return words;
  }
  return same(code);
}

/// "<source>/<year>" in words; other places by their name.
Words source_year_words(const Plan& plan, const std::string& name) {
  const std::size_t mark = name.rfind('/');
  if (mark == std::string::npos) return same(name);
  for (const Source& source : plan.sources)
    if (source.code == name.substr(0, mark))
      return {fmt::format("{} năm {}", source.name, name.substr(mark + 1)),
              fmt::format("{} in {}", source.name, name.substr(mark + 1))};
  return same(name);
}

std::string after(const std::string& name, std::string_view start) {
  return name.substr(start.size());
}

struct Sentence {
  RefusalReason reason;
  Text words;  ///< {0} what is named, {1} year, {2} missing, {3} value, {4} price
};
constexpr Sentence sentences[] = {
    {RefusalReason::must_not,
     {"Không được chọn theo lệnh của kế hoạch (must_not)", "Locked out by the plan (must_not)"}},
    {RefusalReason::no_option,
     {"Không có năm nào được phép chi, kể cả khi chỉ có một mình{1}",
      "No year of it may be paid, not even alone{1}"}},
    {RefusalReason::no_money,
     {"Kể cả khi chỉ có một mình, các nguồn được phép chi{1} còn thiếu {2}",
      "Even alone, the money that may pay for it{1} is short by {2}"}},
    {RefusalReason::breaks_alone,
     {"Kể cả khi chỉ có một mình vẫn vượt giới hạn: {0}", "Even alone it breaks a limit: {0}"}},
    {RefusalReason::excluded, {"Loại trừ với {0} đã được chọn", "Excluded by {0}, which is taken"}},
    {RefusalReason::prerequisite_missing,
     {"Cần có {0}, mà công trình đó không được chọn", "It needs {0}, which is not taken"}},
    {RefusalReason::limit_full,
     {"Không còn chỗ trong giới hạn: {0}", "No room is left in a limit: {0}"}},
    {RefusalReason::adds_nothing, {"Không có giá trị (điểm 0)", "It is worth nothing (score 0)"}},
    {RefusalReason::beaten,
     {"Giá trị {3} nhỏ hơn giá trị {4} mà số vốn nó cần làm được ở công trình khác",
      "Its value {3} is less than the value {4} that what it needs brings elsewhere"}},
    {RefusalReason::whole_does_not_fit,
     {"Xứng với số vốn nó cần, nhưng phần còn lại{1} không đủ cho trọn công trình",
      "Worth what it needs, but what is left{1} does not suffice for the whole"}},
    {RefusalReason::not_settled,
     {"Còn chỗ: việc tìm đã dừng trước khi xét xong",
      "It would still fit: the search ended before that was settled"}},
    {RefusalReason::impossible,
     {"Không cách chọn nào giữ được mọi điều kiện bắt buộc của lớp",
      "No choice keeps everything that its class has to keep"}}};

Words year_phrase(const Refusal& refusal) {
  if (!refusal.year) return {};
  return {fmt::format(" (năm {})", *refusal.year), fmt::format(" ({})", *refusal.year)};
}

void add(Words& words, const Words& more) {
  words.vi += more.vi;
  words.en += more.en;
}

Words bound_words(const ChoiceConflict::Limit& limit) {
  const bool is_link =
      limit.name.starts_with("exclusion:") || limit.name.starts_with("prerequisite:");
  if (is_link) return {};
  const Words amount = money_words(Money::from_dong(limit.bound));
  return limit.is_upper ? Words{" nhiều nhất " + amount.vi, " at most " + amount.en}
                        : Words{" ít nhất " + amount.vi, " at least " + amount.en};
}

}  // namespace

Words choice_value_words(Int128 value, int digits) {
  return {decimal_text(value, digits, '.', ','), decimal_text(value, digits, ',', '.')};
}

Words choice_gap_words(const ChoiceOutcome& choice) {
  const Int128 gap = choice.bound - choice.value;
  const Int128 parts =
      gap <= 0 || choice.bound <= 0 ? 0 : (gap * 1'000'000 + choice.bound - 1) / choice.bound;
  return choice_value_words(parts, 4);
}

Words proof_name_words(const Plan& plan, const Assessment& assessment, const std::string& name) {
  if (name.starts_with("limit:")) return limit_row_words(plan, after(name, "limit:"));
  if (name.starts_with("cap:"))
    return {"trần " + after(name, "cap:"), "cap " + after(name, "cap:")};
  if (name.starts_with("exclusion:"))
    return {"nhóm loại trừ nhau " + after(name, "exclusion:"),
            "exclusive set " + after(name, "exclusion:")};
  if (name.starts_with("prerequisite:")) {
    const std::size_t mark = name.rfind('/');
    const std::string item = name.substr(13, mark - 13);
    return fill_in({"{0} chỉ đi cùng {1}", "{0} only with {1}"},
                   {item_words(assessment, item), item_words(assessment, name.substr(mark + 1))});
  }
  if (name.starts_with("kept:"))
    return {"phần giữ riêng " + after(name, "kept:"), "money kept as " + after(name, "kept:")};
  if (name.starts_with("envelope:"))
    return {"phần gắn với đơn vị " + after(name, "envelope:"),
            "money tied to a unit, " + after(name, "envelope:")};
  if (name.starts_with("ceiling:"))
    return {"mức vốn của dự án từ nguồn " + after(name, "ceiling:"),
            "ceiling of a project from a source, " + after(name, "ceiling:")};
  if (const std::size_t mark = name.find('>'); mark != std::string::npos && mark > 0)
    return fill_in({"chuyển từ {0} sang {1}", "carried over from {0} to {1}"},
                   {source_year_words(plan, name.substr(0, mark)),
                    source_year_words(plan, name.substr(mark + 1))});
  return source_year_words(plan, name);
}

Words refusal_sentence(const Plan& plan, const Assessment& assessment, const ChoiceOutcome& choice,
                       const Refusal& refusal) {
  const bool names_item = refusal.reason == RefusalReason::excluded ||
                          refusal.reason == RefusalReason::prerequisite_missing;
  const auto value = [&](Int128 number) { return choice_value_words(number, choice.value_digits); };
  const std::vector<Words> arguments{names_item ? item_words(assessment, refusal.named)
                                                : proof_name_words(plan, assessment, refusal.named),
                                     year_phrase(refusal), money_words(refusal.missing),
                                     refusal.worth ? value(refusal.worth->first) : Words{},
                                     refusal.worth ? value(refusal.worth->second) : Words{}};
  Words words = fill_in(sentences[static_cast<std::size_t>(refusal.reason)].words, arguments);
  const bool is_of_money = refusal.reason == RefusalReason::beaten ||
                           refusal.reason == RefusalReason::whole_does_not_fit;
  if (is_of_money && !refusal.named.empty())
    add(words, fill_in({"; chật nhất: {0}", "; tightest: {0}"}, arguments));
  if (is_of_money && refusal.missing > Money{})
    add(words, fill_in({". Bố trí được thêm nó, không bớt công trình nào, nếu có thêm {2}{1}",
                        ". With {2} more{1} it can be paid beside all that is taken"},
                       arguments));
  const bool may_be_bettered = is_of_money || names_item ||
                               refusal.reason == RefusalReason::limit_full ||
                               refusal.reason == RefusalReason::adds_nothing;
  if (refusal.extra_value && may_be_bettered)
    add(words, fill_in({". Chừng nào giá trị chưa tăng thêm {0} thì không cách chọn tốt nhất nào "
                        "lấy nó",
                        ". Until it is worth {0} more, no best choice takes it"},
                       {value(*refusal.extra_value)}));
  else if (is_of_money)
    add(words, {". Chưa biết giá trị phải tăng thêm bao nhiêu",
                ". How much more it would have to be worth is not known"});
  add(words, {".", "."});
  return words;
}

Words conflict_sentence(const Plan& plan, const Assessment& assessment,
                        const ChoiceOutcome& choice) {
  const ChoiceConflict& conflict = *choice.conflict;
  Words set;
  const auto list = [&](const Words& member) {
    if (!set.vi.empty()) add(set, {"; ", "; "});
    add(set, member);
  };
  for (const std::string& must : conflict.musts)
    list(fill_in({"phải chọn {0}", "{0} must be chosen"}, {item_words(assessment, must)}));
  for (const ChoiceConflict::Limit& limit : conflict.limits) {
    Words member = proof_name_words(plan, assessment, limit.name);
    add(member, bound_words(limit));
    list(member);
  }
  for (const ChoiceConflict::Place& place : conflict.places)
    list(fill_in({"{0} chỉ có {1}", "{0} has only {1}"},
                 {proof_name_words(plan, assessment, place.name), money_words(place.capacity)}));
  Words words = fill_in({"{0}: không thể giữ cùng lúc: {1}.", "{0}: cannot be kept together: {1}."},
                        {same(plan.classes[choice.priority_class].name), set});
  if (conflict.is_irreducible)
    add(words, {" Bỏ bất kỳ điều nào thì các điều còn lại giữ được.",
                " Without any one of them the others can be kept."});
  if (conflict.is_repair_unknown) {
    add(words, {" Việc tìm dừng trước khi biết thêm tiền có giúp được không.",
                " The search ended before it knew whether more money helps."});
    return words;
  }
  if (!conflict.repair) {
    add(words, {" Thêm tiền không giải quyết được.", " More money alone does not help."});
    return words;
  }
  add(words, fill_in(conflict.repair_is_least
                         ? Text{" Cách gỡ rẻ nhất: thêm {0}", " The cheapest repair: {0} more"}
                         : Text{" Một cách gỡ: thêm {0}", " One repair: {0} more"},
                     {money_words(*conflict.repair)}));
  for (std::size_t i = 0; i < conflict.extras.size(); ++i) {
    add(words, i == 0 ? Words{" (", " ("} : Words{"; ", "; "});
    add(words, fill_in({"{0}: {1}", "{0}: {1}"},
                       {proof_name_words(plan, assessment, conflict.extras[i].place),
                        money_words(conflict.extras[i].amount)}));
  }
  add(words, conflict.extras.empty() ? Words{".", "."} : Words{").", ")."});
  return words;
}

Words goal_words(const Plan& plan, const ChoiceStageOutcome& stage) {
  switch (stage.goal) {
    case ChoiceGoal::law_order: {
      const LawRow* row = plan.law.find(plan.capital_priority, stage.of, {plan.first_year, 1, 1});
      const bool has_words = row != nullptr && !row->label_vi.empty();
      return {"Thứ tự của luật: " + (has_words ? row->label_vi : stage.of),
              "Order of law: " + (has_words ? row->label_en : stage.of)};
    }
    case ChoiceGoal::value:
      return {"Tổng giá trị", "Sum of values"};
    case ChoiceGoal::spread:
      return {"Mức lớn nhất của một đơn vị, đồng trên một đơn vị " + stage.of + " (số âm)",
              "Greatest of a unit, dong per unit of " + stage.of + " (below 0)"};
    case ChoiceGoal::drawing_order:
      break;
  }
  for (const Source& source : plan.sources)
    if (source.code == stage.of)
      return {"Phải dùng của nguồn " + source.name + ", đồng (số âm)",
              "Drawn of the source " + source.name + ", dong (below 0)"};
  return {stage.of, stage.of};
}

}  // namespace phanbo

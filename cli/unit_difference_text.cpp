#include "cli/unit_difference_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/display.hpp"
#include "cli/json_text.hpp"
#include "cli/version.hpp"

namespace phanbo {

namespace {

std::string_view to_code(DifferenceCause cause) {
  constexpr std::string_view codes[] = {"criterion", "first_amounts", "limits", "rounding"};
  return codes[static_cast<std::size_t>(cause)];
}

/// "+1.234" or "−1.234"; 0 without a sign.
std::string signed_text(const Exact& value, Language language) {
  if (value == 0) return "0";
  return (value < 0 ? "−" : "+") + shown_text(abs(value), language);
}

class DifferencePrinter {
 public:
  DifferencePrinter(const Plan& plan, const UnitDifference& difference, const Console& console)
      : plan_(plan), difference_(difference), console_(console) {}

  std::string text() const {
    std::string text = heading();
    text += "\n" + table() + alike();
    const std::string sources = citations();
    return sources.empty() ? text : text + "\n" + sources;
  }

 private:
  std::string say(Text words) const { return std::string(console_.say(words)); }
  Language language() const { return console_.language(); }
  std::string number(const Exact& value) const { return shown_text(value, language()); }
  const std::string& in(const Label& label) const {
    return language() == Language::vietnamese ? label.vi : label.en;
  }
  const std::string& name_of(Index<Unit> unit) const { return plan_.units[unit].name; }

  std::string heading() const {
    const Formula& formula = plan_.formulas[difference_.formula_row];
    std::string text = fmt::format(
        fmt::runtime(say({"{0} so với {1}: {2}, {3}\n", "{0} against {1}: {2}, {3}\n"})),
        name_of(difference_.own), name_of(difference_.other),
        plan_.programmes[formula.programme].name, formula.year);
    text += line(difference_.own, difference_.own_amount, difference_.own_points);
    text += line(difference_.other, difference_.other_amount, difference_.other_points);
    text += fmt::format("{}: {} {}", say({"Chênh lệch", "Difference"}),
                        signed_text(exact_of(difference_.amount().dong(), 1), language()),
                        say({"đồng", "đồng"}));
    if (difference_.by_points)
      text += fmt::format(", {} {}", signed_text(difference_.points(), language()),
                          say({"điểm", "points"}));
    text += "\n";
    return text + level() + driver();
  }

  std::string line(Index<Unit> unit, Money amount, const Exact& points) const {
    std::string text = fmt::format("{}: {}", name_of(unit), dong_text(amount, language()));
    if (difference_.by_points)
      text += fmt::format(", {} {}", number(points), say({"điểm", "points"}));
    return text + "\n";
  }

  std::string level() const {
    if (!difference_.by_points || difference_.dong_per_point == 0) return {};
    return fmt::format("{} {} {}\n", say({"Một điểm được", "One point gets"}),
                       number(difference_.dong_per_point), say({"đồng", "đồng"}));
  }

  /// The criterion that moves most.
  std::string driver() const {
    const DifferencePart* first = nullptr;
    for (const DifferencePart& part : difference_.parts) {
      if (part.cause == DifferenceCause::criterion && part.points != 0 && first == nullptr)
        first = &part;
    }
    if (first == nullptr)
      return say({"Không tiêu chí nào khác nhau.\n", "No criterion differs.\n"});
    return fmt::format("{}: {} ({} {})\n", say({"Khác nhau nhiều nhất ở", "They differ most in"}),
                       in(first->name), signed_text(exact_of(first->amount.dong(), 1), language()),
                       say({"đồng", "đồng"}));
  }

  static bool is_alike(const DifferencePart& part) {
    return part.cause == DifferenceCause::criterion && part.points == 0;
  }

  /// Criteria in which the two are alike, in one line.
  std::string alike() const {
    std::string names;
    for (const DifferencePart& part : difference_.parts) {
      if (is_alike(part)) names += (names.empty() ? "" : "; ") + in(part.name);
    }
    if (names.empty()) return {};
    return say({"Không khác nhau: ", "Alike: "}) + names + "\n";
  }

  std::string table() const {
    std::vector<std::string> headings = {say({"Tiêu chí", "Criterion"}), name_of(difference_.own),
                                         name_of(difference_.other)};
    std::vector<Align> alignment = {Align::left, Align::right, Align::right, Align::right};
    if (difference_.by_points) {
      headings.push_back(say({"Chênh, điểm", "Points"}));
      alignment.push_back(Align::right);
    }
    headings.push_back(say({"Chênh, đồng", "Đồng"}));
    TextTable table(headings, alignment);
    for (std::size_t i = 0; i < difference_.parts.size(); ++i) {
      if (!is_alike(difference_.parts[i])) add_part(table, i);
    }
    std::vector<std::string> sum = {say({"Cộng", "Sum"}), "", ""};
    if (difference_.by_points) sum.push_back(signed_text(difference_.points(), language()));
    sum.push_back(signed_text(exact_of(difference_.amount().dong(), 1), language()));
    table.add_row(sum);
    return table.text();
  }

  void add_part(TextTable& table, std::size_t position) const {
    const DifferencePart& part = difference_.parts[position];
    const bool is_criterion = part.cause == DifferenceCause::criterion;
    constexpr int width_of_names = 60;
    const std::vector<std::string> name =
        wrapped_text(in(part.name) + mark(position), width_of_names);
    std::vector<std::string> row = {name.front(), is_criterion ? number(part.own) : "",
                                    is_criterion ? number(part.other) : ""};
    if (difference_.by_points)
      row.push_back(is_criterion ? signed_text(part.points, language()) : "");
    row.push_back(signed_text(exact_of(part.amount.dong(), 1), language()));
    table.add_row(row);
    for (std::size_t i = 1; i < name.size(); ++i) {
      std::vector<std::string> more{name[i]};
      more.resize(row.size());
      table.add_row(more);
    }
    for (const DifferentInput& input : part.inputs) {
      if (input.own == input.other) continue;
      std::vector<std::string> below = {"  " + in(input.name), number(input.own),
                                        number(input.other)};
      below.resize(difference_.by_points ? 5 : 4);
      table.add_row(below);
    }
  }

  /// Citations in the order they are met; the same keeps its number.
  std::vector<std::string> known_citations() const {
    std::vector<std::string> known;
    for (const DifferencePart& part : difference_.parts) {
      if (!part.citation.empty() &&
          std::find(known.begin(), known.end(), part.citation) == known.end())
        known.push_back(part.citation);
    }
    return known;
  }

  std::string mark(std::size_t position) const {
    const std::string& citation = difference_.parts[position].citation;
    const std::vector<std::string> known = known_citations();
    const auto found = std::find(known.begin(), known.end(), citation);
    return found == known.end() ? "" : fmt::format(" [{}]", found - known.begin() + 1);
  }

  std::string citations() const {
    std::string text;
    const std::vector<std::string> known = known_citations();
    for (std::size_t i = 0; i < known.size(); ++i)
      text += fmt::format("[{}] {}\n", i + 1, known[i]);
    return text;
  }

  const Plan& plan_;
  const UnitDifference& difference_;
  const Console& console_;
};

void add_part(JsonText& json, const DifferencePart& part) {
  json.open_object();
  json.key("cause").text(to_code(part.cause));
  json.key("label_vi").text(part.name.vi);
  json.key("label_en").text(part.name.en);
  if (part.cause == DifferenceCause::criterion) {
    json.key("own").text(text_of(part.own));
    json.key("other").text(text_of(part.other));
    json.key("points").text(text_of(part.points));
  }
  json.key("amount_dong").number(part.amount.dong());
  if (!part.citation.empty()) json.key("citation").text(part.citation);
  if (!part.inputs.empty()) {
    json.key("indicators").open_array();
    for (const DifferentInput& input : part.inputs) {
      json.open_object();
      json.key("label_vi").text(input.name.vi);
      json.key("label_en").text(input.name.en);
      json.key("own").text(text_of(input.own));
      json.key("other").text(text_of(input.other));
      json.close_object();
    }
    json.close_array();
  }
  json.close_object();
}

}  // namespace

std::string difference_text(const Plan& plan, const UnitDifference& difference,
                            const Console& console) {
  return DifferencePrinter(plan, difference, console).text();
}

std::string difference_json(const Plan& plan, const UnitDifference& difference) {
  JsonText json;
  json.open_object();
  json.key("schema_version").number(1);
  json.key("program").text(program_text());
  const Formula& formula = plan.formulas[difference.formula_row];
  json.key("programme").text(plan.programmes[formula.programme].code);
  json.key("year").number(formula.year);
  json.key("own").text(plan.units[difference.own].code);
  json.key("other").text(plan.units[difference.other].code);
  json.key("own_dong").number(difference.own_amount.dong());
  json.key("other_dong").number(difference.other_amount.dong());
  json.key("difference_dong").number(difference.amount().dong());
  if (difference.by_points) {
    json.key("own_points").text(text_of(difference.own_points));
    json.key("other_points").text(text_of(difference.other_points));
    json.key("difference_points").text(text_of(difference.points()));
    json.key("dong_per_point").text(text_of(difference.dong_per_point));
  }
  json.key("parts").open_array();
  for (const DifferencePart& part : difference.parts) add_part(json, part);
  json.close_array();
  json.close_object();
  return json.take();
}

}  // namespace phanbo

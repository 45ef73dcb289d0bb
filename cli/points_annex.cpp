#include "cli/points_annex.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/display.hpp"

namespace phanbo {

namespace {

constexpr int width_of_names = 56;
constexpr int width_of_inputs = 44;

class PointsAnnex {
 public:
  PointsAnnex(const Plan& plan, std::size_t formula_row, const FormulaShares& shares,
              const UnitShare& own, const Console& console)
      : plan_(plan),
        formula_(plan.formulas[formula_row]),
        shares_(shares),
        rule_(*shares.rule),
        own_(own),
        console_(console),
        by_points_(formula_.method == FormulaMethod::points),
        values_(shares.evaluation->values_at(rule_.result, own.position)),
        table_({say({"TT", "No."}), say({"Tiêu chí", "Criterion"}), say({"Số liệu", "Figures"}),
                by_points_ ? say({"Điểm", "Points"}) : say({"Tiền, đồng", "Đồng"}),
                say({"Căn cứ", "Source"})},
               {Align::right, Align::left, Align::left, Align::right, Align::left}) {}

  std::string text() {
    std::string text = fmt::format(
        "{} {}\n{}, {} {}\n\n", say({"Cách tính phần của", "How the share came about of"}), name(),
        plan_.programmes[formula_.programme].name, say({"năm", "year"}), formula_.year);
    const std::vector<FormulaPart> parts = parts_of_result(plan_, shares_);
    if (parts.size() == 1 && parts.front().node == rule_.result) {
      add_steps();
    } else {
      for (const FormulaPart& part : parts) add(part.node, in(part.name), part.sign, part.citation);
    }
    const bool has_sum = parts.size() > 1;
    if (has_sum) table_.add_row({"", say({"Cộng", "Sum"}), "", number(shares_.value_of(own_)), ""});
    text += table_.text() + "\n";
    text += by_points_ ? sharing() : rounding();
    std::string footnotes;
    for (std::size_t i = 0; i < sources_.size(); ++i)
      footnotes += fmt::format("[{}] {}\n", i + 1, sources_[i]);
    return text + (footnotes.empty() ? "" : "\n") + footnotes;
  }

 private:
  std::string say(Text text) const { return std::string(console_.say(text)); }
  const std::string& in(const Label& label) const {
    return console_.language() == Language::vietnamese ? label.vi : label.en;
  }
  std::string number(const Exact& value) const { return shown_text(value, console_.language()); }
  std::string dong(Money amount) const { return dong_text(amount, console_.language()); }
  const std::string& name() const { return plan_.units[own_.unit].name; }

  std::string mark(const std::string& source) {
    if (source.empty()) return {};
    const auto found = std::find(sources_.begin(), sources_.end(), source);
    const auto place = found - sources_.begin();
    if (found == sources_.end()) sources_.push_back(source);
    return fmt::format("[{}]", place + 1);
  }

  /// "Dân số trung bình: 44.319": what the criterion reads, each with its source.
  std::string inputs_of(NodeIndex node, std::string& marks) {
    constexpr std::size_t inputs_told_max = 4;
    std::string text;
    for (const NodeIndex index : leaves_below(rule_, node, LeafKind::status)) {
      if (values_[index].value_or(Exact(0)) != 0)
        text += (text.empty() ? "" : "; ") +
                in(leaf_name(plan_, rule_.leaves[rule_.nodes[index].leaf]));
    }
    const auto leaves = leaves_below(rule_, node, LeafKind::indicator);
    if (leaves.size() > inputs_told_max) return text;
    for (const NodeIndex index : leaves) {
      const RuleLeaf& leaf = rule_.leaves[rule_.nodes[index].leaf];
      const Index<Unit> read_at = leaf.of_parent ? plan_.units[own_.unit].parent : own_.unit;
      const std::size_t row = shares_.index->indicator_row(read_at, leaf.name, leaf.year);
      if (row == PlanIndex::none) continue;
      const Indicator& indicator = plan_.indicators[row];
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", in(leaf_name(plan_, leaf)),
                          number_text(to_plain(indicator.value.reduced()), console_.language()));
      std::string source = citation_of(plan_, indicator.document);
      if (indicator.date) source += (source.empty() ? "" : ", ") + to_iso(*indicator.date);
      const std::string own_mark = mark(source);
      if (marks.find(own_mark) == std::string::npos) marks += own_mark;
    }
    return text;
  }

  void add(NodeIndex node, const std::string& criterion, int sign, const std::string& citation) {
    std::string marks = mark(citation);
    const std::vector<std::string> left = wrapped_text(criterion, width_of_names);
    const std::vector<std::string> right = wrapped_text(inputs_of(node, marks), width_of_inputs);
    const std::string value = number(values_[node].value_or(Exact(0)) * sign);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      table_.add_row({i == 0 ? std::to_string(++number_) : "", i < left.size() ? left[i] : "",
                      i < right.size() ? right[i] : "", i == 0 ? value : "", i == 0 ? marks : ""});
    }
  }

  /// Every criterion that the one total rests on, the total last.
  void add_steps() {
    std::vector<const RuleCriterion*> steps;
    for (const RuleCriterion& criterion : rule_.criteria) {
      if (criterion.year == formula_.year && values_[criterion.value]) steps.push_back(&criterion);
    }
    std::stable_sort(steps.begin(), steps.end(), [](const auto* a, const auto* b) {
      return a->value < b->value;  // inputs before what uses them
    });
    for (const RuleCriterion* step : steps) {
      const Criterion& row = plan_.criteria[step->row];
      add(step->value, row.name, 1, citation_of(plan_, row.document, row.article));
    }
    if (steps.empty())
      for (const FormulaPart& part : parts_of_result(plan_, shares_))
        add(part.node, in(part.name), part.sign, part.citation);
  }

  std::string first_amounts() const {
    if (own_.first().is_zero()) return {};
    return fmt::format("{}: {}\n", say({"Bố trí trước khi chia", "Served first"}),
                       dong(own_.first()));
  }

  std::string rounding() const {
    return first_amounts() +
           fmt::format("{} {}: {}\n", name(), say({"được", "gets"}), dong(own_.amount()));
  }

  std::string sharing() {
    const Money step = plan_.programmes[formula_.programme].step;
    const Apportionment& given = shares_.apportionment;
    const Money shared = Money::from_dong(given.shared_steps * step.dong());
    std::string text =
        fmt::format("{}: {} {}\n", say({"Số đem chia theo điểm", "Shared by points"}), dong(shared),
                    mark(citation_of(plan_, formula_.document, formula_.article)));
    text += fmt::format(
        fmt::runtime(say({"Tổng số điểm của {} đơn vị chia theo điểm: {}\n",
                          "All points of the {} units that share by points: {}\n"})),
        std::count(given.held.begin(), given.held.end(), 0), number(given.weight_total));
    text += first_amounts();
    if (own_.held != 0) {
      text += fmt::format("{}: {}\n",
                          own_.held < 0 ? say({"Giữ ở mức sàn", "Held at its floor"})
                                        : say({"Giữ ở mức trần", "Held at its cap"}),
                          dong(own_.share));
    } else if (given.weight_total != 0) {
      const std::string quota =
          number(Exact(exact_of(shared.dong(), 1) * shares_.value_of(own_) / given.weight_total));
      text += fmt::format(
          fmt::runtime(say({"{} × {} : {} {} đồng; theo bước {}, phần lẻ chia theo số dư lớn "
                            "nhất: {}\n",
                            "{} × {} ÷ {} {} đồng; in steps of {}, the rest by largest "
                            "remainder: {}\n"})),
          number(exact_of(shared.dong(), 1)), number(shares_.value_of(own_)),
          number(given.weight_total), quota.starts_with("≈") ? quota : "= " + quota, dong(step),
          dong(own_.share));
    }
    return text + fmt::format("{} {}: {}\n", name(), say({"được", "gets"}), dong(own_.amount()));
  }

  const Plan& plan_;
  const Formula& formula_;
  const FormulaShares& shares_;
  const Rule& rule_;
  const UnitShare& own_;
  const Console& console_;
  bool by_points_;
  std::vector<std::optional<Exact>> values_;
  TextTable table_;
  std::vector<std::string> sources_;
  int number_ = 0;
};

}  // namespace

std::optional<std::string> points_annex(const Plan& plan, const Assessment& assessment,
                                        std::string_view id, const Console& console) {
  const auto asked = formula_unit_of(plan, id);
  if (!asked) return std::nullopt;
  const auto shares = shares_of_formula(plan, assessment, asked->formula_row);
  if (!shares) return std::nullopt;
  for (const UnitShare& unit : shares->units) {
    if (unit.unit == asked->unit)
      return PointsAnnex(plan, asked->formula_row, *shares, unit, console).text();
  }
  return std::nullopt;
}

}  // namespace phanbo

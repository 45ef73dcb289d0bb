#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// Health insurance by group and by quarter: the figures of the assessment, summed over units.
namespace phanbo::page {

namespace {

/// Finds figures by id; the assessment keeps them sorted.
class FigureFinder {
 public:
  explicit FigureFinder(const Assessment& assessment) : figures_(assessment.figures) {}
  const Figure* find(std::string_view id) const {
    const auto found =
        std::lower_bound(figures_.begin(), figures_.end(), id,
                         [](const Figure& a, std::string_view wanted) { return a.id < wanted; });
    return found != figures_.end() && found->id == id ? &*found : nullptr;
  }
  std::optional<Money> money(std::string_view id) const {
    const Figure* figure = find(id);
    if (figure == nullptr) return std::nullopt;
    const std::optional<Decimal> value = Decimal::parse(figure->value);
    if (!value || value->reduced().digits() != 0) return std::nullopt;
    return Money::from_dong(value->reduced().units());
  }

 private:
  const std::vector<Figure>& figures_;
};

enum Payer : std::size_t { state, top_up, self, others, payer_count };
constexpr std::array<std::string_view, payer_count> payer_ids = {"/state_dong", "/top_up_dong",
                                                                 "/self_dong", "/others_dong"};
constexpr std::array<Text, payer_count> payer_names = {
    {{"Ngân sách nhà nước", "State budget"},
     {"Địa phương hỗ trợ thêm", "Local top-up"},
     {"Người tham gia", "The insured"},
     {"Người sử dụng lao động, quỹ", "Employers, funds"}}};
constexpr std::array<Fill, payer_count> payer_fills = {Fill::year_1, Fill::year_2, Fill::year_3,
                                                       Fill::year_4};

struct Group {
  std::array<Money, payer_count> paid;
  Money full;
  std::int64_t person_months = 0;
};

struct Quarter {
  std::optional<Money> due, transferred, to_come, actual;
  std::string by;
};

/// A figure that is not there adds nothing and leaves a blank a blank.
void add(std::optional<Money>& sum, const std::optional<Money>& amount) {
  if (amount) sum = sum.value_or(Money()) + *amount;
}

struct Insurance {
  std::map<std::tuple<int, Decimal, std::string>, Group> groups;  ///< year, legal order, group
  std::map<std::pair<int, int>, Quarter> quarters;  ///< year, quarter; 5 = what completes the year
};

std::string place_of(const Plan& plan, const Participants& row) {
  return plan.programmes[row.programme].code + "/" + plan.units[row.unit].code + "/";
}

void add_group(Insurance& sums, const Plan& plan, const FigureFinder& figures,
               const Participants& row) {
  const std::string id =
      "insurance/" + place_of(plan, row) + row.group + "/" + std::to_string(row.year);
  const LawRow* law = plan.law.find("health_insurance_group_order", row.group, {row.year, 12, 31});
  const Decimal order = law == nullptr ? Decimal() : law->value.value_or(Decimal());
  Group& group = sums.groups[{row.year, order, row.group}];
  for (std::size_t i = 0; i < payer_count; ++i)
    group.paid[i] += figures.money(id + std::string(payer_ids[i])).value_or(Money());
  group.full += figures.money(id + "/full_dong").value_or(Money());
  // Months are whole numbers; the amount type reads them.
  group.person_months += figures.money(id + "/person_months").value_or(Money()).dong();
}

void add_quarters(Insurance& sums, const Plan& plan, const FigureFinder& figures,
                  const Participants& row) {
  const std::string id = "quarters/" + place_of(plan, row) + std::to_string(row.year);
  for (int number = 1; number <= 4; ++number) {
    const std::string quarter_id = id + "/q" + std::to_string(number);
    if (figures.find(quarter_id + "_due_dong") == nullptr) continue;
    Quarter& quarter = sums.quarters[{row.year, number}];
    add(quarter.due, figures.money(quarter_id + "_due_dong"));
    add(quarter.transferred, figures.money(quarter_id + "_transferred_dong"));
    add(quarter.to_come, figures.money(quarter_id + "_transfer_dong"));
    add(quarter.actual, figures.money(quarter_id + "_actual_dong"));
    if (const Figure* by = figures.find(quarter_id + "_transfer_by")) quarter.by = by->value;
  }
  if (const auto last = figures.money(id + "/final_transfer_dong")) {
    Quarter& quarter = sums.quarters[{row.year, 5}];
    add(quarter.to_come, last);
    if (const Figure* by = figures.find(id + "/final_transfer_by")) quarter.by = by->value;
  }
}

Insurance insurance_of(const Facts& facts) {
  Insurance sums;
  const FigureFinder figures(facts.assessment);
  const Participants* before = nullptr;
  std::set<std::tuple<Index<Programme>, Index<Unit>, int>> unit_years;
  for (const Participants& row : facts.plan.participants) {
    const bool is_same_group = before != nullptr && before->programme == row.programme &&
                               before->unit == row.unit && before->group == row.group &&
                               before->year == row.year;
    before = &row;
    if (!facts.plan.has_year(row.year)) continue;
    if (!is_same_group) add_group(sums, facts.plan, figures, row);
    const bool is_new = unit_years.emplace(row.programme, row.unit, row.year).second;
    if (is_new) add_quarters(sums, facts.plan, figures, row);
  }
  return sums;
}

std::string group_name(const Plan& plan, const std::string& code, int year, Language language) {
  const LawRow* law = plan.law.find("health_insurance_group_order", code, {year, 12, 31});
  if (law == nullptr) return code;
  return language == Language::vietnamese || law->label_en.empty() ? law->label_vi : law->label_en;
}

void put_group_table(Html& html, const Plan& plan, const Insurance& sums) {
  const Language language = html.language();
  HtmlTable table(html, {"Bảo hiểm y tế theo nhóm", "Health insurance by group"},
                  {{{"Nhóm, năm", "Group, year"}},
                   {{"Tháng-người", "Person-months"}, Align::amount},
                   {payer_names[state], Align::amount},
                   {payer_names[top_up], Align::amount},
                   {payer_names[self], Align::amount},
                   {payer_names[others], Align::amount},
                   {{"Mức đóng đủ", "Full premium"}, Align::amount}});
  std::size_t rows = 0;
  for (const auto& [key, group] : sums.groups) {
    const auto& [year, order, code] = key;
    if (++rows > rows_max) break;
    table.row(group_name(plan, code, year, language) + ", " + std::to_string(year), false);
    table.number(group.person_months);
    for (const Money amount : group.paid) table.amount(amount);
    table.amount(group.full);
  }
}

void put_groups(Html& html, const Plan& plan, const Insurance& sums) {
  const Language language = html.language();
  BarChart chart;
  chart.title =
      Text{"Ai đóng cho từng nhóm, các năm cộng lại", "Who pays for each group, all years together"}
          .in(language);
  for (std::size_t i = 0; i < payer_count; ++i)
    chart.series.push_back({std::string(payer_names[i].in(language)), payer_fills[i]});
  std::map<std::pair<Decimal, std::string>, Bar> bars;
  for (const auto& [key, group] : sums.groups) {
    const auto& [year, order, code] = key;
    Bar& bar = bars[{order, code}];
    bar.name = group_name(plan, code, year, language);
    bar.from_plan = false;
    bar.parts.resize(payer_count);
    for (std::size_t i = 0; i < payer_count; ++i) bar.parts[i] += group.paid[i];
  }
  for (auto& [key, bar] : bars) chart.bars.push_back(std::move(bar));
  limit_bars(chart, folded_above, language);
  html.put("<div class=\"pair\">");
  put_bar_chart(html, chart);
  html.put("<div>");
  begin_fold(html, {"Từng nhóm, từng năm", "Each group and year"});
  put_group_table(html, plan, sums);
  end_fold(html);
  html.put("</div></div>");
}

std::string quarter_name(int year, int number, Language language) {
  const std::string year_text = std::to_string(year);
  if (number == 5) {
    return fill(Text{"Bổ sung cuối năm {0}", "End of {0}"}.in(language), {year_text});
  }
  return fill(Text{"Quý {0}/{1}", "Quarter {0}, {1}"}.in(language),
              {std::to_string(number), year_text});
}

void put_quarter_table(Html& html, const Insurance& sums) {
  const Language language = html.language();
  HtmlTable table(html,
                  {"Chuyển tiền bảo hiểm y tế theo quý", "Health insurance: transfers by quarter"},
                  {{{"Quý", "Quarter"}},
                   {{"Phải chuyển", "Due"}, Align::amount},
                   {{"Đã chuyển", "Transferred"}, Align::amount},
                   {{"Sẽ chuyển", "To be transferred"}, Align::amount},
                   {{"Cơ quan BHXH tổng hợp", "Counted by the agency"}, Align::amount},
                   {{"Chậm nhất ngày", "By"}}});
  Quarter all;
  const auto put_amounts = [&](const Quarter& quarter) {
    for (const auto& amount : {quarter.due, quarter.transferred, quarter.to_come, quarter.actual})
      amount ? table.amount(*amount) : table.blank();
  };
  for (const auto& [key, quarter] : sums.quarters) {
    table.row(quarter_name(key.first, key.second, language), false);
    put_amounts(quarter);
    const std::optional<Date> by = parse_iso_date(quarter.by);
    table.text(by ? day(*by, language) : quarter.by);
    add(all.due, quarter.due);
    add(all.transferred, quarter.transferred);
    add(all.to_come, quarter.to_come);
    add(all.actual, quarter.actual);
  }
  table.total_row();
  put_amounts(all);
  table.blank();
}

void put_quarters(Html& html, const Insurance& sums) {
  if (sums.quarters.empty()) return;
  const Language language = html.language();
  BarChart chart;
  chart.title = Text{"Đã chuyển và sẽ chuyển cho quỹ bảo hiểm y tế, từng quý",
                     "Transferred and to be transferred to the insurance fund, by quarter"}
                    .in(language);
  chart.series = {
      {std::string(Text{"Đã chuyển", "Transferred"}.in(language)), Fill::kept},
      {std::string(Text{"Sẽ chuyển", "To be transferred"}.in(language)), Fill::carried_out}};
  for (const auto& [key, quarter] : sums.quarters) {
    Bar bar{quarter_name(key.first, key.second, language), {}, false};
    bar.parts = {std::max(quarter.transferred.value_or(Money()), Money()),
                 std::max(quarter.to_come.value_or(Money()), Money())};
    chart.bars.push_back(std::move(bar));
  }
  html.put("<h3>").say({"Theo quý", "By quarter"}).put("</h3><div class=\"pair\">");
  put_bar_chart(html, chart);
  html.put("<div>");
  put_quarter_table(html, sums);
  html.put("</div></div>");
}

}  // namespace

void put_insurance(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  const Insurance sums = insurance_of(facts);
  const Language language = html.language();
  html.put("<p class=\"lead\">")
      .say({"Số người được ngân sách đóng: ",
            "People insured at the "
            "budget's cost: "});
  for (int year = facts.plan.first_year; year <= facts.plan.last_year; ++year) {
    if (year > facts.plan.first_year) html.put("; ");
    html.number(year).put(": ");
    html.text(grouped(facts.people_insured[facts.plan.year_position(year)], language));
  }
  html.put(".</p><h3>").say({"Theo nhóm", "By group"}).put("</h3>");
  put_groups(html, facts.plan, sums);
  put_quarters(html, sums);
}

}  // namespace phanbo::page

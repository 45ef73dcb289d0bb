#include <algorithm>
#include <charconv>
#include <string>
#include <tuple>

#include "outputs/tabulate/figures.hpp"
#include "outputs/tabulate/people.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Health insurance by programme, year, unit, group and base-salary segment: persons, months, base,
/// rate, what is due and who pays it. All figures are those of the assessment.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name, group, paid_here, months, paid_on, persons, month_count, person_months;
  std::size_t base, rate, share;
  std::size_t monthly, full, state, top_up, self, others, reduction, programme;
};

Columns add_columns(TableBuilder& table) {
  const auto add = [&](const char* id, ColumnType type, Words title, Words group = {}) {
    return table.add_column(id, type, std::move(title), std::move(group));
  };
  const Words payers{"Nguồn đóng", "Paid by"};
  Columns columns{};
  table.add_number_column();
  columns.name = add("name", ColumnType::text, {"Đơn vị, nhóm đối tượng", "Unit, group"});
  columns.group = add("group", ColumnType::code, {"Mã nhóm", "Group"});
  columns.paid_here =
      add("paid_by_programme", ColumnType::text, {"Chương trình đóng", "Paid by this programme"});
  columns.months = add("months", ColumnType::text, {"Tháng", "Months"});
  columns.paid_on = add("paid_on", ColumnType::code, {"Ngày đóng trước", "Paid in advance on"});
  columns.persons = add("persons", ColumnType::number, {"Số người", "Persons"});
  columns.month_count = add("month_count", ColumnType::number, {"Số tháng", "Number of months"});
  columns.person_months =
      add("person_months", ColumnType::number, {"Số tháng-người", "Person-months"});
  columns.base = add("base_salary_dong", ColumnType::money, {"Mức lương cơ sở", "Base salary"});
  columns.rate = add("rate_percent", ColumnType::percent, {"Tỷ lệ đóng (%)", "Rate (%)"});
  columns.share = add("state_share_percent", ColumnType::percent,
                      {"Ngân sách đóng, hỗ trợ (%)", "State share (%)"});
  columns.monthly = add("monthly", ColumnType::number,
                        {"Mức đóng một người một tháng (đồng)", "Premium a person a month (dong)"});
  columns.full = add("full_dong", ColumnType::money, {"Mức đóng đủ", "Full premium"});
  columns.state =
      add("state_dong", ColumnType::money, {"Ngân sách nhà nước", "State budget"}, payers);
  columns.top_up =
      add("top_up_dong", ColumnType::money, {"Địa phương hỗ trợ thêm", "Local top-up"}, payers);
  columns.self = add("self_dong", ColumnType::money, {"Đối tượng tự đóng", "The insured"}, payers);
  columns.others =
      add("others_dong", ColumnType::money,
          {"Người sử dụng lao động, quỹ, nguồn khác", "Employers, funds, others"}, payers);
  columns.reduction = add("reduction_dong", ColumnType::money,
                          {"Giảm theo hộ gia đình", "Household reduction"}, payers);
  columns.programme =
      add("programme_dong", ColumnType::money,
          {"Phần ngân sách do chương trình này chi", "State part paid by this programme"});
  table.set_not_additive(columns.base);
  table.set_rule(columns.person_months, product_rule({columns.persons, columns.month_count}));
  table.set_rule(columns.full, product_rule({columns.person_months, columns.base, columns.rate}));
  table.set_rule(columns.state,
                 product_rule({columns.person_months, columns.base, columns.rate, columns.share}));
  table.set_rule(columns.self, difference_rule({columns.full}, {columns.state, columns.top_up}));
  table.set_rule(columns.others, difference_rule({columns.full}, {columns.state, columns.top_up}));
  table.set_formula(columns.reduction, {columns.full},
                    {columns.state, columns.top_up, columns.self, columns.others});
  return columns;
}

/// The participants of one group, unit and year stand together in the plan.
struct GroupKey {
  std::size_t programme_rank;
  int year;
  std::size_t unit;
  Decimal order;  ///< place of the group in the legal order
  std::string_view group;
  const Participants* row;
  std::string_view label_vi;
  std::string_view label_en;
};

/// Members of households stand with the households, in the last clause of the legal order.
constexpr Decimal household_order = Decimal::whole(501);
bool is_household(std::string_view group) { return group.starts_with("household_"); }

std::vector<GroupKey> group_keys(const View& view) {
  std::vector<std::size_t> ranks(view.programmes.size());
  for (std::size_t rank = 0; rank < ranks.size(); ++rank)
    ranks[view.programmes[rank].position()] = rank;
  std::vector<GroupKey> keys;
  const Participants* before = nullptr;
  for (const Participants& row : view.plan.participants) {
    const bool same = before != nullptr && before->programme == row.programme &&
                      before->unit == row.unit && before->group == row.group &&
                      before->year == row.year;
    before = &row;
    if (same) continue;
    GroupKey key{ranks[row.programme.position()],
                 row.year,
                 row.unit.position(),
                 {},
                 row.group,
                 &row,
                 {},
                 {}};
    const Date year_end{row.year, 12, 31};
    const LawRow* law = view.plan.law.find("health_insurance_group_order", row.group, year_end);
    if (law == nullptr)
      law = view.plan.law.find("health_insurance_household_share", row.group, year_end);
    if (law != nullptr) {
      key.order = is_household(row.group) ? household_order : law->value.value_or(Decimal());
      key.label_vi = law->label_vi;
      key.label_en = law->label_en;
    }
    keys.push_back(key);
  }
  std::stable_sort(keys.begin(), keys.end(), [](const GroupKey& a, const GroupKey& b) {
    return std::tie(a.programme_rank, a.year, a.unit, a.order, a.group) <
           std::tie(b.programme_rank, b.year, b.unit, b.order, b.group);
  });
  return keys;
}

/// Months with the same people and values: "<first>-<last>", with "/paid_<day>" behind it where
/// paid in advance.
struct Segment {
  int first = 0;
  std::string_view id;
  std::string_view months;
  std::string_view paid_on;
  std::vector<const Figure*> figures;
  const Figure* find(std::string_view name) const {
    for (const Figure* figure : figures) {
      const std::string_view figure_id = figure->id;
      if (figure_id.substr(figure_id.rfind('/') + 1) == name) return figure;
    }
    return nullptr;
  }
};

std::vector<Segment> segments_of(const FigureFinder& figures, const std::string& group_id) {
  const std::string prefix = group_id + "/segment/";
  std::vector<Segment> segments;
  for (const Figure* figure : figures.starting_with(prefix)) {
    const std::string_view rest = std::string_view(figure->id).substr(prefix.size());
    if (rest.rfind('/') == std::string_view::npos) continue;
    const std::string_view id = rest.substr(0, rest.rfind('/'));
    auto segment = std::find_if(segments.begin(), segments.end(),
                                [&](const Segment& known) { return known.id == id; });
    if (segment == segments.end()) {
      Segment made;
      made.id = id;
      made.months = id.substr(0, id.find('/'));
      std::from_chars(made.months.data(), made.months.data() + made.months.size(), made.first);
      const std::size_t paid = id.find("/paid_");
      if (paid != std::string_view::npos) made.paid_on = id.substr(paid + 6);
      segment = segments.insert(segments.end(), made);
    }
    segment->figures.push_back(figure);
  }
  std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
    return std::tie(a.first, a.months, a.paid_on) < std::tie(b.first, b.months, b.paid_on);
  });
  return segments;
}

std::int64_t month_count(std::string_view months) {
  int first = 0;
  int last = 0;
  const char* end = months.data() + months.size();
  const char* dash = std::from_chars(months.data(), end, first).ptr;
  if (dash == end || std::from_chars(dash + 1, end, last).ptr != end) return 1;
  return last - first + 1;
}

/// Puts the groups of a plan into rows.
class Rows {
 public:
  Rows(TableBuilder& table, const View& view, const Columns& columns)
      : table_(table),
        view_(view),
        columns_(columns),
        figures_(view.assessment),
        yes_(table.literal({"Có", "Yes"})),
        no_(table.literal({"Không", "No"})) {}

  void add_group(const GroupKey& key) {
    const Participants& people = *key.row;
    const std::string id = "insurance/" + view_.plan.programmes[people.programme].code + "/" +
                           view_.plan.units[people.unit].code + "/" + people.group + "/" +
                           std::to_string(people.year);
    const std::vector<Segment> segments = segments_of(figures_, id);
    const bool paid_here = is_paid_group(view_.plan, people);
    const bool by_others = figures_.find(id + "/others_dong") != nullptr;
    const std::size_t row = table_.add_row(4, !segments.empty());
    table_.at(row, columns_.name) = key.label_vi.empty()
                                        ? Cell::name(people.group)
                                        : table_.literal(Text{key.label_vi, key.label_en});
    table_.at(row, columns_.group) = Cell::name(people.group);
    table_.at(row, columns_.paid_here) = paid_here ? yes_ : no_;
    table_.at(row, columns_.person_months) = figures_.number(id + "/person_months");
    if (segments.empty()) {
      table_.at(row, columns_.full) = figures_.money(id + "/full_dong");
      table_.at(row, columns_.state) = figures_.money(id + "/state_dong");
      table_.at(row, columns_.top_up) = figures_.money(id + "/top_up_dong");
      table_.at(row, columns_.self) = figures_.money(id + "/self_dong");
      table_.at(row, columns_.others) = figures_.money(id + "/others_dong");
      set_programme_part(row, paid_here);
    }
    for (const Segment& segment : segments)
      set_programme_part(add_segment(segment, people, by_others), paid_here);
  }

 private:
  void set_programme_part(std::size_t row, bool paid_here) {
    const Cell state = table_.at(row, columns_.state);
    if (!state.is_money()) return;
    table_.at(row, columns_.programme) = paid_here ? state : Cell::of(Money());
    if (paid_here)
      table_.set_cell_rule(row, columns_.programme, difference_rule({columns_.state}, {}));
  }

  std::size_t add_segment(const Segment& segment, const Participants& people, bool by_others) {
    const std::size_t row = table_.add_row(5);
    const auto money = [&](std::size_t column, std::string_view name) {
      if (const Figure* figure = segment.find(name)) table_.at(row, column) = money_cell(*figure);
    };
    const auto number = [&](std::size_t column, std::string_view name) {
      if (const Figure* figure = segment.find(name)) table_.at(row, column) = number_cell(*figure);
    };
    table_.at(row, columns_.name) = table_.made(
        Words{"Tháng " + std::string(segment.months), "Months " + std::string(segment.months)});
    table_.at(row, columns_.group) = Cell::name(people.group);
    table_.at(row, columns_.months) = Cell::name(segment.months);
    table_.at(row, columns_.paid_on) = Cell::name(segment.paid_on);
    number(columns_.persons, "persons");
    table_.at(row, columns_.month_count) = Cell::whole(month_count(segment.months));
    const Figure* persons = segment.find("persons");
    const auto count = persons == nullptr ? std::nullopt : Decimal::parse(persons->value);
    if (count && count->digits() == 0) {
      table_.at(row, columns_.person_months) =
          Cell::whole(count->units() * month_count(segment.months));
    }
    money(columns_.base, "base_salary_dong");
    number(columns_.rate, "rate_percent");
    number(columns_.share, "state_share_percent");
    number(columns_.monthly, "monthly_dong");
    money(columns_.full, "full_dong");
    money(columns_.state, "state_dong");
    money(columns_.top_up, "top_up_dong");
    money(by_others ? columns_.others : columns_.self, "self_dong");
    return row;
  }

  TableBuilder& table_;
  const View& view_;
  const Columns& columns_;
  FigureFinder figures_;
  Cell yes_;
  Cell no_;
};

}  // namespace

std::optional<ReportTable> make_insurance_by_group(const View& view) {
  if (view.plan.participants.empty()) return std::nullopt;
  TableBuilder table("insurance_by_group",
                     {"Đóng, hỗ trợ đóng bảo hiểm y tế theo nhóm đối tượng và mức lương cơ sở",
                      "Health insurance by group and base salary"});
  const Columns columns = add_columns(table);
  table.set_numbering({Numbering::letter, Numbering::roman, Numbering::arabic,
                       Numbering::small_letter, Numbering::dash});
  Rows rows(table, view, columns);
  table.add_total_row(columns.name);
  const Participants* before = nullptr;
  for (const GroupKey& key : group_keys(view)) {
    const Participants& people = *key.row;
    const bool new_programme = before == nullptr || before->programme != people.programme;
    const bool new_year = new_programme || before->year != people.year;
    if (new_programme) {
      table.at(table.add_row(1, true), columns.name) =
          Cell::name(view.plan.programmes[people.programme].name);
    }
    if (new_year)
      table.at(table.add_row(2, true), columns.name) = table.made(year_words(people.year));
    if (new_year || before->unit != people.unit)
      table.at(table.add_row(3, true), columns.name) = Cell::name(view.unit_name(people.unit));
    rows.add_group(key);
    before = &people;
  }
  return table.finish();
}

}  // namespace phanbo

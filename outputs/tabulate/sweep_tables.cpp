#include <array>

#include "models/plan.hpp"
#include "outputs/tabulate/sweep.hpp"
#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

/// One column for each axis, in front of every table of points.
class AxisColumns {
 public:
  AxisColumns(TableBuilder& table, const Sweep& sweep) : table_(table), sweep_(sweep) {
    for (std::size_t i = 0; i < sweep.axes.size(); ++i) {
      const SweepAxis& axis = sweep.axes[i];
      const std::string id = "value_" + std::to_string(i + 1);
      columns_.push_back(table.add_column(axis.is_money ? id + "_dong" : id,
                                          axis.is_money ? ColumnType::money : ColumnType::number,
                                          same_words(axis.code())));
      if (axis.is_money) table.set_not_additive(columns_.back());
    }
  }

  void fill(std::size_t row, const SweepPoint& point) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      table_.at(row, columns_[i]) = value(i, point.values[i]);
  }

  Cell value(std::size_t axis, std::int64_t units) const {
    return sweep_.axes[axis].is_money ? Cell::of(Money::from_dong(units))
                                      : Cell::of(sweep_.axes[axis].value_of(units));
  }

 private:
  TableBuilder& table_;
  const Sweep& sweep_;
  std::vector<std::size_t> columns_;
};

Text status_words(Status status) {
  constexpr std::array<Text, 3> words = {{{"đủ nhu cầu bắt buộc", "complete"},
                                          {"thiếu nhu cầu bắt buộc", "a mandatory need is short"},
                                          {"dừng ở giới hạn", "stopped by a limit"}}};
  return words[static_cast<std::size_t>(status)];
}

/// The limits that bind somebody, one after the other.
Words limits_of(const SweepPoint& point) {
  Words words;
  for (const SweepState& state : point.states) {
    if (state.subject != SweepState::Subject::limit) continue;
    words.vi += (words.vi.empty() ? "" : "; ") + state.name.vi;
    words.en += (words.en.empty() ? "" : "; ") + state.name.en;
  }
  return words;
}

ReportTable points_table(const Sweep& sweep) {
  TableBuilder table("sweep_points", {"Kết quả theo từng giá trị", "Results by value"});
  AxisColumns axes(table, sweep);
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  const std::size_t status = table.add_column("status", ColumnType::text, {"Kết quả", "Result"});
  const std::size_t need = money("need_dong", {"Nhu cầu", "Need"});
  const std::size_t allocated = money("allocated_dong", {"Đã bố trí", "Allocated"});
  const std::size_t missing = money("shortfall_dong", {"Còn thiếu", "Missing"});
  const std::size_t chosen =
      table.add_column("projects_chosen", ColumnType::number,
                       {"Số di tích, dự án được bố trí", "Sites and projects that get money"});
  const std::size_t score =
      table.add_column("score", ColumnType::number, {"Tổng điểm của chúng", "Sum of their scores"});
  const std::size_t year_count = sweep.points.empty() ? 0 : sweep.points.front().people.size();
  std::vector<std::size_t> people;
  for (std::size_t i = 0; i < year_count; ++i) {
    const std::string year = std::to_string(sweep.first_year + static_cast<int>(i));
    people.push_back(table.add_column(
        "people_" + year, ColumnType::number,
        {"Người được đóng bảo hiểm năm " + year, "People insured by the plan in " + year}));
  }
  const std::size_t limits =
      table.add_column("limits", ColumnType::text, {"Giới hạn làm thiếu", "Limits that bind"});
  const std::size_t refusal =
      table.add_column("refusal", ColumnType::text, {"Vì sao không tính được", "Why not possible"});
  for (const SweepPoint& point : sweep.points) {
    const std::size_t row = table.add_row(1);
    axes.fill(row, point);
    if (!point.refusal.empty()) {
      table.at(row, refusal) = table.made(point.refusal);
      continue;
    }
    table.at(row, status) = table.literal(status_words(point.status));
    table.at(row, need) = Cell::of(point.need);
    table.at(row, allocated) = Cell::of(point.allocated);
    table.at(row, missing) = Cell::of(point.need - point.allocated);
    table.at(row, chosen) = Cell::whole(point.projects_chosen);
    table.at(row, score) = Cell::of(point.score);
    for (std::size_t i = 0; i < people.size() && i < point.people.size(); ++i)
      table.at(row, people[i]) = Cell::whole(point.people[i]);
    table.at(row, limits) = table.made(limits_of(point));
  }
  return table.finish();
}

ReportTable programmes_table(const Sweep& sweep) {
  TableBuilder table("sweep_programmes", {"Số bố trí cho từng nhiệm vụ theo từng giá trị",
                                          "Amounts by programme and value"});
  AxisColumns axes(table, sweep);
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sweep.programmes.size(); ++i) {
    columns.push_back(table.add_column(column_key(sweep.programmes[i]) + "_dong", ColumnType::money,
                                       same_words(sweep.programme_names[i])));
  }
  const std::size_t total = table.add_column("total_dong", ColumnType::money, {"Tổng số", "Total"});
  table.set_sum(total, columns);
  for (const SweepPoint& point : sweep.points) {
    const std::size_t row = table.add_row(1);
    axes.fill(row, point);
    if (!point.refusal.empty()) continue;
    for (std::size_t i = 0; i < columns.size(); ++i)
      table.at(row, columns[i]) = Cell::of(point.by_programme[i]);
  }
  return table.finish();
}

ReportTable breakpoints_table(const Sweep& sweep) {
  TableBuilder table("sweep_breakpoints",
                     {"Các ngưỡng: giữa hai giá trị liền nhau có gì đổi",
                      "Thresholds: what changes between two neighbouring values"});
  const bool is_money = sweep.axes.front().is_money;
  const auto value = [&](const char* id, Words title) {
    const std::size_t column =
        table.add_column(is_money ? std::string(id) + "_dong" : std::string(id),
                         is_money ? ColumnType::money : ColumnType::number, std::move(title));
    if (is_money) table.set_not_additive(column);
    return column;
  };
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const std::size_t before = value("up_to", {"Đến", "Up to"});
  const std::size_t after = value("from", {"Từ", "From"});
  const std::size_t subject = table.add_column("subject", ColumnType::code, {"Loại", "Kind"});
  const std::size_t code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  const std::size_t name = text("name", {"Đối tượng", "What"});
  const std::size_t was = text("before", {"Trước ngưỡng", "Below"});
  const std::size_t is = text("after", {"Từ ngưỡng", "Above"});
  for (const SweepBreakpoint& point : sweep.breakpoints) {
    for (const SweepChange& change : point.changes) {
      const std::size_t row = table.add_row(1);
      const auto cell = [&](std::int64_t units) {
        return is_money ? Cell::of(Money::from_dong(units))
                        : Cell::of(sweep.axes.front().value_of(units));
      };
      table.at(row, before) = cell(point.before);
      table.at(row, after) = cell(point.after);
      table.at(row, subject) = Cell::name(to_code(change.subject));
      table.at(row, code) = table.made(change.code);
      table.at(row, name) = table.made(change.name);
      table.at(row, was) = table.literal(name_of(change.before));
      table.at(row, is) = table.literal(name_of(change.after));
    }
  }
  if (sweep.is_cut_short) {
    table.add_note({"Còn nhiều ngưỡng hơn số được liệt kê; thu hẹp khoảng giá trị để thấy hết.",
                    "There are more thresholds than are listed; narrow the range to see them."});
  }
  table.add_note({"Giữa hai giá trị của bảng kết quả có cùng trạng thái thì không tìm ngưỡng.",
                  "Between two values of the table of results with the same states none is "
                  "looked for."});
  return table.finish();
}

}  // namespace

std::vector<ReportTable> tabulate_sweep(const Sweep& sweep) {
  std::vector<ReportTable> tables;
  tables.push_back(points_table(sweep));
  tables.push_back(programmes_table(sweep));
  if (sweep.has_breakpoints) tables.push_back(breakpoints_table(sweep));
  return tables;
}

}  // namespace phanbo

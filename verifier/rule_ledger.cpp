#include <unordered_set>

#include "verifier/needs_parts.hpp"
#include "verifier/rules.hpp"

namespace phanbo_verify {

void check_line_references(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "line_reference";
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const ResultLine& line = joined.result.ledger[i];
    const JoinedLine& known = joined.lines[i];
    report.looked_at(rule);
    if (known.part == LinePart::unknown) {
      report.fault(
          rule, line_place(line),
          {"main, local_share, decided hoặc transfer", "main, local_share, decided or transfer"},
          plain(line.part));
    }
    if (known.source == nothing) {
      report.fault(rule, line_place(line), {"một nguồn của kế hoạch", "a source of the plan"},
                   plain(line.source));
    } else if (joined.plan.source_year(known.source, line.year) == nothing) {
      report.fault(rule, line_place(line),
                   {"một năm mà nguồn có tiền", "a year in which the source has money"},
                   number(line.year));
    }
    if (known.part == LinePart::transfer) {
      if (known.receiving_source == nothing) {
        report.fault(rule, line_place(line),
                     {"một nguồn nhận có trong kế hoạch", "a receiving source of the plan"},
                     plain(line.receiving_source));
      }
    } else if (known.need == nothing) {
      report.fault(rule, line_place(line), {"một nhu cầu của kế hoạch", "a demand of the plan"},
                   plain(line.demand));
    }
  }
}

void check_line_ids(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "line_id";
  std::unordered_set<std::string_view> ids;
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const ResultLine& line = joined.result.ledger[i];
    report.looked_at(rule);
    if (!ids.insert(line.id).second) {
      report.fault(rule, line_place(line), {"mã riêng", "an id of its own"},
                   {"mã có hai lần", "the id stands twice"});
    }
    std::string expected;
    if (joined.lines[i].part == LinePart::transfer) {
      expected = "transfer/" + std::string(line.receiving_source) + "/" + std::to_string(line.year);
    } else {
      expected = line.demand;
    }
    expected += "@" + std::string(line.source);
    if (line.part == "local_share" || line.part == "decided") {
      expected += "#" + std::string(line.part);
    }
    if (line.id != expected) report.fault(rule, line_place(line), plain(expected), plain(line.id));
  }
}

void check_line_fields(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "line_fields";
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const ResultLine& line = joined.result.ledger[i];
    const JoinedLine& known = joined.lines[i];
    report.looked_at(rule);
    const auto equal = [&](std::string_view what, std::string_view id, std::string_view expected,
                           std::string_view found) {
      if (expected == found) return;
      report.fault(rule, line_place(line) + field(what, id), plain(expected), plain(found));
    };
    if (line.amount <= 0) {
      report.fault(rule, line_place(line), above_zero(), in_dong(line.amount));
    }
    if (known.source != nothing) {
      equal("cấp ngân sách", "paying_budget", joined.source(known.source).paying_budget,
            line.paying_budget);
    }
    if (known.part == LinePart::transfer) {
      equal("chương trình", "programme", "", line.programme);
      equal("nhu cầu", "demand", "", line.demand);
      equal("đơn vị", "unit", "", line.unit);
      equal("thứ tự ưu tiên", "class", "", line.priority_class);
      equal("tháng", "months", "", line.months);
      if (known.source != nothing) {
        equal("tính chất chi", "expenditure_kind", joined.source(known.source).expenditure_kind,
              line.expenditure_kind);
      }
      if (known.receiving_source != nothing) {
        equal("đơn vị dự toán, chủ đầu tư", "holder", joined.source(known.receiving_source).holder,
              line.holder);
      }
    }
    if (known.part == LinePart::transfer || known.need == nothing) continue;
    const Need& need = joined.need_of(known.need);
    const ProgrammeRow& programme = programme_of(joined.plan, need);
    equal("năm", "year", std::to_string(need.year), std::to_string(line.year));
    equal("chương trình", "programme", programme.code, line.programme);
    equal("đơn vị", "unit", joined.plan.units[static_cast<std::size_t>(need.unit)].code, line.unit);
    equal("thứ tự ưu tiên", "class",
          joined.plan.classes[static_cast<std::size_t>(need.priority_class)].code,
          line.priority_class);
    equal("tháng", "months", months_text(need.months), line.months);
    equal("tính chất chi", "expenditure_kind", programme.expenditure_kind, line.expenditure_kind);
    equal("đơn vị dự toán, chủ đầu tư", "holder", holder_of(joined.plan, need), line.holder);
    if (known.part != LinePart::decided) equal("lý do", "reason", "served_in_class", line.reason);
  }
}

/// By demand, source in drawing order, part; transfers last, by receiving source and year.
void check_line_order(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "line_order";
  std::vector<int> place(joined.plan.sources.size());
  for (std::size_t i = 0; i < joined.plan.drawing_order.size(); ++i) {
    place[static_cast<std::size_t>(joined.plan.drawing_order[i])] = static_cast<int>(i);
  }
  const auto key = [&](std::size_t i) {
    const JoinedLine& line = joined.lines[i];
    const int source =
        line.source == nothing ? nothing : place[static_cast<std::size_t>(line.source)];
    const bool is_transfer = line.part == LinePart::transfer;
    if (is_transfer) {
      return std::tuple(true, line.receiving_source, joined.result.ledger[i].year, 0);
    }
    return std::tuple(false, line.need, source, static_cast<int>(line.part));
  };
  for (std::size_t i = 1; i < joined.lines.size(); ++i) {
    report.looked_at(rule);
    if (key(i) < key(i - 1)) {
      report.fault(
          rule, line_place(joined.result.ledger[i]),
          {"đứng sau các dòng trước nó theo thứ tự", "behind the lines that come before it"},
          Words{"đứng sau ", "after "} + joined.result.ledger[i - 1].id);
    }
  }
}

}  // namespace phanbo_verify

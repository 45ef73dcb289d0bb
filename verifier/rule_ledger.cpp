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
      report.fault(rule, line_place(line), "main, local_share, decided or transfer",
                   std::string(line.part));
    }
    if (known.source == nothing) {
      report.fault(rule, line_place(line), "a source of the plan", std::string(line.source));
    } else if (joined.plan.source_year(known.source, line.year) == nothing) {
      report.fault(rule, line_place(line), "a year in which the source has money",
                   std::to_string(line.year));
    }
    if (known.part == LinePart::transfer) {
      if (known.receiving_source == nothing) {
        report.fault(rule, line_place(line), "a receiving source of the plan",
                     std::string(line.receiving_source));
      }
    } else if (known.need == nothing) {
      report.fault(rule, line_place(line), "a demand of the plan", std::string(line.demand));
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
      report.fault(rule, line_place(line), "an id of its own", "the id stands twice");
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
    if (line.id != expected) report.fault(rule, line_place(line), expected, std::string(line.id));
  }
}

void check_line_fields(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "line_fields";
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const ResultLine& line = joined.result.ledger[i];
    const JoinedLine& known = joined.lines[i];
    report.looked_at(rule);
    const auto equal = [&](std::string_view what, std::string_view expected,
                           std::string_view found) {
      if (expected == found) return;
      report.fault(rule, line_place(line) + " " + std::string(what), std::string(expected),
                   std::string(found));
    };
    if (line.amount <= 0) {
      report.fault(rule, line_place(line), "an amount above zero", dong_text(line.amount));
    }
    if (known.source != nothing) {
      equal("paying_budget", joined.source(known.source).paying_budget, line.paying_budget);
    }
    if (known.part == LinePart::transfer) {
      for (const auto& [name, text] :
           {std::pair("programme", line.programme), std::pair("demand", line.demand),
            std::pair("unit", line.unit), std::pair("class", line.priority_class),
            std::pair("months", line.months)}) {
        equal(name, "", text);
      }
      if (known.source != nothing) {
        equal("expenditure_kind", joined.source(known.source).expenditure_kind,
              line.expenditure_kind);
      }
      if (known.receiving_source != nothing) {
        equal("holder", joined.source(known.receiving_source).holder, line.holder);
      }
    }
    if (known.part == LinePart::transfer || known.need == nothing) continue;
    const Need& need = joined.need_of(known.need);
    const ProgrammeRow& programme = programme_of(joined.plan, need);
    equal("year", std::to_string(need.year), std::to_string(line.year));
    equal("programme", programme.code, line.programme);
    equal("unit", joined.plan.units[static_cast<std::size_t>(need.unit)].code, line.unit);
    equal("class", joined.plan.classes[static_cast<std::size_t>(need.priority_class)].code,
          line.priority_class);
    equal("months", months_text(need.months), line.months);
    equal("expenditure_kind", programme.expenditure_kind, line.expenditure_kind);
    equal("holder", holder_of(joined.plan, need), line.holder);
    if (known.part != LinePart::decided) equal("reason", "served_in_class", line.reason);
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
      report.fault(rule, line_place(joined.result.ledger[i]),
                   "behind the lines that come before it",
                   "after " + std::string(joined.result.ledger[i - 1].id));
    }
  }
}

}  // namespace phanbo_verify

#include "cli/law_packs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/command.hpp"
#include "cli/display.hpp"
#include "engine/criteria/compile.hpp"
#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"

namespace phanbo {

namespace {

bool is_number(std::string_view text) { return Decimal::parse(text).has_value(); }

/// Digits grouped; expressions as they are.
std::string amount_text(const std::string& text, Language language) {
  std::string plain = text;
  std::replace(plain.begin(), plain.end(), ',', '.');
  return is_number(plain) ? number_text(plain, language) : text;
}

std::string range_text(const CriterionBand& band, const Console& console) {
  const Language language = console.language();
  const std::string from = amount_text(band.from, language);
  const std::string to = amount_text(band.to, language);
  if (band.ends == BandEnds::ordinal) {
    if (to.empty())
      return fmt::format(fmt::runtime(console.say({"từ thứ {0} trở đi", "from no. {0} on"})), from);
    return fmt::format(
        fmt::runtime(console.say({"từ thứ {0} đến thứ {1}", "from no. {0} to no. {1}"})), from, to);
  }
  const bool has_low = band.ends == BandEnds::low || band.ends == BandEnds::both;
  const bool has_high = band.ends == BandEnds::high || band.ends == BandEnds::both;
  std::string text;
  if (!from.empty())
    text =
        std::string(console.say(has_low ? Text{"từ ", "from "} : Text{"trên ", "above "})) + from;
  if (!to.empty()) {
    if (!text.empty()) text += " ";
    text +=
        std::string(console.say(has_high ? Text{"đến ", "to "} : Text{"đến dưới ", "to below "})) +
        to;
  }
  return text.empty() ? std::string(console.say({"mọi giá trị", "every value"})) : text;
}

std::string band_points(const Criterion& criterion, const CriterionBand& band,
                        const Console& console) {
  const Language language = console.language();
  const std::string points = amount_text(band.points, language);
  if (criterion.kind == CriterionKind::brackets || criterion.kind == CriterionKind::marginal)
    return points;
  std::string text = amount_text(band.base, language);
  if (band.per.empty()) return text;
  text += fmt::format(fmt::runtime(console.say({" + {0} cho mỗi {1}", " + {0} for every {1}"})),
                      points, amount_text(band.per, language));
  if (band.remainder == BandRemainder::whole) text += console.say({" trọn", " completed"});
  if (band.remainder == BandRemainder::up) text += console.say({" (lẻ tính tròn)", " begun"});
  return text;
}

std::string rule_text(const Criterion& criterion, const Console& console) {
  const Language language = console.language();
  std::string text;
  switch (criterion.kind) {
    case CriterionKind::linear: {
      const std::string points = number_text(to_plain(criterion.points.reduced()), language);
      text =
          criterion.per == Decimal::whole(1)
              ? fmt::format("{} × {}", criterion.indicator, points)
              : fmt::format(
                    fmt::runtime(console.say({"{0}: {1} cho mỗi {2}", "{0}: {1} for every {2}"})),
                    criterion.indicator, points,
                    number_text(to_plain(criterion.per.reduced()), language));
      break;
    }
    case CriterionKind::expression:
      text = criterion.expression;
      break;
    case CriterionKind::category:
      text = console.say({"theo loại (một loại)", "by class (one)"});
      break;
    case CriterionKind::highest:
      text = console.say({"theo loại (mức cao nhất)", "by class (the highest)"});
      break;
    case CriterionKind::bonus:
      text = console.say({"cộng theo diện", "by class (added)"});
      break;
    default:
      text = criterion.indicator.empty() ? criterion.expression : criterion.indicator;
  }
  if (!criterion.most.empty())
    text += std::string(console.say({"; không quá ", "; at most "})) +
            amount_text(criterion.most, language);
  if (!criterion.least.empty())
    text += std::string(console.say({"; không dưới ", "; at least "})) +
            amount_text(criterion.least, language);
  if (criterion.digits)
    text += fmt::format(fmt::runtime(console.say({"; {0} số lẻ", "; {0} decimals"})),
                        *criterion.digits);
  return text;
}

std::string reading_mark(const std::string& reading) {
  return reading.empty() ? "" : " [" + reading + "]";
}

class PackPrinter {
 public:
  PackPrinter(const PackReading& pack, Console& console)
      : pack_(pack),
        console_(console),
        table_({say({"Mã", "Code"}), say({"Nội dung", "Rule"}), say({"Điểm, mức", "Points, rate"}),
                say({"Văn bản, điều", "Document, article"})},
               {Align::left, Align::left, Align::left, Align::left}) {}

  std::string text() {
    for (const Parameter& row : pack_.plan.parameters) {
      table_.add_row({row.code,
                      (row.name.empty() ? row.code : row.name) + reading_mark(row.reading),
                      amount_text(row.expression, console_.language()) +
                          (row.measure.empty() ? "" : " " + row.measure),
                      cited(row.document, row.article)});
    }
    for (const Criterion& row : pack_.plan.criteria) add_criterion(row);
    return table_.text();
  }

 private:
  std::string say(Text text) const { return std::string(console_.say(text)); }
  std::string cited(Index<Document> document, const std::string& article) const {
    std::string text = document.is_set() ? pack_.plan.documents[document].citation : "";
    const bool recalled =
        document.is_set() && pack_.plan.documents[document].verification == Verification::recalled;
    if (pack_.plan.documents.size() == 1) text.clear();  // named once above
    if (!article.empty()) text += (text.empty() ? "" : ", ") + article;
    return text + (recalled ? say({" (nhớ lại)", " (recalled)"}) : "");
  }
  void add_criterion(const Criterion& row) {
    table_.add_row({row.code, row.name + reading_mark(row.reading), rule_text(row, console_),
                    cited(row.document, row.article)});
    for (const CriterionBand& band : pack_.plan.criterion_bands) {
      if (band.criterion != row.code || (!row.reading.empty() && band.reading != row.reading))
        continue;
      table_.add_row({"", "  " + range_text(band, console_) + reading_mark(band.reading),
                      band_points(row, band, console_),
                      band.article == row.article ? "" : cited(band.document, band.article)});
    }
    for (const CriterionClass& of : pack_.plan.criterion_classes) {
      if (of.criterion != row.code) continue;
      const Text by = of.by == ClassBy::unit   ? Text{"đơn vị ", "unit "}
                      : of.by == ClassBy::kind ? Text{"loại ", "kind "}
                                               : Text{"diện ", "status "};
      table_.add_row(
          {"", "  " + say(by) + of.name + reading_mark(of.reading),
           amount_text(of.points, console_.language()) +
               (of.effect == ClassEffect::instead ? say({" (thay thế)", " (instead)"}) : ""),
           of.article == row.article ? "" : cited(of.document, of.article)});
    }
  }

  const PackReading& pack_;
  Console& console_;
  TextTable table_;
};

std::string name_of(const PackReading& pack, const Console& console) {
  return console.language() == Language::vietnamese ? pack.about.name_vi : pack.about.name_en;
}

/// One chosen reading of every question; at most this many combinations are tried.
std::vector<std::vector<std::string>> reading_choices(const PackReading& pack) {
  constexpr std::size_t combinations_max = 64;
  std::vector<std::vector<std::string>> choices{{}};
  std::vector<std::string> questions;
  for (const auto& reading : pack.readings) {
    if (std::find(questions.begin(), questions.end(), reading.question) == questions.end())
      questions.push_back(reading.question);
  }
  for (const std::string& question : questions) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& choice : choices) {
      for (const auto& reading : pack.readings) {
        if (reading.question != question || longer.size() >= combinations_max) continue;
        longer.push_back(choice);
        longer.back().push_back(reading.code);
      }
    }
    choices = std::move(longer);
  }
  return choices;
}

template <class Row>
void add_years(const std::vector<Row>& rows, std::set<int>& years) {
  for (const Row& row : rows) {
    if (row.years.first) years.insert(*row.years.first);
    if (row.years.last) years.insert(*row.years.last);
  }
}

/// Rows of one code that leave years out between them.
template <class Row>
void find_date_gaps(const std::vector<Row>& rows, const Console& console,
                    std::vector<std::string>& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<YearSpan>> spans;
  for (const Row& row : rows) spans[{row.code, row.reading}].push_back(row.years);
  for (auto& [key, years] : spans) {
    std::sort(years.begin(), years.end(), [](const YearSpan& a, const YearSpan& b) {
      return a.first.value_or(0) < b.first.value_or(0);
    });
    for (std::size_t i = 1; i < years.size(); ++i) {
      if (!years[i - 1].last || !years[i].first || *years[i].first <= *years[i - 1].last + 1)
        continue;
      findings.push_back(
          fmt::format(fmt::runtime(console.say({"\"{0}\": không có dòng nào cho {1}–{2}",
                                                "\"{0}\": no row for {1}–{2}"})),
                      key.first, *years[i - 1].last + 1, *years[i].first - 1));
    }
  }
}

template <class Row>
void find_recalled(const Plan& plan, const std::vector<Row>& rows, std::string Row::*code,
                   std::map<std::string, std::set<std::string>>& recalled) {
  for (const Row& row : rows) {
    if (!row.document.is_set()) continue;
    const Document& document = plan.documents[row.document];
    if (document.verification == Verification::recalled)
      recalled[document.citation].insert(row.*code);
  }
}

std::string list_of(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::vector<std::string> pack_findings(PackReading& pack, const Console& console) {
  std::vector<std::string> findings;
  const auto add = [&](const Problem& problem) {
    std::string text = found_text(problem, console.language());
    const std::string place = place_text(problem.place);
    if (!place.empty()) text = place + ": " + text;
    if (std::find(findings.begin(), findings.end(), text) == findings.end())
      findings.push_back(std::move(text));
  };
  for (const Problem& problem : pack.problems) add(problem);
  std::set<int> years;
  add_years(pack.plan.criteria, years);
  add_years(pack.plan.criterion_bands, years);
  add_years(pack.plan.criterion_classes, years);
  add_years(pack.plan.parameters, years);
  for (const int year : years) {
    for (const std::vector<std::string>& chosen : reading_choices(pack)) {
      Formula formula;
      formula.programme = Index<Programme>(std::size_t{0});
      formula.year = year;
      formula.readings = chosen;
      pack.plan.formulas = {formula};
      for (const Problem& problem : compile_rule(pack.plan, 0).problems) add(problem);
    }
  }
  pack.plan.formulas.clear();
  find_date_gaps(pack.plan.criteria, console, findings);
  find_date_gaps(pack.plan.parameters, console, findings);
  return findings;
}

std::vector<std::string> pack_remarks(const PackReading& pack, const Console& console) {
  std::vector<std::string> remarks;
  std::map<std::string, std::set<std::string>> recalled;
  const Plan& plan = pack.plan;
  find_recalled(plan, plan.criteria, &Criterion::code, recalled);
  find_recalled(plan, plan.parameters, &Parameter::code, recalled);
  find_recalled(plan, plan.criterion_bands, &CriterionBand::criterion, recalled);
  find_recalled(plan, plan.criterion_classes, &CriterionClass::criterion, recalled);
  for (const auto& [citation, codes] : recalled) {
    remarks.push_back(fmt::format(
        fmt::runtime(console.say({"nhớ lại, chưa đối chiếu ({0}): {1}", "recalled ({0}): {1}"})),
        citation, list_of(codes)));
  }
  for (const auto& reading : pack.readings) {
    remarks.push_back(fmt::format(
        fmt::runtime(console.say(
            {"phải chọn cách hiểu về {0}: {1} = {2}", "a reading of {0} to choose: {1} = {2}"})),
        reading.question, reading.code,
        console.language() == Language::vietnamese ? reading.text_vi : reading.text_en));
  }
  for (const auto& part : pack.missing) {
    remarks.push_back(
        fmt::format(fmt::runtime(console.say({"còn thiếu, kế hoạch phải ghi {0}/{1}: {2}",
                                              "missing, the plan must give {0}/{1}: {2}"})),
                    part.table, part.code, part.text));
  }
  return remarks;
}

void print_pack(const std::string& name, Console& console) {
  PackReading pack = read_pack(law_packs(), name);
  std::string text = fmt::format("{}: {}\n", name, name_of(pack, console));
  text +=
      fmt::format("{} {}{}\n", console.say({"Hiệu lực: từ", "Valid: from"}), pack.about.valid_from,
                  pack.about.valid_to.empty()
                      ? std::string()
                      : fmt::format(" {} {}", console.say({"đến", "to"}), pack.about.valid_to));
  for (const Document& document : pack.plan.documents) {
    text += fmt::format("{} {}{}\n", console.say({"Văn bản:", "Document:"}), document.citation,
                        document.url.empty() ? "" : " — " + document.url);
  }
  for (const std::string& remark : pack_remarks(pack, console)) text += "! " + remark + "\n";
  text += "\n" + PackPrinter(pack, console).text();
  console.print(text);
}

Exit run_law_packs(const Invocation&, Console& console) {
  const auto say = [&](Text text) { return std::string(console.say(text)); };
  TextTable table(
      {say({"Bộ quy tắc", "Pack"}), say({"Nội dung", "What"}), say({"Tiêu chí", "Criteria"}),
       say({"Phải chọn", "Open"}), say({"Còn thiếu", "Missing"}), say({"Từ ngày", "From"})},
      {Align::left, Align::left, Align::right, Align::right, Align::right, Align::left});
  for (const std::string& name : pack_names(law_packs())) {
    const PackReading pack = read_pack(law_packs(), name);
    std::set<std::string> questions;
    for (const auto& reading : pack.readings) questions.insert(reading.question);
    table.add_row({name, name_of(pack, console), std::to_string(pack.plan.criteria.size()),
                   std::to_string(questions.size()), std::to_string(pack.missing.size()),
                   pack.about.valid_from});
  }
  console.print(table.text());
  return Exit::done;
}

Exit run_law_check(const Invocation&, Console& console) {
  std::size_t faults = 0;
  std::string text;
  for (const std::string& name : pack_names(law_packs())) {
    PackReading pack = read_pack(law_packs(), name);
    const std::vector<std::string> findings = pack_findings(pack, console);
    faults += findings.size();
    text += name + "\n";
    for (const std::string& finding : findings)
      text += fmt::format("  {} {}\n", console.say({"lỗi:", "fault:"}), finding);
    for (const std::string& remark : pack_remarks(pack, console))
      text += fmt::format("  {} {}\n", console.say({"lưu ý:", "remark:"}), remark);
  }
  console.print(text);
  return faults == 0 ? Exit::done : Exit::answer_is_no;
}

}  // namespace phanbo

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "cli/display.hpp"
#include "cli/law_packs.hpp"

/// Rule packs printed for a person.
namespace phanbo {

namespace {

constexpr int width_of_rules = 62;
constexpr int width_of_points = 44;

std::string day_text(const std::string& iso, Language language) {
  if (language != Language::vietnamese || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

/// "đồng/người" for "dong/people".
std::string measure_text(const std::string& measure, Language language) {
  struct Word {
    std::string_view code;
    Text word;
  };
  constexpr Word words[] = {{"post", {"biên chế", "post"}},
                            {"pupil", {"học sinh", "pupil"}},
                            {"contract", {"hợp đồng", "contract"}},
                            {"car", {"xe", "car"}},
                            {"house", {"nhà", "house"}},
                            {"household", {"hộ", "household"}},
                            {"district", {"huyện, đô thị", "district"}},
                            {"commune", {"xã", "commune"}},
                            {"agency", {"cơ quan", "agency"}}};
  std::string text;
  std::size_t begin = 0;
  while (begin <= measure.size()) {
    const std::size_t end = std::min(measure.find('/', begin), measure.size());
    const std::string part = measure.substr(begin, end - begin);
    std::string said = unit_text(part, language);
    for (const Word& word : words)
      if (word.code == part) said = std::string(word.word.in(language));
    text += (begin == 0 ? "" : "/") + said;
    begin = end + 1;
  }
  return text;
}

class PackPrinter {
 public:
  PackPrinter(const PackReading& pack, const Console& console)
      : pack_(pack),
        console_(console),
        table_({say({"TT", "No."}), say({"Tiêu chí, định mức", "Criterion, norm"}),
                say({"Điểm, mức", "Points, rate"}), say({"Căn cứ", "Article"})},
               {Align::right, Align::left, Align::left, Align::left}) {}

  std::string text(const std::string& name) {
    std::string text = heading(name);
    if (!pack_.plan.parameters.empty()) add("A", say({"Định mức, hệ số", "Norms"}), "", "");
    for (const std::size_t row : in_text_order("parameters", pack_.plan.parameters.size()))
      add_parameter(pack_.plan.parameters[row]);
    if (!pack_.plan.parameters.empty()) add("B", say({"Tiêu chí", "Criteria"}), "", "");
    for (const std::size_t row : in_text_order("criteria", pack_.plan.criteria.size()))
      add_criterion(pack_.plan.criteria[row]);
    return text + "\n" + table_.text() + indicators();
  }

 private:
  std::string say(Text text) const { return std::string(console_.say(text)); }
  Language language() const { return console_.language(); }

  /// Digits grouped; expressions as they are.
  std::string amount(const std::string& text) const {
    std::string plain = text;
    std::replace(plain.begin(), plain.end(), ',', '.');
    return Decimal::parse(plain) ? number_text(plain, language()) : text;
  }

  std::string heading(const std::string& name) const {
    const auto& about = pack_.about;
    std::string text =
        (language() == Language::vietnamese ? about.name_vi : about.name_en) + " (" + name + ")\n";
    std::string dates = about.valid_from.empty()
                            ? say({"chưa rõ ngày bắt đầu", "first day not known"})
                            : say({"từ ", "from "}) + day_text(about.valid_from, language());
    if (!about.valid_to.empty())
      dates += say({" đến hết ", " to "}) + day_text(about.valid_to, language());
    text += say({"Áp dụng: ", "In force: "}) + dates + "\n";
    for (const std::size_t row : in_text_order("documents", pack_.plan.documents.size()))
      text += document_line(pack_.plan.documents.rows()[row]);
    return text + open_questions() + missing_parts();
  }

  std::string document_line(const Document& document) const {
    std::string line = say({"Văn bản: ", "Document: "}) + document.citation;
    if (document.issued)
      line += say({" ngày ", " of "}) + day_text(to_iso(*document.issued), language());
    if (document.verification == Verification::recalled)
      line += say({" [chưa đối chiếu với văn bản gốc]", " [not checked against the document]"});
    return line + (document.url.empty() ? "" : "\n  " + document.url) + "\n";
  }

  std::string open_questions() const {
    std::string text;
    std::string last;
    int number = 0;
    for (const auto& reading : pack_.readings) {
      if (text.empty())
        text += say({"Văn bản chưa rõ hoặc không thống nhất; kế hoạch phải chọn một cách hiểu:\n",
                     "The text is unclear or contradicts itself; the plan must choose:\n"});
      if (reading.question != last) text += fmt::format("  {}. {}\n", ++number, reading.question);
      last = reading.question;
      text += fmt::format("     {}: {}{}\n", reading.code,
                          language() == Language::vietnamese ? reading.text_vi : reading.text_en,
                          reading.article.empty() ? "" : " (" + reading.article + ")");
    }
    return text;
  }

  std::string missing_parts() const {
    std::string text;
    for (const auto& part : pack_.missing) {
      if (text.empty())
        text += say({"Phần chưa đọc được; kế hoạch phải ghi:\n",
                     "Parts that were not read; the plan must give them:\n"});
      text += fmt::format("  {}/{}: {}\n", part.table, part.code, part.text);
    }
    return text;
  }

  /// Rows of a table as the pack's file has them: the order of the resolution.
  std::vector<std::size_t> in_text_order(std::string_view table, std::size_t count) const {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto found = pack_.lines.find(table);
    if (found == pack_.lines.end() || found->second.size() != count) return order;
    const auto& lines = found->second;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lines[a] < lines[b]; });
    return order;
  }

  std::string caption(const std::string& indicator) const {
    for (const IndicatorKind& kind : pack_.plan.indicator_kinds) {
      if (kind.indicator == indicator) return kind.name;
    }
    for (const Criterion& criterion : pack_.plan.criteria) {
      if (criterion.code == indicator) return criterion.name;
    }
    return indicator;
  }

  std::string cited(Index<Document> document, const std::string& article) const {
    if (!document.is_set()) return article;
    const Document& row = pack_.plan.documents[document];
    // The first document is named once above.
    const bool is_main =
        document.position() == in_text_order("documents", pack_.plan.documents.size()).front();
    std::string text = is_main ? "" : row.citation;
    if (!article.empty()) text += (text.empty() ? "" : ", ") + article;
    const bool recalled = row.verification == Verification::recalled;
    return text + (recalled ? say({" [chưa đối chiếu]", " [not checked]"}) : "");
  }

  /// One row of the table; long cells go on below.
  void add(const std::string& number, const std::string& rule, const std::string& points,
           const std::string& article) {
    const std::vector<std::string> left = wrapped_text(rule, width_of_rules);
    const std::vector<std::string> right = wrapped_text(points, width_of_points);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      table_.add_row({i == 0 ? number : "", i < left.size() ? left[i] : "",
                      i < right.size() ? right[i] : "", i == 0 ? article : ""});
    }
  }

  static std::string mark(const std::string& reading) {
    return reading.empty() ? "" : " [" + reading + "]";
  }
  std::string years(const YearSpan& span) const {
    const bool is_whole = !span.first ||
                          to_iso(Date{*span.first, 1, 1}) <= pack_.about.valid_from ||
                          pack_.about.valid_from.empty();
    const bool is_open = !span.last || (!pack_.about.valid_to.empty() &&
                                        to_iso(Date{*span.last, 12, 31}) >= pack_.about.valid_to);
    if (is_whole && is_open) return {};
    std::string text = " (";
    if (span.first && span.last && *span.first == *span.last)
      return text + say({"năm ", "year "}) + std::to_string(*span.first) + ")";
    if (span.first) text += say({"từ năm ", "from "}) + std::to_string(*span.first);
    if (span.last)
      text += (span.first ? " " : "") + say({"đến năm ", "to "}) + std::to_string(*span.last);
    return text + ")";
  }

  void add_parameter(const Parameter& row) {
    const std::string name = row.name.empty() ? row.code : row.name + " (" + row.code + ")";
    std::string value = amount(row.expression);
    if (!row.measure.empty()) value += " " + measure_text(row.measure, language());
    add("", name + mark(row.reading) + years(row.years), value, cited(row.document, row.article));
  }

  std::string rule_of(const Criterion& row) const {
    std::string text;
    switch (row.kind) {
      case CriterionKind::linear: {
        const std::string points = number_text(to_plain(row.points.reduced()), language());
        const std::string per = number_text(to_plain(row.per.reduced()), language());
        text =
            row.per == Decimal::whole(1)
                ? fmt::format("{} × {}", points, caption(row.indicator))
                : fmt::format(fmt::runtime(say({"{0} cho mỗi {1}: {2}", "{0} for every {1}: {2}"})),
                              points, per, caption(row.indicator));
        break;
      }
      case CriterionKind::expression:
        text = "= " + row.expression;
        break;
      case CriterionKind::category:
        text = say({"theo loại, mỗi đơn vị một loại", "by class, one class a unit"});
        break;
      case CriterionKind::highest:
        text = say({"chỉ mức cao nhất trong các diện", "only the highest that applies"});
        break;
      case CriterionKind::bonus:
        text = say({"cộng mọi diện đơn vị thuộc", "all that apply are added"});
        break;
      case CriterionKind::marginal:
        text = say({"lũy thoái từng phần theo ", "part by part of "}) +
               (row.indicator.empty() ? row.expression : caption(row.indicator));
        break;
      case CriterionKind::bands:
      case CriterionKind::brackets:
        text = say({"theo ", "by "}) +
               (row.indicator.empty() ? row.expression : caption(row.indicator));
    }
    return text + limits_of(row);
  }

  std::string limits_of(const Criterion& row) const {
    std::string text;
    if (!row.least.empty()) text += say({"; không dưới ", "; at least "}) + amount(row.least);
    if (!row.most.empty()) text += say({"; không quá ", "; at most "}) + amount(row.most);
    if (row.digits)
      text += fmt::format(fmt::runtime(say({"; lấy {0} số lẻ", "; {0} decimals"})), *row.digits);
    if (row.digits && row.rounding == RoundingMode::down) text += say({", bỏ phần sau", ", cut"});
    if (!row.status.empty())
      text += say({"; chỉ áp dụng cho ", "; only for "}) + caption(row.status);
    return text;
  }

  void add_criterion(const Criterion& row) {
    add(std::to_string(++number_),
        row.name + " (" + row.code + ")" + mark(row.reading) + years(row.years), rule_of(row),
        cited(row.document, row.article));
    if (written_.insert(row.code).second) {
      add_bands(row);
      add_classes(row);
    }
  }

  static auto shape_of(const CriterionBand& band) {
    return std::tie(band.from, band.to, band.ends, band.base, band.per, band.points);
  }

  std::vector<const CriterionBand*> bands_of(const Criterion& row,
                                             const std::string& reading) const {
    std::vector<const CriterionBand*> bands;
    for (const std::size_t i :
         in_text_order("criterion_bands", pack_.plan.criterion_bands.size())) {
      const CriterionBand& band = pack_.plan.criterion_bands[i];
      if (band.criterion == row.code && band.reading == reading) bands.push_back(&band);
    }
    return bands;
  }

  /// Bands under one or more readings that differ only in how an incomplete step counts.
  struct BandGroup {
    std::vector<std::string> readings;
    std::vector<const CriterionBand*> bands;
  };

  std::vector<BandGroup> groups_of(const Criterion& row) const {
    std::vector<BandGroup> groups;
    for (const auto& reading : pack_.readings) {
      auto bands = bands_of(row, reading.code);
      if (bands.empty()) continue;
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const BandGroup& known) {
        return std::equal(
            bands.begin(), bands.end(), known.bands.begin(), known.bands.end(),
            [](const auto* x, const auto* y) { return shape_of(*x) == shape_of(*y); });
      });
      if (same != groups.end()) {
        same->readings.push_back(reading.code);
      } else {
        groups.push_back({{reading.code}, std::move(bands)});
      }
    }
    return groups;
  }

  void add_bands(const Criterion& row) {
    for (const CriterionBand* band : bands_of(row, "")) add_band(row, *band, true);
    for (const BandGroup& group : groups_of(row)) {
      std::string readings;
      for (const std::string& reading : group.readings)
        readings += (readings.empty() ? "" : ", ") + reading;
      const bool is_one = group.readings.size() == 1;
      if (is_one) add("", "  " + say({"Cách hiểu ", "Reading "}) + readings + ":", "", "");
      for (const CriterionBand* band : group.bands) add_band(row, *band, is_one);
      if (!is_one)
        add("",
            "  " +
                say({"Phần lẻ của một bước theo cách hiểu đã chọn: ",
                     "An incomplete step by the reading chosen: "}) +
                readings,
            "", "");
    }
  }

  std::string range_of(const CriterionBand& band) const {
    const std::string from = amount(band.from);
    const std::string to = amount(band.to);
    if (band.ends == BandEnds::ordinal) {
      if (to.empty())
        return fmt::format(fmt::runtime(say({"từ thứ {0} trở đi", "from no. {0} on"})), from);
      return fmt::format(fmt::runtime(say({"từ thứ {0} đến thứ {1}", "from no. {0} to no. {1}"})),
                         from, to);
    }
    const bool has_low = band.ends == BandEnds::low || band.ends == BandEnds::both;
    const bool has_high = band.ends == BandEnds::high || band.ends == BandEnds::both;
    if (to.empty() && !from.empty() && has_low)
      return fmt::format(fmt::runtime(say({"từ {0} trở lên", "from {0} on"})), from);
    if (from.empty() && !to.empty() && !has_high)
      return fmt::format(fmt::runtime(say({"dưới {0}", "below {0}"})), to);
    std::string text;
    if (!from.empty()) text = say(has_low ? Text{"từ ", "from "} : Text{"trên ", "above "}) + from;
    if (!to.empty()) {
      if (!text.empty()) text += " ";
      text += say(has_high ? Text{"đến ", "to "} : Text{"đến dưới ", "to below "}) + to;
    }
    return text.empty() ? say({"mọi giá trị", "every value"}) : text;
  }

  std::string points_of(const Criterion& row, const CriterionBand& band,
                        bool says_remainder) const {
    const std::string points = amount(band.points);
    if (row.kind == CriterionKind::brackets || row.kind == CriterionKind::marginal) return points;
    std::string text = amount(band.base);
    if (band.per.empty()) return text;
    const bool counts_down = band.from.empty();
    text += fmt::format(fmt::runtime(say(counts_down ? Text{", thêm {0} cho mỗi {1} thấp hơn {2}",
                                                            ", plus {0} for every {1} below {2}"}
                                                     : Text{", thêm {0} cho mỗi {1} trên {2}",
                                                            ", plus {0} for every {1} above {2}"})),
                        points, amount(band.per), amount(counts_down ? band.to : band.from));
    if (!says_remainder) return text;
    if (band.remainder == BandRemainder::whole)
      text += say({" (chỉ bước trọn)", " (complete steps only)"});
    if (band.remainder == BandRemainder::up)
      text += say({" (bước lẻ tính tròn)", " (incomplete steps in full)"});
    return text;
  }

  void add_band(const Criterion& row, const CriterionBand& band, bool says_remainder) {
    const bool is_same = band.article == row.article && band.document == row.document;
    add("", "  – " + range_of(band) + years(band.years), points_of(row, band, says_remainder),
        is_same ? "" : cited(band.document, band.article));
  }

  void add_classes(const Criterion& row) {
    for (const std::size_t i :
         in_text_order("criterion_classes", pack_.plan.criterion_classes.size())) {
      const CriterionClass& of = pack_.plan.criterion_classes[i];
      if (of.criterion != row.code) continue;
      const Text by = of.by == ClassBy::unit   ? Text{"riêng đơn vị ", "only the unit "}
                      : of.by == ClassBy::kind ? Text{"loại đơn vị ", "kind of unit "}
                                               : Text{"", ""};
      const std::string name = of.by == ClassBy::status ? caption(of.name) : of.name;
      const bool is_same = of.article == row.article && of.document == row.document;
      add("", "  – " + say(by) + name + mark(of.reading) + years(of.years),
          amount(of.points) + (of.effect == ClassEffect::instead
                                   ? say({" (thay cho cách tính chung)", " (instead)"})
                                   : ""),
          is_same ? "" : cited(of.document, of.article));
    }
  }

  /// What the codes of the expressions stand for.
  std::string indicators() const {
    std::string text;
    for (const std::size_t row :
         in_text_order("indicator_kinds", pack_.plan.indicator_kinds.size())) {
      const IndicatorKind& kind = pack_.plan.indicator_kinds[row];
      if (text.empty())
        text = say({"\nSố liệu, diện mà kế hoạch phải ghi:\n",
                    "\nIndicators and statuses that the plan gives:\n"});
      text += fmt::format("  {}: {}\n", kind.indicator, kind.name);
    }
    return text;
  }

  const PackReading& pack_;
  const Console& console_;
  TextTable table_;
  int number_ = 0;
  std::set<std::string> written_;  ///< criteria whose bands and classes stand there
};

}  // namespace

std::string pack_text(const PackReading& pack, const std::string& name, const Console& console) {
  return PackPrinter(pack, console).text(name);
}

}  // namespace phanbo

#include "outputs/tabulate/shortfall_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

/// Names listed in a sentence before "và … khác".
constexpr std::size_t names_max = 5;

const Source* find_source(const Plan& plan, std::string_view code) {
  const auto& rows = plan.sources.rows();
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), code,
      [](const Source& row, std::string_view wanted) { return row.code < wanted; });
  return found != rows.end() && found->code == code ? &*found : nullptr;
}

/// "<source>/<year>" in words, behind what is said of it.
Words source_words(const Plan& plan, std::string_view code, Text before) {
  const std::size_t slash = std::min(code.rfind('/'), code.size());
  const Source* source = find_source(plan, code.substr(0, slash));
  if (source == nullptr)
    return {fmt::format("{}{}", before.vi, code), fmt::format("{}{}", before.en, code)};
  const std::string_view year = code.substr(std::min(slash + 1, code.size()));
  return {fmt::format("{}{} năm {}", before.vi, source->name, year),
          fmt::format("{}{} in {}", before.en, source->name, year)};
}

Words envelope_words(const Plan& plan, const Assessment& assessment, std::string_view code) {
  const auto& rows = assessment.envelopes.rows();
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), code,
      [](const Envelope& row, std::string_view wanted) { return row.code < wanted; });
  if (found == rows.end() || found->code != code)
    return {fmt::format("phần nguồn {}", code), fmt::format("envelope {}", code)};
  const std::string& programme = plan.programmes[found->programme].name;
  const std::string& unit = plan.units[found->unit].name;
  return {fmt::format("phần của {} trong “{}” năm {}", unit, programme, found->year),
          fmt::format("the part of {} in “{}” of {}", unit, programme, found->year)};
}

Words kept_money_words(const Plan& plan, std::string_view code) {
  for (const KeptMoney& kept : plan.kept_money) {
    if (kept.code != code) continue;
    const std::string& source = plan.sources[kept.source].name;
    const std::string& programme = plan.programmes[kept.programme].name;
    return {fmt::format("phần {} năm {} dành cho “{}”", source, kept.year, programme),
            fmt::format("{} of {} kept for “{}”", source, kept.year, programme)};
  }
  return {fmt::format("phần nguồn dành riêng {}", code), fmt::format("kept money {}", code)};
}

/// "trần của <programme>, <unit>, năm <year>": what the cap restricts, its code where it restricts
/// everything.
Words cap_words(const Plan& plan, std::string_view code) {
  for (const Cap& cap : plan.caps) {
    if (cap.code != code) continue;
    Words words{"trần", "cap"};
    const auto add = [&](const Words& what) {
      words.vi += " " + what.vi;
      words.en += " " + what.en;
    };
    if (cap.programme.is_set()) {
      const std::string& name = plan.programmes[cap.programme].name;
      add({"của “" + name + "”", "on “" + name + "”"});
    }
    if (cap.unit.is_set()) {
      const std::string& name = plan.units[cap.unit].name;
      add({"tại " + name, "in " + name});
    }
    if (cap.expenditure_kind) {
      const Text kind = name_of(*cap.expenditure_kind);
      add({fmt::format("({})", kind.vi), fmt::format("({})", kind.en)});
    }
    if (cap.year) add({fmt::format("năm {}", *cap.year), fmt::format("in {}", *cap.year)});
    return words.vi == "trần" ? Words{"trần " + cap.code, "cap " + cap.code} : words;
  }
  return {fmt::format("trần {}", code), fmt::format("cap {}", code)};
}

/// Names one after the other; once enough are listed, the rest is counted.
struct List {
  Words words;
  std::size_t count = 0;
  template <class Entry>
  void add(const Entry& make_entry) {
    if (++count > names_max) return;
    const Words entry = make_entry();
    words.vi += (count > 1 ? "; " : "") + entry.vi;
    words.en += (count > 1 ? "; " : "") + entry.en;
  }
  Words finish() {
    if (count > names_max) {
      words.vi += fmt::format(" và {} mục khác", count - names_max);
      words.en += fmt::format(" and {} more", count - names_max);
    }
    return words;
  }
};

Words demand_words(const Assessment& assessment, Index<Demand> demand) {
  const Demand& row = assessment.demands[demand];
  const Item& item = assessment.items[row.item];
  const Words wanted = money_words(row.wanted);
  return {fmt::format("{} năm {}: {}", item.name, row.year, wanted.vi),
          fmt::format("{} in {}: {}", item.name, row.year, wanted.en)};
}

}  // namespace

Words limit_words(const Plan& plan, const Assessment& assessment, const Limit& limit) {
  switch (limit.kind) {
    case LimitKind::source_year:
      return source_words(plan, limit.code, {"", ""});
    case LimitKind::carry_over:
      return source_words(plan, limit.code, {"giới hạn chuyển nguồn của ", "carry-over limit of "});
    case LimitKind::envelope:
      return envelope_words(plan, assessment, limit.code);
    case LimitKind::kept_money:
      return kept_money_words(plan, limit.code);
    case LimitKind::cap:
      return cap_words(plan, limit.code);
    case LimitKind::local_share:
      return {"giới hạn vốn đối ứng " + limit.code, "local share limit " + limit.code};
    case LimitKind::project_source:
      return {"mức vốn theo nguồn của dự án " + limit.code,
              "project money by source " + limit.code};
  }
  return same_words(limit.code);
}

Words shortfall_sentence(const Plan& plan, const Assessment& assessment,
                         const Shortfall& shortfall) {
  List limits;
  for (const Limit& limit : shortfall.limits) {
    limits.add([&] {
      const Words words = limit_words(plan, assessment, limit);
      const Words amount = money_words(limit.amount);
      return Words{words.vi + ": " + amount.vi, words.en + ": " + amount.en};
    });
  }
  List demands;
  for (const Index<Demand> demand : shortfall.demands)
    demands.add([&] { return demand_words(assessment, demand); });
  const Words limit_list = limits.finish();
  const Words demand_list = demands.finish();
  const Words allowed = money_words(shortfall.allowed);
  const Words held = money_words(shortfall.held);
  const Words needed = money_words(shortfall.needed);
  const Words missing = money_words(shortfall.missing);
  const std::string& name = plan.classes[shortfall.priority_class].name;
  const std::string year_vi = shortfall.year ? fmt::format(" năm {}", *shortfall.year) : "";
  const std::string year_en = shortfall.year ? fmt::format(" of {}", *shortfall.year) : "";
  return {
      fmt::format("Các nguồn và giới hạn ({}) cho phép {}; các thứ tự ưu tiên trước đã giữ {}; "
                  "thứ tự ưu tiên “{}”{} cần {} ({}); còn thiếu {} = {} − ({} − {}).",
                  limit_list.vi, allowed.vi, held.vi, name, year_vi, needed.vi, demand_list.vi,
                  missing.vi, needed.vi, allowed.vi, held.vi),
      fmt::format("Sources and limits ({}) allow {}; earlier classes hold {}; class “{}”{} needs "
                  "{} ({}); missing {} = {} − ({} − {}).",
                  limit_list.en, allowed.en, held.en, name, year_en, needed.en, demand_list.en,
                  missing.en, needed.en, allowed.en, held.en)};
}

}  // namespace phanbo

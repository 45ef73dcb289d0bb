#include "outputs/tabulate/shortfall_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

/// Names listed in a sentence before "và … khác".
constexpr std::size_t names_max = 5;

Text limit_kind_words(LimitKind kind) {
  constexpr Text words[] = {{"nguồn", "source"},
                            {"phần nguồn gắn với đơn vị", "envelope"},
                            {"phần nguồn dành riêng", "money kept for a purpose"},
                            {"trần", "cap"},
                            {"giới hạn chuyển nguồn của", "carry-over limit of"},
                            {"giới hạn vốn đối ứng của", "local share limit of"},
                            {"mức vốn của dự án theo nguồn", "project money by source"}};
  return words[static_cast<std::size_t>(kind)];
}

const Source* find_source(const Plan& plan, std::string_view code) {
  const auto& rows = plan.sources.rows();
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), code,
      [](const Source& row, std::string_view wanted) { return row.code < wanted; });
  return found != rows.end() && found->code == code ? &*found : nullptr;
}

/// Adds `text`, or "… khác" once enough names have been listed.
struct List {
  Words words;
  std::size_t count = 0;
  void add(const Words& entry) {
    if (++count > names_max) return;
    if (count > 1) {
      words.vi += "; ";
      words.en += "; ";
    }
    words.vi += entry.vi;
    words.en += entry.en;
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

Words limit_words(const Plan& plan, const Limit& limit) {
  const Text kind = limit_kind_words(limit.kind);
  const std::size_t slash = limit.code.rfind('/');
  const std::string_view code = limit.code;
  const Source* source =
      slash == std::string::npos ? nullptr : find_source(plan, code.substr(0, slash));
  const bool names_source =
      limit.kind == LimitKind::source_year || limit.kind == LimitKind::carry_over;
  if (source == nullptr || !names_source) {
    return {fmt::format("{} {}", kind.vi, code), fmt::format("{} {}", kind.en, code)};
  }
  const std::string_view year = code.substr(slash + 1);
  const bool is_source = limit.kind == LimitKind::source_year;  // its name says that it is one
  const std::string kind_vi = is_source ? "" : std::string(kind.vi) + " ";
  const std::string kind_en = is_source ? "" : std::string(kind.en) + " ";
  return {fmt::format("{}{} năm {}", kind_vi, source->name, year),
          fmt::format("{}{} in {}", kind_en, source->name, year)};
}

Words shortfall_sentence(const Plan& plan, const Assessment& assessment,
                         const Shortfall& shortfall) {
  List limits;
  for (const Limit& limit : shortfall.limits) {
    const Words words = limit_words(plan, limit);
    const Words amount = money_words(limit.amount);
    limits.add({words.vi + ": " + amount.vi, words.en + ": " + amount.en});
  }
  List demands;
  for (const Index<Demand> demand : shortfall.demands)
    demands.add(demand_words(assessment, demand));
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

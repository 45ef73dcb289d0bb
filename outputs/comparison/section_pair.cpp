#include <algorithm>

#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/comparison/page_sections.hpp"

/// What a councillor reads in one minute about one result against the base.
namespace phanbo::page {

namespace {

constexpr std::size_t names_max = 4;
/// Of each of two short lists in one card.
constexpr std::size_t half_names_max = 3;

void put_big(Html& html, Text label, Money change, const std::string& note) {
  html.put("<li>");
  put_change(html, change);
  html.put("<span>").say(label).put("</span>");
  if (!note.empty()) html.put("<small>").text(note).put("</small>");
  html.put("</li>");
}

void put_big_count(Html& html, Text label, const std::string& count, const std::string& note) {
  html.put("<li><b>").text(count).put("</b><span>").say(label).put("</span>");
  if (!note.empty()) html.put("<small>").text(note).put("</small>");
  html.put("</li>");
}

std::string from_to(Money before, Money after, Language language) {
  return fill(Text{"từ {0} thành {1}", "from {0} to {1}"}.in(language),
              {short_amount(before, language), short_amount(after, language)});
}

std::int64_t count_of(const PairComparison& pair, bool (ItemChange::*is)() const) {
  return std::count_if(pair.items.begin(), pair.items.end(),
                       [&](const ItemChange& change) { return (change.*is)(); });
}

void put_big_figures(Html& html, const Comparison& comparison, const PairComparison& pair) {
  const Language language = html.language();
  const ComparedRun& base = comparison.runs.front();
  const ComparedRun& other = comparison.runs[pair.other];
  html.put("<ul class=\"big\">");
  put_big(html, {"đã bố trí", "allocated"}, other.allocated - base.allocated,
          from_to(base.allocated, other.allocated, language));
  put_big(html, {"còn phải bố trí", "still to be funded"}, other.missing - base.missing,
          from_to(base.missing, other.missing, language));
  const auto number = [&](std::size_t count) {
    return grouped(static_cast<std::int64_t>(count), language);
  };
  put_big_count(html, {"nội dung bị bớt", "items lose"}, number(pair.loses),
                fill(Text{"{0} được thêm, {1} giữ nguyên", "{0} gain, {1} stay"}.in(language),
                     {number(pair.gains), number(pair.stays)}));
  const std::int64_t comes_in = count_of(pair, &ItemChange::comes_in);
  const std::int64_t drops_out = count_of(pair, &ItemChange::drops_out);
  put_big_count(html, {"di tích, dự án ra", "sites and projects out"}, grouped(drops_out, language),
                fill(Text{"{0} vào", "{0} in"}.in(language), {grouped(comes_in, language)}));
  html.put("</ul>");
}

void put_status_change(Html& html, const Comparison& comparison, const PairComparison& pair) {
  const Money before = comparison.runs.front().missing_mandatory;
  const Money after = comparison.runs[pair.other].missing_mandatory;
  if (after.is_zero()) {
    html.put("<p class=\"status ok\">✓ ");
    html.say({"Mọi nhu cầu bắt buộc vẫn được bố trí đủ", "Every mandatory need is met"});
  } else {
    html.put("<p class=\"status bad\">! ");
    html.say({"Nhu cầu bắt buộc chưa được bố trí đủ, còn thiếu ",
              "Mandatory needs are not met, missing "});
    html.text(short_amount(after, html.language()));
    html.say({"; ở gốc thiếu ", "; in the base "}).text(short_amount(before, html.language()));
  }
  html.put("</p>");
}

void open_card(Html& html, Text title) {
  html.put("<section class=\"card\"><h3>").say(title).put("</h3><ul>");
}
void close_card(Html& html) { html.put("</ul></section>"); }

/// Rows of a view with the greatest differences; the name is text of the plan where it is so.
void put_view_changes(Html& html, const Comparison& comparison, const PairComparison& pair,
                      ComparedBy by, bool from_plan, std::size_t shown_max = names_max) {
  const ComparedView& view = view_of(comparison, by);
  std::vector<const ComparedRow*> rows;
  for (const ComparedRow& row : view.rows) {
    if (!row.difference(pair.other).is_zero()) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const ComparedRow* a, const ComparedRow* b) {
    const auto size = [&](const ComparedRow* row) {
      const Money difference = row->difference(pair.other);
      return difference.is_negative() ? -difference : difference;
    };
    return size(a) > size(b);
  });
  for (std::size_t i = 0; i < std::min(shown_max, rows.size()); ++i) {
    html.put("<li>");
    put_change(html, rows[i]->difference(pair.other));
    html.put(" ");
    const std::string& name = in(rows[i]->name, html.language());
    from_plan ? html.plan_text(name) : html.text(name);
    html.put("</li>");
  }
  if (rows.empty() && by != ComparedBy::source)
    html.put("<li>").say({"Không thay đổi.", "No change."}).put("</li>");
}

/// The name, with the code behind it where another item has the same name.
void put_item_name(Html& html, const PairComparison& pair, const ItemChange& change) {
  html.plan_text(change.name);
  const auto same_name =
      std::count_if(pair.items.begin(), pair.items.end(),
                    [&](const ItemChange& other) { return other.name == change.name; });
  if (same_name > 1) html.put(" <small>").plan_text(change.item).put("</small>");
}

void put_fates(Html& html, const PairComparison& pair, Fate fate, Text nobody) {
  std::size_t shown = 0;
  std::size_t count = 0;
  Money rest;
  for (const ItemChange& change : pair.items) {
    if (change.fate() != fate) continue;
    ++count;
    if (shown == half_names_max) {
      rest += change.after - change.before;
      continue;
    }
    ++shown;
    html.put("<li>");
    put_change(html, change.after - change.before);
    html.put(" ");
    put_item_name(html, pair, change);
    if (change.drops_out()) {
      html.put(" <em class=\"must\">").say({"ra", "drops out"}).put("</em>");
    } else if (change.comes_in()) {
      html.put(" <em>").say({"vào", "comes in"}).put("</em>");
    } else if (fate == Fate::loses && change.mandatory) {
      html.put(" <em class=\"must\">").say({"bắt buộc", "mandatory"}).put("</em>");
    }
    html.put("</li>");
  }
  if (count == 0) html.put("<li>").say(nobody).put("</li>");
  if (count > shown) {
    html.put("<li>");
    put_change(html, rest);
    html.put(" ").say({"của", "of"}).put(" ").number(static_cast<std::int64_t>(count - shown));
    html.put(" ").say({"nội dung khác", "other items"}).put("</li>");
  }
}

void put_why(Html& html, const PairComparison& pair) {
  const Language language = html.language();
  if (pair.causes && !pair.causes->causes.empty()) {
    const CauseTable& table = *pair.causes;
    std::vector<std::size_t> order(table.causes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return moved_by(table, a) > moved_by(table, b);
    });
    for (std::size_t i = 0; i < std::min(names_max, order.size()); ++i) {
      const std::size_t cause = order[i];
      html.put("<li>");
      put_change(html, table.totals[cause]);
      html.put(" ").plan_text(in(table.causes[cause].label, language));
      html.put(" <small>(").say({"dịch chuyển", "moves"}).put(" ");
      html.text(short_amount(moved_by(table, cause), language)).put(")</small></li>");
    }
    return;
  }
  if (pair.causes) {
    html.put("<li>");
    html.text(language == Language::vietnamese ? pair.causes->why_missing_vi
                                               : pair.causes->why_missing_en);
    html.put("</li>");
  }
  std::size_t shown = 0;
  for (const ItemChange& change : pair.items) {
    if (change.fate() != Fate::loses || shown == names_max) continue;
    ++shown;
    html.put("<li>");
    put_item_name(html, pair, change);
    html.put(": ");
    if (change.in_other) {
      html.say(name_of(change.reason));
    } else {
      html.say({"không còn trong kế hoạch", "no longer in the plan"});
    }
    html.put("</li>");
  }
  if (shown == 0)
    html.put("<li>").say({"Không nội dung nào bị bớt.", "No item loses."}).put("</li>");
}

void put_cards(Html& html, const Comparison& comparison, const PairComparison& pair) {
  html.put("<div class=\"cards\">");
  open_card(html, {"Thay đổi gì?", "What changes?"});
  put_view_changes(html, comparison, pair, ComparedBy::purpose, true);
  close_card(html);
  open_card(html, {"Ai trả?", "Who pays?"});
  put_view_changes(html, comparison, pair, ComparedBy::paying_budget, false, half_names_max);
  put_view_changes(html, comparison, pair, ComparedBy::source, true, half_names_max);
  close_card(html);
  open_card(html, {"Ai bị bớt, ai được thêm?", "Who loses, who gains?"});
  put_fates(html, pair, Fate::loses, {"Không ai bị bớt.", "Nobody loses."});
  put_fates(html, pair, Fate::gains, {"Không ai được thêm.", "Nobody gains."});
  close_card(html);
  open_card(html, {"Vì sao?", "Why?"});
  put_why(html, pair);
  close_card(html);
  html.put("</div>");
}

}  // namespace

void put_pair(Html& html, const Comparison& comparison, const PairComparison& pair) {
  put_status_change(html, comparison, pair);
  put_big_figures(html, comparison, pair);
  put_cards(html, comparison, pair);
  put_steps(html, comparison, pair);
  put_gains_and_losses(html, comparison, pair);
  if (pair.causes && !pair.causes->causes.empty()) put_causes(html, comparison, pair);
}

}  // namespace phanbo::page

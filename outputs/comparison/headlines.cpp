#include "outputs/comparison/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/page/words.hpp"

namespace phanbo {

namespace {

constexpr Language languages[] = {Language::vietnamese, Language::english};

std::string& in(Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}
const std::string& in(const Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}

/// "+2,5 tỷ đồng (+3,1 %)".
std::string change_text(Money difference, Money base, Language language) {
  const std::string text = page::short_change(difference, language);
  const std::string percent = percent_change(difference, base, language);
  return percent.empty() || difference.is_zero() ? text : text + " (" + percent + ")";
}

class Headlines {
 public:
  Headlines(const Comparison& comparison, const PairComparison& pair)
      : comparison_(comparison),
        pair_(pair),
        base_(comparison.runs.front()),
        other_(comparison.runs[pair.other]) {}

  std::vector<Words> all() {
    if (is_same()) {
      return {{"0 đồng khác nhau: \"" + other_.label + "\" bố trí từng nội dung đúng như \"" +
                   base_.label + "\".",
               "0 dong of difference: \"" + other_.label + "\" gives every item what \"" +
                   base_.label + "\" gives."}};
    }
    add_change(base_.allocated, other_.allocated,
               {" tổng số bố trí: từ {0} thành {1}.", " allocated in all: from {0} to {1}."});
    if (base_.missing != other_.missing) {
      add_change(base_.missing, other_.missing,
                 {" còn phải bố trí: từ {0} thành {1}.", " still to be funded: from {0} to {1}."});
    }
    if (base_.missing_mandatory != other_.missing_mandatory) {
      add_change(base_.missing_mandatory, other_.missing_mandatory,
                 {" nhu cầu bắt buộc chưa đủ: từ {0} thành {1}.",
                  " of mandatory need unmet: from {0} to {1}."});
    }
    add_projects();
    add_fates();
    add_extreme(Fate::loses, {" mất nhiều nhất: ", " loses most: "});
    add_extreme(Fate::gains, {" được thêm nhiều nhất: ", " gains most: "});
    add_budget();
    add_cause();
    return std::move(sentences_);
  }

 private:
  bool is_same() const {
    if (pair_.gains + pair_.loses > 0 || base_.need != other_.need) return false;
    return std::all_of(
        comparison_.views.begin(), comparison_.views.end(), [&](const ComparedView& view) {
          return std::all_of(view.rows.begin(), view.rows.end(), [&](const ComparedRow& row) {
            return row.difference(pair_.other).is_zero();
          });
        });
  }

  void add_change(Money before, Money after, Text rest) {
    Words sentence;
    for (const Language language : languages) {
      in(sentence, language) = change_text(after - before, before, language) +
                               page::fill(rest.in(language), {page::short_amount(before, language),
                                                              page::short_amount(after, language)});
    }
    sentences_.push_back(std::move(sentence));
  }

  void add_projects() {
    std::int64_t comes_in = 0;
    std::int64_t drops_out = 0;
    for (const ItemChange& change : pair_.items) {
      comes_in += change.comes_in() ? 1 : 0;
      drops_out += change.drops_out() ? 1 : 0;
    }
    if (comes_in + drops_out == 0) return;
    const std::string in_text = std::to_string(comes_in);
    const std::string out_text = std::to_string(drops_out);
    sentences_.push_back({in_text + " di tích, dự án vào, " + out_text + " ra.",
                          in_text + " sites and projects come in, " + out_text + " drop out."});
  }

  void add_fates() {
    Words sentence;
    for (const Language language : languages) {
      in(sentence, language) =
          page::fill(Text{"{0} nội dung được thêm, {1} bị bớt, {2} giữ nguyên.",
                          "{0} items gain, {1} lose, {2} stay."}
                         .in(language),
                     {page::grouped(static_cast<std::int64_t>(pair_.gains), language),
                      page::grouped(static_cast<std::int64_t>(pair_.loses), language),
                      page::grouped(static_cast<std::int64_t>(pair_.stays), language)});
    }
    sentences_.push_back(std::move(sentence));
  }

  /// Items are sorted by the size of their difference.
  void add_extreme(Fate fate, Text words) {
    const auto found =
        std::find_if(pair_.items.begin(), pair_.items.end(),
                     [&](const ItemChange& change) { return change.fate() == fate; });
    if (found == pair_.items.end()) return;
    Words sentence;
    for (const Language language : languages) {
      in(sentence, language) = change_text(found->after - found->before, found->before, language) +
                               std::string(words.in(language)) + found->name + ".";
    }
    sentences_.push_back(std::move(sentence));
  }

  void add_budget() {
    for (const ComparedView& view : comparison_.views) {
      if (view.by != ComparedBy::paying_budget) continue;
      const ComparedRow* most = nullptr;
      for (const ComparedRow& row : view.rows) {
        const auto size = [&](const ComparedRow& of) {
          const Money difference = of.difference(pair_.other);
          return difference.is_negative() ? -difference : difference;
        };
        if (most == nullptr || size(row) > size(*most)) most = &row;
      }
      if (most == nullptr || most->difference(pair_.other).is_zero()) return;
      Words sentence;
      for (const Language language : languages) {
        in(sentence, language) =
            change_text(most->difference(pair_.other), most->amounts[0], language) +
            std::string(Text{" do ngân sách trả thay đổi nhiều nhất: ",
                             " from the budget whose share changes most: "}
                            .in(language)) +
            in(most->name, language) + ".";
      }
      sentences_.push_back(std::move(sentence));
    }
  }

  void add_cause() {
    if (!pair_.causes || pair_.causes->causes.empty()) return;
    const CauseTable& table = *pair_.causes;
    // By what a cause moves, up and down: a cause may shift money without changing the total.
    std::vector<Money> moved(table.causes.size());
    for (const CauseRow& row : table.rows) {
      for (std::size_t cause = 0; cause < moved.size(); ++cause)
        moved[cause] += row.parts[cause].is_negative() ? -row.parts[cause] : row.parts[cause];
    }
    const auto most =
        static_cast<std::size_t>(std::max_element(moved.begin(), moved.end()) - moved.begin());
    if (moved[most].is_zero()) return;
    Words sentence;
    for (const Language language : languages) {
      in(sentence, language) = page::fill(
          Text{"{0} do nguyên nhân nặng nhất: {1} (làm dịch chuyển {2} giữa các dòng).",
               "{0} by the weightiest cause: {1} (it moves {2} between lines)."}
              .in(language),
          {page::short_change(table.totals[most], language), in(table.causes[most].label, language),
           page::short_amount(moved[most], language)});
    }
    sentences_.push_back(std::move(sentence));
  }

  const Comparison& comparison_;
  const PairComparison& pair_;
  const ComparedRun& base_;
  const ComparedRun& other_;
  std::vector<Words> sentences_;
};

}  // namespace

std::string percent_change(Money difference, Money base, Language language) {
  const auto percent = percent_of_base(difference, base);
  if (!percent) return {};
  const bool is_vietnamese = language == Language::vietnamese;
  const std::string_view sign = is_vietnamese ? "\u00A0%" : "%";
  if (percent->is_zero() && !difference.is_zero())
    return fmt::format("{}{}", is_vietnamese ? "dưới 0,1" : "under 0.1", sign);
  std::string number = page::plain_number(*percent, language);
  if (number.starts_with('-')) number = "−" + number.substr(1);
  return fmt::format("{}{}{}", *percent > Decimal() ? "+" : "", number, sign);
}

std::vector<Words> headlines(const Comparison& comparison, const PairComparison& pair) {
  return Headlines(comparison, pair).all();
}

}  // namespace phanbo

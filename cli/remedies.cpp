#include "cli/remedies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/display.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

/// Sources tried until one helps.
constexpr std::size_t sources_tried_max = 4;

Words sentence_of(Text form, const auto&... arguments) {
  return {fmt::format(fmt::runtime(form.vi), arguments(Language::vietnamese)...),
          fmt::format(fmt::runtime(form.en), arguments(Language::english)...)};
}

auto said(Money amount) {
  return [amount](Language language) { return dong_text(amount, language); };
}
auto said(std::string text) {
  return [text = std::move(text)](Language) { return text; };
}

class Remedies {
 public:
  Remedies(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
           Index<Demand> demand)
      : plan_(plan),
        assessment_(assessment),
        allocation_(allocation),
        index_(demand),
        demand_(assessment_.demands[demand]),
        now_(allocation_.demands[demand.position()].allocated) {}

  std::vector<Remedy> find() {
    switch (allocation_.demands[index_.position()].reason) {
      case DemandReason::in_full:
      case DemandReason::nothing_needed:
        break;
      case DemandReason::conditional:
        add({"Một quyết định giao số tiền (bảng decided) thì nhiệm vụ này mới có số để bố trí.",
             "Only a decision with an amount (table decided) gives this task something to be "
             "allocated."});
        break;
      case DemandReason::no_dossier:
        if (is_before_choices()) {
          add_dossier();
        } else {
          add({"Có hồ sơ được duyệt (cột dossier) thì mới được xét để bố trí.",
               "Only with an approved dossier (column dossier) is it considered at all."});
        }
        break;
      case DemandReason::nobody_may_pay:
        add_refusals();
        break;
      case DemandReason::short_of_money:
      case DemandReason::below_least_useful:
      case DemandReason::whole_does_not_fit:
        if (is_before_choices()) {
          add_money();
        } else {
          add_way_to_ask();
        }
        break;
      case DemandReason::not_chosen:
        add(
            {"Chỉ được bố trí khi cách chọn có nó đạt tổng giá trị lớn hơn, hoặc khi ghi lock: "
             "must trong bảng choice_rules.",
             "It is paid only when a choice with it is worth more, or with lock: must in the table "
             "choice_rules."});
        break;
      case DemandReason::chosen_in_part:
        add(
            {"Chỉ được bố trí đủ khi cách chọn lấy nó trọn vẹn đạt tổng giá trị lớn hơn, hoặc khi "
             "ghi lock: must và schedule: given trong bảng choice_rules.",
             "It is paid in full only when a choice with all of it is worth more, or with lock: "
             "must and schedule: given in the table choice_rules."});
        break;
    }
    return std::move(remedies_);
  }

 private:
  void add(Text sentence) {
    remedies_.push_back(
        {{std::string(sentence.vi), std::string(sentence.en)}, {}, 0, {}, {}, {}, false});
  }

  /// What it gets does not depend on what is chosen: no class up to its own chooses.
  bool is_before_choices() const {
    const auto choosing = choosing_classes(plan_);
    return choosing.empty() || demand_.priority_class < choosing.front();
  }

  struct Rerun {
    Assessment assessment;
    Allocation allocation;
  };
  /// A changed plan, with nothing in the classes that choose; empty when it cannot be distributed.
  static std::optional<Rerun> run_again(const Plan& changed) {
    AssessmentReading assessed = assess(changed);
    if (has_errors(assessed.problems)) return std::nullopt;
    leave_out_choosing_classes(changed, assessed.assessment);
    DistributionReading reading = distribute(changed, assessed.assessment, {.with_figures = false});
    if (has_errors(reading.problems)) return std::nullopt;
    return Rerun{std::move(assessed.assessment), std::move(reading.allocation)};
  }

  std::optional<Money> gets_in(const Plan& changed) const {
    const std::optional<Rerun> again = run_again(changed);
    if (!again || again->allocation.demands.size() <= index_.position()) return std::nullopt;
    return again->allocation.demands[index_.position()].allocated;
  }

  /// Where each answer is a choice anew, the officer is told how to ask for one.
  void add_way_to_ask() {
    const std::vector<std::size_t> rows = payer_rows();
    const PriorityClass& choosing = plan_.classes[choosing_classes(plan_).front()];
    if (rows.empty()) return;
    const SourceYear& year = plan_.source_years.rows()[rows.front()];
    Remedy remedy;
    remedy.source = plan_.sources[year.source].code;
    remedy.year = year.year;
    const std::string place = fmt::format("source_years/{}/{}/available", remedy.source, year.year);
    remedy.sentence = sentence_of(
        {"Thêm tiền thì lớp “{}” chọn lại, nên số tiền cần thêm không tính sẵn; hỏi từng mức bằng: "
         "phanbo explain KẾT_QUẢ --input {} --more SỐ_ĐỒNG.",
         "With more money the class “{}” chooses anew, so no amount is worked out beforehand; ask "
         "for one with: phanbo explain OUT --input {} --more DONG."},
        said(choosing.name), said(place));
    remedies_.push_back(std::move(remedy));
  }

  void add_dossier() {
    Plan changed = plan_;
    if (changed.documents.empty()) changed.documents.push_back({});
    const Item& item = assessment_.items[demand_.item];
    const Index<Document> some_document(0);
    if (item.origin == ItemOrigin::site) {
      changed.sites[Index<Site>(item.origin_row)].dossier = some_document;
    } else {
      changed.projects[Index<Project>(item.origin_row)].dossier = some_document;
    }
    const std::optional<Rerun> again = run_again(changed);
    if (!again) return;
    const Money gets = again->allocation.demands[index_.position()].allocated;
    Remedy remedy;
    remedy.gets = gets;
    remedy.gets_just_below = now_;
    remedy.sentence = sentence_of(
        {"Có hồ sơ được duyệt (cột dossier) thì được bố trí {}; chưa có thì {} (đã chạy lại cả "
         "hai).",
         "With an approved dossier (column dossier) it gets {}; without it {} (both were run)."},
        said(gets), said(now_));
    remedies_.push_back(std::move(remedy));
    // The dossier alone may not suffice: then money is asked about as if it were there.
    for (Remedy& next : Remedies(changed, again->assessment, again->allocation, index_).find()) {
      next.sentence.vi = "Có hồ sơ rồi: " + next.sentence.vi;
      next.sentence.en = "With the dossier: " + next.sentence.en;
      next.after_dossier = true;
      remedies_.push_back(std::move(next));
    }
  }

  void add_refusals() {
    for (const PayerRefusal& refusal : payer_refusals(plan_, assessment_, index_)) {
      const std::string law = refusal.citation.empty() ? "" : " (" + refusal.citation + ")";
      const std::string& name = plan_.sources[refusal.source].name;
      Remedy remedy;
      remedy.source = plan_.sources[refusal.source].code;
      remedy.sentence = {fmt::format("{}: {}{}.", name, refusal.why.vi, law),
                         fmt::format("{}: {}{}.", name, refusal.why.en, law)};
      remedies_.push_back(std::move(remedy));
    }
  }

  /// Rows of source_years whose money may pay for the demand, in drawing order.
  std::vector<std::size_t> payer_rows() const {
    std::vector<std::size_t> rows;
    for (const Payer& payer : assessment_.payer_sets[demand_.payer_set].payers) {
      for (std::size_t row = 0; row < plan_.source_years.size(); ++row) {
        const SourceYear& year = plan_.source_years.rows()[row];
        if (year.source == payer.source && year.year == demand_.year &&
            std::find(rows.begin(), rows.end(), row) == rows.end())
          rows.push_back(row);
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      const auto order = [&](std::size_t row) {
        return plan_.sources[plan_.source_years.rows()[row].source].drawing_order;
      };
      return order(a) < order(b);
    });
    return rows;
  }

  std::optional<Money> gets_with(std::size_t row, Money more) const {
    Plan changed = plan_;
    changed.source_years[Index<SourceYear>(row)].available += more;
    return gets_in(changed);
  }

  /// Enough for everybody who lacks anything.
  Money everything_missing() const {
    Money sum;
    for (std::size_t i = 0; i < assessment_.demands.size(); ++i) {
      const Demand& demand = assessment_.demands[Index<Demand>(i)];
      const Money missing = demand.wanted - allocation_.demands[i].allocated;
      if (missing > Money()) sum += missing;
    }
    return sum;
  }

  /// With `hi` the demand reaches the goal, with nothing it does not: halved until one đồng
  /// decides.
  std::optional<Remedy> boundary(std::size_t row, Money enough, Money goal) const {
    std::int64_t low = 0;
    std::int64_t high = enough.dong();
    Money at_low = now_;
    const auto at_enough = gets_with(row, enough);
    if (!at_enough || *at_enough < goal) return std::nullopt;
    Money at_high = *at_enough;
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      const auto gets = gets_with(row, Money::from_dong(middle));
      if (!gets) return std::nullopt;
      (*gets >= goal ? high : low) = middle;
      (*gets >= goal ? at_high : at_low) = *gets;
    }
    const SourceYear& year = plan_.source_years.rows()[row];
    Remedy remedy;
    remedy.source = plan_.sources[year.source].code;
    remedy.year = year.year;
    remedy.more = Money::from_dong(high);
    remedy.gets = at_high;
    remedy.gets_just_below = at_low;
    remedy.sentence = sentence_of(
        {"Thêm {} vào nguồn {} năm {} thì được bố trí {}; thêm ít hơn một đồng thì {} (đã chạy lại "
         "cả hai).",
         "With {} more in source {} in {} it gets {}; with one đồng less {} (both were run)."},
        said(remedy.more), said(plan_.sources[year.source].name), said(std::to_string(year.year)),
        said(at_high), said(at_low));
    return remedy;
  }

  void add_money() {
    const Money enough = everything_missing();
    const std::vector<std::size_t> rows = payer_rows();
    for (std::size_t i = 0; i < std::min(sources_tried_max, rows.size()); ++i) {
      const Money one_more = now_ + Money::from_dong(std::int64_t{1});
      const auto first = boundary(rows[i], enough, one_more);
      if (!first) continue;
      // Where every đồng goes to it at once, only the full amount is worth a sentence.
      const bool is_plain = first->gets - now_ == first->more && first->gets < demand_.wanted;
      if (!is_plain) remedies_.push_back(*first);
      if (first->gets >= demand_.wanted) return;
      if (auto full = boundary(rows[i], enough, demand_.wanted)) remedies_.push_back(*full);
      return;
    }
    if (add_money_every_year(rows, enough)) return;
    add(
        {"Thêm tiền vào một nguồn được chi, một năm hay mọi năm, không đổi được gì: mức trần, phần "
         "gắn với đơn vị, phần địa phương hoặc mức của dự án chặn lại; xem phần thiếu.",
         "More money in any one source that may pay, in one year or in all, changes nothing: a "
         "cap, an envelope, the local share or a project's limit stands in the way; see the "
         "shortage."});
  }

  std::optional<Money> gets_with_every_year(Index<Source> source, Money more) const {
    Plan changed = plan_;
    for (std::size_t row = 0; row < plan_.source_years.size(); ++row)
      if (plan_.source_years.rows()[row].source == source)
        changed.source_years[Index<SourceYear>(row)].available += more;
    return gets_in(changed);
  }

  /// The least equal sum in every year of a source that brings the demand anything.
  struct EveryYear {
    Money more;
    Money gets;
    Money gets_just_below;
  };
  std::optional<EveryYear> least_every_year(Index<Source> source, Money enough) const {
    const auto at_enough = gets_with_every_year(source, enough);
    if (!at_enough || *at_enough <= now_) return std::nullopt;
    EveryYear least{enough, *at_enough, now_};
    std::int64_t low = 0;
    while (least.more.dong() - low > 1) {
      const std::int64_t middle = low + (least.more.dong() - low) / 2;
      const auto gets = gets_with_every_year(source, Money::from_dong(middle));
      if (!gets) return std::nullopt;
      if (*gets > now_) {
        least.more = Money::from_dong(middle);
        least.gets = *gets;
      } else {
        low = middle;
        least.gets_just_below = *gets;
      }
    }
    return least;
  }

  /// A work of several years is taken whole, for example: money in one year alone may not help
  /// where the same more in each year does. The source that needs least is named; the first of
  /// equal ones.
  bool add_money_every_year(const std::vector<std::size_t>& rows, Money enough) {
    std::optional<EveryYear> least;
    Index<Source> named{};
    for (std::size_t i = 0; i < std::min(sources_tried_max, rows.size()); ++i) {
      const Index<Source> source = plan_.source_years.rows()[rows[i]].source;
      const auto found = least_every_year(source, enough);
      if (!found || (least && least->more <= found->more)) continue;
      least = found;
      named = source;
    }
    if (!least) return false;
    Remedy remedy;
    remedy.source = plan_.sources[named].code;
    remedy.more = least->more;
    remedy.gets = least->gets;
    remedy.gets_just_below = least->gets_just_below;
    remedy.sentence = sentence_of(
        {"Thêm tiền chỉ ở năm này không đổi được gì; thêm {} mỗi năm vào "
         "nguồn {} thì năm này được bố trí {}; thêm ít hơn một đồng mỗi năm thì {} (đã chạy lại cả "
         "hai).",
         "More in this year alone changes nothing; with {} more "
         "in every year of source {} it gets {} this year; with one đồng less a year {} (both were "
         "run)."},
        said(least->more), said(plan_.sources[named].name), said(least->gets),
        said(least->gets_just_below));
    remedies_.push_back(std::move(remedy));
    return true;
  }

  const Plan& plan_;
  const Assessment& assessment_;
  const Allocation& allocation_;
  Index<Demand> index_;
  const Demand& demand_;
  Money now_;
  std::vector<Remedy> remedies_;
};

}  // namespace

std::vector<Remedy> remedies_of(const PlanRun& run, Index<Demand> demand) {
  return Remedies(run.plan(), run.assessment.assessment, run.distribution.allocation, demand)
      .find();
}

}  // namespace phanbo

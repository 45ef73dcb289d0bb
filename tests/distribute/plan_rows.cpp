#include "distribute/plan_rows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "models/check.hpp"

namespace phanbo::distribution_test {

namespace {

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

template <class Row, class Key>
void sort_by(std::vector<Row>& rows, Key key) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return key(a) < key(b); });
}

template <class Row>
void add_if_missing(std::vector<Row>& rows, const std::string& code, Row row) {
  for (const Row& known : rows)
    if (known.code == code) return;
  row.code = code;
  rows.push_back(std::move(row));
}

/// Rows that others name.
void complete(PlanRows& rows) {
  for (const MoneyRow& row : rows.money) add_if_missing(rows.sources, row.source, SourceRow{});
  for (const DemandRow& row : rows.demands) add_if_missing(rows.items, row.item, ItemRow{});
  for (const ItemRow& row : rows.items) {
    add_if_missing(rows.programmes, row.programme, ProgrammeRow{});
    add_if_missing(rows.units, row.unit, UnitRow{});
  }
  for (const ProgrammeRow& row : rows.programmes)
    add_if_missing(rows.classes, row.priority_class, ClassRow{});
}

class Builder {
 public:
  explicit Builder(PlanRows rows) : rows_(std::move(rows)) {}

  Case build() {
    complete(rows_);
    made_.seed = rows_.seed;
    plan().code = "test";
    plan().first_year = rows_.first_year;
    plan().last_year = rows_.last_year;
    plan().class_order = rows_.class_order;
    add_purposes();
    add_money();
    add_limits();
    add_items();
    add_envelopes();
    add_demands();
    add_locks();
    return std::move(made_);
  }

 private:
  Plan& plan() { return made_.plan; }
  Assessment& assessment() { return made_.assessment; }

  template <class Row>
  static Index<Row> at(const std::map<std::string, Index<Row>>& places, const std::string& code) {
    if (code.empty()) return {};
    const auto found = places.find(code);
    PB_CHECK(found != places.end());
    return found->second;
  }

  void add_purposes() {
    sort_by(rows_.units, [](const UnitRow& row) { return row.code; });
    for (const UnitRow& row : rows_.units) {
      Unit unit;
      unit.code = unit.name = row.code;
      units_[row.code] = plan().units.push_back(unit);
    }
    for (const UnitRow& row : rows_.units)
      plan().units[at(units_, row.code)].parent = at(units_, row.parent);
    sort_by(rows_.classes, [](const ClassRow& row) { return std::tuple(row.order, row.code); });
    for (const ClassRow& row : rows_.classes) {
      PriorityClass made;
      made.code = made.name = row.code;
      made.order = row.order;
      made.mandatory = row.mandatory;
      made.rule = row.rule;
      classes_[row.code] = plan().classes.push_back(made);
    }
    sort_by(rows_.programmes, [](const ProgrammeRow& row) { return row.code; });
    for (const ProgrammeRow& row : rows_.programmes) {
      Programme programme;
      programme.code = programme.name = row.code;
      programme.priority_class = at(classes_, row.priority_class);
      programme.expenditure_kind = row.expenditure_kind;
      programme.step = dong(row.step);
      programme.local_share_numerator = row.share_numerator;
      programme.local_share_denominator = row.share_denominator;
      programmes_[row.code] = plan().programmes.push_back(programme);
    }
  }

  void add_money() {
    sort_by(rows_.sources, [](const SourceRow& row) { return row.code; });
    for (const SourceRow& row : rows_.sources) {
      Source source;
      source.code = source.name = row.code;
      source.drawing_order = row.drawing_order;
      source.paying_budget = row.budget;
      source.expenditure_kind = row.expenditure_kind;
      sources_[row.code] = plan().sources.push_back(source);
    }
    for (const SourceRow& row : rows_.sources)
      plan().sources[at(sources_, row.code)].transfer_from = at(sources_, row.transfer_from);
    sort_by(rows_.money, [](const MoneyRow& row) { return std::tuple(row.source, row.year); });
    for (const MoneyRow& row : rows_.money) {
      SourceYear made;
      made.source = at(sources_, row.source);
      made.year = row.year;
      made.available = dong(row.available);
      made.reserve = dong(row.reserve);
      made.carry_out_max = dong(row.carry_out_max);
      plan().source_years.push_back(made);
    }
  }

  void add_limits() {
    sort_by(rows_.kept, [](const KeptRow& row) { return row.code; });
    for (const KeptRow& row : rows_.kept) {
      plan().kept_money.push_back({row.code,
                                   at(sources_, row.source),
                                   row.year,
                                   at(programmes_, row.programme),
                                   at(units_, row.unit),
                                   dong(row.amount),
                                   {}});
    }
    sort_by(rows_.caps, [](const CapRow& row) { return row.code; });
    for (const CapRow& row : rows_.caps) {
      plan().caps.push_back({row.code,
                             at(programmes_, row.programme),
                             at(units_, row.unit),
                             row.year,
                             row.expenditure_kind,
                             dong(row.amount),
                             {}});
    }
  }

  void add_items() {
    sort_by(rows_.items, [](const ItemRow& row) { return row.code; });
    for (const ItemRow& row : rows_.items) {
      Item item;
      item.code = item.name = row.code;
      item.programme = at(programmes_, row.programme);
      item.unit = at(units_, row.unit);
      item.origin = row.origin;
      if (row.origin == ItemOrigin::project) {
        Project project;
        project.code = project.name = row.code;
        project.programme = item.programme;
        project.unit = item.unit;
        item.origin_row = plan().projects.size();
        projects_[row.code] = plan().projects.push_back(project);
      } else {
        FixedCost cost;
        cost.code = cost.name = row.code;
        cost.programme = item.programme;
        cost.unit = item.unit;
        cost.year = rows_.first_year;
        item.origin_row = plan().fixed_costs.size();
        plan().fixed_costs.push_back(cost);
      }
      items_[row.code] = assessment().items.push_back(item);
    }
    sort_by(rows_.project_limits, [](const ProjectLimitRow& row) {
      return std::tuple(row.item, row.source, row.year.value_or(0));
    });
    for (const ProjectLimitRow& row : rows_.project_limits) {
      ProjectSource made;
      made.project = at(projects_, row.item);
      made.source = at(sources_, row.source);
      made.year = row.year;
      made.ceiling = dong(row.ceiling);
      plan().project_sources.push_back(made);
    }
  }

  void add_envelopes() {
    sort_by(rows_.envelopes, [](const EnvelopeRow& row) { return row.code; });
    for (const EnvelopeRow& row : rows_.envelopes) {
      Envelope made;
      made.code = row.code;
      made.programme = at(programmes_, row.programme);
      made.unit = at(units_, row.unit);
      made.source = at(sources_, row.source);
      made.year = row.year;
      made.amount = dong(row.amount);
      envelopes_[row.code] = assessment().envelopes.push_back(made);
    }
    for (const EnvelopeRow& row : rows_.envelopes)
      assessment().envelopes[at(envelopes_, row.code)].parent = at(envelopes_, row.parent);
  }

  Payer payer_of(const std::string& text) const {
    const std::size_t mark = text.find('@');
    if (mark == std::string::npos) return {at(sources_, text), {}};
    return {at(sources_, text.substr(0, mark)), at(envelopes_, text.substr(mark + 1))};
  }

  Index<PayerSet> payer_set_of(const DemandRow& row) {
    std::vector<Payer> payers;
    if (row.payers) {
      for (const std::string& text : *row.payers) payers.push_back(payer_of(text));
    } else {
      for (const SourceYear& money : plan().source_years)
        if (money.year == row.year) payers.push_back({money.source, {}});
    }
    std::sort(payers.begin(), payers.end());
    const auto known = payer_sets_.find(payers);
    if (known != payer_sets_.end()) return known->second;
    const Index<PayerSet> index = assessment().payer_sets.push_back({payers});
    payer_sets_.emplace(payers, index);
    return index;
  }

  void add_demands() {
    // The order of payer sets has no meaning: they are made in the order the rows come.
    for (const DemandRow& row : rows_.demands) payer_set_of(row);
    sort_by(rows_.demands, [](const DemandRow& row) { return std::tuple(row.item, row.year); });
    for (const DemandRow& row : rows_.demands) {
      Demand demand;
      demand.item = at(items_, row.item);
      const Item& item = assessment().items[demand.item];
      const Programme& programme = plan().programmes[item.programme];
      demand.year = row.year;
      demand.expenditure_kind = programme.expenditure_kind;
      demand.priority_class =
          row.priority_class.empty() ? programme.priority_class : at(classes_, row.priority_class);
      demand.standing = row.standing;
      demand.need = dong(row.need.value_or(row.wanted));
      demand.wanted = dong(row.standing == Standing::ordinary ? row.wanted : 0);
      demand.least_useful = dong(row.least_useful);
      demand.step = programme.step;
      demand.divisible = row.divisible;
      demand.rank = row.rank;
      demand.score = Decimal::parse(row.score).value();
      demand.local_share_numerator = programme.local_share_numerator;
      demand.local_share_denominator = programme.local_share_denominator;
      demand.payer_set = payer_set_of(row);
      demands_[{row.item, row.year}] = assessment().demands.push_back(demand);
    }
  }

  void add_locks() {
    sort_by(rows_.locks,
            [](const LockRow& row) { return std::tuple(row.item, row.year, row.source); });
    for (const LockRow& row : rows_.locks) {
      DecidedAmount decided;
      decided.item = row.item;
      decided.year = row.year;
      decided.source = at(sources_, row.source);
      decided.amount = dong(row.adjustable ? 2 * row.amount : row.amount);
      decided.paid = dong(row.adjustable ? row.amount : 0);
      decided.adjustable = row.adjustable;
      decided.authority = row.authority;
      const Index<Demand> index = demands_.at({row.item, row.year});
      Demand& demand = assessment().demands[index];
      demand.locked += dong(row.amount);
      if (demand.wanted < demand.locked) demand.wanted = demand.locked;
      assessment().locked.push_back(
          {index, decided.source, dong(row.amount), plan().decided.size()});
      plan().decided.push_back(decided);
    }
  }

  PlanRows rows_;
  Case made_;
  std::map<std::string, Index<Unit>> units_;
  std::map<std::string, Index<PriorityClass>> classes_;
  std::map<std::string, Index<Programme>> programmes_;
  std::map<std::string, Index<Source>> sources_;
  std::map<std::string, Index<Item>> items_;
  std::map<std::string, Index<Project>> projects_;
  std::map<std::string, Index<Envelope>> envelopes_;
  std::map<std::pair<std::string, int>, Index<Demand>> demands_;
  std::map<std::vector<Payer>, Index<PayerSet>> payer_sets_;
};

}  // namespace

Case build_case(PlanRows rows) { return Builder(std::move(rows)).build(); }

bool is_kept_for(const Case& given, const KeptMoney& kept, const Demand& demand) {
  const Item& item = given.assessment.items[demand.item];
  return kept.year == demand.year && kept.programme == item.programme &&
         (!kept.unit.is_set() || given.plan.is_within(item.unit, kept.unit));
}

bool is_capped(const Case& given, const Cap& cap, const Demand& demand) {
  const Item& item = given.assessment.items[demand.item];
  return (!cap.programme.is_set() || cap.programme == item.programme) &&
         (!cap.unit.is_set() || given.plan.is_within(item.unit, cap.unit)) &&
         (!cap.year || *cap.year == demand.year) &&
         (!cap.expenditure_kind || *cap.expenditure_kind == demand.expenditure_kind);
}

std::vector<Index<Source>> drawing_order(const Plan& plan) {
  std::vector<Index<Source>> order;
  for (std::size_t i = 0; i < plan.sources.size(); ++i) order.emplace_back(i);
  sort_by(order, [&](Index<Source> source) {
    return std::tuple(plan.sources[source].drawing_order, plan.sources[source].code);
  });
  return order;
}

}  // namespace phanbo::distribution_test

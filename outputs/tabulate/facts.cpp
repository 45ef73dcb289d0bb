#include "outputs/tabulate/facts.hpp"

#include <algorithm>
#include <array>

#include "models/check.hpp"

namespace phanbo {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Dimension::count)> dimension_names =
    {"year",      "source",         "source_name",   "nature",      "budget",      "kind",
     "programme", "programme_name", "lead",          "holder",      "sector",      "sector_name",
     "unit",      "unit_name",      "item",          "item_name",   "status_name", "group",
     "origin",    "dossier",        "project_class", "code_numbers"};

struct SectorName {
  std::string_view code;
  Text name;
};

/// The thirteen sectors of expenditure (lĩnh vực chi) in the order of the forms.
constexpr std::array<SectorName, 13> sector_names = {{
    {"giao-duc-dao-tao",
     {"Chi giáo dục - đào tạo và dạy nghề", "Education, training, vocational training"}},
    {"khoa-hoc-cong-nghe", {"Chi khoa học và công nghệ", "Science and technology"}},
    {"quoc-phong", {"Chi quốc phòng", "Defence"}},
    {"an-ninh", {"Chi an ninh và trật tự, an toàn xã hội", "Security and public order"}},
    {"y-te", {"Chi y tế, dân số và gia đình", "Health, population, family"}},
    {"van-hoa-thong-tin", {"Chi văn hóa thông tin", "Culture and information"}},
    {"phat-thanh-truyen-hinh", {"Chi phát thanh, truyền hình, thông tấn", "Broadcasting"}},
    {"the-duc-the-thao", {"Chi thể dục thể thao", "Sport"}},
    {"bao-ve-moi-truong", {"Chi bảo vệ môi trường", "Environment"}},
    {"hoat-dong-kinh-te", {"Chi các hoạt động kinh tế", "Economic activities"}},
    {"quan-ly-nha-nuoc",
     {"Chi hoạt động của cơ quan quản lý nhà nước, đảng, đoàn thể",
      "State management, party, mass organisations"}},
    {"bao-dam-xa-hoi", {"Chi bảo đảm xã hội", "Social security"}},
    {"khac", {"Chi khác", "Other"}},
}};

struct SectorAlias {
  std::string_view code;
  std::string_view sector;
};

/// Other codes that plans use; what is no sector at all counts as other expenditure.
constexpr std::array<SectorAlias, 10> sector_aliases = {{
    {"giao-duc", "giao-duc-dao-tao"},
    {"khoa-hoc", "khoa-hoc-cong-nghe"},
    {"moi-truong", "bao-ve-moi-truong"},
    {"the-thao", "the-duc-the-thao"},
    {"kinh-te", "hoat-dong-kinh-te"},
    {"giao-thong", "hoat-dong-kinh-te"},
    {"cong-trinh-do-thi", "hoat-dong-kinh-te"},
    {"nong-nghiep", "hoat-dong-kinh-te"},
    {"thuy-loi", "hoat-dong-kinh-te"},
    {"phat-thanh", "phat-thanh-truyen-hinh"},
}};

std::string_view sector_of(std::string_view code) {
  for (const SectorAlias& alias : sector_aliases) {
    if (alias.code == code) return alias.sector;
  }
  const bool known = std::any_of(sector_names.begin(), sector_names.end(),
                                 [&](const SectorName& entry) { return entry.code == code; });
  return known ? code : std::string_view("khac");
}

Text same(std::string_view text) { return {text, text}; }

std::string_view origin_code(ItemOrigin origin) { return to_code(origin); }

}  // namespace

Dimension Facts::dimension_of(std::string_view name) {
  const auto found = std::find(dimension_names.begin(), dimension_names.end(), name);
  PB_CHECK(found != dimension_names.end());
  return static_cast<Dimension>(found - dimension_names.begin());
}

Text Facts::sector_name(std::string_view sector) {
  for (const SectorName& entry : sector_names) {
    if (entry.code == sector) return entry.name;
  }
  return same(sector);
}

Facts::Facts(const View& view, int year) : view_(view), year_(year) {
  add_demands();
  add_lines();
  add_listed_items();
  add_balances();
  add_decisions();
}

bool Facts::fits(const Fact& fact, const FactFilter& filter) const {
  const std::string_view found =
      filter.dimension == "measure" ? fact.measure : fact.at(dimension_of(filter.dimension)).vi;
  const bool among =
      std::any_of(filter.values.begin(), filter.values.end(), [&](const std::string& value) {
        if (value == "$year") return found == std::to_string(year_);
        if (value == "$previous_year") return found == std::to_string(year_ - 1);
        return found == value;
      });
  return among != filter.differs;
}

bool Facts::fits(const Fact& fact, const std::vector<FactFilter>& filters) const {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const FactFilter& filter) { return fits(fact, filter); });
}

Text Facts::year_text(int year) { return same(keep(std::to_string(year))); }

Fact& Facts::add(std::string_view measure, Money amount, int year) {
  Fact& fact = facts_.emplace_back();
  fact.measure = measure;
  fact.amount = amount;
  if (year != 0) fact.about[static_cast<std::size_t>(Dimension::year)] = year_text(year);
  return fact;
}

void Facts::describe_item(Fact& fact, std::uint32_t position) {
  const Item& item = view_.item(position);
  const Programme& programme = view_.plan.programmes[item.programme];
  const auto set = [&](Dimension dimension, std::string_view text) {
    fact.about[static_cast<std::size_t>(dimension)] = same(text);
  };
  set(Dimension::programme, programme.code);
  set(Dimension::programme_name, programme.name);
  set(Dimension::lead, programme.lead);
  set(Dimension::holder, item.holder);
  set(Dimension::unit, view_.unit_code(item.unit));
  set(Dimension::unit_name, view_.unit_name(item.unit));
  set(Dimension::item, item.code);
  set(Dimension::item_name, item.name);
  set(Dimension::origin, origin_code(item.origin));
  set(Dimension::kind, to_code(programme.expenditure_kind));
  std::string_view sector = programme.sector;
  if (item.origin == ItemOrigin::project) {
    const Project& project = view_.plan.projects.rows()[item.origin_row];
    if (!project.sector.empty()) sector = project.sector;
    set(Dimension::group, project.group);
    set(Dimension::dossier, view_.citation(project.dossier));
    const bool is_new = project.status.find("new") != std::string::npos;
    set(Dimension::project_class, is_new ? "new" : "transition");
    const LawRow* law = view_.plan.law.find(view_.plan.capital_priority, project.status,
                                            {view_.plan.first_year, 1, 1});
    if (law != nullptr) {
      fact.about[static_cast<std::size_t>(Dimension::status_name)] = {law->label_vi, law->label_en};
    }
  } else if (item.origin == ItemOrigin::site) {
    const Site& site = view_.plan.sites.rows()[item.origin_row];
    set(Dimension::dossier, view_.citation(site.dossier));
    set(Dimension::project_class, "site");
  }
  sector = sector_of(sector);
  set(Dimension::sector, sector);
  fact.about[static_cast<std::size_t>(Dimension::sector_name)] = sector_name(sector);
  const LawRow* code = view_.plan.law.find("budget_code_sector", sector, {year_, 12, 31});
  if (code != nullptr) set(Dimension::code_numbers, code->label_vi);
}

void Facts::describe_source(Fact& fact, Index<Source> index) const {
  const Source& source = view_.plan.sources[index];
  const auto set = [&](Dimension dimension, std::string_view text) {
    fact.about[static_cast<std::size_t>(dimension)] = same(text);
  };
  set(Dimension::source, source.code);
  set(Dimension::source_name, source.name);
  set(Dimension::nature, source.nature);
  set(Dimension::budget, to_code(source.paying_budget));
}

void Facts::add_demands() {
  for (const Index<Programme> programme : view_.programmes) {
    for (const std::uint32_t item : view_.items_of_programme.of(programme.position())) {
      for (const std::uint32_t position : view_.demands_of_item.of(item)) {
        const Demand& demand = view_.demand(position);
        if (demand.standing == Standing::conditional) continue;
        describe_item(add("need", demand.need, demand.year), item);
        describe_item(add("shortfall", view_.outcome(position).shortfall, demand.year), item);
      }
    }
  }
}

void Facts::describe_line(Fact& fact, const LedgerLine& line, std::uint32_t item) {
  describe_item(fact, item);
  describe_source(fact, line.source);
  fact.about[static_cast<std::size_t>(Dimension::kind)] =
      same(to_code(view_.assessment.demands[line.demand].expenditure_kind));
}

void Facts::add_lines() {
  for (const Index<Programme> programme : view_.programmes) {
    for (const std::uint32_t item : view_.items_of_programme.of(programme.position())) {
      for (const std::uint32_t position : view_.demands_of_item.of(item)) {
        for (const std::uint32_t line : view_.lines_of_demand.of(position)) {
          const LedgerLine& entry = view_.line(line);
          Fact& fact = add("allocated", entry.amount, entry.year);
          describe_line(fact, entry, item);
          // What the plan gives in earlier years is cumulated, and what the year is compared with.
          if (entry.year < year_)
            describe_line(add("paid_before", entry.amount, entry.year), entry, item);
          if (entry.year == year_ - 1)
            describe_line(add("previous", entry.amount, entry.year), entry, item);
        }
      }
    }
  }
  for (const std::uint32_t position : view_.transfer_lines) {
    const LedgerLine& line = view_.line(position);
    Fact& fact = add("supplement", line.amount, line.year);
    describe_source(fact, line.receiving_source);
    const Source& receiving = view_.plan.sources[line.receiving_source];
    fact.about[static_cast<std::size_t>(Dimension::holder)] = same(receiving.holder);
    fact.about[static_cast<std::size_t>(Dimension::kind)] =
        same(to_code(receiving.expenditure_kind));
  }
}

void Facts::add_listed_items() {
  for (std::uint32_t position = 0; position < view_.assessment.items.size(); ++position) {
    const Item& item = view_.item(position);
    if (item.origin != ItemOrigin::project) continue;
    const Project& project = view_.plan.projects.rows()[item.origin_row];
    describe_item(add("approved_total", project.approved_total, 0), position);
    describe_item(add("paid_before", project.paid_before, 0), position);
  }
}

void Facts::add_balances() {
  for (const SourceBalance& balance : view_.allocation.sources) {
    const Source& source = view_.plan.sources[balance.source];
    const auto put = [&](std::string_view measure, Money amount) {
      if (amount.is_zero()) return;
      Fact& fact = add(measure, amount, balance.year);
      describe_source(fact, balance.source);
      fact.about[static_cast<std::size_t>(Dimension::kind)] =
          same(to_code(source.expenditure_kind));
      fact.about[static_cast<std::size_t>(Dimension::holder)] = same(source.holder);
    };
    Money received;
    for (const std::uint32_t position : view_.transfer_lines) {
      const LedgerLine& line = view_.line(position);
      if (line.receiving_source == balance.source && line.year == balance.year)
        received += line.amount;
    }
    put("available", balance.available - received);
    put("carried_in", balance.carried_in);
    put("carried_out", balance.carried_out);
    put("reserved", balance.reserved);
    put("unallocated", balance.unallocated);
  }
}

void Facts::add_decisions() {
  ItemFinder finder(view_.assessment);
  for (const DecidedAmount& row : view_.plan.decided) {
    const Index<Item> item = finder.find(row.item);
    Fact& fact = add("decided", row.amount, row.year);
    if (item.is_set()) describe_item(fact, static_cast<std::uint32_t>(item.position()));
    if (row.source.is_set()) describe_source(fact, row.source);
  }
  for (const PreviousAmount& row : view_.plan.previous) {
    Fact& fact = add("previous", row.amount, row.year);
    const Programme& programme = view_.plan.programmes[row.programme];
    fact.about[static_cast<std::size_t>(Dimension::programme)] = same(programme.code);
    fact.about[static_cast<std::size_t>(Dimension::kind)] =
        same(to_code(programme.expenditure_kind));
    fact.about[static_cast<std::size_t>(Dimension::sector)] = same(sector_of(programme.sector));
    fact.about[static_cast<std::size_t>(Dimension::sector_name)] =
        sector_name(sector_of(programme.sector));
    if (row.source.is_set()) describe_source(fact, row.source);
  }
}

}  // namespace phanbo

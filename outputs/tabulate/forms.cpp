#include "outputs/tabulate/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "models/check.hpp"
#include "outputs/tabulate/facts.hpp"
#include "outputs/tabulate/form_description.hpp"
#include "outputs/tabulate/stamps.hpp"
#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

using Cell = PackedRows::Cell;
using Members = std::vector<const Fact*>;

Numbering numbering_of(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, Numbering>, 6> styles = {
      {{"letter", Numbering::letter},
       {"roman", Numbering::roman},
       {"arabic", Numbering::arabic},
       {"small_letter", Numbering::small_letter},
       {"dash", Numbering::dash},
       {"none", Numbering::none}}};
  for (const auto& [name, style] : styles) {
    if (name == code) return style;
  }
  PB_CHECK(false);
  return Numbering::none;
}

/// "{year}" and "{previous_year}" filled in.
std::string filled(std::string text, int year) {
  const auto put = [&](std::string_view mark, int value) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, mark.size(), std::to_string(value));
  };
  put("{year}", year);
  put("{previous_year}", year - 1);
  return text;
}

Words filled(const Words& words, int year) {
  return {filled(words.vi, year), filled(words.en, year)};
}

/// Puts the facts into the rows and columns of one form.
class FormFiller {
 public:
  FormFiller(const FormDescription& form, const Facts& facts, int year)
      : form_(form), facts_(facts), year_(year), table_(form.id, {"", ""}) {}

  ReportTable fill() {
    add_columns();
    std::vector<Numbering> styles;
    for (const std::string& style : form_.numbering) styles.push_back(numbering_of(style));
    table_.set_numbering(std::move(styles));
    Members all;
    for (const Fact& fact : facts_.all()) {
      if (is_wanted(fact)) all.push_back(&fact);
    }
    for (const FormRow& row : form_.rows) add_rows(row, all, 0);
    return table_.finish();
  }

 private:
  std::size_t column_named(const std::string& id) const {
    const auto found = std::find_if(form_.columns.begin(), form_.columns.end(),
                                    [&](const FormColumn& column) { return column.id == id; });
    PB_CHECK(found != form_.columns.end());
    return static_cast<std::size_t>(found - form_.columns.begin());
  }

  void add_columns() {
    for (const FormColumn& column : form_.columns) {
      const Words group = column.captions.empty() ? Words{} : filled(column.captions.back(), year_);
      table_.add_column(column.id, column.type, filled(column.title, year_), group);
    }
    for (std::size_t at = 0; at < form_.columns.size(); ++at) {
      const FormColumn& column = form_.columns[at];
      if (!column.additive) table_.set_not_additive(at);
      std::vector<std::size_t> plus;
      std::vector<std::size_t> minus;
      for (const std::string& id : column.plus) plus.push_back(column_named(id));
      for (const std::string& id : column.minus) minus.push_back(column_named(id));
      if (column.is_ratio) {
        table_.set_ratio(at, plus.front(), minus.front());
      } else if (!plus.empty()) {
        sums_.push_back({at, std::move(plus), std::move(minus)});
      }
    }
    // Inner sums first, as the builder asks for.
    std::vector<std::pair<int, std::size_t>> order;
    for (std::size_t i = 0; i < sums_.size(); ++i) order.emplace_back(depth_of(sums_[i]), i);
    std::sort(order.begin(), order.end());
    for (const auto& [depth, i] : order)
      table_.set_formula(sums_[i].result, sums_[i].plus, sums_[i].minus);
    name_ = column_of_type(ColumnType::text);
  }

  struct Sum {
    std::size_t result;
    std::vector<std::size_t> plus, minus;
  };

  int depth_of(const Sum& sum) const {
    int depth = 0;
    for (const auto* parts : {&sum.plus, &sum.minus}) {
      for (const std::size_t part : *parts) {
        for (const Sum& inner : sums_) {
          if (inner.result == part) depth = std::max(depth, 1 + depth_of(inner));
        }
      }
    }
    return depth;
  }

  std::size_t column_of_type(ColumnType type) const {
    for (std::size_t at = 0; at < form_.columns.size(); ++at) {
      if (form_.columns[at].type == type) return at;
    }
    PB_CHECK(false);
    return 0;
  }

  bool is_wanted(const Fact& fact) const {
    return std::any_of(form_.columns.begin(), form_.columns.end(), [&](const FormColumn& column) {
      return column.measure == fact.measure && facts_.fits(fact, column.where);
    });
  }

  /// Adds the row or rows that one entry of the description stands for; returns the facts that
  /// stand in them.
  Members add_rows(const FormRow& row, const Members& members, int level) {
    Members fitting;
    for (const Fact* fact : members) {
      if (facts_.fits(*fact, row.where)) fitting.push_back(fact);
    }
    if (row.each.empty()) {
      add_row(row, fitting, level, table_.made(filled(row.caption, year_)));
      return fitting;
    }
    const Dimension dimension = Facts::dimension_of(row.each);
    std::vector<std::pair<Text, Members>> groups;
    for (const Fact* fact : fitting) {
      const Text& value = fact->at(dimension);
      const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return group.first.vi == value.vi;
      });
      if (known == groups.end()) {
        groups.push_back({value, {fact}});
      } else {
        known->second.push_back(fact);
      }
    }
    for (const auto& [value, group] : groups) {
      const Text shown = value.vi.empty() ? Text{"(Chưa nêu)", "(Not stated)"} : value;
      add_row(row, group, level, table_.literal(shown));
    }
    return fitting;
  }

  void add_row(const FormRow& row, const Members& members, int level, Cell caption) {
    const std::size_t at = table_.add_row(level, !row.below.empty());
    table_.at(at, name_) = caption;
    if (row.below.empty()) {
      put_amounts(at, members);
      put_texts(at, members);
      return;
    }
    Members rest = members;
    for (const FormRow& below : row.below) {
      const Members taken = add_rows(below, rest, level + 1);
      std::erase_if(rest, [&](const Fact* fact) {
        return std::binary_search(taken.begin(), taken.end(), fact);
      });
    }
    if (rest.empty()) return;
    // Nothing is lost: what no row of the form takes stands in a row of its own.
    const std::size_t others = table_.add_row(level + 1);
    table_.at(others, name_) = table_.literal({"Khác", "Other"});
    put_amounts(others, rest);
  }

  void put_amounts(std::size_t row, const Members& members) {
    for (std::size_t at = 0; at < form_.columns.size(); ++at) {
      const FormColumn& column = form_.columns[at];
      if (column.measure.empty()) continue;
      for (const Fact* fact : members) {
        if (fact->measure == column.measure && facts_.fits(*fact, column.where))
          table_.add_amount(row, at, fact->amount);
      }
    }
  }

  /// A text that all facts of the row share.
  void put_texts(std::size_t row, const Members& members) {
    for (std::size_t at = 0; at < form_.columns.size(); ++at) {
      const FormColumn& column = form_.columns[at];
      if (column.text.empty() || members.empty()) continue;
      const Dimension dimension = Facts::dimension_of(column.text);
      const Text& first = members.front()->at(dimension);
      const bool shared = std::all_of(members.begin(), members.end(), [&](const Fact* fact) {
        return fact->at(dimension).vi == first.vi;
      });
      if (shared && !first.vi.empty()) table_.at(row, at) = table_.literal(first);
    }
  }

  const FormDescription& form_;
  const Facts& facts_;
  int year_;
  TableBuilder table_;
  std::vector<Sum> sums_;
  std::size_t name_ = 0;
};

/// A form that shows the rows of an output table, with other columns.
std::optional<ReportTable> columns_of_table(const FormDescription& form,
                                            const std::vector<ReportTable>& tables, int year) {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const ReportTable& table) { return table.id == form.table; });
  if (found == tables.end()) return std::nullopt;
  ReportTable shown;
  shown.id = form.id;
  shown.notes = found->notes;
  std::vector<std::optional<std::size_t>> from;
  for (const FormColumn& column : form.columns) {
    const auto source =
        std::find_if(found->columns.begin(), found->columns.end(),
                     [&](const ReportColumn& own) { return own.id == column.from; });
    from.push_back(source == found->columns.end()
                       ? std::nullopt
                       : std::optional(static_cast<std::size_t>(source - found->columns.begin())));
    PB_CHECK(from.back().has_value() || column.from.empty());
    ReportColumn made;
    made.id = column.id;
    made.type = column.type;
    made.title = filled(column.title, year);
    if (!column.captions.empty()) made.group = filled(column.captions.back(), year);
    made.additive = from.back() && found->columns[*from.back()].additive;
    shown.columns.push_back(std::move(made));
  }
  for (std::size_t at = 0; at < form.columns.size(); ++at) {
    const auto columns = [&](const std::vector<std::string>& ids) {
      std::vector<std::size_t> places;
      for (const std::string& id : ids) {
        const auto place = std::find_if(form.columns.begin(), form.columns.end(),
                                        [&](const FormColumn& other) { return other.id == id; });
        PB_CHECK(place != form.columns.end());
        places.push_back(static_cast<std::size_t>(place - form.columns.begin()));
      }
      return places;
    };
    if (!form.columns[at].plus.empty()) {
      shown.columns[at].rule =
          difference_rule(columns(form.columns[at].plus), columns(form.columns[at].minus));
    }
  }
  auto rows = std::make_shared<PackedRows>();
  rows->set_column_count(form.columns.size());
  for (std::size_t row = 0; row < row_count(*found); ++row) {
    rows->add_row(row_level(*found, row), row_adds_up(*found, row));
    for (std::size_t at = 0; at < from.size(); ++at) {
      if (!from[at]) continue;
      const CellView cell = cell_of(*found, row, *from[at]);
      Cell& own = rows->at(row, at);
      if (const auto* amount = std::get_if<Money>(&cell)) own = Cell::of(*amount);
      if (const auto* number = std::get_if<Decimal>(&cell)) own = Cell::of(*number);
      if (const auto* text = std::get_if<Text>(&cell))
        own = Cell::text(rows->keep(Text{rows->keep(text->vi), rows->keep(text->en)}));
    }
  }
  shown.packed = std::move(rows);
  return shown;
}

bool has_amounts(const ReportTable& table) {
  for (std::size_t row = 0; row < row_count(table); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const CellView cell = cell_of(table, row, column);
      const auto* amount = std::get_if<Money>(&cell);
      if (amount != nullptr && !amount->is_zero()) return true;
    }
  }
  return false;
}

Words issuer_of(const Plan& plan) {
  if (!plan.province.is_set()) return {"ỦY BAN NHÂN DÂN …", "PEOPLE'S COMMITTEE OF …"};
  const std::string& name = plan.units[plan.province].name;
  return {"ỦY BAN NHÂN DÂN " + name, "PEOPLE'S COMMITTEE OF " + name};
}

Form form_of(const FormDescription& description, const View& view, ReportTable table, int year) {
  const Stamps stamps = stamps_of(view);
  Form form;
  form.id = description.id;
  form.sheet = description.sheet;
  form.issuer = issuer_of(view.plan);
  for (const FormCode& code : description.codes) {
    if (code.first_year <= year && year <= code.last_year) form.code = same_words(code.text);
  }
  form.title = filled(description.title, year);
  form.attached = {"(Kèm theo … số … ngày … tháng … năm …)", "(Attached to … No. … of …)"};
  form.basis = description.basis;
  form.recalled = description.recalled;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    table.columns[at].formula = description.columns[at].index;
    std::vector<Words> captions;
    for (const Words& caption : description.columns[at].captions)
      captions.push_back(filled(caption, year));
    form.captions.push_back(std::move(captions));
  }
  table.title = form.title;
  table.subtitle = {};
  table.draft = stamps.draft || form.recalled;
  table.illustrative = stamps.illustrative;
  // The notes of an output table hold the stamps already.
  if (description.table.empty())
    table.notes.insert(table.notes.begin(), stamps.notes.begin(), stamps.notes.end());
  form.table = std::move(table);
  for (const auto& [role, note] : description.signatures) form.signatures.push_back({role, note});
  return form;
}

}  // namespace

std::vector<Form> make_forms(const Plan& plan, const Assessment& assessment,
                             const Allocation& allocation, const std::vector<ReportTable>& tables,
                             int year) {
  const View view(plan, assessment, allocation);
  const Facts facts(view, year);
  std::vector<Form> forms;
  for (const FormDescription& description : form_descriptions()) {
    std::optional<ReportTable> table = description.table.empty()
                                           ? FormFiller(description, facts, year).fill()
                                           : columns_of_table(description, tables, year);
    if (!table || !has_amounts(*table)) continue;
    forms.push_back(form_of(description, view, std::move(*table), year));
  }
  return forms;
}

}  // namespace phanbo

#include <string>

#include "outputs/write/choices_json.hpp"
#include "outputs/write/documents.hpp"

/// result.json: the ledger and all that goes with it. Money is an integer, other numbers are
/// strings.
namespace phanbo {

namespace {

constexpr int schema_version = 1;

void append_number(std::string& text, int value) {
  if (value >= 10) append_number(text, value / 10);
  text += static_cast<char>('0' + value % 10);
}

/// Texts that are put together again and again, in storage that is kept.
class Codes {
 public:
  explicit Codes(const Assessment& assessment) : assessment_(assessment) {}
  std::string_view demand(Index<Demand> index) {
    const Demand& demand = assessment_.demands[index];
    text_ = assessment_.items[demand.item].code;
    text_ += '/';
    append_number(text_, demand.year);
    return text_;
  }
  std::string_view months(const MonthSpan& span) {
    months_.clear();
    append_number(months_, span.first);
    if (span.last != span.first) {
      months_ += '-';
      append_number(months_, span.last);
    }
    return months_;
  }

 private:
  const Assessment& assessment_;
  std::string text_;
  std::string months_;
};

class ResultWriter {
 public:
  ResultWriter(FileWriter& out, const OutputRequest& request)
      : json_(out),
        request_(request),
        plan_(*request.plan),
        assessment_(*request.assessment),
        allocation_(*request.allocation),
        codes_(assessment_) {}

  void write() {
    json_.begin_object();
    json_.line();
    json_.key("schema_version");
    json_.integer(schema_version);
    start("program");
    json_.string(request_.program);
    write_plan();
    write_inputs();
    write_law();
    start("status");
    json_.string(to_code(allocation_.status));
    write_ledger();
    write_sources();
    write_demands();
    write_projects();
    write_figures();
    write_choices();
    write_shortfalls();
    write_ties();
    write_roundings();
    json_.line_end();
    json_.end_object();
    json_.end_file();
  }

 private:
  void start(std::string_view key) {
    json_.line();
    json_.key(key);
  }
  void start_array(std::string_view key) {
    start(key);
    json_.begin_array();
  }
  void start_record() {
    json_.line();
    json_.begin_object();
  }
  void end_array() {
    json_.line_end();
    json_.end_array();
  }
  void year(int value) {
    json_.key("year");
    json_.number_text(value);
  }
  void optional_year(const std::optional<int>& value) {
    json_.key("year");
    if (value) {
      json_.number_text(*value);
    } else {
      json_.null();
    }
  }
  void strings(std::string_view key, const std::vector<std::string>& texts) {
    json_.key(key);
    json_.begin_array();
    for (const std::string& text : texts) json_.string(text);
    json_.end_array();
  }

  void write_plan();
  void write_inputs();
  void write_law();
  void write_ledger();
  void write_transfer(const LedgerLine& line);
  void write_line(const LedgerLine& line);
  void write_sources();
  void write_demands();
  void write_projects();
  void write_choices();
  void write_figures();
  void write_shortfalls();
  void write_ties();
  void write_roundings();
  std::string_view unit_code(Index<Unit> unit) const {
    return unit.is_set() ? std::string_view(plan_.units[unit].code) : std::string_view();
  }

  JsonWriter json_;
  const OutputRequest& request_;
  const Plan& plan_;
  const Assessment& assessment_;
  const Allocation& allocation_;
  Codes codes_;
  std::string id_;
};

void ResultWriter::write_plan() {
  start("plan");
  json_.begin_object();
  json_.field("code", plan_.code);
  json_.field("name", plan_.name);
  json_.field("name_en", plan_.name_en);
  json_.field("stage", to_code(plan_.stage));
  json_.key("first_year");
  json_.number_text(plan_.first_year);
  json_.key("last_year");
  json_.number_text(plan_.last_year);
  json_.field("decided_on", plan_.decided_on ? to_iso(*plan_.decided_on) : std::string());
  json_.field("illustrative", plan_.illustrative);
  json_.end_object();
}

void ResultWriter::write_inputs() {
  start_array("inputs");
  for (const auto& [path, sha256] : request_.inputs) {
    start_record();
    json_.field("path", path);
    json_.field("sha256", sha256);
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_law() {
  start_array("law_used");
  for (const LawUse& use : assessment_.law_used) {
    const LawRow& row = *use.row;
    start_record();
    json_.field("topic", row.topic);
    json_.field("key", row.key);
    json_.field("value", row.value ? to_plain(*row.value) : std::string());
    json_.field("unit", row.unit);
    json_.field("label_vi", row.label_vi);
    json_.field("label_en", row.label_en);
    json_.field("valid_from", to_iso(row.valid_from));
    json_.field("valid_to", row.valid_to ? to_iso(*row.valid_to) : std::string());
    json_.field("recorded_on", to_iso(row.recorded_on));
    json_.field("selected_by", to_code(row.selected_by));
    json_.field("document", row.document);
    json_.field("article", row.article);
    json_.field("verification", to_code(row.verification));
    json_.field("from_plan", row.from_plan);
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_line(const LedgerLine& line) {
  const Source& source = plan_.sources[line.source];
  const Demand& demand = assessment_.demands[line.demand];
  const Item& item = assessment_.items[demand.item];
  const std::string_view demand_text = codes_.demand(line.demand);
  id_ = demand_text;
  id_ += '@';
  id_ += source.code;
  if (line.part != Part::main) {
    id_ += '#';
    id_ += to_code(line.part);
  }
  json_.field("id", id_);
  year(line.year);
  json_.field("source", source.code);
  json_.field("programme", plan_.programmes[item.programme].code);
  json_.field("demand", demand_text);
  json_.field("unit", unit_code(item.unit));
  json_.field("class", plan_.classes[demand.priority_class].code);
  json_.field("part", to_code(line.part));
  json_.field("amount_dong", line.amount);
  json_.field("reason", to_code(line.reason));
  json_.field("months", codes_.months(demand.months));
  json_.field("expenditure_kind", to_code(demand.expenditure_kind));
  json_.field("paying_budget", to_code(source.paying_budget));
  json_.field("holder", item.holder);
}

/// A transfer serves no demand; what has no value is an empty text.
void ResultWriter::write_transfer(const LedgerLine& line) {
  const Source& source = plan_.sources[line.source];
  const Source& receiving = plan_.sources[line.receiving_source];
  json_.field("id", line_code(plan_, assessment_, line));
  year(line.year);
  json_.field("source", source.code);
  for (const std::string_view key : {"programme", "demand", "unit", "class"})
    json_.field(key, std::string_view());
  json_.field("part", to_code(line.part));
  json_.field("amount_dong", line.amount);
  json_.field("reason", to_code(line.reason));
  json_.field("months", std::string_view());
  json_.field("expenditure_kind", to_code(source.expenditure_kind));
  json_.field("paying_budget", to_code(source.paying_budget));
  json_.field("holder", receiving.holder);
  json_.field("receiving_source", receiving.code);
}

void ResultWriter::write_ledger() {
  start_array("ledger");
  for (const LedgerLine& line : allocation_.ledger) {
    start_record();
    if (line.part == Part::transfer) {
      write_transfer(line);
    } else {
      write_line(line);
    }
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_sources() {
  start_array("sources");
  for (const SourceBalance& balance : allocation_.sources) {
    start_record();
    json_.field("source", plan_.sources[balance.source].code);
    year(balance.year);
    json_.field("available_dong", balance.available);
    json_.field("carried_in_dong", balance.carried_in);
    json_.field("reserved_dong", balance.reserved);
    json_.field("allocated_dong", balance.allocated);
    json_.field("carried_out_dong", balance.carried_out);
    json_.field("unallocated_dong", balance.unallocated);
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_demands() {
  start_array("demands");
  for (std::size_t i = 0; i < assessment_.demands.size(); ++i) {
    const Index<Demand> index(i);
    const Demand& demand = assessment_.demands[index];
    const Item& item = assessment_.items[demand.item];
    const DemandOutcome& outcome = allocation_.demands[i];
    start_record();
    json_.field("demand", codes_.demand(index));
    json_.field("programme", plan_.programmes[item.programme].code);
    json_.field("unit", unit_code(item.unit));
    year(demand.year);
    json_.field("need_dong", demand.need);
    json_.field("allocated_dong", outcome.allocated);
    json_.field("shortfall_dong", outcome.shortfall);
    json_.field("wanted_dong", demand.wanted);
    json_.field("locked_dong", demand.locked);
    json_.field("least_useful_dong", demand.least_useful);
    json_.field("step_dong", demand.step);
    json_.field("divisible", demand.divisible);
    json_.field("class", plan_.classes[demand.priority_class].code);
    json_.field("standing", to_code(demand.standing));
    json_.field("reason", to_code(outcome.reason));
    json_.field("item", item.code);
    json_.field("origin", to_code(item.origin));
    json_.field("months", codes_.months(demand.months));
    json_.field("expenditure_kind", to_code(demand.expenditure_kind));
    json_.field("holder", item.holder);
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_projects() {
  std::vector<const Demand*> first_demands(assessment_.items.size());
  for (const Demand& demand : assessment_.demands) {
    const Demand*& first = first_demands[demand.item.position()];
    if (first == nullptr) first = &demand;
  }
  start_array("projects");
  for (const ProjectOutcome& project : allocation_.projects) {
    const Demand* first = first_demands[project.item.position()];
    start_record();
    json_.field("demand", assessment_.items[project.item].code);
    json_.field("selected", project.selected);
    json_.field("schedule", project.schedule);
    json_.field("score", first == nullptr ? std::string() : to_plain(first->score));
    json_.field("reason", to_code(project.reason));
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_choices() {
  start("choices");
  json_.begin_array();
  if (allocation_.choices.empty()) return json_.end_array();
  for (const ChoiceOutcome& choice : allocation_.choices) {
    start_record();
    write_choice(json_, plan_, choice);
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_figures() {
  start_array("figures");
  for (const auto* figures : {&assessment_.figures, &allocation_.figures}) {
    for (const Figure& figure : *figures) {
      start_record();
      json_.field("id", figure.id);
      json_.field("value", figure.value);
      json_.field("unit", figure.unit);
      json_.end_object();
    }
  }
  end_array();
}

void ResultWriter::write_shortfalls() {
  start_array("shortfalls");
  for (const Shortfall& shortfall : allocation_.shortfalls) {
    start_record();
    json_.field("class", plan_.classes[shortfall.priority_class].code);
    optional_year(shortfall.year);
    json_.field("allowed_dong", shortfall.allowed);
    json_.field("held_dong", shortfall.held);
    json_.field("needed_dong", shortfall.needed);
    json_.field("missing_dong", shortfall.missing);
    json_.key("limits");
    json_.begin_array();
    for (const Limit& limit : shortfall.limits) {
      json_.begin_object();
      json_.field("kind", to_code(limit.kind));
      json_.field("code", limit.code);
      json_.field("amount_dong", limit.amount);
      json_.end_object();
    }
    json_.end_array();
    json_.key("demands");
    json_.begin_array();
    for (const Index<Demand> demand : shortfall.demands) json_.string(codes_.demand(demand));
    json_.end_array();
    json_.end_object();
  }
  end_array();
}

void ResultWriter::write_ties() {
  start_array("ties");
  for (const auto* ties : {&assessment_.ties, &allocation_.ties}) {
    for (const TieNote& tie : *ties) {
      start_record();
      json_.field("where", tie.where);
      json_.field("rule", tie.rule);
      strings("among", tie.among);
      strings("given", tie.given);
      json_.end_object();
    }
  }
  end_array();
}

void ResultWriter::write_roundings() {
  start_array("roundings");
  for (const auto* roundings : {&assessment_.roundings, &allocation_.roundings}) {
    for (const RoundingNote& rounding : *roundings) {
      start_record();
      json_.field("where", rounding.where);
      json_.field("rule", rounding.rule);
      json_.field("before", rounding.before);
      json_.field("after", rounding.after);
      json_.end_object();
    }
  }
  end_array();
}

}  // namespace

void write_result_json(FileWriter& out, const OutputRequest& request) {
  ResultWriter(out, request).write();
}

}  // namespace phanbo

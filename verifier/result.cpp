#include "verifier/result.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

/// "ledger[3]", put into words only where something is wrong.
struct Place {
  std::string_view list;
  std::optional<std::size_t> row = {};
  std::string_view inside = {};

  std::string text() const {
    std::string text(list);
    if (row) text += "[" + std::to_string(*row) + "]";
    return text += inside;
  }
};

/// One object of the result, read field by field; what was not asked for is unknown.
class Fields {
 public:
  Fields(const Json& json, const Place& place, std::vector<std::string>& unknown)
      : json_(json), place_(place), unknown_(unknown) {
    if (!json.is_object()) throw BadInput(place_.text(), not_an_object());
    names_.reserve(json.count);
  }
  ~Fields() {
    if (asked_ == json_.count) return;
    for (const Json& member : json_) {
      if (std::find(names_.begin(), names_.end(), member.name) == names_.end()) {
        unknown_.push_back(place_.text() + "." + std::string(member.name));
      }
    }
  }
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  std::string_view text(std::string_view name) {
    const Json& field = need(name);
    if (!field.is_text()) refuse(name, {"văn bản", "a text"});
    return field.text;
  }
  std::string_view text_or_nothing(std::string_view name) {
    const Json* field = ask(name);
    if (field == nullptr || field->kind == JsonKind::null) return {};
    if (!field->is_text()) refuse(name, {"văn bản", "a text"});
    return field->text;
  }
  Dong dong(std::string_view name) {
    const Json& field = need(name);
    if (!field.is_integer()) refuse(name, whole_number());
    return field.integer;
  }
  bool flag(std::string_view name) {
    const Json& field = need(name);
    if (field.kind != JsonKind::boolean) refuse(name, {"true hoặc false", "true or false"});
    return field.integer != 0;
  }
  /// Years are texts; null is 0.
  int year(std::string_view name) {
    const Json& field = need(name);
    if (field.kind == JsonKind::null) return 0;
    const auto value = field.is_text() ? parse_whole(field.text) : std::nullopt;
    if (!value || *value < 1900 || *value > 2200) refuse(name, {"năm", "a year"});
    return static_cast<int>(*value);
  }
  const Json& array(std::string_view name) {
    const Json& field = need(name);
    if (!field.is_array()) refuse(name, {"danh sách", "a list"});
    return field;
  }
  std::vector<std::string_view> texts(std::string_view name) {
    std::vector<std::string_view> found;
    for (const Json& entry : array(name)) {
      if (!entry.is_text()) refuse(name, {"danh sách văn bản", "a list of texts"});
      found.push_back(entry.text);
    }
    return found;
  }
  void ignore(std::string_view name) { ask(name); }

 private:
  /// Fields mostly come in the order they are asked for.
  const Json* ask(std::string_view name) {
    names_.push_back(name);
    for (std::size_t i = 0; i < json_.count; ++i) {
      const Json& member = json_.first[(next_ + i) % json_.count];
      if (member.name != name) continue;
      next_ = (next_ + i + 1) % json_.count;
      ++asked_;
      return &member;
    }
    return nullptr;
  }
  const Json& need(std::string_view name) {
    const Json* field = ask(name);
    if (field == nullptr) throw BadInput(place_of(name), missing());
    return *field;
  }
  std::string place_of(std::string_view name) const {
    return place_.text() + "." + std::string(name);
  }
  [[noreturn]] void refuse(std::string_view name, const Words& expected) const {
    throw BadInput(place_of(name), is_not(expected));
  }

  const Json& json_;
  Place place_;
  std::vector<std::string>& unknown_;
  std::vector<std::string_view> names_;
  std::size_t next_ = 0;
  std::size_t asked_ = 0;
};

ResultLine read_line(Fields& fields) {
  ResultLine line;
  line.id = fields.text("id");
  line.year = fields.year("year");
  line.source = fields.text("source");
  line.programme = fields.text("programme");
  line.demand = fields.text("demand");
  line.unit = fields.text("unit");
  line.priority_class = fields.text("class");
  line.part = fields.text("part");
  line.amount = fields.dong("amount_dong");
  line.reason = fields.text("reason");
  line.months = fields.text("months");
  line.expenditure_kind = fields.text("expenditure_kind");
  line.paying_budget = fields.text("paying_budget");
  line.holder = fields.text("holder");
  if (line.part == "transfer") line.receiving_source = fields.text("receiving_source");
  return line;
}

ResultSource read_source(Fields& fields) {
  ResultSource source;
  source.source = fields.text("source");
  source.year = fields.year("year");
  source.available = fields.dong("available_dong");
  source.carried_in = fields.dong("carried_in_dong");
  source.reserved = fields.dong("reserved_dong");
  source.allocated = fields.dong("allocated_dong");
  source.carried_out = fields.dong("carried_out_dong");
  source.unallocated = fields.dong("unallocated_dong");
  return source;
}

ResultDemand read_demand(Fields& fields) {
  ResultDemand demand;
  demand.demand = fields.text("demand");
  demand.programme = fields.text("programme");
  demand.unit = fields.text("unit");
  demand.year = fields.year("year");
  demand.need = fields.dong("need_dong");
  demand.allocated = fields.dong("allocated_dong");
  demand.shortfall = fields.dong("shortfall_dong");
  demand.wanted = fields.dong("wanted_dong");
  demand.locked = fields.dong("locked_dong");
  demand.least_useful = fields.dong("least_useful_dong");
  demand.step = fields.dong("step_dong");
  demand.divisible = fields.flag("divisible");
  demand.priority_class = fields.text("class");
  demand.standing = fields.text("standing");
  demand.reason = fields.text("reason");
  demand.item = fields.text("item");
  demand.origin = fields.text("origin");
  demand.months = fields.text("months");
  demand.expenditure_kind = fields.text("expenditure_kind");
  demand.holder = fields.text("holder");
  return demand;
}

ResultProject read_project(Fields& fields) {
  ResultProject project;
  project.item = fields.text("demand");
  project.selected = fields.flag("selected");
  project.schedule = fields.text("schedule");
  project.score = fields.text("score");
  project.reason = fields.text("reason");
  return project;
}

ResultFigure read_figure(Fields& fields) {
  return {fields.text("id"), fields.text("value"), fields.text("unit")};
}

ResultTie read_tie(Fields& fields) {
  return {fields.text("where"), fields.text("rule"), fields.texts("among"), fields.texts("given")};
}

ResultRounding read_rounding(Fields& fields) {
  return {fields.text("where"), fields.text("rule"), fields.text("before"), fields.text("after")};
}

ResultInput read_input(Fields& fields) { return {fields.text("path"), fields.text("sha256")}; }

ResultLaw read_law(Fields& fields) {
  ResultLaw law;
  law.topic = fields.text("topic");
  law.key = fields.text("key");
  law.value = fields.text_or_nothing("value");
  law.unit = fields.text("unit");
  law.label_vi = fields.text("label_vi");
  law.label_en = fields.text("label_en");
  law.valid_from = fields.text("valid_from");
  law.valid_to = fields.text("valid_to");
  law.recorded_on = fields.text("recorded_on");
  law.selected_by = fields.text("selected_by");
  law.document = fields.text("document");
  law.article = fields.text("article");
  law.verification = fields.text("verification");
  law.from_plan = fields.flag("from_plan");
  return law;
}

template <class Row>
void read_rows(Fields& root, std::string_view name, Row (*read)(Fields&), Result& result,
               std::vector<Row>& rows) {
  const Json& array = root.array(name);
  rows.reserve(array.count);
  result.document->for_each_row(array, [&](const Json& entry) {
    Fields fields(entry, {name, rows.size()}, result.unknown_fields);
    rows.push_back(read(fields));
  });
}

std::vector<ResultShortfall> read_shortfalls(Fields& root, std::vector<std::string>& unknown) {
  std::vector<ResultShortfall> rows;
  for (const Json& entry : root.array("shortfalls")) {
    const Place place{"shortfalls", rows.size()};
    Fields fields(entry, place, unknown);
    ResultShortfall row;
    row.priority_class = fields.text("class");
    row.year = fields.year("year");
    row.allowed = fields.dong("allowed_dong");
    row.held = fields.dong("held_dong");
    row.needed = fields.dong("needed_dong");
    row.missing = fields.dong("missing_dong");
    for (const Json& limit : fields.array("limits")) {
      Fields inner(limit, {place.list, place.row, ".limits"}, unknown);
      row.limits.push_back({inner.text("kind"), inner.text("code"), inner.dong("amount_dong")});
    }
    row.demands = fields.texts("demands");
    rows.push_back(std::move(row));
  }
  return rows;
}

void read_plan_header(Fields& root, Result& result) {
  const Json* none = nullptr;
  const Json* plan = none;
  for (const Json& member : result.document->root()) {
    if (member.name == "plan") plan = &member;
  }
  root.ignore("plan");
  if (plan == nullptr) throw BadInput("result.json", lacks("plan"));
  Fields fields(*plan, {"plan"}, result.unknown_fields);
  for (const std::string_view key : {"code", "name", "name_en", "stage", "first_year", "last_year",
                                     "decided_on", "illustrative"}) {
    result.plan_header.emplace_back(key, fields.text(key));
  }
}

/// The long lists: they are not held as values, only as the rows below.
const std::vector<std::string_view> lists_of_rows{"ledger",   "sources", "demands",
                                                  "projects", "figures", "roundings"};

Result read_document(const std::string& name, std::unique_ptr<JsonDocument> document) {
  Result result;
  result.document = std::move(document);
  if (!result.document->root().is_object()) throw BadInput(name, not_an_object());
  std::vector<std::string>& unknown = result.unknown_fields;
  Fields root(result.document->root(), {"result"}, unknown);
  if (root.dong("schema_version") != 1)
    throw BadInput(name, plain("schema_version") + is_not(plain("1")));
  result.program = root.text("program");
  read_plan_header(root, result);
  read_rows(root, "inputs", read_input, result, result.inputs);
  read_rows(root, "law_used", read_law, result, result.law_used);
  result.status = root.text("status");
  read_rows(root, "ledger", read_line, result, result.ledger);
  read_rows(root, "sources", read_source, result, result.sources);
  read_rows(root, "demands", read_demand, result, result.demands);
  read_rows(root, "projects", read_project, result, result.projects);
  read_rows(root, "figures", read_figure, result, result.figures);
  result.choices = &root.array("choices");
  result.shortfalls = read_shortfalls(root, unknown);
  read_rows(root, "ties", read_tie, result, result.ties);
  read_rows(root, "roundings", read_rounding, result, result.roundings);
  return result;
}

}  // namespace

Result read_result(const std::string& name, std::string_view bytes) {
  return read_document(name, std::make_unique<JsonDocument>(name, bytes, lists_of_rows));
}

Result read_result(const std::string& name, std::string&& bytes) {
  auto document = std::make_unique<JsonDocument>(name, std::as_const(bytes), lists_of_rows);
  std::string().swap(bytes);
  return read_document(name, std::move(document));
}

}  // namespace phanbo_verify

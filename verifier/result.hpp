#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/exact.hpp"
#include "verifier/json.hpp"

/// A result.json as written. Texts live as long as its document.
namespace phanbo_verify {

struct ResultLine {
  std::string_view id;
  int year = 0;
  std::string_view source;
  std::string_view programme;
  std::string_view demand;
  std::string_view unit;
  std::string_view priority_class;
  std::string_view part;
  Dong amount = 0;
  std::string_view reason;
  std::string_view months;
  std::string_view expenditure_kind;
  std::string_view paying_budget;
  std::string_view holder;
  std::string_view receiving_source;
};

struct ResultSource {
  std::string_view source;
  int year = 0;
  Dong available = 0;
  Dong carried_in = 0;
  Dong reserved = 0;
  Dong allocated = 0;
  Dong carried_out = 0;
  Dong unallocated = 0;
};

struct ResultDemand {
  std::string_view demand;
  std::string_view item;
  std::string_view programme;
  std::string_view unit;
  int year = 0;
  Dong need = 0;
  Dong allocated = 0;
  Dong shortfall = 0;
  Dong wanted = 0;
  Dong locked = 0;
  Dong least_useful = 0;
  Dong step = 0;
  bool divisible = true;
  std::string_view priority_class;
  std::string_view standing;
  std::string_view reason;
  std::string_view origin;
  std::string_view months;
  std::string_view expenditure_kind;
  std::string_view holder;
};

struct ResultProject {
  std::string_view item;
  bool selected = false;
  std::string_view schedule;
  std::string_view score;
  std::string_view reason;
};

struct ResultFigure {
  std::string_view id;
  std::string_view value;
  std::string_view unit;
};

struct ResultLimit {
  std::string_view kind;
  std::string_view code;
  Dong amount = 0;
};

struct ResultShortfall {
  std::string_view priority_class;
  int year = 0;  ///< 0 = all years
  std::vector<ResultLimit> limits;
  std::vector<std::string_view> demands;
  Dong allowed = 0;
  Dong held = 0;
  Dong needed = 0;
  Dong missing = 0;
};

struct ResultTie {
  std::string_view where;
  std::string_view rule;
  std::vector<std::string_view> among;
  std::vector<std::string_view> given;
};

struct ResultRounding {
  std::string_view where;
  std::string_view rule;
  std::string_view before;
  std::string_view after;
};

struct ResultLaw {
  std::string_view topic;
  std::string_view key;
  std::string_view value;
  std::string_view unit;
  std::string_view label_vi;
  std::string_view label_en;
  std::string_view valid_from;
  std::string_view valid_to;
  std::string_view recorded_on;
  std::string_view selected_by;
  std::string_view document;
  std::string_view article;
  std::string_view verification;
  bool from_plan = false;
};

struct ResultInput {
  std::string_view path;
  std::string_view sha256;
};

struct Result {
  std::unique_ptr<JsonDocument> document;
  std::string_view program;
  std::vector<std::pair<std::string_view, std::string_view>> plan_header;  ///< key, text
  std::string_view status;
  std::vector<ResultInput> inputs;
  std::vector<ResultLaw> law_used;
  std::vector<ResultLine> ledger;
  std::vector<ResultSource> sources;
  std::vector<ResultDemand> demands;
  std::vector<ResultProject> projects;
  std::vector<ResultFigure> figures;
  std::vector<ResultShortfall> shortfalls;
  std::vector<ResultTie> ties;
  std::vector<ResultRounding> roundings;
  const Json* choices = nullptr;  ///< classes shared by best_value, as written
  /// Fields that the format does not have: "ledger[3].colour".
  std::vector<std::string> unknown_fields;
};

/// Throws BadInput when a field is missing or of the wrong kind.
Result read_result(const std::string& name, std::string_view bytes);
/// The same; the bytes are let go once they are parsed.
Result read_result(const std::string& name, std::string&& bytes);

}  // namespace phanbo_verify

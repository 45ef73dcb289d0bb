#include "verifier/criteria.hpp"

#include <algorithm>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

Fraction truth(bool holds) { return Fraction::of(holds ? 1 : 0); }
bool is_true(const Fraction& value) { return !value.is_zero(); }
bool is_less(const Fraction& a, const Fraction& b) { return compare(a, b) < 0; }

const UnitRow& unit_at(const PlanModel& plan, int unit) {
  return plan.units[static_cast<std::size_t>(unit)];
}

/// One band with its borders as numbers; blank borders are open.
struct Piece {
  std::optional<Fraction> low;
  std::optional<Fraction> high;
  bool has_low = false;
  bool has_high = false;
  const BandRow* row = nullptr;
};

bool contains(const Piece& piece, const Fraction& value) {
  if (piece.low) {
    const int order = compare(value, *piece.low);
    if (order < 0 || (order == 0 && !piece.has_low)) return false;
  }
  if (piece.high) {
    const int order = compare(value, *piece.high);
    if (order > 0 || (order == 0 && !piece.has_high)) return false;
  }
  return true;
}

}  // namespace

Criteria::Criteria(const PlanModel& plan, const FormulaRow& formula, std::vector<int> units)
    : plan_(plan), formula_(formula), units_(std::move(units)) {
  for (const std::string& known : plan.indicator_names) indicators_.insert(known);
}

template <class Row>
bool Criteria::holds(const Row& row, int year) const {
  if (row.programme != formula_.programme || year < row.first_year || year > row.last_year)
    return false;
  const auto& chosen = formula_.readings;
  return row.reading.empty() ||
         std::find(chosen.begin(), chosen.end(), row.reading) != chosen.end();
}

int Criteria::criterion_of(const std::string& code, int year) const {
  for (std::size_t i = 0; i < plan_.criteria.size(); ++i) {
    if (plan_.criteria[i].code == code && holds(plan_.criteria[i], year))
      return static_cast<int>(i);
  }
  return nothing;
}

int Criteria::parameter_of(const std::string& code, int year) const {
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    if (plan_.parameters[i].code == code && holds(plan_.parameters[i], year))
      return static_cast<int>(i);
  }
  return nothing;
}

bool Criteria::has_status(int unit, const std::string& status, int year) const {
  return plan_.has_status(unit, status,
                          std::max(day_of(year, 1, 1), unit_at(plan_, unit).valid_from));
}

Fraction Criteria::result(int unit) {
  const int year = formula_.year;
  Fraction sum;
  for (std::size_t i = 0; i < plan_.criteria.size(); ++i) {
    const CriterionRow& row = plan_.criteria[i];
    if (!holds(row, year)) continue;
    if (row.role == "total") return criterion(static_cast<int>(i), unit, year);
    if (row.role == "counted") sum = sum + criterion(static_cast<int>(i), unit, year);
  }
  return sum;
}

Fraction Criteria::named(const std::string& code, int unit) {
  const int row = criterion_of(code, formula_.year);
  if (row == nothing)
    throw BadInput("formulas", Words{"không có tiêu chí ", "no criterion "} + code);
  return criterion(row, unit, formula_.year);
}

Fraction Criteria::pool() { return text(formula_.pool_rule, "", units_.front(), formula_.year); }

Fraction Criteria::criterion(int position, int unit, int year) {
  const CriterionRow& row = plan_.criteria[static_cast<std::size_t>(position)];
  const Key key{row.code, unit, year};
  if (row.circular) {
    if (!circular_.contains(key)) solve_circles(unit, year);
    return circular_.at(key);
  }
  if (!is_solving_) {
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
  }
  if (!open_.insert(key).second)
    throw BadInput("criteria", Words{"vòng lặp qua ", "a circle through "} + row.code);
  const Fraction value = body(row, unit, year);
  open_.erase(key);
  if (!is_solving_) known_[key] = value;
  return value;
}

Fraction Criteria::body(const CriterionRow& row, int unit, int year) {
  if (!row.status.empty() && !has_status(unit, row.status, year)) return {};
  const auto replaced = instead(row, unit, year);
  return replaced ? *replaced : limited(row, by_kind(row, unit, year), unit, year);
}

Fraction Criteria::limited(const CriterionRow& row, Fraction value, int unit, int year) {
  if (!row.least.empty()) {
    const Fraction least = text(row.least, "", unit, year);
    if (is_less(value, least)) value = least;
  }
  if (!row.most.empty()) {
    const Fraction most = text(row.most, "", unit, year);
    if (is_less(most, value)) value = most;
  }
  return row.digits ? round_to(value, *row.digits, row.rounding) : value;
}

Fraction Criteria::counted(const CriterionRow& row, int unit, int year) {
  if (row.indicator.empty()) return text(row.expression, row.code, unit, year);
  if (is_indicator(row.indicator)) return indicator(row.indicator, unit, year);
  return name(row.indicator, row.code, unit, year);
}

Fraction Criteria::by_kind(const CriterionRow& row, int unit, int year) {
  if (row.kind == "expression")
    return text(row.expression, row.circular ? "" : row.code, unit, year);
  if (row.kind == "category" || row.kind == "highest" || row.kind == "bonus")
    return by_classes(row, unit, year);
  const Fraction value = counted(row, unit, year);
  if (row.kind == "linear") return value * row.points / row.per;
  return by_bands(row, value, unit, year);
}

Fraction Criteria::by_bands(const CriterionRow& row, const Fraction& value, int unit, int year) {
  Fraction total;
  for (const BandRow& band : plan_.bands) {
    if (band.criterion != row.code || !holds(band, year)) continue;
    const auto number = [&](const std::string& cell) { return text(cell, "", unit, year); };
    Piece piece;
    piece.row = &band;
    if (!band.from.empty()) piece.low = number(band.from);
    if (!band.to.empty()) piece.high = number(band.to);
    piece.has_low = band.ends == "low" || band.ends == "both";
    piece.has_high = band.ends == "high" || band.ends == "both" || band.ends == "ordinal";
    if (band.ends == "ordinal" && piece.low) piece.low = *piece.low - Fraction::of(1);
    if (row.kind == "marginal") {
      const Fraction low = piece.low.value_or(Fraction{});
      if (!is_less(low, value)) continue;
      const Fraction end = piece.high && is_less(*piece.high, value) ? *piece.high : value;
      total = total + (end - low) * number(band.points);
      continue;
    }
    if (!contains(piece, value)) continue;
    if (row.kind == "brackets") return number(band.points);
    const Fraction base = number(band.base);
    if (band.per.empty()) return base;
    const bool down = !piece.low && piece.high;
    const Fraction distance = down ? *piece.high - value : value - piece.low.value_or(Fraction{});
    Fraction steps = distance / number(band.per);
    if (band.remainder == "whole") steps = round_to(steps, 0, Rounding::down);
    if (band.remainder == "up") steps = round_to(steps, 0, Rounding::up);
    return base + steps * number(band.points);
  }
  return total;
}

bool Criteria::is_of(const ClassOfUnits& row, int unit, int year) const {
  (void)year;
  if (row.by == "kind") return unit_at(plan_, unit).kind == row.name;
  if (row.by == "unit") return unit_at(plan_, unit).code == row.name;
  return has_status(unit, row.name, formula_.year);
}

Fraction Criteria::by_classes(const CriterionRow& row, int unit, int year) {
  std::vector<Fraction> applying;
  for (const ClassOfUnits& of : plan_.classes_of_units) {
    if (of.criterion != row.code || of.effect != "give" || !holds(of, year)) continue;
    if (is_of(of, unit, year)) applying.push_back(text(of.points, "", unit, year));
  }
  if (applying.empty()) return {};
  if (row.kind == "highest") return *std::max_element(applying.begin(), applying.end(), is_less);
  if (row.kind == "category" && applying.size() > 1)
    throw BadInput("statuses", plain(unit_at(plan_, unit).code) +
                                   Words{" thuộc hai loại của ", " is of two classes of "} +
                                   row.code);
  Fraction sum;
  for (const Fraction& points : applying) sum = sum + points;
  return sum;
}

std::optional<Fraction> Criteria::instead(const CriterionRow& row, int unit, int year) {
  std::optional<Fraction> found;
  for (const ClassOfUnits& of : plan_.classes_of_units) {
    if (of.criterion != row.code || of.effect != "instead" || !holds(of, year)) continue;
    if (!is_of(of, unit, year)) continue;
    if (found)
      throw BadInput("criterion_classes",
                     Words{"hai dòng cùng thay ", "two rows replace "} + row.code);
    found = text(of.points, "", unit, year);
  }
  return found;
}

Fraction Criteria::indicator(const std::string& word, int unit, int year) const {
  const std::string key = unit_at(plan_, unit).code + "|" + word;
  auto found = plan_.indicators.find(key + "|" + std::to_string(year));
  if (found == plan_.indicators.end()) found = plan_.indicators.find(key + "|");
  if (found == plan_.indicators.end())
    throw BadInput("indicators", no_indicator(unit_at(plan_, unit).code, word));
  return found->second;
}

Fraction Criteria::name(const std::string& word, const std::string& self, int unit, int year) {
  if (word != self || !is_indicator(word)) {
    const int own = criterion_of(word, year);
    if (own != nothing) return criterion(own, unit, year);
    const int parameter = parameter_of(word, year);
    if (parameter != nothing) {
      const ParameterRow& row = plan_.parameters[static_cast<std::size_t>(parameter)];
      return text(row.expression, row.code, unit, year);
    }
  }
  return indicator(word, unit, year);
}

Fraction Criteria::text(const std::string& expression, const std::string& self, int unit,
                        int year) {
  auto found = terms_.find(expression);
  if (found == terms_.end()) found = terms_.emplace(expression, read_expression(expression)).first;
  return value(*found->second, self, unit, year);
}

Fraction Criteria::value(const Term& term, const std::string& self, int unit, int year) {
  if (term.kind == Term::Kind::number) return term.number;
  if (term.kind == Term::Kind::name) return name(term.word, self, unit, year);
  if (term.kind == Term::Kind::call) return call(term, self, unit, year);
  const Fraction a = value(*term.parts[0], self, unit, year);
  const Fraction b = value(*term.parts[1], self, unit, year);
  if (term.word == "+") return a + b;
  if (term.word == "-") return a - b;
  if (term.word == "*") return a * b;
  if (term.word == "<") return truth(compare(a, b) < 0);
  if (term.word == "<=") return truth(compare(a, b) <= 0);
  if (term.word == "=") return truth(compare(a, b) == 0);
  if (term.word == "<>") return truth(compare(a, b) != 0);
  if (term.word == "/") {
    if (b.is_zero()) throw BadInput("criteria", {"có phép chia cho 0", "a division by zero"});
    return a / b;
  }
  Fraction power = Fraction::of(1);
  if (!b.is_whole() || b.numerator < 0)
    throw BadInput("criteria", {"số mũ không dùng được", "an exponent that cannot be used"});
  for (Wide i = 0; i < b.numerator; ++i) power = power * a;
  return power;
}

Fraction Criteria::rounded(const Term& term, const std::string& self, int unit, int year) {
  const Fraction own = value(*term.parts[0], self, unit, year);
  if (term.word == "floor") return round_to(own, 0, Rounding::down);
  if (term.word == "ceil") return round_to(own, 0, Rounding::up);
  const Fraction digits = value(*term.parts[1], self, unit, year);
  const auto mode = term.parts.size() < 3 ? std::optional(Rounding::half_up)
                                          : parse_rounding(term.parts[2]->word);
  if (!mode || !digits.is_whole())
    throw BadInput("criteria", {"không rõ cách làm tròn", "it is not clear how to round"});
  const int places = static_cast<int>(digits.numerator);
  if (places >= 0) return round_to(own, places, *mode);
  Fraction scale = Fraction::of(1);
  for (int i = 0; i < -places; ++i) scale = scale * Fraction::of(10);
  return round_to(own / scale, 0, *mode) * scale;
}

Fraction Criteria::over_units(const Term& term, const std::string& self, int unit, int year) {
  std::vector<Fraction> all;
  Fraction own;
  std::size_t own_place = 0;
  for (const int other : units_) {
    all.push_back(value(*term.parts[0], self, other, year));
    if (other != unit) continue;
    own = all.back();
    own_place = all.size() - 1;
  }
  if (term.word == "highest") return *std::max_element(all.begin(), all.end(), is_less);
  if (term.word == "lowest") return *std::min_element(all.begin(), all.end(), is_less);
  if (term.word == "rank" || term.word == "order") {
    Wide better = 1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const int order = compare(all[i], own);
      if (order > 0 || (order == 0 && i < own_place && term.word == "order")) ++better;
    }
    return Fraction::of(better);
  }
  Fraction sum;
  for (const Fraction& one : all) sum = sum + (term.word == "count" ? truth(is_true(one)) : one);
  return term.word == "average" ? sum / Fraction::of(static_cast<Wide>(all.size())) : sum;
}

Fraction Criteria::previous(const Term& term, int unit, int year) const {
  const int programme =
      term.parts.empty() ? formula_.programme : plan_.programme_of(term.parts[0]->word);
  if (programme == nothing)
    throw BadInput("criteria",
                   Words{"không có chương trình ", "no programme "} + term.parts[0]->word);
  const std::string item =
      plan_.programmes[static_cast<std::size_t>(programme)].code + "/" + unit_at(plan_, unit).code;
  std::optional<Dong> sum;
  for (const PreviousRow& row : plan_.previous) {
    if (row.programme == programme && row.year == year - 1 && row.item == item)
      sum = sum.value_or(0) + row.amount;
  }
  if (!sum) throw BadInput("previous", nothing_for(item));
  return Fraction::of(*sum);
}

Fraction Criteria::share(const Term& term, int unit) const {
  const UnitRow& row = unit_at(plan_, unit);
  const RevenueShareRow* by_name = nullptr;
  for (const RevenueShareRow& share : plan_.revenue_shares) {
    if (share.revenue != term.parts[0]->word || share.tier != term.parts[1]->word) continue;
    if (share.unit == row.code) return share.percent / Fraction::of(100);
    if (share.unit == row.name) by_name = &share;
  }
  if (by_name == nullptr) throw BadInput("revenue_shares", nothing_for(row.code));
  return by_name->percent / Fraction::of(100);
}

Fraction Criteria::parts(const Term& term, const std::string& self, int unit, int year) {
  Fraction sum;
  std::vector<int> predecessors;
  for (const LineageRow& row : plan_.lineage) {
    if (row.successor == unit && row.date <= day_of(year, 12, 31))
      predecessors.push_back(row.predecessor);
  }
  if (predecessors.empty()) return sum;
  Criteria below(plan_, formula_, predecessors);
  for (const int part : predecessors) sum = sum + below.value(*term.parts[0], self, part, year);
  return sum;
}

Fraction Criteria::call(const Term& term, const std::string& self, int unit, int year) {
  const std::string& word = term.word;
  const auto part = [&](std::size_t i) { return value(*term.parts.at(i), self, unit, year); };
  if (word == "if") return is_true(part(0)) ? part(1) : part(2);
  if (word == "has") return truth(has_status(unit, term.parts.at(0)->word, year));
  if (word == "is") return truth(unit_at(plan_, unit).kind == term.parts.at(0)->word);
  if (word == "unit") return truth(unit_at(plan_, unit).code == term.parts.at(0)->word);
  if (word == "year") return Fraction::of(year);
  if (word == "previous") return previous(term, unit, year);
  if (word == "share") return share(term, unit);
  if (word == "parts") return parts(term, self, unit, year);
  if (word == "above") return indicator(term.parts.at(0)->word, unit_at(plan_, unit).parent, year);
  if (word == "last_year") return value(*term.parts.at(0), self, unit, year - 1);
  if (word == "round" || word == "floor" || word == "ceil") return rounded(term, self, unit, year);
  for (const char* function : {"sum", "average", "count", "highest", "lowest", "rank", "order"})
    if (word == function) return over_units(term, self, unit, year);
  if (word == "not") return truth(!is_true(part(0)));
  if (word == "abs") return is_less(part(0), {}) ? Fraction{} - part(0) : part(0);
  if (word == "share_of_whole") return part(1) * part(0) / (Fraction::of(1) - part(0));
  if (word == "clamp") {
    const Fraction high = is_less(part(2), part(0)) ? part(2) : part(0);
    return is_less(high, part(1)) ? part(1) : high;
  }
  Fraction result = part(0);
  for (std::size_t i = 0; i < term.parts.size(); ++i) {
    const Fraction next = part(i);
    if (word == "min" && is_less(next, result)) result = next;
    if (word == "max" && is_less(result, next)) result = next;
    if (word == "and" && !is_true(next)) return {};
    if (word == "or" && is_true(next)) return Fraction::of(1);
  }
  if (word == "and") return Fraction::of(1);
  if (word == "or") return {};
  if (word != "min" && word != "max")
    throw BadInput("criteria", Words{"không có hàm ", "no function "} + word);
  return result;
}

/// Criteria that contain themselves: their rules are straight lines in their own values, so the
/// values at 0 and at 1 give equations; the solution must satisfy the rules themselves.
void Criteria::solve_circles(int unit, int year) {
  std::vector<const CriterionRow*> rows;
  for (const CriterionRow& row : plan_.criteria) {
    if (row.circular && holds(row, year)) rows.push_back(&row);
  }
  const std::size_t count = rows.size();
  const auto set = [&](const std::vector<Fraction>& values) {
    for (std::size_t i = 0; i < count; ++i) circular_[{rows[i]->code, unit, year}] = values[i];
  };
  const auto rules_at = [&](const std::vector<Fraction>& values) {
    set(values);
    std::vector<Fraction> found;
    for (const CriterionRow* row : rows) found.push_back(body(*row, unit, year));
    return found;
  };
  const bool was_solving = is_solving_;
  is_solving_ = true;
  // What is open outside is worked out again inside, at the values tried.
  std::set<Key> open_outside;
  std::swap(open_, open_outside);
  const std::vector<Fraction> zero(count);
  const std::vector<Fraction> at_zero = rules_at(zero);
  // (identity − slopes) × solution = at_zero
  std::vector<std::vector<Fraction>> system(count, std::vector<Fraction>(count + 1));
  for (std::size_t k = 0; k < count; ++k) {
    std::vector<Fraction> one = zero;
    one[k] = Fraction::of(1);
    const std::vector<Fraction> found = rules_at(one);
    for (std::size_t i = 0; i < count; ++i)
      system[i][k] = Fraction::of(i == k ? 1 : 0) - (found[i] - at_zero[i]);
  }
  for (std::size_t i = 0; i < count; ++i) system[i][count] = at_zero[i];
  for (std::size_t k = 0; k < count; ++k) {
    std::size_t lead = k;
    while (lead < count && system[lead][k].is_zero()) ++lead;
    if (lead == count)
      throw BadInput("criteria", {"vòng lặp không có nghiệm", "a circle without solution"});
    std::swap(system[k], system[lead]);
    for (std::size_t i = 0; i < count; ++i) {
      if (i == k || system[i][k].is_zero()) continue;
      const Fraction factor = system[i][k] / system[k][k];
      for (std::size_t j = 0; j <= count; ++j) system[i][j] = system[i][j] - factor * system[k][j];
    }
  }
  std::vector<Fraction> solution;
  for (std::size_t i = 0; i < count; ++i) solution.push_back(system[i][count] / system[i][i]);
  if (!(rules_at(solution) == solution))
    throw BadInput("criteria", {"vòng lặp không tuyến tính", "a circle that is not straight"});
  is_solving_ = was_solving;
  std::swap(open_, open_outside);
}

}  // namespace phanbo_verify

#include <ClpSimplex.hpp>
#include <CoinPackedVector.hpp>
#include <algorithm>

#include "engine/choose/lp_engine.hpp"

namespace phanbo::selection {

namespace {

class ClpEngine final : public LpEngine {
 public:
  ClpEngine() {
    simplex_.setLogLevel(0);
    simplex_.setOptimizationDirection(-1);
    simplex_.setPerturbation(50);
  }

  void add_row(Guess upper, std::span<const int> columns, std::span<const Guess> values,
               Guess penalty) override {
    std::vector<int> places;
    places.reserve(columns.size());
    for (const int column : columns) places.push_back(place_[static_cast<std::size_t>(column)]);
    simplex_.addRow(static_cast<int>(places.size()), places.data(), values.data(), -COIN_DBL_MAX,
                    upper);
    const int row = simplex_.numberRows() - 1;
    if (penalty <= 0) {
      excess_.push_back(-1);
      return;
    }
    const Guess minus_one = -1;
    simplex_.addColumn(1, &row, &minus_one, 0, COIN_DBL_MAX, -penalty);
    excess_.push_back(simplex_.numberColumns() - 1);
  }

  void add_columns(std::span<const Guess> objective, std::span<const Guess> upper,
                   std::span<const std::vector<LpTerm>> terms) override {
    const std::vector<Guess> lower(objective.size(), 0);
    std::vector<CoinBigIndex> starts{0};
    std::vector<int> rows;
    std::vector<Guess> values;
    for (std::size_t i = 0; i < objective.size(); ++i) {
      for (const LpTerm& term : terms[i]) {
        rows.push_back(term.row);
        values.push_back(term.coefficient);
      }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
      place_.push_back(simplex_.numberColumns() + static_cast<int>(i));
    }
    simplex_.addColumns(static_cast<int>(objective.size()), lower.data(), upper.data(),
                        objective.data(), starts.data(), rows.data(), values.data());
  }

  void set_penalty(Guess penalty) override {
    for (const int column : excess_)
      if (column >= 0) simplex_.setObjectiveCoefficient(column, -penalty);
  }

  bool solve(int iterations_max) override {
    simplex_.setMaximumIterations(iterations_max);
    simplex_.dual();
    if (simplex_.status() == 1 || simplex_.status() == 2) simplex_.primal();
    return simplex_.status() == 0;
  }
  int iterations() const override { return simplex_.numberIterations(); }

  std::vector<Guess> columns() const override {
    std::vector<Guess> result;
    result.reserve(place_.size());
    for (const int place : place_) result.push_back(simplex_.primalColumnSolution()[place]);
    return result;
  }
  std::vector<Guess> prices() const override {
    std::vector<Guess> result;
    for (int row = 0; row < simplex_.numberRows(); ++row)
      result.push_back(std::max<Guess>(0, simplex_.dualRowSolution()[row]));
    return result;
  }
  std::vector<Guess> excess() const override {
    std::vector<Guess> result;
    for (const int column : excess_)
      result.push_back(column < 0 ? 0 : simplex_.primalColumnSolution()[column]);
    return result;
  }

 private:
  ClpSimplex simplex_;
  std::vector<int> place_;   ///< of our columns among CLP's
  std::vector<int> excess_;  ///< by row: its penalty column, or -1
};

}  // namespace

std::unique_ptr<LpEngine> make_clp_engine() { return std::make_unique<ClpEngine>(); }

}  // namespace phanbo::selection

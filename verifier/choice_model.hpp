#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verifier/choices.hpp"
#include "verifier/flow_graph.hpp"

/// The model of docs/choosing.md: a class that chooses, in places, limits and candidates, built
/// from the plan alone.
namespace phanbo_verify {

struct PlaceUse {
  int place = 0;
  Dong amount = 0;
};

struct LimitPart {
  int limit = 0;
  Dong coefficient = 0;
};

struct CandidateOption {
  std::string name;
  Dong value = 0;
  std::vector<PlaceUse> uses;
  std::vector<LimitPart> parts;
};

struct Candidate {
  std::string name;
  bool is_must = false;
  std::vector<CandidateOption> options;
};

struct Bounds {
  std::optional<Dong> lower;
  std::optional<Dong> upper;
};

struct ClassModel {
  struct Arc {
    int from = 0;
    int to = 0;
    Dong capacity = 0;
  };

  std::vector<std::string> places{""};  ///< the first is where all money begins
  std::map<std::string, int> place_of{{"", 0}};
  std::vector<int> place_years{0};  ///< in which items draw there; 0 elsewhere
  std::vector<Arc> arcs;
  std::vector<Wide> held{0};  ///< by place: of other classes
  std::vector<std::string> limits;
  std::map<std::string, int> limit_of;
  std::vector<Bounds> bounds;  ///< by limit
  std::vector<ItemChoice> items;
  std::vector<Candidate> candidates;  ///< the items, in their order
  int digits = 0;

  int place(const std::string& name);
  int limit(const std::string& name, const Bounds& own);
  void add_part(std::size_t candidate, std::size_t option, int limit, Dong coefficient);
};

ClassModel make_class_model(const Joined& joined, const NeedModel& assessed, int priority_class);

/// What the result says was taken of each item: position of the option, or `nothing`.
std::vector<int> taken_options(const ClassModel& model, const Result& result);

/// By place: what the taken options and other classes need.
std::vector<Dong> needs_of(const ClassModel& model, const std::vector<int>& taken);
/// Money brought through the network to the places that need it; arcs that are `closed` bring
/// nothing.
class PlaceFlow {
 public:
  explicit PlaceFlow(const ClassModel& model, const std::vector<char>& closed = {});

  /// Brings as much as possible of more needs; what is missing of them.
  Dong add(const std::vector<PlaceUse>& more);
  Dong add(const std::vector<Dong>& needs);
  using State = FlowGraph<Dong>::State;
  const State& state() const { return graph_.state(); }
  void restore(const State& state) { graph_.restore(state); }

 private:
  FlowGraph<Dong> graph_;
  int sink_ = 0;
  std::vector<int> arc_of_place_;
};

}  // namespace phanbo_verify

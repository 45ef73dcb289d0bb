#include "inputs/problem_list.hpp"

#include "inputs/kinds_of_files.hpp"

namespace phanbo {

namespace {

std::string group_name(const Place& place) {
  return place.file.empty() ? std::string(place.table) : place.file;
}

}  // namespace

void ProblemList::add(const ProblemKind& kind, Place place, std::vector<std::string> arguments) {
  if (kind.severity == Severity::error) ++error_count_;
  std::size_t& count = counts_[Group(group_name(place), std::string(kind.id))];
  if (++count > listed_max) return;
  problems_.push_back({&kind, std::move(place), std::move(arguments)});
}

bool ProblemList::is_full(const ProblemKind& kind, const std::string& file) const {
  const auto found = counts_.find(Group(file, std::string(kind.id)));
  return found != counts_.end() && found->second >= listed_max;
}

std::vector<Problem> ProblemList::take_sorted() {
  std::vector<Problem> left_out;
  for (const auto& [group, count] : counts_) {
    if (count <= listed_max) continue;
    for (const Problem& problem : problems_) {
      if (group_name(problem.place) != group.first && problem.place.table != group.first) continue;
      if (problem.kind->id != group.second) continue;
      Place place;
      place.file = problem.place.file;
      left_out.push_back({&input_problem::problems_left_out,
                          place,
                          {std::to_string(count - listed_max), group.second}});
      break;
    }
  }
  problems_.insert(problems_.end(), left_out.begin(), left_out.end());
  sort_problems(problems_);
  return std::move(problems_);
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text += separator;
    text += name;
  }
  return text;
}

std::string offered_names(std::string_view wrong, const std::vector<std::string>& names) {
  constexpr std::size_t listed_names_max = 8;
  if (std::string nearest = nearest_name(wrong, names); !nearest.empty()) return nearest;
  if (names.empty()) return "–";
  std::vector<std::string> first(
      names.begin(),
      names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), listed_names_max)));
  if (names.size() > listed_names_max) first.emplace_back("…");
  return joined(first, ", ");
}

}  // namespace phanbo

// Changes inside JSON files, by the tree of a library of its own kind.
#include <nlohmann/json.hpp>
#include <utility>

#include "faults/limit_texts.hpp"
#include "faults/row_classes.hpp"

namespace phanbo::faults_test {

namespace {

using Tree = nlohmann::ordered_json;
/// Stands for a second key of the same name until the text is written.
constexpr const char* twin_mark = "<twin>";

class JsonChanger {
 public:
  JsonChanger(const std::string& file, const std::string& bytes, bool by_class,
              const MutantVisitor& visitor)
      : file_(file), root_(Tree::parse(bytes)), by_class_(by_class), visitor_(visitor) {}

  void change_all() { change_children(root_, ""); }

 private:
  void change_children(Tree& node, const std::string& path) {
    if (node.is_object()) {
      std::vector<std::string> keys;
      for (const auto& [key, value] : node.items()) keys.push_back(key);
      for (const std::string& key : keys) {
        change_member(node, key, path + "/" + key);
        change_value(node[key], path + "/" + key);
      }
    } else if (node.is_array()) {
      const std::vector<bool> stands_for_others = chosen_entries(node, path);
      for (std::size_t i = 0; i < node.size(); ++i) {
        if (!stands_for_others[i]) continue;
        const std::string where = path + "/" + std::to_string(i);
        change_element(node, i, where);
        change_value(node[i], where);
      }
    }
  }

  /// All, but for the rows of a sealed table where rows go by their class.
  std::vector<bool> chosen_entries(const Tree& array, const std::string& path) const {
    if (!by_class_ || !path.ends_with("/rows")) return std::vector<bool>(array.size(), true);
    TextRows rows(1);
    for (const Tree& row : array) {
      auto& cells = rows.emplace_back();
      for (const Tree& cell : row)
        cells.push_back(cell.is_string() ? cell.get<std::string>() : cell.dump());
      rows.front().resize(cells.size());
    }
    std::vector<bool> chosen = representatives(rows);
    chosen.erase(chosen.begin());
    return chosen;
  }

  void change_member(Tree& object, const std::string& key, const std::string& where) {
    if (visitor_.chosen()) {
      Tree kept = object;
      object.erase(key);
      put(where + ": dropped");
      object = std::move(kept);
    }
    if (visitor_.chosen()) {
      object[key + twin_mark] = object[key];
      put(where + ": doubled");
      object.erase(key + twin_mark);
    }
    if (visitor_.chosen()) {
      object[key + "x"] = object[key];
      put(where + ": an unknown key");
      object.erase(key + "x");
    }
  }

  void change_element(Tree& array, std::size_t position, const std::string& where) {
    const auto at = static_cast<std::ptrdiff_t>(position);
    if (visitor_.chosen()) {
      Tree kept = array;
      array.erase(array.begin() + at);
      put(where + ": dropped");
      array = std::move(kept);
    }
    if (visitor_.chosen()) {
      Tree kept = array;
      array.insert(array.begin() + at, kept[position]);
      put(where + ": doubled");
      array = std::move(kept);
    }
  }

  void change_value(Tree& value, const std::string& where) {
    const Tree kept = value;
    const auto set = [&](const std::string& how, Tree changed) {
      if (changed == kept || !visitor_.chosen()) return;
      value = std::move(changed);
      put(where + ": " + how);
      value = kept;
    };
    set("null", nullptr);
    set("true", true);
    set("empty text", "");
    set("empty object", Tree::object());
    set("empty array", Tree::array());
    if (kept.is_number_integer()) change_number(kept.get<std::int64_t>(), set);
    if (kept.is_string()) change_text(kept.get<std::string>(), set);
    change_children(value, where);
  }

  template <typename Set>
  static void change_number(std::int64_t number, const Set& set) {
    set("negated", -number);
    set("one less", number - 1);
    set("one more", number + 1);
    set("as text", std::to_string(number));
    set("a fraction", 0.5);
    for (const std::int64_t limit : {0L, 1999L, 2000L, 2100L, 2101L, 9007199254740993L})
      set(std::to_string(limit), limit);
  }

  template <typename Set>
  static void change_text(const std::string& text, const Set& set) {
    set("twice", text + text);
    set("negated", "-" + text);
    for (const std::string& limit : limit_texts())
      set(limit.size() > 40 ? std::to_string(limit.size()) + " bytes" : limit, limit);
  }

  void put(const std::string& what) {
    std::string text = root_.dump();
    if (const std::size_t twin = text.find(twin_mark); twin != std::string::npos)
      text.erase(twin, std::string_view(twin_mark).size());
    visitor_.visit({file_, what, text + "\n"});
  }

  std::string file_;
  Tree root_;
  bool by_class_;
  const MutantVisitor& visitor_;
};

}  // namespace

void change_json(const MemoryPlan& plan, const std::string& file, bool by_class,
                 const MutantVisitor& visitor) {
  JsonChanger(file, plan.at(file), by_class, visitor).change_all();
}

MemoryPlan without_guards(MemoryPlan plan) {
  const auto header = plan.find("plan.json");
  if (header == plan.end()) return plan;
  Tree root = Tree::parse(header->second, nullptr, false);
  if (!root.is_object() || !root.contains("tables") || !root["tables"].is_object()) return plan;
  for (auto& entry : root["tables"]) {
    if (!entry.is_object() || !entry.contains("file") || !entry["file"].is_string()) continue;
    const auto table = plan.find(entry["file"].get<std::string>());
    entry["rows"] = table == plan.end() ? 0 : rows_in(table->second);
    entry.erase("control_sums");
  }
  header->second = root.dump(-1, ' ', false, Tree::error_handler_t::replace) + "\n";
  return plan;
}

}  // namespace phanbo::faults_test

// Changes inside JSON files, by the tree of a library of its own kind.
#include <nlohmann/json.hpp>
#include <utility>

#include "faults/mutations.hpp"

namespace phanbo::faults_test {

namespace {

using Tree = nlohmann::ordered_json;
/// Stands for a second key of the same name until the text is written.
constexpr const char* twin_mark = "<twin>";

class JsonChanger {
 public:
  JsonChanger(const std::string& file, const std::string& bytes, const MutantVisitor& visitor)
      : file_(file), root_(Tree::parse(bytes)), visitor_(visitor) {}

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
      for (std::size_t i = 0; i < node.size(); ++i) {
        const std::string where = path + "/" + std::to_string(i);
        change_element(node, i, where);
        change_value(node[i], where);
      }
    }
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
  const MutantVisitor& visitor_;
};

}  // namespace

void change_json(const MemoryPlan& plan, const std::string& file, const MutantVisitor& visitor) {
  JsonChanger(file, plan.at(file), visitor).change_all();
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

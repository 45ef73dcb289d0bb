#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/small_parts.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "inputs/xlsx/xml_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// "xl/workbook.xml" and "worksheets/sheet1.xml" → "xl/worksheets/sheet1.xml"; a target that begins
/// with '/' counts from the root.
std::string resolve_target(std::string_view source, std::string_view target) {
  std::string path;
  if (target.starts_with('/')) {
    target.remove_prefix(1);
  } else if (const std::size_t slash = source.rfind('/'); slash != source.npos) {
    path = source.substr(0, slash + 1);
  }
  while (!target.empty()) {
    const std::size_t end = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, end);
    target.remove_prefix(std::min(end + 1, target.size()));
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      const std::size_t slash = path.rfind('/');
      path.resize(slash == path.npos ? 0 : slash + 1);
    } else if (step != "." && !step.empty()) {
      path += step;
      path += '/';
    }
  }
  if (!path.empty()) path.pop_back();
  return path;
}

std::string relationships_part_of(std::string_view source) {
  const std::size_t slash = source.rfind('/');
  const std::size_t name = slash == source.npos ? 0 : slash + 1;
  return std::string(source.substr(0, name)) + "_rels/" + std::string(source.substr(name)) +
         ".rels";
}

class RelationshipsHandler : public XmlHandler {
 public:
  RelationshipsHandler(PackageReading& reading, std::string_view source)
      : reading_(reading), source_(source) {}
  std::vector<Relationship> relationships;

  bool start(XmlReader& xml, const XmlElement& element) override {
    constexpr XmlNamespace space = XmlNamespace::package_relationships;
    if (!is_inside_) {
      is_inside_ = element.name.is(space, "Relationships");
      if (!is_inside_) xml.fail_unexpected(element.name.local);
      return is_inside_;
    }
    if (!element.name.is(space, "Relationship")) {
      xml.fail_unexpected(element.name.local);
      return false;
    }
    add(xml, element);
    return false;
  }
  void end(XmlReader&) override {}
  void text(XmlReader&, std::string_view) override {}

 private:
  void add(XmlReader& xml, const XmlElement& element) {
    xml.allow_only(element, {"Id", "Type", "Target", "TargetMode"});
    if (relationships.size() == workbook_limit::relationships_max) {
      xml.fail(workbook_too_many_elements,
               {"Relationship", std::to_string(workbook_limit::relationships_max)});
      return;
    }
    const std::string_view type = element.attribute("Type");
    const std::string_view target = element.attribute("Target");
    if (!reading_.store.charge(type.size() + target.size() + source_.size())) {
      xml.fail(workbook_content_too_large, {std::to_string(workbook_limit::content_bytes_max)});
      return;
    }
    const bool is_outside = element.attribute("TargetMode") == "External";
    relationships.push_back(
        {std::string(element.attribute("Id")), std::string(type.substr(type.rfind('/') + 1)),
         is_outside ? std::string() : resolve_target(source_, target), is_outside});
  }

  PackageReading& reading_;
  std::string source_;
  bool is_inside_ = false;
};

}  // namespace

std::optional<std::vector<Relationship>> read_relationships(PackageReading& reading,
                                                            std::string_view source) {
  const PackagePart* part = reading.package.find(relationships_part_of(source));
  if (part == nullptr) return std::vector<Relationship>();
  PartStream stream(reading.package, *part, reading.problems);
  XmlReader xml(stream, reading.problems);
  RelationshipsHandler handler(reading, source);
  if (!xml.parse(handler)) return std::nullopt;
  return std::move(handler.relationships);
}

}  // namespace phanbo

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/small_parts.hpp"
#include "inputs/xlsx/text_runs.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

class SharedStringsHandler : public XmlHandler {
 public:
  explicit SharedStringsHandler(WorkbookStore& store) : store_(store) {}
  std::deque<std::string_view> strings;

  bool start(XmlReader& xml, const XmlElement& element) override {
    switch (place_) {
      case Place::document:
        place_ = Place::table;
        if (!element.name.is_main("sst")) xml.fail_unexpected(element.name.local);
        stated_count_ = parse_xml_count(element.attribute("uniqueCount"));
        return true;
      case Place::table:
        if (element.name.is_main("extLst")) return false;
        place_ = Place::string;
        runs_.clear();
        if (!element.name.is_main("si")) xml.fail_unexpected(element.name.local);
        return true;
      case Place::string:
        return runs_.start(xml, element);
    }
    return false;
  }
  void end(XmlReader& xml) override {
    if (place_ == Place::table) {
      place_ = Place::document;
      // A text too few would shift all that follow it.
      if (stated_count_ && *stated_count_ != strings.size()) {
        xml.fail(workbook_count_differs,
                 {"sst", std::to_string(*stated_count_), std::to_string(strings.size())});
      }
    } else if (!runs_.end()) {
      place_ = Place::table;
      add(xml);
    }
  }
  void text(XmlReader& xml, std::string_view piece) override {
    if (place_ == Place::string)
      runs_.text(xml, piece);
    else if (!trim_xml_space(piece).empty())
      xml.fail_unexpected(trim_xml_space(piece));
  }

 private:
  enum class Place { document, table, string };

  void add(XmlReader& xml) {
    if (runs_.is_too_long()) {
      xml.fail(workbook_cell_text_too_long, {std::to_string(workbook_limit::cell_characters_max)});
    } else if (!store_.charge(runs_.text().size() + sizeof(std::string_view))) {
      xml.fail(workbook_content_too_large, {std::to_string(workbook_limit::content_bytes_max)});
    } else {
      strings.push_back(store_.keep(std::string_view(runs_.text())));
    }
  }

  WorkbookStore& store_;
  TextRuns runs_;
  std::optional<std::uint32_t> stated_count_;
  Place place_ = Place::document;
};

}  // namespace

std::optional<std::deque<std::string_view>> read_shared_strings(PackageReading& reading,
                                                                const PackagePart& part) {
  PartStream stream(reading.package, part, reading.problems);
  XmlReader xml(stream, reading.problems);
  SharedStringsHandler handler(reading.store);
  if (!xml.parse(handler)) return std::nullopt;
  return std::move(handler.strings);
}

}  // namespace phanbo

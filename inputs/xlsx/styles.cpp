#include <algorithm>
#include <array>
#include <map>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/small_parts.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "inputs/xlsx/xml_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Reads the number formats and the cell formats that use them; everything else is looks only.
class StylesHandler : public XmlHandler {
 public:
  bool start(XmlReader& xml, const XmlElement& element) override {
    if (place_ == Place::document) {
      place_ = Place::styles;
      if (!element.name.is_main("styleSheet")) xml.fail_unexpected(element.name.local);
      return true;
    }
    if (place_ == Place::styles) return start_in_styles(xml, element);
    if (place_ == Place::number_formats && element.name.is_main("numFmt"))
      add_number_format(xml, element);
    else if (place_ == Place::cell_formats && element.name.is_main("xf"))
      add_cell_format(xml, element);
    else
      xml.fail_unexpected(element.name.local);
    return false;
  }
  void end(XmlReader& xml) override {
    if (place_ == Place::cell_formats && stated_count_ &&
        *stated_count_ != format_of_cell_.size()) {
      xml.fail(workbook_count_differs,
               {"cellXfs", std::to_string(*stated_count_), std::to_string(format_of_cell_.size())});
    }
    place_ = place_ == Place::styles ? Place::document : Place::styles;
  }
  void text(XmlReader&, std::string_view) override {}

  CellFormats formats() const {
    CellFormats formats;
    for (const std::uint32_t id : format_of_cell_) {
      const auto custom = look_of_format_.find(id);
      formats.looks.push_back(custom != look_of_format_.end() ? custom->second
                                                              : look_of_built_in_format(id));
      const auto decimals = decimals_of_format_.find(id);
      formats.decimals.push_back(decimals != decimals_of_format_.end()
                                     ? decimals->second
                                     : decimals_of_built_in_format(id));
    }
    return formats;
  }

 private:
  enum class Place { document, styles, number_formats, cell_formats };

  bool start_in_styles(XmlReader& xml, const XmlElement& element) {
    constexpr std::array passed_over = {
        std::string_view("fonts"),       std::string_view("fills"),
        std::string_view("borders"),     std::string_view("cellStyleXfs"),
        std::string_view("cellStyles"),  std::string_view("dxfs"),
        std::string_view("tableStyles"), std::string_view("colors"),
        std::string_view("extLst")};
    if (element.name.space != XmlNamespace::main) return false;
    const std::string_view name = element.name.local;
    if (name == "numFmts") {
      place_ = Place::number_formats;
    } else if (name == "cellXfs") {
      place_ = Place::cell_formats;
      stated_count_ = parse_xml_count(element.attribute("count"));
    } else if (std::find(passed_over.begin(), passed_over.end(), name) == passed_over.end()) {
      xml.fail_unexpected(name);
    }
    return place_ != Place::styles;
  }

  bool is_full(XmlReader& xml, std::size_t count, const char* name) {
    if (count < workbook_limit::styles_max) return false;
    xml.fail(workbook_too_many_elements, {name, std::to_string(workbook_limit::styles_max)});
    return true;
  }

  void add_number_format(XmlReader& xml, const XmlElement& element) {
    if (is_full(xml, look_of_format_.size(), "numFmt")) return;
    xml.allow_only(element, {"numFmtId", "formatCode"});
    const std::string_view id_text = element.attribute("numFmtId");
    const auto id = parse_xml_count(id_text);
    const NumberLook look = look_of_format_code(element.attribute("formatCode"));
    if (id)
      decimals_of_format_.emplace(*id, decimals_of_format_code(element.attribute("formatCode")));
    if (!id || !look_of_format_.emplace(*id, look).second)
      xml.fail_unexpected("numFmtId=" + std::string(id_text));
  }

  void add_cell_format(XmlReader& xml, const XmlElement& element) {
    if (is_full(xml, format_of_cell_.size(), "xf")) return;
    xml.allow_only(element, {"numFmtId", "fontId", "fillId", "borderId", "xfId", "quotePrefix",
                             "pivotButton", "applyNumberFormat", "applyFont", "applyFill",
                             "applyBorder", "applyAlignment", "applyProtection"});
    const std::string_view id_text = element.attribute("numFmtId");
    const auto id = id_text.empty() ? 0 : parse_xml_count(id_text);
    if (!id) xml.fail_unexpected("numFmtId=" + std::string(id_text));
    format_of_cell_.push_back(id.value_or(0));
  }

  Place place_ = Place::document;
  std::map<std::uint32_t, NumberLook> look_of_format_;
  std::map<std::uint32_t, std::uint8_t> decimals_of_format_;
  std::vector<std::uint32_t> format_of_cell_;
  std::optional<std::uint32_t> stated_count_;
};

}  // namespace

NumberLook CellFormats::at(std::uint32_t index) const {
  if (index < looks.size()) return looks[index];
  // Without a list of formats, the first is the plain one.
  return index == 0 && looks.empty() ? NumberLook::number : NumberLook::unknown;
}

std::optional<CellFormats> read_styles(PackageReading& reading, const PackagePart& part) {
  PartStream stream(reading.package, part, reading.problems);
  XmlReader xml(stream, reading.problems);
  StylesHandler handler;
  if (!xml.parse(handler)) return std::nullopt;
  return handler.formats();
}

}  // namespace phanbo

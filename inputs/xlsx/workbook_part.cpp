#include <algorithm>
#include <array>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/small_parts.hpp"
#include "inputs/xlsx/text_runs.hpp"
#include "inputs/xlsx/workbook_limits.hpp"
#include "inputs/xlsx/xml_reader.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// What may stand in a workbook part (ISO/IEC 29500-1, 18.2.27) besides its properties and sheets.
constexpr std::array passed_over = {std::string_view("fileVersion"),
                                    std::string_view("fileSharing"),
                                    std::string_view("workbookProtection"),
                                    std::string_view("bookViews"),
                                    std::string_view("functionGroups"),
                                    std::string_view("externalReferences"),
                                    std::string_view("definedNames"),
                                    std::string_view("calcPr"),
                                    std::string_view("oleSize"),
                                    std::string_view("customWorkbookViews"),
                                    std::string_view("pivotCaches"),
                                    std::string_view("smartTagPr"),
                                    std::string_view("smartTagTypes"),
                                    std::string_view("webPublishing"),
                                    std::string_view("fileRecoveryPr"),
                                    std::string_view("webPublishObjects"),
                                    std::string_view("extLst")};

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char letter) {
    return (static_cast<unsigned char>(letter) & 0xC0) != 0x80;
  }));
}

class WorkbookHandler : public XmlHandler {
 public:
  WorkbookPart part;

  bool start(XmlReader& xml, const XmlElement& element) override {
    if (place_ == Place::document) {
      place_ = Place::workbook;
      if (!element.name.is_main("workbook")) xml.fail_unexpected(element.name.local);
      return true;
    }
    if (place_ == Place::sheets) {
      if (element.name.is_main("sheet"))
        add_sheet(xml, element);
      else
        xml.fail_unexpected(element.name.local);
      return false;
    }
    return start_in_workbook(xml, element);
  }
  void end(XmlReader&) override {
    place_ = place_ == Place::sheets ? Place::workbook : Place::document;
  }
  void text(XmlReader&, std::string_view) override {}

 private:
  enum class Place { document, workbook, sheets };

  bool start_in_workbook(XmlReader& xml, const XmlElement& element) {
    if (element.name.space != XmlNamespace::main) return false;
    const std::string_view name = element.name.local;
    if (name == "sheets" && part.sheets.empty()) {
      place_ = Place::sheets;
      return true;
    }
    if (name == "workbookPr") {
      read_properties(xml, element);
    } else if (std::find(passed_over.begin(), passed_over.end(), name) == passed_over.end()) {
      xml.fail_unexpected(name);
    }
    return false;
  }

  /// All but one of the properties do not touch what the cells hold.
  void read_properties(XmlReader& xml, const XmlElement& element) {
    xml.allow_only(
        element, {"date1904", "showObjects", "showBorderUnselectedTables", "filterPrivacy",
                  "promptedSolutions", "showInkAnnotation", "backupFile", "saveExternalLinkValues",
                  "updateLinks", "codeName", "hidePivotFieldList", "showPivotChartFilter",
                  "allowRefreshQuery", "publishItems", "checkCompatibility", "autoCompressPictures",
                  "refreshAllConnections", "defaultThemeVersion"});
    const std::string_view flag = element.attribute("date1904");
    if (flag.empty()) return;
    const auto counts_from_1904 = parse_xml_boolean(flag);
    if (!counts_from_1904) xml.fail_unexpected("date1904=" + std::string(flag));
    part.counts_from_1904 = counts_from_1904.value_or(false);
  }

  void add_sheet(XmlReader& xml, const XmlElement& element) {
    if (part.sheets.size() == workbook_limit::sheets_max) {
      xml.fail(workbook_too_many_elements, {"sheet", std::to_string(workbook_limit::sheets_max)});
      return;
    }
    xml.allow_only(element, {"name", "sheetId", "state"});
    ListedSheet sheet;
    append_unescaped(element.attribute("name"), sheet.name);
    const bool is_twice =
        std::any_of(part.sheets.begin(), part.sheets.end(),
                    [&](const ListedSheet& listed) { return listed.name == sheet.name; });
    if (sheet.name.empty() || is_twice ||
        count_code_points(sheet.name) > workbook_limit::sheet_name_characters_max) {
      xml.fail(workbook_sheet_name, {shown_text(sheet.name)});
      return;
    }
    const std::string_view state = element.attribute("state");
    if (state == "hidden") {
      sheet.visibility = SheetVisibility::hidden;
    } else if (state == "veryHidden") {
      sheet.visibility = SheetVisibility::very_hidden;
    } else if (!state.empty() && state != "visible") {
      xml.fail_unexpected(state);
    }
    element.for_each_attribute([&](const XmlAttribute& attribute) {
      if (attribute.name.is(XmlNamespace::relationships, "id"))
        sheet.relationship = attribute.value;
    });
    part.sheets.push_back(std::move(sheet));
  }

  Place place_ = Place::document;
};

}  // namespace

std::optional<WorkbookPart> read_workbook_part(PackageReading& reading, const PackagePart& part) {
  PartStream stream(reading.package, part, reading.problems);
  XmlReader xml(stream, reading.problems);
  WorkbookHandler handler;
  if (!xml.parse(handler)) return std::nullopt;
  return std::move(handler.part);
}

}  // namespace phanbo

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/xlsx/zip_package.hpp"

namespace phanbo {

/// The namespaces that matter, in their transitional and their strict (ISO) spelling.
enum class XmlNamespace { main, relationships, package_relationships, xml, none, foreign };

/// A name with its namespace; its prefix never matters.
struct XmlName {
  XmlNamespace space = XmlNamespace::foreign;
  std::string_view local;
  bool is(XmlNamespace wanted_space, std::string_view wanted_local) const {
    return space == wanted_space && local == wanted_local;
  }
  bool is_main(std::string_view wanted) const { return is(XmlNamespace::main, wanted); }
};

struct XmlAttribute {
  XmlName name;
  std::string_view value;
};

class XmlReader;

/// An element that opens. Views live during the call only.
struct XmlElement {
  XmlName name;
  const char** raw_attributes = nullptr;

  /// Calls `use` for each attribute.
  template <typename Use>
  void for_each_attribute(Use use) const;
  /// Of a name in no namespace, or empty.
  std::string_view attribute(std::string_view local) const;
};

/// Receives what one part holds.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// True: its content is wanted, and end() will be called; false: it is passed over.
  virtual bool start(XmlReader& xml, const XmlElement& element) = 0;
  virtual void end(XmlReader& xml) = 0;
  /// A piece of text directly inside an element whose content is wanted.
  virtual void text(XmlReader& xml, std::string_view piece) = 0;
};

/// Parses one part strictly: UTF-8 or UTF-16, no document type, bounded depth and memory.
class XmlReader {
 public:
  XmlReader(PartStream& stream, WorkbookProblems& problems);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// False after a problem, which is reported; then nothing the handler got is to be used.
  bool parse(XmlHandler& handler);
  /// Reports a problem at the current place of the part and stops.
  void fail(const ProblemKind& kind, std::vector<std::string> arguments);
  /// Stops; the handler has reported why.
  void stop();
  bool is_stopped() const { return is_stopped_; }
  /// Was the piece of text now handed over written as a reference ("&#10;", "&amp;")?
  bool is_reference(std::string_view piece) const;
  /// Reports without stopping, at the current place.
  void report(const ProblemKind& kind, std::vector<std::string> arguments);
  /// Stops at an element or attribute, or text, that may not be there.
  void fail_unexpected(std::string_view what);
  /// Stops unless each attribute without a namespace is one of `allowed`: a misspelt attribute
  /// would change what a cell says without a trace. Those of other namespaces are extensions.
  void allow_only(const XmlElement& element, std::initializer_list<std::string_view> allowed);

 private:
  struct Expat;
  void report_expat_error();

  PartStream& stream_;
  WorkbookProblems& problems_;
  XmlHandler* handler_ = nullptr;
  std::unique_ptr<Expat> expat_;
  int depth_ = 0;
  int skipped_depth_ = 0;
  bool is_stopped_ = false;
};

/// Name and namespace of an expat name.
XmlName parse_xml_name(const char* raw);

/// "1", "true", "0", "false".
std::optional<bool> parse_xml_boolean(std::string_view text);
/// Digits only, at most nine.
std::optional<std::uint32_t> parse_xml_count(std::string_view text);
/// Without the blanks of XML (space, tab, line ends) at both ends.
std::string_view trim_xml_space(std::string_view text);

template <typename Use>
void XmlElement::for_each_attribute(Use use) const {
  for (const char** raw = raw_attributes; *raw != nullptr; raw += 2)
    use(XmlAttribute{parse_xml_name(raw[0]), raw[1]});
}

}  // namespace phanbo

#include "inputs/xlsx/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Stands between namespace and name in what expat hands over; XML cannot hold it.
constexpr char name_separator = '\x1F';

struct KnownNamespace {
  std::string_view address;
  XmlNamespace space;
};

constexpr KnownNamespace known_namespaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XmlNamespace::main},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", XmlNamespace::main},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     XmlNamespace::relationships},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", XmlNamespace::relationships},
    {"http://schemas.openxmlformats.org/package/2006/relationships",
     XmlNamespace::package_relationships},
    {"http://www.w3.org/XML/1998/namespace", XmlNamespace::xml},
};

/// Memory of the parser in use on this thread: it keeps every name it meets, open elements and
/// unfinished tags, all of which a hostile file can make arbitrarily large.
thread_local std::size_t parser_bytes = 0;
constexpr std::size_t header_bytes = alignof(std::max_align_t);

bool fits(std::size_t bytes) {
  return bytes <= workbook_limit::parser_bytes_max &&
         parser_bytes <= workbook_limit::parser_bytes_max - bytes;
}

void* limited_allocate(std::size_t bytes) {
  if (!fits(bytes)) return nullptr;
  auto* block = static_cast<char*>(std::malloc(bytes + header_bytes));
  if (block == nullptr) return nullptr;
  std::memcpy(block, &bytes, sizeof bytes);
  parser_bytes += bytes;
  return block + header_bytes;
}

void limited_free(void* memory) {
  if (memory == nullptr) return;
  char* block = static_cast<char*>(memory) - header_bytes;
  std::size_t bytes = 0;
  std::memcpy(&bytes, block, sizeof bytes);
  parser_bytes -= bytes;
  std::free(block);
}

void* limited_reallocate(void* memory, std::size_t bytes) {
  if (memory == nullptr) return limited_allocate(bytes);
  void* larger = limited_allocate(bytes);
  if (larger == nullptr) return nullptr;
  std::size_t old_bytes = 0;
  std::memcpy(&old_bytes, static_cast<char*>(memory) - header_bytes, sizeof old_bytes);
  std::memcpy(larger, memory, std::min(bytes, old_bytes));
  limited_free(memory);
  return larger;
}

bool is_allowed_encoding(std::string_view encoding) {
  std::string upper(encoding);
  for (char& letter : upper)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return upper == "UTF-8" || upper == "UTF-16";
}

}  // namespace

struct XmlReader::Expat {
  XML_Parser parser = nullptr;
  ~Expat() {
    if (parser != nullptr) XML_ParserFree(parser);
  }

  static void XMLCALL on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
    auto& xml = *static_cast<XmlReader*>(user);
    if (xml.is_stopped_) return;
    if (++xml.depth_ > workbook_limit::element_depth_max) {
      xml.fail(workbook_xml_too_complex, {std::to_string(workbook_limit::element_depth_max),
                                          std::to_string(workbook_limit::parser_bytes_max)});
      return;
    }
    if (xml.skipped_depth_ > 0) {
      ++xml.skipped_depth_;
      return;
    }
    if (!xml.handler_->start(xml, {parse_xml_name(name), attributes})) xml.skipped_depth_ = 1;
  }

  static void XMLCALL on_end(void* user, const XML_Char*) {
    auto& xml = *static_cast<XmlReader*>(user);
    if (xml.is_stopped_) return;
    --xml.depth_;
    if (xml.skipped_depth_ > 0) {
      --xml.skipped_depth_;
      return;
    }
    xml.handler_->end(xml);
  }

  static void XMLCALL on_text(void* user, const XML_Char* piece, int length) {
    auto& xml = *static_cast<XmlReader*>(user);
    if (xml.is_stopped_ || xml.skipped_depth_ > 0) return;
    xml.handler_->text(xml, {piece, static_cast<std::size_t>(length)});
  }

  static void XMLCALL on_document_type(void* user, const XML_Char*, const XML_Char*,
                                       const XML_Char*, int) {
    static_cast<XmlReader*>(user)->fail(workbook_xml_document_type, {});
  }

  static void XMLCALL on_declaration(void* user, const XML_Char*, const XML_Char* encoding, int) {
    if (encoding == nullptr || is_allowed_encoding(encoding)) return;
    static_cast<XmlReader*>(user)->fail(workbook_xml_encoding, {shown_text(encoding)});
  }
};

XmlReader::XmlReader(PartStream& stream, WorkbookProblems& problems)
    : stream_(stream), problems_(problems), expat_(std::make_unique<Expat>()) {}
XmlReader::~XmlReader() = default;

void XmlReader::report(const ProblemKind& kind, std::vector<std::string> arguments) {
  const auto line = static_cast<int>(XML_GetCurrentLineNumber(expat_->parser));
  const auto column = static_cast<int>(XML_GetCurrentColumnNumber(expat_->parser)) + 1;
  problems_.of_part(kind, stream_.name(), line, column, std::move(arguments));
}

void XmlReader::fail(const ProblemKind& kind, std::vector<std::string> arguments) {
  if (is_stopped_) return;
  report(kind, std::move(arguments));
  stop();
}

void XmlReader::fail_unexpected(std::string_view what) {
  fail(workbook_xml_unexpected, {shown_text(what)});
}

void XmlReader::allow_only(const XmlElement& element,
                           std::initializer_list<std::string_view> allowed) {
  element.for_each_attribute([&](const XmlAttribute& attribute) {
    if (attribute.name.space != XmlNamespace::none) return;
    if (std::find(allowed.begin(), allowed.end(), attribute.name.local) == allowed.end())
      fail_unexpected(attribute.name.local);
  });
}

bool XmlReader::is_reference(std::string_view piece) const {
  // Text takes at most two bytes of the part (in UTF-16) for each of its own in UTF-8.
  const int source_bytes = XML_GetCurrentByteCount(expat_->parser);
  return source_bytes > 2 * static_cast<int>(piece.size());
}

void XmlReader::stop() {
  if (is_stopped_) return;
  is_stopped_ = true;
  XML_StopParser(expat_->parser, XML_FALSE);
}

void XmlReader::report_expat_error() {
  if (is_stopped_) return;
  const XML_Error code = XML_GetErrorCode(expat_->parser);
  if (code == XML_ERROR_NO_MEMORY) {
    report(workbook_xml_too_complex, {std::to_string(workbook_limit::element_depth_max),
                                      std::to_string(workbook_limit::parser_bytes_max)});
  } else if (code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_INCORRECT_ENCODING) {
    report(workbook_xml_encoding, {XML_ErrorString(code)});
  } else {
    report(workbook_xml_malformed, {XML_ErrorString(code)});
  }
}

bool XmlReader::parse(XmlHandler& handler) {
  constexpr int piece_bytes = 32 * 1024;
  handler_ = &handler;
  const XML_Memory_Handling_Suite memory = {limited_allocate, limited_reallocate, limited_free};
  constexpr XML_Char separator[] = {name_separator, '\0'};
  XML_Parser parser = XML_ParserCreate_MM(nullptr, &memory, separator);
  expat_->parser = parser;
  XML_SetUserData(parser, this);
  XML_SetElementHandler(parser, Expat::on_start, Expat::on_end);
  XML_SetCharacterDataHandler(parser, Expat::on_text);
  XML_SetStartDoctypeDeclHandler(parser, Expat::on_document_type);
  XML_SetXmlDeclHandler(parser, Expat::on_declaration);
  for (bool is_last = false; !is_last;) {
    void* buffer = XML_GetBuffer(parser, piece_bytes);
    if (buffer == nullptr) {
      report_expat_error();
      return false;
    }
    const auto read = stream_.read({static_cast<char*>(buffer), piece_bytes});
    if (!read || problems_.is_hopeless()) return false;
    is_last = *read == 0;
    if (XML_ParseBuffer(parser, static_cast<int>(*read), is_last ? 1 : 0) != XML_STATUS_OK) {
      report_expat_error();
      return false;
    }
  }
  return !is_stopped_;
}

XmlName parse_xml_name(const char* raw) {
  const std::string_view whole(raw);
  const std::size_t separator = whole.find(name_separator);
  if (separator == whole.npos) return {XmlNamespace::none, whole};
  const std::string_view address = whole.substr(0, separator);
  const std::string_view local = whole.substr(separator + 1);
  for (const KnownNamespace& known : known_namespaces)
    if (known.address == address) return {known.space, local};
  return {XmlNamespace::foreign, local};
}

std::string_view XmlElement::attribute(std::string_view local) const {
  for (const char** raw = raw_attributes; *raw != nullptr; raw += 2)
    if (raw[0] == local) return raw[1];
  return {};
}

std::optional<bool> parse_xml_boolean(std::string_view text) {
  if (text == "1" || text == "true") return true;
  if (text == "0" || text == "false") return false;
  return std::nullopt;
}

std::optional<std::uint32_t> parse_xml_count(std::string_view text) {
  constexpr std::size_t digits_max = 9;
  if (text.empty() || text.size() > digits_max) return std::nullopt;
  std::uint32_t count = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    count = count * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return count;
}

std::string_view trim_xml_space(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace phanbo

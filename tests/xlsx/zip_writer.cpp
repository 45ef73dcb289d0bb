#include "xlsx/zip_writer.hpp"

#include <zlib.h>

#include <stdexcept>

namespace phanbo::test {

namespace {

constexpr std::uint16_t deflate = 8;

void put(std::string& bytes, std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i, value >>= 8) bytes += static_cast<char>(value & 0xFF);
}

/// Raw deflate. Without `is_last` the output ends at a byte and the next piece does not look back,
/// so that it may be repeated as it is.
std::string deflated(std::string_view content, bool is_last) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot start");
  std::string out(deflateBound(&stream, static_cast<uLong>(content.size())) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, is_last ? Z_FINISH : Z_FULL_FLUSH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

uLong checksum(std::string_view content) {
  return crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
}

struct Packed {
  std::string bytes;
  std::uint64_t size = 0;
  uLong checksum = 0;
};

Packed packed(const ZipEntry& entry) {
  Packed result;
  const auto add = [&](std::string_view content, bool is_last) {
    result.bytes += entry.is_stored ? std::string(content) : deflated(content, is_last);
    result.checksum =
        crc32_combine(result.checksum, checksum(content), static_cast<z_off_t>(content.size()));
    result.size += content.size();
  };
  if (entry.times == 0) {
    add(entry.content + entry.tail, true);
    return result;
  }
  add(entry.content, false);
  const std::string unit = entry.is_stored ? entry.repeated : deflated(entry.repeated, false);
  const uLong unit_checksum = checksum(entry.repeated);
  for (std::uint32_t i = 0; i < entry.times; ++i) {
    result.bytes += unit;
    result.checksum =
        crc32_combine(result.checksum, unit_checksum, static_cast<z_off_t>(entry.repeated.size()));
  }
  result.size += std::uint64_t{entry.times} * entry.repeated.size();
  add(entry.tail, true);
  return result;
}

/// What the local header and the directory have in common.
std::string header_fields(const ZipEntry& entry, const Packed& content) {
  std::string bytes;
  put(bytes, 20, 2);
  put(bytes, entry.flags, 2);
  put(bytes, entry.stated_method.value_or(entry.is_stored ? 0 : deflate), 2);
  put(bytes, 0, 2);
  put(bytes, 0x21, 2);  // 1980-01-01
  put(bytes, entry.stated_checksum.value_or(static_cast<std::uint32_t>(content.checksum)), 4);
  put(bytes, content.bytes.size(), 4);
  put(bytes, entry.stated_bytes.value_or(static_cast<std::uint32_t>(content.size)), 4);
  put(bytes, entry.name.size(), 2);
  put(bytes, 0, 2);
  return bytes;
}

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) +
         "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
}

std::string relationships(const std::string& inner) {
  return std::string(xml_head) +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inner + "</Relationships>";
}

}  // namespace

std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string file;
  std::string directory;
  for (const ZipEntry& entry : entries) {
    const Packed content = packed(entry);
    const std::string fields = header_fields(entry, content);
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += fields;
    put(directory, 0, 2 + 2 + 2 + 4);  // no comment, first disk, no attributes
    put(directory, file.size(), 4);
    directory += entry.name;
    file += "PK\x03\x04" + fields + entry.name + content.bytes;
  }
  const std::size_t start = file.size();
  file += directory;
  file += "PK\x05\x06";
  put(file, 0, 4);
  put(file, entries.size(), 2);
  put(file, entries.size(), 2);
  put(file, directory.size(), 4);
  put(file, start, 4);
  put(file, 0, 2);
  return file;
}

std::string sheet_part(std::string_view rows, std::string_view after) {
  return std::string(xml_head) + "<worksheet " + std::string(main_space) + "><sheetData>" +
         std::string(rows) + "</sheetData>" + std::string(after) + "</worksheet>";
}

std::vector<ZipEntry> workbook_entries(std::string_view rows) {
  const std::string head(xml_head);
  const std::string space(main_space);
  std::vector<ZipEntry> entries(7);
  entries[0] = {"[Content_Types].xml",
                head +
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "content-types\"><Default Extension=\"xml\" "
                    "ContentType=\"application/xml\"/></Types>"};
  entries[1] = {"_rels/.rels",
                relationships(relationship("rId1", "officeDocument", "xl/workbook.xml"))};
  entries[2] = {"xl/workbook.xml",
                head + "<workbook " + space +
                    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                    "relationships\"><sheets><sheet name=\"Bảng 1\" sheetId=\"1\" "
                    "r:id=\"rId1\"/></sheets></workbook>"};
  entries[3] = {"xl/_rels/workbook.xml.rels",
                relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
                              relationship("rId2", "styles", "styles.xml") +
                              relationship("rId3", "sharedStrings", "sharedStrings.xml"))};
  entries[4] = {"xl/styles.xml",
                head + "<styleSheet " + space +
                    "><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0 "
                    "&quot;đ&quot;\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf "
                    "numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf numFmtId=\"20\"/><xf "
                    "numFmtId=\"164\"/></cellXfs></styleSheet>"};
  entries[5] = {"xl/sharedStrings.xml",
                head + "<sst " + space +
                    "><si><t>Xã An Bình</t></si><si><t/></si><si><t "
                    "xml:space=\"preserve\">  giữ dấu cách  </t></si></sst>"};
  entries[6] = {"xl/worksheets/sheet1.xml", sheet_part(rows)};
  return entries;
}

ZipEntry& entry_named(std::vector<ZipEntry>& entries, std::string_view name) {
  for (ZipEntry& entry : entries)
    if (entry.name == name) return entry;
  throw std::logic_error("no entry " + std::string(name));
}

}  // namespace phanbo::test

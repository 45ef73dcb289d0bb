#include "outputs/page/shell.hpp"

#include "outputs/page/style.hpp"

namespace phanbo::page {

void open_document(Html& html, std::string_view title) {
  const bool vietnamese = html.language() == Language::vietnamese;
  html.put("<!DOCTYPE html>\n<html lang=\"").put(vietnamese ? Markup("vi") : Markup("en"));
  html.put(
      "\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      "form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>");
  html.text(title);
  html.put("</title>\n<style>").put(style_sheet()).put("</style></head>\n<body>\n");
}

}  // namespace phanbo::page

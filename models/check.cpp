#include "models/check.hpp"

#include <string>

namespace phanbo {

void fail_check(const char* condition, std::source_location where) {
  throw InternalError(std::string("check failed: ") + condition + " at " + where.file_name() + ":" +
                      std::to_string(where.line()));
}

}  // namespace phanbo

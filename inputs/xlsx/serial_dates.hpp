#pragma once

#include <string>
#include <string_view>

namespace phanbo {

/// The day and time of a serial number, given as plain decimal text, as "2026-01-31",
/// "2026-01-31T08:30:00" or, where only the time is shown, "08:30:00" (hours may pass 24), times to
/// the nearest millisecond. Days count from 1900-01-01 = 1 with the 29 February 1900 that never
/// was, or from 1904-01-01 = 0. False where no such day exists.
bool date_of_serial(std::string_view serial, bool counts_from_1904, bool shows_time_only,
                    std::string& text);

/// An ISO 8601 date, time, or both, as cells of kind "d" hold it, in the form above.
bool date_of_iso_text(std::string_view iso, std::string& text);

}  // namespace phanbo

/// The fields that every answer begins with.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace vgen::server {

/// The lines up to the name of the last one, `X-Request-Id: `, whose value follows. They are the
/// same for all answers of a second.
struct FixedFields {
  std::string of_kept;  ///< If the connection stays open: with `Keep-Alive`.
  std::string of_last;  ///< If the connection is closed after the answer.
};

/// Writes the fields. `idle` is the time after which an open connection is closed, `more` has lines
/// that follow the date.
void write_fixed_fields(FixedFields& fields, std::chrono::sys_seconds time,
                        std::chrono::milliseconds idle, std::string_view more = {});

}  // namespace vgen::server

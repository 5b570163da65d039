/// The same work done with other libraries: text to `std::vector<Record>` with required members, types and limits checked, and back. Each
/// returns false or throws if the text is refused.
#pragma once

#include "json_records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bench {

using Records = std::vector<Record>;

/// The limits that the generated code checks on the way.
bool within_limits(const Record& record);

/// `text` has SIMDJSON_PADDING bytes behind it, as simdjson demands.
bool simdjson_read(std::string_view text, Records& records);
bool rapidjson_dom_read(std::string_view text, Records& records);
void rapidjson_write(std::string& out, const Records& records);
bool nlohmann_read(std::string_view text, Records& records);
void nlohmann_write(std::string& out, const Records& records);
bool boost_read(std::string_view text, Records& records);
void boost_write(std::string& out, const Records& records);

}  // namespace bench

/// The Date header (RFC 9110, section 6.6.1).
#pragma once

#include <chrono>
#include <string>

namespace vgen::server {

/// Makes `text` "Date: Fri, 20 Nov 2026 13:59:38 GMT\r\n".
void write_date(std::string& text, std::chrono::sys_seconds time);

}  // namespace vgen::server

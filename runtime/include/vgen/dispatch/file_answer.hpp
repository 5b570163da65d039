/// Answers that are files (RFC 9110, sections 13 and 14).
#pragma once

#include <vgen/dispatch/static_files.hpp>
#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace vgen {

/// Opens a regular file at any path, also behind symbolic links. Null if there is none. Throws
/// `std::system_error` if the system cannot open it now.
[[nodiscard]] std::shared_ptr<FoundFile> open_file(const std::string& path);

/// Answers a request with a file: all of it, the part that `Range` asks for, or nothing if the
/// client has it already. Sets the status, the fields and the source of the body. Throws
/// `vgen::Error` if a condition of the request is not met (412) or the file has no such part (416).
void answer_file(const Request& request, Response& response, std::shared_ptr<FoundFile> file,
                 std::string_view media_type);

/// The value of `Content-Disposition` for a file that a browser saves under this name, which may be
/// any text in UTF-8 (RFC 6266).
[[nodiscard]] std::string attachment(std::string_view name);

}  // namespace vgen

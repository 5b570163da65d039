/// Reads the head of a request: the grammar of HTTP/1.1 (RFC 9112) in one pass over a text. No I/O
/// and no memory of its own.
///
/// Requests are smuggled if two readers read one request differently. So a head that another reader
/// could read differently is refused: folded lines (RFC 9112, section 5.2), bare CR or LF (2.2),
/// spaces before a colon (5.1), more than one Content-Length or one that is not digits only (6.3),
/// one beside Transfer-Encoding (6.1), a Transfer-Encoding that is not just `chunked`, or in
/// HTTP/1.0 (6.1), no Host, two, or one outside its grammar (3.2).
#pragma once

#include <vgen/http/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vgen::server {

/// The result of reading a head.
enum class HeadOutcome : unsigned char {
  complete,
  incomplete,  ///< Correct so far.
  bad,
  too_many_headers,
  other_version,   ///< Another major version of HTTP.
  unknown_coding,  ///< `chunked` after codings that this reader does not know.
};

/// The content of a head. Views of the text that was read.
struct RequestHead {
  std::string_view method{};
  std::string_view target{};
  std::optional<std::uint64_t> content_length{};
  std::size_t size = 0;   ///< Bytes, including the empty line.
  bool http_1_1 = false;  ///< HTTP/1.1 or a later minor version (RFC 9110, section 2.5).
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;

  bool operator==(const RequestHead&) const = default;
};

/// Reads the head at the beginning of the text, and nothing after it. `head` is valid only after
/// `complete`. `headers` gets the fields.
[[nodiscard]] HeadOutcome read_head(std::string_view text, std::size_t max_headers,
                                    RequestHead& head, std::vector<Header>& headers);

/// Reads one field line with its line ending, and moves `p` behind it. Does not check whether the
/// next line is a folded line.
[[nodiscard]] HeadOutcome read_field_line(const char*& p, const char* end, Header& field) noexcept;

}  // namespace vgen::server

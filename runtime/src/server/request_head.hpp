/// The head of a request: the grammar of HTTP/1.1 (RFC 9112) as one pass over text that is there.
/// No I/O and no memory of its own.
///
/// Two readings of one request are how requests are smuggled, so whatever another reader could read
/// differently is refused: folded lines (RFC 9112, section 5.2), bare CR or LF (2.2), blanks before
/// a colon (5.1), more than one Content-Length or one that is not digits only (6.3), one beside
/// Transfer-Encoding (6.1), a Transfer-Encoding that is not just `chunked`, or in HTTP/1.0 (6.1),
/// no Host or two (3.2).
#pragma once

#include <vgen/http/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vgen::server {

/// What reading a head came to.
enum class HeadOutcome : unsigned char {
  complete,
  incomplete,  ///< Good so far.
  bad,
  too_many_headers,
};

/// What a head says. Views of the text that was read.
struct RequestHead {
  std::string_view method{};
  std::string_view target{};
  std::optional<std::uint64_t> content_length{};
  std::size_t size = 0;  ///< Bytes, the empty line included.
  bool http_1_1 = false;
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;

  bool operator==(const RequestHead&) const = default;
};

/// Reads the head that the text begins with; what follows it is not looked at. Only after
/// `complete` does `head` mean anything. `headers` gets the fields.
[[nodiscard]] HeadOutcome read_head(std::string_view text, std::size_t max_headers,
                                    RequestHead& head, std::vector<Header>& headers);

/// Reads one field line, its line ending included, and puts `p` behind it. Does not look at what
/// follows, which may be a folded line.
[[nodiscard]] HeadOutcome read_field_line(const char*& p, const char* end, Header& field) noexcept;

}  // namespace vgen::server

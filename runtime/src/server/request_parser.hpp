/// The head of a request and chunked bodies: the grammar of HTTP/1.1 (RFC 9112), read by Boost.Beast's parser.
#pragma once

#include <vgen/http/headers.hpp>

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::server {

/// What was wrong with a request beyond what Beast refuses.
enum class HeadFault : unsigned char { none, too_many_headers, body_too_large, bad };

/// Keeps nothing but views of the input, so it costs no allocation. One for each request.
///
/// Stricter than Beast, because two readings of one request are how requests are smuggled: no folded lines (RFC 9112, section 5.2), one
/// Content-Length of digits only (6.3), no Transfer-Encoding but `chunked` and none in HTTP/1.0 (6.1), one Host (3.2).
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  /// `headers` gets the fields, `body` the contents of chunks; both must be empty and outlive the parser.
  RequestParser(std::vector<Header>& headers, std::string& body, std::size_t max_headers);

  std::string_view method{};
  std::string_view target{};
  bool http_1_1 = false;
  bool expects_continue = false;
  HeadFault fault = HeadFault::none;

  /// The text that is parsed; what a value is no part of was put together from folded lines.
  void parses(std::string_view text) noexcept { text_ = text; }
  /// Checks that need the whole head.
  [[nodiscard]] bool head_is_good() const noexcept;
  /// How much of chunks' contents is kept; beyond: `body_too_large`. Null: nothing is kept, and nothing is too much.
  void limit_body(std::optional<std::size_t> bytes) noexcept { body_limit_ = bytes; }

 private:
  using view = boost::beast::string_view;
  using field = boost::beast::http::field;
  using error_code = boost::beast::error_code;

  void on_request_impl(boost::beast::http::verb verb, view method_name, view target_text, int version, error_code& error) override;
  void on_response_impl(int, view, int, error_code&) override {}
  void on_field_impl(field name, view name_text, view value, error_code& error) override;
  void on_header_impl(error_code& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code& error) override { error = {}; }
  std::size_t on_body_impl(view body, error_code& error) override;
  void on_chunk_header_impl(std::uint64_t, view, error_code& error) override { error = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t remain, view body, error_code& error) override;
  void on_finish_impl(error_code& error) override { error = {}; }

  void check_field(field name, std::string_view value);
  [[nodiscard]] bool is_folded(std::string_view name, std::string_view value) const noexcept;

  std::vector<Header>& headers_;
  std::string& body_;
  std::size_t max_headers_;
  std::optional<std::size_t> body_limit_;
  std::string_view text_;
  unsigned hosts_ = 0;
  unsigned lengths_ = 0;
  bool in_trailer_ = false;
};

}  // namespace vgen::server

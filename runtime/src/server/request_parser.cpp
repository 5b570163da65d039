#include "request_parser.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <array>
#include <functional>

namespace vgen::server {
namespace {

namespace http = boost::beast::http;

std::string_view std_view(boost::beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

/// What host names, addresses and a port are made of (RFC 3986, section 3.2.2), without user information. A table: every request has one.
constexpr auto host_characters = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%!$&'()*+;=:[]")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

bool is_host(std::string_view value) noexcept {
  return std::all_of(value.begin(), value.end(), [](char c) { return host_characters[static_cast<unsigned char>(c)]; });
}

bool is_number(std::string_view value) noexcept {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RequestParser::RequestParser(std::vector<Header>& headers, std::string& body, std::size_t max_headers)
    : headers_(headers), body_(body), max_headers_(max_headers) {}

bool RequestParser::head_is_good() const noexcept {
  return http_1_1 ? hosts_ == 1 : hosts_ <= 1 && !chunked();
}

void RequestParser::on_request_impl(http::verb, view method_name, view target_text, int version, error_code& error) {
  method = std_view(method_name);
  target = std_view(target_text);
  http_1_1 = version == 11;
  error = {};
}

void RequestParser::check_field(field name, std::string_view value) {
  bool good = true;
  switch (name) {
    case field::host: good = ++hosts_ == 1 && is_host(value); break;
    case field::content_length: good = ++lengths_ == 1 && is_number(value); break;
    case field::transfer_encoding: good = same_header_name(value, "chunked"); break;
    case field::expect: expects_continue = same_header_name(value, "100-continue"); break;
    default: break;
  }
  if (!good) fault = HeadFault::bad;
}

/// Beast puts lines together elsewhere, or begins the value in the second line.
bool RequestParser::is_folded(std::string_view name, std::string_view value) const noexcept {
  const char* const after_name = name.data() + name.size();
  const char* const end = text_.data() + text_.size();
  if (std::less<>()(value.data(), after_name) || std::less<>()(end, value.data())) return true;
  const std::string_view between(after_name, static_cast<std::size_t>(value.data() - after_name));
  return between != ": " && between.find('\n') != std::string_view::npos;  // nearly all are written so
}

void RequestParser::on_field_impl(field name, view name_text, view value, error_code& error) {
  error = {};
  if (in_trailer_) return;  // read for its grammar only
  const std::string_view text = std_view(value);
  if (is_folded(std_view(name_text), text)) fault = HeadFault::bad;
  check_field(name, text);
  if (headers_.size() == max_headers_) fault = HeadFault::too_many_headers;
  if (fault != HeadFault::none) {
    error = http::error::bad_field;
    return;
  }
  headers_.push_back({.name = std_view(name_text), .value = text});
}

void RequestParser::on_header_impl(error_code& error) {
  in_trailer_ = true;
  error = {};
}

std::size_t RequestParser::on_body_impl(view body, error_code& error) {
  error = {};
  return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, view body, error_code& error) {
  error = {};
  if (!body_limit_) return body.size();
  if (body.size() > *body_limit_ - body_.size()) {
    fault = HeadFault::body_too_large;
    error = http::error::body_limit;
    return 0;
  }
  body_.append(body.data(), body.size());
  return body.size();
}

}  // namespace vgen::server

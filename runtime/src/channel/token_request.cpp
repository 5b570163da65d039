#include <vgen/channel/token_request.hpp>

#include <vgen/http/headers.hpp>
#include <vgen/json/reader.hpp>

#include <algorithm>

namespace vgen {
namespace {

using Kind = SecurityRow::Kind;

/// The scheme of `Authorization` that takes the token; empty for none. A header has only one.
std::string_view authorization_of(std::span<const SecurityRow> schemes) {
  if (schemes.empty()) return "Bearer";
  const auto has = [&](Kind kind) {
    return std::ranges::find(schemes, kind, &SecurityRow::kind) != schemes.end();
  };
  if (has(Kind::bearer_jwt) || has(Kind::bearer)) return "Bearer";
  const auto own = std::ranges::find(schemes, Kind::authorization, &SecurityRow::kind);
  return own == schemes.end() ? std::string_view() : own->name;
}

}  // namespace

bool read_token(json::Reader& in, std::string_view& token) {
  if (!in.view(token)) return false;
  const bool is_token =
      !token.empty() && std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7F'; });
  if (!is_token) in.fault("pattern", "^[!-~]+$", "must be a token, without spaces");
  return true;
}

TokenRequest::TokenRequest(const Request& opened_by, std::span<const SecurityRow> schemes,
                           std::string_view token)
    : credentials_(authorization_of(schemes)), request_(opened_by) {
  const std::size_t scheme = credentials_.size();
  credentials_.append(" ").append(token);  // views must stay valid
  const auto is_key = [](const SecurityRow& row) { return row.kind == Kind::api_key; };
  for (const Header& header : opened_by.headers) {
    const bool proves = same_header_name(header.name, "Authorization") ||
                        same_header_name(header.name, "Cookie") ||
                        std::ranges::any_of(schemes, [&](const SecurityRow& row) {
                          return is_key(row) && same_header_name(header.name, row.name);
                        });
    if (!proves) headers_.push_back(header);
  }
  if (scheme != 0) headers_.push_back({.name = "Authorization", .value = credentials_});
  for (const SecurityRow& row : schemes) {
    if (is_key(row))
      headers_.push_back(
          {.name = row.name, .value = std::string_view(credentials_).substr(scheme + 1)});
  }
  request_.headers = headers_;
}

bool end_if_over(std::shared_ptr<void>& session,
                 std::optional<std::chrono::system_clock::time_point>& expires,
                 const Clock& clock) {
  if (!expires || *expires > clock.now()) return false;
  expires.reset();
  const bool was_there = session != nullptr;
  session.reset();
  return was_there;
}

}  // namespace vgen

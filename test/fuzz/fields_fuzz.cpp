/// libFuzzer target: any bytes as the values of header fields that proxies, browsers and other
/// programs send, and as texts of the access log. Nothing may crash or read out of bounds, and a
/// line of the log must stay one line.
#include "runtime/src/server/log_text.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/http/field_text.hpp>
#include <vgen/http/ip_address.hpp>
#include <vgen/http/trace_context.hpp>
#include <vgen/http/trusted_proxies.hpp>
#include <vgen/server/rate_limit.hpp>
#include <vgen/websocket/handshake.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

void need(bool condition) {
  if (!condition) std::abort();
}

/// An address is the same after it is written and read again.
void check_address(std::string_view text) {
  const auto address = vgen::IpAddress::parse(text);
  if (!address) return;
  const std::string written = address->text();
  need(vgen::IpAddress::parse(written) == address);
  need(vgen::IpRange::parse(written)->contains(*address));
}

/// The client is always an address, and without trust it is the peer.
void check_proxies(std::string_view text) {
  for (const std::string_view name : {"Forwarded", "X-Forwarded-For"}) {
    const std::vector<vgen::Header> headers = {{.name = name, .value = text},
                                               {.name = "X-Forwarded-Proto", .value = text},
                                               {.name = "X-Forwarded-Host", .value = text}};
    const vgen::Request request{.headers = headers};
    const vgen::TrustedProxies all({"0.0.0.0/0", "::/0"});
    need(vgen::IpAddress::parse(all.client_of(request, "192.0.2.1").address).has_value());
    const vgen::TrustedProxies other({"10.0.0.0/8"});
    need(other.client_of(request, "192.0.2.1").address == "192.0.2.1");
  }
}

void check_trace(std::string_view text) {
  vgen::RequestIds ids(1);
  const std::vector<vgen::Header> headers = {{.name = "traceparent", .value = text}};
  const vgen::Trace trace = vgen::trace_of(headers, ids);
  need(trace.traceparent().size() == 55);
  const std::vector<vgen::Header> state = {
      {.name = "traceparent", .value = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
      {.name = "tracestate", .value = text}};
  need(vgen::trace_of(state, ids).state.size() <= 512);
}

void check_browser_token(std::string_view text) {
  std::vector<vgen::Header> headers = {{.name = "Sec-WebSocket-Protocol", .value = text}};
  const auto token = vgen::websocket::find_browser_token({.headers = headers});
  if (token.authorization.empty()) return;
  vgen::websocket::hide_browser_token(token, headers);
  for (const vgen::Header& header : headers) {
    std::string_view list = header.value;
    while (!list.empty())
      need(!vgen::detail::take_part(list, ',').starts_with("base64url.bearer.vgen."));
  }
  if (token.is_malformed) return;
  need(std::ranges::all_of(token.authorization, [](char c) { return c >= ' ' && c <= '~'; }));
}

void check_log(std::string_view text) {
  std::string line;
  vgen::server::append_json_text(line, text);
  need(line.size() >= 2 && line.front() == '"' && line.back() == '"');
  need(std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_address(text);
  check_proxies(text);
  check_trace(text);
  check_browser_token(text);
  check_log(text);
  static_cast<void>(vgen::parse_rate_limit(text));
  return 0;
}

#include <vgen/websocket/handshake.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace vgen::websocket;
using vgen::Header;
using vgen::Request;

namespace {

const std::string sample_key = "dGhlIHNhbXBsZSBub25jZQ==";

Upgrade judge(std::vector<Header> headers) {
  const Request request{.method = "GET", .headers = headers};
  return judge_upgrade(request);
}

}  // namespace

TEST_CASE("handshake: the example of the RFC", "[websocket]") {
  CHECK(accept_value(sample_key) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  const std::vector<Header> headers{{"Sec-WebSocket-Key", sample_key}};
  const Request request{.method = "GET", .headers = headers};
  CHECK(switching_head(request, {}) ==
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
  CHECK(switching_head(request, "vgen").ends_with("\r\nSec-WebSocket-Protocol: vgen\r\n\r\n"));
  CHECK(switching_head(request, {}, "permessage-deflate")
            .ends_with("\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"));
}

TEST_CASE("handshake: a page sends its token as a sub-protocol", "[websocket]") {
  const auto token_of = [](const std::vector<std::string>& fields) {
    std::vector<Header> headers;
    for (const std::string& field : fields)
      headers.push_back({.name = "sec-websocket-protocol", .value = field});
    vgen::Request request;
    request.headers = headers;
    const vgen::websocket::BrowserToken token = vgen::websocket::find_browser_token(request);
    return token.is_malformed ? "malformed" : token.authorization + "|" + token.other_protocols;
  };
  CHECK(token_of({"vgen, base64url.bearer.vgen.YWRh"}) == "Bearer ada|vgen");
  CHECK(token_of({"base64url.bearer.vgen.YS1fYg ,vgen"}) == "Bearer a-_b|vgen");
  CHECK(token_of({"vgen", "base64url.bearer.vgen.Pz4_", "x"}) == "Bearer ?>?|vgen, x");
  CHECK(token_of({"vgen"}) == "|vgen");
  CHECK(token_of({}) == "|");
  for (const char* const wrong : {"", "YW Rh", "YWRh=", "YSBi", "YQ0KYg", "YR"}) {
    CAPTURE(wrong);
    CHECK(token_of({"base64url.bearer.vgen." + std::string(wrong)}) == "malformed");
  }
  CHECK(token_of({"base64url.bearer.vgen.YWRh, base64url.bearer.vgen.YWRh"}) == "malformed");
}

TEST_CASE("handshake: what is an upgrade", "[websocket]") {
  const Header connection{"Connection", "Upgrade"};
  const Header upgrade{"Upgrade", "websocket"};
  const Header asked{"Sec-WebSocket-Version", "13"};
  const Header key{"Sec-WebSocket-Key", sample_key};
  CHECK(judge({connection, upgrade, asked, key}) == Upgrade::good);
  CHECK(judge({{"connection", "keep-alive, upgrade"}, {"UPGRADE", "WebSocket"}, asked, key}) ==
        Upgrade::good);
  CHECK(judge({{"Connection", "keep-alive"}, connection, upgrade, asked, key}) == Upgrade::good);
  CHECK(judge({}) == Upgrade::not_asked);
  CHECK(judge({upgrade, asked, key}) == Upgrade::not_asked);
  CHECK(judge({connection, asked, key}) == Upgrade::not_asked);
  CHECK(judge({connection, {"Upgrade", "h2c"}, asked, key}) == Upgrade::not_asked);
  CHECK(judge({connection, {"Upgrade", "websockets"}, asked, key}) == Upgrade::not_asked);
  CHECK(judge({connection, upgrade, key}) == Upgrade::other_version);
  CHECK(judge({connection, upgrade, {"Sec-WebSocket-Version", "8"}, key}) ==
        Upgrade::other_version);
  CHECK(judge({connection, upgrade, asked}) == Upgrade::malformed);
  CHECK(judge({connection, upgrade, asked, key, key}) == Upgrade::malformed);
  CHECK(judge({connection, upgrade, asked, {"Sec-WebSocket-Key", ""}}) == Upgrade::malformed);
  CHECK(judge({connection, upgrade, asked, {"Sec-WebSocket-Key", "c2hvcnQ="}}) ==
        Upgrade::malformed);
  CHECK(judge({connection, upgrade, asked, {"Sec-WebSocket-Key", "not base64 not base64 =="}}) ==
        Upgrade::malformed);
}

// Sessions by the schemes that a header declares: tokens, keys, cookies.
#include "api.gen.hpp"
#include "test/support/sessions_services.hpp"
#include "test/unit/session/keys.hpp"

#include <vgen/runtime.hpp>
#include <vgen/core/base64url.hpp>
#include <vgen/session/jwt.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using Headers = vgen::testing::Client::RequestHeaders;
using std::chrono::hours;
using std::chrono::seconds;

const std::string cookie_key = "a key of the tests with enough characters";

std::optional<sessions::Session> find_key(sessions::Singletons&, std::string_view key) {
  if (key != "k1") return std::nullopt;
  return sessions::Session{.user = "robot", .role = sessions::Role::editor};
}

vgen::SessionOptions options() {
  return {.jwt = {.jwks = std::string(vgen_test::oct_key)}, .cookie = {.keys = {cookie_key}}};
}

struct Sessions {
  explicit Sessions(vgen::SessionOptions sessions = options())
      : client(sessions::api(
                   singletons,
                   [](sessions::Singletons& of, vgen::Call& call) { return sessions::Services{of, call}; },
                   {.api_key = find_key}),
               {.sessions = std::move(sessions)}) {}

  /// The status and the body of an answer.
  std::string get(std::string_view target, const Headers& headers = {}) {
    const vgen::Response response = client.get(target, headers);
    return std::to_string(response.status) + " " + response.body;
  }
  /// `WWW-Authenticate` of an answer 401.
  std::string challenge(const Headers& headers) {
    const vgen::Response response = client.get("/me", headers);
    CHECK(response.status == 401);
    return std::string(response.headers.find("WWW-Authenticate").value_or(""));
  }
  /// Signs in, and returns the `Set-Cookie` of the answer.
  std::string sign_in(const Headers& headers = {}) {
    const vgen::Response response =
        client.post("/session", R"({"name":"ada","password":"secret"})", headers);
    CHECK(response.status == 204);
    return std::string(response.headers.find("Set-Cookie").value_or(""));
  }

  sessions::Singletons singletons{};
  vgen::testing::Client client;
};

std::string token(std::string_view claims) {
  return vgen::session::sign_token(vgen::session::read_jwks(vgen_test::oct_key).front(), claims);
}
/// The clock of the client begins at 1767225600.
Headers bearer(std::string_view claims = R"({"sub":"ada","role":"reader","exp":1767229200})") {
  return {{"Authorization", "Bearer " + token(claims)}};
}

/// `Cookie: NAME=VALUE` of a `Set-Cookie`.
Headers cookie_of(const std::string& set_cookie) {
  return {{"Cookie", set_cookie.substr(0, set_cookie.find(';'))}};
}

constexpr std::string_view all_challenges =
    R"(Bearer, ApiKey header="X-API-Key", Cookie cookie-name="__Host-session")";

}  // namespace

TEST_CASE("sessions: a token") {
  Sessions sessions;
  CHECK(sessions.get("/me", bearer()) == R"(200 "ada")");
  CHECK(sessions.get("/greeting", bearer()) == R"(200 "hello ada")");
  CHECK(sessions.get("/greeting") == R"(200 "hello")");
  const std::string text = token(R"({"sub":"ada","exp":1767229200,"iat":1,"roles":["x"]})");
  CHECK(sessions.get("/me", {{"authorization", "bearer " + text}}) == R"(200 "ada")");
  CHECK(sessions.client.put("/note", R"({"text":"x"})", bearer()).status == 403);
  CHECK(sessions.client
            .put("/note", R"({"text":"x"})",
                 bearer(R"({"sub":"ada","role":"editor","exp":1767229200})"))
            .status == 200);
}

TEST_CASE("sessions: what does not hold a session, and what the answer says about it") {
  Sessions sessions;
  CHECK(sessions.challenge({}) == all_challenges);
  CHECK(sessions.challenge({{"Authorization", "Basic YTpi"}}) == all_challenges);
  CHECK(sessions.challenge({{"Authorization", "Bearer"}}) == all_challenges);
  const auto refused = [&](const Headers& headers) {
    const std::string text = sessions.challenge(headers);
    const std::string begin = R"(Bearer error="invalid_token", error_description=")";
    CHECK(text.starts_with(begin));
    return text.substr(begin.size(), text.find('"', begin.size()) - begin.size());
  };
  CHECK(refused({{"Authorization", "Bearer x"}}) == "the token does not have three parts");
  CHECK(refused(bearer(R"({"sub":"ada","exp":1767225500})")) == "the token has expired");
  CHECK(refused(bearer(R"({"exp":1767229200})")) == "the token is not a session of this API");
  CHECK(refused(bearer(R"({"sub":"","exp":1767229200})")) ==
        "the token is not a session of this API");
  CHECK(refused(bearer(R"({"sub":"ada","role":"admin","exp":1767229200})")) ==
        "the token is not a session of this API");
  // Where no session is needed, it counts as none.
  CHECK(sessions.get("/greeting", {{"Authorization", "Bearer x"}}) == R"(200 "hello")");
  const vgen::Response response = sessions.client.get("/me", {{"Authorization", "Bearer x"}});
  CHECK(response.body.find("This operation needs a session, but the token does not have three "
                           "parts.") != std::string::npos);
}

TEST_CASE("sessions: a key") {
  Sessions sessions;
  CHECK(sessions.get("/me", {{"X-API-Key", "k1"}}) == R"(200 "robot")");
  CHECK(sessions.get("/greeting", {{"x-api-key", "k2"}}) == R"(200 "hello")");
  CHECK(sessions.challenge({{"X-API-Key", "k2"}}).ends_with(all_challenges.substr(6)));
  // The first scheme of the header that finds a session decides.
  Headers both = bearer();
  both.emplace_back("X-API-Key", "k1");
  CHECK(sessions.get("/me", both) == R"(200 "ada")");
  CHECK(sessions.get("/me", {{"Authorization", "Bearer x"}, {"X-API-Key", "k1"}}) ==
        R"(200 "robot")");
}

TEST_CASE("sessions: a cookie that holds the session") {
  Sessions sessions;
  const std::string set = sessions.sign_in();
  CHECK(set.starts_with("__Host-session="));
  CHECK(set.find("ada") == std::string::npos);
  const std::string attributes = set.substr(set.find(';'));
  CHECK(attributes == "; Path=/; Max-Age=604800; Secure; HttpOnly; SameSite=Lax");
  const Headers cookie = cookie_of(set);
  CHECK(sessions.get("/me", cookie) == R"(200 "ada")");
  CHECK(sessions.sign_in() != set);  // a new nonce for each

  std::string changed = cookie[0].second;
  changed.back() = changed.back() == 'A' ? 'Q' : 'A';
  CHECK(sessions.client.get("/me", {{"Cookie", changed}}).status == 401);
  const std::string value = cookie[0].second.substr(cookie[0].second.find('=') + 1);
  for (const std::string& wrong :
       {std::string("x"), std::string(), value.substr(1), value + "AAAA"})
    CHECK(sessions.client.get("/me", {{"Cookie", "__Host-session=" + wrong}}).status == 401);
  CHECK(sessions.client.get("/me", {{"Cookie", "session=" + value}}).status == 401);

  sessions.client.advance(hours(7 * 24) - seconds(1));
  CHECK(sessions.get("/me", cookie) == R"(200 "ada")");
  sessions.client.advance(seconds(1));
  CHECK(sessions.client.get("/me", cookie).status == 401);
}

TEST_CASE("sessions: keys of cookies rotate") {
  const std::string newer = "another key of the tests, which is newer";
  Sessions before;
  const Headers old = cookie_of(before.sign_in());
  vgen::SessionOptions rotated = options();
  rotated.cookie.keys = {newer, cookie_key};
  Sessions during(rotated);
  CHECK(during.get("/me", old) == R"(200 "ada")");
  rotated.cookie.keys = {newer};
  Sessions after(rotated);
  CHECK(after.client.get("/me", old).status == 401);
  CHECK(after.get("/me", cookie_of(during.sign_in())) == R"(200 "ada")");
}

TEST_CASE("sessions: sign_out takes the cookie away") {
  Sessions sessions;
  Headers headers = cookie_of(sessions.sign_in());
  headers.emplace_back("Origin", "https://todo.example");
  headers.emplace_back("Host", "todo.example");
  const vgen::Response response = sessions.client.del("/session", headers);
  CHECK(response.status == 204);
  CHECK(response.headers.find("Set-Cookie") ==
        "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}

TEST_CASE("sessions: a store gives each sign-in a new id, and forgets it") {
  vgen::SessionOptions with_store{.jwt = {.jwks = std::string(vgen_test::oct_key)}};
  with_store.cookie.store = vgen::make_memory_session_store();
  Sessions sessions(with_store);
  const Headers first = cookie_of(sessions.sign_in());
  CHECK(sessions.get("/me", first) == R"(200 "ada")");
  Headers again = first;
  again.emplace_back("Sec-Fetch-Site", "same-origin");
  const Headers second = cookie_of(sessions.sign_in(again));
  CHECK(second != first);
  CHECK(sessions.client.get("/me", first).status == 401);
  CHECK(sessions.get("/me", second) == R"(200 "ada")");
  Headers out = second;
  out.emplace_back("Sec-Fetch-Site", "same-origin");
  CHECK(sessions.client.del("/session", out).status == 204);
  CHECK(sessions.client.get("/me", second).status == 401);
  const Headers third = cookie_of(sessions.sign_in());
  sessions.client.advance(hours(7 * 24));
  CHECK(sessions.client.get("/me", third).status == 401);
}

TEST_CASE("sessions: requests that a page of another site may have made") {
  vgen::SessionOptions with_origin = options();
  with_origin.origins = {"https://app.example"};
  Sessions sessions(with_origin);
  const Headers cookie = cookie_of(sessions.sign_in());
  const auto post = [&](Headers headers) {
    headers.emplace_back("Host", "todo.example");
    return sessions.client.post("/session", R"({"name":"a","password":"secret"})", headers).status;
  };
  const auto with_cookie = [&](Headers headers) {
    headers.push_back(cookie[0]);
    return headers;
  };
  struct Case {
    Headers headers;
    bool is_allowed;
    bool is_allowed_with_cookie;
  };
  const std::vector<Case> cases = {
      {{}, true, false},  // no browser
      {{{"Origin", "https://todo.example"}}, true, true},
      {{{"Origin", "http://todo.example"}}, true, true},
      {{{"Origin", "https://app.example"}}, true, true},
      {{{"Origin", "https://evil.example"}}, false, false},
      {{{"Origin", "https://todo.example.evil"}}, false, false},
      {{{"Origin", "null"}}, false, false},
      {{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}, false, false},
      {{{"Sec-Fetch-Site", "same-origin"}}, true, true},
      {{{"Sec-Fetch-Site", "none"}}, true, true},
      {{{"Sec-Fetch-Site", "same-site"}}, false, false},
      {{{"Sec-Fetch-Site", "cross-site"}}, false, false},
      // Pages of other sites cannot set these.
      {{{"Origin", "https://evil.example"}, {"X-API-Key", "k1"}}, true, true},
      {{{"Origin", "https://evil.example"}, {"Authorization", "Bearer x"}}, true, true},
  };
  for (const Case& of : cases) {
    CAPTURE(of.headers);
    CHECK(post(of.headers) == (of.is_allowed ? 204 : 403));
    CHECK(post(with_cookie(of.headers)) == (of.is_allowed_with_cookie ? 204 : 403));
  }
  Headers foreign = cookie;
  foreign.emplace_back("Origin", "https://evil.example");
  CHECK(sessions.get("/me", foreign) == R"(200 "ada")");  // it changes nothing
}

TEST_CASE("sessions: the session of a channel ends with its token") {
  Sessions sessions;
  CHECK(sessions.client.channel("/live").handshake().status == 401);
  auto live = sessions.client.channel("/live", bearer());
  REQUIRE(live.is_open());
  const std::string message = R"({"action":"echo","text":"x"})";
  CHECK(live.exchange(message) == R"({"action":"echo","text":"x"})");
  sessions.client.advance(hours(1) + seconds(59));
  CHECK(live.exchange(message) == R"({"action":"echo","text":"x"})");
  sessions.client.advance(seconds(1));
  CHECK(live.exchange(message).find("urn:vgen:unauthorized") != std::string::npos);
}

TEST_CASE("sessions: a stream ends with its session, and the client has to come back") {
  for (const std::string_view accept : {"text/event-stream", "application/jsonl"}) {
    Sessions sessions;
    Headers headers = bearer();
    headers.emplace_back("Accept", accept);
    auto events = sessions.client.events("/me/stay", headers);
    sessions.client.advance(hours(1) + seconds(59));  // the leeway of a token is a minute
    CHECK(events.is_open());
    sessions.client.advance(seconds(1));
    CHECK_FALSE(events.is_open());
    CHECK(events.is_complete() == (accept == "text/event-stream"));
    CHECK(sessions.singletons.ends == std::vector{vgen::StopReason::session_ended});
    CHECK(sessions.client.get("/me/stay", headers).status == 401);
  }
}

namespace {

constexpr const char* say_x = R"({"action":"echo","text":"x"})";
constexpr const char* until_two = R"({"sub":"ada","role":"reader","exp":1767232800})";

/// A message that brings a token; `rest` is what follows it.
std::string authenticate(const std::string& value, const std::string& rest = R"(,"$id":1)") {
  return R"({"authenticate":")" + value + "\"" + rest + "}";
}
bool is_refused(const std::string& frame) {
  INFO(frame);
  const bool is_error = frame.starts_with(R"({"error":{"type":"urn:vgen:unauthorized")");
  CHECK(is_error);
  return is_error;
}
/// Whether a frame says that the session has ended, of no message.
bool says_ended(const std::string& frame) {
  return is_refused(frame) && frame.find("The session has ended.") != std::string::npos &&
         !frame.ends_with("\"echo\"}");
}

}  // namespace

TEST_CASE("sessions: a channel gets a late session from every scheme that takes a token") {
  Sessions sessions;
  for (const std::string& text : {token(until_two), std::string("k1")}) {
    auto lobby = sessions.client.channel("/lobby");
    CHECK(is_refused(lobby.exchange(say_x)));
    CHECK(lobby.exchange(authenticate(text)) == R"({"$id":1})");
    CHECK(lobby.exchange(say_x) == say_x);
    lobby.send(authenticate(text, ""));
    CHECK(lobby.receive_all().empty());
  }
}

TEST_CASE("sessions: a page sends its token as a sub-protocol") {
  Sessions sessions;
  const std::string text = vgen::base64url_text(token(until_two));
  const Headers offered = {{"Sec-WebSocket-Protocol", "vgen, base64url.bearer.vgen." + text}};
  auto live = sessions.client.channel("/live", offered);
  REQUIRE(live.is_open());
  CHECK(live.exchange(say_x) == say_x);
  auto rpc = sessions.client.rpc(offered);
  CHECK(rpc.exchange(R"({"method":"me","id":1})") == R"({"id":1,"result":"ada"})");
  // What the request proves by itself counts first.
  Headers both = offered;
  both.emplace_back("Authorization", "Bearer no");
  CHECK(sessions.client.channel("/live", both).handshake().status == 401);
  const Headers refused = {{"Sec-WebSocket-Protocol", "vgen, base64url.bearer.vgen.bm8"}};
  CHECK(sessions.client.channel("/live", refused).handshake().status == 401);
}

TEST_CASE("sessions: a renewed session ends with its own token, and says so once") {
  Sessions sessions;
  auto live = sessions.client.channel("/live", bearer());
  auto other = sessions.client.channel("/live", bearer());
  CHECK(live.exchange(authenticate(token(until_two), R"(,"$id":"a")")) == R"({"$id":"a"})");
  sessions.client.advance(hours(1) + seconds(60));
  CHECK(says_ended(other.receive()));
  CHECK(live.receive_all().empty());
  CHECK(live.exchange(say_x) == say_x);
  sessions.client.advance(hours(1));
  CHECK(says_ended(live.receive()));
  CHECK(is_refused(live.exchange(say_x)));
  sessions.client.advance(hours(1));
  CHECK(live.receive_all().empty());
  CHECK(other.receive_all().empty());
  CHECK(live.exchange(authenticate("k1")) == R"({"$id":1})");
  sessions.client.advance(hours(100));
  CHECK(live.exchange(say_x) == say_x);  // the key has no end
}

TEST_CASE("sessions: a refused token leaves the session as it is") {
  Sessions sessions;
  const std::string expired = token(R"({"sub":"ada","role":"reader","exp":1767225000})");
  const std::string nobody = token(R"({"role":"reader","exp":1767229200})");
  const auto headers = GENERATE(bearer(), Headers{{"X-API-Key", "k1"}},
                                cookie_of(Sessions().sign_in()));
  auto live = sessions.client.channel("/live", headers);
  REQUIRE(live.is_open());
  for (const std::string& text : {expired, nobody, std::string("k2"), std::string("a.b.c")}) {
    const std::string answer = live.exchange(authenticate(text));
    CHECK(is_refused(answer));
    CHECK(answer.ends_with(R"(,"$id":1})"));
    CHECK(is_refused(live.exchange(authenticate(text, ""))));
    CHECK(live.exchange(say_x) == say_x);
  }
}

TEST_CASE("sessions: values that are not tokens") {
  Sessions sessions;
  auto live = sessions.client.channel("/live", bearer());
  const auto has = [&](const std::string& message, const std::string& part) {
    const std::string answer = live.exchange(message);
    INFO(answer);
    CHECK(answer.find(part) != std::string::npos);
    CHECK(live.exchange(say_x) == say_x);
  };
  has(R"({"authenticate":7})", R"("pointer":"/authenticate","code":"type")");
  has(R"({"authenticate":null,"$id":4})", R"("$id":4)");
  has(R"({"authenticate":{"token":"k1"}})", R"("code":"type")");
  has(authenticate(""), R"("code":"pattern")");
  has(authenticate("a b"), R"("code":"pattern")");
  has(authenticate(R"(k1\r\nX: y)"), R"("code":"pattern")");
  has(R"({"authenticate":"k1","authenticate":"k1"})", "urn:vgen:validation");
  has(R"({"authenticate":"k1")", "urn:vgen:malformed");
  has(authenticate("k1", R"(,"$id":[])"), "urn:vgen:malformed");
  CHECK(live.exchange(R"({"action":"echo","text":"x","authenticat\u0065":"k2"})").find(
            "urn:vgen:unauthorized") != std::string::npos);
}

TEST_CASE("sessions: an RPC connection has late, renewed and ending sessions too") {
  Sessions sessions;
  const std::string me = R"({"method":"me","id":1})";
  const auto sign_in = [](const std::string& text) {
    return R"({"method":".auth","params":[")" + text + R"("],"id":2})";
  };
  auto rpc = sessions.client.rpc();
  const std::string refused = R"({"id":1,"error":{"code":401,)";
  CHECK(rpc.exchange(me).starts_with(refused));
  CHECK(rpc.exchange(sign_in(token(until_two))) == R"({"id":2})");
  CHECK(rpc.exchange(me) == R"({"id":1,"result":"ada"})");
  CHECK(rpc.exchange(sign_in("k2")).starts_with(R"({"id":2,"error":{"code":401,)"));
  sessions.client.advance(hours(2) + seconds(59));
  CHECK(rpc.exchange(me) == R"({"id":1,"result":"ada"})");
  sessions.client.advance(seconds(1));
  CHECK(rpc.receive().starts_with(R"({"id":null,"error":{"code":401,"message":"Unauthorized",)"));
  CHECK(rpc.exchange(me).starts_with(refused));
  CHECK(rpc.exchange(sign_in("k1")) == R"({"id":2})");
  sessions.client.advance(hours(100));
  CHECK(rpc.exchange(me) == R"({"id":1,"result":"robot"})");
}

TEST_CASE("sessions: a browser sends the token of a websocket as a sub-protocol") {
  Sessions sessions;
  const std::string prefix = "base64url.bearer.vgen.";
  const std::string good = token(R"({"sub":"ada","exp":1767229200})");
  const std::string encoded = prefix + vgen::base64url_text(good);
  const auto open = [&](const Headers& headers) {
    auto live = sessions.client.channel("/live", headers);
    return live.is_open() ? 101 : live.handshake().status;
  };
  const auto offer = [&](const std::string& protocols) {
    return open({{"Sec-WebSocket-Protocol", protocols}});
  };
  CHECK(offer("vgen, " + encoded) == 101);
  CHECK(offer(encoded + ",vgen") == 101);
  CHECK(open({{"sec-websocket-protocol", "vgen"}, {"Sec-WebSocket-Protocol", encoded}}) == 101);
  CHECK(offer("vgen") == 401);
  CHECK(offer("vgen, " + prefix + vgen::base64url_text("x")) == 401);
  // A field of the client itself goes first.
  Headers both = {{"Authorization", "Bearer x"}, {"Sec-WebSocket-Protocol", encoded}};
  CHECK(open(both) == 401);
  for (const std::string& wrong :
       {prefix, prefix + "a", prefix + "a=", prefix + "YQ==", prefix + "a+b/", prefix + "YR",
        prefix + vgen::base64url_text("a b"),
        prefix + vgen::base64url_text("a\r\nX: y"), encoded + ", " + encoded})
    CHECK(offer("vgen, " + wrong) == 400);
}

TEST_CASE("sessions: a scheme that lacks something") {
  const auto problem = [](const vgen::SessionOptions& sessions) -> std::string {
    try {
      const Sessions made(sessions);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  vgen::SessionOptions without = options();
  without.jwt.jwks.clear();
  CHECK(problem(without) ==
        "the scheme bearer_jwt has no key: set the environment variable VGEN_JWKS_FILE to a file "
        "with a JSON Web Key Set, or give ServerOptions::sessions.jwt one");
  without.jwt.jwks = "{";
  CHECK(problem(without) ==
        "the scheme bearer_jwt cannot be used: the keys of tokens are not a JSON Web Key Set");
  without.jwt = {.jwks_file = "/does/not/exist"};
  CHECK(problem(without) ==
        "the scheme bearer_jwt cannot be used: cannot read the keys of tokens from "
        "/does/not/exist");
  without = options();
  without.cookie.keys.clear();
  CHECK(problem(without) ==
        "the scheme cookie has no key: set the environment variable VGEN_COOKIE_KEYS_FILE to a "
        "file with one key in a line, or give ServerOptions::sessions.cookie keys or a store");
  without.cookie.keys = {"short"};
  CHECK(problem(without) == "a key of cookies has fewer than 32 characters");

  sessions::Singletons singletons;
  const auto make_services = [](sessions::Singletons& of, vgen::Call& call) {
    return sessions::Services{of, call};
  };
  CHECK_THROWS_WITH(
      vgen::testing::Client(sessions::api(singletons, make_services), {.sessions = options()}),
      "the scheme api_key has no resolver: give one to api(singletons, factory, {.api_key = …}), "
      "or "
      "one for all schemes");
}

TEST_CASE("sessions: a resolver in code instead of the schemes") {
  sessions::Singletons singletons;
  vgen::testing::Client client(sessions::api(
      singletons, [](sessions::Singletons& of, vgen::Call& call) { return sessions::Services{of, call}; },
      [](sessions::Singletons&, const vgen::Request& request) -> std::optional<sessions::Session> {
        if (request.header("Authorization") != "Bearer opaque") return std::nullopt;
        return sessions::Session{.user = "bob"};
      }));
  CHECK(client.get("/me", {{"Authorization", "Bearer opaque"}}).body == R"("bob")");
  const vgen::Response refused = client.get("/me");
  CHECK(refused.status == 401);
  CHECK(refused.headers.find("WWW-Authenticate") ==
        R"(Bearer, ApiKey header="X-API-Key", Cookie cookie-name="session")");
}

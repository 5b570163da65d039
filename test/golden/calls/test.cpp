// Permissions and middleware as a header declares them, over HTTP and on a channel.
#include "api.gen.hpp"
#include "test/support/permission_table.hpp"
#include "test/support/strict_mode.hpp"

#include <vgen/runtime.hpp>
#include <vgen/task.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calls {

struct Singletons {
  int answered = 0;  ///< Calls of functions.
};
struct Services {
  Singletons& singletons;
};

namespace {

std::string steps;  // of middleware, which gets no services

bool has(const std::string& rights, char letter) {
  return rights.find(letter) != std::string::npos;
}

vgen::Task<void> around(vgen::Call& call, vgen::Next& next, std::string name) {
  steps += name + '>';
  if (call.header("X-Refuse") == name) throw vgen::Error(vgen::ErrorKind::too_many_requests, name);
  auto rest = next();
  co_await std::move(rest);
  steps += '<' + name;
}

}  // namespace

bool may_a(Services&, const Session& session) {
  return has(session.rights, 'a');
}
vgen::Task<bool> may_b(Services&, const Session& session) {
  co_return has(session.rights, 'b');
}
bool may_c(Services&, const Session& session) noexcept {
  return has(session.rights, 'c');
}
bool may_x(Services&, const Ask& in, const Session&) {
  return has(in.rights, 'x');
}
vgen::Task<bool> may_y(Services&, const Ask& in, const Session&) {
  co_return has(in.rights, 'y');
}
bool may_enter(Services&, const EnterRoom& in, const Session&) {
  return in.room != "closed";
}

vgen::Task<void> outermost(vgen::Call& call, vgen::Next& next) {
  return around(call, next, "outermost");
}
vgen::Task<void> of_group(vgen::Call& call, vgen::Next& next) {
  return around(call, next, "group");
}
vgen::Task<void> of_route(vgen::Call& call, vgen::Next& next) {
  return around(call, next, "route");
}

Ask ask(Services& services, Ask in, Session&) {
  ++services.singletons.answered;
  return in;
}
vgen::Task<Ask> ask_later(Services& services, Ask in, Session&) {
  ++services.singletons.answered;
  co_return in;
}
std::string hello(Services&) {
  return "hello";
}
std::string secret(Services&) {
  return "secret";
}
void on_connect(Services&, vgen::Channel<void, Session>&, EnterRoom) {}
void on_message(Services& services, vgen::Channel<Ask, Session>& channel, Ask in) {
  ++services.singletons.answered;
  channel.send(in);
}

}  // namespace calls

namespace {

using Headers = vgen::testing::Client::RequestHeaders;
using vgen_test::PermissionCase;
using vgen_test::PermissionOutcome;

/// `X-Session: RIGHTS`
std::optional<calls::Session> find_session(calls::Singletons&, const vgen::Request& request) {
  if (const auto rights = request.header("X-Session")) return calls::Session{std::string(*rights)};
  return std::nullopt;
}

struct Calls {
  calls::Singletons singletons{};
  vgen::testing::Client client{calls::api(
      singletons, [](calls::Singletons& of, vgen::Call&) { return calls::Services{of}; },
      find_session), {.strict_channels = vgen_test::in_strict_mode()}};

  /// The status of an answer and the steps of the middleware.
  std::string get(std::string_view target, const Headers& headers = {}) {
    calls::steps.clear();
    const vgen::Response response = client.get(target, headers);
    return std::to_string(response.status) + " " + calls::steps;
  }
};

/// What a frame says, as a status.
int status_of(const std::string& frame) {
  const std::size_t at = frame.find("\"status\":");
  return at == std::string::npos ? 200 : std::stoi(frame.substr(at + 9));
}

/// What a frame of RPC says, as a status.
int code_of(const std::string& frame) {
  const std::size_t at = frame.find("\"code\":");
  return at == std::string::npos ? 200 : std::stoi(frame.substr(at + 7));
}

/// The outcome of two calls, one with an input that has a fault.
PermissionOutcome outcome(int status, int faulty_status, int calls) {
  return {.status = status, .input_was_read = faulty_status == 422, .function_ran = calls == 1};
}

std::string value_of(const std::string& shape) {
  if (shape == "ab-c") return "abOrC";
  if (shape == "ax-c") return "axOrC";
  if (shape == "x-ay") return "xOrAy";
  return shape;
}

}  // namespace

TEST_CASE("calls: the truth table of declared permissions, over HTTP") {
  Calls calls;
  vgen_test::check_permission_table([&](const PermissionCase& of) {
    const std::string group = of.shape == "a_b-x" ? "/grouped/" : "/";
    const std::string target = group + of.shape + "?rights=";
    const Headers headers = {{"X-Session", of.session}};
    calls.singletons.answered = 0;
    const int status = calls.client.get(target + of.input, headers).status;
    const int faulty = calls.client.get(target + "toolong", headers).status;
    return outcome(status, faulty, calls.singletons.answered);
  });
}

TEST_CASE("calls: the truth table of declared permissions, on a channel") {
  Calls calls;
  vgen_test::check_permission_table(vgen_test::permission_shapes, [&](const PermissionCase& of) {
    auto channel = calls.client.channel("/live/kitchen", {{"X-Session", of.session}});
    REQUIRE(channel.is_open());
    const std::string frame = R"({"action":")" + value_of(of.shape) + R"(","$id":1,"rights":")";
    calls.singletons.answered = 0;
    const int status = status_of(channel.exchange(frame + of.input + "\"}"));
    const int faulty = status_of(channel.exchange(frame + "toolong\"}"));
    return outcome(status, faulty, calls.singletons.answered);
  });
}

TEST_CASE("calls: the truth table of declared permissions, over RPC") {
  Calls calls;
  vgen_test::check_permission_table(vgen_test::permission_shapes, [&](const PermissionCase& of) {
    auto rpc = calls.client.rpc({{"X-Session", of.session}});
    REQUIRE(rpc.is_open());
    const std::string frame =
        R"({"method":")" + value_of(of.shape) + R"(","id":1,"params":[{"rights":")";
    calls.singletons.answered = 0;
    const int status = code_of(rpc.exchange(frame + of.input + "\"}]}"));
    const int faulty = code_of(rpc.exchange(frame + "toolong\"}]}"));
    return outcome(status, faulty, calls.singletons.answered);
  });
}

TEST_CASE("calls: middleware of methods of RPC") {
  Calls calls;
  auto rpc = calls.client.rpc();
  REQUIRE(rpc.is_open());
  calls::steps.clear();
  CHECK(rpc.exchange(R"({"method":"hello","id":1})") == R"({"id":1,"result":"hello"})");
  CHECK(calls::steps == "outermost>route><route<outermost");
  calls::steps.clear();
  CHECK(code_of(rpc.exchange(R"({"method":"a","id":2,"params":[{"rights":""}]})")) == 401);
  CHECK(calls::steps == "outermost><outermost");
}

TEST_CASE("calls: middleware of the API, the group and the route, from outside to inside") {
  Calls calls;
  CHECK(calls.get("/hello") == "200 outermost>route><route<outermost");
  CHECK(calls.get("/hello", {{"X-Refuse", "route"}}) == "429 outermost>route><outermost");
  CHECK(calls.get("/a?rights=") == "401 outermost><outermost");
  CHECK(calls.get("/grouped/a_b-x?rights=", {{"X-Session", "ab"}}) ==
        "200 outermost>group>route><route<group<outermost");
  CHECK(calls.get("/grouped/a_b-x?rights=", {{"X-Session", "a"}}) ==
        "403 outermost>group>route><route<group<outermost");
}

TEST_CASE("calls: a route that demands a session for a function without one") {
  Calls calls;
  CHECK(calls.client.get("/secret").status == 401);
  CHECK(calls.client.get("/secret", {{"X-Session", "b"}}).status == 403);
  CHECK(calls.client.get("/secret", {{"X-Session", "a"}}).status == 200);
}

TEST_CASE("calls: permissions and middleware of a channel") {
  Calls calls;
  calls::steps.clear();
  CHECK(calls.client.channel("/live/kitchen").handshake().status == 401);
  CHECK(calls::steps == "outermost>group><group<outermost");
  CHECK(calls.client.channel("/live/closed", {{"X-Session", "a"}}).handshake().status == 403);
  CHECK(calls.client.channel("/guarded", {{"X-Session", "b"}}).handshake().status == 403);
  CHECK(calls.client.channel("/guarded").handshake().status == 401);

  auto channel = calls.client.channel("/guarded", {{"X-Session", "a"}});
  REQUIRE(channel.is_open());
  calls::steps.clear();
  CHECK(channel.exchange(R"({"rights":"x"})") == R"({"rights":"x"})");
  CHECK(calls::steps == "outermost><outermost");
}

TEST_CASE("calls: a middleware refuses the opening of a channel") {
  Calls calls;
  const Headers headers = {{"X-Session", "a"}, {"X-Refuse", "group"}};
  CHECK(calls.client.channel("/live/kitchen", headers).handshake().status == 429);
}

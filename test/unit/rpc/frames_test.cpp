// The frames that clients of RPC send.
#include <vgen/rpc/rpc_frame.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using vgen::Faults;
using vgen::read_rpc_frame;
using vgen::RpcFrame;
using Outcome = RpcFrame::Outcome;

namespace {

struct Read {
  Outcome outcome{};
  std::string method{};
  std::string id{};
  std::string params{};

  bool operator==(const Read&) const = default;
};

Read read(std::string_view text) {
  Faults faults;
  const RpcFrame frame = read_rpc_frame(text, faults, {});
  const bool has_faults = frame.outcome == Outcome::malformed || frame.outcome == Outcome::invalid;
  CHECK(faults.empty() != has_faults);
  return {frame.outcome, frame.method, std::string(frame.id), std::string(frame.params)};
}

std::vector<std::string> cancelled(std::string_view text) {
  Faults faults;
  const RpcFrame frame = read_rpc_frame(text, faults, {});
  CHECK(frame.outcome == Outcome::cancel);
  return {frame.cancelled.begin(), frame.cancelled.end()};
}

}  // namespace

TEST_CASE("rpc frame: calls in any order of members", "[rpc]") {
  CHECK(read(R"({"method":"a","params":[1],"id":1})") == Read{Outcome::call, "a", "1", "[1]"});
  CHECK(read(R"( { "id" : "x" , "params" : { } , "method" : "a" } )") ==
        Read{Outcome::call, "a", R"("x")", "{ }"});
  CHECK(read(R"({"jsonrpc":"2.0","method":"\u0061","more":{"id":7}})") ==
        Read{Outcome::call, "a", "", ""});
}

TEST_CASE("rpc frame: an id is kept as it was written", "[rpc]") {
  for (const std::string id :
       {"0", "1", "1e3", "1.0", "-0", "9007199254740991", R"("")", R"("\u0061")", R"("a b")"}) {
    INFO(id);
    CHECK(read(R"({"method":"a","id":)" + id + "}") == Read{Outcome::call, "a", id, ""});
  }
}

TEST_CASE("rpc frame: other ids are bad", "[rpc]") {
  for (const std::string id :
       {"-1", "1.5", "9007199254740992", "1e30", "null", "true", "[1]", R"({"a":1})"}) {
    INFO(id);
    CHECK(read(R"({"method":"a","id":)" + id + "}") == Read{Outcome::bad_id, "a", "", ""});
  }
}

TEST_CASE("rpc frame: what is not a call", "[rpc]") {
  CHECK(read(R"({"method":".ping"})").outcome == Outcome::ping);
  CHECK(read(R"({"method":".ping","id":1})").outcome == Outcome::ping);
  CHECK(read(R"({"method":".ping","id":[]})").outcome == Outcome::ping);
  CHECK(read(R"({"pong":true})").outcome == Outcome::pong);
  CHECK(read(R"({"pong":true,"id":1})").outcome == Outcome::no_method);
  CHECK(read("{}").outcome == Outcome::no_method);
  CHECK(read(R"({"id":1})") == Read{Outcome::no_method, "", "1", ""});
  CHECK(read(R"({"id":1,"method":7})") == Read{Outcome::no_method, "", "1", ""});
}

TEST_CASE("rpc frame: text that does not hold a frame", "[rpc]") {
  for (const std::string text : {"", "x", "{", R"({"method":"a")", R"({"method":"a"} x)",
                                 R"({"id":1,"method":"\x"})", "{\"method\":\"\xFF\"}"}) {
    INFO(text);
    CHECK(read(text).outcome == Outcome::malformed);
    CHECK(read(text).id.empty());
  }
  for (const std::string text :
       {"[]", "1", "null", R"("a")", R"([{"method":"a","id":1}])",
        R"({"id":1,"id":2,"method":"a"})", R"({"id":1,"method":"a","method":"b"})"}) {
    INFO(text);
    CHECK(read(text).outcome == Outcome::invalid);
    CHECK(read(text).id.empty());
  }
}

TEST_CASE("rpc frame: both shapes of a cancellation", "[rpc]") {
  CHECK(cancelled(R"({"method":".cancel","params":[1]})") == std::vector<std::string>{"1"});
  CHECK(cancelled(R"({"method":".cancel","id":"a"})") == std::vector<std::string>{R"("a")"});
  CHECK(cancelled(R"({"method":".cancel","params":[ 1 , "a" ]})") ==
        std::vector<std::string>{"1", R"("a")"});
  for (const std::string rest :
       {"", R"(,"params":[])", R"(,"params":{"id":1})", R"(,"params":1)", R"(,"id":null)"}) {
    INFO(rest);
    CHECK(cancelled(R"({"method":".cancel")" + rest + "}").empty());
  }
}

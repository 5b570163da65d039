// Calls of an RPC connection in memory: requests, notifications, errors, cancellation, limits.
#include "test/support/rpc_services.hpp"
#include "test/support/stable_problem.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using vgen::testing::Channel;
using vgen_test::stable;
using Texts = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

/// A client of the API with RPC.
struct Desk {
  explicit Desk(vgen::WebsocketLimits limits = {})
      : client(desk::make(singletons), {.log = &log, .websocket = limits}) {}

  vgen::testing::MemoryLog log;
  desk::Singletons singletons;
  vgen::testing::Client client;
};

/// Whether a frame is an error with this id and code.
bool is_error(const std::string& frame, std::string_view id, int code) {
  const std::string begin =
      R"({"id":)" + std::string(id) + R"(,"error":{"code":)" + std::to_string(code) + ",";
  INFO(frame);
  CHECK(frame.substr(0, begin.size()) == begin);
  return frame.starts_with(begin);
}

}  // namespace

TEST_CASE_METHOD(Desk, "rpc: requests get results", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(rpc.is_open());
  CHECK(rpc.exchange(R"({"method":"getTodo","params":[{"id":7}],"id":1})") ==
        R"({"id":1,"result":{"id":7,"title":"milk"}})");
  CHECK(rpc.exchange(R"({"method":"getTodo","params":{"id":7},"id":"a\u0062"})") ==
        R"({"id":"a\u0062","result":{"id":7,"title":"milk"}})");
  CHECK(rpc.exchange(R"({"method":"sum","params":[[1,2,3]],"id":1e3})") ==
        R"({"id":1e3,"result":6})");
  CHECK(rpc.exchange(R"({"method":"setVolume","params":[3],"id":2})") == R"({"id":2})");
  CHECK(rpc.exchange(R"({"method":"count","id":3})") == R"({"id":3,"result":1})");
  CHECK(rpc.exchange(R"({"method":"count","params":[],"id":3})") == R"({"id":3,"result":1})");
  CHECK(client.get("/todos/7").body == R"({"id":7,"title":"milk"})");
}

TEST_CASE_METHOD(Desk, "rpc: errors have the problem as their data", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(stable(rpc.exchange(R"({"method":"getTodo","params":[{"id":404}],"id":1})")) ==
        R"({"id":1,"error":{"code":404,"message":"Not found","data":{"type":"urn:desk:not-found",)"
        R"("title":"Not found","status":404,"id":404}}})");
  CHECK(stable(rpc.exchange(R"({"method":"getTodo","params":[{"id":0}],"id":2})")) ==
        R"({"id":2,"error":{"code":422,"message":"Invalid input","data":{)"
        R"("type":"urn:vgen:validation","title":"Invalid input","status":422,"errors":[)"
        R"({"in":"params","pointer":"/0/id","code":"minimum",)"
        R"("message":"must be at least 1","limit":1}]}}})");
  CHECK(stable(rpc.exchange(R"({"method":"fail","params":["secret"],"id":3})")) ==
        R"({"id":3,"error":{"code":500,"message":"Internal error","data":{)"
        R"("type":"urn:vgen:internal","title":"Internal error","status":500}}})");
  CHECK(is_error(rpc.exchange(R"({"method":"other","id":4})"), "4", 404));
  CHECK(is_error(rpc.exchange(R"({"method":".other","id":5})"), "5", 404));
}

TEST_CASE_METHOD(Desk, "rpc: parameters of the wrong number or kind", "[rpc]") {
  Channel rpc = client.rpc();
  const auto code_of = [&](std::string_view method, std::string_view params) {
    const std::string frame = rpc.exchange(R"({"method":")" + std::string(method) + R"(",)" +
                                           std::string(params) + R"("id":1})");
    INFO(frame);
    CHECK(is_error(frame, "1", 422));
    const std::size_t begin = frame.find(R"("code":")") + 8;
    return frame.substr(begin, frame.find('"', begin) - begin);
  };
  CHECK(code_of("getTodo", "") == "minItems");
  CHECK(code_of("getTodo", R"("params":[],)") == "minItems");
  CHECK(code_of("getTodo", R"("params":[{"id":1},{"id":1}],)") == "maxItems");
  CHECK(code_of("getTodo", R"("params":null,)") == "type");
  CHECK(code_of("getTodo", R"("params":7,)") == "type");
  CHECK(code_of("sum", R"("params":[1,2],)") == "type");
  CHECK(code_of("setVolume", R"("params":[101],)") == "maximum");
  CHECK(code_of("setVolume", R"("params":{},)") == "type");
  CHECK(code_of("count", R"("params":[1],)") == "maxItems");
  CHECK(code_of("count", R"("params":{},)") == "type");
}

TEST_CASE_METHOD(Desk, "rpc: a frame that is no call has one error", "[rpc]") {
  Channel rpc = client.rpc();
  for (const std::string_view text :
       {"", "no JSON", "[]", "1", "{}", R"({"method":"count","id":)",
        R"({"method":"count","id":-1})", R"({"method":"count","id":1.5})",
        R"({"method":"count","id":null})", R"({"method":"count","id":9007199254740992})",
        R"({"id":1,"id":2,"method":"count"})", R"([{"method":"count","id":1}])"}) {
    INFO(text);
    rpc.send(text);
    const Texts answers = rpc.receive_all();
    REQUIRE(answers.size() == 1);
    CHECK(is_error(answers[0], "null", 400));
  }
  CHECK(is_error(rpc.exchange(R"({"id":1})"), "1", 400));
  CHECK(is_error(rpc.exchange(R"({"id":"x","method":1})"), R"("x")", 400));
  rpc.send_binary("x");
  CHECK(is_error(rpc.receive(), "null", 415));
  CHECK(rpc.is_open());
}

TEST_CASE_METHOD(Desk, "rpc: notifications have no answer", "[rpc]") {
  Channel rpc = client.rpc();
  rpc.send(R"({"method":"note","params":["a"]})");
  rpc.send(R"({"method":"count"})");
  rpc.send(R"({"method":"other"})");
  rpc.send(R"({"method":"getTodo","params":[{"id":0}]})");
  rpc.send(R"({"method":"fail","params":["reason"]})");
  CHECK(rpc.receive_all().empty());
  CHECK(singletons.notes == Texts{"note a"});
  CHECK(log.lines().size() >= 3);
}

TEST_CASE_METHOD(Desk, "rpc: keep-alive", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(rpc.exchange(R"({"method":".ping"})") == R"({"pong":true})");
  CHECK(rpc.exchange(R"({"method":".ping","id":1})") == R"({"pong":true})");
  rpc.send(R"({"pong":true})");
  CHECK(rpc.receive_all().empty());
}

TEST_CASE_METHOD(Desk, "rpc: calls run at once, and end in any order", "[rpc]") {
  Channel rpc = client.rpc();
  rpc.send(R"({"method":"wait","id":1})");
  rpc.send(R"({"method":"wait","id":2})");
  CHECK(rpc.exchange(R"({"method":"count","id":3})") == R"({"id":3,"result":2})");
  singletons.release_last();
  client.poll();
  CHECK(rpc.receive_all() == Texts{R"({"id":2,"result":"waited 1"})"});
  singletons.release();
  client.poll();
  CHECK(rpc.receive_all() == Texts{R"({"id":1,"result":"waited 0"})"});
}

TEST_CASE_METHOD(Desk, "rpc: an id is used by one call at a time", "[rpc]") {
  Channel rpc = client.rpc();
  rpc.send(R"({"method":"wait","id":1})");
  CHECK(is_error(rpc.exchange(R"({"method":"count","id":1})"), "1", 400));
  CHECK(rpc.exchange(R"({"method":"count","id":"1"})") == R"({"id":"1","result":1})");
  singletons.release();
  client.poll();
  CHECK(rpc.receive() == R"({"id":1,"result":"waited 0"})");
  CHECK(rpc.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":2})");
}

TEST_CASE_METHOD(Desk, "rpc: a cancelled call ends without an answer", "[rpc]") {
  Channel rpc = client.rpc();
  for (const std::string_view cancel :
       {R"({"method":".cancel","params":[1]})", R"({"method":".cancel","id":1})"}) {
    singletons.notes.clear();
    rpc.send(R"({"method":"wait","id":1})");
    rpc.send(cancel);
    rpc.send(cancel);
    CHECK(rpc.receive_all().empty());
    CHECK(singletons.notes == Texts{"begin 0", "end 0"});
  }
  rpc.send(R"({"method":".cancel","params":[7]})");
  rpc.send(R"({"method":".cancel"})");
  CHECK(rpc.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":2})");
  CHECK(log.lines().empty());
}

TEST_CASE("rpc: further calls wait, and a waiting one can be cancelled", "[rpc]") {
  Desk desk(vgen::WebsocketLimits{.calls = 2});
  Channel rpc = desk.client.rpc();
  for (const char id : {'1', '2', '3', '4'})
    rpc.send(std::string(R"({"method":"wait","id":)") + id + "}");
  CHECK(desk.singletons.notes == Texts{"begin 0", "begin 1"});
  CHECK(is_error(rpc.exchange(R"({"method":"count","id":4})"), "4", 400));
  CHECK(rpc.exchange(R"({"method":".ping"})") == R"({"pong":true})");
  rpc.send(R"({"method":".cancel","params":[3]})");
  desk.singletons.release();
  desk.client.poll();
  CHECK(rpc.receive_all() ==
        Texts{R"({"id":1,"result":"waited 0"})", R"({"id":2,"result":"waited 1"})"});
  desk.singletons.release();
  desk.client.poll();
  CHECK(rpc.receive_all().size() == 1);
}

TEST_CASE_METHOD(Desk, "rpc: the end of the connection ends its calls", "[rpc]") {
  {
    Channel rpc = client.rpc();
    rpc.send(R"({"method":"wait","id":1})");
    rpc.send(R"({"method":"wait"})");
    rpc.close();
  }
  CHECK(singletons.notes == Texts{"begin 0", "begin 1", "end 0", "end 1"});
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Desk, "rpc: a call that takes too long", "[rpc]") {
  Channel rpc = client.rpc();
  rpc.send(R"({"method":"wait","id":1})");
  client.advance(31s);
  CHECK(is_error(rpc.receive(), "1", 503));
  CHECK(rpc.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":2})");
}

TEST_CASE_METHOD(Desk, "rpc: the session is that of the handshake", "[rpc]") {
  Channel ada = client.rpc({{"Authorization", "Bearer ada"}});
  CHECK(ada.exchange(R"({"method":"whoAmI","id":1})") == R"({"id":1,"result":"ada"})");
  CHECK(ada.exchange(R"({"method":"countForMembers","id":1})") == R"({"id":1,"result":0})");
  Channel nobody = client.rpc();
  CHECK(is_error(nobody.exchange(R"({"method":"whoAmI","id":1})"), "1", 401));
  CHECK(is_error(nobody.exchange(R"({"method":"countForMembers","params":[1],"id":1})"), "1", 401));
  CHECK(nobody.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":0})");
}

TEST_CASE_METHOD(Desk, "rpc: the handshake", "[rpc]") {
  const Channel other = client.channel("/other");
  CHECK(other.handshake().status == 404);
  CHECK(client.channel("/ws").is_open());
  CHECK(client.post("/ws").status == 405);
}

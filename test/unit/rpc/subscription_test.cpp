// Subscriptions in memory: items, ends, cancellation, flow control, limits.
#include "test/support/rpc_desk.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using vgen::testing::Channel;
using vgen_test::Desk;
using vgen_test::is_error;
using Texts = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

/// A client of the API with RPC, and a connection with the session of ada.
struct Ada : Desk {
  explicit Ada(vgen::WebsocketLimits limits = {}) : Desk(limits) {}

  void watch(const std::string& id) {
    rpc.send(R"({"method":"watch","params":[{"id":7}],"id":)" + id + "}");
  }

  Channel rpc = client.rpc({{"Authorization", "Bearer ada"}});
};

}  // namespace

TEST_CASE_METHOD(Ada, "rpc subscription: items, then the end", "[rpc]") {
  rpc.send(R"({"method":"countUp","params":[3],"id":1})");
  CHECK(rpc.receive_all() == Texts{R"({"id":1,"result":1})", R"({"id":1,"result":2})"});
  CHECK(is_error(rpc.exchange(R"({"method":"count","id":1})"), "1", 400));
  singletons.release();
  client.poll();
  CHECK(rpc.receive_all() == Texts{R"({"id":1,"result":3})", R"({"id":1,"close":true})"});
  CHECK(rpc.exchange(R"({"method":"countUp","params":[0],"id":1})") == R"({"id":1,"close":true})");
}

TEST_CASE_METHOD(Ada, "rpc subscription: after an error there is no end", "[rpc]") {
  rpc.send(R"({"method":"countUp","params":[101],"id":1})");
  singletons.release();
  client.poll();
  Texts all = rpc.receive_all();
  REQUIRE(all.size() == 101);
  CHECK(is_error(all.back(), "1", 403));
  CHECK(rpc.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":0})");
}

TEST_CASE_METHOD(Ada, "rpc subscription: an input with a fault, and no session", "[rpc]") {
  CHECK(is_error(rpc.exchange(R"({"method":"countUp","params":["x"],"id":1})"), "1", 422));
  CHECK(is_error(rpc.exchange(R"({"method":"watch","params":[{"id":0}],"id":1})"), "1", 422));
  Channel nobody = client.rpc();
  CHECK(is_error(nobody.exchange(R"({"method":"watch","params":[{"id":7}],"id":1})"), "1", 401));
}

TEST_CASE_METHOD(Ada, "rpc subscription: calls go on beside it", "[rpc]") {
  watch("1");
  watch("\"a\"");
  REQUIRE(singletons.watched.size() == 2);
  CHECK(rpc.exchange(R"({"method":"count","id":2})") == R"({"id":2,"result":0})");
  CHECK(singletons.watched[1]->send({7, "milk"}));
  CHECK(singletons.watched[0]->send({7, "tea"}));
  CHECK(rpc.receive_all() == Texts{R"({"id":"a","result":{"id":7,"title":"milk"}})",
                                   R"({"id":1,"result":{"id":7,"title":"tea"}})"});
}

TEST_CASE_METHOD(Ada, "rpc subscription: a cancelled one is silent", "[rpc]") {
  for (const std::string cancel :
       {R"({"method":".cancel","params":[1]})", R"({"method":".cancel","id":1})"}) {
    singletons.notes.clear();
    watch("1");
    REQUIRE(singletons.watched.size() == 1);
    rpc.send(cancel);
    CHECK(rpc.receive_all().empty());
    CHECK(singletons.notes == Texts{"ada 7 ended by 4"});
    CHECK(singletons.watched.empty());
  }
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Ada, "rpc subscription: it ends with the connection", "[rpc]") {
  watch("1");
  rpc.close();
  CHECK(singletons.notes == Texts{"ada 7 ended by 3"});
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Ada, "rpc subscription: it has no limit of time", "[rpc]") {
  watch("1");
  client.advance(24h);
  CHECK(rpc.receive_all().empty());
  singletons.release();
  client.poll();
  CHECK(rpc.receive_all() == Texts{R"({"id":1,"close":true})"});
  CHECK(singletons.notes == Texts{"ada 7 ended by 0"});
}

TEST_CASE_METHOD(Ada, "rpc subscription: without an id it has nobody to send to", "[rpc]") {
  rpc.send(R"({"method":"watch","params":[{"id":7}]})");
  CHECK(rpc.receive_all().empty());
  CHECK(singletons.watched.empty());
  CHECK(log.lines().size() == 1);
}

TEST_CASE("rpc subscription: the producer waits for a slow client", "[rpc]") {
  Ada ada(vgen::WebsocketLimits{.stream_bytes = 5000});
  ada.rpc.send(R"({"method":"flood","id":1})");
  const Texts& sent = ada.singletons.notes;
  CHECK(sent.size() == 5);
  for (int i = 0; i < 3; ++i) CHECK(ada.rpc.receive().size() == 1020);
  ada.client.poll();
  CHECK(sent.size() == 8);
  CHECK(std::ranges::count(sent, "not sent") == 0);
  ada.rpc.send(R"({"method":".cancel","params":[1]})");
  CHECK(sent.size() == 8);
  CHECK(ada.rpc.receive_all().size() == 5);
  CHECK(ada.log.lines().empty());
}

TEST_CASE("rpc subscription: they have a limit of their own", "[rpc]") {
  Ada ada(vgen::WebsocketLimits{.subscriptions = 2, .calls = 1});
  ada.watch("1");
  ada.watch("2");
  ada.watch("3");
  CHECK(is_error(ada.rpc.receive(), "3", 429));
  CHECK(ada.rpc.exchange(R"({"method":"count","id":3})") == R"({"id":3,"result":0})");
  ada.rpc.send(R"({"method":"wait","id":4})");
  ada.rpc.send(R"({"method":"count","id":5})");
  ada.rpc.send(R"({"method":".cancel","params":[1]})");
  ada.watch("6");
  CHECK(ada.rpc.receive_all().empty());
  CHECK(ada.singletons.watched.size() == 2);
  ada.rpc.send(R"({"method":".cancel","params":[4]})");
  CHECK(ada.rpc.receive() == R"({"id":5,"result":3})");
}

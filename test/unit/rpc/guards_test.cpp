// Permissions and middleware around the calls of an RPC connection.
#include "test/support/rpc_desk.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using vgen::testing::Channel;
using vgen_test::Desk;
using vgen_test::fault_code;
using vgen_test::is_error;

TEST_CASE_METHOD(Desk, "rpc guards: a permission is asked before the input is read", "[rpc]") {
  Channel ada = client.rpc({{"Authorization", "Bearer ada"}});
  Channel bob = client.rpc({{"Authorization", "Bearer bob"}});
  Channel nobody = client.rpc();
  const std::string bad = R"({"method":"renameAda","params":[],"id":1})";
  CHECK(is_error(nobody.exchange(bad), "1", 401));
  CHECK(is_error(bob.exchange(bad), "1", 403));
  CHECK(fault_code(ada.exchange(bad)) == "minItems");
  const std::string good =
      R"({"method":"renameAda","params":[{"id":1,"title":"milk"},["a"]],"id":1})";
  CHECK(is_error(bob.exchange(good), "1", 403));
  CHECK(ada.exchange(good) == R"({"id":1,"result":"ada milk 1"})");
  CHECK(log.lines().size() == 5);  // the middleware is around all of them
}

TEST_CASE_METHOD(Desk, "rpc guards: a call keeps its parameters while it is suspended", "[rpc]") {
  Channel rpc = client.rpc({{"Authorization", "Bearer ada"}});
  rpc.send(R"({"method":"countSmall","params":[1],"id":1})");
  rpc.send(R"({"method":"countSmall","params":[10],"id":2})");
  CHECK(rpc.exchange(R"({"method":"count","id":3})") == R"({"id":3,"result":0})");
  singletons.release();
  client.poll();
  const std::vector<std::string> all = rpc.receive_all();
  REQUIRE(all.size() == 3);
  CHECK(all[0] == R"({"id":1,"result":1})");
  CHECK(all[1] == R"({"id":1,"close":true})");
  CHECK(is_error(all[2], "2", 403));
}

// Late and renewed sessions of an RPC connection.
#include "test/support/rpc_desk.hpp"
#include "test/support/stable_problem.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen::testing::Channel;
using vgen_test::Desk;
using vgen_test::fault_code;
using vgen_test::is_error;
using vgen_test::stable;

namespace {

constexpr const char* who = R"({"method":"whoAmI","id":1})";

}  // namespace

TEST_CASE_METHOD(Desk, "rpc session: it can be made late, and renewed", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(is_error(rpc.exchange(who), "1", 401));
  CHECK(rpc.exchange(R"({"method":".auth","params":["ada"],"id":2})") == R"({"id":2})");
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"ada"})");
  rpc.send(R"({"method":".auth","params":["bob"]})");
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"bob"})");
}

TEST_CASE_METHOD(Desk, "rpc session: a call that runs keeps its own", "[rpc]") {
  Channel rpc = client.rpc({{"authorization", "Bearer ada"}});
  rpc.send(R"({"method":"watch","params":[{"id":7}],"id":2})");
  CHECK(rpc.exchange(R"({"method":".auth","params":["bob"],"id":3})") == R"({"id":3})");
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"bob"})");
  rpc.send(R"({"method":".cancel","id":2})");
  CHECK(singletons.notes == std::vector<std::string>{"ada 7 ended by 4"});
}

TEST_CASE_METHOD(Desk, "rpc session: a token that gives none changes nothing", "[rpc]") {
  Channel rpc = client.rpc({{"Authorization", "Bearer ada"}});
  CHECK(stable(rpc.exchange(R"({"method":".auth","params":["bad"],"id":2})")) ==
        R"({"id":2,"error":{"code":401,"message":"Unauthorized","data":{)"
        R"("type":"urn:vgen:unauthorized","title":"Unauthorized","status":401,)"
        R"("detail":"The token gives no session."}}})");
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"ada"})");
  rpc.send(R"({"method":".auth","params":["bad"]})");
  CHECK(rpc.receive_all().empty());
  CHECK(log.lines().size() == 1);
}

TEST_CASE_METHOD(Desk, "rpc session: the parameters of a sign-in", "[rpc]") {
  Channel rpc = client.rpc();
  const auto code_of = [&](const std::string& params) {
    return fault_code(rpc.exchange(R"({"method":".auth",)" + params + R"("id":2})"));
  };
  CHECK(code_of("") == "minItems");
  CHECK(code_of(R"("params":[],)") == "minItems");
  CHECK(code_of(R"("params":["a","b"],)") == "maxItems");
  CHECK(code_of(R"("params":[7],)") == "type");
  CHECK(code_of(R"("params":"ada",)") == "type");
  CHECK(code_of(R"("params":{"token":"ada"},)") == "type");
  CHECK(code_of(R"("params":[""],)") == "pattern");
  CHECK(code_of(R"("params":["a b"],)") == "pattern");
  CHECK(code_of(R"("params":["a\r\nX: y"],)") == "pattern");
  CHECK(is_error(rpc.exchange(who), "1", 401));
}

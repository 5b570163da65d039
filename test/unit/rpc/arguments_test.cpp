// Functions with several arguments as methods of RPC: parameters by their places.
#include "test/support/rpc_desk.hpp"
#include "test/support/stable_problem.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using vgen::testing::Channel;
using vgen_test::Desk;
using vgen_test::fault_code;
using vgen_test::stable;

namespace {

/// `mark` with these parameters.
std::string marked(Channel& rpc, std::string_view params) {
  return rpc.exchange(R"({"method":"mark","params":)" + std::string(params) + R"(,"id":1})");
}

std::string result(std::string_view text) {
  return R"({"id":1,"result":")" + std::string(text) + R"("})";
}

}  // namespace

TEST_CASE_METHOD(Desk, "rpc arguments: by their places", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(marked(rpc, R"([7,"high",50,"why","l"])") == result("7 high 50 why l"));
  CHECK(marked(rpc, R"([7,"low",50,"why"])") == result("7 low 50 why none"));
  CHECK(marked(rpc, R"([7,"low",50])") == result("7 low 50 none none"));
}

TEST_CASE_METHOD(Desk, "rpc arguments: null is an empty optional", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(marked(rpc, R"([7,null,50,null])") == result("7 none 50 none none"));
  CHECK(marked(rpc, R"([7,null,50,null,null])") == result("7 none 50 none null"));
  CHECK(fault_code(marked(rpc, "[null,null,50]")) == "type");
  CHECK(fault_code(marked(rpc, "[7,null,null]")) == "type");
}

TEST_CASE_METHOD(Desk, "rpc arguments: their number", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(stable(marked(rpc, R"([7,"low"])")) ==
        R"({"id":1,"error":{"code":422,"message":"Invalid input","data":{)"
        R"("type":"urn:vgen:validation","title":"Invalid input","status":422,"errors":[)"
        R"({"in":"params","pointer":"","code":"minItems",)"
        R"("message":"must have at least 3 items","limit":3}]}}})");
  CHECK(fault_code(marked(rpc, "[]")) == "minItems");
  CHECK(fault_code(marked(rpc, R"([7,"low",50,"why","l",1])")) == "maxItems");
  CHECK(fault_code(marked(rpc, R"([7,"low",50,"why","l",{"a":[1]},2])")) == "maxItems");
  CHECK(fault_code(rpc.exchange(R"({"method":"mark","id":1})")) == "minItems");
  CHECK(rpc.exchange(R"({"method":"where","id":1})") == result(rpc.id()));
  CHECK(rpc.exchange(R"({"method":"where","params":[],"id":1})") == result(rpc.id()));
  CHECK(fault_code(rpc.exchange(R"({"method":"where","params":[1],"id":1})")) == "maxItems");
}

TEST_CASE_METHOD(Desk, "rpc arguments: faults have their places", "[rpc]") {
  Channel rpc = client.rpc();
  CHECK(
      stable(marked(rpc, R"(["7","middle",101])")) ==
      R"({"id":1,"error":{"code":422,"message":"Invalid input","data":{)"
      R"("type":"urn:vgen:validation","title":"Invalid input","status":422,"errors":[)"
      R"({"in":"params","pointer":"/0","code":"type","message":"must be an integer, not a string",)"
      R"("limit":"integer"},{"in":"params","pointer":"/1","code":"enum",)"
      R"("message":"must be one of low, high","limit":["low","high"]},)"
      R"({"in":"params","pointer":"/2","code":"maximum","message":"must be at most 100",)"
      R"("limit":100}]}}})");
  CHECK(fault_code(marked(rpc, R"({"id":7,"volume":50})")) == "type");
  CHECK(fault_code(marked(rpc, "7")) == "type");
  CHECK(rpc.exchange(R"({"method":"mark","params":[7,,],"id":1})")
            .starts_with(R"({"id":null,"error":{"code":400,)"));
}

TEST_CASE_METHOD(Desk, "rpc arguments: structs, lists and the session", "[rpc]") {
  Channel rpc = client.rpc({{"Authorization", "Bearer ada"}});
  CHECK(
      rpc.exchange(R"({"method":"rename","params":[{"id":1,"title":"milk"},["a","b"]],"id":1})") ==
      result("ada milk 2"));
  CHECK(fault_code(rpc.exchange(R"({"method":"rename","params":[{"id":1},[]],"id":1})")) ==
        "required");
}

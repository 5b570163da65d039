// A conversation of the client of alien-rpc 0.4, as it was recorded with a server of this API.
#include "test/support/rpc_desk.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using vgen::testing::Channel;
using vgen_test::Desk;

namespace {

/// A frame of the client, and how the frames that answer it begin.
struct Step {
  std::string_view sent{};
  std::vector<std::string_view> answers{};
};

const Step conversation[] = {
    {R"({"method":"getTodo","params":[{"id":7}],"id":1})",
     {R"({"id":1,"result":{"id":7,"title":"milk"}})"}},
    {R"({"method":"sum","params":[[1,2,3]],"id":2})", {R"({"id":2,"result":6})"}},
    {R"({"method":"mark","params":[7,null,5],"id":6})",
     {R"({"id":6,"result":"7 none 5 none none"})"}},
    {R"({"method":"mark","params":[7,"high",5,"why","l"],"id":7})",
     {R"({"id":7,"result":"7 high 5 why l"})"}},
    {R"({"method":"mark","params":[7,"high",5,"why","l",1],"id":8})",
     {R"({"id":8,"error":{"code":422,"message":"Invalid input","data":{)"}},
    {R"({"method":"getTodo","params":[{"id":404}],"id":9})",
     {R"({"id":9,"error":{"code":404,"message":"Not found","data":{)"}},
    {R"({"method":"other","params":[],"id":11})",
     {R"({"id":11,"error":{"code":404,"message":"Not found","data":{)"}},
    {R"({"method":"whoAmI","params":[],"id":12})",
     {R"({"id":12,"error":{"code":401,"message":"Unauthorized","data":{)"}},
    {R"({"method":"note","params":["from alien"]})", {}},
    {R"({"method":".auth","params":["ada"],"id":13})", {R"({"id":13})"}},
    {R"({"method":"whoAmI","params":[],"id":14})", {R"({"id":14,"result":"ada"})"}},
    {R"({"method":"count","params":[],"id":15})", {R"({"id":15,"result":1})"}},
    {R"({"method":"countUp","params":[1],"id":16})",
     {R"({"id":16,"result":1})", R"({"id":16,"close":true})"}},
    {R"({"method":"countUp","params":[["no"]],"id":17})",
     {R"({"id":17,"error":{"code":422,"message":"Invalid input","data":{)"}},
    {R"({"method":"wait","params":[],"id":20})", {}},
    {R"({"method":".cancel","params":[20]})", {}},
    {R"({"method":"countUp","params":[3],"id":22})",
     {R"({"id":22,"result":1})", R"({"id":22,"result":2})"}},
    {R"({"method":"sum","params":[[6]],"id":23})", {R"({"id":23,"result":6})"}},
    {R"({"method":".ping"})", {R"({"pong":true})"}},
};

}  // namespace

TEST_CASE_METHOD(Desk, "rpc: a recorded conversation of another client", "[rpc]") {
  Channel rpc = client.rpc();
  for (const Step& step : conversation) {
    INFO(step.sent);
    rpc.send(step.sent);
    const std::vector<std::string> answers = rpc.receive_all();
    REQUIRE(answers.size() == step.answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i)
      CHECK(std::string_view(answers[i]).substr(0, step.answers[i].size()) == step.answers[i]);
  }
  CHECK(rpc.is_open());
}

#include "test/unit/emit/sample_model.hpp"
#include "tools/vgen/emit/typescript/names.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace vgen::tool;
using namespace vgen::tool::emit;

TEST_CASE("TypeScript names: the author's stay as they are", "[emit]") {
  const model::ApiModel api = test::sample_model();
  const TypeScriptNames names(api);

  CHECK(names.type({model::StructReference{0}, Direction::output}) == "Order");
  CHECK(names.type({model::StructReference{0}, Direction::input}) == "OrderInput");
  CHECK(names.type({model::EnumReference{0}, Direction::input}) == "State");
  CHECK(names.type({model::AliasReference{0}, Direction::output}) == "OrderId");
  CHECK(names.problem(3) == "MissingProblem");
  CHECK(names.failure(1) == "ChangeOrderError");
  CHECK(names.function(0) == "listOrders");
  CHECK(names.runtime_specifier("Client") == "Client");
}

TEST_CASE("TypeScript names: reserved words get an underscore", "[emit]") {
  model::ApiModel api = test::sample_model();
  test::http_route(api, 0).wire_name = "delete";
  api.structs[0].name = "object";
  const TypeScriptNames names(api);

  CHECK(names.function(0) == "delete_");
  CHECK(names.type({model::StructReference{0}, Direction::output}) == "object_");
}

TEST_CASE("TypeScript names: those of the runtime make way for the author's", "[emit]") {
  model::ApiModel api = test::sample_model();
  api.structs[0].name = "Client";
  test::http_route(api, 0).wire_name = "createClient";
  test::http_route(api, 1).wire_name = "call";
  const TypeScriptNames names(api);

  CHECK(names.type({model::StructReference{0}, Direction::output}) == "Client");
  CHECK(names.function(0) == "createClient");
  CHECK(names.runtime("Client") == "VgenClient");
  CHECK(names.runtime_specifier("createClient") == "createClient as vgenCreateClient");
  CHECK(names.runtime_specifier("call") == "call as vgenCall");
}

TEST_CASE("TypeScript names: the namespace names the errors of the API", "[emit]") {
  model::ApiModel api = test::sample_model();
  const auto names = [&] {
    const TypeScriptNames made(api);
    return std::pair(made.api_error(), made.api_guard());
  };
  CHECK(names() == std::pair<std::string, std::string>("ShopError", "isShopError"));
  api.urn = "shop-billing";
  CHECK(names() == std::pair<std::string, std::string>("ShopBillingError", "isShopBillingError"));
  api.urn = "api";  // the runtime has an `ApiError`
  CHECK(names() == std::pair<std::string, std::string>("AnyApiError", "isAnyApiError"));
  api.urn = "shop";
  api.structs[0].name = "ShopError";
  CHECK(names() == std::pair<std::string, std::string>("AnyShopError", "isAnyShopError"));
}

TEST_CASE("TypeScript names: what vgen names makes way for the author's", "[emit]") {
  model::ApiModel api = test::sample_model();
  api.enums[0].name = "MissingProblem";
  api.aliases[0].name = "ChangeOrderError";
  api.structs[0].name = "listOrders";
  const TypeScriptNames names(api);

  CHECK(names.problem(3) == "MissingProblem_");
  CHECK(names.failure(1) == "ChangeOrderError_");
  CHECK(names.function(0) == "listOrders_");
}

TEST_CASE("TypeScript modules: named for the first tag, apart from files that each client has",
          "[emit]") {
  model::ApiModel api = test::sample_model();
  model::HttpRoute operation = test::http_route(api, 0);
  CHECK(typescript_module(api, operation) == "orders");
  operation.policy.tags = {"Open Orders", "other"};
  CHECK(typescript_module(api, operation) == "open-orders");
  operation.policy.tags = {};
  CHECK(typescript_module(api, operation) == "shop");
  operation.policy.tags = {"Types"};
  CHECK(typescript_module(api, operation) == "types-api");
  operation.policy.tags = {"errors"};
  CHECK(typescript_module(api, operation) == "errors-api");
  operation.policy.tags = {"Größe holen"};
  CHECK(typescript_module(api, operation) == "groesse-holen");
  operation.policy.tags = {"日本"};
  CHECK(typescript_module(api, operation) == "u65e5u672c");
  operation.policy.tags = {"→"};
  CHECK(typescript_module(api, operation) == "operations");
}

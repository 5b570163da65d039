// Two APIs in one program: each reads and writes the types that they have in common in its own way.
#include "admin_api.gen.hpp"
#include "public_api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

namespace bank {

struct Services {};

namespace {

vgen::Result<Account, NotFound> account_of(std::string owner, AccountKind kind) {
  if (owner == "nobody") return NotFound{.owner_name = owner};
  return Account{.owner_name = owner,
                 .account_kind = kind,
                 .recent_amounts = {{.whole_units = 5, .currency_code = "EUR"}}};
}

}  // namespace

vgen::Result<Account, NotFound> find_account(Services&, FindAccount in) {
  return account_of(in.owner_name, in.account_kind);
}
Account open_account(Services&, Account in) {
  return in;
}
vgen::Result<Account, NotFound> audit_account(Services&, AuditAccount in) {
  return account_of(in.owner_name, in.account_kind);
}
Account correct_account(Services&, Account in) {
  return in;
}
Money double_amount(Services&, Money old_amount, AccountKind) {
  old_amount.whole_units *= 2;
  return old_amount;
}

}  // namespace bank

namespace {

struct Nothing {};

vgen::testing::Client public_client() {
  static Nothing nothing;
  return vgen::testing::Client(
      bank::public_api(nothing, [](Nothing&, vgen::Call&) { return bank::Services{}; }));
}
vgen::testing::Client admin_client() {
  static Nothing nothing;
  return vgen::testing::Client(
      bank::admin_api(nothing, [](Nothing&, vgen::Call&) { return bank::Services{}; }));
}

constexpr auto in_camel_case =
    R"({"ownerName":"ann","accountKind":"savings","recentAmounts":[{"wholeUnits":5,"currencyCode":"EUR"}]})";
constexpr auto in_snake_case =
    R"({"owner_name":"ann","account_kind":"savings","recent_amounts":[{"whole_units":5,"currency_code":"EUR"}]})";

}  // namespace

TEST_CASE("two APIs: each writes a common struct in its own spelling") {
  CHECK(public_client().get("/accounts/ann?accountKind=savings").body == in_camel_case);
  CHECK(admin_client().get("/accounts/ann?account_kind=savings").body == in_snake_case);
}

TEST_CASE("two APIs: each reads a common struct in its own spelling") {
  CHECK(public_client().post("/accounts", in_camel_case).body == in_camel_case);
  CHECK(admin_client().put("/accounts", in_snake_case).body == in_snake_case);
  CHECK(public_client().post("/accounts", in_snake_case).status == 422);
  CHECK(admin_client().put("/accounts", in_camel_case).status == 422);
}

TEST_CASE("two APIs: each has its own operations and documents") {
  CHECK(public_client().post("/amounts", "{}").status == 404);
  CHECK(
      admin_client()
          .post(
              "/amounts",
              R"({"old_amount":{"whole_units":4,"currency_code":"EUR"},"account_kind":"savings"})")
          .body == R"({"whole_units":8,"currency_code":"EUR"})");
  CHECK(bank::public_api_definition().openapi.find("wholeUnits") != std::string_view::npos);
  CHECK(bank::public_api_definition().openapi.find("whole_units") == std::string_view::npos);
  CHECK(bank::admin_api_definition().openapi.find("whole_units") != std::string_view::npos);
}

TEST_CASE("two APIs: a declared error is spelt as its API says") {
  CHECK(public_client().get("/accounts/nobody").body.find(R"("ownerName":"nobody")") !=
        std::string::npos);
  CHECK(admin_client().get("/accounts/nobody").body.find(R"("owner_name":"nobody")") !=
        std::string::npos);
}

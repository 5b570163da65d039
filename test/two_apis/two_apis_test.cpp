// Two APIs in one program: each reads and writes the types that they have in common in its own way.
#include "admin_api.gen.hpp"
#include "public_api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

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
Ledger copy_ledger(Services&, Ledger in) {
  return in;
}
Money double_amount(Services&, Money old_amount, AccountKind) {
  old_amount.whole_units *= 2;
  return old_amount;
}

}  // namespace bank

namespace {

struct Nothing {};

vgen::Api public_api() {
  static Nothing nothing;
  return bank::public_api(nothing, [](Nothing&, vgen::Call&) { return bank::Services{}; });
}
vgen::Api admin_api() {
  static Nothing nothing;
  return bank::admin_api(nothing, [](Nothing&, vgen::Call&) { return bank::Services{}; });
}
vgen::testing::Client public_client() {
  return vgen::testing::Client(public_api());
}
vgen::testing::Client admin_client() {
  return vgen::testing::Client(admin_api());
}

constexpr auto in_camel_case =
    R"({"ownerName":"ann","accountKind":"savings","recentAmounts":[{"wholeUnits":5,)"
    R"("currencyCode":"EUR"}]})";
constexpr auto in_snake_case =
    R"({"owner_name":"ann","account_kind":"savings","recent_amounts":[{"whole_units":5,)"
    R"("currency_code":"EUR"}]})";

/// The text with `money` in place of each `$`.
std::string with_money(std::string text, std::string_view money) {
  for (std::size_t at = 0; (at = text.find('$', at)) != std::string::npos; at += money.size())
    text.replace(at, 1, money);
  return text;
}

vgen::ServerOptions on_any_port() {
  static vgen::testing::MemoryLog log;
  vgen::ServerOptions options;
  options.server = vgen_test::server_kind();
  options.port = 0;
  options.threads = 1;
  options.log = &log;
  return options;
}

/// The body of the answer to a request with a JSON body.
std::string send_to(const vgen::Server& server, std::string_view method, std::string_view json) {
  vgen_test::SocketClient client(server.port());
  const std::string answer = client.exchange(
      std::string(method) + " /accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
      "Content-Length: " + std::to_string(json.size()) + "\r\n\r\n" + std::string(json));
  return answer.substr(answer.find("\r\n\r\n") + 4);
}
std::string post_on(const vgen::Server& server, std::string_view json) {
  return send_to(server, "POST", json);
}
std::string put_on(const vgen::Server& server, std::string_view json) {
  return send_to(server, "PUT", json);
}

}  // namespace

TEST_CASE("two APIs: each writes a common struct in its own spelling") {
  CHECK(public_client().get("/accounts/ann?accountKind=savings").body == in_camel_case);
  CHECK(admin_client().get("/audits/ann?account_kind=savings").body == in_snake_case);
}

TEST_CASE("two APIs: each reads a common struct in its own spelling") {
  CHECK(public_client().post("/accounts", in_camel_case).body == in_camel_case);
  CHECK(admin_client().put("/accounts", in_snake_case).body == in_snake_case);
  CHECK(public_client().post("/accounts", in_snake_case).status == 422);
  CHECK(admin_client().put("/accounts", in_camel_case).status == 422);
}

TEST_CASE("two APIs: each has its own codecs inside of every form of type") {
  const std::string camel =
      R"({"byKind":{"savings":$},"allKinds":["checking"],"firstAmount":[$],"lastAmount":$,)"
      R"("numberedAmount":[1,$],"noteOrAmount":$,"knownAmount":$,"changedAmount":$,)"
      R"("boxedAmount":$})";
  const std::string snake =
      R"({"by_kind":{"savings":$},"all_kinds":["checking"],"first_amount":[$],"last_amount":$,)"
      R"("numbered_amount":[1,$],"note_or_amount":$,"known_amount":$,"changed_amount":$,)"
      R"("boxed_amount":$})";
  const std::string in_camel = with_money(camel, R"({"wholeUnits":5,"currencyCode":"EUR"})");
  const std::string in_snake = with_money(snake, R"({"whole_units":5,"currency_code":"EUR"})");
  CHECK(public_client().post("/ledgers", in_camel).body == in_camel);
  CHECK(admin_client().put("/ledgers", in_snake).body == in_snake);
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
  CHECK(admin_client().get("/audits/nobody").body.find(R"("owner_name":"nobody")") !=
        std::string::npos);
}

TEST_CASE("two APIs: one server has both of them, each with its own spelling") {
  vgen::testing::Client both({public_api(), admin_api()});
  CHECK(both.post("/accounts", in_camel_case).body == in_camel_case);
  CHECK(both.put("/accounts", in_snake_case).body == in_snake_case);
  CHECK(both.post("/accounts", in_snake_case).status == 422);
  CHECK(both.put("/accounts", in_camel_case).status == 422);
  CHECK(both.get("/openapi.json").body == bank::public_api_definition().openapi);
  CHECK(both.get("/admin/openapi.json").body == bank::admin_api_definition().openapi);
  CHECK(both.get("/admin/docs/").body.find("../../admin/openapi.json") != std::string::npos);
  CHECK(both.get("/docs/").body.find("../openapi.json") != std::string::npos);
}

TEST_CASE("two APIs: a path that both of them have allows the methods of both") {
  const vgen::Response response =
      vgen::testing::Client({public_api(), admin_api()}).del("/accounts");
  CHECK(response.status == 405);
  CHECK(response.headers.find("Allow") == "POST, PUT, OPTIONS");
}

TEST_CASE("two APIs: a path and method belong to one API only") {
  CHECK_THROWS_AS(vgen::testing::Client({public_api(), public_api()}), std::invalid_argument);
}

TEST_CASE("two APIs: one port") {
  vgen::Server server({public_api(), admin_api()}, on_any_port());
  CHECK(put_on(server, in_snake_case) == in_snake_case);
  CHECK(post_on(server, in_camel_case) == in_camel_case);
}

TEST_CASE("two APIs: two ports") {
  vgen::Server for_public(public_api(), on_any_port());
  vgen::Server for_admin(admin_api(), on_any_port());
  CHECK(for_public.port() != for_admin.port());
  CHECK(post_on(for_public, in_camel_case) == in_camel_case);
  CHECK(put_on(for_admin, in_snake_case) == in_snake_case);
  CHECK(put_on(for_public, in_snake_case).find("method-not-allowed") != std::string::npos);
}

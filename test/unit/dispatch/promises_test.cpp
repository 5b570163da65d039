// What an API must have before it is served, and what an answer must not have.
#include "test/support/sample_api.gen.hpp"
#include "test/support/sample_services.hpp"

#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

namespace {

vgen::Api without_resolver(sample::Singletons& singletons) {
  return vgen::codegen::make_api<sample::Services>(
      sample::api_definition(), singletons,
      [](sample::Singletons& s, vgen::Call& call) { return sample::Services(s, call); });
}

const std::string sentence =
    "me needs a session, but the API has no session resolver: pass one as the third argument of "
    "api(singletons, factory, resolve)";

struct CallFixture {
  vgen::HostedCall call{vgen::CallHost{}};
};

}  // namespace

TEST_CASE("promises: an API that needs sessions is not served without a resolver", "[dispatch]") {
  sample::Singletons singletons;
  CHECK_THROWS_WITH(vgen::Dispatcher(without_resolver(singletons)), sentence);
  CHECK_THROWS_AS(vgen::testing::Client(without_resolver(singletons)), std::invalid_argument);
  CHECK_NOTHROW(vgen::Dispatcher(sample::make(singletons)));
}

TEST_CASE_METHOD(CallFixture, "promises: some statuses have no content", "[dispatch]") {
  const int status = GENERATE(204, 205, 304);
  call.begin();
  call.set_status(status);
  const bool raw = GENERATE(false, true);
  if (raw) call.set_body("text/plain", "x");
  const bool value = GENERATE(false, true);
  if (value) {
    CHECK_FALSE(vgen::http_outlet.begin_value(call));
  } else {
    vgen::http_outlet.nothing(call);
  }
  CHECK(call.response() == vgen::Response{.status = status});
}

TEST_CASE_METHOD(CallFixture, "promises: a status that is not an answer cannot be set",
                 "[dispatch]") {
  call.begin();
  for (const int status : {-1, 0, 1, 99, 100, 101, 103, 199, 600, 999, 1000})
    CHECK_THROWS_AS(call.set_status(status), std::invalid_argument);
  for (const int status : {200, 204, 299, 418, 599}) CHECK_NOTHROW(call.set_status(status));
  for (const int status : {200, 204, 299, 304, 400})
    CHECK_THROWS_AS(call.redirect("/x", status), std::invalid_argument);
  for (const int status : {301, 302, 303, 307, 308}) CHECK_NOTHROW(call.redirect("/x", status));
}

TEST_CASE_METHOD(CallFixture, "promises: fields of the host cannot be set", "[dispatch]") {
  call.begin();
  for (const char* const name : {"Date", "connection", "KEEP-ALIVE", "x-request-id",
                                 "Content-Length", "Transfer-Encoding"}) {
    CHECK_THROWS_AS(call.set_header(name, "x"), std::invalid_argument);
    CHECK_THROWS_AS(call.add_header(name, "x"), std::invalid_argument);
  }
}

// Functions that are called by a JSON text and answer in another form than HTTP's: what channels,
// RPC and schedules need of the runtime.
#include "test/support/sample_api.gen.hpp"
#include "test/support/sample_services.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/json/read.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace json = vgen::json;
using vgen::testing::MemoryLog;

/// Puts what comes back into a line: `{"result":…}`, "nothing" or a problem.
class LineOutlet final : public vgen::Outlet {
 public:
  [[nodiscard]] std::string take() { return std::exchange(line_, {}); }

  json::Destination begin_value(vgen::HostedCall& /*call*/) override {
    line_ += R"({"result":)";
    return line_;
  }
  void end_value(vgen::HostedCall& /*call*/) override { line_ += '}'; }
  void nothing(vgen::HostedCall& /*call*/) override { line_ += "nothing"; }
  void problem(vgen::HostedCall& /*call*/, vgen::Problem problem) noexcept override {
    problem.instance = problem.request_id = {};  // differ from call to call
    line_.clear();
    vgen::write_problem(line_, problem);
  }

 private:
  std::string line_;
};

/// A transport of its own kind: calls the functions of the sample by their names.
class LineClient : private vgen::Completion {
 public:
  using Read = void (*)(json::Reader& in, void* input);

  /// What comes back from a function for this text.
  std::string call(std::string_view name, std::string_view text = {}, Read read = nullptr,
                   const vgen::Request& opened_by = {}) {
    done_ = false;
    call_.begin(outlet_, opened_by);
    const vgen::TextSource source{.text = text, .read = read};
    if (vgen::invoke(api_, endpoint(name), source, call_, *this) == vgen::Progress::suspended) {
      context_.restart();
      while (!done_) context_.run_one();
    }
    return outlet_.take();
  }

  sample::Singletons singletons;
  MemoryLog log;

 private:
  static const vgen::Endpoint& endpoint(std::string_view name) {
    for (const vgen::HttpRow& row : sample::api_definition().http) {
      if (row.endpoint.name == name) return row.endpoint;
    }
    throw std::out_of_range("no such function");
  }

  void completed(vgen::HostedCall& /*call*/) noexcept override { done_ = true; }

  vgen::Api api_ = sample::make(singletons);
  vgen::testing::ManualClock clock_;
  vgen::RequestIds ids_{1};
  boost::asio::io_context context_{1};
  boost::asio::any_io_executor executor_ = context_.get_executor();
  vgen::HostedCall call_{{.clock = &clock_, .log = &log, .ids = &ids_, .executor = &executor_}};
  LineOutlet outlet_;
  bool done_ = false;
};

/// The reader of an input that has a codec.
template <class In>
void read_text(json::Reader& in, void* input) {
  json::read(in, *static_cast<In*>(input));
}

/// Over HTTP the id is in the path.
void read_get_item(json::Reader& in, void* input) {
  static constexpr json::Members<1> members{json::required("id")};
  json::ObjectReader object(in, members);
  while (object.next())
    json::read(in, static_cast<sample::GetItem*>(input)->id, json::IntegerRule{.minimum = 1});
}

constexpr LineClient::Read read_create_item = read_text<sample::CreateItem>;

}  // namespace

TEST_CASE_METHOD(LineClient, "text call: a value", "[dispatch]") {
  CHECK(call("createItem", R"({"title":"new"})", read_create_item) ==
        R"({"result":{"id":7,"title":"new"}})");
  CHECK(call("getItem", R"({"id":3})", read_get_item) == R"({"result":{"id":3,"title":"one"}})");
  CHECK(call("hello") == R"({"result":{"message":"hello"}})");
}

TEST_CASE_METHOD(LineClient, "text call: faults say that they are in the message", "[dispatch]") {
  CHECK(call("createItem", R"({"title":"","nothing":1})", read_create_item) ==
        R"({"type":"urn:vgen:validation","title":"Invalid input","status":422,"errors":[)"
        R"({"in":"message","pointer":"/title","code":"minLength","message":"must not be empty",)"
        R"("limit":1},)"
        R"({"in":"message","pointer":"/nothing","code":"unknown",)"
        R"("message":"is not a known member"}]})");
}

TEST_CASE_METHOD(LineClient, "text call: a text that is not JSON", "[dispatch]") {
  const std::string answer = call("createItem", R"({"title":)", read_create_item);
  CHECK(answer.find(R"("type":"urn:vgen:malformed")") != std::string::npos);
  CHECK(answer.find(R"("in":"message")") != std::string::npos);
}

TEST_CASE_METHOD(LineClient, "text call: no value", "[dispatch]") {
  CHECK(call("deleteItem", R"({"id":3})", read_get_item) == "nothing");
}

TEST_CASE_METHOD(LineClient, "text call: declared errors, returned and thrown", "[dispatch]") {
  const std::string expected =
      R"({"type":"urn:sample:not-found","title":"Not found","status":404,"id":101})";
  CHECK(call("getItem", R"({"id":101})", read_get_item) == expected);
  CHECK(call("deleteItem", R"({"id":101})", read_get_item) == expected);
  CHECK(call("laterItem", R"({"id":101})", read_get_item) == expected);
  CHECK(call("throwDeclared", R"({"id":101})", read_get_item) == expected);
}

TEST_CASE_METHOD(LineClient, "text call: other exceptions", "[dispatch]") {
  CHECK(
      call("refuse") ==
      R"({"type":"urn:vgen:forbidden","title":"Forbidden","status":403,"detail":"Not for you."})");
  const std::string internal =
      R"({"type":"urn:vgen:internal","title":"Internal error","status":500})";
  CHECK(call("fail") == internal);
  CHECK(call("laterFail") == internal);
  CHECK(log.lines().size() == 2);
}

TEST_CASE_METHOD(LineClient, "text call: coroutines", "[dispatch]") {
  CHECK(call("later") == R"({"result":{"message":"later"}})");
  CHECK(call("laterItem", R"({"id":3})", read_get_item) ==
        R"({"result":{"id":3,"title":"later"}})");
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(LineClient, "text call: a value that was begun is taken back", "[dispatch]") {
  CHECK(call("unwritable") ==
        R"({"type":"urn:vgen:internal","title":"Internal error","status":500})");
}

TEST_CASE_METHOD(LineClient, "text call: the session is that of the connection", "[dispatch]") {
  const vgen::Header headers[] = {{"Authorization", "Bearer ann"}, {"Accept", "text/html"}};
  CHECK(call("me", {}, nullptr, {.method = "GET", .headers = headers}) ==
        R"({"result":{"message":"ann"}})");
  CHECK(call("me") == R"({"type":"urn:vgen:unauthorized","title":"Unauthorized","status":401,)"
                      R"("detail":"This operation needs a session."})");
}

TEST_CASE_METHOD(LineClient, "text call: there is no response to shape", "[dispatch]") {
  // createItem sets a header, which has no effect; see "a value".
  const std::string internal =
      R"({"type":"urn:vgen:internal","title":"Internal error","status":500})";
  CHECK(call("moveOn") == internal);
  CHECK(call("picture") == internal);
  REQUIRE(log.lines().size() == 2);
  CHECK(log.lines()[0].message ==
        "moveOn: std::logic_error: set_cookie: this event is not an HTTP request");
  CHECK(log.lines()[1].message ==
        "picture: std::logic_error: set_body: this event is not an HTTP request");
}

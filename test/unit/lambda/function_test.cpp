// A program as the function of AWS Lambda: it is `vgen::serve`, and a runtime API hands out events.
#include "runtime/src/lambda/runtime_api.hpp"
#include "test/support/any_server.hpp"
#include "test/support/jobs_services.hpp"
#include "test/support/sample_services.hpp"

#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

using vgen::lambda::Invocation;
using vgen::lambda::RuntimeApi;
using vgen_test::LambdaFunction;
using vgen_test::LambdaGateway;
using Outcome = vgen_test::LambdaGateway::Outcome;

namespace {

struct Fixture {
  vgen::testing::MemoryLog log;
  sample::Singletons singletons{};

  vgen::ServerOptions options() {
    vgen::ServerOptions result;
    result.log = &log;
    return result;
  }
};

const std::string hello =
    R"({"rawPath":"/hello","headers":{"host":"h"},"requestContext":{"http":{"method":"GET"}}})";

std::string answer_to_hello(int number) {
  return R"({"statusCode":200,"headers":{"X-Request-Id":"event-)" + std::to_string(number) +
         R"(","Content-Type":"application/json"},"body":"{\"message\":\"hello\"}",)"
         R"("isBase64Encoded":false})";
}

/// What the client says about a runtime API that misbehaves.
std::string fault_of(const LambdaGateway::Behaviour& behaviour) {
  const LambdaGateway gateway(behaviour);
  RuntimeApi api(gateway.runtime_api());
  try {
    static_cast<void>(api.next());
    return "none";
  } catch (const std::runtime_error& error) {
    std::string text = error.what();
    const std::size_t at = text.find(gateway.runtime_api());
    return at == std::string::npos ? text : text.replace(at, gateway.runtime_api().size(), "API");
  }
}

}  // namespace

TEST_CASE_METHOD(Fixture, "function: one event after the other", "[lambda]") {
  const LambdaGateway::Behaviour behaviour = GENERATE(
      LambdaGateway::Behaviour{}, LambdaGateway::Behaviour{.chunked = true},
      LambdaGateway::Behaviour{.closes = true}, LambdaGateway::Behaviour{.drops_first_kept = true});
  LambdaFunction function(sample::make(singletons), options(), behaviour);
  for (int i = 1; i <= 3; ++i)
    CHECK(function.gateway.invoke(hello) == Outcome{.json = answer_to_hello(i)});
}

TEST_CASE_METHOD(Fixture, "function: an event that cannot be served ends nothing", "[lambda]") {
  LambdaFunction function(sample::make(singletons), options());
  const Outcome nonsense = function.gateway.invoke("nonsense");
  CHECK(nonsense.error_type == "MalformedEvent");
  CHECK(nonsense.json ==
        R"_({"errorMessage":"the event is not JSON: expected null, at byte 0 (line 1, column 1)",)_"
        R"("errorType":"MalformedEvent","stackTrace":[]})");
  CHECK(function.gateway.invoke(hello) == Outcome{.json = answer_to_hello(2)});
}

TEST_CASE_METHOD(Fixture, "function: its time is over before it ends", "[lambda]") {
  LambdaFunction function(sample::make(singletons), options());
  const Outcome late = function.gateway.invoke(
      R"({"rawPath":"/forever","requestContext":{"http":{"method":"GET"}}})",
      std::chrono::milliseconds(520));
  CHECK(late ==
        Outcome{.json = R"({"statusCode":503,"headers":{"X-Request-Id":"event-1",)"
                        R"("Content-Type":"application/problem+json"},"body":)"
                        R"("{\"type\":\"urn:vgen:timeout\",\"title\":\"Timeout\",\"status\":503,)"
                        R"(\"detail\":\"The operation took too long.\",)"
                        R"(\"instance\":\"urn:vgen:request:event-1\",)"
                        R"(\"request_id\":\"event-1\"}","isBase64Encoded":false})"});
}

TEST_CASE("function: ticks of schedules", "[lambda]") {
  vgen::testing::MemoryLog log;
  jobs::Singletons singletons;
  vgen::ServerOptions options;
  options.log = &log;
  LambdaFunction function(jobs::make(singletons), options);
  CHECK(function.gateway.invoke(R"({"task":"purge"})") ==
        Outcome{.json = R"({"task":"purge","outcome":"done"})"});
  CHECK(singletons.runs().at("purge") == 1);
}

TEST_CASE_METHOD(Fixture, "function: one that cannot start says why", "[lambda]") {
  vgen::ServerOptions asked = options();
  asked.directories = {{.folder = "/no/such/folder"}};
  LambdaFunction function(sample::make(singletons), asked);
  CHECK(function.wait() == 2);
  CHECK(function.gateway.init_error().value_or("nothing") ==
        R"({"errorMessage":"the folder '/no/such/folder' that is served at / does not exist",)"
        R"("errorType":"Runtime.InitError","stackTrace":[]})");
}

TEST_CASE_METHOD(Fixture, "function: a runtime API that goes away ends it", "[lambda]") {
  LambdaFunction function(sample::make(singletons), options());
  REQUIRE(function.gateway.wait_for_function());
  CHECK(function.stop() == 2);
}

TEST_CASE_METHOD(Fixture, "function: an outcome that Lambda does not take is logged", "[lambda]") {
  LambdaFunction function(sample::make(singletons), options(), {.outcome_status = 413});
  static_cast<void>(function.gateway.invoke(hello));
  static_cast<void>(function.gateway.invoke(hello));
  function.stop();
  CHECK(log.lines().at(0) ==
        vgen::testing::MemoryLog::Line{vgen::LogLevel::error,
                                       "Lambda has not taken the outcome of the event", "event-1"});
}

TEST_CASE("runtime API: its faults are one sentence each", "[lambda]") {
  CHECK(fault_of({.next_status = 500}) ==
        "the Lambda runtime API at API has answered 500 to the question for the next event");
  CHECK(fault_of({.next_status = 403}) ==
        "the Lambda runtime API at API has answered 403 to the question for the next event");
  const auto refused = [](const std::string& address) {
    try {
      RuntimeApi api(address);
      static_cast<void>(api.next());
      return std::string("none");
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
  };
  CHECK(refused("127.0.0.1") == "AWS_LAMBDA_RUNTIME_API must be HOST:PORT, but it is '127.0.0.1'");
  CHECK(refused("127.0.0.1:1") ==
        "the Lambda runtime API at 127.0.0.1:1 cannot be reached: Connection refused");
}

TEST_CASE("runtime API: it goes away", "[lambda]") {
  LambdaGateway gateway;
  RuntimeApi api(gateway.runtime_api());
  std::string fault;
  std::thread program([&] {
    try {
      static_cast<void>(api.next());
    } catch (const std::runtime_error& error) {
      fault = error.what();
    }
  });
  CHECK(gateway.wait_for_function());
  gateway.stop();
  program.join();
  const std::string subject = "the Lambda runtime API at " + gateway.runtime_api();
  CHECK(fault == subject + " has closed the connection");
  CHECK_THROWS_WITH(api.next(), subject + " cannot be reached: Connection refused");
}

TEST_CASE("runtime API: an event with all that is known of it", "[lambda]") {
  LambdaGateway gateway;
  RuntimeApi api(gateway.runtime_api());
  Outcome outcome;
  const auto before = std::chrono::system_clock::now();
  std::thread lambda([&] { outcome = gateway.invoke("{}", std::chrono::seconds(3)); });
  const std::optional<Invocation> invocation = api.next();
  CHECK(api.report("event-2", {.json = "1"}) == false);
  CHECK(api.report("event-1", {.json = R"({"a":1})", .error_type = "Fault"}));
  lambda.join();
  REQUIRE(invocation);
  const std::chrono::duration<double> time = invocation->deadline - before;
  CHECK(time.count() > 2.9);
  CHECK(time.count() < 13);
  CHECK(*invocation == Invocation{.id = "event-1",
                                  .trace_id = "Root=1-event-1",
                                  .deadline = invocation->deadline,
                                  .event = "{}"});
  CHECK(outcome == Outcome{.error_type = "Fault", .json = R"({"a":1})"});
}

TEST_CASE("runtime API: stopping interrupts the wait for an event", "[lambda]") {
  LambdaGateway gateway;
  RuntimeApi api(gateway.runtime_api());
  std::optional<Invocation> invocation = Invocation{};
  std::thread program([&] { invocation = api.next(); });
  CHECK(gateway.wait_for_function());
  api.stop();
  program.join();
  CHECK_FALSE(invocation);
  CHECK_FALSE(api.next());
}

TEST_CASE("function: SIGTERM ends the process as it should", "[lambda]") {
  // The process begins before the gateway has threads, and gets its address later.
  std::array<int, 2> address{};
  REQUIRE(::pipe(address.data()) == 0);
  std::fflush(nullptr);  // else both processes print it
  const pid_t id = ::fork();
  if (id == 0) {
    std::array<char, 100> text{};
    if (::read(address[0], text.data(), text.size() - 1) <= 0) ::_exit(3);
    ::setenv("AWS_LAMBDA_RUNTIME_API", text.data(), 1);
    sample::Singletons singletons;
    const char* const words[] = {"bootstrap"};
    ::_exit(vgen::serve(1, words, sample::make(singletons)));
  }
  LambdaGateway gateway;
  const std::string& place = gateway.runtime_api();
  CHECK(::write(address[1], place.data(), place.size()) == static_cast<ssize_t>(place.size()));
  ::close(address[0]);
  ::close(address[1]);
  CHECK(gateway.invoke(hello) == Outcome{.json = answer_to_hello(1)});
  ::kill(id, SIGTERM);
  int status = -1;
  ::waitpid(id, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

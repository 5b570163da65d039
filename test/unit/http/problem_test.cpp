#include <vgen/http/problem.hpp>

#include <catch2/catch.hpp>

#include <string>

using vgen::ErrorKind;
using vgen::Problem;

namespace {

std::string text_of(const Problem& problem) {
  std::string text;
  vgen::write_problem(text, problem);
  return text;
}

}  // namespace

TEST_CASE("problem: what is empty is left out", "[http]") {
  CHECK(text_of(vgen::problem_of(ErrorKind::not_found)) ==
        R"({"type":"urn:vgen:not-found","title":"Not found","status":404})");
}

TEST_CASE("problem: faults are listed as RFC 9457 shows, with their limit as JSON", "[http]") {
  Problem problem = vgen::problem_of(ErrorKind::validation, "Two faults.");
  problem.instance = "urn:x";
  problem.request_id = "0123";
  problem.errors = {
      {.in = vgen::Place::query,
       .pointer = "/limit",
       .code = "maximum",
       .limit = "100",
       .message = "must be at most 100"},
      {.in = vgen::Place::body,
       .pointer = "",
       .code = "type",
       .limit = "\"object\"",
       .message = "must be an object"},
  };
  CHECK(text_of(problem) ==
        R"({"type":"urn:vgen:validation","title":"Invalid input","status":422,)"
        R"("detail":"Two faults.","instance":"urn:x","request_id":"0123",)"
        R"("errors":[{"in":"query","pointer":"/limit","code":"maximum",)"
        R"("message":"must be at most 100","limit":100},)"
        R"({"in":"body","pointer":"","code":"type","message":"must be an object",)"
        R"("limit":"object"}]})");
}

TEST_CASE("problem: a declared error's members follow", "[http]") {
  Problem problem{.type = "urn:todo:not-found", .title = "Not found", .status = 404};
  problem.members = R"({"id":7})";
  CHECK(text_of(problem) ==
        R"({"type":"urn:todo:not-found","title":"Not found","status":404,"id":7})");
  problem.members = "{}";
  CHECK(text_of(problem) == R"({"type":"urn:todo:not-found","title":"Not found","status":404})");
}

TEST_CASE("problem: a detail that is not UTF-8 does not spoil the rest", "[http]") {
  CHECK(text_of(vgen::problem_of(ErrorKind::forbidden, "\xff")) ==
        R"({"type":"urn:vgen:forbidden","title":"Forbidden","status":403})");
}

TEST_CASE("problem: each built-in error has its own type, and a status of errors", "[http]") {
  for (int i = 0; i <= static_cast<int>(ErrorKind::unavailable); ++i) {
    const vgen::ProblemKind kind = vgen::kind_of(static_cast<ErrorKind>(i));
    CHECK(kind.type.starts_with("urn:vgen:"));
    CHECK(kind.status >= 400);
    for (int j = 0; j < i; ++j) CHECK(kind.type != vgen::kind_of(static_cast<ErrorKind>(j)).type);
  }
}

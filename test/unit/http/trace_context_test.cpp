// W3C Trace Context, level 1.
#include <vgen/http/trace_context.hpp>

#include <vgen/core/request_ids.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using vgen::Trace;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Trace trace(const Fields& fields) {
  std::vector<vgen::Header> views;
  for (const auto& [name, value] : fields) views.push_back({.name = name, .value = value});
  vgen::RequestIds ids(1);
  return vgen::trace_of(views, ids);
}

const std::string trace_id = "0af7651916cd43dd8448eb211c80319c";
const std::string parent_id = "b7ad6b7169203331";
const std::string good = "00-" + trace_id + '-' + parent_id + "-01";

}  // namespace

TEST_CASE("trace: it goes on", "[http]") {
  const Trace found = trace({{"Traceparent", good}, {"tracestate", "a=1,b=2"}});
  CHECK(found.trace_id == trace_id);
  CHECK(found.parent_id == parent_id);
  CHECK(found.span_id != parent_id);
  CHECK(found.sampled);
  CHECK(found.state == "a=1,b=2");
  CHECK(found.traceparent() == "00-" + trace_id + '-' + found.span_id + "-01");
  CHECK_FALSE(trace({{"traceparent", "00-" + trace_id + '-' + parent_id + "-02"}}).sampled);
  CHECK(trace({{"traceparent", "00-" + trace_id + '-' + parent_id + "-ff"}}).sampled);
}

TEST_CASE("trace: later versions may have more", "[http]") {
  const std::string later = "cc-" + trace_id + '-' + parent_id + "-01";
  CHECK(trace({{"traceparent", later}}).trace_id == trace_id);
  CHECK(trace({{"traceparent", later + "-what.the.future"}}).trace_id == trace_id);
  CHECK(trace({{"traceparent", later + "what"}}).trace_id != trace_id);
}

TEST_CASE("trace: a wrong one is ignored, and a new one begins", "[http]") {
  const std::string zeros = "00000000000000000000000000000000";
  const std::string wrong = GENERATE_COPY(
      as<std::string>{}, "", "00", "ff" + good.substr(2), "0x" + good.substr(2), good + "-x",
      good + ' ', ' ' + good, good.substr(0, 54), "00-" + zeros + '-' + parent_id + "-01",
      "00-" + trace_id + "-0000000000000000-01",
      "00-0AF7651916CD43DD8448EB211C80319C-" + parent_id + "-01",
      "00-" + trace_id + "-B7AD6B7169203331-01", "00-" + trace_id + '-' + parent_id + "-0G",
      "00-" + trace_id + '-' + parent_id + "-1", "00_" + trace_id + '-' + parent_id + "-01",
      "00-" + trace_id + parent_id + "--01", good + ", " + good);
  const Trace found = trace({{"traceparent", wrong}, {"tracestate", "a=1"}});
  CHECK(found.trace_id.size() == 32);
  CHECK(found.trace_id != trace_id);
  CHECK(found.parent_id.empty());
  CHECK(found.span_id.size() == 16);
  CHECK_FALSE(found.sampled);
  CHECK(found.state.empty());
}

TEST_CASE("trace: two parents are none", "[http]") {
  CHECK(trace({{"traceparent", good}, {"traceparent", good}}).parent_id.empty());
}

TEST_CASE("trace: tracestate", "[http]") {
  const auto state = [](std::string value) {
    return trace({{"traceparent", good}, {"tracestate", std::move(value)}}).state;
  };
  CHECK(state("rojo=00f067aa0ba902b7 ,\tcongo=t61rcWkgMzE, ,") ==
        "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
  CHECK(state("tenant@system=x") == "tenant@system=x");
  CHECK(state("0a=x y") == "0a=x y");
  CHECK(trace({{"traceparent", good}, {"tracestate", "a=1"}, {"tracestate", "b=2"}}).state ==
        "a=1,b=2");
  for (const char* const wrong :
       {"a", "=1", "a=", "A=1", "a=1=2", "a=1,a=2", "-a=1", "a=\x7f", "a=1\n"})
    CHECK(state(wrong).empty());
  std::string many = "a0=1";
  for (int i = 1; i < 33; ++i) many += ",a" + std::to_string(i) + "=1";
  CHECK(state(many).empty());
  const std::string long_one = "b=" + std::string(256, 'x');
  CHECK(state(long_one + ",c=" + std::string(250, 'y') + ",d=1") ==
        long_one + ",c=" + std::string(250, 'y'));
}

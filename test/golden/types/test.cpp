#include "api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace types {

struct Services {};

Everything echo(Services&, Everything in) { return in; }

}  // namespace types

namespace {

struct Nothing {};

struct Fixture {
  Nothing nothing;
  vgen::testing::Client client{types::api(nothing, [](Nothing&, vgen::Call&) { return types::Services{}; })};
};

/// All required members, in order. All others have a default.
const std::string required_members =
    R"("number":-5,"boolean":true,"tiny":-128,"byte":255,"small":-32768,"port":65535,"natural":4294967295,)"
    R"("large":-9007199254740991,"larger":9007199254740991,"ratio":0.5,"exact":1e-7,"text":"äöü","mail":"a@b.example","slug":"a-b")";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

const std::string input = "{" + required_members +
                          R"(,"shape":"rectangle","three":[1,2,3],"pair":[0.5,1.5],"when":"2026-01-02T03:04:05.250Z","inner":{"yes":true},)"
                          R"("root":{"name":"a","children":[{"name":"b"}]},"two":{"first":"x","second":[{"yes":false}]},)"
                          R"("other_two":{"first":1,"second":"circle"}})";

}  // namespace

TEST_CASE("types: everything comes back, with its defaults", "[golden]") {
  Fixture f;

  const auto answer = f.client.post("/echo", input);

  CHECK(answer.status == 200);
  CHECK(answer.body == "{" + required_members +
                           R"(,"share":0.25,"shape":"rectangle","slugs":["a","b"],"list":[1,2],"deque":[],"three":[1,2,3],"pair":[0.5,1.5],)"
                           R"("words":[],"inners":{},"shares":{},"when":"2026-01-02T03:04:05.250000000Z","inner":{"yes":true},)"
                           R"("root":{"name":"a","children":[{"name":"b","children":[]}]},"two":{"first":"x","second":[{"yes":false}]},)"
                           R"("other_two":{"first":1,"second":"circle"},"flag":true,"negative":-1,"greeting":"say \"hi\"\n\\o/","preferred":"triangle"})");
}

TEST_CASE("types: what was answered is accepted again", "[golden]") {
  Fixture f;
  const auto once = f.client.post("/echo", input);
  CHECK(f.client.post("/echo", once.body).body == once.body);
}

TEST_CASE("types: each limit refuses", "[golden]") {
  struct Case {
    std::string from, to, fault;
  };
  const Case cases[] = {
      {R"("number":-5)", R"("number":-10)", R"("pointer":"/number","code":"minimum")"},
      {R"("number":-5)", R"("number":100)", R"("pointer":"/number","code":"exclusiveMaximum")"},
      {R"("number":-5)", R"("number":3)", R"("pointer":"/number","code":"multipleOf")"},
      {R"("boolean":true)", R"("boolean":"true")", R"("pointer":"/boolean","code":"type")"},
      {R"("tiny":-128)", R"("tiny":-129)", R"("pointer":"/tiny","code":"minimum")"},
      {R"("byte":255)", R"("byte":256)", R"("pointer":"/byte","code":"maximum")"},
      {R"("natural":4294967295)", R"("natural":1.5)", R"("pointer":"/natural","code":"type")"},
      {R"("large":-9007199254740991)", R"("large":-9007199254740992)", R"("pointer":"/large","code":"minimum")"},
      {R"("larger":9007199254740991)", R"("larger":9007199254740992)", R"("pointer":"/larger","code":"maximum")"},
      {R"("text":"äöü")", R"("text":"äöüß")", R"("pointer":"/text","code":"maxLength")"},
      {R"("mail":"a@b.example")", R"("mail":"a")", R"("pointer":"/mail","code":"format")"},
      {R"("slug":"a-b")", R"("slug":"a b")", R"("pointer":"/slug","code":"pattern")"},
      {R"("slug":"a-b")", R"("slug":"a-b","share":1.5)", R"("pointer":"/share","code":"maximum")"},
      {R"("slug":"a-b")", R"("slug":"a-b","slugs":[])", R"("pointer":"/slugs","code":"minItems")"},
      {R"("slug":"a-b")", R"("slug":"a-b","slugs":["a","a"])", R"("pointer":"/slugs","code":"uniqueItems")"},
      {R"("slug":"a-b")", R"("slug":"a-b","slugs":["A"])", R"("pointer":"/slugs/0","code":"pattern")"},
      {R"("slug":"a-b")", R"("slug":"a-b","maybe_slug":null)", R"("pointer":"/maybe_slug","code":"type")"},
      {R"("slug":"a-b")", R"("slug":"a-b","words":["a","a"])", R"("pointer":"/words","code":"uniqueItems")"},
      {R"("slug":"a-b")", R"("slug":"a-b","inners":{"a/b":{}})", R"("pointer":"/inners/a~1b/yes","code":"required")"},
      {R"("slug":"a-b")", R"("slug":"a-b","shares":{"a":[2]})", R"("pointer":"/shares/a/0","code":"maximum")"},
      {R"("shape":"rectangle")", R"("shape":"square")", R"("pointer":"/shape","code":"enum")"},
      {R"([1,2,3])", R"([1,2])", R"("pointer":"/three","code":"minItems")"},
      {R"("when":"2026-01-02T03:04:05.250Z")", R"("when":"2026-01-02")", R"("pointer":"/when","code":"format")"},
      {R"({"name":"b"})", R"({"name":"b","children":[{}]})", R"("pointer":"/root/children/0/children/0/name","code":"required")"},
  };
  Fixture f;
  for (const Case& c : cases) {
    const auto answer = f.client.post("/echo", replaced(input, c.from, c.to));
    INFO(c.to << " → " << answer.body);
    CHECK(answer.status == 422);
    CHECK(answer.body.find(c.fault) != std::string::npos);
  }
}

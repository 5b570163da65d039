#include "api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/task.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace places {

struct Singletons {
  int count = 0;
};

struct Services {
  Singletons& shared;
  vgen::Call& call;
};

Merged merge(Services&, Merged in) { return in; }
Everywhere gather(Services&, Everywhere in) { return in; }
std::vector<std::string> sort_words(Services&, std::vector<std::string> in) {
  std::ranges::stable_sort(in, {}, &std::string::size);
  return in;
}
Replace replace(Services&, Replace in) { return in; }
Amend amend(Services&, Amend in) { return in; }
Basket fill(Services&, Basket in) {
  if (in.amounts.erase("clash") != 0) in.amounts["owner"] = 1;
  return in;
}
Carried carry(Services&, Carried in) { return in; }
std::string raw_file(Services&, RawFile in) { return in.path; }
std::string compare(Services&, Branches in) { return in.base + " and " + in.head; }
std::string shout(Services&, std::string in) {
  for (char& c : in) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return in;
}
std::string put_note(Services& services, Note in) { return shout(services, in.text); }
std::string put_picture(Services&, Picture in) { 
  if (!in.data) return "no " + in.name;
  return in.name + " is " + std::to_string(in.data->size()) + " bytes of " + in.type.value_or("something");
}
std::vector<std::byte> turn(Services&, std::vector<std::byte> in) {
  std::ranges::reverse(in);
  return in;
}
void draw(Services& services, Named in) {
  if (in.name == "blank") return services.call.set_status(204);
  services.call.set_body(services.call.answer_type(), in.name + " as " + std::string(services.call.answer_type()));
}
vgen::Task<vgen::Result<std::string, Gone>> find_note(Services&, Named in) {
  if (in.name == "gone") co_return Gone{};
  co_return "the note " + in.name;
}
void count(Services& services) { ++services.shared.count; }
int counted(Services& services) { return services.shared.count; }
int counted_for_nothing(Services& services, Nothing) { return services.shared.count; }
std::string who_am_i(Services&, Session& session) { return session.user; }
std::string greet(Services&, const Session* session) { return session != nullptr ? "hello " + session->user : "hello"; }
vgen::Task<vgen::Result<Merged, Busy, Gone>> fail_later(Services&, Merged in) {
  if (in.x == 1) co_return Busy{.retry_after = 5};
  if (in.x == 2) co_return Gone{};
  co_return in;
}
void fail_unexpectedly(Services&) { throw std::runtime_error("secret"); }

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& shared, vgen::Call& call) { return Services{shared, call}; },
      [](Singletons&, const vgen::Request& request) -> std::optional<Session> {
        const auto user = request.header("x-user");
        if (!user) return std::nullopt;
        return Session{std::string(*user)};
      });
}

vgen::Api make() {
  static Singletons singletons;
  return make(singletons);
}

}  // namespace places

namespace {

struct Fixture {
  places::Singletons singletons;
  vgen::testing::Client client{places::make(singletons)};
};

}  // namespace

TEST_CASE("places: path, query and body merge into one input", "[golden]") {
  Fixture f;
  CHECK(f.client.post("/todo/7?x=1", R"({"t": "a"})").body == R"({"id":7,"x":1,"t":"a"})");
}

TEST_CASE("places: a field is read from its place only", "[golden]") {
  Fixture f;

  const auto refused = f.client.post("/todo/7?x=1", R"({"t": "a", "id": 8, "x": 2})");

  CHECK(refused.status == 422);
  CHECK(refused.body.find(R"("in":"body","pointer":"/id","code":"bound_elsewhere")") != std::string::npos);
  CHECK(refused.body.find(R"("in":"body","pointer":"/x","code":"bound_elsewhere")") != std::string::npos);
}

TEST_CASE("places: every place", "[golden]") {
  Fixture f;

  const auto answer = f.client.request("PUT", "/everywhere/a%2Fb%20c?color=blue&tags=x,y&tags=z%2Cz&since=2026-01-02T03:04:05Z&flag=true&other=1",
                                       {{"X-Numbers", "1, 2,3"}, {"idempotency-key", "abc"}, {"Cookie", "a=1; visits=4"}, {"Content-Type", "application/json"}},
                                       R"({"weight": 2})");

  CHECK(answer.status == 200);
  CHECK(answer.body == R"({"name":"a/b c","color":"blue","tags":["x","y","z,z"],"numbers":[1,2,3],"key":"abc","visits":4,)"
                       R"("since":"2026-01-02T03:04:05Z","flag":true,"weight":2})");
}

TEST_CASE("places: what is left out has its default", "[golden]") {
  Fixture f;
  CHECK(f.client.request("PUT", "/everywhere/a", {}, "").body == R"({"name":"a","color":"green","tags":[],"numbers":[],"weight":1.5})");
}

TEST_CASE("places: faults of all places are told at once", "[golden]") {
  Fixture f;

  const auto refused = f.client.request("PUT", "/everywhere/a?color=pink&tags=1,2,3,4&flag=yes&since=now",
                                        {{"X-Numbers", "1,two"}, {"Idempotency-Key", "x"}, {"Cookie", "visits=many"}, {"Content-Type", "application/json"}},
                                        R"({"weight": 0})");

  CHECK(refused.status == 422);
  for (const std::string fault :
       {R"("in":"query","pointer":"/color","code":"enum")", R"("in":"query","pointer":"/tags","code":"maxItems")",
        R"("in":"query","pointer":"/flag","code":"type")", R"("in":"query","pointer":"/since","code":"format")",
        R"("in":"header","pointer":"/numbers/1","code":"type")", R"("in":"header","pointer":"/key","code":"minLength")",
        R"("in":"cookie","pointer":"/visits","code":"type")", R"("in":"body","pointer":"/weight","code":"exclusiveMinimum")"}) {
    INFO(refused.body);
    CHECK(refused.body.find(fault) != std::string::npos);
  }
}

TEST_CASE("places: a whole body, no body, no input, no output", "[golden]") {
  Fixture f;

  CHECK(f.client.post("/words", R"(["three", "a", "to"])").body == R"(["a","to","three"])");
  CHECK(f.client.request("POST", "/count", {}, "").status == 204);
  CHECK(f.client.request("POST", "/count", {}, "").status == 204);
  CHECK(f.client.get("/count").body == "2");
}

TEST_CASE("places: one member is the body, beside a path parameter of the same name", "[golden]") {
  Fixture f;
  const auto put = [&](const std::string& target, const std::string& body) {
    return f.client.request("PUT", target, {{"Content-Type", "application/json"}}, body);
  };

  CHECK(put("/things/7?dry=true", R"({"id": 8, "name": "a"})").body == R"({"id":7,"dry":true,"thing":{"id":8,"name":"a"}})");
  const auto refused = put("/things/x?dry=1", R"({"id": "8", "dry": true})");
  CHECK(refused.status == 422);
  for (const std::string fault :
       {R"("in":"path","pointer":"/id","code":"type")", R"("in":"query","pointer":"/dry","code":"type")", R"("in":"body","pointer":"/id","code":"type")",
        R"("in":"body","pointer":"/dry","code":"unknown")", R"("in":"body","pointer":"/name","code":"required")"}) {
    INFO(refused.body);
    CHECK(refused.body.find(fault) != std::string::npos);
  }
  CHECK(f.client.request("PUT", "/things/7", {}, "").status == 422);
  CHECK(f.client.request("PUT", "/things/7", {{"Content-Type", "text/plain"}}, "{}").status == 415);
}

TEST_CASE("places: a body that may be absent", "[golden]") {
  Fixture f;
  const auto patch = [&](const vgen::testing::Client::RequestHeaders& headers, const std::string& body) {
    return f.client.request("PATCH", "/things/7", headers, body);
  };

  CHECK(patch({}, "").body == R"({"id":7})");
  CHECK(patch({{"Content-Type", "application/json"}}, "[1,2]").body == R"({"id":7,"numbers":[1,2]})");
  CHECK(patch({{"Content-Type", "application/json"}}, "[1,2,3,4]").status == 422);
  CHECK(patch({{"Content-Type", "application/json"}}, "null").status == 422);
  CHECK(patch({{"Content-Type", "application/json"}}, "").status == 400);
  CHECK(patch({{"Content-Type", "text/plain"}}, "[1]").status == 415);
}

TEST_CASE("places: members beside the declared ones", "[golden]") {
  Fixture f;

  CHECK(f.client.post("/baskets", R"({"b": 2, "owner": "ada", "\u0061": 1, "": 3})").body == R"({"owner":"ada","":3,"a":1,"b":2})");
  CHECK(f.client.post("/baskets", R"({"owner":"ada","open":true})").body == R"({"owner":"ada","open":true})");
  CHECK(f.client.post("/baskets", R"({"owner":"ada","x":1,"open":true})").body == R"({"owner":"ada","open":true,"x":1})");
  const auto refused = f.client.post("/baskets", R"({"a": "1", "b/c": -1, "d": 1, "\u0064": 2, "open": 0})");
  CHECK(refused.status == 422);
  for (const std::string fault :
       {R"("in":"body","pointer":"/a","code":"type")", R"("in":"body","pointer":"/b~1c","code":"minimum")", R"("in":"body","pointer":"/d","code":"duplicate")",
        R"("in":"body","pointer":"/open","code":"type")", R"("in":"body","pointer":"/owner","code":"required")"}) {
    INFO(refused.body);
    CHECK(refused.body.find(fault) != std::string::npos);
  }
  CHECK(f.client.post("/baskets", R"({"owner": "ada", "clash": 1})").status == 500);
  CHECK(f.client.post("/baskets", R"({"owner": "ada", "a": 1)").status == 400);
}

TEST_CASE("places: members beside the declared ones and a discriminator", "[golden]") {
  Fixture f;

  CHECK(f.client.post("/carried", R"({"a": 1, "kind": "Basket", "owner": "ada"})").body == R"({"kind":"Basket","owner":"ada","a":1})");
  CHECK(f.client.post("/carried", R"({"kind": "Basket", "owner": "ada", "b": 2})").body == R"({"kind":"Basket","owner":"ada","b":2})");
  CHECK(f.client.post("/carried", R"({"kind": "Nothing", "a": 1})").status == 422);
}

TEST_CASE("places: the rest of a path, and two parameters in one segment", "[golden]") {
  Fixture f;

  CHECK(f.client.get("/raw/a/b%20c").body == R"("a/b c")");
  CHECK(f.client.get("/compare/main...next").body == R"("main and next")");
}

TEST_CASE("places: sessions", "[golden]") {
  Fixture f;

  CHECK(f.client.get("/me").status == 401);
  CHECK(f.client.request("GET", "/me", {{"X-User", "ada"}}, "").body == R"("ada")");
  CHECK(f.client.get("/greeting").body == R"("hello")");
  CHECK(f.client.request("GET", "/greeting", {{"X-User", "ada"}}, "").body == R"("hello ada")");
}

TEST_CASE("places: a coroutine with declared errors", "[golden]") {
  Fixture f;

  CHECK(f.client.post("/fail/later/1?x=0", R"({"t": "a"})").body == R"({"id":1,"x":0,"t":"a"})");
  const auto busy = f.client.post("/fail/later/1?x=1", R"({"t": "a"})");
  CHECK(busy.status == 503);
  CHECK(busy.body.starts_with(R"({"type":"urn:places:busy","title":"Busy","status":503,)"));
  CHECK(busy.body.find(R"("retry_after":5)") != std::string::npos);
  CHECK(f.client.post("/fail/later/1?x=2", R"({"t": "a"})").status == 410);
}

TEST_CASE("places: an unexpected failure tells nothing but the id of the request", "[golden]") {
  Fixture f;

  const auto failed = f.client.request("POST", "/fail/unexpectedly", {}, "");

  CHECK(failed.status == 500);
  CHECK(failed.body.find("urn:vgen:internal") != std::string::npos);
  CHECK(failed.body.find("request_id") != std::string::npos);
  CHECK(failed.body.find("secret") == std::string::npos);
}

TEST_CASE("places: a body is a text or bytes instead of JSON", "[golden]") {
  Fixture f;
  const auto send = [&](const char* method, const std::string& target, const char* type, const std::string& body) {
    vgen::testing::Client::RequestHeaders headers;
    if (type != nullptr) headers.push_back({"Content-Type", type});
    return f.client.request(method, target, headers, body);
  };

  CHECK(send("PUT", "/notes/a", "text/plain", "one\ntwo").body == R"("ONE\nTWO")");
  CHECK(send("PUT", "/notes/a", "Text/Plain; charset=UTF-8", "").body == R"("")");
  const auto shouted = send("POST", "/shout/plain", "text/markdown", "\"a\"");
  CHECK(shouted.body == "\"A\"");
  CHECK(shouted.headers.find("Content-Type") == "text/plain");
  CHECK(send("POST", "/shout", "application/json", R"("a")").body == R"("A")");
  CHECK(send("PUT", "/pictures/sun", "image/png", std::string("\0\xff\x01", 3)).body == R"("sun is 3 bytes of image/png")");
  CHECK(send("PUT", "/pictures/sun", "image/png", "").body == R"("sun is 0 bytes of image/png")");
  CHECK(send("PUT", "/pictures/sun", nullptr, "").body == R"("no sun")");
  CHECK(send("POST", "/turn", "any/thing; of=kind", "abc").body == "cba");
  CHECK(send("POST", "/turn", nullptr, "").status == 422);
}

TEST_CASE("places: what cannot be the text or bytes of a body is refused", "[golden]") {
  Fixture f;
  const auto put = [&](const std::string& target, const char* type, const std::string& body) {
    return f.client.request("PUT", target, {{"Content-Type", type}}, body);
  };

  const auto foreign = put("/notes/a", "application/json", R"("a")");
  CHECK(foreign.status == 415);
  CHECK(foreign.body.find("The Content-Type of the body must be text/plain.") != std::string::npos);
  CHECK(put("/notes/a", "text/plain; charset=latin1", "a").status == 415);
  CHECK(put("/pictures/sun", "text/plain", "a").status == 415);
  CHECK(put("/pictures/sun", "text/plain", "a").body.find("must be image/*.") != std::string::npos);
  const auto either = f.client.request("POST", "/shout/plain", {{"Content-Type", "text/html"}}, "a");
  CHECK(either.body.find("must be text/plain or text/markdown.") != std::string::npos);
  const auto absent = f.client.request("PUT", "/notes/a", {}, "");
  CHECK(absent.status == 422);
  CHECK(absent.body.find(R"({"in":"body","pointer":"","code":"required")") != std::string::npos);
  const auto broken = put("/notes/a", "text/plain", "\xff");
  CHECK(broken.status == 422);
  CHECK(broken.body.find(R"("in":"body","pointer":"","code":"encoding")") != std::string::npos);
  const auto long_text = put("/notes/a", "text/plain", std::string(41, 'a'));
  CHECK(long_text.body.find(R"("in":"body","pointer":"","code":"maxLength")") != std::string::npos);
}

TEST_CASE("places: the client chooses the media type of an answer", "[golden]") {
  Fixture f;
  const auto get = [&](const std::string& target, const char* accept) { return f.client.get(target, {{"Accept", accept}}); };

  const auto usual = f.client.get("/drawings/cat");
  CHECK(usual.status == 200);
  CHECK(usual.body == "cat as image/svg+xml");
  CHECK(usual.headers.find("Content-Type") == "image/svg+xml");
  CHECK(usual.headers.find("Vary") == "Accept");
  CHECK(get("/drawings/cat", "image/png").body == "cat as image/png");
  CHECK(get("/drawings/cat", "image/svg+xml;q=0.5, image/*").body == "cat as image/png");
  CHECK(get("/drawings/blank", "image/png").status == 204);
  const auto refused = get("/drawings/cat", "text/html, image/png;q=0");
  CHECK(refused.status == 406);
  CHECK(refused.body.find("The Accept header must allow image/svg+xml or image/png.") != std::string::npos);
  const auto note = get("/notes/a", "text/*");
  CHECK(note.body == "the note a");
  CHECK(note.headers.find("Content-Type") == "text/plain; charset=utf-8");
  CHECK_FALSE(note.headers.find("Vary"));
  CHECK(get("/notes/gone", "text/*").status == 410);
  CHECK(get("/notes/gone", "text/*").headers.find("Content-Type") == "application/problem+json");
  CHECK(get("/notes/a", "application/json").status == 406);
}

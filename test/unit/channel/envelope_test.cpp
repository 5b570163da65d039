#include <vgen/channel/envelope.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using vgen::Envelope;
using Outcome = vgen::Envelope::Outcome;

namespace {

/// The envelope of a message, and what is left of the text without white space.
struct Taken {
  explicit Taken(std::string message) : text(std::move(message)) {
    envelope = vgen::find_envelope(text, "action", faults, {});
    if (envelope.outcome == Outcome::good) vgen::take_off(envelope, text);
    for (const char c : text) {
      if (c != ' ') rest += c;
    }
  }

  std::string text;
  std::string rest;
  vgen::Faults faults;
  Envelope envelope;
};

struct Case {
  std::string message;
  std::string key;
  std::string id;
  std::string rest;
};

const Case cases[] = {
    {R"({"action":"go","$id":17,"a":1})", "go", "17", R"({"a":1})"},
    {R"({"$id":17,"action":"go","a":1})", "go", "17", R"({"a":1})"},
    {R"({"a":1,"action":"go","$id":17})", "go", "17", R"({"a":1})"},
    {R"({"a":1,"$id":"x","action":"go"})", "go", R"("x")", R"({"a":1})"},
    {R"({"action":"go","a":1,"$id":17})", "go", "17", R"({"a":1})"},
    {R"({"action":"go","a":1,"$id":17,"b":2})", "go", "17", R"({"a":1,"b":2})"},
    {R"({"a":1,"action":"go","b":2})", "go", "", R"({"a":1,"b":2})"},
    {R"({ "action" : "go" , "$id" : 17 , "a" : 1 })", "go", "17", R"({"a":1})"},
    {R"({ "a" : 1 , "action" : "go" , "$id" : 17 })", "go", "17", R"({"a":1})"},
    {R"({"action":"go"})", "go", "", "{}"},
    {R"({"action":"go","$id":17})", "go", "17", "{}"},
    {R"({"\u0061ction":"g\u006f","$\u0069d":-1})", "go", "-1", "{}"},
    {R"({"a":{"action":"inner","$id":1},"action":"go"})", "go", "",
     R"({"a":{"action":"inner","$id":1}})"},
    {R"({"a":"\"action\":\"x\"","action":"go"})", "go", "", R"({"a":"\"action\":\"x\""})"},
    {R"({"action":"","$id":"\u0061"})", "", R"("\u0061")", "{}"},
};

}  // namespace

TEST_CASE("envelope: a token is found before the key", "[channel]") {
  const Taken taken(R"({"action":"go","\u0061uthenticate":"t\u006fken","$id":3})");
  CHECK(taken.envelope.has_token);
  CHECK(taken.envelope.token == "token");
  CHECK(taken.envelope.id == "3");
  CHECK(Taken(R"({"authenticate":7})").envelope.outcome == Outcome::invalid);
  CHECK_FALSE(Taken(R"({"a":{"authenticate":"x"}})").envelope.has_token);
}

TEST_CASE("envelope: key and id are taken off", "[channel]") {
  for (const Case& known : cases) {
    INFO(known.message);
    const Taken taken(known.message);
    CHECK(taken.envelope.outcome == Outcome::good);
    CHECK(taken.envelope.has_key);
    CHECK(taken.envelope.key == known.key);
    CHECK(taken.envelope.id == known.id);
    CHECK(taken.rest == known.rest);
    CHECK(taken.text.size() == known.message.size());
  }
}

TEST_CASE("envelope: a key that is no string matches nothing", "[channel]") {
  for (const char* const message : {R"({"action":1})", R"({"action":null})", R"({"action":["go"]})",
                                    R"({})", R"({"Action":"go"})"}) {
    const Taken taken(message);
    CHECK(taken.envelope.outcome == Outcome::good);
    CHECK_FALSE(taken.envelope.has_key);
  }
}

TEST_CASE("envelope: kinds of ids", "[channel]") {
  for (const char* const id : {"0", "-5", "9007199254740993", R"("")", R"("a b")"})
    CHECK(Taken(std::string(R"({"$id":)") + id + "}").envelope.id == id);
  for (const std::string& id :
       {std::string("1.5"), std::string("1e3"), std::string("null"), std::string("{}"),
        std::string("[1]"), std::string("true"), '"' + std::string(129, 'x') + '"'}) {
    const Taken taken(R"({"action":"go","$id":)" + id + "}");
    CHECK(taken.envelope.outcome == Outcome::bad_id);
    CHECK(taken.envelope.key == "go");
  }
}

TEST_CASE("envelope: faults leave the text as it is, and keep what was found", "[channel]") {
  const Taken malformed(R"({"action":"go","$id":17,"a":})");
  CHECK(malformed.envelope.outcome == Outcome::malformed);
  CHECK(malformed.envelope.key == "go");
  CHECK(malformed.envelope.id == "17");
  CHECK(malformed.text == R"({"action":"go","$id":17,"a":})");
  CHECK(malformed.faults.size() == 1);

  CHECK(Taken(R"({"action":"go","action":"stop"})").envelope.outcome == Outcome::invalid);
  CHECK(Taken(R"({"$id":1,"$id":2})").envelope.outcome == Outcome::invalid);
  CHECK(Taken(R"([1,2])").envelope.outcome == Outcome::invalid);
  CHECK(Taken(R"("text")").envelope.outcome == Outcome::invalid);
  CHECK(Taken("").envelope.outcome == Outcome::malformed);
  CHECK(Taken("{").envelope.outcome == Outcome::malformed);
  CHECK(Taken(R"({"action":"go"} x)").envelope.outcome == Outcome::malformed);
}

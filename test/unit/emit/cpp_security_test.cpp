// Which member of a session goes to the access log.
#include "tools/vgen/emit/cpp/security.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace model = vgen::tool::model;
using vgen::tool::emit::session_codec_value;

namespace {

/// An API whose cookie carries a session of these members. Types: 0 a string, 1 an integer, 2 a
/// floating-point number.
model::ApiModel api_with(std::vector<model::Field> fields) {
  model::ApiModel api;
  api.session = "a::Session";
  api.types = {{.kind = model::String{}, .cpp = "std::string"},
               {.kind = model::Integer{}, .cpp = "int"},
               {.kind = model::Float{}, .cpp = "double"},
               {.kind = model::StructReference{0}, .cpp = "a::Session"}};
  api.structs = {{.name = "Session", .cpp = "a::Session", .fields = std::move(fields)}};
  api.stored_session = 3;
  api.security = {{.kind = model::SchemeKind::cookie}};
  return api;
}

model::Field field(const std::string& name, model::TypeIndex type = 0) {
  return {.name = name, .wire_name = name, .type = type};
}

const std::string without = "codegen::session_codec<a::Session>";

std::string with(const std::string& member) {
  return "codegen::session_codec_with_user<a::Session, &a::Session::" + member + ">";
}

}  // namespace

TEST_CASE("session codec: the member that names the user", "[emit]") {
  CHECK(session_codec_value(api_with({field("role"), field("user")})) == with("user"));
  CHECK(session_codec_value(api_with({field("id", 1), field("sub")})) == with("sub"));
  CHECK(session_codec_value(api_with({field("id", 1)})) == with("id"));
  model::Field renamed = field("name");
  renamed.wire_name = "sub";
  CHECK(session_codec_value(api_with({renamed})) == with("name"));
  CHECK(session_codec_value(api_with({field("name")})) == without);
  CHECK(session_codec_value(api_with({})) == without);
}

TEST_CASE("session codec: a session that no scheme carries names nobody", "[emit]") {
  model::ApiModel api = api_with({field("user")});
  api.security = {};
  CHECK(session_codec_value(api) == without);
  api.security = {{.kind = model::SchemeKind::api_key}};
  CHECK(session_codec_value(api) == without);
}

TEST_CASE("session codec: what is private or no text names nobody", "[emit]") {
  model::Field secret = field("user");
  secret.pii = true;
  CHECK(session_codec_value(api_with({secret})) == without);
  CHECK(session_codec_value(api_with({secret, field("id", 1)})) == with("id"));
  model::Field optional = field("user");
  optional.optional = true;
  CHECK(session_codec_value(api_with({optional})) == without);
  CHECK(session_codec_value(api_with({field("user", 2)})) == without);
}

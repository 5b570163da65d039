// Written by hand in the style of generated code.
#include "test/support/sample_api.gen.hpp"

#include <vgen/codegen/http.hpp>
#include <vgen/codegen/task.hpp>

VGEN_REQUIRE_VERSION("0.1.0");
static_assert(
    vgen::codegen::is_declared_as<vgen::Result<sample::Item, sample::NotFound>(
        sample::Services&, sample::GetItem)>(sample::get_item),
    "sample::get_item differs from what vgen read: compile it with the same flags as vgen");

namespace vgen::json {

void Codec<sample::Item>::read(Reader& in, sample::Item& value) {
  static constexpr Members<3> members{required("id"), required("title"), optional("note")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.id);
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.title);
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2: json::read(in, value.note);
    }
  }
}

void Codec<sample::Item>::write(Writer& out, const sample::Item& value) {
  ObjectWriter object(out);
  object.member("id", value.id);
  object.member("title", value.title);
  object.member("note", value.note);
}

void Codec<sample::NotFound>::read(Reader& in, sample::NotFound& value) {
  static constexpr Members<1> members{required("id")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0: json::read(in, value.id);
    }
  }
}

void Codec<sample::NotFound>::write(Writer& out, const sample::NotFound& value) {
  ObjectWriter object(out);
  object.member("id", value.id);
}

void Codec<sample::CreateItem>::read(Reader& in, sample::CreateItem& value) {
  static constexpr Members<2> members{required("title"), optional("note")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.title, StringRule{.min_length = 1, .max_length = 20});
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1: json::read(in, value.note);
    }
  }
}

void Codec<sample::CreateItem>::write(Writer& out, const sample::CreateItem& value) {
  ObjectWriter object(out);
  object.member("title", value.title);
  object.member("note", value.note);
}

void Codec<sample::UpdateItem>::read(Reader& in, sample::UpdateItem& value) {
  static constexpr Members<3> members{required("id"), required("x"), required("t")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.id);
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.x);
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2: json::read(in, value.t);
    }
  }
}

void Codec<sample::UpdateItem>::write(Writer& out, const sample::UpdateItem& value) {
  ObjectWriter object(out);
  object.member("id", value.id);
  object.member("x", value.x);
  object.member("t", value.t);
}

void Codec<sample::Search>::read(Reader& in, sample::Search& value) {
  static constexpr Members<6> members{optional("count"), optional("flag"),  optional("tags"),
                                      optional("ids"),   optional("level"), optional("since")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.count);
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.flag);
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2:
        json::read(in, value.tags);
        if (!object.next_is(members.list[3])) break;
        [[fallthrough]];
      case 3:
        json::read(in, value.ids);
        if (!object.next_is(members.list[4])) break;
        [[fallthrough]];
      case 4:
        json::read(in, value.level);
        if (!object.next_is(members.list[5])) break;
        [[fallthrough]];
      case 5: json::read(in, value.since);
    }
  }
}

void Codec<sample::Search>::write(Writer& out, const sample::Search& value) {
  ObjectWriter object(out);
  object.member("count", value.count);
  object.member("flag", value.flag);
  object.member("tags", value.tags);
  object.member("ids", value.ids);
  object.member("level", value.level);
  object.member("since", value.since);
}

void Codec<sample::Keyed>::read(Reader& in, sample::Keyed& value) {
  static constexpr Members<3> members{required("key"), optional("theme"), optional("parts")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.key);
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.theme);
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2: json::read(in, value.parts);
    }
  }
}

void Codec<sample::Keyed>::write(Writer& out, const sample::Keyed& value) {
  ObjectWriter object(out);
  object.member("key", value.key);
  object.member("theme", value.theme);
  object.member("parts", value.parts);
}

void Codec<sample::Text>::read(Reader& in, sample::Text& value) {
  static constexpr Members<1> members{required("text")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0: json::read(in, value.text);
    }
  }
}

void Codec<sample::Text>::write(Writer& out, const sample::Text& value) {
  ObjectWriter object(out);
  object.member("text", value.text);
}

void Codec<sample::Greeting>::read(Reader& in, sample::Greeting& value) {
  static constexpr Members<1> members{required("message")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0: json::read(in, value.message);
    }
  }
}

void Codec<sample::Greeting>::write(Writer& out, const sample::Greeting& value) {
  ObjectWriter object(out);
  object.member("message", value.message);
}

void Codec<sample::PutOptional>::read(Reader& in, sample::PutOptional& value) {
  static constexpr Members<1> members{optional("note")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0: json::read(in, value.note);
    }
  }
}

void Codec<sample::PutOptional>::write(Writer& out, const sample::PutOptional& value) {
  ObjectWriter object(out);
  object.member("note", value.note);
}

}  // namespace vgen::json

namespace vgen::codegen {

template <>
constexpr ProblemType problem_type<sample::NotFound>{"urn:sample:not-found", "Not found"};

}  // namespace vgen::codegen

namespace {

namespace codegen = vgen::codegen;
namespace json = vgen::json;

void read_get_item(codegen::HttpInput& in, sample::GetItem& value) {
  in.path(json::required("id"), value.id, json::IntegerRule{.minimum = 1});
}

void read_update_item_body(json::Reader& in, sample::UpdateItem& value) {
  static constexpr json::Members<3> members{json::elsewhere("id"), json::elsewhere("x"),
                                            json::required("t")};
  json::ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 2: json::read(in, value.t);
    }
  }
}

void read_update_item(codegen::HttpInput& in, sample::UpdateItem& value) {
  in.path(json::required("id"), value.id, json::IntegerRule{.minimum = 1});
  in.query(json::required("x"), value.x);
  in.body(value, read_update_item_body);
}

void read_search(codegen::HttpInput& in, sample::Search& value) {
  in.query(json::optional("count"), value.count, json::IntegerRule{.minimum = 1, .maximum = 100});
  in.query(json::optional("flag"), value.flag);
  in.query(json::optional("tags"), value.tags, json::ArrayRule{.max_items = 3, .unique = true},
           json::StringRule{.min_length = 1});
  in.query(json::optional("ids"), value.ids);
  in.query(json::optional("level"), value.level);
  in.query(json::optional("since"), value.since);
}

void read_keyed(codegen::HttpInput& in, sample::Keyed& value) {
  in.header("Idempotency-Key", json::required("key"), value.key, json::StringRule{.min_length = 4});
  in.cookie("theme", json::optional("theme"), value.theme);
  in.header("X-Parts", json::optional("parts"), value.parts);
}

void read_segment(codegen::HttpInput& in, sample::Text& value) {
  in.path(json::required("text"), value.text);
}

constexpr codegen::Operation operations[] = {
    codegen::operation<sample::hello>(
        {.name = "hello", .method = vgen::Method::get, .path = "/hello", .status = 200}),
    codegen::operation<sample::get_item, read_get_item>(
        {.name = "getItem", .method = vgen::Method::get, .path = "/items/{id}", .status = 200}),
    codegen::operation<sample::create_item, codegen::read_body<sample::CreateItem>>(
        {.name = "createItem", .method = vgen::Method::post, .path = "/items", .status = 201}),
    codegen::operation<sample::update_item, read_update_item>(
        {.name = "updateItem", .method = vgen::Method::post, .path = "/items/{id}", .status = 200}),
    codegen::operation<sample::delete_item, read_get_item>(
        {.name = "deleteItem", .method = vgen::Method::del, .path = "/items/{id}", .status = 204}),
    codegen::operation<sample::put_optional, codegen::read_body<sample::PutOptional>>(
        {.name = "putOptional", .method = vgen::Method::put, .path = "/optional", .status = 200}),
    codegen::operation<sample::search, read_search>(
        {.name = "search", .method = vgen::Method::get, .path = "/search", .status = 200}),
    codegen::operation<sample::keyed, read_keyed>(
        {.name = "keyed", .method = vgen::Method::post, .path = "/keyed", .status = 200}),
    codegen::operation<sample::measure, codegen::read_body<std::string>>(
        {.name = "measure",
         .method = vgen::Method::post,
         .path = "/measure",
         .status = 200,
         .body_limit = 600000}),
    codegen::operation<sample::repeat, read_get_item>(
        {.name = "repeat", .method = vgen::Method::get, .path = "/repeat/{id}", .status = 200}),
    codegen::operation<sample::segment, read_segment>(
        {.name = "segment", .method = vgen::Method::get, .path = "/segment/{text}", .status = 200}),
    codegen::operation<sample::me>(
        {.name = "me", .method = vgen::Method::get, .path = "/me", .status = 200}),
    codegen::operation<sample::maybe_me>(
        {.name = "maybeMe", .method = vgen::Method::get, .path = "/maybe", .status = 200}),
    codegen::operation<sample::hello>({.name = "guardedHello",
                                       .method = vgen::Method::get,
                                       .path = "/guarded",
                                       .status = 200,
                                       .needs_session = true}),
    codegen::operation<sample::fail>(
        {.name = "fail", .method = vgen::Method::post, .path = "/fail", .status = 204}),
    codegen::operation<sample::refuse>(
        {.name = "refuse", .method = vgen::Method::post, .path = "/refuse", .status = 204}),
    codegen::operation<sample::throw_declared, read_get_item>({.name = "throwDeclared",
                                                               .method = vgen::Method::get,
                                                               .path = "/thrown/{id}",
                                                               .status = 200}),
    codegen::operation<sample::unwritable>(
        {.name = "unwritable", .method = vgen::Method::get, .path = "/unwritable", .status = 200}),
    codegen::operation<sample::move_on>(
        {.name = "moveOn", .method = vgen::Method::post, .path = "/move", .status = 204}),
    codegen::operation<sample::picture>(
        {.name = "picture", .method = vgen::Method::get, .path = "/picture", .status = 204}),
    codegen::operation<sample::deferring>(
        {.name = "deferring", .method = vgen::Method::get, .path = "/deferring", .status = 200}),
    codegen::operation<sample::later>(
        {.name = "later", .method = vgen::Method::get, .path = "/later", .status = 200}),
    codegen::operation<sample::later_item, read_get_item>(
        {.name = "laterItem", .method = vgen::Method::get, .path = "/later/{id}", .status = 200}),
    codegen::operation<sample::later_fail>(
        {.name = "laterFail", .method = vgen::Method::get, .path = "/later_fail", .status = 204}),
    codegen::operation<sample::stubborn>(
        {.name = "stubborn", .method = vgen::Method::get, .path = "/stubborn", .status = 200}),
    codegen::operation<sample::forever>(
        {.name = "forever", .method = vgen::Method::get, .path = "/forever", .status = 200}),
    codegen::operation<sample::wait>({.name = "wait",
                                      .method = vgen::Method::get,
                                      .path = "/wait",
                                      .status = 200,
                                      .timeout = 5000}),
};

/// What `/openapi.json` answers.
constexpr std::string_view openapi = R"json({"openapi":"3.1.1"})json";

}  // namespace

const vgen::ApiDefinition& sample::api_definition() {
  static constexpr vgen::ApiDefinition definition{
      .name = "sample", .version = "0.1.0", .operations = operations, .openapi = openapi};
  return definition;
}

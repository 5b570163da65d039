// Written by hand in the style of generated code.
#include "test/support/sample_api.gen.hpp"

#include <vgen/codegen/http.hpp>
#include <vgen/codegen/task.hpp>

VGEN_REQUIRE_VERSION("0.1.0");
VGEN_REQUIRE_FUNCTION(sample::get_item,
                      vgen::Result<sample::Item, sample::NotFound>(sample::Services&,
                                                                   sample::GetItem));

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
inline constexpr ProblemType problem_type<sample::NotFound>{"urn:sample:not-found", "Not found"};

}  // namespace vgen::codegen

namespace {

namespace codegen = vgen::codegen;
namespace json = vgen::json;

void read_get_item(codegen::HttpReader& in, sample::GetItem& value) {
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

void read_update_item(codegen::HttpReader& in, sample::UpdateItem& value) {
  in.path(json::required("id"), value.id, json::IntegerRule{.minimum = 1});
  in.query(json::required("x"), value.x);
  in.body(value, read_update_item_body);
}

void read_search(codegen::HttpReader& in, sample::Search& value) {
  in.query(json::optional("count"), value.count, json::IntegerRule{.minimum = 1, .maximum = 100});
  in.query(json::optional("flag"), value.flag);
  in.query(json::optional("tags"), value.tags, json::ArrayRule{.max_items = 3, .unique = true},
           json::StringRule{.min_length = 1});
  in.query(json::optional("ids"), value.ids);
  in.query(json::optional("level"), value.level);
  in.query(json::optional("since"), value.since);
}

void read_keyed(codegen::HttpReader& in, sample::Keyed& value) {
  in.header("Idempotency-Key", json::required("key"), value.key, json::StringRule{.min_length = 4});
  in.cookie("theme", json::optional("theme"), value.theme);
  in.header("X-Parts", json::optional("parts"), value.parts);
}

void read_segment(codegen::HttpReader& in, sample::Text& value) {
  in.path(json::required("text"), value.text);
}

constexpr vgen::HttpRow http_rows[] = {
    codegen::http_row<sample::hello>(
        {.endpoint = {.name = "hello"}, .method = vgen::Method::get, .path = "/hello"}),
    codegen::http_row<sample::get_item, read_get_item>(
        {.endpoint = {.name = "getItem"}, .method = vgen::Method::get, .path = "/items/{id}"}),
    codegen::http_row<sample::create_item, codegen::read_body<sample::CreateItem>>(
        {.endpoint = {.name = "createItem"},
         .method = vgen::Method::post,
         .path = "/items",
         .status = 201}),
    codegen::http_row<sample::update_item, read_update_item>(
        {.endpoint = {.name = "updateItem"}, .method = vgen::Method::post, .path = "/items/{id}"}),
    codegen::http_row<sample::delete_item, read_get_item>({.endpoint = {.name = "deleteItem"},
                                                           .method = vgen::Method::del,
                                                           .path = "/items/{id}",
                                                           .status = 204}),
    codegen::http_row<sample::put_optional, codegen::read_body<sample::PutOptional>>(
        {.endpoint = {.name = "putOptional"}, .method = vgen::Method::put, .path = "/optional"}),
    codegen::http_row<sample::search, read_search>(
        {.endpoint = {.name = "search"}, .method = vgen::Method::get, .path = "/search"}),
    codegen::http_row<sample::keyed, read_keyed>(
        {.endpoint = {.name = "keyed"}, .method = vgen::Method::post, .path = "/keyed"}),
    codegen::http_row<sample::measure, codegen::read_body<std::string>>(
        {.endpoint = {.name = "measure"},
         .method = vgen::Method::post,
         .path = "/measure",
         .body_limit = 600000}),
    codegen::http_row<sample::repeat, read_get_item>(
        {.endpoint = {.name = "repeat"}, .method = vgen::Method::get, .path = "/repeat/{id}"}),
    codegen::http_row<sample::segment, read_segment>(
        {.endpoint = {.name = "segment"}, .method = vgen::Method::get, .path = "/segment/{text}"}),
    codegen::http_row<sample::me>(
        {.endpoint = {.name = "me"}, .method = vgen::Method::get, .path = "/me"}),
    codegen::http_row<sample::maybe_me>(
        {.endpoint = {.name = "maybeMe"}, .method = vgen::Method::get, .path = "/maybe"}),
    codegen::http_row<sample::hello>(
        {.endpoint = {.name = "guardedHello", .session = vgen::SessionUse::required},
         .method = vgen::Method::get,
         .path = "/guarded"}),
    codegen::http_row<sample::fail>({.endpoint = {.name = "fail"},
                                     .method = vgen::Method::post,
                                     .path = "/fail",
                                     .status = 204}),
    codegen::http_row<sample::refuse>({.endpoint = {.name = "refuse"},
                                       .method = vgen::Method::post,
                                       .path = "/refuse",
                                       .status = 204}),
    codegen::http_row<sample::throw_declared, read_get_item>({.endpoint = {.name = "throwDeclared"},
                                                              .method = vgen::Method::get,
                                                              .path = "/thrown/{id}"}),
    codegen::http_row<sample::unwritable>(
        {.endpoint = {.name = "unwritable"}, .method = vgen::Method::get, .path = "/unwritable"}),
    codegen::http_row<sample::move_on>({.endpoint = {.name = "moveOn"},
                                        .method = vgen::Method::post,
                                        .path = "/move",
                                        .status = 204}),
    codegen::http_row<sample::picture>({.endpoint = {.name = "picture"},
                                        .method = vgen::Method::get,
                                        .path = "/picture",
                                        .status = 204}),
    codegen::http_row<sample::deferring>(
        {.endpoint = {.name = "deferring"}, .method = vgen::Method::get, .path = "/deferring"}),
    codegen::http_row<sample::later>(
        {.endpoint = {.name = "later"}, .method = vgen::Method::get, .path = "/later"}),
    codegen::http_row<sample::later_item, read_get_item>(
        {.endpoint = {.name = "laterItem"}, .method = vgen::Method::get, .path = "/later/{id}"}),
    codegen::http_row<sample::later_fail>({.endpoint = {.name = "laterFail"},
                                           .method = vgen::Method::get,
                                           .path = "/later_fail",
                                           .status = 204}),
    codegen::http_row<sample::stubborn>(
        {.endpoint = {.name = "stubborn"}, .method = vgen::Method::get, .path = "/stubborn"}),
    codegen::http_row<sample::forever>(
        {.endpoint = {.name = "forever"}, .method = vgen::Method::get, .path = "/forever"}),
    codegen::http_row<sample::wait>({.endpoint = {.name = "wait", .timeout = 5000},
                                     .method = vgen::Method::get,
                                     .path = "/wait"}),
};

/// What `/openapi.json` answers.
constexpr std::string_view openapi = R"json({"openapi":"3.1.1"})json";

}  // namespace

const vgen::ApiDefinition& sample::api_definition() {
  static constexpr vgen::ApiDefinition definition{
      .name = "sample", .version = "0.1.0", .http = http_rows, .openapi = openapi};
  return definition;
}

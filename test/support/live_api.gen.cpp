// Written by hand in the style of generated code.
#include "test/support/live_services.hpp"

#include <vgen/codegen/api.hpp>
#include <vgen/codegen/channel.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/codegen/task.hpp>

namespace vgen::json {

template <>
struct Codec<live::Text> {
  static void read(Reader& in, live::Text& value) {
    static constexpr Members<1> members{required("text")};
    ObjectReader object(in, members);
    while (object.next()) {
      switch (object.index()) {
        case 0: json::read(in, value.text, StringRule{.max_length = 100'000});
      }
    }
  }
  static void write(Writer& out, const live::Text& value) {
    ObjectWriter object(out);
    object.member("text", value.text);
  }
};

template <>
struct Codec<live::Nothing> {
  static void write(Writer& out, const live::Nothing& /*value*/) { ObjectWriter object(out); }
};

template <>
struct Codec<live::Refused> {
  static void write(Writer& out, const live::Refused& value) {
    ObjectWriter object(out);
    object.member("why", value.why);
  }
};

}  // namespace vgen::json

template <>
inline constexpr vgen::codegen::ProblemType vgen::codegen::problem_type<live::Refused>{
    .type = "urn:live:refused", .title = "Refused"};

namespace {

namespace codegen = vgen::codegen;
namespace json = vgen::json;

/// `/live/{room}?since=`
void read_live_opening(codegen::HttpReader& in, live::EnterRoom& value) {
  in.path(json::required("room"), value.room, json::StringRule{.max_length = 10});
  in.query(json::optional("since"), value.since);
}

constexpr vgen::MessageRow live_messages[] = {
    codegen::message_row<live::say, codegen::read_message<live::Text>>({.value = "say"}),
    codegen::message_row<live::say_later, codegen::read_message<live::Text>>({.value = "sayLater"}),
    codegen::message_row<live::wait>({.endpoint = {.timeout = 5000}, .value = "wait"}),
    codegen::message_row<live::wait>({.value = "waitBeside", .concurrent = true}),
    codegen::message_row<live::close_with, codegen::read_message<live::Text>>(
        {.value = "closeWith"}),
    codegen::message_row<live::sign_in, codegen::read_message<live::Text>>({.value = "signIn"}),
    codegen::message_row<live::fail, codegen::read_message<live::Text>>({.value = "fail"}),
    codegen::message_row<live::upper, codegen::read_message<live::Text>>({.value = "upper"}),
    codegen::message_row<live::measure, codegen::read_message<live::Text>>({.value = "measure"}),
    codegen::message_row<live::empty, codegen::read_message<live::Text>>({.value = "empty"}),
    codegen::message_row<live::me>({.value = "me"}),
};
constexpr vgen::MessageRow live_default = codegen::raw_row<live::on_message>({});
constexpr vgen::MessageRow live_binary = codegen::raw_row<live::on_binary>({});
constexpr vgen::MessageRow strict_default =
    codegen::message_row<live::echo, codegen::read_message<live::Text>>({});

constexpr vgen::ChannelRow channels[] = {
    {
        .name = "live",
        .path = "/live/{room}",
        .key = "action",
        .open = codegen::handler<live::on_connect>(),
        .read_opening = codegen::read_opening<live::EnterRoom, read_live_opening>,
        .close = codegen::handler<live::on_disconnect>(),
        .messages = live_messages,
        .message = &live_default,
        .binary = &live_binary,
        .message_limit = 200'000,
    },
    {
        .name = "strict",
        .path = "/strict",
        .needs_session = true,
        .message = &strict_default,
    },
};

}  // namespace

const vgen::ApiDefinition& live::api_definition() {
  static constexpr vgen::ApiDefinition definition{
      .name = "live", .version = "0.1.0", .channels = channels};
  return definition;
}

vgen::Api live::make(Singletons& singletons) {
  return codegen::make_api<Services, Session>(
      api_definition(), singletons,
      [](Singletons& of, vgen::Call& call) { return Services{of, call}; }, resolve_session);
}

#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The members of a tagged alternative beside the discriminator.
const model::Struct& struct_of_alternative(const model::ApiModel& api,
                                           const model::Alternative& alternative);

/// The documentation of a struct as an alternative: its examples have the tag.
model::Documentation alternative_documentation(const model::Variant& variant,
                                               const model::Alternative& alternative,
                                               const model::Struct& type);

/// Whether every alternative of a variant is a struct, with or without a tag.
bool holds_structs_only(const model::ApiModel& api, const model::Variant& variant);

/// Whether every value of a type is a JSON object, whose members can be beside others in a frame.
/// The runtime asks the same of the C++ type (`is_always_object`).
bool is_always_object(const model::ApiModel& api, model::TypeIndex type);

/// Whether the members of a message to a channel are those of its input: an object, or any JSON.
/// Another input is the member `input`.
bool is_whole_message(const model::ApiModel& api, model::TypeIndex input);

/// The functions of a channel that may send their output by themselves: its handlers, not the API
/// functions among its messages.
std::vector<model::FunctionIndex> senders(const model::ApiModel& api,
                                          const model::Channel& channel);

/// The topics whose messages a channel may carry: its own, and those of no channel, to which only
/// functions subscribe.
std::vector<model::TopicIndex> carried_topics(const model::ApiModel& api,
                                              const model::Channel& channel);

/// Whether the API has websockets, which AsyncAPI describes: channels or RPC.
bool has_sockets(const model::ApiModel& api);

/// Whether clients of a channel, or of one of the channels, may subscribe to a topic whose
/// subscribers see each other.
bool has_presence(const model::ApiModel& api, const model::Channel& channel);
bool has_presence(const model::ApiModel& api);

/// Whether a route answers with the items of a subscription.
bool is_stream(const model::ApiModel& api, const model::HttpRoute& route);

/// Whether the body or the answer of a route is a text or bytes instead of JSON.
bool has_media(const model::HttpRoute& route);

/// The field that is the whole body of a route.
const model::Field& body_field(const model::ApiModel& api, const model::HttpRoute& route);

/// The type of what a route reads from its body if that is one value: its member, or the input.
model::TypeIndex body_type(const model::ApiModel& api, const model::HttpRoute& route);

/// The media type that a client sends if nobody names one: the first that is not a range.
std::string usual_body_type(const model::ApiModel& api, const model::HttpRoute& route);

/// Whether a value is a text among those that are sent as they are; others are bytes.
bool is_text(const model::ApiModel& api, model::TypeIndex type);

/// Whether any route does.
bool has_streams(const model::ApiModel& api);

/// Which structs are values of their own somewhere, one row a struct: a declared error need not be.
std::vector<bool> value_structs(const model::ApiModel& api);

}  // namespace vgen::tool::emit

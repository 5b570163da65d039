/// The include of generated server code with topics: their table.
#pragma once

#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/core/error.hpp>
#include <vgen/dispatch/channel_row.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/text_value.hpp>
#include <vgen/json/write.hpp>
#include <vgen/pubsub/topic.hpp>
#include <vgen/pubsub/topic_row.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen::codegen {

/// Where the parameters of a topic come from in the message of a client.
inline constexpr std::string_view topic_pointer = "/subscribe";

inline namespace VGEN_API {

/// Reads the parameters of a topic, one after the other.
class TopicReader {
 public:
  explicit TopicReader(TopicInput& in) : in_(in) {}

  /// Every fault goes to the list of the event.
  template <class T, class... Rules>
  void next(T& value, const Rules&... rules) {
    json::TextContext site(in_.faults(), Place::message, topic_pointer);
    json::read_text(in_.next(), value, site, rules...);
  }

 private:
  TopicInput& in_;
};

}  // namespace VGEN_API

namespace detail {
inline namespace VGEN_API {

/// The text of a parameter, as it would be in a path.
template <class T>
std::string parameter_text(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_enum_v<T>) {
    for (const auto& known : json::Enumerators<T>::list) {
      if (known.value == value) return std::string(known.name);
    }
    return {};
  } else {
    std::string text;
    append_json(text, value);
    return text.starts_with('"') ? text.substr(1, text.size() - 2) : text;
  }
}

template <class Topic>
struct TopicTypes;
template <class T, class... P>
struct TopicTypes<vgen::Topic<T, P...>> {
  using Message = T;
  using Parameters = std::tuple<P...>;
};
template <class Topic>
struct TopicTypes<const Topic> : TopicTypes<Topic> {};

template <class Member>
void write_member(std::string& text, const void* member) {
  append_json(text, *static_cast<const Member*>(member));
}

template <class Member>
bool read_member(std::string_view text, void* member) {
  Faults faults;
  json::Reader in(text, faults, {}, Place::message,
                  {.unknown_members = true, .null_as_absent = true});
  json::read(in, *static_cast<Member*>(member));
  return in.finish() && faults.empty();
}

/// The result of a permission.
inline void answer_permission(HostedCall& call, bool is_allowed) {
  if (!is_allowed) throw Error(ErrorKind::forbidden, "The subscription is not allowed.");
  answer_nothing(call);
}

template <class F>
struct PermissionShape;
template <class R, class S, class... A>
struct PermissionShape<R(S&, A...)> {
  using Result = R;
  using Services = S;
  template <std::size_t Index>
  using Argument = std::remove_cvref_t<std::tuple_element_t<Index, std::tuple<A..., void*>>>;
  static constexpr std::size_t arguments = sizeof...(A);
};

/// Calls a permission with the parameters of the topic, and the session if it takes one.
template <class Topic, auto Permission>
decltype(auto) ask(HostedCall& call) {
  using Of = PermissionShape<std::remove_pointer_t<decltype(Permission)>>;
  using Values = typename TopicTypes<Topic>::Parameters;
  auto& services = *static_cast<typename Of::Services*>(call.services);
  const auto& parameters = *static_cast<const Values*>(call.input);
  return std::apply(
      [&](const auto&... values) -> decltype(auto) {
        if constexpr (Of::arguments == sizeof...(values)) {
          return Permission(services, values...);
        } else {
          using Session = typename Of::template Argument<sizeof...(values)>;
          return Permission(services, values..., *static_cast<const Session*>(call.session()));
        }
      },
      parameters);
}

/// Runs permissions that are coroutines. Defined in `vgen/codegen/topic_task.hpp`.
template <class Topic, auto Permission>
struct PermissionTask;

template <class Topic, auto Permission>
Progress ask_and_answer(HostedCall& call) {
  using Of = PermissionShape<std::remove_pointer_t<decltype(Permission)>>;
  if constexpr (is_task<typename Of::Result>) {
    static_assert(
        requires { sizeof(PermissionTask<Topic, Permission>); },
        "include vgen/codegen/topic_task.hpp: a permission is a coroutine");
    return PermissionTask<Topic, Permission>::start(call);
  } else {
    answer_permission(call, ask<Topic, Permission>(call));
    return Progress::finished;
  }
}

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// The reader of parameters whose types have all that is needed.
template <class... P>
void read_parameters(TopicReader& in, P&... parameters) {
  (in.next(parameters), ...);
}

/// How the subscribers of a topic see each other.
template <class Member>
inline constexpr PresenceRow presence_row{&slot_of<Member>, detail::write_member<Member>,
                                          detail::read_member<Member>};

/// The row of a topic. `row` has its settings; the type of the constant adds the rest. `Read` is
/// the reader of its parameters, `void(TopicReader&, P&…)`, or `no_input`. `Forms`: how messages
/// are written, see `json::write`.
template <class Topic, auto Read = no_input, const auto&... Forms>
consteval TopicRow topic_row(TopicRow row) {
  using Types = detail::TopicTypes<Topic>;
  using Values = typename Types::Parameters;
  row.write = [](std::string& text, const void* message) {
    detail::append_json<Forms...>(text, *static_cast<const typename Types::Message*>(message));
  };
  row.parameters = slot_of<Values>;
  row.construct = [](void* place) { ::new (place) Values(); };
  row.read = [](TopicInput& in, void* parameters) {
    TopicReader reader(in);
    std::apply(
        [&](auto&... values) {
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(Read)>,
                                       std::remove_cvref_t<decltype(no_input)>>) {
            read_parameters(reader, values...);
          } else {
            Read(reader, values...);
          }
        },
        *static_cast<Values*>(parameters));
  };
  row.texts = [](std::vector<std::string>& texts, const void* parameters) {
    std::apply(
        [&](const auto&... values) { (texts.push_back(detail::parameter_text(values)), ...); },
        *static_cast<const Values*>(parameters));
  };
  return row;
}

/// The row of a topic to which every client of the channel may subscribe.
template <class Topic>
consteval TopicRouteRow topic_route(TopicRouteRow row) {
  row.endpoint.run = [](HostedCall& call) {
    answer_nothing(call);
    return Progress::finished;
  };
  row.endpoint.name = row.topic;
  return row;
}

/// The row of a topic with a permission.
template <class Topic, auto Permission>
consteval TopicRouteRow topic_route(TopicRouteRow row) {
  row.endpoint.run = detail::ask_and_answer<Topic, Permission>;
  row.endpoint.name = row.topic;
  return row;
}

}  // namespace VGEN_API
}  // namespace vgen::codegen

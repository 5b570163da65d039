/// Puts the result of a function into the outlet of its call.
#pragma once

#include <vgen/core/result.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/json/write.hpp>

#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::codegen {

/// The type and title of the problem that a declared error becomes.
struct ProblemType {
  std::string_view type{};
  std::string_view title{};
};

/// Among the forms of an output: it is a text or bytes, which the answer has as they are.
struct AsMedia {};
inline constexpr AsMedia as_media{};

inline namespace VGEN_API {
/// The problem type of a declared error. Specialised by generated code.
template <class E>
inline constexpr ProblemType problem_type{};
}  // namespace VGEN_API

namespace detail {

/// Throws if the value could not be written as JSON, which is a mistake in the function.
void finish_json(json::Writer& out);

inline namespace VGEN_API {

/// Appends a value as JSON.
template <const auto&... Forms, class T>
void append_json(json::Destination text, const T& value) {
  json::Writer out(text);
  json::write(out, value, Forms...);
  finish_json(out);
}

}  // namespace VGEN_API

void answer_declared(HostedCall& call, const ProblemType& type, int status, std::string members);

/// Answers with bytes of the media type that the client has chosen.
void answer_media(HostedCall& call, std::string_view bytes);

}  // namespace detail

/// Answers that there is no value.
inline void answer_nothing(HostedCall& call) {
  call.outlet().nothing(call);
}

inline namespace VGEN_API {

/// Answers with a declared error.
template <class E>
void answer_error(HostedCall& call, const E& error) {
  static_assert(
      !problem_type<E>.type.empty(),
      "this error has no problem type: declare it in a Result of the API and generate again");
  std::string members;
  detail::append_json(members, error);
  detail::answer_declared(call, problem_type<E>, E::status, std::move(members));
}

/// Answers with a value. `Forms`: see `json::write`.
template <const auto&... Forms, class T>
void answer(HostedCall& call, const T& value) {
  if constexpr ((std::is_same_v<decltype(Forms), const AsMedia&> || ...)) {
    const auto* const bytes = reinterpret_cast<const char*>(std::data(value));
    detail::answer_media(call, {bytes, std::size(value)});
  } else {
    const json::Destination text = call.outlet().begin_value(call);
    if (!text) return;
    detail::append_json<Forms...>(text, value);
    call.outlet().end_value(call);
  }
}

template <const auto&... Forms>
void answer(HostedCall& call, const Done& /*done*/) {
  answer_nothing(call);
}

/// Answers with the value or the error of a result.
template <const auto&... Forms, class T, class... Errors>
void answer(HostedCall& call, const Result<T, Errors...>& result) {
  result.visit(
      [&](const typename Result<T, Errors...>::Value& value) { answer<Forms...>(call, value); },
      [&](const Errors& error) { answer_error(call, error); }...);
}

}  // namespace VGEN_API

namespace detail {
inline namespace VGEN_API {

/// Runs a function. If it throws a declared error, or a subclass of one, answers with that error.
template <class Function>
void with_thrown(HostedCall& /*call*/, Function&& function) {
  function();
}
template <class E, class... Rest, class Function>
void with_thrown(HostedCall& call, Function&& function) {
  try {
    with_thrown<Rest...>(call, function);
  } catch (const E& error) {
    answer_error(call, error);
  }
}

/// `with_thrown` with the errors of a result. For other types nothing is caught.
template <class R>
struct Declared {
  template <class Function>
  static void guard(HostedCall& /*call*/, Function&& function) {
    function();
  }
};
template <class T, class... Errors>
struct Declared<Result<T, Errors...>> {
  template <class Function>
  static void guard(HostedCall& call, Function&& function) {
    with_thrown<Errors...>(call, function);
  }
};

}  // namespace VGEN_API
}  // namespace detail
}  // namespace vgen::codegen

/// The session of an API as JSON, for the schemes that carry it.
#pragma once

#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>
#include <vgen/session/schemes.hpp>

#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::codegen {
namespace detail {
inline namespace VGEN_API {

template <class Session>
bool read_session(std::string_view text, void* storage) {
  Session session{};
  Faults faults;
  json::Reader in(text, faults, {}, Place::body, {.unknown_members = true, .null_as_absent = true});
  json::read(in, session);
  if (!in.finish() || !faults.empty()) return false;
  ::new (storage) Session(std::move(session));
  return true;
}

template <class Session>
void write_session(std::string& text, const void* session) {
  json::Writer out(text);
  json::write(out, *static_cast<const Session*>(session));
}

/// A text, or a number.
template <class Session, auto member>
std::string user_of_session(const void* session) {
  const auto& value = static_cast<const Session*>(session)->*member;
  if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(value)>>) {
    return std::to_string(value);
  } else {
    return std::string(value);
  }
}

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

template <class Session>
inline constexpr SessionCodec session_codec{slot_of<Session>, detail::read_session<Session>,
                                            detail::write_session<Session>};
/// The same for a session whose member names the user.
template <class Session, auto user>
inline constexpr SessionCodec session_codec_with_user{
    slot_of<Session>, detail::read_session<Session>, detail::write_session<Session>,
    detail::user_of_session<Session, user>};

}  // namespace VGEN_API
}  // namespace vgen::codegen

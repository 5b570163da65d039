/// An API whose sessions come from tokens, keys and cookies.
#pragma once

#include <vgen/api.hpp>

#include <string>

namespace sessions {

struct Services;
enum class Role { reader, editor };
/// Who is calling.
struct Session {
  std::string user{};        ///< @rename sub @minLength 1
  Role role = Role::reader;  ///< What the caller may do.
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out>
using APIFunctionOptionalSession = vgen::APIFunctionOptionalSession<In, Out, Services, Session>;
template <class In, class Item>
using APISubscription = vgen::APISubscription<In, Item, Services, Session>;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;

struct Login {
  std::string name{};
  std::string password{};
};
struct WrongPassword {
  static constexpr int status = 422;
};
struct Note {
  std::string text{};
};

bool is_editor(Services& services, const Session& session);

/// The name of the caller.
APIFunction<void, std::string> me;
/// Greets everybody, and by name who has signed in.
APIFunctionOptionalSession<void, std::string> greet;
/// Begins a session, whose cookie the answer has.
APIFunctionSessionless<Login, vgen::Result<void, WrongPassword>> sign_in;
/// Ends it.
APIFunctionSessionless<void, void> sign_out;
/// Only for editors.
APIFunction<Note, Note> save_note;
APIFunction<Note, Note> echo;
/// The name of the caller, while the session lasts.
APISubscription<void, std::string> stay;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/me", .func = me},
    {.method = vgen::Method::get, .path = "/me/stay", .func = stay},
    {.method = vgen::Method::get, .path = "/greeting", .func = greet},
    {.method = vgen::Method::post, .path = "/session", .func = sign_in},
    {.method = vgen::Method::del, .path = "/session", .func = sign_out},
    {.method = vgen::Method::put, .path = "/note", .func = save_note, .permissions = {{is_editor}}},
};

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .auth = true,
    .routes = {{.value = "echo", .func = echo}}};
/// Open to everybody; a session may come later.
inline constexpr vgen::ChannelRoute lobby{
    .name = "lobby",
    .path = "/lobby",
    .routes = {{.value = "echo", .func = echo}}};

inline constexpr vgen::RpcRoute rpc[] = {{.name = "me", .func = me}};

inline constexpr vgen::Security security{
    .schemes = {vgen::bearer_jwt(), vgen::api_key("X-API-Key"), vgen::cookie("session")}};

}  // namespace sessions

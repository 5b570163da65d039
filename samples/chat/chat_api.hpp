#pragma once

#include <vgen/api.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chat {

struct Services;  // made for each call; defined in services.hpp

/// The name of somebody.
/// @minLength 1 @maxLength 24 @pattern ^\S+$
using UserName = std::string;

/// Who has signed in.
struct Session {
  UserName user;
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;

/// The name of a room: small letters, digits, and hyphens between them.
/// @minLength 1 @maxLength 30 @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
using RoomName = std::string;

/// The number of a message. Later messages have larger numbers.
/// @minimum 1
using MessageId = std::int64_t;

/// What somebody says.
/// @minLength 1 @maxLength 2000 @pattern \S
using Text = std::string;

/// What a sender makes up for each message. A message that comes again with the same key is the
/// same message, so who has got no answer may send it again.
/// @minLength 8 @maxLength 64
using MessageKey = std::string;

/// Something that was said.
struct Message {
  MessageId id{};
  RoomName room;
  UserName author;
  Text text;
  std::chrono::sys_time<std::chrono::milliseconds> sent{};
  MessageKey key;
};

/// A place to talk.
struct Room {
  RoomName name;
  bool is_private = false;  ///< Whether only its guests may enter.
};

/// What others see of somebody who is in a room.
struct Member {
  UserName name;
};

/// Somebody is writing. Each notice holds for a few seconds.
struct Typing {
  UserName name;
};

/// Somebody else has this name, with another password.
struct WrongPassword {
  static constexpr int status = 422;
};

/// There is a room of this name. It may be one that you cannot see.
struct RoomExists {
  static constexpr int status = 409;
  RoomName name;
};

struct SignIn {
  UserName user;         ///< @example ada
  std::string password;  ///< @minLength 4 @maxLength 200 @writeOnly @pii @example lovelace
};

struct OpenRoom {
  RoomName name;                 ///< @example garden
  std::vector<UserName> guests;  ///< Who may enter beside you; if empty, everybody. @maxItems 20
};

/// Without `after` and `before`: the newest messages.
struct GetMessages {
  RoomName room;
  std::optional<std::int64_t> after{};  ///< The oldest ones after this message. @minimum 0
  std::optional<MessageId> before{};    ///< The newest ones before this message.
  std::uint32_t limit = 50;             ///< @minimum 1 @maximum 200
};

struct Say {
  RoomName room;
  Text text;       ///< @example "Who waters the plants?"
  MessageKey key;  ///< @example "note-to-ada-1"
};

struct Type {
  RoomName room;
};

/// Begins a session, whose cookie the answer sets. A new name takes the password that comes with
/// it.
APIFunctionSessionless<SignIn, vgen::Result<Session, WrongPassword>> sign_in;

/// Ends the session.
APIFunction<void, void> sign_out;

/// Who has signed in.
APIFunction<void, Session> get_session;

/// The rooms that one may enter, by their names.
APIFunction<void, std::vector<Room>> get_rooms;

/// Opens a room.
APIFunction<OpenRoom, vgen::Result<Room, RoomExists>> open_room;

/// Messages of a room, the oldest one first.
APIFunction<GetMessages, std::vector<Message>> get_messages;

/// Says something in a room. The answer is the message as all others get it.
APIFunction<Say, Message> say;

/// Shows the user to the others in the rooms that the client enters.
ChannelConnection<> on_connect;

/// Tells the others in a room that one is writing.
ChannelMessage<Type> type;

// Permissions

bool may_enter(Services& services, const RoomName& room, const Session& session);
bool may_read(Services& services, const GetMessages& in, const Session& session);
bool may_say(Services& services, const Say& in, const Session& session);
bool may_type(Services& services, const Type& in, const Session& session);
bool is_user(Services& services, const UserName& user, const Session& session);
bool is_anybody(Services& services, const Session& session);

// Topics

/// What is said in a room. Who was away gets the messages that are kept; `get_messages` has all.
inline constexpr vgen::Topic<Message, RoomName> room_messages{.name = "rooms/{room}",
                                                              .history = 200};
/// Who is in a room, and who is writing there.
inline constexpr vgen::Topic<Typing, RoomName> room_people{.name = "rooms/{room}/people",
                                                           .presence = vgen::presence<Member>};
/// New rooms that everybody may enter.
inline constexpr vgen::Topic<Room> new_rooms{.name = "rooms"};
/// New rooms that the user was invited to.
inline constexpr vgen::Topic<Room, UserName> invitations{.name = "users/{user}/rooms"};

inline constexpr vgen::Security security{.schemes = {vgen::cookie("session")}};

// What writes to the database, or computes the hash of a password, is `.blocking`: it runs on a
// worker, so that nobody else waits for the disk.
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post,
     .path = "/session",
     .func = sign_in,
     .tags = {"session"},
     .blocking = true},
    {.method = vgen::Method::get, .path = "/session", .func = get_session, .tags = {"session"}},
    {.method = vgen::Method::del,
     .path = "/session",
     .func = sign_out,
     .tags = {"session"},
     .blocking = true},
    {.method = vgen::Method::get, .path = "/rooms", .func = get_rooms, .tags = {"rooms"}},
    {.method = vgen::Method::post,
     .path = "/rooms",
     .func = open_room,
     .status = 201,
     .tags = {"rooms"},
     .blocking = true},
    {.method = vgen::Method::get,
     .path = "/rooms/{room}/messages",
     .func = get_messages,
     .permissions = {{may_read}},
     .tags = {"rooms"}},
    {.method = vgen::Method::post,
     .path = "/rooms/{room}/messages",
     .func = say,
     .permissions = {{may_say}},
     .tags = {"rooms"},
     .blocking = true},
};

/// The same functions over a websocket, and what happens in the rooms.
inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .auth = true,
    .on_connect = on_connect,
    .routes = {{.value = "say", .func = say, .permissions = {{may_say}}, .blocking = true},
               {.value = "getMessages", .func = get_messages, .permissions = {{may_read}}},
               {.value = "type", .func = type, .permissions = {{may_type}}}},
    .topics = {{.topic = room_messages, .permission = may_enter},
               {.topic = room_people, .permission = may_enter},
               {.topic = new_rooms, .permission = is_anybody},
               {.topic = invitations, .permission = is_user}}};

}  // namespace chat

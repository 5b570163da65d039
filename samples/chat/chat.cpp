#include "samples/common/passwords.hpp"
#include "services.hpp"

#include <utility>

namespace chat {

// Permissions

bool may_enter(Services& services, const RoomName& room, const Session& session) {
  return services.store.may_enter(session.user, room);
}

bool may_read(Services& services, const GetMessages& in, const Session& session) {
  return may_enter(services, in.room, session);
}

bool may_say(Services& services, const Say& in, const Session& session) {
  return may_enter(services, in.room, session);
}

bool may_type(Services& services, const Type& in, const Session& session) {
  return may_enter(services, in.room, session);
}

bool is_user(Services&, const UserName& user, const Session& session) {
  return user == session.user;
}

bool is_anybody(Services&, const Session&) {
  return true;
}

// Sessions

vgen::Result<Session, WrongPassword> sign_in(Services& services, SignIn in) {
  const std::optional<std::string> password = services.store.find_password(in.user);
  if (password && !samples::is_password(in.password, *password)) return WrongPassword{};
  if (!password) {
    const std::string hash = samples::hash_of_password(in.password);
    Store::Change change(services.store);
    // Somebody else may have taken the name meanwhile.
    if (!change.add_user(in.user, hash)) return WrongPassword{};
    change.commit();
  }
  services.sessions.remove_before(services.call.clock().now());
  const Session session{.user = std::move(in.user)};
  services.call.sign_in(session, {.max_age = std::chrono::hours(24 * 14)});
  return session;
}

void sign_out(Services& services, Session&) {
  services.call.sign_out();
}

Session get_session(Services&, Session& session) {
  return session;
}

// Rooms

std::vector<Room> get_rooms(Services& services, Session& session) {
  return services.store.rooms_of(session.user);
}

vgen::Result<Room, RoomExists> open_room(Services& services, OpenRoom in, Session& session) {
  Store::Change change(services.store);
  const std::optional<Room> room = change.add(in, session.user);
  if (!room) return RoomExists{std::move(in.name)};
  change.commit();
  const vgen::Hub hub = services.call.hub();
  if (!room->is_private) {
    hub.publish(new_rooms, *room);
  } else {
    hub.publish(invitations(session.user), *room);
    for (const UserName& guest : in.guests) hub.publish(invitations(guest), *room);
  }
  return *room;
}

std::vector<Message> get_messages(Services& services, GetMessages in, Session&) {
  return services.store.messages(in);
}

Message say(Services& services, Say in, Session& session) {
  Store::Change change(services.store);
  Store::Change::Kept kept = change.add(std::move(in), session.user, services.call.clock().now());
  change.commit();
  // While the change lives, nobody else publishes: all see the messages in the order of their
  // numbers.
  if (kept.is_new) services.call.hub().publish(room_messages(kept.message.room), kept.message);
  return std::move(kept.message);
}

// People

void on_connect(Services&, vgen::Channel<void, Session>& channel) {
  channel.set_presence(Member{.name = channel.session()->user});
}

void type(Services& services, vgen::Channel<void, Session>& channel, Type in) {
  services.call.hub().publish(room_people(in.room), Typing{.name = channel.session()->user},
                              {.except = channel.id()});
}

}  // namespace chat

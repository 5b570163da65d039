#include "test/support/presence_services.hpp"

#include "test/golden/presence/expected/api.gen.hpp"

namespace office {
namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
  return Session{std::string(value->substr(7))};
}

}  // namespace

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& /*of*/, vgen::Call& call) { return Services{call}; },
      resolve_session);
}

bool may_enter(Services& /*services*/, const std::string& room, const Session& /*session*/) {
  return room != "closed";
}

bool anybody(Services& /*services*/) {
  return true;
}

void on_connect(Services& /*services*/, vgen::Channel<void, Session>& channel, Open in) {
  if (!in.hidden) channel.set_presence(Member{.name = channel.session()->user});
  if (in.room) channel.subscribe(room_events(*in.room));
}

void say(Services& services, vgen::Channel<void, Session>& /*channel*/, Say in) {
  const Event event{in.text};
  services.call.hub().publish(room_events(in.room), event);
}

void show(Services& /*services*/, vgen::Channel<void, Session>& channel, Show in) {
  channel.set_presence(
      Member{.name = channel.session()->user, .mood = in.mood, .note = std::move(in.note)});
}

void hide(Services& /*services*/, vgen::Channel<void, Session>& channel) {
  channel.end_presence<Member>();
}

void visit(Services& /*services*/, vgen::Channel<void, Session>& channel, Visit in) {
  channel.set_presence(Guest{in.number});
}

void leave(Services& /*services*/, vgen::Channel<void, Session>& channel, Room in) {
  channel.unsubscribe(room_events(in.room));
}

std::vector<Member> who(Services& services, Room in) {
  std::vector<Member> members;
  for (auto& one : services.call.hub().present<room_events, Member>(in.room))
    members.push_back(std::move(one.data));
  return members;
}

std::int32_t count(Services& services) {
  return static_cast<std::int32_t>(services.call.hub().present<lobby, Member>().size());
}

}  // namespace office

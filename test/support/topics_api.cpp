#include "test/support/topics_services.hpp"

#include "test/golden/topics/expected/api.gen.hpp"

#include <vgen/task.hpp>

namespace news {
namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
  return Session{std::string(value->substr(7))};
}

}  // namespace

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& of, vgen::Call& call) { return Services{of, call}; },
      resolve_session);
}

bool may_enter(Services& services, const std::string& room, const Session& session) {
  services.singletons.note(session.user + " asks for " + room);
  return room != "closed";
}

vgen::Task<bool> may_measure(Services& services, const std::string& house, const Floor& floor,
                             const Kind& kind, const Session& session) {
  services.singletons.note(session.user + " measures " + house + " " + std::to_string(floor) +
                           (kind == Kind::heat ? " heat" : " light"));
  co_return house != "closed";
}

bool anybody(Services& /*services*/) {
  return true;
}

void on_connect(Services& services, vgen::Channel<Event, Session>& channel, Open in) {
  if (!in.user) return;
  channel.subscribe(messages(*in.user));
  services.call.hub().publish(messages(*in.user), {"welcome"});
}

void on_disconnect(Services& services, vgen::Channel<Event, Session>& channel) {
  services.singletons.note("close");
  channel.broadcast({"one has left"});
}

void tell(Services& services, vgen::Channel<void, Session>& channel, Tell in) {
  const Event event{in.text};
  services.call.hub().publish(room_events(in.room), event, {.except = channel.id()});
}

/// The text of a room.
void leave(Services& /*services*/, vgen::Channel<void, Session>& channel, std::string in) {
  if (in == "wrong state") channel.state<int>() = 1;
  channel.unsubscribe(room_events(in));
}

void shout(Services& /*services*/, vgen::Channel<Event, Session>& channel, Event in) {
  channel.broadcast(in);
}

void keep(Services& services, vgen::Channel<Event, Session>& channel) {
  services.singletons.keep(channel.handle());
}

void count(Services& /*services*/, vgen::Channel<std::int32_t, Session>& channel) {
  channel.reply(++channel.state<Count>().messages);
}

void say(Services& /*services*/, vgen::Channel<Event, Session>& channel, Event in) {
  channel.send(in);
  channel.reply({"said"});
}

void dropped(Services& /*services*/, vgen::Channel<std::int64_t, Session>& channel) {
  channel.reply(static_cast<std::int64_t>(channel.dropped()));
}

void announce(Services& services, Tell in) {
  services.call.hub().publish(room_events(in.room), {in.text});
}

void measure(Services& services, Measure in) {
  services.call.hub().publish(levels(in.house, in.floor, in.kind), in.level);
}

void report(Services& services, Event in) {
  services.call.hub().publish(headlines, in);
}

}  // namespace news

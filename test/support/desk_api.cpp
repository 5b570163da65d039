#include "test/support/desk_services.hpp"

#include "api.gen.hpp"

#include <vgen/task.hpp>

#include <chrono>
#include <limits>
#include <utility>

namespace desk {
namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
  return Session{std::string(value->substr(7))};
}

std::string name_of(const Session* session) {
  return session == nullptr ? "nobody" : session->user;
}

}  // namespace

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& of, vgen::Call& call) { return Services{of, call}; },
      resolve_session);
}

bool may_read(Services& services, const std::string& room, const Session& session) {
  services.singletons.events.push_back(session.user + " asks for " + room);
  return true;
}

void on_connect(Services& /*services*/, vgen::Channel<Draft, Session>& channel, Open in) {
  auto& draft = channel.state<Draft>();
  draft.lines.push_back({.text = in.room, .page = in.since});
  channel.send(draft);
  if (in.room == "heavy") draft.weight = std::numeric_limits<double>::infinity();
}

void on_disconnect(Services& services, vgen::Channel<Text, Session>& channel) {
  services.singletons.events.push_back(name_of(channel.session()) + " leaves " +
                                       channel.state<Draft>().lines.back().text);
  channel.broadcast({"one has left"});
}

void write(Services& services, vgen::Channel<Draft, Session>& channel, Line in) {
  auto& draft = channel.state<Draft>();
  services.singletons.kept = &draft;
  ++draft.version;
  draft.mood = Mood::busy;
  draft.lines.push_back(std::move(in));
  channel.reply(draft);
}

// NOLINTBEGIN(performance-unnecessary-value-param)
vgen::Task<void> write_later(Services& services, vgen::Channel<Draft, Session>& channel, Line in) {
  services.singletons.events.push_back("writes " + in.text);
  auto pause = vgen::sleep(services.call, std::chrono::seconds(1));
  co_await std::move(pause);
  auto& draft = channel.state<Draft>();
  ++draft.version;
  draft.lines.push_back(std::move(in));
  channel.reply(draft);
}
// NOLINTEND(performance-unnecessary-value-param)

void spread(Services& /*services*/, vgen::Channel<Text, Session>& channel, Text in) {
  channel.send({"first " + in.text});
  channel.broadcast(in);
  channel.reply({"done"});
  channel.send({"last " + in.text});
}

void is_same(Services& services, vgen::Channel<bool, Session>& channel) {
  Draft* const now = &channel.state<Draft>();
  channel.reply(services.singletons.kept == now);
  services.singletons.kept = now;
}

void scribble(Services& services, vgen::Channel<void, Session>& /*channel*/) {
  services.singletons.kept->version = 1000;
}

void spoil(Services& /*services*/, vgen::Channel<Text, Session>& channel) {
  channel.state<Draft>().weight = std::numeric_limits<double>::quiet_NaN();
  channel.reply({"spoiled"});
}

void who(Services& /*services*/, vgen::Channel<Text, Session>& channel) {
  channel.reply({name_of(channel.session())});
}

void become(Services& /*services*/, vgen::Channel<Text, Session>& channel, Text in) {
  if (in.text.empty()) {
    channel.end_session();
  } else {
    channel.set_session({in.text});
  }
  channel.reply({name_of(channel.session())});
}

void where(Services& services, vgen::Channel<Text, Session>& channel) {
  const vgen::Request& request = services.call.request();
  channel.reply({std::string(request.path) + " " + std::string(request.query) + " " +
                 std::string(request.header("X-Desk").value_or("-"))});
}

void leave(Services& /*services*/, vgen::Channel<Text, Session>& channel) {
  channel.close(4000, "enough");
  channel.reply({"bye"});
}

vgen::Task<void> numbers(Services& /*services*/, vgen::Stream<std::int32_t>& stream) {
  stream.send(1);
  co_return;
}

}  // namespace desk

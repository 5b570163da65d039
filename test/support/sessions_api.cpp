// The functions of test/golden/sessions.
#include "api.gen.hpp"
#include "test/support/sessions_services.hpp"

#include <vgen/task.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace sessions {

// NOLINTBEGIN(performance-unnecessary-value-param): the header declares it so

bool is_editor(Services& /*services*/, const Session& session) {
  return session.role == Role::editor;
}
std::string me(Services& /*services*/, Session& session) {
  return session.user;
}
std::string greet(Services& /*services*/, const Session* session) {
  return session == nullptr ? "hello" : "hello " + session->user;
}
vgen::Result<void, WrongPassword> sign_in(Services& services, Login in) {
  if (in.password != "secret") return WrongPassword{};
  const Session session{.user = in.name};
  services.call.sign_in(session);
  return {};
}
void sign_out(Services& services) {
  services.call.sign_out();
}
Note save_note(Services& /*services*/, Note in, Session& /*session*/) {
  return in;
}
Note echo(Services& /*services*/, Note in, Session& /*session*/) {
  return in;
}
vgen::Task<void> stay(Services& services, Session& session, vgen::Stream<std::string>& stream) {
  services.call.defer(
      [&ends = services.singletons.ends](vgen::StopReason reason) { ends.push_back(reason); });
  stream.send(session.user);
  auto pause = vgen::sleep(services.call, std::chrono::hours(1000));
  co_await std::move(pause);
}

// NOLINTEND(performance-unnecessary-value-param)

}  // namespace sessions

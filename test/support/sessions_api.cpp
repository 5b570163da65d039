// The functions of test/golden/sessions.
#include "api.gen.hpp"
#include "test/support/sessions_services.hpp"

#include <string>

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

// NOLINTEND(performance-unnecessary-value-param)

}  // namespace sessions

// A server whose sessions come from schemes. Its keys come from the environment only.
#include "api.gen.hpp"

#include <vgen/runtime.hpp>

#include <optional>
#include <string_view>

namespace sessions {

struct Singletons {};
struct Services {
  vgen::Call& call;
};

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

namespace {

std::optional<Session> find_key(Singletons& /*singletons*/, std::string_view key) {
  if (key != "k1") return std::nullopt;
  return Session{.user = "robot"};
}

}  // namespace

}  // namespace sessions

int main(int argc, char** argv) {
  sessions::Singletons singletons;
  const auto make_services = [](sessions::Singletons&, vgen::Call& call) {
    return sessions::Services{call};
  };
  return vgen::serve(argc, argv,
                     sessions::api(singletons, make_services, {.api_key = sessions::find_key}));
}

// A server whose sessions come from schemes. Its keys come from the environment only.
#include "api.gen.hpp"
#include "test/support/sessions_services.hpp"

#include <vgen/runtime.hpp>

#include <optional>
#include <string_view>

namespace sessions {
namespace {

std::optional<Session> find_key(Singletons& /*singletons*/, std::string_view key) {
  if (key != "k1") return std::nullopt;
  return Session{.user = "robot"};
}

}  // namespace

}  // namespace sessions

int main(int argc, char** argv) {
  sessions::Singletons singletons;
  const auto make_services = [](sessions::Singletons& of, vgen::Call& call) {
    return sessions::Services{of, call};
  };
  return vgen::serve(argc, argv,
                     sessions::api(singletons, make_services, {.api_key = sessions::find_key}));
}

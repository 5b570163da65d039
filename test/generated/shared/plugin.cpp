// A shared library that holds an API and the whole runtime.
#include "api.gen.hpp"

#include <vgen/core/task.hpp>
#include <vgen/runtime.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/client.hpp>

#include <string>

namespace plugin {

struct Services {};

vgen::Task<std::string> greet(Services&, Greet in) {
  co_return "Hello " + in.name;
}

namespace {

struct Nothing {};

vgen::Api make() {
  static Nothing nothing;
  return plugin::api(nothing, [](Nothing&, vgen::Call&) { return Services{}; });
}

}  // namespace

std::string greeting();
std::string greeting() {
  return vgen::testing::Client(make()).get("/greetings/you").body;
}

std::string address();
std::string address() {
  vgen::ServerOptions options;
  options.port = 0;
  return vgen::Server(make(), options).url();
}

}  // namespace plugin

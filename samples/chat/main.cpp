#include "api.gen.hpp"
#include "services.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <system_error>

namespace {

/// The page, if it was built: the folder `web` beside the program.
std::vector<vgen::ServedDirectory> page() {
  std::error_code error;
  const std::filesystem::path web =
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "web";
  if (error || !std::filesystem::exists(web / "index.html", error)) return {};
  return {{.folder = web.string()}};
}

}  // namespace

// The environment variable CHAT_DATA names the folder of the data; without it, it is `chat-data`.
int main(int argc, char** argv) {
  try {
    const char* const folder = std::getenv("CHAT_DATA");
    chat::Singletons singletons(folder == nullptr ? "chat-data" : folder);
    vgen::ServerOptions options;
    options.directories = page();
    options.sessions = chat::session_options(singletons);
    options.operation_rate_limits = {{"signIn", {.requests = 10, .per = std::chrono::minutes(1)}}};
    options.websocket.messages_per_second = 50;
    return vgen::serve(argc, argv, chat::api(singletons, chat::make_services), options);
  } catch (const std::exception& error) {
    std::cerr << "chat_server: " << error.what() << '\n';
    return 2;
  }
}

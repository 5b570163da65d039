#include "api.gen.hpp"
#include "services.hpp"

#include <filesystem>
#include <system_error>

namespace {

/// The page, if it was built: the folder `web` beside the program, so that both can be moved
/// together.
vgen::ServerOptions with_page() {
  vgen::ServerOptions options;
  std::error_code error;
  const std::filesystem::path web =
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "web";
  if (!error && std::filesystem::exists(web / "index.html", error))
    options.directories = {{.folder = web.string()}};
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  todo::Singletons singletons;
  return vgen::serve(
      argc, argv,
      todo::api(singletons,
                [](todo::Singletons& shared, vgen::Call&) { return todo::Services{shared.store}; }),
      with_page());
}

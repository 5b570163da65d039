#include "systemd.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>

namespace vgen::server {
namespace {

/// The first descriptor that systemd passes.
constexpr int first_passed = 3;

std::optional<int> number_in(const char* name) {
  const char* const text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  int number = 0;
  const char* const end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

int socket_option(int socket, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  return ::getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

bool listens_on_tcp(int socket) {
  const int domain = socket_option(socket, SO_DOMAIN);
  return (domain == AF_INET || domain == AF_INET6) &&
         socket_option(socket, SO_TYPE) == SOCK_STREAM && socket_option(socket, SO_ACCEPTCONN) == 1;
}

}  // namespace

Descriptor passed_socket() {
  const std::optional<int> process = number_in("LISTEN_PID");
  const std::optional<int> count = number_in("LISTEN_FDS");
  if (process != ::getpid() || !count || *count < 1) return Descriptor();
  for (const char* const name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  if (*count > 1)
    throw std::invalid_argument("LISTEN_FDS passes " + std::to_string(*count) +
                                " sockets, but a server listens on one");
  if (!listens_on_tcp(first_passed))
    throw std::invalid_argument("LISTEN_FDS passes something that is not a listening TCP socket");
  ::fcntl(first_passed, F_SETFD, FD_CLOEXEC);
  return Descriptor(first_passed);
}

void notify_manager(std::string_view state) noexcept {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  if (path == nullptr || path[0] == '\0') return;
  const std::size_t length = std::strlen(path);
  if (length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = '\0';  // a name that is not a file
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ::sendto(socket.get(), state.data(), state.size(), 0, reinterpret_cast<const sockaddr*>(&address),
           static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
}

}  // namespace vgen::server

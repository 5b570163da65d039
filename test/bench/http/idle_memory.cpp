/// Opens many connections, asks once on each, and prints what each costs the server: its resident
/// memory grows by so many bytes. Memory of the kernel is not counted.
/// usage: idle_memory PORT PID CONNECTIONS [websocket]
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view plain_request = "GET /hello HTTP/1.1\r\nHost: bench\r\n\r\n";
constexpr std::string_view websocket_request =
    "GET /live HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

long resident_bytes(const std::string& pid) {
  long all = 0;
  long resident = 0;
  std::ifstream("/proc/" + pid + "/statm") >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

void ask(std::uint16_t port, std::string_view request) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address{.sin_family = AF_INET,
                            .sin_port = htons(port),
                            .sin_addr = {htonl(INADDR_LOOPBACK)},
                            .sin_zero = {}};
  char answer[4096];
  if (connection < 0 ||
      connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      send(connection, request.data(), request.size(), MSG_NOSIGNAL) <= 0 ||
      recv(connection, answer, sizeof answer, 0) <= 0)
    throw std::runtime_error("a connection is refused");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) return 2;
  const std::string_view request = argc == 5 ? websocket_request : plain_request;
  try {
    const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    const int connections = std::atoi(argv[3]);
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    for (int i = 0; i < 20; ++i) ask(port, request);  // what the server makes once
    const long before = resident_bytes(argv[2]);
    for (int i = 0; i < connections; ++i) ask(port, request);
    std::printf("%.0f\n", static_cast<double>(resident_bytes(argv[2]) - before) / connections);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "idle_memory: %s\n", error.what());
    return 1;
  }
}

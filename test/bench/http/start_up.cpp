/// The time from the start of a server to its first answer: `start_up RUNS PROGRAM [ARGUMENT…]`
/// prints the median in milliseconds. The program must print `listening on http://127.0.0.1:PORT`.
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Steady = std::chrono::steady_clock;

std::string first_line(int pipe) {
  std::string line;
  for (char c = 0; read(pipe, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

/// Whether the server answers at all.
bool ask(std::uint16_t port) {
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address{.sin_family = AF_INET,
                            .sin_port = htons(port),
                            .sin_addr = {htonl(INADDR_LOOPBACK)},
                            .sin_zero = {}};
  constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  char answer = 0;
  const bool answered =
      connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      send(client, request.data(), request.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(request.size()) &&
      recv(client, &answer, 1, 0) == 1;
  close(client);
  return answered;
}

double run_once(char** program) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const Steady::time_point begin = Steady::now();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execv(program[0], program);
    _exit(127);
  }
  close(ends[1]);
  const std::string line = first_line(ends[0]);
  const std::size_t colon = line.rfind(':');
  const bool good = colon != std::string::npos &&
                    ask(static_cast<std::uint16_t>(std::atoi(line.c_str() + colon + 1)));
  const Steady::duration took = Steady::now() - begin;
  close(ends[0]);
  kill(child, SIGTERM);
  waitpid(child, nullptr, 0);
  if (!good)
    throw std::runtime_error(std::string(program[0]) + " did not answer; it said: " + line);
  return std::chrono::duration<double, std::milli>(took).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || std::atoi(argv[1]) < 1) {
    std::fprintf(stderr, "usage: start_up RUNS PROGRAM [ARGUMENT...]\n");
    return 2;
  }
  try {
    std::vector<double> times;
    for (int i = 0; i < std::atoi(argv[1]); ++i) times.push_back(run_once(argv + 2));
    std::sort(times.begin(), times.end());
    std::printf("milliseconds=%.1f least=%.1f most=%.1f\n", times[times.size() / 2], times.front(),
                times.back());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "start_up: %s\n", error.what());
    return 1;
  }
}

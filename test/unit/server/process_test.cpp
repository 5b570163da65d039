// A server as a process: signals, and what systemd and the server tell each other.
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/server/serve.hpp>

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using vgen_test::SocketClient;

namespace {

/// A process that serves the sample API. Started before the test has threads.
class ServerProcess {
 public:
  explicit ServerProcess(
      std::vector<std::string> arguments, const std::function<void()>& prepare = [] {}) {
    std::array<int, 2> output{};
    REQUIRE(::pipe(output.data()) == 0);
    std::fflush(nullptr);  // else both processes print it
    id_ = ::fork();
    if (id_ == 0) {
      prepare();
      ::dup2(output[1], STDOUT_FILENO);
      ::_exit(run(std::move(arguments)));
    }
    ::close(output[1]);
    output_ = output[0];
  }
  ~ServerProcess() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, nullptr, 0);
    }
    ::close(output_);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// The port of the line that says that it listens; 0 if it ends before that.
  std::uint16_t port() {
    std::string line;
    char c = 0;
    while (::read(output_, &c, 1) == 1 && c != '\n') line += c;
    const std::size_t colon = line.rfind(':');
    if (!line.starts_with("listening on http://") || colon == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
  }
  void signal(int number) const { ::kill(id_, number); }
  /// Waits for the end: the exit code, or the negative number of the signal that ended it.
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(id_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  static int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "server");
    std::vector<const char*> words;
    words.reserve(arguments.size());
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    sample::Singletons singletons;
    return vgen::serve(static_cast<int>(words.size()), words.data(), sample::make(singletons));
  }

  pid_t id_ = -1;
  int output_ = -1;
};

/// A socket that listens on any port of this machine.
int listening_socket() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(socket, 16) == 0);
  return socket;
}

std::uint16_t port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  return ntohs(address.sin_port);
}

/// In a new process: passes it a descriptor as systemd does.
void pass(int descriptor, const char* count = "1") {
  ::dup2(descriptor, 3);
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", count, 1);
}

std::string receive(int socket) {
  std::array<char, 256> text{};
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const ssize_t size = ::recv(socket, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
}

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

TEST_CASE("process: a second signal ends it at once", "[server]") {
  ServerProcess server({"--port", "0", "--drain", "60"});
  const std::uint16_t port = server.port();
  SocketClient client(port);
  client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(SocketClient(port).exchange(hello).starts_with("HTTP/1.1 200 OK\r\n"));
  server.signal(SIGTERM);
  // The first one is taken when the server says that it is not ready.
  std::string ready;
  while (!ready.starts_with("HTTP/1.1 503"))
    ready = SocketClient(port).exchange("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  server.signal(SIGTERM);
  CHECK(server.wait() == -SIGTERM);
}

TEST_CASE("process: a socket of systemd", "[server]") {
  const std::string threads = GENERATE("1", "2");
  const int socket = listening_socket();
  const std::uint16_t port = port_of(socket);
  {
    ServerProcess server({"--port", "1", "--threads", threads}, [&] { pass(socket); });
    CHECK(server.port() == port);
    for (int i = 0; i < 8; ++i)
      CHECK(SocketClient(port).exchange(hello).starts_with("HTTP/1.1 200 OK\r\n"));
    server.signal(SIGTERM);
    CHECK(server.wait() == 0);
  }
  // The socket outlives the server, so a client that comes between two servers only waits.
  SocketClient early(port);
  early.send(hello);
  ServerProcess next({}, [&] { pass(socket); });
  CHECK(early.read_answer().starts_with("HTTP/1.1 200 OK\r\n"));
  ::close(socket);
}

TEST_CASE("process: sockets of systemd that cannot be served", "[server]") {
  const int socket = listening_socket();
  CHECK(ServerProcess({}, [&] { pass(socket, "2"); }).wait() == 2);
  CHECK(ServerProcess({}, [&] { pass(STDERR_FILENO); }).wait() == 2);
  // What is meant for another process is not touched.
  ServerProcess server({"--port", "0"}, [&] {
    pass(STDERR_FILENO);
    ::setenv("LISTEN_PID", "1", 1);
  });
  CHECK(server.port() != port_of(socket));
  ::close(socket);
}

TEST_CASE("process: systemd hears that it is ready, and that it stops", "[server]") {
  const bool is_file = GENERATE(true, false);
  const vgen::test::TemporaryFolder folder;
  const std::string name =
      is_file ? (folder.path() / "notify").string() : "@vgen-test-" + std::to_string(::getpid());
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, name.data(), name.size());
  if (!is_file) address.sun_path[0] = '\0';
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM, 0);
  REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address),
                 static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size())) == 0);

  ServerProcess server({"--port", "0"}, [&] { ::setenv("NOTIFY_SOCKET", name.c_str(), 1); });
  CHECK(receive(socket) == "READY=1");
  server.signal(SIGTERM);
  CHECK(receive(socket) == "STOPPING=1");
  CHECK(server.wait() == 0);
  ::close(socket);
}

namespace {

/// The clients of a server that stops. Each goes on until it is told that its connection ends, as
/// the clients behind a load balancer do.
class Load {
 public:
  Load(std::uint16_t port, int clients) {
    for (int i = 0; i < clients; ++i)
      threads_.emplace_back([this, port, i] { run(port, i % 2 == 1); });
  }

  void wait_for(int requests) const {
    while (answered < requests && lost == 0) std::this_thread::yield();
  }
  void join() {
    for (std::thread& thread : threads_) thread.join();
  }

  std::atomic<int> answered = 0;
  std::atomic<int> lost = 0;

 private:
  /// With one connection, or with a new one for each request.
  void run(std::uint16_t port, bool reconnects) {
    SocketClient kept(port);
    for (bool goes_on = true; goes_on;) {
      SocketClient fresh = reconnects ? SocketClient(port) : SocketClient();
      const std::string answer = (reconnects ? fresh : kept).exchange(hello);
      const bool is_good =
          answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("{\"message\":\"hello\"}");
      ++(is_good ? answered : lost);
      goes_on = is_good && answer.find("Connection: close\r\n") == std::string::npos;
    }
  }

  std::vector<std::thread> threads_;
};

/// Clients that ask for different things, and know the answer to each.
class Questions {
 public:
  Questions(std::uint16_t port, int clients, int requests) {
    for (int i = 0; i < clients; ++i)
      threads_.emplace_back([this, port, i, requests] { run(port, i, requests); });
  }
  void join() {
    for (std::thread& thread : threads_) thread.join();
  }

  std::atomic<int> right = 0;
  std::atomic<int> wrong = 0;

 private:
  static constexpr int at_once = 16;

  /// Functions, coroutines and bodies by turns, several requests before their answers.
  void run(std::uint16_t port, int client, int requests) {
    SocketClient connection(port);
    for (int first = 0; first < requests; first += at_once) {
      std::string text;
      for (int i = first; i < first + at_once; ++i) text += request(client, i);
      connection.send(text);
      for (int i = first; i < first + at_once; ++i) {
        const std::string answer = connection.read_answer();
        const bool is_right = answer.starts_with("HTTP/1.1 200 OK\r\n") &&
                              answer.ends_with("\r\n\r\n" + expected(client, i));
        ++(is_right ? right : wrong);
        if (!is_right) return;
      }
    }
  }
  /// Few of them, because each waits.
  static bool is_coroutine(int number) { return number % 64 == 1; }
  static int own_id(int client) { return client % 100 + 1; }
  static std::string name(int client, int number) {
    return std::to_string(client) + '-' + std::to_string(number);
  }
  static std::string request(int client, int number) {
    const std::string head = " HTTP/1.1\r\nHost: x\r\n";
    const std::string id = std::to_string(number);
    if (is_coroutine(number)) return "GET /later/" + std::to_string(own_id(client)) + head + "\r\n";
    if (number % 3 == 0) return "GET /segment/" + name(client, number) + head + "\r\n";
    const std::string body = R"({"t":")" + name(client, number) + R"("})";
    return "POST /items/" + id + "?x=" + std::to_string(client) + head +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
  }
  static std::string expected(int client, int number) {
    if (is_coroutine(number))
      return R"({"id":)" + std::to_string(own_id(client)) + R"(,"title":"later"})";
    if (number % 3 == 0) return R"({"text":")" + name(client, number) + R"("})";
    return R"({"id":)" + std::to_string(number) + R"(,"x":)" + std::to_string(client) +
           R"(,"t":")" + name(client, number) + R"("})";
  }

  std::vector<std::thread> threads_;
};

/// VGEN_SOAK_REQUESTS is set by scripts/soak.
int requests_of_soak() {
  const char* const asked = std::getenv("VGEN_SOAK_REQUESTS");
  return asked != nullptr ? std::atoi(asked) : 3000;
}

}  // namespace

TEST_CASE("process: SIGTERM under load loses no request", "[server][soak]") {
  const std::string threads = GENERATE("1", "2");
  ServerProcess server({"--port", "0", "--threads", threads, "--drain", "1"});
  Load load(server.port(), 8);
  load.wait_for(requests_of_soak());
  server.signal(SIGTERM);
  load.join();
  CHECK(server.wait() == 0);
  WARN(load.answered << " requests answered, " << load.lost << " lost, with " << threads
                     << " threads");
  CHECK(load.lost == 0);
}

TEST_CASE("process: each request gets its own answer", "[server][soak]") {
  const std::string threads = GENERATE("1", "2");
  constexpr int clients = 8;
  ServerProcess server({"--port", "0", "--threads", threads});
  Questions questions(server.port(), clients, requests_of_soak() / clients);
  questions.join();
  WARN(questions.right << " answers were right, " << questions.wrong << " were not, with "
                       << threads << " threads");
  CHECK(questions.wrong == 0);
  CHECK(questions.right >= requests_of_soak() / clients * clients);
  server.signal(SIGTERM);
  CHECK(server.wait() == 0);
}

TEST_CASE("process: what it cannot use at the start is exit code 2", "[server]") {
  const int socket = listening_socket();
  const std::string used = std::to_string(port_of(socket));
  const std::vector<std::vector<std::string>> wrong = {
      {"--admin-port", used},   {"--access-log", "/nowhere/access.log"},
      {"--rate-limit", "many"}, {"--trusted-proxies", "10.0.0.0/33"},
      {"--proxy-headers", "x"}, {"--tls-key", "/nowhere/key.pem"}};
  for (const std::vector<std::string>& more : wrong) {
    CAPTURE(more);
    std::vector<std::string> arguments = {"--port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ServerProcess server(arguments);
    CHECK(server.port() == 0);
    CHECK(server.wait() == 2);
  }
  ::close(socket);
}

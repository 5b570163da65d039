// The Beast host inside a program that does other things on the same context.
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/beast.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using namespace std::chrono_literals;
using vgen_test::SocketClient;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

bool is_hello(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("{\"message\":\"hello\"}");
}

/// The rest of the program: a timer that goes on, and an acceptor whose connections get back what
/// they send.
class OtherWork {
 public:
  explicit OtherWork(asio::io_context& context)
      : strand_(asio::make_strand(context)),
        timer_(strand_),
        acceptor_(strand_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::post(strand_, [this] {
      tick();
      accept();
    });
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] int ticks() const { return ticks_; }
  void end() {
    asio::post(strand_, [this] {
      ended_ = true;
      timer_.cancel();
      acceptor_.close();
    });
  }

 private:
  struct Echo {
    explicit Echo(tcp::socket from) : socket(std::move(from)) {}
    tcp::socket socket;
    std::string line{};
  };

  void tick() {
    if (ended_) return;
    ++ticks_;
    timer_.expires_after(1ms);
    timer_.async_wait([this](auto) { tick(); });
  }
  void accept() {
    acceptor_.async_accept([this](auto error, tcp::socket socket) {
      if (error) return;
      echo(std::make_shared<Echo>(std::move(socket)));
      accept();
    });
  }
  static void echo(const std::shared_ptr<Echo>& one) {
    asio::async_read_until(
        one->socket, asio::dynamic_buffer(one->line), '\n', [one](auto error, std::size_t) {
          if (error) return;
          asio::async_write(one->socket, asio::buffer(one->line), [one](auto, std::size_t) {});
        });
  }

  asio::strand<asio::io_context::executor_type> strand_;
  asio::steady_timer timer_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = acceptor_.local_endpoint().port();
  std::atomic<int> ticks_ = 0;
  bool ended_ = false;
};

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;

  vgen::ServerOptions options(unsigned threads = 1) {
    vgen::ServerOptions result{.port = 0, .threads = threads};
    result.log = &log;
    return result;
  }
  vgen::Api api() { return sample::make(singletons); }
};

/// Threads that run a context until it has no more work.
class Threads {
 public:
  Threads(asio::io_context& context, unsigned count) {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([&context] { context.run(); });
  }
  ~Threads() { join(); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  void join() {
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

 private:
  std::vector<std::thread> threads_;
};

/// A connected pair: the program's end, and a client's.
struct Pair {
  explicit Pair(asio::io_context& context) : server(context) {
    tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    client.emplace(acceptor.local_endpoint().port());
    acceptor.accept(server);
  }
  tcp::socket server;
  std::optional<SocketClient> client;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "embedding: APIs beside other work, on several threads",
                 "[beast][threads]") {
  asio::io_context context;
  OtherWork other(context);
  vgen::beast::Host host = vgen::beast::serve(api(), context, options(3));
  CHECK(host.url() == "http://127.0.0.1:" + std::to_string(host.port()));
  Threads threads(context, 3);
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int t = 0; t < 4; ++t) {
    clients.emplace_back([&] {
      for (int c = 0; c < 5; ++c) {
        SocketClient client(host.port());
        for (int i = 0; i < 20; ++i) {
          if (is_hello(client.exchange(hello))) ++good;
          if (client.exchange("GET /later HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("\"later\"}"))
            ++good;
        }
        SocketClient echo(other.port());
        echo.send("ping\n");
        if (echo.read_all() == "ping\n") ++good;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(good == 4 * 5 * 41);
  host.stop();
  CHECK_FALSE(SocketClient(host.port()).connected());
  const int before = other.ticks();
  while (other.ticks() < before + 3) std::this_thread::yield();
  SocketClient echo(other.port());
  echo.send("still here\n");
  CHECK(echo.read_all() == "still here\n");
  other.end();
  threads.join();
  CHECK(singletons.alive == 0);
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Fixture, "embedding: sockets that the program has accepted", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host(api(), context.get_executor(), options());
  CHECK(host.port() == 0);
  CHECK(host.url().empty());
  Pair plain(context);
  Pair stream(context);
  Pair begun(context);
  host.session(std::move(plain.server));
  vgen::beast::session(host, beast::tcp_stream(std::move(stream.server)));
  // The program has read the beginning, to find out what the client speaks.
  begun.client->send(hello.substr(0, 30));
  std::string read(30, '\0');
  asio::read(begun.server, asio::buffer(read));
  host.session(std::move(begun.server), read);
  begun.client->send(hello.substr(30));
  Threads threads(context, 1);
  CHECK(is_hello(plain.client->exchange(hello)));
  CHECK(is_hello(plain.client->exchange(hello)));
  CHECK(is_hello(stream.client->exchange(hello)));
  CHECK(is_hello(begun.client->read_answer()));
  CHECK(is_hello(begun.client->exchange(hello + hello)));
  host.stop();
  CHECK(plain.client->read_all().empty());
  threads.join();
}

TEST_CASE_METHOD(Fixture, "embedding: what was read before may be whole requests", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host(api(), context.get_executor(), options());
  Pair pair(context);
  std::string requests;
  for (int i = 0; i < 3000; ++i) requests += hello;
  host.session(std::move(pair.server), requests);
  Threads threads(context, 1);
  int good = 0;
  for (int i = 0; i < 3000; ++i) good += is_hello(pair.client->read_answer()) ? 1 : 0;
  CHECK(good == 3000);
  host.stop();
}

TEST_CASE_METHOD(Fixture, "embedding: a socket that is not of the internet", "[beast]") {
  asio::io_context context;
  asio::local::stream_protocol::socket server(context);
  asio::local::stream_protocol::socket client(context);
  asio::local::connect_pair(server, client);
  vgen::beast::Host host(api(), context.get_executor(), options());
  host.session(std::move(server));
  Threads threads(context, 1);
  asio::write(client,
              asio::buffer("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 54));
  std::string answer;
  boost::system::error_code error;
  asio::read(client, asio::dynamic_buffer(answer), error);
  CHECK(is_hello(answer));
  client.close();
  host.stop();
}

TEST_CASE_METHOD(Fixture, "embedding: a host of one connection ends with it", "[beast]") {
  asio::io_context context;
  Pair pair(context);
  vgen::beast::session(api(), std::move(pair.server), options());
  std::thread client([&] {
    CHECK(is_hello(pair.client->exchange(hello)));
    CHECK(is_hello(pair.client->exchange(hello)));
    pair.client.reset();
  });
  context.run();
  client.join();
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "embedding: a host that nobody uses does not hold up the program",
                 "[beast]") {
  asio::io_context context;
  {
    const vgen::beast::Host host(api(), context.get_executor(), options());
  }
  context.run();
  vgen::beast::Host waiting(api(), context.get_executor(), options());
  context.restart();
  context.run();  // without connections there is nothing to wait for
  Pair late(context);
  waiting.session(std::move(late.server));
  late.client->send(hello);
  late.client->close_output();
  context.restart();
  context.run();
  CHECK(is_hello(late.client->read_all()));
}

TEST_CASE_METHOD(Fixture, "embedding: other contexts than an io_context", "[beast]") {
  asio::thread_pool pool(2);
  vgen::beast::Host host = vgen::beast::serve(api(), pool, options(2));
  CHECK(is_hello(SocketClient(host.port()).exchange(hello)));
  host.stop();
  pool.join();
}

TEST_CASE_METHOD(Fixture, "embedding: an executor that is a strand", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host =
      vgen::beast::serve(api(), asio::any_io_executor(asio::make_strand(context)), options(2));
  Threads threads(context, 2);
  CHECK(is_hello(SocketClient(host.port()).exchange(hello)));
  host.stop();
}

TEST_CASE_METHOD(Fixture, "embedding: the context may be destroyed at any time", "[beast]") {
  std::optional<vgen::beast::Host> host;
  std::vector<std::unique_ptr<SocketClient>> clients;
  {
    asio::io_context context;
    host.emplace(vgen::beast::serve(api(), context, options(2)));
    std::promise<void> entered;
    std::atomic<int> waiting = 0;
    singletons.gate.on_enter([&] {
      if (++waiting == 4) entered.set_value();
    });
    Threads threads(context, 2);
    for (int i = 0; i < 4; ++i) {
      clients.push_back(std::make_unique<SocketClient>(host->port()));
      clients.back()->send("GET /stubborn HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    clients.push_back(std::make_unique<SocketClient>(host->port()));
    CHECK(is_hello(clients.back()->exchange(hello)));
    clients.push_back(std::make_unique<SocketClient>(host->port()));
    clients.back()->send("GET /hel");
    entered.get_future().wait();
    singletons.gate.on_enter({});
    CHECK(singletons.alive == 4);
    context.stop();
  }
  CHECK(singletons.alive == 0);
  for (const auto& client : clients) CHECK(client->read_all().empty());
  // The handle is still good for nothing.
  host->begin_stop();
  host->stop();
  bool called = false;
  host->when_stopped([&] {
    host->begin_stop();
    called = true;
  });
  CHECK(called);
}

TEST_CASE_METHOD(Fixture, "embedding: the program goes on when the host has stopped", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host = vgen::beast::serve(api(), context, options());
  const std::uint16_t port = host.port();
  std::vector<std::string> order;
  host.when_stopped([&] { order.emplace_back("stopped"); });
  asio::steady_timer timer(context, 5ms);
  timer.async_wait([&](auto) {
    order.emplace_back("timer");
    host.begin_stop();
    host.begin_stop();
  });
  context.run();
  CHECK(order == std::vector<std::string>{"timer", "stopped"});
  CHECK_FALSE(SocketClient(port).connected());
  // Who comes later is refused.
  Pair late(context);
  host.session(std::move(late.server));
  context.restart();
  context.run();
  CHECK(late.client->read_all().empty());
}

TEST_CASE_METHOD(Fixture, "embedding: a running request ends before the host stops", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host = vgen::beast::serve(api(), context, options(2));
  Threads threads(context, 2);
  std::promise<void> entered;
  singletons.gate.on_enter([&] { entered.set_value(); });
  SocketClient client(host.port());
  client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  entered.get_future().wait();
  host.begin_stop();
  singletons.gate.open();
  const std::string answer = client.read_all();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  host.stop();
  threads.join();
}

TEST_CASE_METHOD(Fixture, "embedding: functions run on the executor of the host", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host = vgen::beast::serve(api(), context, options(1));
  Threads threads(context, 3);
  // One strand: functions never run at once, whatever the number of threads.
  std::vector<std::thread> clients;
  std::atomic<int> good = 0;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      SocketClient client(host.port());
      for (int k = 0; k < 50; ++k) {
        if (client.exchange("GET /later HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("\"later\"}"))
          ++good;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(good == 200);
  host.stop();
}

TEST_CASE_METHOD(Fixture, "embedding: what is wrong is an exception", "[beast]") {
  asio::io_context context;
  vgen::beast::Host host = vgen::beast::serve(api(), context, options());
  CHECK_THROWS_AS(host.listen(), std::logic_error);
  vgen::ServerOptions same = options();
  same.port = host.port();
  CHECK_THROWS_AS(vgen::beast::serve(api(), context, same), std::system_error);
  vgen::ServerOptions folder = options();
  folder.directories = {{.folder = "/there/is/no/such/folder"}};
  CHECK_THROWS_AS(vgen::beast::Host(api(), context.get_executor(), folder), std::invalid_argument);
}

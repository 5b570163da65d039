// One protocol takes over from another one, and one wraps another one, over real sockets.
#include "runtime/src/server/http_protocol.hpp"
#include "runtime/src/server/loop.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

using vgen::server::Driver;
using vgen::server::HttpProtocol;
using vgen::server::Protocol;
using vgen::server::ProtocolHost;
using vgen_test::RunningLoop;
using vgen_test::SocketClient;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

/// What the protocols of this test have in common: text to send, an end.
class TextProtocol : public Protocol {
 public:
  [[nodiscard]] bool wants_input() const noexcept override { return !finished_; }
  void received_end() override { finished_ = true; }
  void peer_closed() noexcept override {}
  [[nodiscard]] Pieces pending() override { return {out_, {}}; }
  bool sent(std::size_t bytes) override { return !out_.erase(0, bytes).empty(); }
  [[nodiscard]] std::size_t unsent() const noexcept override { return out_.capacity(); }
  [[nodiscard]] bool finished() const noexcept override { return finished_; }
  [[nodiscard]] bool busy() const noexcept override { return !out_.empty(); }
  [[nodiscard]] bool running() const noexcept override { return false; }
  void tick() override {}
  void begin_stop() noexcept override { finished_ = true; }
  void stop_running(vgen::StopReason /*reason*/) noexcept override {}

 protected:
  std::string out_;
  bool finished_ = false;
};

/// Sends back what it gets, until it gets "bye".
class Echo final : public TextProtocol {
 public:
  void received(std::string_view bytes) override {
    out_.append("<").append(bytes).append(">");
    finished_ = bytes.ends_with("bye");
  }
};

/// Answers one line, and lets another protocol take over: by HTTP if the line is "http".
class Greeter final : public TextProtocol {
 public:
  Greeter(ProtocolHost& host, Driver& driver) : host_(host), driver_(driver) {}

  void received(std::string_view bytes) override {
    in_ += bytes;
    const std::size_t end = in_.find('\n');
    if (end == std::string::npos) return;
    const std::string line = in_.substr(0, end);
    out_ = "now " + line + "\n";
    std::unique_ptr<Protocol> next;
    if (line == "http") {
      next = std::make_unique<HttpProtocol>(host_, driver_, "192.0.2.1");
    } else {
      next = std::make_unique<Echo>();
    }
    driver_.become(std::move(next), in_.substr(end + 1));
  }

 private:
  ProtocolHost& host_;
  Driver& driver_;
  std::string in_;
};

std::string mirrored(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return static_cast<char>(c ^ 1); });
  return result;
}

/// Every byte differs from what the inner protocol sees, in both directions. What TLS does, with
/// less care for secrets.
class Mirror final : public Protocol, private Driver {
 public:
  explicit Mirror(Driver& outer) : outer_(outer) {}
  void start(std::unique_ptr<Protocol> inner) { inner_ = std::move(inner); }
  [[nodiscard]] Driver& driver() noexcept { return *this; }

  [[nodiscard]] bool wants_input() const noexcept override { return inner_->wants_input(); }
  void received(std::string_view bytes) override {
    inner_->received(mirrored(bytes));
    take_over();
  }
  void received_end() override { inner_->received_end(); }
  void peer_closed() noexcept override { inner_->peer_closed(); }
  [[nodiscard]] Pieces pending() override {
    if (!out_.empty()) return {out_, {}};
    const Pieces pieces = inner_->pending();
    out_ = mirrored(std::string(pieces[0]).append(pieces[1]));
    inner_->sent(out_.size());
    take_over();
    return {out_, {}};
  }
  bool sent(std::size_t bytes) override {
    out_.erase(0, bytes);
    return !pending()[0].empty();
  }
  [[nodiscard]] std::size_t unsent() const noexcept override {
    return out_.capacity() + inner_->unsent();
  }
  [[nodiscard]] bool finished() const noexcept override { return inner_->finished(); }
  [[nodiscard]] bool busy() const noexcept override { return !out_.empty() || inner_->busy(); }
  [[nodiscard]] bool running() const noexcept override { return inner_->running(); }
  void tick() override { inner_->tick(); }
  void begin_stop() noexcept override { inner_->begin_stop(); }
  void stop_running(vgen::StopReason reason) noexcept override { inner_->stop_running(reason); }

 private:
  void resumed() noexcept override { outer_.resumed(); }
  void become(std::unique_ptr<Protocol> next, std::string leftover) override {
    next_ = std::move(next);
    leftover_ = std::move(leftover);
  }
  void take_over() {
    if (!next_ || !inner_->pending()[0].empty()) return;
    inner_ = std::move(next_);
    if (!leftover_.empty()) inner_->received(std::exchange(leftover_, {}));
  }

  Driver& outer_;
  std::unique_ptr<Protocol> inner_;
  std::unique_ptr<Protocol> next_;
  std::string leftover_;
  std::string out_;
};

std::unique_ptr<Protocol> make_greeter(ProtocolHost& host, Driver& driver, std::string /*from*/) {
  return std::make_unique<Greeter>(host, driver);
}

std::unique_ptr<Protocol> make_mirrored_http(ProtocolHost& host, Driver& driver, std::string from) {
  auto mirror = std::make_unique<Mirror>(driver);
  mirror->start(std::make_unique<HttpProtocol>(host, mirror->driver(), std::move(from)));
  return mirror;
}

std::unique_ptr<Protocol> make_mirrored_greeter(ProtocolHost& host, Driver& driver,
                                                std::string /*from*/) {
  auto mirror = std::make_unique<Mirror>(driver);
  mirror->start(std::make_unique<Greeter>(host, mirror->driver()));
  return mirror;
}

struct Fixture {
  sample::Singletons singletons;

  RunningLoop run(vgen::server::MakeProtocol make) {
    return RunningLoop(sample::make(singletons), {.make_protocol = std::move(make)});
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "become: the next protocol gets what was received already", "[server]") {
  RunningLoop loop = run(make_greeter);
  SocketClient client(loop.port());
  client.send("echo\nmore bye");
  CHECK(client.read_all() == "now echo\n<more bye>");
}

TEST_CASE_METHOD(Fixture, "become: the next protocol gets what is received later", "[server]") {
  RunningLoop loop = run(make_greeter);
  SocketClient client(loop.port());
  client.send("echo\n");
  CHECK(client.read(9) == "now echo\n");
  client.send("one");
  CHECK(client.read(5) == "<one>");
  client.send("bye");
  CHECK(client.read_all() == "<bye>");
}

TEST_CASE_METHOD(Fixture, "become: HTTP can take over, with pipelined requests", "[server]") {
  RunningLoop loop = run(make_greeter);
  SocketClient client(loop.port());
  client.send("http\n" + hello + hello);
  CHECK(client.read(9) == "now http\n");
  CHECK(client.read_answer().ends_with("{\"message\":\"hello\"}"));
  CHECK(client.read_answer().ends_with("{\"message\":\"hello\"}"));
}

TEST_CASE_METHOD(Fixture, "become: the end of the input is for the next protocol", "[server]") {
  RunningLoop loop = run(make_greeter);
  SocketClient client(loop.port());
  client.send("echo\nx");
  client.close_output();
  CHECK(client.read_all() == "now echo\n<x>");
}

TEST_CASE_METHOD(Fixture, "become: a server that stops ends the next protocol too", "[server]") {
  RunningLoop loop = run(make_greeter);
  SocketClient client(loop.port());
  client.send("echo\n");
  CHECK(client.read(9) == "now echo\n");
  loop.stop();
  CHECK(client.read_all().empty());
}

TEST_CASE_METHOD(Fixture, "wrapping: HTTP within a protocol that changes all bytes", "[server]") {
  RunningLoop loop = run(make_mirrored_http);
  SocketClient client(loop.port());
  const std::string later = "GET /later HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(mirrored("GET /repeat/300000 HTTP/1.1\r\nHost: x\r\n\r\n" + later +
                       "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  const std::string answers = mirrored(client.read_all());
  CHECK(answers.find(std::string(300'000, 'x')) != std::string::npos);
  CHECK(answers.find("{\"message\":\"later\"}HTTP/1.1 200 OK\r\n") != std::string::npos);
  CHECK(answers.ends_with("{\"message\":\"hello\"}"));
}

TEST_CASE_METHOD(Fixture, "wrapping: the inner protocol may be replaced", "[server]") {
  RunningLoop loop = run(make_mirrored_greeter);
  SocketClient client(loop.port());
  client.send(mirrored("echo\nmore bye"));
  CHECK(mirrored(client.read_all()) == "now echo\n<more bye>");
}

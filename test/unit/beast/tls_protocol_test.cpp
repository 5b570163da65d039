// TLS around HTTP without sockets: bytes in any pieces, and a client that does not read.
#include "runtime/src/server/tls_protocol.hpp"
#include "certificates.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <openssl/ssl.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

using vgen_test::Certificate;
using vgen_test::make_certificate;
using namespace std::chrono_literals;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

/// A client of OpenSSL with memory on both sides.
class Client {
 public:
  explicit Client(const char* name = nullptr)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        ssl_(SSL_new(context_.get()), SSL_free),
        in_(BIO_new(BIO_s_mem())),
        out_(BIO_new(BIO_s_mem())) {
    SSL_set_bio(ssl_.get(), in_, out_);
    SSL_set_connect_state(ssl_.get());
    if (name != nullptr) SSL_set_tlsext_host_name(ssl_.get(), name);
  }

  void shake_hands() { SSL_do_handshake(ssl_.get()); }
  void send(std::string_view text) {
    SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
  }
  void goodbye() { SSL_shutdown(ssl_.get()); }
  /// What the server may read.
  std::string take(std::size_t most) {
    std::string bytes(std::min(most, BIO_ctrl_pending(out_)), '\0');
    if (!bytes.empty()) BIO_read(out_, bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }
  [[nodiscard]] bool has_output() const { return BIO_ctrl_pending(out_) > 0; }
  void receive(std::string_view bytes) {
    BIO_write(in_, bytes.data(), static_cast<int>(bytes.size()));
    if (SSL_is_init_finished(ssl_.get()) == 0) shake_hands();
    std::array<char, 16384> text{};
    for (int count = 0; (count = SSL_read(ssl_.get(), text.data(), text.size())) > 0;)
      answers.append(text.data(), static_cast<std::size_t>(count));
    if (SSL_get_shutdown(ssl_.get()) == SSL_RECEIVED_SHUTDOWN) said_goodbye = true;
  }
  [[nodiscard]] bool is_open() const { return SSL_is_init_finished(ssl_.get()) != 0; }
  [[nodiscard]] std::string subject() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(ssl_.get()), X509_free);
    std::array<char, 256> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    return name.data();
  }

  std::string answers;
  bool said_goodbye = false;

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  BIO* in_;
  BIO* out_;
};

const Certificate& localhost() {
  static const Certificate made = make_certificate("localhost");
  return made;
}
const Certificate& other() {
  static const Certificate made = make_certificate("other.example");
  return made;
}

/// One connection to the sample API.
class Connection final : private vgen::server::Driver {
 public:
  explicit Connection(const char* name = nullptr, std::size_t piece = std::string::npos)
      : client(name), piece_(piece) {
    const vgen::TlsOptions options{
        .certificate = folder_.write("a.pem", localhost().certificate),
        .key = folder_.write("a.key", localhost().key),
        .others = {{.certificate = folder_.write("b.pem", other().certificate),
                    .key = folder_.write("b.key", other().key)}}};
    protocol.emplace(vgen::server::make_tls(options), host_, static_cast<Driver&>(*this),
                     "192.0.2.1");
    client.shake_hands();
    run();
  }

  std::string exchange(std::string_view text) {
    client.answers.clear();
    client.send(text);
    run();
    return client.answers;
  }
  /// Moves bytes both ways, and runs coroutines, until nothing moves.
  void run() {
    for (bool moved = true; moved;) {
      moved = context_.poll() != 0;
      context_.restart();
      moved |= give_input();
      moved |= takes_output && take_output();
    }
  }
  void pass(std::chrono::milliseconds time) {
    clock_.advance(time);
    now_ = clock_.steady_now();
    protocol->tick();
    run();
  }

 private:
  sample::Singletons singletons_;
  vgen::test::TemporaryFolder folder_;
  vgen::testing::MemoryLog log_;
  vgen::testing::ManualClock clock_;
  std::chrono::steady_clock::time_point now_ = clock_.steady_now();
  vgen::HttpLimits limits_;
  vgen::WebsocketLimits websocket_;
  vgen::RequestIds ids_{1};
  vgen::server::FixedFields fields_{.of_kept = "X-Request-Id: ", .of_last = "X-Request-Id: "};
  boost::asio::io_context context_{1};
  boost::asio::any_io_executor executor_ = context_.get_executor();
  vgen::Dispatcher dispatcher_{sample::make(singletons_)};
  vgen::server::ProtocolHost host_{
      .dispatcher = &dispatcher_,
      .limits = &limits_,
      .websocket = &websocket_,
      .call = {.clock = &clock_, .log = &log_, .ids = &ids_, .executor = &executor_},
      .fields = &fields_,
      .now = &now_};

 public:
  Client client;
  std::optional<vgen::server::TlsProtocol> protocol;
  bool takes_output = true;

 private:
  bool give_input() {
    bool moved = false;
    while (client.has_output() && protocol->wants_input()) {
      const std::string bytes = client.take(piece_);
      protocol->received(bytes);
      moved = true;
      if (takes_output) take_output();
    }
    return moved;
  }
  bool take_output() {
    bool moved = false;
    for (;;) {
      const auto pending = protocol->pending();
      const std::string bytes(pending[0].substr(0, piece_));
      if (bytes.empty()) return moved;
      client.receive(bytes);
      protocol->sent(bytes.size());
      moved = true;
    }
  }
  void resumed() noexcept override {}
  void become(std::unique_ptr<vgen::server::Protocol> /*next*/, std::string /*leftover*/) override {
  }

  std::size_t piece_;
};

}  // namespace

TEST_CASE("tls protocol: bytes in any pieces", "[tls-protocol]") {
  const std::size_t piece = GENERATE(std::size_t{1}, 2, 7, 1000, 100'000);
  Connection connection(nullptr, piece);
  REQUIRE(connection.client.is_open());
  CHECK(connection.exchange(hello).ends_with("{\"message\":\"hello\"}"));
  const std::string answers = connection.exchange(hello + hello + hello);
  CHECK(std::count(answers.begin(), answers.end(), '{') == 3);
}

TEST_CASE("tls protocol: large bodies both ways", "[tls-protocol]") {
  Connection connection;
  const std::string body = '"' + std::string(500'000, 'x') + '"';
  CHECK(connection
            .exchange("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      "Content-Length: 500002\r\n\r\n" +
                      body)
            .ends_with("\r\n\r\n500000"));
  CHECK(connection.exchange("GET /repeat/3000000 HTTP/1.1\r\nHost: x\r\n\r\n").size() > 3'000'000);
}

TEST_CASE("tls protocol: a client that does not read costs a limited amount of memory",
          "[tls-protocol]") {
  Connection connection;
  connection.takes_output = false;
  const std::string ask = "GET /repeat/30000 HTTP/1.1\r\nHost: x\r\n\r\n";
  for (int i = 0; i < 100; ++i) {
    connection.client.send(ask);
    connection.run();
    static_cast<void>(connection.protocol->pending());
  }
  CHECK(connection.protocol->unsent() < 512 * 1024);
  CHECK_FALSE(connection.protocol->wants_input());
  connection.takes_output = true;
  connection.run();
  std::size_t count = 0;
  for (std::size_t at = 0;
       (at = connection.client.answers.find("HTTP/1.1 200", at)) != std::string::npos; ++at)
    ++count;
  CHECK(count == 100);
}

TEST_CASE("tls protocol: the certificate for the name", "[tls-protocol]") {
  CHECK(Connection().client.subject() == "localhost");
  CHECK(Connection("localhost").client.subject() == "localhost");
  CHECK(Connection("other.example").client.subject() == "other.example");
  CHECK(Connection("OTHER.example").client.subject() == "other.example");
  CHECK(Connection("unknown.example").client.subject() == "localhost");
}

TEST_CASE("tls protocol: both sides say goodbye", "[tls-protocol]") {
  Connection connection;
  static_cast<void>(
      connection.exchange("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  CHECK(connection.client.said_goodbye);
  CHECK(connection.protocol->finished());
  Connection second;
  second.client.goodbye();
  second.run();
  CHECK(second.protocol->finished());
}

TEST_CASE("tls protocol: bytes that are not TLS end it", "[tls-protocol]") {
  Connection connection;
  SECTION("instead of a record") {
    connection.protocol->received(hello);
  }
  SECTION("a changed record") {
    connection.client.send(hello);
    std::string record = connection.client.take(std::string::npos);
    record.back() = static_cast<char>(record.back() ^ 1);
    connection.protocol->received(record);
  }
  connection.run();
  CHECK(connection.protocol->finished());
  CHECK(connection.client.answers.empty());
}

TEST_CASE("tls protocol: a handshake that does not end", "[tls-protocol]") {
  vgen::HttpLimits limits;
  Connection connection;
  CHECK(connection.protocol->idle_since());
  connection.pass(limits.header + 1s);
  CHECK(connection.protocol->finished());  // an open connection without a request has the same time
}

// TLS: the listeners of both servers, and streams of the program.
#include "certificates.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/beast.hpp>
#include <vgen/runtime.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using vgen_test::Certificate;
using vgen_test::make_certificate;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string last_hello = "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

bool is_hello(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("{\"message\":\"hello\"}");
}

/// The certificates of one run: making a key takes time.
struct Certificates {
  Certificate server = make_certificate("localhost");
  Certificate other = make_certificate("other");
  Certificate client = make_certificate("client", other);
};
const Certificates& certificates() {
  static const Certificates made;
  return made;
}

/// A client that blocks.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, const Certificate* own = nullptr,
                     ssl::context::method method = ssl::context::tls_client)
      : context_(method) {
    context_.add_certificate_authority(asio::buffer(certificates().server.certificate));
    context_.set_verify_mode(ssl::verify_peer);
    if (own != nullptr) {
      context_.use_certificate(asio::buffer(own->certificate), ssl::context::pem);
      context_.use_private_key(asio::buffer(own->key), ssl::context::pem);
    }
    stream_.emplace(io_, context_);
    stream_->next_layer().connect(tcp::endpoint(asio::ip::address_v4::loopback(), port));
    error = stream_->handshake(ssl::stream_base::client, error);
  }

  void send(const std::string& text) { asio::write(*stream_, asio::buffer(text), error); }
  std::string read(std::size_t bytes) {
    std::string text(bytes, '\0');
    text.resize(asio::read(*stream_, asio::buffer(text), error));
    return text;
  }
  std::string read_all() {
    std::string text;
    asio::read(*stream_, asio::dynamic_buffer(text), error);
    return text;
  }
  ssl::stream<tcp::socket>& stream() { return *stream_; }

  boost::system::error_code error;

 private:
  asio::io_context io_;
  ssl::context context_;
  std::optional<ssl::stream<tcp::socket>> stream_;
};

struct Fixture {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  vgen::test::TemporaryFolder folder;

  Fixture() {
    folder.write("server.pem", certificates().server.certificate);
    folder.write("server.key", certificates().server.key);
    folder.write("other.pem", certificates().other.certificate);
    folder.write("other.key", certificates().other.key);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder.path() / name).string();
  }
  vgen::ServerOptions options() {
    vgen::ServerOptions result = vgen_test::server_options();
    result.log = &log;
    result.tls = {.certificate = file("server.pem"), .key = file("server.key")};
    return result;
  }
  /// The text of the exception for these options.
  std::string refusal(const vgen::TlsOptions& tls) {
    vgen::ServerOptions asked = options();
    asked.tls = tls;
    try {
      const vgen::Server server(sample::make(singletons), asked);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "no exception";
  }
};

/// A context for the streams of the program.
ssl::context server_context() {
  ssl::context context(ssl::context::tls_server);
  context.use_certificate_chain(asio::buffer(certificates().server.certificate));
  context.use_private_key(asio::buffer(certificates().server.key), ssl::context::pem);
  return context;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "tls: requests, pipelined and large", "[tls]") {
  vgen::Server server(sample::make(singletons), options());
  CHECK(server.url() == "https://127.0.0.1:" + std::to_string(server.port()));
  TlsClient client(server.port());
  REQUIRE_FALSE(client.error);
  const std::string answer = [&] {
    client.send(hello);
    std::string text;
    while (!text.ends_with("\"hello\"}")) text += client.read(1);
    return text;
  }();
  CHECK(is_hello(answer));
  std::string many;
  for (int i = 0; i < 500; ++i) many += hello;
  std::thread sender([&] { client.send(many); });
  sender.join();
  const std::string answers = client.read(500 * answer.size());
  CHECK(answers.size() == 500 * answer.size());
  CHECK(answers.ends_with("\"hello\"}"));
  const std::string body = '"' + std::string(500'000, 'x') + '"';
  client.send(
      "POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "500002\r\n\r\n" +
      body);
  client.send("GET /repeat/3000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  client.send(last_hello);
  const std::string rest = client.read_all();
  CHECK(rest.find("\r\n\r\n500000HTTP/1.1 200 OK") != std::string::npos);
  CHECK(rest.find(std::string(3'000'000, 'x')) != std::string::npos);
  CHECK(rest.ends_with("\"hello\"}"));
  CHECK(client.error == asio::error::eof);  // the farewell of TLS, not a cut connection
}

TEST_CASE_METHOD(Fixture, "tls: one byte at a time", "[tls]") {
  const vgen::Server server(sample::make(singletons), options());
  TlsClient client(server.port());
  for (const char byte : last_hello) client.send(std::string(1, byte));
  CHECK(is_hello(client.read_all()));
}

TEST_CASE_METHOD(Fixture, "tls: coroutines of many connections on several threads",
                 "[tls][threads]") {
  vgen::ServerOptions asked = options();
  asked.threads = 3;
  vgen::Server server(sample::make(singletons), asked);
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int t = 0; t < 4; ++t) {
    clients.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        TlsClient client(server.port());
        client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n" + last_hello);
        const std::string answers = client.read_all();
        if (answers.find("\"later\"}HTTP/1.1 200") != std::string::npos && is_hello(answers))
          ++good;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(good == 40);
  server.stop();
  CHECK(singletons.alive == 0);
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Fixture, "tls: a refusal is readable though the client is still sending",
                 "[tls]") {
  const vgen::Server server(sample::make(singletons), options());
  TlsClient client(server.port());
  client.send(
      "POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "50000000\r\n\r\n");
  client.send(std::string(2'000'000, 'x'));
  CHECK(client.read(400).starts_with("HTTP/1.1 413 Content Too Large\r\n"));
}

TEST_CASE_METHOD(Fixture, "tls: versions before 1.2 are refused", "[tls]") {
  const vgen::Server server(sample::make(singletons), options());
  CHECK(TlsClient(server.port(), nullptr, ssl::context::tlsv11_client).error);
  CHECK_FALSE(TlsClient(server.port(), nullptr, ssl::context::tlsv12_client).error);
  CHECK_FALSE(TlsClient(server.port(), nullptr, ssl::context::tlsv13_client).error);
}

TEST_CASE_METHOD(Fixture, "tls: who does not speak it gets no answer", "[tls]") {
  vgen::Server server(sample::make(singletons), options());
  asio::io_context io;
  tcp::socket plain(io);
  plain.connect(tcp::endpoint(asio::ip::address_v4::loopback(), server.port()));
  asio::write(plain, asio::buffer(hello));
  std::string answer;
  boost::system::error_code error;
  asio::read(plain, asio::dynamic_buffer(answer), error);
  CHECK(answer.find("HTTP/1.1") == std::string::npos);
  tcp::socket silent(io);
  silent.connect(tcp::endpoint(asio::ip::address_v4::loopback(), server.port()));
  TlsClient client(server.port());
  client.send(last_hello);
  CHECK(is_hello(client.read_all()));
  server.stop();
}

TEST_CASE_METHOD(Fixture, "tls: a client without a handshake is closed", "[tls]") {
  vgen::ServerOptions asked = options();
  asked.limits.header = std::chrono::milliseconds(20);
  asked.limits.tick = std::chrono::milliseconds(5);
  const vgen::Server server(sample::make(singletons), asked);
  asio::io_context io;
  tcp::socket silent(io);
  silent.connect(tcp::endpoint(asio::ip::address_v4::loopback(), server.port()));
  std::string answer;
  boost::system::error_code error;
  asio::read(silent, asio::dynamic_buffer(answer), error);
  CHECK(answer.empty());
}

TEST_CASE_METHOD(Fixture, "tls: certificates of clients", "[tls]") {
  vgen::ServerOptions asked = options();
  asked.tls.client_ca = file("other.pem");
  const vgen::Server server(sample::make(singletons), asked);
  TlsClient good(server.port(), &certificates().client);
  good.send(last_hello);
  CHECK(is_hello(good.read_all()));
  TlsClient none(server.port());
  none.send(last_hello);
  CHECK(none.read_all().empty());
  TlsClient wrong(server.port(), &certificates().server);
  wrong.send(last_hello);
  CHECK(wrong.read_all().empty());
}

TEST_CASE_METHOD(Fixture, "tls: a client that goes away cancels the coroutine that works for it",
                 "[tls]") {
  const vgen::Server server(sample::make(singletons), options());
  std::promise<void> entered;
  singletons.gate.on_enter([&] { entered.set_value(); });
  auto client = std::make_unique<TlsClient>(server.port());
  client->send("GET /forever HTTP/1.1\r\nHost: x\r\n\r\n");
  entered.get_future().wait();
  singletons.gate.on_enter({});
  CHECK(singletons.alive == 1);
  client->stream().next_layer().set_option(asio::socket_base::linger(true, 0));
  client.reset();
  while (singletons.alive != 0) std::this_thread::yield();
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "tls: it stops though clients stay", "[tls]") {
  vgen::Server server(sample::make(singletons), options());
  TlsClient open(server.port());
  open.send(hello);
  CHECK(open.read(15) == "HTTP/1.1 200 OK");
  std::thread stopping([&] { server.stop(); });
  CHECK(open.read_all().find("HTTP/1.1") == std::string::npos);
  open.stream().next_layer().close();
  stopping.join();
}

TEST_CASE_METHOD(Fixture, "tls: each wrong file is one sentence", "[tls]") {
  folder.write("nonsense.pem", "nonsense\n");
  const std::string pem = file("server.pem");
  const std::string key = file("server.key");
  CHECK(refusal({.certificate = file("none.pem"), .key = key}) ==
        "the TLS certificate '" + file("none.pem") + "' cannot be read");
  CHECK(refusal({.certificate = file("nonsense.pem"), .key = key}) ==
        "the TLS certificate '" + file("nonsense.pem") + "' is not a certificate in PEM format");
  CHECK(refusal({.certificate = pem}) == "the TLS certificate '" + pem + "' needs its private key");
  CHECK(refusal({.certificate = pem, .key = file("none.key")}) ==
        "the TLS key '" + file("none.key") + "' cannot be read");
  CHECK(refusal({.certificate = pem, .key = file("nonsense.pem")}) ==
        "the TLS key '" + file("nonsense.pem") +
            "' is not a private key in PEM format without a password");
  CHECK(refusal({.certificate = pem, .key = file("other.key")}) ==
        "the TLS key '" + file("other.key") + "' does not belong to the certificate '" + pem + "'");
  CHECK(refusal({.certificate = pem, .key = key, .client_ca = file("none.pem")}) ==
        "the file of client authorities '" + file("none.pem") + "' cannot be read");
  CHECK(refusal({.certificate = pem, .key = key, .client_ca = file("nonsense.pem")}) ==
        "the file of client authorities '" + file("nonsense.pem") +
            "' has no certificate in PEM format");
  CHECK(refusal({.key = key}) == "TLS needs a certificate");
}

TEST_CASE_METHOD(Fixture, "tls: files are read again for new connections", "[tls]") {
  vgen::Server server(sample::make(singletons), options());
  TlsClient before(server.port());
  before.send(hello);
  CHECK(before.read(15) == "HTTP/1.1 200 OK");
  folder.write("server.pem", certificates().other.certificate);
  CHECK_THROWS_WITH(server.reload_tls(), "the TLS key '" + file("server.key") +
                                             "' does not belong to the certificate '" +
                                             file("server.pem") + "'");
  TlsClient still(server.port());
  still.send(last_hello);
  CHECK(is_hello(still.read_all()));
  folder.write("server.key", certificates().other.key);
  server.reload_tls();
  // The first connections may be of the time before.
  while (!TlsClient(server.port()).error) std::this_thread::yield();
  before.send(last_hello);
  CHECK(before.read_all().ends_with("\"hello\"}"));
}

TEST_CASE_METHOD(Fixture, "tls: a program with a wrong file ends with 2", "[tls]") {
  const std::string missing = file("none.pem");
  const char* const arguments[] = {"program", "--port", "0", "--tls-certificate", missing.c_str()};
  CHECK(vgen::serve(5, arguments, sample::make(singletons)) == 2);
}

TEST_CASE_METHOD(Fixture, "tls: streams that the program has accepted", "[tls]") {
  ssl::context secure = server_context();
  asio::io_context context;
  tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  vgen::ServerOptions asked;
  asked.log = &log;
  vgen::beast::Host host(sample::make(singletons), context.get_executor(), asked);
  // By Asio and the host's handshake, by Beast, by the program's handshake, with a buffer.
  const int kind = GENERATE(0, 1, 2, 3);
  std::thread accepting([&] {
    tcp::socket socket = acceptor.accept();
    if (kind == 0) host.session(ssl::stream<tcp::socket>(std::move(socket), secure));
    if (kind == 1) {
      host.session(boost::beast::ssl_stream<boost::beast::tcp_stream>(
          boost::beast::tcp_stream(std::move(socket)), secure));
    }
    if (kind == 2) {
      ssl::stream<tcp::socket> stream(std::move(socket), secure);
      stream.handshake(ssl::stream_base::server);
      std::string begin(10, '\0');
      asio::read(stream, asio::buffer(begin));
      host.session(std::move(stream), begin);
    }
    if (kind == 3) {
      std::string first(1, '\0');  // enough to see that it is TLS
      asio::read(socket, asio::buffer(first));
      host.session(ssl::stream<tcp::socket>(std::move(socket), secure), first);
    }
    context.run();
  });
  const std::string answers = [&] {
    TlsClient client(acceptor.local_endpoint().port());
    CHECK_FALSE(client.error);
    client.send(hello + last_hello);
    return client.read_all();
  }();
  CHECK(answers.find("\"hello\"}HTTP/1.1 200 OK\r\n") != std::string::npos);
  CHECK(is_hello(answers));
  host.stop();
  accepting.join();
}

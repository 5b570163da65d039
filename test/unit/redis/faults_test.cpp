// What is wrong when a server starts: each has its sentence.
#include "test/support/redis_server.hpp"

#include <vgen/redis/redis.hpp>

#include <catch2/catch.hpp>

#include <sys/socket.h>

#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <thread>

using vgen_test::RedisServer;
using namespace std::chrono_literals;

namespace {

std::string fault_of(const std::string& url) {
  try {
    const vgen::Redis redis({.url = url, .connect = 300ms});
    return "";
  } catch (const std::exception& error) {
    return error.what();
  }
}

/// A server that answers each connection with this text, or not at all.
class OtherServer {
 public:
  explicit OtherServer(std::string_view answer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(socket_.get(), 8) == 0);
    REQUIRE(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, answer] {
      const vgen::Descriptor client(::accept(socket_.get(), nullptr, nullptr));
      if (!answer.empty()) (void)::send(client.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
      char byte = 0;
      while (::recv(client.get(), &byte, 1, 0) > 0) {
      }
    });
  }
  ~OtherServer() {
    ::shutdown(socket_.get(), SHUT_RDWR);
    thread_.join();
  }
  OtherServer(const OtherServer&) = delete;
  OtherServer& operator=(const OtherServer&) = delete;

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  vgen::Descriptor socket_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace

TEST_CASE("redis faults: nobody listens", "[redis]") {
  const std::string address = "127.0.0.1:" + std::to_string(vgen_test::free_port());
  CHECK(fault_of("redis://" + address) ==
        "Redis at " + address + " cannot be used: Connection refused");
}

TEST_CASE("redis faults: a name that nobody has", "[redis]") {
  const std::string fault = fault_of("redis://no.such.host.invalid");
  CHECK(fault.starts_with(
      "Redis at no.such.host.invalid:6379 cannot be used: its address is not found ("));
}

TEST_CASE("redis faults: a wrong password, and none", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server({"--requirepass", "right"});
  const std::string address = "127.0.0.1:" + std::to_string(server.port());
  const std::string begin =
      "Redis at " + address + " cannot be used: it refuses the user or the password (";
  CHECK(fault_of("redis://:right@" + address).empty());
  CHECK(fault_of("redis://:wrong@" + address) ==
        begin + "WRONGPASS invalid username-password pair or user is disabled.)");
  CHECK(fault_of("redis://nobody:right@" + address) ==
        begin + "WRONGPASS invalid username-password pair or user is disabled.)");
  CHECK(fault_of("redis://" + address).starts_with(begin + "NOAUTH "));
}

TEST_CASE("redis faults: a database that does not exist", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  CHECK(fault_of(server.url() + "/99") ==
        "Redis at 127.0.0.1:" + std::to_string(server.port()) +
            " cannot be used: it answers: ERR DB index is out of range");
}

TEST_CASE("redis faults: a server that is not Redis", "[redis]") {
  const OtherServer web("HTTP/1.1 400 Bad Request\r\n\r\n");
  CHECK(fault_of("redis://" + web.address()) ==
        "Redis at " + web.address() +
            " cannot be used: it does not speak the protocol of Redis: it has sent "
            "'HTTP/1.1 400 Bad Request'");
  const OtherServer silent("");
  CHECK(fault_of("redis://" + silent.address()) ==
        "Redis at " + silent.address() + " cannot be used: it is connected but does not answer");
  const OtherServer old("-ERR unknown command 'HELLO'\r\n");
  CHECK(fault_of("redis://" + old.address()) ==
        "Redis at " + old.address() +
            " cannot be used: it does not speak version 3 of its protocol, which needs Redis 6 or "
            "later (ERR unknown command 'HELLO')");
}

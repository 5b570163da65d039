// What ends with a connection to Redis, in the order in which threads may see the loss.
#include "runtime/src/redis/connection.hpp"
#include "runtime/src/redis/resp.hpp"
#include "test/support/redis_server.hpp"

#include <vgen/core/error.hpp>

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using vgen::redis::command;
using vgen::redis::Connection;
using vgen::redis::Reply;
using vgen_test::RedisServer;
using namespace std::chrono_literals;

TEST_CASE("redis connection: a command of the present connection ends with it", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer server;
  boost::asio::io_context context;
  Connection connection(context,
                        {.address = {.host = "127.0.0.1", .port = server.port()},
                         .first_wait = 1h,
                         .longest_wait = 1h},
                        nullptr);
  connection.start();
  while (!connection.is_up()) context.run_one();

  std::vector<std::string> ends;
  const auto send = [&](const std::string& name, Connection::Sending sending) {
    connection.send({.bytes = command({"PING"}),
                     .handler =
                         [&ends, name](const Reply* reply) {
                           ends.push_back(name + (reply == nullptr ? " ended" : " answered"));
                         },
                     .sending = sending});
  };
  // The loss is noticed after these were sent, and before they go out.
  connection.reset("a test");
  send("present", Connection::Sending::present);
  send("once", Connection::Sending::once);
  while (connection.is_up()) context.run_one();
  context.poll();
  CHECK(ends == std::vector<std::string>{"present ended"});
  CHECK(connection.waiting() == 1);
  CHECK_THROWS_WITH(send("late", Connection::Sending::present), "Redis cannot be reached.");
}

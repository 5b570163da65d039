// Boost.Beast's websocket client, which is not ours, with and without compression.
#include "test/support/live_services.hpp"
#include "test/support/running_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Stream = beast::websocket::stream<asio::ip::tcp::socket>;

struct BeastClient {
  BeastClient(std::uint16_t port, bool compresses) {
    beast::websocket::permessage_deflate deflate;
    deflate.client_enable = compresses;
    stream.set_option(deflate);
    stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
    beast::websocket::response_type answer;
    stream.handshake(answer, "x", "/live/a");
    extensions = std::string(answer["Sec-WebSocket-Extensions"]);
  }

  std::string receive() {
    beast::flat_buffer buffer;
    stream.read(buffer);
    return beast::buffers_to_string(buffer.data());
  }
  std::string exchange(std::string_view text) {
    stream.write(asio::buffer(text));
    return receive();
  }

  asio::io_context context;
  Stream stream{context};
  std::string extensions;
};

std::string upper(const std::string& text) {
  return R"({"action":"upper","$id":1,"text":")" + text + R"("})";
}

}  // namespace

TEST_CASE("websocket: Boost.Beast as client", "[websocket]") {
  const bool compresses = GENERATE(true, false);
  live::Singletons singletons;
  vgen::server::LoopSettings settings;
  settings.compress_from = 1000;
  vgen_test::RunningLoop loop(live::make(singletons), settings);
  BeastClient client(loop.port(), compresses);
  CHECK(client.extensions.starts_with("permessage-deflate") == compresses);
  CHECK(client.receive() == R"({"text":"welcome to a"})");
  for (const std::size_t size : {0U, 1U, 125U, 126U, 999U, 1000U, 65'535U, 65'536U, 99'999U}) {
    CAPTURE(size);
    CHECK((client.exchange(upper(std::string(size, 'x'))) == upper(std::string(size, 'X'))));
  }
  client.stream.auto_fragment(true);
  client.stream.write_buffer_bytes(100);
  const std::string long_text(50'000, 'y');
  CHECK((client.exchange(upper(long_text)) == upper(std::string(50'000, 'Y'))));

  beast::error_code error;
  client.stream.close(beast::websocket::close_code::normal, error);
  CHECK_FALSE(error);
  CHECK(client.stream.reason().code == beast::websocket::close_code::normal);
}

#include "beast_live.hpp"

#include "beast_orders.hpp"

#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Request = beast::http::request<beast::http::string_body>;
using SharedText = std::shared_ptr<const std::string>;

class LiveSession;

/// Those that are open.
std::unordered_set<LiveSession*> room;

class LiveSession : public std::enable_shared_from_this<LiveSession> {
 public:
  explicit LiveSession(beast::tcp_stream stream) : stream_(std::move(stream)) {}
  ~LiveSession() { room.erase(this); }
  LiveSession(const LiveSession&) = delete;
  LiveSession& operator=(const LiveSession&) = delete;

  void run(const Request& request) {
    stream_.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
    stream_.async_accept(request,
                         beast::bind_front_handler(&LiveSession::on_accept, shared_from_this()));
  }

  void send(SharedText text) {
    queue_.push_back(std::move(text));
    if (queue_.size() == 1) write();
  }

 private:
  void on_accept(beast::error_code error) {
    if (error) return;
    room.insert(this);
    stream_.text(true);
    read();
  }

  void read() {
    stream_.async_read(buffer_,
                       beast::bind_front_handler(&LiveSession::on_read, shared_from_this()));
  }

  void on_read(beast::error_code error, std::size_t /*bytes*/) {
    if (error) return;
    const auto bytes = buffer_.cdata();
    std::optional<Reply> reply =
        take_message({static_cast<const char*>(bytes.data()), bytes.size()});
    buffer_.consume(buffer_.size());
    if (!reply) reply = Reply{.text = R"({"error":{"status":422}})"};
    const auto text = std::make_shared<const std::string>(std::move(reply->text));
    if (!reply->to_others) send(text);
    if (reply->to_others) {
      for (LiveSession* const other : room) {
        if (other != this) other->send(text);
      }
    }
    read();
  }

  void write() {
    stream_.async_write(asio::buffer(*queue_.front()),
                        beast::bind_front_handler(&LiveSession::on_write, shared_from_this()));
  }

  void on_write(beast::error_code error, std::size_t /*bytes*/) {
    if (error) return;
    queue_.pop_front();
    if (!queue_.empty()) write();
  }

  websocket::stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  std::deque<SharedText> queue_;
};

}  // namespace

void open_websocket(beast::tcp_stream stream, const Request& request) {
  std::make_shared<LiveSession>(std::move(stream))->run(request);
}

}  // namespace bench

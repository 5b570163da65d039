#include "runtime_api.hpp"

#include "answer_json.hpp"

#include "runtime/src/server/chunk_reader.hpp"
#include "runtime/src/server/request_head.hpp"

#include <vgen/http/headers.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

namespace vgen::lambda {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::string_view version = "/2018-06-01/runtime";
/// More than the head of any answer of the runtime API.
constexpr std::size_t most_head_bytes = 64 * 1024;
/// An event has at most 6 MB.
constexpr std::size_t most_body_bytes = 64 * 1024 * 1024;

struct Address {
  std::string host;
  std::string port;
  std::string path;
};

Address address_of(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view authority = text.substr(0, slash);
  const std::size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == authority.size())
    throw std::runtime_error("AWS_LAMBDA_RUNTIME_API must be HOST:PORT, but it is '" +
                             std::string(text) + "'");
  Address address{.host = std::string(authority.substr(0, colon)),
                  .port = std::string(authority.substr(colon + 1)),
                  .path = std::string(text.substr(slash))};
  if (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

/// The answer of the runtime API.
struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  bool keeps_connection = true;

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [known, value] : headers) {
      if (same_header_name(known, name)) return value;
    }
    return {};
  }
};

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Status and fields. Returns false if it is not HTTP.
bool read_head(std::string_view head, Reply& reply) {
  if (!head.starts_with("HTTP/1.") || head.size() < 14) return false;
  const std::optional<int> status = number_of<int>(head.substr(9, 3));
  if (!status) return false;
  reply.status = *status;
  reply.keeps_connection = head[7] != '0';
  const char* p = head.data() + head.find("\r\n") + 2;
  const char* const end = head.data() + head.size();
  while (p != end && *p != '\r') {
    Header field;
    if (server::read_field_line(p, end, field) != server::HeadOutcome::complete) return false;
    reply.headers.emplace_back(field.name, field.value);
  }
  if (same_header_name(reply.header("Connection"), "close")) reply.keeps_connection = false;
  return true;
}

}  // namespace

class RuntimeApi::State {
 public:
  explicit State(std::string_view address) : name_(address), address_(address_of(address)) {}

  /// Sends a request and waits for the answer. `waits`: `stop` may interrupt it; then there is no
  /// answer.
  std::optional<Reply> exchange(std::string_view method, const std::string& path,
                                std::string_view headers, std::string_view body, bool waits) {
    const std::string target = address_.path + std::string(version) + path;
    std::string request = std::string(method) + ' ' + target +
                          " HTTP/1.1\r\nHost: " + address_.host + ':' + address_.port + "\r\n";
    request.append(headers);
    if (method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request.append("\r\n").append(body);
    // A connection that was kept may have gone while the process was frozen.
    for (bool is_kept = socket_.is_open();; is_kept = false) {
      if (!is_kept) connect();
      if (waits && !begin_wait()) return std::nullopt;
      const error_code error = send(request);
      std::optional<Reply> reply;
      if (!error) reply = receive();
      if (waits && end_wait()) return std::nullopt;
      if (reply) {
        if (!reply->keeps_connection) socket_.close();
        return reply;
      }
      const bool is_new = received_.empty() && is_kept;
      socket_.close();
      received_.clear();
      if (!is_new) throw std::runtime_error(subject() + " has closed the connection");
    }
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    error_code ignored;
    if (waiting_) ignored = socket_.shutdown(tcp::socket::shutdown_both, ignored);
  }

  [[nodiscard]] std::string subject() const { return "the Lambda runtime API at " + name_; }
  [[noreturn]] void refuse(const Reply& reply, std::string_view request) const {
    throw std::runtime_error(subject() + " has answered " + std::to_string(reply.status) + " to " +
                             std::string(request));
  }

 private:
  void connect() {
    received_.clear();
    error_code error;
    tcp::resolver resolver(context_);
    const auto found = resolver.resolve(address_.host, address_.port, error);
    if (!error) asio::connect(socket_, found, error);
    if (error) {
      socket_.close();
      throw std::runtime_error(subject() + " cannot be reached: " + error.message());
    }
    error = socket_.set_option(tcp::no_delay(true), error);
  }

  /// Returns false after `stop`.
  bool begin_wait() {
    const std::lock_guard lock(mutex_);
    waiting_ = !stopped_;
    return waiting_;
  }
  /// Returns true after `stop`.
  bool end_wait() {
    const std::lock_guard lock(mutex_);
    waiting_ = false;
    return stopped_;
  }

  error_code send(std::string_view request) {
    error_code error;
    asio::write(socket_, asio::buffer(request), error);
    return error;
  }

  bool receive_more() {
    std::array<char, 16 * 1024> piece;
    error_code error;
    const std::size_t bytes = socket_.read_some(asio::buffer(piece), error);
    received_.append(piece.data(), bytes);
    return !error;
  }

  /// None if the connection ends before the answer does.
  std::optional<Reply> receive() {
    std::size_t head = std::string::npos;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) {
      if (received_.size() > most_head_bytes) wrong();
      if (!receive_more()) return std::nullopt;
    }
    Reply reply;
    if (!read_head(std::string_view(received_).substr(0, head + 4), reply)) wrong();
    received_.erase(0, head + 4);
    const bool is_whole =
        reply.header("Transfer-Encoding").empty() ? receive_body(reply) : receive_chunks(reply);
    if (!is_whole) return std::nullopt;
    return reply;
  }

  bool receive_body(Reply& reply) {
    const auto length = number_of<std::size_t>(reply.header("Content-Length"));
    if (!length) reply.keeps_connection = false;
    while (received_.size() < length.value_or(most_body_bytes)) {
      if (!receive_more()) {
        if (length) return false;
        break;  // the end of the connection is the end of the body
      }
    }
    const std::size_t size = length.value_or(received_.size());
    reply.body = received_.substr(0, size);
    received_.erase(0, size);
    return true;
  }

  bool receive_chunks(Reply& reply) {
    using Chunks = server::ChunkReader::Outcome;
    server::ChunkReader chunks(most_body_bytes, most_head_bytes);
    server::InputBuffer body;
    for (;;) {
      std::string_view left = received_;
      const Chunks outcome = chunks.read(left, &body);
      received_.erase(0, received_.size() - left.size());
      if (outcome == Chunks::complete) break;
      if (outcome != Chunks::incomplete) wrong();
      if (!receive_more()) return false;
    }
    reply.body = std::string(body.text());
    return true;
  }

  [[noreturn]] void wrong() const {
    throw std::runtime_error(subject() + " has not answered in HTTP/1.1");
  }

  const std::string name_;
  const Address address_;
  asio::io_context context_{1};
  tcp::socket socket_{context_};
  std::string received_;
  std::mutex mutex_;
  bool stopped_ = false;
  bool waiting_ = false;
};

// -------------------------------------------------------------------------------------------------

RuntimeApi::RuntimeApi(std::string_view address) : state_(std::make_unique<State>(address)) {}
RuntimeApi::~RuntimeApi() = default;

std::optional<Invocation> RuntimeApi::next() {
  std::optional<Reply> reply = state_->exchange("GET", "/invocation/next", "", "", true);
  if (!reply) return std::nullopt;
  if (reply->status != 200) state_->refuse(*reply, "the question for the next event");
  Invocation invocation{.id = reply->header("Lambda-Runtime-Aws-Request-Id"),
                        .trace_id = reply->header("Lambda-Runtime-Trace-Id"),
                        .event = std::move(reply->body)};
  if (invocation.id.empty())
    throw std::runtime_error(state_->subject() + " has sent an event without an id");
  const auto deadline = number_of<std::int64_t>(reply->header("Lambda-Runtime-Deadline-Ms"));
  if (deadline)
    invocation.deadline =
        std::chrono::system_clock::time_point(std::chrono::milliseconds(*deadline));
  return invocation;
}

bool RuntimeApi::report(const std::string& id, const Outcome& outcome) {
  const bool is_error = !outcome.error_type.empty();
  std::string headers = "Content-Type: application/json\r\n";
  if (is_error) headers += "Lambda-Runtime-Function-Error-Type: " + outcome.error_type + "\r\n";
  const auto reply =
      state_->exchange("POST", "/invocation/" + id + (is_error ? "/error" : "/response"), headers,
                       outcome.json, false);
  if (reply->status >= 500) state_->refuse(*reply, "the outcome of an event");
  return reply->status < 300;
}

void RuntimeApi::report_init_error(std::string_view message) {
  constexpr std::string_view type = "Runtime.InitError";
  const std::string headers =
      "Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: " + std::string(type) +
      "\r\n";
  static_cast<void>(
      state_->exchange("POST", "/init/error", headers, error_json(type, message), false));
}

void RuntimeApi::stop() {
  state_->stop();
}

}  // namespace vgen::lambda

#include "test/support/lambda_gateway.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

namespace vgen_test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using nlohmann::ordered_json;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr std::string_view version = "/2018-06-01/runtime/";

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

std::string to_base64(std::string_view bytes) {
  namespace base64 = beast::detail::base64;
  std::string text(base64::encoded_size(bytes.size()), '\0');
  text.resize(base64::encode(text.data(), bytes.data(), bytes.size()));
  return text;
}

std::string from_base64(std::string_view text) {
  namespace base64 = beast::detail::base64;
  std::string bytes(base64::decoded_size(text.size()), '\0');
  bytes.resize(base64::decode(bytes.data(), text.data(), text.size()).first);
  return bytes;
}

/// As an HTTP API with payload format 2.0 does it.
std::string event_of(const Request& request) {
  ordered_json headers = ordered_json::object();
  ordered_json cookies = ordered_json::array();
  for (const auto& field : request) {
    const std::string name = lower(view(field.name_string()));
    const std::string value(view(field.value()));
    if (name == "cookie") {
      for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find("; ", at), value.size());
        cookies.push_back(value.substr(at, end - at));
        at = end + 2;
      }
    } else if (headers.contains(name)) {
      headers[name] = headers[name].get<std::string>() + "," + value;
    } else {
      headers[name] = value;
    }
  }
  headers["x-forwarded-for"] = "192.0.2.7";
  headers["x-forwarded-proto"] = "https";
  const std::string target(view(request.target()));
  const std::size_t query = std::min(target.find('?'), target.size());
  const std::string type = lower(view(request[http::field::content_type]));
  const bool is_text =
      type.starts_with("application/json") &&
      std::ranges::all_of(request.body(), [](unsigned char c) { return c < 0x80; });
  ordered_json event{{"version", "2.0"},
                     {"routeKey", "$default"},
                     {"rawPath", target.substr(0, query)},
                     {"rawQueryString", query < target.size() ? target.substr(query + 1) : ""},
                     {"headers", headers},
                     {"requestContext",
                      {{"accountId", "123456789012"},
                       {"domainName", "api.example.org"},
                       {"http",
                        {{"method", view(request.method_string())},
                         {"path", target.substr(0, query)},
                         {"protocol", "HTTP/1.1"},
                         {"sourceIp", "192.0.2.7"}}},
                       {"requestId", "JKJaXmPLvHcESHA="},
                       {"stage", "$default"}}},
                     {"isBase64Encoded", !is_text}};
  if (!cookies.empty()) event["cookies"] = cookies;
  if (!request.body().empty()) {
    event["body"] = is_text ? request.body() : to_base64(request.body());
  } else {
    event["isBase64Encoded"] = false;
  }
  return event.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// The answer to the client of the gateway.
Response response_of(const LambdaGateway::Outcome& outcome, const Request& request) {
  Response response;
  response.version(11);
  response.keep_alive(request.keep_alive());
  if (!outcome.error_type.empty()) {
    response.result(500);
    response.set(http::field::content_type, "application/json");
    response.body() = R"({"message":"Internal Server Error"})";
    response.prepare_payload();
    return response;
  }
  const auto answer = ordered_json::parse(outcome.json);
  response.result(answer.at("statusCode").get<unsigned>());
  for (const auto& [name, value] : answer.at("headers").items())
    response.insert(name, value.get<std::string>());
  if (answer.contains("cookies")) {
    for (const auto& cookie : answer.at("cookies"))
      response.insert(http::field::set_cookie, cookie.get<std::string>());
  }
  const auto body = answer.at("body").get<std::string>();
  response.body() = answer.at("isBase64Encoded").get<bool>() ? from_base64(body) : body;
  const bool is_empty = response.result_int() == 204 || response.result_int() == 304;
  if (request.method() != http::verb::head && !is_empty)
    response.content_length(response.body().size());
  return response;
}

/// Accepts connections, each on a thread of its own.
class Listener {
 public:
  using Serve = std::function<void(tcp::socket& socket)>;

  explicit Listener(Serve serve) : serve_(std::move(serve)), thread_([this] { accept(); }) {}

  [[nodiscard]] std::uint16_t port() const { return port_; }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      if (std::exchange(stopped_, true)) return;
    }
    error_code ignored;
    tcp::socket wake(context_);
    ignored = wake.connect({asio::ip::address_v4::loopback(), port_}, ignored);
    thread_.join();
    ignored = acceptor_.close(ignored);
    for (const auto& socket : sockets_)
      ignored = socket->shutdown(tcp::socket::shutdown_both, ignored);
    for (std::thread& thread : threads_) thread.join();
    for (const auto& socket : sockets_) ignored = socket->close(ignored);
  }

 private:
  void accept() {
    for (;;) {
      auto socket = std::make_unique<tcp::socket>(context_);
      error_code error;
      error = acceptor_.accept(*socket, error);
      const std::lock_guard lock(mutex_);
      if (stopped_) return;
      if (error) continue;
      tcp::socket& one = *socket;
      sockets_.push_back(std::move(socket));
      threads_.emplace_back([this, &one] {
        serve_(one);
        error_code ignored;
        ignored = one.shutdown(tcp::socket::shutdown_both, ignored);
      });
    }
  }

  const Serve serve_;
  asio::io_context context_;
  tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
  const std::uint16_t port_ = acceptor_.local_endpoint().port();
  std::mutex mutex_;
  bool stopped_ = false;
  std::list<std::unique_ptr<tcp::socket>> sockets_;
  std::list<std::thread> threads_;
  std::thread thread_;
};

}  // namespace

class LambdaGateway::State {
 public:
  explicit State(const Behaviour& behaviour)
      : behaviour_(behaviour),
        runtime_([this](tcp::socket& socket) { serve_runtime(socket); }),
        front_([this](tcp::socket& socket) { serve_client(socket); }) {}
  ~State() { stop(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      for (auto& [id, outcome] : pending_) {
        if (!outcome) outcome = Outcome{.error_type = "Gone"};
      }
    }
    changed_.notify_all();
    runtime_.stop();
    front_.stop();
  }

  Outcome invoke(const std::string& event, std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    const std::string id = "event-" + std::to_string(++last_id_);
    pending_[id] = stopped_ ? std::optional(Outcome{.error_type = "Gone"}) : std::nullopt;
    events_.push_back({.id = id, .json = event, .time = time});
    changed_.notify_all();
    changed_.wait(lock, [&] { return pending_.at(id).has_value(); });
    Outcome outcome = *pending_.at(id);
    pending_.erase(id);
    return outcome;
  }

  bool wait_for_function() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return has_asked_; });
  }

  std::optional<std::string> init_error() {
    const std::lock_guard lock(mutex_);
    return init_error_;
  }

  [[nodiscard]] const Listener& runtime() const { return runtime_; }
  [[nodiscard]] const Listener& front() const { return front_; }

 private:
  struct Handed {
    std::string id;
    std::string json;
    std::chrono::milliseconds time;
  };

  void serve_runtime(tcp::socket& socket) {
    beast::flat_buffer buffer;
    for (bool is_kept = false;; is_kept = true) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(boost::none);
      error_code error;
      http::read(socket, buffer, parser, error);
      if (error) return;
      if (is_kept && take_drop()) return;
      Response response;
      response.version(11);
      if (!answer(parser.get(), response)) return;
      response.keep_alive(!behaviour_.closes);
      if (behaviour_.chunked && !response.body().empty()) {
        response.chunked(true);
      } else {
        response.prepare_payload();
      }
      http::write(socket, response, error);
      if (error || behaviour_.closes) return;
    }
  }

  bool take_drop() {
    const std::lock_guard lock(mutex_);
    return std::exchange(behaviour_.drops_first_kept, false);
  }

  /// Returns false if it has stopped meanwhile.
  bool answer(const Request& request, Response& response) {
    const std::string_view target = view(request.target());
    const std::string_view path = target.substr(std::min(version.size(), target.size()));
    if (!target.starts_with(version)) {
      response.result(404);
    } else if (request.method() == http::verb::get && path == "invocation/next") {
      return hand_out(response);
    } else if (request.method() == http::verb::post && path == "init/error") {
      const std::lock_guard lock(mutex_);
      init_error_ = request.body();
      response.result(202);
      changed_.notify_all();
    } else {
      take_outcome(path, request, response);
    }
    return true;
  }

  bool hand_out(Response& response) {
    std::unique_lock lock(mutex_);
    has_asked_ = true;
    changed_.notify_all();
    response.result(behaviour_.next_status);
    if (behaviour_.next_status != 200) return true;
    changed_.wait(lock, [&] { return stopped_ || !events_.empty(); });
    if (stopped_) return false;
    const Handed event = events_.front();
    events_.pop_front();
    const auto deadline = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch() + event.time);
    response.set("Lambda-Runtime-Aws-Request-Id", event.id);
    response.set("Lambda-Runtime-Deadline-Ms", std::to_string(deadline.count()));
    response.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:1:function:f");
    response.set("Lambda-Runtime-Trace-Id", "Root=1-" + event.id);
    response.body() = event.json;
    return true;
  }

  void take_outcome(std::string_view path, const Request& request, Response& response) {
    constexpr std::string_view before = "invocation/";
    const std::size_t slash = path.rfind('/');
    const std::string_view kind = path.substr(slash + 1);
    const std::lock_guard lock(mutex_);
    const auto pending =
        path.starts_with(before) && slash > before.size()
            ? pending_.find(std::string(path.substr(before.size(), slash - before.size())))
            : pending_.end();
    if (pending == pending_.end() || (kind != "response" && kind != "error")) {
      response.result(400);
      return;
    }
    Outcome outcome{.json = request.body()};
    if (kind == "error")
      outcome.error_type = std::string(view(request["Lambda-Runtime-Function-Error-Type"]));
    pending->second = std::move(outcome);
    response.result(behaviour_.outcome_status);
    changed_.notify_all();
  }

  void serve_client(tcp::socket& socket) {
    beast::flat_buffer buffer;
    for (;;) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(boost::none);
      error_code error;
      http::read(socket, buffer, parser, error);
      if (error) return;
      const Request& request = parser.get();
      const Outcome outcome = invoke(event_of(request), std::chrono::seconds(30));
      Response response = response_of(outcome, request);
      if (request.method() == http::verb::head) {
        http::response_serializer<http::string_body> head(response);
        http::write_header(socket, head, error);
      } else {
        http::write(socket, response, error);
      }
      if (error || !request.keep_alive()) return;
    }
  }

  Behaviour behaviour_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  bool has_asked_ = false;
  unsigned last_id_ = 0;
  std::deque<Handed> events_;
  std::map<std::string, std::optional<Outcome>> pending_;
  std::optional<std::string> init_error_;
  Listener runtime_;
  Listener front_;
};

LambdaGateway::LambdaGateway(const Behaviour& behaviour)
    : state_(std::make_unique<State>(behaviour)) {}
LambdaGateway::~LambdaGateway() = default;

std::string LambdaGateway::runtime_api() const {
  return "127.0.0.1:" + std::to_string(state_->runtime().port());
}
std::uint16_t LambdaGateway::port() const {
  return state_->front().port();
}
LambdaGateway::Outcome LambdaGateway::invoke(const std::string& event,
                                             std::chrono::milliseconds time) {
  return state_->invoke(event, time);
}
bool LambdaGateway::wait_for_function() {
  return state_->wait_for_function();
}
std::optional<std::string> LambdaGateway::init_error() const {
  return state_->init_error();
}
void LambdaGateway::stop() {
  state_->stop();
}

}  // namespace vgen_test

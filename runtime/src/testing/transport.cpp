#include <vgen/testing/transport.hpp>

#include <exception>
#include <mutex>
#include <string_view>
#include <utility>

namespace vgen::testing {
namespace {

class MemoryTransport : public client::Transport {
 public:
  MemoryTransport(Apis apis, const ClientOptions& options) : client_(std::move(apis), options) {}

  void send(client::HttpRequest request, bool /*repeatable*/, std::stop_token /*stop*/,
            Done done) override {
    done(outcome_of(request));
  }

 private:
  client::Outcome outcome_of(const client::HttpRequest& request) {
    try {
      return answer_to(request);
    } catch (const std::exception& error) {
      return client::TransportProblem{.detail = error.what()};
    }
  }
  client::HttpAnswer answer_to(const client::HttpRequest& request) {
    Client::RequestHeaders headers;
    for (const client::HeaderField& field : request.headers)
      headers.emplace_back(field.name, field.value);
    const std::scoped_lock lock(mutex_);  // connections of several threads may share the transport
    Response response =
        client_.request(request.method, target_of(request.url), headers, request.body);
    response.load_body();
    client::HttpAnswer answer{.status = response.status};
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
      const Header header = response.headers[i];
      answer.headers.push_back(
          {.name = std::string(header.name), .value = std::string(header.value)});
    }
    answer.body = std::move(response.body);
    return answer;
  }
  /// The text after the host.
  static std::string target_of(std::string_view url) {
    const std::size_t host = url.find("://") + 3;
    const std::size_t path = url.find_first_of("/?", host);
    std::string target(path == std::string_view::npos ? std::string_view() : url.substr(path));
    if (!target.starts_with('/')) target.insert(0, "/");
    return target;
  }

  std::mutex mutex_;
  Client client_;
};

}  // namespace

std::shared_ptr<client::Transport> transport(Apis apis, const ClientOptions& options) {
  return std::make_shared<MemoryTransport>(std::move(apis), options);
}

}  // namespace vgen::testing

#include <vgen/testing/client.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/testing/manual_clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

namespace vgen::testing {

class Client::State final : private Completion {
 public:
  State(Apis apis, const ClientOptions& options)
      : dispatcher_(std::move(apis)),
        executor_(context_.get_executor()),
        calls_({.clock = options.clock != nullptr ? options.clock : &clock_,
                .log = options.log,
                .ids = &ids_,
                .executor = &executor_}) {}

  Response request(std::string_view method, std::string_view target, const RequestHeaders& headers,
                   std::string_view body) {
    Request request{.method = method, .body = body};
    std::vector<Header> views;
    for (const auto& [name, value] : headers) views.push_back({.name = name, .value = value});
    if (!body.empty() && !find_header(views, "Content-Type"))
      views.push_back({.name = "Content-Type", .value = json_media_type});
    request.headers = views;
    const bool good = set_target(request, target);
    const CallPool::Borrowed call = calls_.borrow();
    call->begin(request);
    if (good) {
      answer(dispatcher_.find(request), *call);
    } else {
      answer_error(*call, ErrorKind::malformed);
    }
    Response response = call->response();
    response.load_body();
    if (method == "HEAD") response.body.clear();
    return response;
  }

 private:
  void completed(HostedCall& /*call*/) noexcept override { done_ = true; }

  void answer(const Target& target, HostedCall& call) {
    if (target.kind == Target::Kind::operation) {
      const HttpRow& row = *target.match.row;
      const unsigned long long limit = row.body_limit != 0 ? row.body_limit : default_body_limit;
      if (call.request().body.size() > limit)
        return answer_error(call, ErrorKind::payload_too_large);
      const std::chrono::milliseconds timeout(row.endpoint.timeout);
      if (timeout.count() != 0) call.set_deadline(call.clock().steady_now() + timeout);
    }
    done_ = false;
    if (dispatcher_.handle(target, call, *this) == Progress::finished) return;
    context_.restart();
    while (!done_) context_.run_one();
  }

  Dispatcher dispatcher_;
  ManualClock clock_;
  RequestIds ids_{1};
  boost::asio::io_context context_{1};
  boost::asio::any_io_executor executor_;
  CallPool calls_;
  bool done_ = false;
};

Client::Client(Apis apis, ClientOptions options)
    : state_(std::make_unique<State>(std::move(apis), options)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Response Client::request(std::string_view method, std::string_view target,
                         const RequestHeaders& headers, std::string_view body) {
  return state_->request(method, target, headers, body);
}

}  // namespace vgen::testing

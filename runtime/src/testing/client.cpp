#include <vgen/testing/client.hpp>

#include "client_channel.hpp"
#include "client_stream.hpp"
#include "memory_host.hpp"

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/multipart_form.hpp>
#include <vgen/http/media_type.hpp>

#include <algorithm>
#include <stdexcept>

namespace vgen::testing {
namespace {

/// Answers one request.
class Exchange final : private Completion {
 public:
  explicit Exchange(MemoryHost& host) : host_(host) {}

  void answer(const Target& target, HostedCall& call) {
    if (target.kind == Target::Kind::operation) {
      const HttpRow& row = *target.match.row;
      const unsigned long long usual =
          row.body == BodyKind::multipart ? host_.uploads.bytes : default_body_limit;
      const unsigned long long limit = row.body_limit != 0 ? row.body_limit : usual;
      if (call.request().body.size() > limit)
        return answer_error(call, ErrorKind::payload_too_large);
      if (row.body == BodyKind::multipart && !read_form(call)) return;
      const std::chrono::milliseconds timeout(row.endpoint.timeout);
      if (timeout.count() != 0) call.set_deadline(call.clock().steady_now() + timeout);
    }
    if (host_.dispatcher.handle(target, call, *this) == Progress::suspended) host_.run_until(done_);
    call.form = nullptr;
  }

 private:
  void completed(HostedCall& /*call*/) noexcept override { done_ = true; }

  /// Reads a form with files as servers do. Returns false if it is answered.
  bool read_form(HostedCall& call) {
    form_ = make_form(call.request(), host_.uploads, host_.log());
    if (form_ == nullptr) return true;
    if (!form_->read(call.request().body) || !form_->finish()) {
      answer_error(call, form_->fault(), form_->detail());
      return false;
    }
    call.form = form_.get();
    return true;
  }

  MemoryHost& host_;
  bool done_ = false;
  std::unique_ptr<MultipartForm> form_;
};

std::vector<Header> views_of(const Client::RequestHeaders& headers, std::string_view body = {}) {
  std::vector<Header> views;
  for (const auto& [name, value] : headers) views.push_back({.name = name, .value = value});
  if (!body.empty() && !find_header(views, "Content-Type"))
    views.push_back({.name = "Content-Type", .value = json_media_type});
  return views;
}

bool is_stream(const Target& target) {
  return target.kind == Target::Kind::operation && target.match.row->endpoint.streams;
}

}  // namespace

Client::Client(Apis apis, const ClientOptions& options)
    : host_(std::make_unique<MemoryHost>(std::move(apis), options)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Response Client::request(std::string_view method, std::string_view target,
                         const RequestHeaders& headers, std::string_view body) {
  Request request{.method = method, .body = body};
  const std::vector<Header> views = views_of(headers, body);
  request.headers = views;
  const bool good = set_target(request, target);
  const bool asks_stream = good && is_stream(host_->dispatcher.find(request));
  if (asks_stream && host_->channels.strict == nullptr) {
    ClientStream stream(*host_, request);
    stream.open(host_->dispatcher.find(request));
    stream.run_to_end();
    return std::move(stream.response);
  }
  const CallPool::Borrowed call = host_->calls.borrow();
  call->begin(request);
  if (asks_stream) {
    answer_error(*call, ErrorKind::not_implemented, std::string(strict_has_no_streams));
  } else if (good) {
    Exchange(*host_).answer(host_->dispatcher.find(request), *call);
  } else {
    answer_error(*call, ErrorKind::malformed);
  }
  host_->poll();
  Response response = call->response();
  response.load_body();
  if (method == "HEAD") response.body.clear();
  return response;
}

Events Client::stream(std::string_view method, std::string_view target,
                      const RequestHeaders& headers, std::string_view body) {
  Request request{.method = method, .body = body};
  const std::vector<Header> views = views_of(headers, body);
  request.headers = views;
  const bool good = set_target(request, target);
  auto stream = std::make_unique<ClientStream>(*host_, request);
  const Target found = good ? host_->dispatcher.find(request) : Target{};
  if (is_stream(found) && host_->channels.strict == nullptr) {
    stream->open(found);
  } else {
    stream->response = this->request(method, target, headers, body);
  }
  return Events(std::move(stream));
}

Channel Client::channel(std::string_view target, const RequestHeaders& headers) {
  auto channel = std::make_unique<ClientChannel>(*host_);
  Request request{.method = "GET"};
  const std::vector<Header> views = views_of(headers);
  request.headers = views;
  const bool good = set_target(request, target);
  const Target found = good ? host_->dispatcher.find(request) : Target{};
  if (found.is_websocket()) {
    const CallPool::Borrowed call = host_->calls.borrow();
    call->begin(request);
    channel->open(found, *call);
  } else {
    channel->handshake = this->request("GET", target, headers);
  }
  return Channel(std::move(channel));
}

Channel Client::rpc(const RequestHeaders& headers) {
  return channel(host_->dispatcher.api(0).definition().rpc_path, headers);
}

void Client::advance(std::chrono::nanoseconds time) {
  if (!host_->has_own_clock())
    throw std::logic_error("advance: the clock of the options is moved by its owner");
  const auto end = host_->clock.steady_now() + time;
  for (auto next = host_->next_time(); next && *next <= end; next = host_->next_time())
    advance_to(*next);
  advance_to(end);
}

/// Moves the clock to the next thing that happens.
void Client::advance_to(std::chrono::steady_clock::time_point time) {
  host_->clock.advance(std::max(time - host_->clock.steady_now(), std::chrono::nanoseconds(0)));
  host_->refresh();
  const std::vector<ClientChannel*> open = host_->open;
  for (ClientChannel* const channel : open) channel->tick();
  const std::vector<ClientStream*> streams = host_->streams;
  for (ClientStream* const stream : streams) stream->tick();
  host_->poll();
}

TaskResult Client::run(std::string_view task,
                       std::optional<std::chrono::system_clock::time_point> scheduled_at) {
  if (!host_->scheduler.has(task))
    throw std::invalid_argument("there is no task '" + std::string(task) + "'");
  std::optional<TaskResult> result;
  bool done = false;
  host_->scheduler.run(task, scheduled_at.value_or(host_->now()), [&](const TaskResult& ended) {
    result = ended;
    done = true;
  });
  host_->run_until(done);
  host_->poll();
  return *result;
}

void Client::poll() {
  host_->poll();
}

}  // namespace vgen::testing

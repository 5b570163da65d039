#include "client_stream.hpp"

#include <algorithm>
#include <utility>

namespace vgen::testing {
namespace {

/// Removes the next line from the front and returns it.
std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Reads the lines of one event; those of comments have no effect.
Event read_event(std::string_view text) {
  Event event;
  bool has_data = false;
  while (!text.empty()) {
    std::string_view value = take_line(text);
    const std::string_view name = value.substr(0, value.find(':'));
    value.remove_prefix(std::min(name.size() + 1, value.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "event") event.name = value;
    if (name == "id") event.id = value;
    if (name != "data") continue;
    if (std::exchange(has_data, true)) event.data += '\n';
    event.data += value;
  }
  if (!has_data) event.name.clear();
  return event;
}

}  // namespace

ClientStream::ClientStream(MemoryHost& host, const Request& request)
    : host_(host), body_(request.body), request_(request), call_(host.calls.borrow()) {
  Request own = request_.get();
  own.body = body_;
  call_->begin(own);
  host_.streams.push_back(this);
}

/// A function that has not ended is asked to.
ClientStream::~ClientStream() {
  std::erase(host_.streams, this);
  try {
    close();
    if (is_running_) call_->end();
  } catch (...) {  // what still runs ends with the call
    call_->end();
  }
}

void ClientStream::open(const Target& target) {
  stream_ =
      std::make_unique<HttpStream>(*call_, static_cast<StreamPort&>(*this), host_.stream_options);
  is_running_ = true;
  if (host_.dispatcher.handle(target, *call_, *this) == Progress::finished) completed(*call_);
  host_.poll();
}

void ClientStream::completed(HostedCall& call) noexcept {
  is_running_ = false;
  if (stream_->is_open()) return;
  is_complete_ = true;
  response = call.response();
  response.load_body();
}

void ClientStream::run_to_end() {
  std::string body;
  while (is_running_) {
    body += receive_text();
    if (is_running_) host_.run_one();
  }
  body += receive_text();
  if (stream_->is_open()) response.body = std::move(body);
}

Event ClientStream::receive() {
  host_.poll();
  for (std::size_t end = 0; (end = text_.find("\n\n")) != std::string::npos;) {
    Event event = read_event(std::string_view(text_).substr(0, end + 1));
    text_.erase(0, end + 2);
    taken();
    if (!event.name.empty()) return event;
  }
  return {.name = {}};
}

std::string ClientStream::receive_text() {
  host_.poll();
  std::string text = std::exchange(text_, {});
  taken();
  return text;
}

void ClientStream::taken() {
  if (is_running_) stream_->writable();
}

void ClientStream::close() {
  if (is_running_) call_->request_stop(StopReason::disconnected);
  host_.poll();
}

void ClientStream::tick() {
  if (is_running_) stream_->tick(host_.steady_now());
  host_.poll();
}

// -------------------------------------------------------------------------------------------------

Events::Events(std::unique_ptr<ClientStream> stream) : stream_(std::move(stream)) {}
Events::~Events() = default;
Events::Events(Events&&) noexcept = default;
Events& Events::operator=(Events&&) noexcept = default;

const Response& Events::response() const noexcept {
  return stream_->response;
}
bool Events::is_open() const noexcept {
  return stream_->is_open();
}
bool Events::is_complete() const noexcept {
  return stream_->is_complete();
}
Event Events::receive() {
  return stream_->receive();
}

std::vector<Event> Events::receive_all() {
  std::vector<Event> all;
  for (Event next = receive(); !next.name.empty(); next = receive()) all.push_back(std::move(next));
  return all;
}

std::string Events::receive_text() {
  return stream_->receive_text();
}
void Events::close() {
  stream_->close();
}

}  // namespace vgen::testing

#include "test/support/protocol_harness.hpp"

#include "runtime/src/server/http_protocol.hpp"

#include <vgen/testing/manual_clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>

namespace vgen_test {

using vgen::server::HttpProtocol;

class ProtocolHarness::State final : private HttpProtocol::Driver {
 public:
  explicit State(ProtocolHarness& harness)
      : harness_(harness),
        dispatcher_(sample::make(harness.singletons)),
        host_{.dispatcher = &dispatcher_,
              .limits = &harness.limits,
              .call = {.clock = &clock, .log = &harness.log, .ids = &ids_, .executor = &executor_},
              .date = &date_,
              .now = &now},
        protocol(host_, static_cast<HttpProtocol::Driver&>(*this), "192.0.2.1") {}

  void feed(std::string_view text, std::size_t piece) {
    unsent_ += text;
    while (!unsent_.empty() && protocol.wants_input()) {
      const auto space = protocol.input_space();
      const std::size_t size = std::min({space.size(), unsent_.size(), piece});
      std::copy_n(unsent_.begin(), size, space.begin());
      unsent_.erase(0, size);
      protocol.received(size);
      flush();
    }
  }

  void flush() {
    while (harness_.takes_output && protocol.has_pending()) {
      const auto pending = protocol.pending();
      output.append(pending[0]).append(pending[1]);
      protocol.sent(pending[0].size() + pending[1].size());
    }
  }

 private:
  void resumed() noexcept override {}

  ProtocolHarness& harness_;
  vgen::Dispatcher dispatcher_;
  vgen::RequestIds ids_{1};
  std::string date_ = "Date: today\r\n";
  std::string unsent_;

 public:
  vgen::testing::ManualClock clock;
  std::chrono::steady_clock::time_point now = clock.steady_now();
  std::string output;
  boost::asio::io_context context{1};

 private:
  boost::asio::any_io_executor executor_ = context.get_executor();
  vgen::server::ProtocolHost host_;

 public:
  HttpProtocol protocol;
};

ProtocolHarness::ProtocolHarness() = default;
ProtocolHarness::~ProtocolHarness() = default;

ProtocolHarness::State& ProtocolHarness::state() {
  if (!state_) state_ = std::make_unique<State>(*this);
  return *state_;
}

std::string ProtocolHarness::send(std::string_view text, std::size_t piece) {
  const std::size_t before = state().output.size();
  state_->feed(text, piece);
  return state_->output.substr(before);
}

std::string ProtocolHarness::end_input() {
  const std::size_t before = state().output.size();
  state_->protocol.received_end();
  state_->flush();
  return state_->output.substr(before);
}

std::string ProtocolHarness::pass(std::chrono::milliseconds time) {
  const std::size_t before = state().output.size();
  state_->clock.advance(time);
  state_->now = state_->clock.steady_now();
  stuck = state_->protocol.tick();
  state_->flush();
  return state_->output.substr(before);
}

std::string ProtocolHarness::run() {
  const std::size_t before = state().output.size();
  state_->context.restart();
  state_->context.poll();
  state_->flush();
  state_->feed("", std::string_view::npos);
  return state_->output.substr(before);
}

void ProtocolHarness::begin_stop() {
  state().protocol.begin_stop();
}
void ProtocolHarness::peer_closed() {
  state().protocol.peer_closed();
}
std::string_view ProtocolHarness::pending() const {
  return state_->protocol.pending()[0];
}
bool ProtocolHarness::wants_input() const {
  return state_->protocol.wants_input();
}
bool ProtocolHarness::running() const {
  return state_->protocol.running();
}
bool ProtocolHarness::finished() const {
  return state_->protocol.finished() && !state_->protocol.has_pending();
}

bool ProtocolHarness::exchange(std::string_view request) {
  HttpProtocol& protocol = state().protocol;
  std::copy(request.begin(), request.end(), protocol.input_space().begin());
  protocol.received(request.size());
  const auto pending = protocol.pending();
  const bool good = pending[0].starts_with("HTTP/1.1 20");
  protocol.sent(pending[0].size() + pending[1].size());
  return good;
}

}  // namespace vgen_test

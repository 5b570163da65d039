#include "test/support/protocol_harness.hpp"

#include "runtime/src/server/http_protocol.hpp"
#include "runtime/src/server/send_progress.hpp"

#include <vgen/testing/manual_clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <span>

namespace vgen_test {

using vgen::server::HttpProtocol;

namespace {

constexpr std::string_view id_field = "X-Request-Id: ";

std::string without_ids(std::string text) {
  for (std::size_t at = 0; (at = text.find(id_field, at)) != std::string::npos;)
    text.erase(at, id_field.size() + vgen::RequestIds::size + 2);
  return text;
}

}  // namespace

class ProtocolHarness::State final : private vgen::server::Driver {
 public:
  explicit State(ProtocolHarness& harness)
      : harness_(harness),
        dispatcher_(harness.apis()),
        perimeter_(vgen::server::Perimeter::is_needed(harness.around)
                       ? std::make_unique<vgen::server::Perimeter>(harness.around, dispatcher_,
                                                                   harness.around.access_log)
                       : nullptr),
        host_{.dispatcher = &dispatcher_,
              .limits = &harness.limits,
              .websocket = &harness.websocket,
              .streams = harness.streams,
              .call = {.clock = &clock, .log = &harness.log, .ids = &ids_, .executor = &executor_},
              .fields = &fields_,
              .hosts = harness.hosts.restricts() ? &harness.hosts : nullptr,
              .origins = harness.origins.empty() ? nullptr : &harness.origins,
              .perimeter = perimeter_.get(),
              .now = &now},
        protocol(host_, static_cast<vgen::server::Driver&>(*this), "192.0.2.1") {}

  void feed(std::string_view text, std::size_t piece) {
    unsent_ += text;
    while (!unsent_.empty() && protocol.wants_input()) {
      const auto space = input_space();
      const std::size_t size = std::min({space.size(), unsent_.size(), piece});
      std::copy_n(unsent_.begin(), size, space.begin());
      unsent_.erase(0, size);
      receive(space.first(size));
      flush();
    }
  }

  void flush() {
    while (protocol_waits()) {
      const auto pending = protocol.pending();
      output.append(pending[0]).append(pending[1]);
      ++harness_.sends;
      protocol.sent(pending[0].size() + pending[1].size());
      progress.end();
    }
  }

  std::span<char> input_space() {
    const std::span<char> own = protocol.input_space();
    return own.empty() ? host_.receive.space() : own;
  }

  /// The loop's buffer is used for others afterwards, so whoever still looks at it sees rubbish.
  void receive(std::span<char> bytes) {
    ++harness_.receives;
    protocol.received({bytes.data(), bytes.size()});
    if (host_.receive.holds({bytes.data(), bytes.size()})) std::ranges::fill(bytes, '#');
  }

 private:
  /// Whether there is something to be sent, and the client takes it.
  bool protocol_waits() {
    if (protocol.pending()[0].empty() && protocol.pending()[1].empty()) return false;
    if (harness_.takes_output) return true;
    if (!progress.waiting()) protocol.sent(0);
    progress.wait(now);
    return false;
  }

  void resumed() noexcept override {}
  void become(std::unique_ptr<vgen::server::Protocol> /*next*/, std::string /*leftover*/) override {
  }

  ProtocolHarness& harness_;
  vgen::Dispatcher dispatcher_;
  std::unique_ptr<vgen::server::Perimeter> perimeter_;
  vgen::RequestIds ids_{1};
  vgen::server::FixedFields fields_{.of_kept = "Date: today\r\nX-Request-Id: ",
                                    .of_last = "Date: today\r\nX-Request-Id: "};
  std::string unsent_;

 public:
  vgen::testing::ManualClock clock;
  std::chrono::steady_clock::time_point now = clock.steady_now();
  std::string output;
  boost::asio::io_context context{1};
  vgen::server::SendProgress progress;

 private:
  boost::asio::any_io_executor executor_ = context.get_executor();
  vgen::server::ProtocolHost host_;

 public:
  HttpProtocol protocol;
};

ProtocolHarness::ProtocolHarness() = default;
ProtocolHarness::~ProtocolHarness() = default;

vgen::Apis ProtocolHarness::apis() {
  return sample::make(singletons);
}

ProtocolHarness::State& ProtocolHarness::state() {
  if (!state_) state_ = std::make_unique<State>(*this);
  return *state_;
}

std::string ProtocolHarness::answers_after(std::size_t before) const {
  std::string answers = state_->output.substr(before);
  return shows_ids ? answers : without_ids(std::move(answers));
}

std::string ProtocolHarness::send(std::string_view text, std::size_t piece) {
  const std::size_t before = state().output.size();
  state_->feed(text, piece);
  return answers_after(before);
}

std::string ProtocolHarness::end_input() {
  const std::size_t before = state().output.size();
  state_->protocol.received_end();
  state_->flush();
  return answers_after(before);
}

std::string ProtocolHarness::pass(std::chrono::milliseconds time) {
  const std::size_t before = state().output.size();
  state_->clock.advance(time);
  state_->now = state_->clock.steady_now();
  state_->protocol.tick();
  stuck = state_->progress.stuck(state_->now, limits);
  state_->flush();
  return answers_after(before);
}

std::string ProtocolHarness::run() {
  const std::size_t before = state().output.size();
  state_->context.restart();
  state_->context.poll();
  state_->flush();
  state_->feed("", std::string_view::npos);
  return answers_after(before);
}

void ProtocolHarness::begin_stop() {
  state().protocol.begin_stop();
}
void ProtocolHarness::peer_closed() {
  state().protocol.peer_closed();
}
std::string ProtocolHarness::pending() const {
  return without_ids(std::string(state_->protocol.pending()[0]));
}
bool ProtocolHarness::wants_input() const {
  return state_->protocol.wants_input();
}
bool ProtocolHarness::running() const {
  return state_->protocol.running();
}
bool ProtocolHarness::finished() const {
  return state_->protocol.finished() && pending().empty();
}

std::size_t ProtocolHarness::unsent() const {
  return state_->protocol.unsent();
}

void ProtocolHarness::take(std::size_t bytes) {
  state_->progress.took(bytes, state_->now);
  state_->protocol.sent(bytes);
}

bool ProtocolHarness::exchange(std::string_view request) {
  HttpProtocol& protocol = state().protocol;
  const std::span<char> space = state_->input_space().first(request.size());
  std::ranges::copy(request, space.begin());
  protocol.received({space.data(), space.size()});
  const auto pending = protocol.pending();
  const bool good = pending[0].starts_with("HTTP/1.1 20");
  protocol.sent(pending[0].size() + pending[1].size());
  return good;
}

}  // namespace vgen_test

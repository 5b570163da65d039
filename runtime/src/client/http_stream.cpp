#include <vgen/client/http_stream.hpp>

#include "core.hpp"
#include "event_parser.hpp"
#include "frame.hpp"
#include "queue.hpp"
#include "retry.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>

namespace vgen::client::detail {
namespace {

using std::chrono::milliseconds;

bool is_event_stream(const HttpAnswer& head) {
  return head.status >= 200 && head.status < 300 &&
         head.header("Content-Type").value_or("").starts_with("text/event-stream");
}

/// A stream under way: attempts and the waits between them. All of it is on the client's thread. It
/// lives as long as an attempt or a wait does.
class HttpStream : public std::enable_shared_from_this<HttpStream> {
 public:
  HttpStream(std::shared_ptr<Core> core, Prepared request, HttpStreamOptions options)
      : queue(std::make_shared<Queue>(core->shared_loop(), request.method, request.route)),
        core_(std::move(core)),
        prepared_(std::move(request)),
        options_(std::move(options)),
        arrived_(options_.last_id),
        timer_(core_->loop().context()) {}

  void begin() {
    queue->on_closed = [weak = weak_from_this()] {
      if (const auto stream = weak.lock()) stream->close();
    };
    queue->on_taken = [weak = weak_from_this()](std::size_t left) {
      const auto stream = weak.lock();
      if (stream != nullptr && left <= longest_queue / 2) stream->read_on();
    };
    stop_.emplace(options_.stop, Stop{weak_from_this(), core_->loop().context()});
    if (options_.stop.stop_requested()) return finish(aborted());
    if (!prepared_.failure.empty())
      return finish(TransportProblem{.kind = TransportKind::input, .detail = prepared_.failure});
    attempt();
  }

  const std::shared_ptr<Queue> queue;

 private:
  /// Ends the stream, from any thread.
  struct Stop {
    std::weak_ptr<HttpStream> stream;
    boost::asio::io_context& context;

    void operator()() const {
      boost::asio::post(context, [stream = stream] {
        if (const auto alive = stream.lock()) alive->finish(aborted());
      });
    }
  };

  /// What the transport calls, also when the stream is already at another attempt.
  class Attempt : public StreamUser {
   public:
    Attempt(std::shared_ptr<HttpStream> stream, int number)
        : stream_(std::move(stream)), number_(number) {}

    void began(HttpAnswer head) override {
      post([head = std::move(head)](HttpStream& stream) { stream.began(head); });
    }
    void received(std::string piece, std::function<void()> more) override {
      post([piece = std::move(piece), more = std::move(more)](HttpStream& stream) {
        stream.received(piece, more);
      });
    }
    void ended(std::optional<TransportProblem> problem) override {
      post([problem = std::move(problem)](HttpStream& stream) { stream.broke_off(problem); });
    }

   private:
    template <class Then>
    void post(Then then) {
      boost::asio::post(stream_->core_->loop().context(),
                        [stream = stream_, number = number_, then = std::move(then)] {
                          if (stream->is_reading_ && stream->number_ == number) then(*stream);
                        });
    }

    std::shared_ptr<HttpStream> stream_;
    int number_;
  };

  void after(milliseconds time, void (*then)(HttpStream&, milliseconds)) {
    timer_.cancel();
    const int number = ++timer_number_;
    if (time <= milliseconds::zero()) return;
    timer_.expires_after(time);
    timer_.async_wait(
        [self = shared_from_this(), number, time, then](const boost::system::error_code& error) {
          if (!error && self->timer_number_ == number) then(*self, time);
        });
  }

  void attempt() {
    ++number_;
    CallOptions call;
    call.headers = options_.headers;
    call.idempotency_key = options_.idempotency_key;
    Prepared prepared = prepared_;
    set_field(prepared.headers, "Accept", "text/event-stream");
    if (!arrived_.empty()) set_field(prepared.headers, "Last-Event-ID", arrived_);
    std::variant<HttpRequest, TransportProblem> made = core_->make_attempt(prepared, call);
    if (auto* const problem = std::get_if<TransportProblem>(&made))
      return finish(std::move(*problem));
    request_ = std::get<HttpRequest>(std::move(made));
    head_ = HttpAnswer();
    parser_ = EventParser();
    is_open_ = false;
    is_reading_ = true;
    stop_attempt_ = std::stop_source();
    listen();
    core_->transport().stream(request_, stop_attempt_.get_token(),
                              std::make_shared<Attempt>(shared_from_this(), number_));
  }

  /// Waits for the next byte.
  void listen() {
    after(options_.timeout.value_or(core_->options().timeout),
          [](HttpStream& stream, milliseconds time) {
            stream.broke_off(TransportProblem{
                .kind = TransportKind::timeout,
                .detail = "nothing has arrived within " + std::to_string(time.count()) + " ms"});
          });
  }

  void began(const HttpAnswer& head) {
    listen();
    head_ = head;
    is_open_ = is_event_stream(head);
    if (!is_open_) return;
    if (std::optional<TransportProblem> thrown = core_->show(request_, head_))
      finish(*std::move(thrown));
  }

  void received(const std::string& piece, const std::function<void()>& more) {
    const std::size_t limit = core_->options().largest_answer;
    if (!is_open_) {
      head_.body += piece;
    } else {
      parser_.add(piece);
      while (std::optional<ServerEvent> event = parser_.next()) {
        take(*std::move(event));
        if (!is_reading_) return;
      }
    }
    if (head_.body.size() > limit || parser_.kept() > limit) {
      return finish(TransportProblem{
          .kind = TransportKind::decode,
          .detail = "the server sends more than " + std::to_string(limit) + " bytes at once"});
    }
    more_ = more;
    if (queue->size() >= longest_queue) {
      after({}, nullptr);  // the program is slow, not the server
    } else {
      read_on();
    }
  }

  void read_on() {
    if (!is_reading_ || !more_) return;
    listen();
    std::exchange(more_, nullptr)();
  }

  void take(ServerEvent event) {
    if (event.id) arrived_ = *event.id;
    if (event.retry) wait_ = milliseconds(*event.retry);
    if (event.type == "close") return finish(value_answer({}));
    if (!event.data) return;
    if (event.type == "problem") return finish(problem_answer(*event.data));
    if (!event.type.empty() && event.type != "message") return;
    failures_ = 0;
    queue->push({.json = *std::move(event.data), .id = event.id.value_or(std::string())});
  }

  /// The answer has come to an end, or will not go on.
  void broke_off(std::optional<TransportProblem> problem) {
    is_reading_ = false;
    more_ = nullptr;
    after({}, nullptr);
    stop_attempt_.request_stop();
    Outcome outcome;
    if (problem) {
      outcome = *std::move(problem);
    } else if (is_open_) {
      outcome =
          TransportProblem{.kind = TransportKind::network, .detail = "the stream ended too early"};
    } else if (head_.status == 204) {
      return finish(value_answer({}));
    } else if (head_.status >= 200 && head_.status < 300) {
      outcome = TransportProblem{.kind = TransportKind::decode,
                                 .detail = "the answer is not a stream of events",
                                 .answer = std::move(head_)};
    } else {
      outcome = std::move(head_);
    }
    if (!is_open_) {
      if (std::optional<TransportProblem> thrown = core_->show(request_, outcome))
        return finish(*std::move(thrown));
    }
    const std::optional<milliseconds> delay =
        retry_delay(outcome, failures_, core_->chance(), std::chrono::system_clock::now());
    if (!delay || !is_repeatable(request_) || (options_.retries && failures_ >= *options_.retries))
      return finish(std::move(outcome));
    ++failures_;
    const milliseconds wait = std::max(*delay, wait_);
    if (!core_->options().on_wait)
      return after(wait, [](HttpStream& stream, milliseconds) { stream.attempt(); });
    core_->options().on_wait(wait);
    boost::asio::post(core_->loop().context(), [self = shared_from_this()] {
      if (!self->queue->is_finished()) self->attempt();
    });
  }

  void finish(Outcome outcome) {
    close();
    queue->finish(std::move(outcome));
  }

  /// Nobody wants more.
  void close() {
    is_reading_ = false;
    more_ = nullptr;
    after({}, nullptr);
    stop_attempt_.request_stop();
    stop_.reset();
  }

  std::shared_ptr<Core> core_;
  Prepared prepared_;
  HttpStreamOptions options_;
  std::string arrived_;  ///< The id of the last item that has arrived.
  boost::asio::steady_timer timer_;
  int timer_number_ = 0;
  HttpRequest request_;
  HttpAnswer head_;  ///< With its body, if it is not a stream.
  EventParser parser_;
  std::function<void()> more_;  ///< Asks for the next piece.
  int number_ = 0;              ///< Of the attempt.
  int failures_ = 0;            ///< In a row.
  milliseconds wait_{};         ///< What the server wants at least before another attempt.
  bool is_open_ = false;        ///< Events arrive.
  bool is_reading_ = false;     ///< An attempt is under way.
  std::stop_source stop_attempt_;
  std::optional<std::stop_callback<Stop>> stop_;
};

}  // namespace

std::shared_ptr<FeedHandle> open_stream(const Connection& connection, Prepared request,
                                        HttpStreamOptions options) {
  const std::shared_ptr<Core>& core = connection.core();
  const auto stream = std::make_shared<HttpStream>(core, std::move(request), std::move(options));
  boost::asio::post(core->loop().context(), [stream] { stream->begin(); });
  return std::make_shared<FeedHandle>(stream->queue, core, true);
}

}  // namespace vgen::client::detail

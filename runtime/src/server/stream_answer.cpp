// The part of HttpProtocol that sends streams.
#include "stream_answer.hpp"

#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

namespace vgen::server {
namespace {

/// The digits of a chunk's size and two line breaks.
constexpr std::size_t chunk_frame_bytes = 2 * sizeof(std::size_t) + 4;

constexpr std::string_view line_break = "\r\n";
constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

HttpProtocol::StreamAnswer::StreamAnswer(HttpProtocol& protocol)
    : protocol_(protocol),
      counted_(protocol.host_.counts != nullptr ? &protocol.host_.counts->subscriptions : nullptr),
      flush_{protocol.driver_},
      stream(protocol.exchange_->call, *this, protocol.host_.streams) {}

HttpProtocol::StreamAnswer::~StreamAnswer() {
  protocol_.host_.flush.remove(flush_);
}

/// A protocol that has given up has already answered.
void HttpProtocol::StreamAnswer::begin_body(HostedCall& /*call*/) {
  if (protocol_.given_up_) return;
  protocol_.begin_stream_body();
  protocol_.host_.flush.add(flush_);
}

void HttpProtocol::StreamAnswer::write(std::string_view bytes) {
  if (bytes.empty() || protocol_.given_up_) return;
  bytes_ += bytes.size();
  if (protocol_.exchange_->head.http_1_1) {
    char* const begin = protocol_.output_.room(bytes.size() + chunk_frame_bytes);
    char* to = std::to_chars(begin, begin + chunk_frame_bytes, bytes.size(), 16).ptr;
    for (const std::string_view part : {line_break, bytes, line_break}) {
      std::memcpy(to, part.data(), part.size());
      to += part.size();
    }
    protocol_.output_.added(static_cast<std::size_t>(to - begin));
  } else {
    protocol_.output_.add(bytes);
  }
  protocol_.host_.flush.add(flush_);
}

Fanout& HttpProtocol::StreamAnswer::fanout(HubCore& hub) {
  ChannelHost& channels = protocol_.host_.channels;
  return channels.fanouts.of(hub, *channels.executor, channels.log);
}

void HttpProtocol::StreamAnswer::tick(std::chrono::steady_clock::time_point now) {
  stream.tick(now);
  if (protocol_.stopping_) stop();
}

/// Streams end a part at a time, as websockets do, because their clients come back.
void HttpProtocol::StreamAnswer::stop() {
  HostedCall& call = protocol_.exchange_->call;
  if (protocol_.host_.may_close == 0 || call.stop_reason() != StopReason::none) return;
  --protocol_.host_.may_close;
  call.request_stop(StopReason::shutdown);
}

// -------------------------------------------------------------------------------------------------

/// A stream has no deadline.
void HttpProtocol::open_stream() {
  stream_ = std::make_unique<StreamAnswer>(*this);
  waits_for_room_ = true;
  in_handle_ = true;
  completed_inline_ = false;
  const Progress progress = host_.dispatcher->handle(exchange_->target, exchange_->call, *this);
  in_handle_ = false;
  if (progress == Progress::finished || completed_inline_) {
    end_stream();
  } else {
    suspend();
  }
}

/// The event has ended. A body that is not complete ends with the connection.
void HttpProtocol::end_stream() {
  const std::unique_ptr<StreamAnswer> ended = std::exchange(stream_, nullptr);
  waits_for_room_ = false;
  if (!ended->stream.is_open()) return respond();
  if (host_.perimeter != nullptr) end_around(exchange_->call.response().status, ended->bytes());
  if (stopping_ || !ended->is_complete()) keep_alive_ = false;
  const bool has_chunks = exchange_->head.http_1_1 && request().method != "HEAD";
  if (has_chunks && ended->is_complete()) output_.add(last_chunk);
  finish_answer();
}

void HttpProtocol::begin_stop() noexcept {
  stopping_ = true;
  if (stream_ != nullptr) stream_->stop();
}

}  // namespace vgen::server

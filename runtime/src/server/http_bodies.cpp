// Taking in the bodies of requests: what HttpProtocol does between head and answer.
#include "http_protocol.hpp"

#include <algorithm>

namespace vgen::server {
namespace {

/// The first piece of memory for a body. More is only taken as more of it arrives, whatever its
/// Content-Length says.
constexpr std::size_t first_body_space = 64 * 1024;

}  // namespace

std::span<char> HttpProtocol::body_space() {
  if (body_filled_ == body_.size()) {
    const std::size_t wanted = std::max(first_body_space, body_.size() * 2);
    body_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(wanted, *head_.content_length)));
  }
  return std::span(body_).subspan(body_filled_);
}

/// Whether the client holds the body back until it is told to send it (RFC 9110, section 10.1.1).
bool HttpProtocol::waits_for_continue() const noexcept {
  return head_.expects_continue && head_.http_1_1 && source_->empty();
}

bool HttpProtocol::begin_body(std::size_t limit) {
  const auto length = head_.content_length;
  if (length && *length > limit) {
    want_drain();
    reject(ErrorKind::payload_too_large, 413,
           "The body is larger than " + std::to_string(limit) + " bytes.");
    return true;
  }
  if (length && *length <= input_.size()) {
    request_.body = input_.text().substr(0, static_cast<std::size_t>(*length));
    input_.take(request_.body.size());
    run();
    return true;
  }
  if (waits_for_continue()) output_.add("HTTP/1.1 100 Continue\r\n\r\n");
  enter(Phase::body);
  chunk_reader_ = ChunkReader(limit, host_.limits->header_bytes);
  if (!length) return true;
  body_filled_ = 0;
  const std::string_view first = input_.text();
  const std::span<char> space = body_space();
  // The first space may be shorter than what is there if the header buffer has grown beyond it: it
  // is made to fit.
  if (space.size() < first.size()) body_.resize(first.size());
  std::copy(first.begin(), first.end(), body_.begin());
  body_filled_ = first.size();
  input_.take(first.size());
  return false;
}

bool HttpProtocol::take_body() {
  if (head_.chunked) {
    switch (take_chunks(&body_)) {
      case Chunks::incomplete: return false;
      case Chunks::complete: request_.body = body_; break;
      case Chunks::too_large: return refuse_chunks();
      case Chunks::bad:
        keep_alive_ = false;
        reject(ErrorKind::malformed, 400, "The chunks of the body are malformed.");
        return false;
    }
  } else {
    if (body_filled_ < *head_.content_length) return false;
    request_.body = body_;
  }
  run();
  return true;
}

HttpProtocol::Chunks HttpProtocol::take_chunks(std::string* body) {
  const std::string_view before = source_->text();
  std::string_view text = before;
  const Chunks outcome = chunk_reader_.read(text, body);
  source_->take(before.size() - text.size());
  if (outcome == Chunks::incomplete && source_ == &input_) {
    // The head stays where it is; what follows arrives elsewhere.
    chunks_.clear();
    chunks_.append(text);
    input_.take(text.size());
    source_ = &chunks_;
  }
  return outcome;
}

bool HttpProtocol::refuse_chunks() {
  body_.clear();
  want_drain();
  reject(ErrorKind::payload_too_large, 413, "The body is too large.");
  return true;
}

/// Whether a body that nobody reads is taken in so that the connection stays usable, or the
/// connection is closed instead.
void HttpProtocol::want_drain() {
  const std::uint64_t length = head_.content_length.value_or(chunk_reader_.left());
  const bool too_much = length > host_.limits->drained_bytes;
  // Without "100 Continue" nobody can tell whether the body will follow.
  if (too_much || (phase_ != Phase::body && waits_for_continue())) keep_alive_ = false;
  drain_ = true;
  body_left_ = length;
  drain_budget_ = host_.limits->drained_bytes;
  chunk_reader_.forget_limit();
}

bool HttpProtocol::take_drain() {
  const std::size_t before = source_->size();
  bool complete = false;
  if (head_.chunked) {
    const Chunks chunks = take_chunks(nullptr);
    if (chunks == Chunks::bad || chunk_reader_.left() > drain_budget_) {
      enter(Phase::closing);
      return false;
    }
    complete = chunks == Chunks::complete;
  } else {
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(before, body_left_));
    input_.take(taken);
    body_left_ -= taken;
    complete = body_left_ == 0;
  }
  const std::size_t drained = before - std::min(before, source_->size());
  if (drained > drain_budget_) {
    enter(Phase::closing);
    return false;
  }
  drain_budget_ -= drained;
  if (complete) next_request();
  return complete;
}

}  // namespace vgen::server

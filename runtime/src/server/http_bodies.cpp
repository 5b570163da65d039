// Taking in the bodies of requests: what HttpProtocol does between head and answer.
#include "http_protocol.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace vgen::server {
namespace {

namespace http = boost::beast::http;

/// The first piece of memory for a body. More is only taken as more of it arrives, whatever its Content-Length says.
constexpr std::size_t first_body_space = 64 * 1024;

}  // namespace

std::span<char> HttpProtocol::body_space() {
  if (body_filled_ == body_.size()) {
    const std::size_t wanted = std::max(first_body_space, body_.size() * 2);
    body_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(wanted, *parser_->content_length())));
  }
  return std::span(body_).subspan(body_filled_);
}

/// Whether the client holds the body back until it is told to send it (RFC 9110, section 10.1.1).
bool HttpProtocol::waits_for_continue() const noexcept {
  return parser_->expects_continue && parser_->http_1_1 && source_->empty();
}

bool HttpProtocol::begin_body(std::size_t limit) {
  const auto length = parser_->content_length();
  if (length && *length > limit) {
    want_drain();
    reject(ErrorKind::payload_too_large, 413, "The body is larger than " + std::to_string(limit) + " bytes.");
    return true;
  }
  if (length && *length <= input_.size()) {
    request_.body = input_.text().substr(0, static_cast<std::size_t>(*length));
    input_.take(request_.body.size());
    run();
    return true;
  }
  if (waits_for_continue()) output_.text() += "HTTP/1.1 100 Continue\r\n\r\n";
  enter(Phase::body);
  parser_->limit_body(limit);
  parser_->eager(true);
  if (!length) return true;
  body_filled_ = 0;
  const std::string_view first = input_.text();
  const std::span<char> space = body_space();
  // The first space may be shorter than what is there if the header buffer has grown beyond it: it is made to fit.
  if (space.size() < first.size()) body_.resize(first.size());
  std::copy(first.begin(), first.end(), body_.begin());
  body_filled_ = first.size();
  input_.take(first.size());
  return false;
}

bool HttpProtocol::take_body() {
  if (parser_->chunked()) {
    switch (take_chunks()) {
      case Chunks::incomplete: return false;
      case Chunks::complete: request_.body = body_; break;
      case Chunks::too_large: return refuse_chunks();
      case Chunks::bad:
        keep_alive_ = false;
        reject(ErrorKind::malformed, 400, "The chunks of the body are malformed.");
        return false;
    }
  } else {
    if (body_filled_ < *parser_->content_length()) return false;
    request_.body = body_;
  }
  run();
  return true;
}

HttpProtocol::Chunks HttpProtocol::take_chunks() {
  while (!parser_->is_done()) {
    const std::string_view text = source_->text();
    parser_->parses(text);
    boost::beast::error_code error = http::error::need_more;
    if (!text.empty()) source_->take(parser_->put(boost::asio::const_buffer(text.data(), text.size()), error));
    if (parser_->fault == HeadFault::body_too_large) return Chunks::too_large;
    if (error && error != http::error::need_more) return Chunks::bad;
    if (!error) continue;
    if (source_->size() > host_.limits->header_bytes) return Chunks::bad;  // a line or trailer that never ends
    if (source_ == &input_) {
      // The head stays where it is; what follows arrives elsewhere.
      chunks_.clear();
      chunks_.append(input_.text());
      input_.take(input_.size());
      source_ = &chunks_;
    }
    return Chunks::incomplete;
  }
  return Chunks::complete;
}

bool HttpProtocol::refuse_chunks() {
  parser_->fault = HeadFault::none;
  parser_->limit_body(std::nullopt);
  body_.clear();
  want_drain();
  reject(ErrorKind::payload_too_large, 413, "The body is too large.");
  return true;
}

/// Whether a body that nobody reads is taken in so that the connection stays usable, or the connection is closed instead.
void HttpProtocol::want_drain() {
  const auto length = parser_->content_length();
  const bool too_much = length && *length > host_.limits->drained_bytes;
  // Without "100 Continue" nobody can tell whether the body will follow.
  if (too_much || (phase_ != Phase::body && waits_for_continue())) keep_alive_ = false;
  drain_ = true;
  body_left_ = length.value_or(0);
  drain_budget_ = host_.limits->drained_bytes;
  parser_->eager(true);
}

bool HttpProtocol::take_drain() {
  const std::size_t before = source_->size();
  bool complete = false;
  if (parser_->chunked()) {
    const Chunks chunks = take_chunks();
    if (chunks == Chunks::bad) {
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

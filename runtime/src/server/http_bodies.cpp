// The part of HttpProtocol that reads the bodies of requests.
#include "http_protocol.hpp"

#include <vgen/http/media_type.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace vgen::server {
namespace {

/// The first piece of memory for a body. It grows only as bytes arrive, for any Content-Length.
constexpr std::size_t first_body_space = 64 * 1024;

/// If more than this is missing of a body, it is received directly at its place. A smaller rest is
/// received together with the text after it.
constexpr std::size_t received_in_place = 32 * 1024;

}  // namespace

/// Reads a body with Content-Length.
std::uint64_t HttpProtocol::body_missing() const noexcept {
  const RequestHead& head = exchange_->head;
  return head.chunked || exchange_->form != nullptr
             ? 0
             : head.content_length.value_or(0) - exchange_->body.size();
}

std::span<char> HttpProtocol::input_space() {
  if (phase_ != Phase::body) return {};
  const std::uint64_t missing = body_missing();
  if (missing <= received_in_place) return {};
  InputBuffer& body = exchange_->body;
  const std::uint64_t wanted = std::min<std::uint64_t>(missing, first_body_space);
  const std::span<char> space = body.room(static_cast<std::size_t>(wanted));
  return space.first(static_cast<std::size_t>(std::min<std::uint64_t>(missing, space.size())));
}

void HttpProtocol::add_to_body(std::string_view& bytes) {
  InputBuffer& body = exchange_->body;
  const auto count =
      static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), body_missing()));
  if (bytes.data() == body.text().data() + body.size()) {
    body.added(count);
  } else {
    body.append(bytes.substr(0, count));
  }
  bytes.remove_prefix(count);
}

/// Whether the client waits for permission before it sends the body (RFC 9110, section 10.1.1).
bool HttpProtocol::waits_for_continue() const noexcept {
  return exchange_->head.expects_continue && exchange_->head.http_1_1;
}

/// Whether the operation will refuse the body, so that the client need not send it.
bool HttpProtocol::has_wrong_media_type() const noexcept {
  const auto media_type = exchange_->call.request().header("Content-Type");
  const HttpRow& row = *exchange_->target.match.row;
  return row.method != Method::get && !(media_type && takes_media_type(row, *media_type));
}

/// The body is not complete yet, so the head must be kept. It is read again, because the earlier
/// result has views of the old place.
void HttpProtocol::keep_head() {
  Exchange& exchange = *exchange_;
  exchange.head_text.clear();
  exchange.head_text.append(text_.substr(0, exchange.head.size));
  [[maybe_unused]] const HeadOutcome same =
      read_head(exchange.head_text.text(), host_.limits->headers, exchange.head, exchange.headers);
  route_head();
}

/// A body has begun that is larger than what has arrived.
void HttpProtocol::wait_for_body(std::uint64_t limit) {
  const std::size_t head_size = exchange_->head.size;
  keep_head();
  take(head_size);
  if (waits_for_continue() && text_.empty()) output_.add("HTTP/1.1 100 Continue\r\n\r\n");
  enter(Phase::body);
  exchange_->chunks = ChunkReader(limit, host_.limits->header_bytes);
  exchange_->body.clear();
}

bool HttpProtocol::begin_body(std::size_t limit) {
  Exchange& exchange = *exchange_;
  const auto length = exchange.head.content_length;
  const std::size_t head_size = exchange.head.size;
  if (length && *length > limit) {
    take(head_size);
    want_drain();
    reject(ErrorKind::payload_too_large, 413,
           "The body is larger than " + std::to_string(limit) + " bytes.");
    return true;
  }
  if (length && *length <= text_.size() - head_size) {
    request().body = text_.substr(head_size, static_cast<std::size_t>(*length));
    take(head_size + request().body.size());
    run();
    return true;
  }
  if (text_.size() == head_size && waits_for_continue() && has_wrong_media_type()) {
    take(head_size);
    want_drain();
    reject(ErrorKind::unsupported_media_type, 415, expected_media_type(exchange.target.match.row));
    return true;
  }
  wait_for_body(limit);
  if (!length) return true;
  exchange.body.append(text_);
  text_ = {};
  return false;
}

bool HttpProtocol::take_body() {
  if (exchange_->form != nullptr) return take_form();
  if (exchange_->head.chunked) {
    switch (take_chunks(&exchange_->body)) {
      case Chunks::incomplete: return false;
      case Chunks::complete: break;
      case Chunks::too_large: return refuse_chunks();
      case Chunks::bad:
        keep_alive_ = false;
        reject(ErrorKind::malformed, 400, "The chunks of the body are malformed.");
        return false;
    }
  } else if (body_missing() != 0) {
    return false;
  }
  request().body = exchange_->body.text();
  run();
  return true;
}

/// Browsers send forms, texts and bodies without a type of pages of any origin without asking.
/// Returns false for the own ones.
bool HttpProtocol::refuse_form() {
  const auto media_type = request().header("Content-Type");
  const bool is_media = exchange_->target.match.row->body == BodyKind::media;
  const bool is_asked = media_type ? is_json(*media_type) : !is_media;
  if (is_asked || !is_foreign_page()) return false;
  take(exchange_->head.size);
  exchange_->chunks = ChunkReader(0, host_.limits->header_bytes);
  want_drain();
  reject(ErrorKind::forbidden, 403,
         is_media ? "Pages of other sites may not send this body."
                  : "Pages of other sites may not send this form.");
  return true;
}

/// A form with files is read while it arrives.
bool HttpProtocol::begin_form() {
  Exchange& exchange = *exchange_;
  const HttpRow& row = *exchange.target.match.row;
  const std::uint64_t limit = row.body_limit != 0 ? row.body_limit : host_.uploads.bytes;
  const std::uint64_t length = exchange.head.content_length.value_or(0);
  std::unique_ptr<MultipartForm> form = make_form(request(), host_.uploads, host_.call.log);
  if (form == nullptr || length > limit) {
    take(exchange.head.size);
    exchange.chunks = ChunkReader(0, host_.limits->header_bytes);
    want_drain();
    if (form == nullptr) {
      reject(ErrorKind::unsupported_media_type, 415, expected_media_type(&row));
    } else {
      reject(ErrorKind::payload_too_large, 413,
             "The body is larger than " + std::to_string(limit) + " bytes.");
    }
    return true;
  }
  wait_for_body(limit);
  exchange.body_left = length;
  exchange.form_bytes = 0;
  exchange.form = std::move(form);
  return true;
}

/// Gives the form what has arrived. Returns whether the body is complete. The time for a body
/// begins anew whenever enough has arrived in it.
bool HttpProtocol::feed_form() {
  Exchange& exchange = *exchange_;
  const std::size_t before = text_.size();
  bool complete = false;
  if (exchange.head.chunked) {
    const Chunks chunks = take_chunks(&exchange.body);
    exchange.form->read(exchange.body.text());
    exchange.body.clear();
    if (chunks == Chunks::too_large) exchange.form->refuse_size();
    if (chunks == Chunks::bad) exchange.form->refuse_body();
    complete = chunks == Chunks::complete;
  } else {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(before, exchange.body_left));
    exchange.form->read(text_.substr(0, count));
    take(count);
    exchange.body_left -= count;
    complete = exchange.body_left == 0;
  }
  exchange.form_bytes += before - text_.size();
  const auto period = std::chrono::duration_cast<std::chrono::seconds>(host_.limits->body).count();
  if (exchange.form_bytes > host_.limits->write_rate * static_cast<std::size_t>(period)) {
    exchange.form_bytes = 0;
    enter(Phase::body);
  }
  return complete;
}

bool HttpProtocol::take_form() {
  const bool complete = feed_form();
  MultipartForm& form = *exchange_->form;
  if (complete) form.finish();
  if (form.failed()) return refuse_parts(complete);
  if (!complete) return false;
  exchange_->call.form = &form;
  request().body = {};
  run();
  return true;
}

/// The rest of a body that is refused is not read.
bool HttpProtocol::refuse_parts(bool complete) {
  const ErrorKind kind = exchange_->form->fault();
  const std::string detail = exchange_->form->detail();
  exchange_->end_form();
  if (!complete) keep_alive_ = false;
  reject(kind, kind_of(kind).status, detail);
  return complete;
}

HttpProtocol::Chunks HttpProtocol::take_chunks(InputBuffer* body) {
  return exchange_->chunks.read(text_, body);
}

bool HttpProtocol::refuse_chunks() {
  exchange_->body.clear();
  want_drain();
  reject(ErrorKind::payload_too_large, 413, "The body is too large.");
  return true;
}

/// Whether a body that is not needed is read, so that the connection stays usable, or the
/// connection is closed instead.
void HttpProtocol::want_drain() {
  Exchange& exchange = *exchange_;
  const std::uint64_t length = exchange.head.content_length.value_or(exchange.chunks.left());
  const bool too_much = length > host_.limits->drained_bytes;
  // Without "100 Continue" it is not known whether the body will follow.
  if (too_much || (phase_ != Phase::body && waits_for_continue() && text_.empty()))
    keep_alive_ = false;
  drain_ = true;
  exchange.body_left = length;
  exchange.drain_budget = host_.limits->drained_bytes;
  exchange.chunks.forget_limit();
}

bool HttpProtocol::take_drain() {
  Exchange& exchange = *exchange_;
  const std::size_t before = text_.size();
  bool complete = false;
  if (exchange.head.chunked) {
    const Chunks chunks = take_chunks(nullptr);
    if (chunks == Chunks::bad || exchange.chunks.left() > exchange.drain_budget) {
      enter(Phase::closing);
      return false;
    }
    complete = chunks == Chunks::complete;
  } else {
    const auto taken =
        static_cast<std::size_t>(std::min<std::uint64_t>(before, exchange.body_left));
    take(taken);
    exchange.body_left -= taken;
    complete = exchange.body_left == 0;
  }
  const std::size_t drained = before - text_.size();
  if (drained > exchange.drain_budget) {
    enter(Phase::closing);
    return false;
  }
  exchange.drain_budget -= drained;
  if (complete) next_request();
  return complete;
}

}  // namespace vgen::server

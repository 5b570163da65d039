#include "events.hpp"

#include "strict_event.hpp"

#include <vgen/channel/envelope.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/http/problem.hpp>
#include <vgen/json/writer.hpp>

#include <stdexcept>
#include <utility>

namespace vgen {
void append_string(std::string& text, std::string_view value) {
  json::Writer out(text);
  out.string(value);
}

std::string& LiveChannel::Event::begin_send() {
  channel_.host_.text.clear();
  return channel_.host_.text;
}

bool LiveChannel::Event::end_send() {
  if (strict_ == nullptr) return channel_.send_droppable(channel_.host_.text);
  if (channel_.ended_) return false;
  strict_->outputs.push_back(
      {.kind = StrictEvent::Output::Kind::droppable, .text = channel_.host_.text});
  return true;
}

void LiveChannel::Event::send(std::string_view text) {
  if (strict_ == nullptr) {
    channel_.send(text);
  } else {
    strict_->outputs.push_back({.text = std::string(text)});
  }
}

std::uint64_t LiveChannel::Event::dropped() const noexcept {
  return channel_.port_ == nullptr ? 0 : channel_.port_->dropped();
}

std::string& LiveChannel::Event::begin_reply() {
  throw std::logic_error("reply: this event of the channel is not a message with a key");
}

void LiveChannel::Event::set_session(std::shared_ptr<void> session) noexcept {
  if (pinned_ == nullptr) pinned_ = std::move(connection_.object);
  connection_.object = session;
  part_.session = std::move(session);
  connection_.expires.reset();
  part_.session_expires.reset();
}

void* LiveChannel::Event::state(const TypeSlot& type) const {
  if (channel_.row_.state != &type)
    throw std::logic_error("state: the route of the channel has no .state of this type");
  return part_.state.get();
}

void LiveChannel::Event::close(std::uint16_t code, std::string_view reason) {
  if (strict_ == nullptr) return channel_.close(code, reason);
  strict_->outputs.push_back(
      {.kind = StrictEvent::Output::Kind::close, .text = std::string(reason), .code = code});
}

// -------------------------------------------------------------------------------------------------

json::Destination LiveChannel::OpeningEvent::begin_value(HostedCall& /*call*/) {
  return {};
}

void LiveChannel::OpeningEvent::end_value(HostedCall& /*call*/) {}

void LiveChannel::OpeningEvent::nothing(HostedCall& /*call*/) {
  part_.session = connection_.object;
  part_.session_expires = connection_.expires;
  channel_.create_record();
  channel_.accepted_ = true;
}

void LiveChannel::OpeningEvent::problem(HostedCall& call, Problem problem) noexcept {
  channel_.accepted_ = false;
  http_outlet.problem(call, std::move(problem));
}

// -------------------------------------------------------------------------------------------------

LiveChannel::MessageEvent::MessageEvent(LiveChannel& channel, StrictEvent* strict,
                                        const MessageRow& row, std::string_view id)
    : Event(channel, strict), row_(row), id_(id) {}

/// Writes the key and `$id`, without the closing brace: `{"action":"rename","$id":17`.
void LiveChannel::MessageEvent::begin_frame(std::string& text) const {
  text += '{';
  if (!row_.value.empty()) {
    append_string(text, channel_.row_.key);
    text += ':';
    append_string(text, row_.value);
  }
  if (id_.empty()) return;
  if (text.back() != '{') text += ',';
  text.append("\"").append(id_member).append("\":").append(id_);
}

std::string& LiveChannel::MessageEvent::begin_answer() {
  std::string& text = begin_send();
  begin_frame(text);
  if (!row_.splices) text += text.back() == '{' ? R"("result":)" : R"(,"result":)";
  value_ = text.size();
  return text;
}

/// The members of the value follow those of the frame: its opening brace becomes a comma.
void LiveChannel::MessageEvent::end_answer() {
  std::string& text = channel_.host_.text;
  if (!row_.splices) {
    text += '}';
  } else if (const bool empty = text[value_ + 1] == '}'; empty || text[value_ - 1] == '{') {
    text.erase(value_, 1);
  } else {
    text[value_] = ',';
  }
  replied_ = true;
  send(text);
}

std::string& LiveChannel::MessageEvent::begin_reply() {
  if (replied_) throw std::logic_error("reply: the message has its reply already");
  if (row_.value.empty() && id_.empty()) return Event::begin_reply();
  return begin_answer();
}

void LiveChannel::MessageEvent::end_reply() {
  end_answer();
}

json::Destination LiveChannel::MessageEvent::begin_value(HostedCall& /*call*/) {
  return begin_answer();
}

void LiveChannel::MessageEvent::end_value(HostedCall& /*call*/) {
  end_answer();
}

/// A message with `$id` always has an answer.
void LiveChannel::MessageEvent::nothing(HostedCall& /*call*/) {
  if (replied_ || id_.empty()) return;
  std::string& text = begin_send();
  begin_frame(text);
  text += '}';
  send(text);
}

void LiveChannel::MessageEvent::problem(HostedCall& call, Problem problem) noexcept {
  try {
    std::string& text = begin_send();
    text += R"({"error":)";
    append_problem(text, call, problem);
    std::string frame;
    begin_frame(frame);
    if (frame.size() > 1) {
      frame[0] = ',';
      text += frame;
    }
    text += '}';
    send(text);
  } catch (const std::exception& error) {  // not even memory for the answer
    call.log().error(error.what());
    channel_.close(1011, {});
  }
}

// -------------------------------------------------------------------------------------------------

json::Destination LiveChannel::ClosingEvent::begin_value(HostedCall& /*call*/) {
  return {};
}

void LiveChannel::ClosingEvent::end_value(HostedCall& /*call*/) {}

void LiveChannel::ClosingEvent::nothing(HostedCall& /*call*/) {}

/// The reason of an unexpected exception is in the log already.
void LiveChannel::ClosingEvent::problem(HostedCall& /*call*/, Problem /*problem*/) noexcept {}

}  // namespace vgen

#include <vgen/channel/live_channel.hpp>

#include "broadcast.hpp"
#include "events.hpp"
#include "strict_event.hpp"

#include <vgen/channel/envelope.hpp>
#include <vgen/channel/request_copy.hpp>
#include <vgen/channel/topic_frame.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/core/shared_object.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/dispatch/invoker.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
namespace {

/// The function of a channel without an open handler.
Progress accept_all(HostedCall& call) {
  call.outlet().nothing(call);
  return Progress::finished;
}

std::shared_ptr<void> make_state(const ChannelRow& row) {
  if (row.state == nullptr) return nullptr;
  return make_shared_object(*row.state, [&](void* place) {
    row.make_state(place);
    return true;
  });
}

}  // namespace

LiveChannel::LiveChannel(ChannelHost& host, const Api& api, const ChannelRow& row,
                         const Request& opened_by)
    : host_(host),
      api_(api),
      row_(row),
      request_(std::make_unique<RequestCopy>(opened_by)),
      strict_(host.strict != nullptr ? std::make_unique<Strict>(*host.strict) : nullptr) {
  part_.state = strict_ != nullptr ? make_strict_state() : make_state(row);
}

/// Handlers that have not ended, end with their calls.
LiveChannel::~LiveChannel() {
  unsubscribe_all();
  for (const Running& running : running_) running.call->end();
  remove_record();
}

Progress LiveChannel::open(HostedCall& call, const PathValues& path, Completion& completion) {
  host_.ids->next(id_);
  auto& event = call.emplace<OpeningEvent>(*this);
  call.set_outlet(event);
  call.channel = &event;
  call.set_connection(id_);
  call.connection_session = &event.connection();
  auto& endpoint = call.emplace<Endpoint>(row_.open);  // lives as long as the event
  if (endpoint.run == nullptr) endpoint.run = accept_all;
  if (row_.needs_session) endpoint.session = SessionUse::required;
  const HttpSource source{.path = &path, .read = row_.read_opening};
  return invoke(api_, endpoint, source, call, completion);
}

void LiveChannel::attach(ChannelPort& port) {
  port_ = &port;
  subscribe_hidden(broadcast_topic(row_));
  const std::vector<std::string> unsent = std::exchange(unsent_, {});
  for (const std::string& text : unsent) port.send(text);
  if (strict_ != nullptr) {  // from now on the record has it
    part_.session.reset();
    part_.state.reset();
    request_.reset();
  }
  if (wanted_close_ != 0) port.close(wanted_close_, close_reason_);
}

const Request& LiveChannel::request_of(const StrictEvent* strict) const noexcept {
  return strict != nullptr ? strict->request->get() : request_->get();
}

LiveChannel::Part& LiveChannel::part_of(StrictEvent* strict) noexcept {
  return strict != nullptr ? strict->part : part_;
}

bool LiveChannel::send(std::string_view text) {
  if (ended_) return false;
  if (port_ != nullptr) return port_->send(text);
  unsent_.emplace_back(text);
  return true;
}

bool LiveChannel::send_droppable(std::string_view text) {
  return !ended_ && port_ != nullptr ? port_->send_droppable(text) : send(text);
}

void LiveChannel::close(std::uint16_t code, std::string_view reason) {
  if (port_ != nullptr) return port_->close(code, reason);
  if (wanted_close_ != 0) return;
  wanted_close_ = code;
  close_reason_ = reason;
}

const MessageRow* LiveChannel::find(std::string_view value) const noexcept {
  const auto found = std::ranges::find(row_.messages, value, &MessageRow::value);
  return found == row_.messages.end() ? nullptr : &*found;
}

void LiveChannel::text_message(std::span<char> text) {
  if (ended_) return;
  if (is_one_too_many()) return refuse_one_too_many({text.data(), text.size()});
  const Limits& limits = api_.definition().limits;
  if (!row_.topics.empty() &&
      find_topic_frame({text.data(), text.size()}, limits).kind != TopicFrame::Kind::none)
    return take_message({.row = nullptr, .text = {text.data(), text.size()}});
  end_session_if_over();
  Faults faults;
  const Envelope envelope = find_envelope({text.data(), text.size()}, row_.key, faults, limits);
  const bool is_good = envelope.outcome == Envelope::Outcome::good;
  if (envelope.has_token)
    return is_good ? take_message({.row = &sign_in_row, .text = envelope.token, .id = envelope.id})
                   : refuse(envelope, faults);
  const MessageRow* row = envelope.has_key ? find(envelope.key) : nullptr;
  if (row == nullptr && row_.message != nullptr) {
    row = row_.message;
    if (row->read_raw != nullptr)
      return take_message({.row = row, .text = {text.data(), text.size()}, .id = {}});
  }
  if (!is_good) return refuse(envelope, faults);
  if (row == nullptr) return refuse_unknown(envelope);
  take_off(envelope, text);
  take_message({.row = row, .text = {text.data(), text.size()}, .id = envelope.id});
}

/// The answer has the key and `$id` of the message, if they can be read.
void LiveChannel::refuse_one_too_many(std::string_view text) {
  const Limits& limits = api_.definition().limits;
  const ErrorKind kind = ErrorKind::too_many_requests;
  const std::string detail(too_many_messages);
  if (!row_.topics.empty()) {
    const TopicFrame frame = find_topic_frame(text, limits);
    if (frame.kind != TopicFrame::Kind::none) return refuse_topic(frame, kind, detail);
  }
  Faults faults;
  const Envelope envelope = find_envelope(text, row_.key, faults, limits);
  refuse(kind, detail, envelope.key, envelope.id);
}

void LiveChannel::binary_message(std::span<const char> bytes) {
  if (ended_) return;
  if (is_one_too_many())
    return refuse(ErrorKind::too_many_requests, std::string(too_many_messages), {}, {});
  end_session_if_over();
  if (row_.binary == nullptr) {
    return refuse(ErrorKind::unsupported_media_type, "This channel does not take binary messages.",
                  {}, {});
  }
  take_message({.row = row_.binary, .text = {bytes.data(), bytes.size()}, .id = {}});
}

void LiveChannel::refuse(const Envelope& envelope, const Faults& faults) {
  using Outcome = Envelope::Outcome;
  if (envelope.outcome == Outcome::bad_id) {
    return refuse(ErrorKind::malformed,
                  "The member $id must be an integer or a string of at most 128 bytes.",
                  envelope.key, {});
  }
  Problem problem = problem_of(envelope.outcome == Outcome::malformed ? ErrorKind::malformed
                                                                      : ErrorKind::validation);
  problem.errors = faults.list();
  refuse(std::move(problem), envelope.key, envelope.id);
}

void LiveChannel::refuse_unknown(const Envelope& envelope) {
  const std::string key(row_.key);
  refuse(ErrorKind::not_found,
         envelope.has_key ? "No message of this channel has this `" + key + "`."
                          : "A message needs the member `" + key + "`, a string.",
         envelope.key, envelope.id);
}

void LiveChannel::refuse(ErrorKind kind, std::string detail, std::string_view action,
                         std::string_view id) {
  refuse(problem_of(kind, std::move(detail)), action, id);
}

/// Answers a message without any function.
void LiveChannel::refuse(Problem problem, std::string_view action, std::string_view id) {
  const CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, request_ != nullptr ? request_->get() : Request{});
  const MessageRow none{.value = action};
  auto& event = call->emplace<MessageEvent>(*this, nullptr, none, id);
  call->set_outlet(event);
  answer_problem(*call, std::move(problem));
  call->end();
}

bool LiveChannel::ordered_runs() const noexcept {
  return std::ranges::any_of(running_, &Running::ordered);
}

bool LiveChannel::wants_more() const noexcept {
  return waiting_.size() < host_.limits->waiting_messages &&
         waiting_bytes_ < host_.limits->waiting_bytes && running_.size() < host_.limits->calls;
}

void LiveChannel::take_message(const Message& message) {
  const bool is_concurrent = message.row != nullptr && message.row->concurrent;
  const bool must_wait = !is_concurrent && (ordered_runs() || !waiting_.empty());
  if (!must_wait) return start(message);
  waiting_bytes_ += message.text.size();
  waiting_.push_back(
      {.row = message.row, .text = std::string(message.text), .id = std::string(message.id)});
}

void LiveChannel::start(const Message& message) {
  if (strict_ != nullptr) return start_strict(message, false);
  start(message, nullptr);
}

void LiveChannel::start(const Message& message, std::unique_ptr<StrictEvent> strict) {
  if (message.row == nullptr) return start_topic(message.text, std::move(strict));
  if (message.row == &sign_in_row) return start_sign_in(message, std::move(strict));
  CallPool::Borrowed borrowed = host_.calls->borrow();
  HostedCall& call = *borrowed;
  call.begin(http_outlet, request_of(strict.get()));
  auto& event = call.emplace<MessageEvent>(*this, strict.get(), *message.row, message.id);
  const bool ordered = !message.row->concurrent;
  const Endpoint& endpoint = message.row->endpoint;
  if (message.row->read_raw != nullptr) {
    const RawSource source{.bytes = event.keep(message.text), .read = message.row->read_raw};
    run(std::move(borrowed), event, endpoint, source, ordered, std::move(strict));
  } else {
    // A suspended event reads its input later.
    const std::string_view text = endpoint.suspends ? event.keep(message.text) : message.text;
    const TextSource source{.text = text, .read = message.row->read, .place = Place::message};
    run(std::move(borrowed), event, endpoint, source, ordered, std::move(strict));
  }
}

/// Invokes an event of the open channel.
void LiveChannel::run(CallPool::Borrowed borrowed, Event& event, const Endpoint& endpoint,
                      const InputSource& source, bool ordered,
                      std::unique_ptr<StrictEvent> strict) {
  HostedCall& call = *borrowed;
  call.set_outlet(event);
  call.channel = &event;
  call.set_connection(id_);
  call.connection_session = &event.connection();
  const std::chrono::milliseconds timeout =
      endpoint.timeout != 0 ? std::chrono::milliseconds(endpoint.timeout) : host_.limits->handler;
  call.set_deadline(*host_.now + timeout);
  running_.push_back(
      {.strict = std::move(strict), .call = std::move(borrowed), .ordered = ordered});
  starting_ = &call;
  const Progress progress = invoke(api_, endpoint, source, call, *this);
  const bool is_over =
      progress == Progress::finished || std::exchange(starting_, nullptr) == nullptr;
  starting_ = nullptr;
  if (is_over) settle(forget(call));
  if (ended_ && running_.empty()) run_close();
}

/// What the event had goes on, so that it outlives the call.
std::unique_ptr<LiveChannel::StrictEvent> LiveChannel::forget(HostedCall& call) noexcept {
  const auto found = std::ranges::find_if(
      running_, [&](const Running& running) { return running.call.get() == &call; });
  if (found == running_.end()) return nullptr;
  std::unique_ptr<StrictEvent> strict = std::move(found->strict);
  running_.erase(found);
  return strict;
}

void LiveChannel::completed(HostedCall& call) noexcept {
  if (starting_ == &call) {  // `run` goes on with it
    starting_ = nullptr;
    return;
  }
  try {
    settle(forget(call));
    go_on();
  } catch (const std::exception& error) {  // no memory for the next message
    Logger(host_.log).error(error.what());
    close(1011, {});
  }
  if (port_ != nullptr) port_->resumed();
}

/// Continues with what waited for handlers.
void LiveChannel::go_on() {
  while (!waiting_.empty() && !ordered_runs()) {
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= next.text.size();
    start({.row = next.row, .text = next.text, .id = next.id});
  }
  if (ended_ && running_.empty()) run_close();
}

void LiveChannel::stop_messages() noexcept {
  waiting_.clear();
  waiting_bytes_ = 0;
}

void LiveChannel::end(StopReason reason) noexcept {
  if (std::exchange(ended_, true)) return;
  unsubscribe_all();
  stop_messages();
  stop_running(reason);
  if (!running_.empty()) return;
  try {
    run_close();
  } catch (const std::exception& error) {
    Logger(host_.log).error(error.what());
  }
}

void LiveChannel::run_close() {
  if (std::exchange(closed_, true) || !accepted_) return;
  if (row_.close.run == nullptr) return remove_record();
  std::unique_ptr<StrictEvent> strict = strict_ != nullptr ? load() : nullptr;
  if (strict_ != nullptr && strict == nullptr) return;
  if (strict != nullptr) strict->is_close = true;
  CallPool::Borrowed borrowed = host_.calls->borrow();
  borrowed->begin(http_outlet, request_of(strict.get()));
  auto& event = borrowed->emplace<ClosingEvent>(*this, strict.get());
  run(std::move(borrowed), event, row_.close, TextSource{}, true, std::move(strict));
}

void LiveChannel::stop_running(StopReason reason) noexcept {
  // A handler that ends at once is removed from the list, and others may then begin.
  std::vector<HostedCall*> calls;
  calls.reserve(running_.size());
  for (const Running& running : running_) calls.push_back(running.call.get());
  for (HostedCall* const call : calls) {
    const bool still_runs = std::ranges::any_of(
        running_, [&](const Running& running) { return running.call.get() == call; });
    if (still_runs) call->request_stop(reason);
  }
}

void LiveChannel::tick() {
  if (part_.session_expires) end_session_if_over();
  tick_presence();
  renew_record();
  std::vector<HostedCall*> late;
  for (const Running& running : running_) {
    if (*running.call->deadline() < *host_.now) late.push_back(running.call.get());
  }
  for (HostedCall* const call : late) call->request_stop(StopReason::deadline);
}

}  // namespace vgen

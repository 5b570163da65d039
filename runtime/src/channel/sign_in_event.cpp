// The part of LiveChannel that makes and ends the session of the connection.
#include "events.hpp"
#include "strict_event.hpp"

#include <vgen/channel/envelope.hpp>
#include <vgen/channel/request_copy.hpp>
#include <vgen/channel/token_request.hpp>
#include <vgen/dispatch/http_outlet.hpp>

#include <exception>
#include <string>
#include <utility>

namespace vgen {
namespace {

Progress accept(HostedCall& call) {
  call.outlet().nothing(call);
  return Progress::finished;
}

}  // namespace

constinit const MessageRow LiveChannel::sign_in_row{
    .endpoint = {.name = token_member, .session = SessionUse::required, .run = accept}};

void LiveChannel::start_sign_in(const Message& message, std::unique_ptr<StrictEvent> strict) {
  CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, {});
  call->next_request() = call->emplace<TokenRequest>(request_of(strict.get()),
                                                     api_.definition().security, message.text)
                             .get();
  auto& event = call->emplace<SignInEvent>(*this, strict.get(), message.id);
  run(std::move(call), event, sign_in_row.endpoint, TextSource{}, true, std::move(strict));
}

void LiveChannel::end_session_if_over() {
  if (strict_ != nullptr) return end_stored_session();
  if (port_ != nullptr && end_if_over(part_.session, part_.session_expires, *host_.clock))
    refuse(ErrorKind::unauthorized, std::string(session_has_ended), {}, {});
}

/// Events that run keep the session with which they began.
void LiveChannel::SignInEvent::nothing(HostedCall& call) {
  part_.session = connection_.object;
  part_.session_expires = connection_.expires;
  MessageEvent::nothing(call);
}

void LiveChannel::SignInEvent::problem(HostedCall& call, Problem problem) noexcept {
  try {
    if (problem.status == 401) problem.detail = token_gives_none;
  } catch (const std::exception&) {  // no memory: then without a detail
    problem.detail.clear();
  }
  MessageEvent::problem(call, std::move(problem));
}

}  // namespace vgen

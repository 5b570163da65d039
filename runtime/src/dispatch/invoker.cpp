#include <vgen/dispatch/invoker.hpp>

#include "stages.hpp"

#include <vgen/core/shared_object.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_input.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/start_part.hpp>
#include <vgen/dispatch/stream.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/pubsub/topic_row.hpp>

#include <iterator>
#include <utility>

namespace vgen {
namespace {

/// Makes the session by the schemes of the API, or by its resolver.
bool make_session_in(void* place, Event& event) {
  HostedCall& call = event.call;
  SessionSchemes* const schemes = event.api.schemes();
  if (schemes == nullptr) return event.api.foundation().make_session(place, call.request());
  SessionSchemes::Outcome outcome = schemes->make_session(place, call);
  (call.connection_session != nullptr ? call.connection_session->expires : call.session_ends) =
      outcome.expires;
  if (!outcome.refusal.empty())
    event.session_refusal = call.emplace<std::string>(std::move(outcome.refusal));
  return outcome.found;
}

/// The session of a connection ends with the token that it came from.
void end_expired(ConnectionSession& connection, const Clock& clock) {
  if (connection.expires && *connection.expires <= clock.now()) connection.object.reset();
}

/// Finds the session at once.
void make_session(Event& event) {
  HostedCall& call = event.call;
  const TypeSlot slot = event.api.session_slot();
  const auto make = [&](void* place) { return make_session_in(place, event); };
  if (ConnectionSession* const connection = call.connection_session) {
    if (!std::exchange(connection->resolved, true))
      connection->object = make_shared_object(slot, make);
    end_expired(*connection, call.clock());
    call.set_session(connection->object.get(), slot);
  } else if (event.endpoint.session != SessionUse::none && slot.size != 0) {
    call.set_session(call.make(slot, make), slot);
  }
}

bool is_foreign(const Event& event) {
  const SessionSchemes* const schemes = event.api.schemes();
  return schemes != nullptr && event.call.is_http() && schemes->is_foreign(event.call);
}

/// Whether a coroutine has to find the session.
bool starts_session(const Event& event) {
  if (!event.api.foundation().session_comes_later()) return false;
  const ConnectionSession* const connection = event.call.connection_session;
  return connection != nullptr ? !connection->resolved : event.endpoint.session != SessionUse::none;
}

/// The answer 401, with what the caller may send instead (RFC 9110, section 11.6.1).
void refuse_without_session(Event& event) {
  HostedCall& call = event.call;
  const std::string_view refusal = event.session_refusal;
  const std::span<const SecurityRow> declared = event.api.definition().security;
  if (!declared.empty() && call.is_http()) {
    const SessionSchemes* const schemes = event.api.schemes();
    call.response().headers.set("WWW-Authenticate", schemes != nullptr ? schemes->challenge(refusal)
                                                                       : challenge_of(declared));
  }
  answer_error(call, ErrorKind::unauthorized,
               refusal.empty()
                   ? "This operation needs a session."
                   : "This operation needs a session, but " + std::string(refusal) + ".");
}

/// Whether nothing asks for a session: not the function, not later events of the connection, and
/// no scheme that has to see each request.
bool needs_no_session(const Event& event) {
  return event.endpoint.session == SessionUse::none && event.call.connection_session == nullptr &&
         event.api.schemes() == nullptr;
}

[[gnu::noinline]] Outcome look_for_session(Event& event) {
  HostedCall& call = event.call;
  if (!event.session_is_known) {
    event.session_is_known = true;
    if (is_foreign(event)) {
      answer_error(call, ErrorKind::forbidden, "Pages of other sites may not send this request.");
      return Outcome::answered;
    }
    if (starts_session(event)) {
      if (call.connection_session != nullptr) call.connection_session->resolved = true;
      event.api.foundation().start_session(call);
      return Outcome::suspended;
    }
    make_session(event);
  }
  if (call.watch != nullptr && !call.watch->session_known(event.api, call))
    return Outcome::answered;
  if (call.session() != nullptr || event.endpoint.session != SessionUse::required)
    return Outcome::next;
  refuse_without_session(event);
  return Outcome::answered;
}

Outcome find_session(Event& event) {
  return needs_no_session(event) ? Outcome::next : look_for_session(event);
}

Outcome make_services(Event& event) {
  HostedCall& call = event.call;
  if (call.services != nullptr) return Outcome::next;
  call.services = call.make(event.api.services_slot(), [&](void* place) {
    event.api.foundation().make_services(place, call);
    return true;
  });
  return Outcome::next;
}

enum class Pass : bool { without_input, with_input };

constexpr std::uint32_t bit(unsigned char number) noexcept {
  return std::uint32_t{1} << number;
}

/// Whether the answer of a guard still decides something in this pass.
bool is_asked(const PermissionState& state, const Guard& guard, Pass pass) noexcept {
  return guard.reads_input == (pass == Pass::with_input) &&
         (state.refused & bit(guard.alternative)) == 0 && (state.met & bit(guard.requirement)) == 0;
}

/// Goes on behind a guard. Returns false if a requirement can no longer be met.
bool go_behind(PermissionState& state, const Guard& guard, Pass pass) noexcept {
  ++state.next;
  if (!guard.ends_alternative) return true;
  if ((state.refused & bit(guard.alternative)) == 0) {
    state.is_open = true;
    if (pass == Pass::with_input || !guard.alternative_reads_input)
      state.met |= bit(guard.requirement);
  }
  return !guard.ends_requirement || std::exchange(state.is_open, false);
}

/// Asks the guards of one pass, each at most once.
[[gnu::noinline]] Outcome ask_guards(Event& event, Pass pass) {
  const std::span<const Guard> guards = event.endpoint.permissions;
  PermissionState& state = event.permissions;
  while (state.next < guards.size()) {
    const Guard& guard = guards[state.next];
    if (is_asked(state, guard, pass)) {
      make_services(event);
      if (guard.start != nullptr && !state.decision) {
        guard.start(event.call);
        return Outcome::suspended;
      }
      const bool allowed = guard.start != nullptr ? *state.decision : guard.check(event.call);
      state.decision.reset();
      if (!allowed) state.refused |= bit(guard.alternative);
    }
    if (go_behind(state, guard, pass)) continue;
    answer_error(event.call, ErrorKind::forbidden, "The session does not allow this operation.");
    return Outcome::answered;
  }
  state.next = 0;
  return Outcome::next;
}

template <Pass pass>
Outcome ask_permissions(Event& event) {
  return event.endpoint.permissions.empty() ? Outcome::next : ask_guards(event, pass);
}

/// A subscription looks at the request itself. Some hosts cannot hold a connection.
[[gnu::noinline]] Outcome negotiate_stream(HostedCall& call) {
  if (call.stream != nullptr)
    return call.stream->negotiate(call) ? Outcome::next : Outcome::answered;
  answer_error(call, ErrorKind::not_implemented, "This host cannot send the items of a stream.");
  return Outcome::answered;
}

/// Whether an HTTP client accepts one of the media types of an answer that is not JSON.
[[gnu::noinline]] Outcome negotiate_media(HostedCall& call) {
  const std::string_view types = call.row->answer_types;
  if (types.find(',') != std::string_view::npos || types.ends_with("/*"))
    call.response().headers.add_trusted_line("Vary: Accept\r\n");
  if (!call.answer_type().empty()) return Outcome::next;
  answer_error(call, ErrorKind::not_acceptable,
               "The Accept header must allow " + spoken_list(types) + ".");
  return Outcome::answered;
}

/// Whether an HTTP client accepts the media type of the answer (RFC 9110, section 12.5.1).
Outcome negotiate(Event& event) {
  HostedCall& call = event.call;
  if (!event.endpoint.has_value || !call.is_http())
    return event.endpoint.streams ? negotiate_stream(call) : Outcome::next;
  if (call.row != nullptr && !call.row->answer_types.empty()) return negotiate_media(call);
  const auto accept = call.header("Accept");
  if (!accept || accept->empty() || *accept == "*/*" || accepts(*accept, json_media_type))
    return Outcome::next;
  answer_error(call, ErrorKind::not_acceptable, "The Accept header must allow application/json.");
  return Outcome::answered;
}

ReadOutcome read_from(const HttpSource& source, Event& event) {
  HttpInput in(event.call, *source.path, event.api.definition());
  source.read(in, event.call.input);
  if (in.has_form()) [[unlikely]]
    in.finish_form();
  if (source.is_unsafe()) in.expect_no_foreign_body();
  return in.outcome();
}

ReadOutcome read_from(const TextSource& source, Event& event) {
  const ApiDefinition& api = event.api.definition();
  json::Reader in(source.text, event.call.faults, api.limits, source.place, api.leniency);
  source.read(in, event.call.input);
  return in.finish() ? ReadOutcome::good : ReadOutcome::malformed;
}

ReadOutcome read_from(const RawSource& source, Event& event) {
  source.read(source.bytes, event.call.input);
  return ReadOutcome::good;
}

ReadOutcome read_from(const TopicSource& source, Event& event) {
  TopicInput in(source.texts, event.call.faults);
  source.read(in, event.call.input);
  return ReadOutcome::good;
}

/// Answers the faults of an input. Text that is not JSON has another status than JSON with faults.
[[gnu::noinline]] void refuse_input(HostedCall& call, bool malformed) {
  const bool only_malformed = malformed && call.faults.size() == 1;
  Problem problem = problem_of(only_malformed ? ErrorKind::malformed : ErrorKind::validation);
  problem.errors = call.faults.list();
  if (call.faults.dropped()) problem.detail = "There are more faults than this list shows.";
  answer_problem(call, std::move(problem));
}

[[gnu::noinline]] Outcome refuse_media_type(HostedCall& call) {
  answer_error(call, ErrorKind::unsupported_media_type, expected_media_type(call.row));
  return Outcome::answered;
}

/// A function without input has no reader that looks at the body.
Outcome read_no_input(Event& event) {
  if (const auto* const text = std::get_if<TextSource>(&event.source); text && text->read) {
    const ReadOutcome outcome = read_from(*text, event);
    if (event.call.faults.empty()) return Outcome::next;
    refuse_input(event.call, outcome == ReadOutcome::malformed);
    return Outcome::answered;
  }
  const auto* const http = std::get_if<HttpSource>(&event.source);
  const bool foreign =
      http != nullptr && http->is_unsafe() && has_foreign_body(event.call.request());
  return foreign ? refuse_media_type(event.call) : Outcome::next;
}

/// Makes the input and reads it from its source.
Outcome read_input(Event& event) {
  HostedCall& call = event.call;
  const InputSlot& slot = event.endpoint.input;
  if (slot.type.size == 0) return read_no_input(event);
  call.input = call.make(slot.type, [&](void* place) {
    slot.construct(place);
    return true;
  });
  const ReadOutcome outcome =
      std::visit([&](const auto& source) { return read_from(source, event); }, event.source);
  if (outcome == ReadOutcome::wrong_media_type) return refuse_media_type(call);
  if (call.faults.empty()) return Outcome::next;
  refuse_input(call, outcome == ReadOutcome::malformed);
  return Outcome::answered;
}

Outcome call_function(Event& event) {
  const Progress progress = event.endpoint.run(event.call);
  return progress == Progress::suspended ? Outcome::suspended : Outcome::answered;
}

using Stage = Outcome (*)(Event& event);

/// Stages in their order, as a type: so they are compiled into one function, but for what is rare.
template <Stage... stages>
struct StageList {
  [[gnu::flatten]] static Outcome run(Event& event) {
    Outcome outcome = Outcome::next;
    static_cast<void>((((outcome = stages(event)) == Outcome::next) && ...));
    return outcome;
  }
  static constexpr Stage list[] = {stages...};
};

/// The stages of an event, for any transport. Middleware is around all of them, so that it sees all
/// their answers. Permissions that do not need the input come before it is read, so that a caller
/// without permission learns nothing about its schema.
using Stages = StageList<find_session, ask_permissions<Pass::without_input>, negotiate, read_input,
                         ask_permissions<Pass::with_input>, make_services, call_function>;

/// Goes on with the stage at which the event was suspended.
Outcome run_stages(LongEvent& event) {
  while (event.stage < std::size(Stages::list)) {
    const Outcome outcome = Stages::list[event.stage](event);
    if (outcome != Outcome::next) return outcome;
    ++event.stage;
  }
  return Outcome::answered;
}

/// Whether an event may be suspended before its function runs.
bool may_suspend(const Event& event) {
  return event.endpoint.suspends || event.api.foundation().session_comes_later();
}

void answer_given_up(HostedCall& call) noexcept {
  try {
    if (call.stop_reason() == StopReason::deadline) {
      answer_error(call, ErrorKind::timeout, "The operation took too long.");
    } else if (call.stop_reason() == StopReason::session_ended) {
      answer_error(call, ErrorKind::unauthorized, "The session has ended.");
    } else {
      if (call.stop_reason() == StopReason::shutdown && call.stream == nullptr)
        call.log().warning(name_event(call) + ": cut off, because the server stops");
      answer_error(call, ErrorKind::unavailable, "The server is stopping.");
    }
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
}

}  // namespace

Progress run_rest(LongEvent& event) noexcept {
  try {
    if (event.call.stop_reason() != StopReason::none) {
      answer_given_up(event.call);
    } else if (event.next_middleware < event.endpoint.middleware.size()) {
      start_middleware(event);
      return Progress::suspended;
    } else if (run_stages(event) == Outcome::suspended) {
      return Progress::suspended;
    }
  } catch (...) {
    answer_exception(event.call, std::current_exception());
  }
  return Progress::finished;
}

void hand_out(LongEvent& event) noexcept {
  if (event.innermost != nullptr) return resume_middleware(*event.innermost);
  HostedCall& call = event.call;
  call.end();
  call.completion->completed(call);
}

/// An exception after the request to end is the way to end. A returned value is used.
void answer_end(HostedCall& call, const std::exception_ptr& exception) noexcept {
  if (call.stop_reason() != StopReason::none) {
    answer_given_up(call);
  } else {
    answer_exception(call, exception);
  }
}

void decide(HostedCall& call, bool allowed) noexcept {
  call.long_event->permissions.decision = allowed;
}

void store_session(HostedCall& call, const TypeSlot& slot, void (*make)(void* place, void* from),
                   void* from) {
  const auto make_it = [&](void* place) {
    make(place, from);
    return true;
  };
  if (ConnectionSession* const connection = call.connection_session) {
    connection->object = make_shared_object(slot, make_it);
    call.set_session(connection->object.get(), slot);
  } else {
    call.set_session(call.make(slot, make_it), slot);
  }
}

void stage_ended(HostedCall& call, const std::exception_ptr& exception) noexcept {
  LongEvent& event = *call.long_event;
  if (exception) {
    answer_end(call, exception);
  } else if (run_rest(event) == Progress::suspended) {
    return;
  }
  hand_out(event);
}

Progress invoke(const Api& api, const Endpoint& endpoint, const InputSource& source,
                HostedCall& call, Completion& completion) noexcept {
  call.completion = &completion;
  call.endpoint = &endpoint;
  call.set_hub(api.hub());
  call.set_schemes(api.schemes());
  Event event{.api = api, .endpoint = endpoint, .source = source, .call = call};
  try {
    if (may_suspend(event)) {
      call.long_event = &call.emplace<LongEvent>(event, source);
      if (run_rest(*call.long_event) == Progress::suspended) return Progress::suspended;
    } else if (Stages::run(event) == Outcome::suspended) {
      return Progress::suspended;
    }
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
  call.end();
  return Progress::finished;
}

void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept {
  if (exception) answer_end(call, exception);
  if (call.long_event != nullptr) return hand_out(*call.long_event);
  call.end();
  call.completion->completed(call);
}

}  // namespace vgen

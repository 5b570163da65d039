#include <vgen/core/shared_object.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_input.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/pubsub/topic_row.hpp>

#include <utility>

namespace vgen {
namespace {

/// The result of a stage. `answered`: the stage has answered, and no later stage runs. `suspended`:
/// the event ends later.
enum class Outcome : unsigned char { next, answered, suspended };

/// An event on its way through the stages. It is on the stack, because only the last stage may
/// suspend.
struct Event {
  const Api& api;
  const Endpoint& endpoint;
  const InputSource& source;
  HostedCall& call;
};

/// Finds the session, if the function or the route needs one, or if it is for later events of the
/// connection.
Outcome find_session(Event& event) {
  HostedCall& call = event.call;
  Foundation& foundation = event.api.foundation();
  if (ConnectionSession* const connection = call.connection) {
    if (!std::exchange(connection->resolved, true))
      connection->object = make_shared_object(foundation.session_slot(), [&](void* place) {
        return foundation.make_session(place, call.request());
      });
    call.session = connection->object.get();
  } else if (event.endpoint.session != SessionUse::none) {
    const TypeSlot slot = foundation.session_slot();
    if (slot.size != 0) {
      call.session = call.make(
          slot, [&](void* place) { return foundation.make_session(place, call.request()); });
    }
  }
  if (call.session != nullptr || event.endpoint.session != SessionUse::required)
    return Outcome::next;
  answer_error(call, ErrorKind::unauthorized, "This operation needs a session.");
  return Outcome::answered;
}

/// Whether an HTTP client accepts the media type of the answer (RFC 9110, section 12.5.1).
Outcome negotiate(Event& event) {
  HostedCall& call = event.call;
  if (!event.endpoint.has_value || !call.is_http()) return Outcome::next;
  const auto accept = call.header("Accept");
  if (!accept || accept->empty() || *accept == "*/*" || accepts(*accept, json_media_type))
    return Outcome::next;
  answer_error(call, ErrorKind::not_acceptable, "The Accept header must allow application/json.");
  return Outcome::answered;
}

ReadOutcome read_from(const HttpSource& source, Event& event) {
  HttpInput in(event.call, *source.path, event.api.definition());
  source.read(in, event.call.input);
  if (source.unsafe) in.expect_no_foreign_body();
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
void refuse_input(HostedCall& call, bool malformed) {
  const bool only_malformed = malformed && call.faults.size() == 1;
  Problem problem = problem_of(only_malformed ? ErrorKind::malformed : ErrorKind::validation);
  problem.errors = call.faults.list();
  if (call.faults.dropped()) problem.detail = "There are more faults than this list shows.";
  answer_problem(call, std::move(problem));
}

Outcome refuse_media_type(HostedCall& call) {
  answer_error(call, ErrorKind::unsupported_media_type,
               "The Content-Type of the body must be application/json.");
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
  const bool foreign = http != nullptr && http->unsafe && has_foreign_body(event.call.request());
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

Outcome make_services(Event& event) {
  HostedCall& call = event.call;
  Foundation& foundation = event.api.foundation();
  call.services = call.make(foundation.services_slot(), [&](void* place) {
    foundation.make_services(place, call);
    return true;
  });
  return Outcome::next;
}

Outcome call_function(Event& event) {
  const Progress progress = event.endpoint.run(event.call);
  return progress == Progress::suspended ? Outcome::suspended : Outcome::answered;
}

/// Stages in their order, as a type: so they are compiled into one function.
template <Outcome (*... stages)(Event& event)>
struct StageList {
  static Outcome run(Event& event) {
    Outcome outcome = Outcome::next;
    static_cast<void>((((outcome = stages(event)) == Outcome::next) && ...));
    return outcome;
  }
};

/// The stages of an event, for any transport.
using Stages = StageList<
    // The place of middleware: around all others, so that it sees all their answers.
    find_session,
    // The place of permissions that do not need the input. They come before it is read, so that a
    // caller without permission learns nothing about its schema. `make_services` goes before them.
    negotiate, read_input,
    // The place of permissions that need the input.
    make_services, call_function>;

void answer_given_up(HostedCall& call) noexcept {
  try {
    if (call.stop_reason() == StopReason::deadline) {
      answer_error(call, ErrorKind::timeout, "The operation took too long.");
    } else {
      if (call.stop_reason() == StopReason::shutdown)
        call.log().warning(name_event(call) + ": cut off, because the server stops");
      answer_error(call, ErrorKind::unavailable, "The server is stopping.");
    }
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
}

}  // namespace

Progress invoke(const Api& api, const Endpoint& endpoint, const InputSource& source,
                HostedCall& call, Completion& completion) noexcept {
  call.completion = &completion;
  call.endpoint = &endpoint;
  call.set_hub(api.hub());
  Event event{.api = api, .endpoint = endpoint, .source = source, .call = call};
  try {
    if (Stages::run(event) == Outcome::suspended) return Progress::suspended;
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
  call.end();
  return Progress::finished;
}

void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept {
  // An exception after the request to end is the function's way to end. A returned value is used.
  if (exception && call.stop_reason() != StopReason::none) {
    answer_given_up(call);
  } else if (exception) {
    answer_exception(call, exception);
  }
  call.end();
  call.completion->completed(call);
}

}  // namespace vgen

#include <vgen/codegen/http_input.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/media_type.hpp>

namespace vgen {
namespace {

// The stages of an event, in the order in which `run_stages` goes through them. A stage that
// answers by itself returns false, and nothing that follows is run.

/// Finds the session, if the function or the route asks for one.
bool resolve_session(const Api& api, const Operation& operation, HostedCall& call) {
  if (!operation.takes_session) return true;
  const TypeSlot slot = api.foundation().session_slot();
  if (slot.size != 0) {
    call.session = call.make(
        slot, [&](void* place) { return api.foundation().make_session(place, call.request()); });
  }
  if (call.session != nullptr || !operation.needs_session) return true;
  answer_error(call, ErrorKind::unauthorized, "This needs a session.");
  return false;
}

/// Whether the client takes what the function answers with (RFC 9110, section 12.5.1).
bool negotiate(const Operation& operation, HostedCall& call) {
  if (!operation.answers_json) return true;
  const auto accept = call.header("Accept");
  if (!accept || accept->empty() || *accept == "*/*" || accepts(*accept, json_media_type))
    return true;
  answer_error(call, ErrorKind::not_acceptable, "The answer is application/json.");
  return false;
}

/// Answers the faults of an input. Text that is no JSON is another thing than JSON that is not as
/// declared.
void refuse_input(HostedCall& call, bool malformed) {
  const bool only_malformed = malformed && call.faults.size() == 1;
  Problem problem = problem_of(only_malformed ? ErrorKind::malformed : ErrorKind::validation);
  problem.errors = call.faults.list();
  if (call.faults.dropped()) problem.detail = "There are more faults than are listed.";
  answer_problem(call, std::move(problem));
}

/// Makes the input and reads it from the request.
bool read_http(const Api& api, const Operation& operation, const HttpSource& source,
               HostedCall& call) {
  call.input = call.make(operation.input.type, [&](void* place) {
    operation.input.construct(place);
    return true;
  });

  codegen::HttpInput in(call, *source.path, api.definition());
  operation.input.read(in, call.input);
  using Body = codegen::HttpInput::Body;
  if (in.body_outcome() == Body::wrong_media_type) {
    answer_error(call, ErrorKind::unsupported_media_type, "The body has to be application/json.");
    return false;
  }
  if (call.faults.empty()) return true;
  refuse_input(call, in.body_outcome() == Body::malformed);
  return false;
}

bool read_input(const Api& api, const Operation& operation, const InputSource& source,
                HostedCall& call) {
  if (operation.input.type.size == 0) return true;
  return read_http(api, operation, std::get<HttpSource>(source), call);
}

void make_services(const Api& api, HostedCall& call) {
  call.services = call.make(api.foundation().services_slot(), [&](void* place) {
    api.foundation().make_services(place, call);
    return true;
  });
}

/// The place of permissions: they get services, session and input, which are in the call, and
/// answer with 403.
bool check_permissions(const Operation& /*operation*/, HostedCall& /*call*/) {
  return true;
}

/// The place of middleware: with any, it is a coroutine around `operation.run`, and the event is
/// suspended.
Progress run_function(const Operation& operation, HostedCall& call) {
  return operation.run(call);
}

void answer_given_up(HostedCall& call) noexcept {
  try {
    if (call.stop_reason() == StopReason::deadline) {
      answer_error(call, ErrorKind::timeout, "This took too long.");
    } else {
      answer_error(call, ErrorKind::unavailable, "The server is stopping.");
    }
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
}

Progress run_stages(const Api& api, const Operation& operation, const InputSource& source,
                    HostedCall& call) {
  if (!resolve_session(api, operation, call)) return Progress::finished;
  if (!negotiate(operation, call)) return Progress::finished;
  if (!read_input(api, operation, source, call)) return Progress::finished;
  make_services(api, call);
  if (!check_permissions(operation, call)) return Progress::finished;
  return run_function(operation, call);
}

}  // namespace

Progress invoke(const Api& api, const Operation& operation, const InputSource& source,
                HostedCall& call, Completion& completion) noexcept {
  call.operation = &operation;
  call.completion = &completion;
  try {
    if (run_stages(api, operation, source, call) == Progress::suspended) return Progress::suspended;
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
  call.end();
  return Progress::finished;
}

void finish_later(HostedCall& call, const std::exception_ptr& exception) noexcept {
  // What it throws after it was asked to give up is how it gave up. What it returned holds.
  if (exception && call.stop_reason() != StopReason::none) {
    answer_given_up(call);
  } else if (exception) {
    answer_exception(call, exception);
  }
  call.end();
  call.completion->completed(call);
}

}  // namespace vgen

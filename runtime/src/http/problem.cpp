#include <vgen/http/problem.hpp>

#include <vgen/json/write.hpp>

#include <utility>

namespace vgen {
namespace {

void write_fault(json::Writer& out, const Fault& fault) {
  json::ObjectWriter object(out);
  object.member("in", name_of(fault.in));
  object.member("pointer", fault.pointer);
  object.member("code", fault.code);
  object.member("message", fault.message);
  if (!fault.limit.empty()) object.key("limit").raw(fault.limit);
}

void member_unless_empty(json::ObjectWriter& object, json::MemberKey name,
                         const std::string& value) {
  if (!value.empty()) object.member(name, value);
}

void write_members(json::ObjectWriter& object, const Problem& problem) {
  object.member("type", problem.type);
  object.member("title", problem.title);
  object.member("status", problem.status);
  member_unless_empty(object, "detail", problem.detail);
  member_unless_empty(object, "instance", problem.instance);
  member_unless_empty(object, "request_id", problem.request_id);
  if (problem.errors.empty()) return;
  json::ArrayWriter list(object.key("errors"));
  for (const Fault& fault : problem.errors) write_fault(list.item(), fault);
}

bool write_object(json::Destination out, const Problem& problem) {
  json::Writer writer(out);
  {
    json::ObjectWriter object(writer);
    write_members(object, problem);
    object.members_of(problem.members);
  }
  return writer.finish();
}

}  // namespace

ProblemKind kind_of(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::malformed: return {"urn:vgen:malformed", "Malformed request", 400};
    case ErrorKind::validation: return {"urn:vgen:validation", "Invalid input", 422};
    case ErrorKind::unauthorized: return {"urn:vgen:unauthorized", "Unauthorized", 401};
    case ErrorKind::forbidden: return {"urn:vgen:forbidden", "Forbidden", 403};
    case ErrorKind::not_found: return {"urn:vgen:not-found", "Not found", 404};
    case ErrorKind::method_not_allowed:
      return {"urn:vgen:method-not-allowed", "Method not allowed", 405};
    case ErrorKind::not_acceptable: return {"urn:vgen:not-acceptable", "Not acceptable", 406};
    case ErrorKind::timeout: return {"urn:vgen:timeout", "Timeout", 503};
    case ErrorKind::payload_too_large:
      return {"urn:vgen:payload-too-large", "Payload too large", 413};
    case ErrorKind::unsupported_media_type:
      return {"urn:vgen:unsupported-media-type", "Unsupported media type", 415};
    case ErrorKind::header_too_large: return {"urn:vgen:header-too-large", "Header too large", 431};
    case ErrorKind::too_many_requests:
      return {"urn:vgen:too-many-requests", "Too many requests", 429};
    case ErrorKind::contract_mismatch:
      return {"urn:vgen:contract-mismatch", "Contract mismatch", 409};
    case ErrorKind::unavailable: return {"urn:vgen:unavailable", "Unavailable", 503};
    case ErrorKind::misdirected:
      return {"urn:vgen:misdirected-request", "Misdirected request", 421};
    case ErrorKind::not_implemented: return {"urn:vgen:not-implemented", "Not implemented", 501};
    case ErrorKind::version_not_supported:
      return {"urn:vgen:version-not-supported", "HTTP version not supported", 505};
    case ErrorKind::precondition_failed:
      return {"urn:vgen:precondition-failed", "Precondition failed", 412};
    case ErrorKind::range_not_satisfiable:
      return {"urn:vgen:range-not-satisfiable", "Range not satisfiable", 416};
    case ErrorKind::internal: break;
  }
  return {"urn:vgen:internal", "Internal error", 500};
}

Problem problem_of(ErrorKind kind, std::string detail) {
  const ProblemKind known = kind_of(kind);
  Problem problem;
  problem.type = known.type;
  problem.title = known.title;
  problem.status = known.status;
  problem.detail = std::move(detail);
  return problem;
}

void write_problem(json::Destination out, const Problem& problem) {
  if (!write_object(out, problem)) {
    // One of its texts is not UTF-8. Type, title and status are enough for an answer.
    Problem bare{.type = problem.type, .title = problem.title, .status = problem.status};
    bare.request_id = problem.request_id;
    bare.members = problem.members;
    write_object(out, bare);
  }
}

}  // namespace vgen

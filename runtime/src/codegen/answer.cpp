#include <vgen/codegen/answer.hpp>

#include <vgen/dispatch/answer.hpp>

#include <stdexcept>

namespace vgen::codegen::detail {

void finish_json(json::Writer& out) {
  if (!out.finish())
    throw std::range_error("a result that cannot be written as JSON: " + out.failure());
}

void answer_declared(HostedCall& call, const ProblemType& type, int status, std::string members) {
  Problem problem;
  problem.type = type.type;
  problem.title = type.title;
  problem.status = status;
  problem.members = std::move(members);
  answer_problem(call, std::move(problem));
}

void answer_media(HostedCall& call, std::string_view bytes) {
  Headers& headers = call.response().headers;
  if (!headers.find("Content-Type")) {
    const std::string_view type = call.answer_type();
    // Of a range, only the function knows which media type it has chosen.
    headers.set("Content-Type", type.ends_with("/*") ? "application/octet-stream" : type);
  }
  const json::Destination body = call.outlet().begin_value(call);
  if (!body) return;
  body.append(bytes);
  call.outlet().end_value(call);
}

}  // namespace vgen::codegen::detail

#include <vgen/codegen/answer.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/http/media_type.hpp>

#include <stdexcept>

namespace vgen::codegen {
namespace detail {

std::string* begin_json(HostedCall& call) {
  Response& response = call.response();
  response.status = call.success_status();
  if (call.answered()) return nullptr;
  if (response.headers.empty() || !response.headers.find("Content-Type")) {
    response.headers.add_trusted_line("Content-Type: application/json\r\n");
  }
  response.body.clear();
  return &response.body;
}

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

}  // namespace detail

void answer_nothing(HostedCall& call) {
  Response& response = call.response();
  response.status = call.success_status();
  // Raw bytes are content: 204 was only right for nothing.
  if (call.answered() && !response.body.empty() && !call.has_own_status() && response.status == 204)
    response.status = 200;
}

}  // namespace vgen::codegen

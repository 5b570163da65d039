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

}  // namespace vgen::codegen::detail

/// What a call of a generated client could not do.
#pragma once

#include <vgen/client/answer.hpp>

#include <stdexcept>

namespace vgen_test {

/// The transport problem of a `vgen::CallResult`. Throws if it has none, so that the test fails.
vgen::client::TransportProblem problem_of(const auto& result) {
  const auto* const problem = result.template error<vgen::client::TransportProblem>();
  if (problem == nullptr) throw std::logic_error("no transport problem: " + result.message());
  return *problem;
}

vgen::client::TransportKind kind_of(const auto& result) {
  return problem_of(result).kind;
}

}  // namespace vgen_test

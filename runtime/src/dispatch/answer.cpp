#include <vgen/dispatch/answer.hpp>

#include <cxxabi.h>
#include <cstdlib>
#include <memory>
#include <typeinfo>
#include <utility>

namespace vgen {
namespace {

/// "std::out_of_range: map::at", for the log.
std::string describe(const std::type_info& type, const char* what) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  return std::string(name ? name.get() : type.name()) + ": " + what;
}

}  // namespace

void answer_problem(HostedCall& call, Problem problem) {
  problem.request_id = call.request_id();
  if (problem.instance.empty()) problem.instance = "urn:vgen:request:" + problem.request_id;
  call.outlet().problem(call, std::move(problem));
}

void answer_error(HostedCall& call, ErrorKind kind, std::string detail) {
  answer_problem(call, problem_of(kind, std::move(detail)));
}

void answer_exception(HostedCall& call, const std::exception_ptr& exception) noexcept {
  try {
    try {
      std::rethrow_exception(exception);
    } catch (const Error& error) {
      answer_error(call, error.kind(), error.detail());
    } catch (const std::exception& error) {
      call.log().error(describe(typeid(error), error.what()));
      answer_error(call, ErrorKind::internal);
    } catch (...) {
      call.log().error("an exception that is not a std::exception");
      answer_error(call, ErrorKind::internal);
    }
  } catch (...) {
    call.outlet().problem(call, {.status = 500});  // Not enough memory for details.
  }
}

}  // namespace vgen

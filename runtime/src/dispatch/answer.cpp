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

/// The last resort: no memory to say more.
void answer_bare(HostedCall& call) noexcept {
  call.response().clear();
  call.response().status = 500;
}

}  // namespace

void answer_problem(HostedCall& call, Problem problem) {
  problem.request_id = call.request_id();
  if (problem.instance.empty()) problem.instance = "urn:vgen:request:" + problem.request_id;
  Response& response = call.response();
  response.status = problem.status;
  response.clear_body();
  response.headers.remove("Content-Type");
  response.headers.add_trusted("Content-Type", problem_media_type);
  write_problem(response.body, problem);
}

void answer_error(HostedCall& call, ErrorKind kind, std::string detail) {
  if (kind == ErrorKind::unauthorized)
    call.response().headers.set("WWW-Authenticate", "Bearer");  // RFC 9110, section 11.6.1
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
      call.log().error("an exception that is no std::exception");
      answer_error(call, ErrorKind::internal);
    }
  } catch (...) {
    answer_bare(call);
  }
}

void answer_fixed(HostedCall& call, std::string_view media_type, std::string_view text) {
  Response& response = call.response();
  response.status = 200;
  response.headers.add_trusted("Content-Type", media_type);
  response.fixed_body = text;
}

}  // namespace vgen

#include <vgen/dispatch/answer.hpp>

#include <vgen/dispatch/http_row.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/json/writer.hpp>

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

/// A line about an event that ends with 500.
void log_failure(HostedCall& call, const std::string& reason) {
  const std::string event = name_event(call);
  call.log().error(event.empty() ? reason : event + ": " + reason);
}

}  // namespace

void answer_problem(HostedCall& call, Problem problem) {
  problem.request_id = call.request_id();
  if (problem.instance.empty()) problem.instance = "urn:vgen:request:" + problem.request_id;
  call.outlet().problem(call, std::move(problem));
}

std::optional<WrittenProblem> written_by_host(HostedCall& call, const Problem& problem) {
  if (call.problem_writer() == nullptr) return std::nullopt;
  try {
    return (*call.problem_writer())(problem);
  } catch (const std::exception& error) {
    call.log().error(std::string("the problem writer has failed: ") + error.what());
    return std::nullopt;
  }
}

void append_problem(json::Destination out, HostedCall& call, const Problem& problem) {
  const std::optional<WrittenProblem> written = written_by_host(call, problem);
  const bool is_json_text =
      written && (is_json(written->media_type) || written->media_type.ends_with("+json"));
  if (!is_json_text) return write_problem(out, problem);
  json::Writer writer(out);
  writer.raw(written->text);
  static_cast<void>(writer.finish());
}

void answer_error(HostedCall& call, ErrorKind kind, std::string detail) {
  answer_problem(call, problem_of(kind, std::move(detail)));
}

std::string name_event(const HostedCall& call) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) text.append(text.empty() ? "" : " ").append(part);
  };
  if (call.tick() != nullptr) add("task");
  add(call.request().method);
  add(call.row != nullptr ? call.row->path : call.request().path);
  if (call.endpoint != nullptr) add(call.endpoint->name);
  return text;
}

void answer_exception(HostedCall& call, const std::exception_ptr& exception) noexcept {
  try {
    try {
      std::rethrow_exception(exception);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::internal)
        log_failure(call, describe(typeid(error), error.what()));
      answer_error(call, error.kind(), error.detail());
    } catch (const std::exception& error) {
      log_failure(call, describe(typeid(error), error.what()));
      answer_error(call, ErrorKind::internal);
    } catch (...) {
      log_failure(call, "an exception that is not a std::exception");
      answer_error(call, ErrorKind::internal);
    }
  } catch (...) {
    call.outlet().problem(call, {.status = 500});  // Not enough memory for details.
  }
}

}  // namespace vgen

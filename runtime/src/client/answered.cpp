#define VGEN_API client_problems

#include "queue.hpp"

#include <vgen/client/codegen/answer.hpp>
#include <vgen/core/limits.hpp>

#include <string>

namespace vgen::json {

template <>
struct Codec<client::InputFault> {
  static void read(Reader& in, client::InputFault& value) {
    static constexpr Members<4> members{required("in"), required("pointer"), required("code"),
                                        required("message")};
    ObjectReader object(in, members);
    while (object.next()) {
      switch (object.index()) {
        case 0: json::read(in, value.in); break;
        case 1: json::read(in, value.pointer); break;
        case 2: json::read(in, value.code); break;
        case 3: json::read(in, value.message); break;
        default: break;
      }
    }
  }
};

template <>
struct Codec<client::ServerProblem> {
  static void read(Reader& in, client::ServerProblem& value) {
    static constexpr Members<7> members{
        required("type"),     optional("title"),      optional("status"), optional("detail"),
        optional("instance"), optional("request_id"), optional("errors")};
    ObjectReader object(in, members);
    while (object.next()) {
      switch (object.index()) {
        case 0: json::read(in, value.type); break;
        case 1: json::read(in, value.title); break;
        case 2: json::read(in, value.status); break;
        case 3: json::read(in, value.detail); break;
        case 4: json::read(in, value.instance); break;
        case 5: json::read(in, value.request_id); break;
        case 6: json::read(in, value.errors); break;
        default: break;
      }
    }
  }
};

}  // namespace vgen::json

namespace vgen::client {
namespace {

/// Whether a media type is JSON: `application/json`, `application/problem+json`.
bool is_json(std::string_view media_type) {
  const std::string_view essence = media_type.substr(0, media_type.find(';'));
  const std::string_view trimmed = essence.substr(0, essence.find_last_not_of(' ') + 1);
  return trimmed == "application/json" || trimmed.ends_with("+json");
}

std::string head_of(const detail::CallInfo& info) {
  std::string text = std::string(info.method) + ' ' + std::string(info.path);
  if (info.answer.status != 0) text += ": " + std::to_string(info.answer.status);
  return text;
}

void append(std::string& text, std::string_view part) {
  if (!part.empty()) text.append(": ").append(part);
}

}  // namespace

namespace detail {

std::string message_of(const CallInfo& info) {
  std::string text = head_of(info);
  append(text, info.problem_title);
  return text;
}

std::string message_of(const CallInfo& info, const ServerProblem& problem) {
  std::string text = head_of(info);
  append(text, problem.title.empty() ? problem.type : problem.title);
  append(text, problem.detail);
  std::string faults;
  for (const InputFault& fault : problem.errors) {
    if (!faults.empty()) faults += "; ";
    faults += fault.in;
    if (!fault.pointer.empty()) faults += ' ' + fault.pointer;
    faults += ' ' + fault.message;
  }
  append(text, faults);
  return text;
}

std::string message_of(const CallInfo& info, const TransportProblem& problem) {
  std::string text = head_of(info);
  append(text, name_of(problem.kind));
  append(text, problem.detail);
  return text;
}

}  // namespace detail

namespace codegen {

AnswerReader::AnswerReader(std::string_view text, bool takes_unknown_members)
    : faults_(1),
      reader_(
          text, faults_,
          Limits{
              .depth = Limits::max_depth, .items = SIZE_MAX, .string_bytes = SIZE_MAX, .faults = 1},
          Place::body,
          json::Leniency{.unknown_members = takes_unknown_members, .null_as_absent = true}) {}

bool AnswerReader::finish() {
  return reader_.finish() && faults_.empty();
}

std::string AnswerReader::fault() const {
  if (faults_.empty()) return "the answer cannot be read";
  const Fault& fault = faults_[0];
  return "the answer is not as this client expects: " + fault.pointer +
         (fault.pointer.empty() ? "" : " ") + fault.message;
}

Answered::Answered(const detail::Prepared& request, Outcome outcome)
    : info_{.method = request.method, .path = request.route} {
  if (auto* failure = std::get_if<TransportProblem>(&outcome)) {
    has_failed_ = true;
    failure_ = std::move(*failure);
    info_.answer.status = failure_.answer.status;
    return;
  }
  info_.answer = std::move(std::get<HttpAnswer>(outcome));
  if (succeeded()) return;
  if (!is_json(media_type())) {
    fail("the answer is an error, but its body is not a problem" +
         (media_type().empty() ? std::string() : ": " + std::string(media_type())));
    return;
  }
  AnswerReader reader(info_.answer.body);
  json::read(reader.reader(), problem_);
  if (!reader.finish()) {
    fail(reader.fault());
    return;
  }
  problem_.json = info_.answer.body;
  if (problem_.status == 0) problem_.status = info_.answer.status;
  if (!info_.answer.header("X-Request-Id") && !problem_.request_id.empty())
    info_.answer.headers.push_back({.name = "X-Request-Id", .value = problem_.request_id});
}

bool Answered::succeeded() const {
  return info_.answer.status >= 200 && info_.answer.status < 300 && !has_failed_;
}

void Answered::expect_json() {
  if (!is_json(media_type()))
    fail("the answer is not JSON" +
         (media_type().empty() ? std::string() : ": " + std::string(media_type())));
}

const std::string& Answered::body() const {
  return info_.answer.body;
}

std::string_view Answered::media_type() const {
  return info_.answer.header("Content-Type").value_or(std::string_view());
}

detail::CallInfo Answered::take_info() {
  return std::move(info_);
}

ServerProblem Answered::take_problem() {
  return std::move(problem_);
}

TransportProblem Answered::take_failure() {
  if (failure_.answer.status == 0) failure_.answer = info_.answer;
  return std::move(failure_);
}

void Answered::fail(std::string reason) {
  has_failed_ = true;
  failure_ = {.kind = TransportKind::decode, .detail = std::move(reason)};
}

void take_media(const Answered& answered, std::string& value) {
  value = answered.body();
}

void take_media(const Answered& answered, std::vector<std::byte>& value) {
  const auto* const begin = reinterpret_cast<const std::byte*>(answered.body().data());
  value.assign(begin, begin + answered.body().size());
}

void take_media(const Answered& answered, Media& value) {
  value = {.type = std::string(answered.media_type()), .bytes = answered.body()};
}

}  // namespace codegen

CallResult<void> detail::result_of(std::string_view method, std::string_view route,
                                   Outcome outcome) {
  return codegen::decode<nullptr, void>({.method = method, .route = route}, std::move(outcome));
}

}  // namespace vgen::client

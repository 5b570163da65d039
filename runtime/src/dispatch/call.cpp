#include <vgen/core/error.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/dispatch/file_answer.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/dispatch/tick.hpp>
#include <vgen/http/date.hpp>
#include <vgen/http/media_type.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

void refuse_host_header(std::string_view name) {
  for (const std::string_view of_host : {"Content-Length", "Connection", "Date", "Keep-Alive",
                                         "Transfer-Encoding", "X-Request-Id"}) {
    if (same_header_name(name, of_host))
      throw std::invalid_argument("the header " + std::string(of_host) +
                                  " cannot be set: the host sets it");
  }
}

void need_response(const Call& call, const char* what) {
  if (!call.is_http())
    throw std::logic_error(std::string(what) + ": this event is not an HTTP request");
}

}  // namespace

void Call::refuse_session_type() {
  throw std::logic_error("session: this is not the type of the API's sessions");
}

void Call::set_status(int status) {
  if (status < 200 || status > 599)
    throw std::invalid_argument("the status " + std::to_string(status) + " is not an answer");
  status_ = status;
}

void Call::set_header(std::string_view name, std::string_view value) {
  refuse_host_header(name);
  response_.headers.set(name, value);
}

void Call::add_header(std::string_view name, std::string_view value) {
  refuse_host_header(name);
  response_.headers.add(name, value);
}

std::string_view Call::request_id() {
  if (request_id_.empty()) ids_->next(request_id_);
  return request_id_;
}

const Trace& Call::trace() {
  if (!has_trace_) {
    trace_ = std::make_unique<Trace>(trace_of(request_.headers, *ids_));
    has_trace_ = true;
  }
  return *trace_;
}

void Call::set_cookie(const Cookie& cookie) {
  need_response(*this, "set_cookie");
  response_.headers.add("Set-Cookie", set_cookie_value(cookie));
}

void Call::redirect(std::string_view location, int status) {
  need_response(*this, "redirect");
  if (status < 300 || status > 399 || has_no_content(status))
    throw std::invalid_argument("the status " + std::to_string(status) + " does not redirect");
  response_.headers.set("Location", location);
  response_.clear_body();
  status_ = status;
  answered_ = true;
}

std::string_view Call::answer_type() const noexcept {
  // Every call is one.
  const HttpRow* const row = static_cast<const HostedCall&>(*this).row;
  if (!is_http_ || row == nullptr) return {};
  return choose_media_type(header("Accept").value_or(std::string_view()), row->answer_types);
}

void Call::set_body(std::string_view media_type, std::string body) {
  need_response(*this, "set_body");
  response_.headers.set("Content-Type", media_type);
  response_.clear_body();
  response_.body = std::move(body);
  answered_ = true;
}

void Call::file(const std::string& path, const FileAnswer& options) {
  need_response(*this, "file");
  std::shared_ptr<FoundFile> found = open_file(path);
  if (found == nullptr) throw Error(ErrorKind::not_found, "The file does not exist.");
  const std::string_view media_type =
      options.media_type.empty() ? media_type_of(path) : std::string_view(options.media_type);
  answer_file(request_, response_, std::move(found), media_type);
  if (!options.save_as.empty() && response_.status != 304)
    response_.headers.set("Content-Disposition", attachment(options.save_as));
  status_ = response_.status;
  answered_ = true;
}

bool Call::check_version(const Version& version) {
  if (!is_http_) return true;
  const Condition condition = check_conditions(request_, version);
  if (condition == Condition::failed)
    throw Error(ErrorKind::precondition_failed, "This is not the present version.");
  const bool is_get =
      request_.method == "GET" || request_.method == "HEAD" || request_.method == "QUERY";
  if (is_get && version.exists) {
    if (!version.etag.empty())
      response_.headers.set("ETag", entity_tag(version.etag, version.weak));
    if (version.modified)
      response_.headers.set("Last-Modified",
                            http_date(std::chrono::floor<std::chrono::seconds>(*version.modified)));
  }
  if (condition == Condition::met) return true;
  response_.clear_body();
  status_ = 304;
  answered_ = true;
  return false;
}

std::stop_token Call::stop_token() {
  if (!stop_) {
    stop_.emplace();
    if (stop_requested_) stop_->request_stop();
  }
  return stop_->get_token();
}

std::optional<std::chrono::system_clock::time_point> Call::scheduled_at() const noexcept {
  if (tick_ == nullptr) return std::nullopt;
  return tick_->scheduled_at;
}

void Call::skip(std::string_view reason) {
  if (tick_ == nullptr) throw std::logic_error("skip: this event is not of a schedule");
  tick_->skipped = reason;
}

SessionSchemes& Call::cookie_schemes() const {
  if (!is_http_) throw std::logic_error("only an answer to an HTTP request can set a cookie");
  if (schemes_ == nullptr)
    throw std::logic_error("sign_in and sign_out need vgen::cookie(…) in vgen::Security");
  return *schemes_;
}

void Call::sign_in(const void* session, void (*type)(void*) noexcept, const SignIn& options) {
  SessionSchemes& schemes = cookie_schemes();
  if (!schemes.is_session(type)) refuse_session_type();
  schemes.sign_in(*this, session, options.max_age);
}

void Call::sign_out() {
  cookie_schemes().sign_out(*this);
}

}  // namespace vgen

#include "frame.hpp"

#include <vgen/client/codegen/message.hpp>

namespace vgen::client::codegen {

MessageBase MessageBase::of_channel(std::string_view name, std::string_view key,
                                    std::string_view value) {
  MessageBase message;
  message.message_.method = name;
  message.message_.route = value.empty() ? "message" : value;
  if (!value.empty()) message.add_member(key, detail::quoted_json(value));
  return message;
}

MessageBase MessageBase::of_rpc(std::string_view method) {
  MessageBase message;
  message.message_.method = "rpc";
  message.message_.route = method;
  message.is_rpc_ = true;
  message.add_member("method", detail::quoted_json(method));
  return message;
}

void MessageBase::fail(std::string_view reason) {
  if (message_.failure.empty()) message_.failure = reason;
}

void MessageBase::add_members(std::string_view object) {
  if (!object.starts_with('{')) return fail("the input must be a JSON object");
  object = object.substr(1, object.size() - 2);
  if (object.empty()) return;
  if (!members_.empty()) members_ += ',';
  members_ += object;
}

void MessageBase::add_member(std::string_view name, std::string_view value) {
  if (!members_.empty()) members_ += ',';
  members_.append(detail::quoted_json(name)).append(":").append(value);
}

void MessageBase::add_parameter(std::string value, bool is_absent) {
  // One that is absent is sent only if another one follows.
  std::string& to = is_absent ? absent_ : parameters_;
  if (!is_absent) {
    parameters_ += absent_;
    absent_.clear();
  }
  to.append(parameters_.empty() && to.empty() ? "" : ",").append(value);
}

detail::Prepared MessageBase::take(detail::Reply reply, bool repeats) {
  if (is_rpc_) add_member("params", '[' + parameters_ + ']');
  message_.body = '{' + members_ + '}';
  message_.reply = reply;
  message_.repeats = repeats;
  return std::move(message_);
}

std::string topic_text(std::string_view pattern, const std::vector<std::string>& parameters) {
  std::string text;
  for (const std::string& parameter : parameters) {
    const std::size_t begin = pattern.find('{');
    text += pattern.substr(0, begin);
    text += encoded_component(parameter);
    pattern.remove_prefix(pattern.find('}') + 1);
  }
  return text.append(pattern);
}

}  // namespace vgen::client::codegen

#include <vgen/channel/request_copy.hpp>

#include <cstddef>

namespace vgen {

RequestCopy::RequestCopy(const Request& request) : request_(request) {
  std::size_t size = request.method.size() + request.target.size() + request.remote_address.size() +
                     request.forwarded_host.size();
  for (const Header& header : request.headers) size += header.name.size() + header.value.size();
  text_.reserve(size);  // views must stay valid
  const auto copy = [this](std::string_view text) {
    const std::size_t begin = text_.size();
    text_ += text;
    return std::string_view(text_).substr(begin);
  };
  headers_.reserve(request.headers.size());
  for (const Header& header : request.headers)
    headers_.push_back({.name = copy(header.name), .value = copy(header.value)});
  request_.method = copy(request.method);
  request_.remote_address = copy(request.remote_address);
  request_.forwarded_host = copy(request.forwarded_host);
  set_target(request_, copy(request.target));
  request_.headers = headers_;
  request_.body = {};
}

}  // namespace vgen

/// A request that outlives its connection's buffers.
#pragma once

#include <vgen/http/request.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Owns the text of a request, without a body.
class RequestCopy {
 public:
  explicit RequestCopy(const Request& request);

  [[nodiscard]] const Request& get() const noexcept { return request_; }

 private:
  std::string text_;
  std::vector<Header> headers_;
  Request request_;
};

}  // namespace vgen

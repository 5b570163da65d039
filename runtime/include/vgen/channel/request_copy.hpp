/// A request that outlives its connection's buffers.
#pragma once

#include <vgen/http/request.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Owns the text of a request, without a body. The token of a sub-protocol is its
/// `Authorization`, if it has none.
class RequestCopy {
 public:
  explicit RequestCopy(const Request& request);

  [[nodiscard]] const Request& get() const noexcept { return request_; }
  /// Whether it has the token of a sub-protocol.
  [[nodiscard]] bool has_token() const noexcept { return has_token_; }

 private:
  std::string text_;
  std::vector<Header> headers_;
  Request request_;
  bool has_token_ = false;
};

}  // namespace vgen

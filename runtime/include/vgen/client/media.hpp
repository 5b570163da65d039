/// Answers that are not JSON. Light: no Boost.
#pragma once

#include <string>

namespace vgen::client {

/// The content of an answer whose type the function of the server chooses: a text or bytes.
struct Media {
  std::string type{};   ///< The `Content-Type` of the answer: "image/png".
  std::string bytes{};  ///< The content.

  bool operator==(const Media&) const = default;
};

}  // namespace vgen::client

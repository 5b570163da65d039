/// Certificates and keys for tests of TLS, in PEM format.
#pragma once

#include <string>

namespace vgen_test {

struct Certificate {
  std::string certificate;
  std::string key;
};

/// Signed by itself.
[[nodiscard]] Certificate make_certificate(const std::string& name);
/// Signed by another one.
[[nodiscard]] Certificate make_certificate(const std::string& name, const Certificate& authority);

}  // namespace vgen_test

/// The schemes of `vgen::Security`. Generated code refers to it, so that only servers with schemes
/// load OpenSSL.
#pragma once

#include <vgen/dispatch/session_schemes.hpp>

namespace vgen::session {

/// See `MakeSchemes`. Settings that the options leave out come from the environment:
/// `VGEN_JWKS_FILE`, `VGEN_JWKS`, `VGEN_COOKIE_KEYS_FILE`,
/// `VGEN_COOKIE_KEYS`.
[[nodiscard]] std::unique_ptr<SessionSchemes> make_schemes(const ApiDefinition& definition,
                                                           Foundation& foundation,
                                                           const SessionOptions& options);

}  // namespace vgen::session

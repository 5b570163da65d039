# OpenSSL is only loaded by programs that use it: those with security schemes.
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
vgen_runtime_library(session
  SOURCES bearer_scheme.cpp claims.cpp cookie_scheme.cpp credential_scheme.cpp
    jwk.cpp jwt_signer.cpp jwt_verifier.cpp memory_store.cpp schemes.cpp sealed_text.cpp
    verified_tokens.cpp
  PUBLIC vgen_dispatch
  PRIVATE OpenSSL::Crypto)

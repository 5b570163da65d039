/// What every `SessionStore` must do.
#pragma once

#include <vgen/session/options.hpp>

namespace vgen_test {

/// Runs all checks on a store without sessions.
void check_session_store(vgen::SessionStore& store);

}  // namespace vgen_test

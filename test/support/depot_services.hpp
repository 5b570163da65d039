/// The services of test/golden/depot.
#pragma once

#include "test/golden/depot/depot_api.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/runtime.hpp>

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace depot {

struct StoredNote {
  std::string text{};
  int revision = 0;
};

/// For one thread of a server, and for a test that looks while it runs.
struct Singletons {
  vgen::test::TemporaryFolder folder{};
  std::mutex mutex{};  ///< Of what changes while the server runs.
  std::map<std::int64_t, StoredNote> notes{};
  std::chrono::sys_seconds modified{};  ///< Of all notes.
  std::vector<std::string> paths{};     ///< Of the temporary files that functions have seen.
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// The API, for a host.
vgen::Api make(Singletons& singletons);

}  // namespace depot

#pragma once

#include "chat_api.hpp"
#include "samples/common/sessions.hpp"
#include "store.hpp"

#include <vgen/runtime.hpp>

#include <filesystem>
#include <memory>

namespace chat {

/// Made once and shared by all threads.
struct Singletons {
  explicit Singletons(const std::filesystem::path& folder)
      : store(folder), sessions(std::make_shared<samples::StoredSessions>(store.database())) {}

  Store store;
  std::shared_ptr<samples::StoredSessions> sessions;
};

/// Made for each call.
struct Services {
  Store& store;
  samples::StoredSessions& sessions;
  vgen::Call& call;
};

/// Makes the services of a call.
inline Services make_services(Singletons& shared, vgen::Call& call) {
  return {.store = shared.store, .sessions = *shared.sessions, .call = call};
}

/// Sessions are in the database, so they end with `sign_out` and survive a restart.
inline vgen::SessionOptions session_options(const Singletons& shared) {
  vgen::SessionOptions options;
  options.cookie.store = shared.sessions;
  return options;
}

}  // namespace chat

#pragma once

#include "board_api.hpp"
#include "samples/common/sessions.hpp"
#include "store.hpp"

#include <vgen/runtime.hpp>

#include <filesystem>
#include <memory>

namespace board {

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

/// The settings that the functions need: sessions are in the store, so they end with `sign_out` and
/// survive a restart; files arrive on the disk of the attachments. The singletons must outlive the
/// server.
vgen::SessionOptions session_options(Singletons& shared);
vgen::UploadOptions upload_options(Singletons& shared);

}  // namespace board

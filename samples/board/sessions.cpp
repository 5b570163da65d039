#include "services.hpp"

namespace board {
namespace {

/// The sessions of the cookie, in the database.
class StoredSessions final : public vgen::SessionStore {
 public:
  explicit StoredSessions(Store& store) : store_(store) {}

  void put(std::string_view id, std::string_view session, Time expires) override {
    store_.keep_session(id, session, expires);
  }
  std::optional<std::string> get(std::string_view id, Time now) override {
    return store_.find_session(id, now);
  }
  void remove(std::string_view id) override { store_.remove_session(id); }

 private:
  Store& store_;
};

}  // namespace

vgen::SessionOptions session_options(Singletons& shared) {
  vgen::SessionOptions options;
  options.cookie.store = std::make_shared<StoredSessions>(shared.store);
  return options;
}

vgen::UploadOptions upload_options(Singletons& shared) {
  vgen::UploadOptions options;
  options.folder = shared.store.upload_folder();
  return options;
}

}  // namespace board

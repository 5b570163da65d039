#include "services.hpp"

namespace board {

vgen::SessionOptions session_options(Singletons& shared) {
  vgen::SessionOptions options;
  options.cookie.store = shared.sessions;
  return options;
}

vgen::UploadOptions upload_options(Singletons& shared) {
  vgen::UploadOptions options;
  options.folder = shared.store.upload_folder();
  return options;
}

}  // namespace board

// The functions of test/golden/depot.
#include "api.gen.hpp"
#include "test/support/depot_services.hpp"

#include <string>
#include <utility>

namespace depot {
namespace {

vgen::Version version_of(const Singletons& singletons, std::int64_t id) {
  const auto found = singletons.notes.find(id);
  if (found == singletons.notes.end()) return {.exists = false};
  return {.etag = "r" + std::to_string(found->second.revision), .modified = singletons.modified};
}

}  // namespace

// NOLINTBEGIN(performance-unnecessary-value-param): the header declares it so

void download(Services& services, FileName in) {
  services.call.file((services.singletons.folder.path() / in.name).string());
}

void save(Services& services, FileName in) {
  services.call.file((services.singletons.folder.path() / in.name).string(),
                     {.media_type = "application/octet-stream", .save_as = "Käse \"" + in.name});
}

Note get_note(Services& services, NoteId in) {
  const vgen::Version version = version_of(services.singletons, in.id);
  if (!version.exists) throw vgen::Error(vgen::ErrorKind::not_found);
  if (!services.call.check_version(version)) return {};
  return {.text = services.singletons.notes[in.id].text};
}

void put_note(Services& services, PutNote in) {
  services.call.check_version(version_of(services.singletons, in.id));
  StoredNote& note = services.singletons.notes[in.id];
  note = {.text = std::move(in.text), .revision = note.revision + 1};
}

void report(Services& services) {
  services.call.set_body("text/plain; charset=utf-8", std::string(3000, 'r'));
}

Note secret(Services& services) {
  services.call.set_header("Cache-Control", "no-store");
  return {.text = std::string(3000, 's')};
}

// NOLINTEND(performance-unnecessary-value-param)

vgen::Api make(Singletons& singletons) {
  return api(singletons, [](Singletons& all, vgen::Call& call) { return Services{all, call}; });
}

}  // namespace depot

// The functions of test/golden/depot.
#include "api.gen.hpp"
#include "test/support/depot_services.hpp"

#include <vgen/task.hpp>

#include <cstddef>
#include <fstream>
#include <ios>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace depot {
namespace {

vgen::Version version_of(const Singletons& singletons, std::int64_t id) {
  const auto found = singletons.notes.find(id);
  if (found == singletons.notes.end()) return {.exists = false};
  return {.etag = "r" + std::to_string(found->second.revision), .modified = singletons.modified};
}

Received received(Services& services, const vgen::File& file) {
  {
    const std::lock_guard lock(services.singletons.mutex);
    services.singletons.paths.push_back(file.path);
  }
  std::ifstream stream(file.path, std::ios::binary);
  std::string text(20, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return {.name = file.name, .media_type = file.media_type, .size = file.size, .text = text};
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
  const std::lock_guard lock(services.singletons.mutex);
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

Uploaded upload(Services& services, Upload in) {
  Uploaded out{.title = in.title,
               .rank = in.rank.value_or(0),
               .labels = in.labels,
               .city = in.place ? in.place->city : ""};
  out.files.push_back(received(services, in.photo));
  if (in.preview) out.files.push_back(received(services, *in.preview));
  for (const vgen::File& page : in.pages) out.files.push_back(received(services, page));
  return out;
}

vgen::Task<Uploaded> keep(Services& services, Keep in) {
  Uploaded out;
  out.files.push_back(received(services, in.file));
  in.file.move_to((services.singletons.folder.path() / "kept").string());
  co_return out;
}

Order order(Services& /*services*/, Order in) {
  return in;
}
Reorder reorder(Services& /*services*/, Reorder in) {
  return in;
}

std::vector<Note> find_notes(Services& services, Find in) {
  std::vector<Note> found;
  for (const auto& [id, note] : services.singletons.notes)
    if (note.text.find(in.words) != std::string::npos) found.push_back({.text = note.text});
  return found;
}

// NOLINTEND(performance-unnecessary-value-param)

vgen::Api make(Singletons& singletons) {
  return api(singletons, [](Singletons& all, vgen::Call& call) { return Services{all, call}; });
}

}  // namespace depot

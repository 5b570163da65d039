#include "api.gen.hpp"

#include <vgen/runtime.hpp>

#include <utility>

namespace notes {

struct Services {
  int size = 0;
};

Note add_note(Services& services, AddNote in) {
  if (in.text.empty()) return {};
  Note note;
  note.number = ++services.size;
  return note;
}

}  // namespace notes

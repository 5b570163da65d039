#pragma once

#include <string>

namespace notes {

struct Note {
  int id{};
#ifdef WITH_TITLE
  std::string title;
#endif
};

}  // namespace notes

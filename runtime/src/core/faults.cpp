#include <vgen/core/faults.hpp>

#include <utility>

namespace vgen {

std::string_view name_of(Place place) {
  switch (place) {
    case Place::body: return "body";
    case Place::path: return "path";
    case Place::query: return "query";
    case Place::header: return "header";
    case Place::cookie: return "cookie";
    case Place::message: return "message";
    case Place::params: return "params";
  }
  return {};
}

void Faults::add(Fault fault) {
  if (full()) {
    dropped_ = true;
  } else {
    list_.push_back(std::move(fault));
  }
}

void Faults::shrink(std::size_t size) {
  if (size < list_.size()) list_.resize(size);
  dropped_ = false;
}

}  // namespace vgen

/// Objects of types that are not known here, with several owners.
#pragma once

#include <vgen/core/services.hpp>

#include <memory>
#include <new>

namespace vgen {

/// Makes an object for several owners; the last one destroys it. `make(place)` constructs it and
/// returns whether it did. Returns null if it did not, and for a slot of size 0. If it throws,
/// there is no object.
template <class Make>
[[nodiscard]] std::shared_ptr<void> make_shared_object(const TypeSlot& slot, Make&& make) {
  if (slot.size == 0) return nullptr;
  const std::align_val_t align{slot.align};
  const auto free = [align](void* place) noexcept { ::operator delete(place, align); };
  std::unique_ptr<void, decltype(free)> place(::operator new(slot.size, align), free);
  if (!make(place.get())) return nullptr;
  return {place.release(), [free, destroy = slot.destroy](void* object) noexcept {
            destroy(object);
            free(object);
          }};
}

}  // namespace vgen

#include <vgen/json/fault_site.hpp>

#include <utility>

namespace vgen::json {

namespace {

/// From the root down.
void append_steps(std::string& pointer, const detail::Step* step) {
  // Depth is limited (Limits::max_depth) and this runs only for faults, so recursion is the
  // simplest way.
  if (step == nullptr) return;
  append_steps(pointer, step->parent);
  if (step->key.data() != nullptr) {
    append_pointer(pointer, step->key);
  } else if (step->index != SIZE_MAX) {
    if (step->members != nullptr) {
      append_pointer(pointer, step->members[step->index].name);
    } else {
      pointer.append("/").append(std::to_string(step->index));
    }
  }
}

}  // namespace

void append_pointer(std::string& pointer, std::string_view name) {
  constexpr std::size_t longest =
      100;  // a hostile name of a megabyte must not be repeated in every fault
  const bool cut = name.size() > longest;
  if (cut) {
    name = name.substr(0, longest);
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80)
      name.remove_suffix(1);
    if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xC0) name.remove_suffix(1);
  }
  pointer += '/';
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  if (cut) pointer += "…";
}

std::string FaultSite::pointer() const {
  std::string text(base_);
  append_steps(text, step_);
  return text;
}

void FaultSite::fault(std::string_view code, std::string limit, std::string message) {
  if (silent_) return;
  if (faults_->full()) return faults_->drop();
  faults_->add({.in = place_,
                .pointer = pointer(),
                .code = code,
                .limit = std::move(limit),
                .message = std::move(message)});
}

}  // namespace vgen::json

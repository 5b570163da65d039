#include "flush_list.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstddef>

namespace vgen::server {

void FlushList::add(Driver& driver) {
  if (std::ranges::find(drivers_, &driver) != drivers_.end()) return;
  const bool first = drivers_.empty();
  drivers_.push_back(&driver);
  if (first) boost::asio::post(*executor_, [this] { flush(); });
}

void FlushList::remove(Driver& driver) noexcept {
  std::erase(drivers_, &driver);
  std::ranges::replace(now_, &driver, nullptr);
}

/// A driver may add and remove others meanwhile.
void FlushList::flush() noexcept {
  now_.swap(drivers_);
  for (std::size_t i = 0; i < now_.size(); ++i) {
    if (now_[i] != nullptr) now_[i]->resumed();
  }
  now_.clear();
}

}  // namespace vgen::server

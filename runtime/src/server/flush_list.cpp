#include "flush_list.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstddef>

namespace vgen::server {

void FlushList::add(Entry& entry) {
  if (entry.is_listed) return;
  const bool is_first = entries_.empty();
  entries_.push_back(&entry);
  entry.is_listed = true;
  if (is_first) boost::asio::post(*executor_, [this] { flush(); });
}

void FlushList::remove(Entry& entry) noexcept {
  if (!entry.is_listed) return;
  std::erase(entries_, &entry);
  std::ranges::replace(now_, &entry, nullptr);
}

/// A driver may add and remove entries meanwhile.
void FlushList::flush() noexcept {
  now_.swap(entries_);
  for (std::size_t i = 0; i < now_.size(); ++i) {
    Entry* const entry = now_[i];
    if (entry == nullptr) continue;
    now_[i] = nullptr;
    entry->is_listed = false;
    entry->driver.resumed();
  }
  now_.clear();
}

}  // namespace vgen::server

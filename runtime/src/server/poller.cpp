#include "poller.hpp"

#include <cerrno>
#include <system_error>

namespace vgen::server {
namespace {

epoll_event event_of(void* owner) noexcept {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = owner;
  return event;
}

}  // namespace

Poller::Poller() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_.good()) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

bool Poller::add(int socket, void* owner) noexcept {
  epoll_event event = event_of(owner);
  return epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket, &event) == 0;
}

void Poller::tell_again(int socket, void* owner) noexcept {
  epoll_event event = event_of(owner);
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, socket, &event);
}

std::span<const epoll_event> Poller::ready() noexcept {
  const int count = epoll_wait(epoll_.get(), events_.data(), static_cast<int>(events_.size()), 0);
  return {events_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

}  // namespace vgen::server

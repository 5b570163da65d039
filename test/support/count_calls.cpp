#include "test/support/count_calls.hpp"

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace {

std::atomic<std::size_t> sends = 0;
std::atomic<std::size_t> receives = 0;
thread_local bool counted = true;

}  // namespace

void vgen_test::count_calls_of_other_threads() noexcept {
  counted = false;
  sends = 0;
  receives = 0;
}

vgen_test::Calls vgen_test::counted_calls() noexcept {
  return {.sends = sends, .receives_with_bytes = receives};
}

// What the program calls instead of the functions of the C library of these names.
extern "C" {

ssize_t send(int socket, const void* data, std::size_t size, int flags) {
  if (counted) ++sends;
  return syscall(SYS_sendto, socket, data, size, flags, nullptr, 0);
}

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  if (counted) ++sends;
  return syscall(SYS_sendmsg, socket, message, flags);
}

ssize_t recv(int socket, void* data, std::size_t size, int flags) {
  const ssize_t received = syscall(SYS_recvfrom, socket, data, size, flags, nullptr, nullptr);
  if (counted && received > 0) ++receives;
  return received;
}
}

#include "test/support/count_calls.hpp"

#include <dlfcn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdarg>
#include <utility>

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

// What the program calls instead of the functions of the C library of these names. Connections send
// one piece, and receive, by `syscall`.
extern "C" {

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  if (counted) ++sends;
  return syscall(SYS_sendmsg, socket, message, flags);
}

// Those of Asio. A look at what has arrived does not count.

ssize_t send(int socket, const void* bytes, size_t size, int flags) {
  return syscall(SYS_sendto, socket, bytes, size, flags, nullptr, 0);
}

ssize_t recv(int socket, void* bytes, size_t size, int flags) {
  if ((flags & MSG_PEEK) == 0)
    return syscall(SYS_recvfrom, socket, bytes, size, flags, nullptr, nullptr);
  const bool before = std::exchange(counted, false);
  const ssize_t result = syscall(SYS_recvfrom, socket, bytes, size, flags, nullptr, nullptr);
  counted = before;
  return result;
}

long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  long argument[6];
  for (long& one : argument) one = va_arg(list, long);
  va_end(list);
  using Function = long (*)(long, long, long, long, long, long, long);
  static const auto of_library = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "syscall"));
  // Before the call: afterwards the peer may already have what was sent, and reset the count.
  if (counted && number == SYS_sendto) ++sends;
  const long result = of_library(number, argument[0], argument[1], argument[2], argument[3],
                                 argument[4], argument[5]);
  if (counted && number == SYS_recvfrom && result > 0) ++receives;
  return result;
}
}

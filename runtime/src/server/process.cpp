#include "process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

namespace vgen::server {
namespace {

void raise_file_limit() noexcept {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

/// Keeps a handler that the program has set.
void ignore(int number) noexcept {
  struct sigaction now{};
  if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_DFL)
    ::signal(number, SIG_IGN);
}

void open_standard_streams() noexcept {
  int descriptor = 0;
  while (descriptor >= 0 && descriptor <= STDERR_FILENO) descriptor = ::open("/dev/null", O_RDWR);
  if (descriptor > STDERR_FILENO) ::close(descriptor);
}

}  // namespace

void prepare_process() noexcept {
  open_standard_streams();
  raise_file_limit();
  ignore(SIGPIPE);
  ignore(SIGXFSZ);
}

void block_broken_pipes() noexcept {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace vgen::server

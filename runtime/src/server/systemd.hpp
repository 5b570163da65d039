/// What systemd and a server tell each other: sockets that it has opened, and states of the server.
#pragma once

#include <vgen/core/descriptor.hpp>

#include <string_view>

namespace vgen::server {

/// The listening socket that systemd passes to this process (`LISTEN_FDS`); none if it passes none.
/// Takes it out of the environment, so that it is found once. Throws `std::invalid_argument` with
/// one sentence if there are several, or if it is not a TCP socket that listens.
[[nodiscard]] Descriptor passed_socket();

/// Sends a state such as "READY=1" to `NOTIFY_SOCKET`. Has no effect without it.
void notify_manager(std::string_view state) noexcept;

}  // namespace vgen::server

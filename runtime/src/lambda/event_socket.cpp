#include "event_socket.hpp"

namespace vgen::server {

template class ConnectionOn<lambda::EventSocket>;

}  // namespace vgen::server

/// Settings of the process that a server runs as.
#pragma once

namespace vgen::server {

/// Prepares the process for a server that must survive: the soft limit of open files becomes the
/// hard one, a log that cannot be written sends no signal that ends the process, and the
/// descriptors of the standard streams are open, so that no socket gets one of them.
void prepare_process() noexcept;

}  // namespace vgen::server

/// Settings of the process that a server runs as.
#pragma once

namespace vgen::server {

/// Prepares the process for a server that must survive: the soft limit of open files becomes the
/// hard one, a log that cannot be written sends no signal that ends the process, and the
/// descriptors of the standard streams are open, so that no socket gets one of them.
void prepare_process() noexcept;

/// A log pipe whose reader is gone must not end the process. Only for this thread and those that it
/// starts, because the process is not ours.
void block_broken_pipes() noexcept;

}  // namespace vgen::server

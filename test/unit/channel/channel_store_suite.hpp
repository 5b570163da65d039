/// What every `ChannelStore` must do. A new store calls `check_channel_store`.
#pragma once

#include <vgen/channel/channel_store.hpp>

namespace vgen_test {

/// Runs all checks with stores that share their records and have none: two objects, as of two
/// processes, or one and the same.
void check_channel_store(vgen::ChannelStore& store, vgen::ChannelStore& other);

}  // namespace vgen_test

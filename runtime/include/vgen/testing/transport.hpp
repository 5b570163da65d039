/// Lets a generated client call an API in the same process, for tests.
#pragma once

#include <vgen/client/transport.hpp>
#include <vgen/testing/client.hpp>

#include <memory>

namespace vgen::testing {

/// Carries the requests of a client to APIs in memory, without sockets:
///
///     todo::client::Api api({.base_url = "http://memory",
///                            .transport = vgen::testing::transport(todo::api(singletons,
///                            factory))});
///
/// Functions run on the thread of the client, one after the other. Throws `std::invalid_argument`
/// if the APIs contradict each other.
[[nodiscard]] std::shared_ptr<client::Transport> transport(Apis apis,
                                                           const ClientOptions& options = {});

}  // namespace vgen::testing

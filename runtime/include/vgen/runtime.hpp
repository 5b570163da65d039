/// Everything that a program needs to serve an API: results, the call, the server. Light: no Boost.
///
/// A source that defines coroutines includes `vgen/task.hpp` instead.
#pragma once

#include <vgen/api.hpp>
#include <vgen/channel/channel.hpp>

#include <vgen/core/clock.hpp>
#include <vgen/core/error.hpp>
#include <vgen/core/log.hpp>
#include <vgen/core/result.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/pubsub/hub.hpp>
#include <vgen/server/serve.hpp>
#include <vgen/server/server.hpp>
#include <vgen/version.hpp>

/// Everything that a source needs to define coroutines: functions of an API, permissions,
/// middleware, resolvers of sessions.
#pragma once

#include <vgen/codegen/later_session.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/next.hpp>
#include <vgen/dispatch/sleep.hpp>
#include <vgen/runtime.hpp>

/// Makes `vgen::Task` complete: include it, or `vgen/task.hpp`, where a coroutine is defined or
/// awaited. Slow to parse (Boost.Asio).
#pragma once

#include <vgen/api.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

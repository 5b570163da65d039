/// Makes `vgen::Task` complete. A source that defines or awaits a coroutine includes this header or
/// `vgen/task.hpp`. Slow to parse (Boost.Asio).
#pragma once

#include <vgen/api.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

/// Everything that a source needs to define functions of an API as coroutines.
#pragma once

#include <vgen/core/task.hpp>
#include <vgen/runtime.hpp>

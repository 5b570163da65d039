/// Everything that a source needs in which functions of an API are defined as coroutines.
#pragma once

#include <vgen/core/task.hpp>
#include <vgen/runtime.hpp>

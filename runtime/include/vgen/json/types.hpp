/// Reads and writes the types that `read.hpp` and `write.hpp` alone do not support.
#pragma once

#include <vgen/json/any.hpp>
#include <vgen/json/bytes.hpp>
#include <vgen/json/calendar.hpp>
#include <vgen/json/names.hpp>
#include <vgen/json/tuple.hpp>
#include <vgen/json/variant.hpp>
#include <vgen/json/wrappers.hpp>

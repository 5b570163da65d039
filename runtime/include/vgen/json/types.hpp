/// Reading and writing of the types that `read.hpp` and `write.hpp` do not know by themselves.
#pragma once

#include <vgen/json/any.hpp>
#include <vgen/json/bytes.hpp>
#include <vgen/json/calendar.hpp>
#include <vgen/json/names.hpp>
#include <vgen/json/tuple.hpp>
#include <vgen/json/variant.hpp>
#include <vgen/json/wrappers.hpp>

/// The headers that every case includes, compiled once.
#pragma once

#include "driver.hpp"

#include <vgen/api.hpp>
#include <vgen/codegen/api.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/json/types.hpp>
#include <vgen/types.hpp>

#include <boost/uuid/uuid.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

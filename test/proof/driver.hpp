/// The C++ side of the proof: what the APIs of generated headers answer to documents.
#pragma once

#include <vgen/dispatch/api.hpp>

#include <functional>
#include <string>

namespace proof {

/// Makes an API known to the program; its functions return what they get.
struct Case {
  Case(std::string name, std::function<vgen::Api()> make);
};

}  // namespace proof

/// The C++ side of the proof: the answers of the APIs of generated headers to documents.
#pragma once

#include <vgen/dispatch/api.hpp>

#include <functional>
#include <string>

namespace proof {

/// Registers an API with the program. Its functions return their input.
struct Case {
  Case(std::string name, std::function<vgen::Api()> make);
};

}  // namespace proof

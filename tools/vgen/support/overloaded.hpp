#pragma once

namespace vgen::tool {

/// A visitor made of lambdas, one for each type that may come.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace vgen::tool

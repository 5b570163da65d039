/// One topic, as functions name it.
#pragma once

#include <vgen/api.hpp>

#include <string_view>
#include <tuple>

namespace vgen {

/// A topic without its types: the name of the declaration, and the values of its parameters, a
/// tuple of the declared types. A view.
struct TopicReferenceAt {
  std::string_view name{};
  const void* parameters = nullptr;
};

/// A topic with values for its parameters: `todo_events("home")`. It has copies of them. The name
/// must outlive it, as that of a constant does.
template <class T, class... Parameters>
class TopicAt {
 public:
  TopicAt(std::string_view name, const Parameters&... parameters)
      : name_(name), parameters_(parameters...) {}

  /// Valid as long as this object.
  [[nodiscard]] TopicReferenceAt reference() const noexcept { return {name_, &parameters_}; }

 private:
  std::string_view name_;
  std::tuple<Parameters...> parameters_;
};

template <class T, class... Parameters>
TopicAt<T, Parameters...> Topic<T, Parameters...>::operator()(
    const Parameters&... parameters) const {
  return {name, parameters...};
}

}  // namespace vgen

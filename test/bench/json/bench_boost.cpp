#include "bench_fields.hpp"
#include "bench_peers.hpp"

#include <boost/json.hpp>
#include <boost/json/src.hpp>

namespace bench {

namespace {

namespace bj = boost::json;

std::string_view text_of(const bj::string& text) {
  return {text.data(), text.size()};
}
bj::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

template <class T>
bool read(const bj::value& from, T& to) {
  if constexpr (std::is_same_v<T, std::string>) {
    to = text_of(from.as_string());
  } else if constexpr (std::is_same_v<T, Priority>) {
    return read_priority(text_of(from.as_string()), to);
  } else if constexpr (std::is_same_v<T, bool>) {
    to = from.as_bool();
  } else if constexpr (std::is_same_v<T, double>) {
    to = from.to_number<double>();
  } else if constexpr (std::is_integral_v<T>) {
    to = from.to_number<T>();
  } else if constexpr (is_optional<T>) {
    if (!from.is_null()) return read(from, to.emplace());
    to.reset();
  } else if constexpr (is_map<T>) {
    for (const auto& member : from.as_object()) {
      if (!read(member.value(), to[std::string(member.key().data(), member.key().size())]))
        return false;
    }
  } else if constexpr (is_list<T>) {
    for (const bj::value& item : from.as_array()) {
      if (!read(item, to.emplace_back())) return false;
    }
  } else {
    const bj::object& object = from.as_object();
    bool good = true;
    fields(to, [&](std::string_view name, auto& member) {
      if (!good) return;
      const bj::value* const found = object.if_contains(view(name));
      good = found != nullptr ? read(*found, member)
                              : is_optional<std::remove_cvref_t<decltype(member)>>;
    });
    return good && within_limits(to);
  }
  return true;
}

template <class T>
bj::value tree_of(const T& from, const bj::storage_ptr& memory) {
  if constexpr (std::is_same_v<T, std::string>) {
    return bj::string(view(from), memory);
  } else if constexpr (std::is_same_v<T, Priority>) {
    return bj::string(view(priorities[static_cast<int>(from)]), memory);
  } else if constexpr (std::is_arithmetic_v<T>) {
    return bj::value(from, memory);
  } else if constexpr (is_map<T>) {
    bj::object object(memory);
    for (const auto& [key, item] : from) object.emplace(view(key), tree_of(item, memory));
    return object;
  } else if constexpr (is_list<T>) {
    bj::array array(memory);
    array.reserve(from.size());
    for (const auto& item : from) array.push_back(tree_of(item, memory));
    return array;
  } else {
    bj::object object(memory);
    fields(from, [&](std::string_view name, const auto& member) {
      if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
        if (member) object.emplace(view(name), tree_of(*member, memory));
      } else {
        object.emplace(view(name), tree_of(member, memory));
      }
    });
    return object;
  }
}

}  // namespace

template <class T>
bool boost_read(std::string_view text, T& to) {
  bj::monotonic_resource memory;
  return read(bj::parse(view(text), &memory), to);
}

template <class T>
void boost_write(std::string& out, const T& from) {
  bj::monotonic_resource memory;
  out = bj::serialize(tree_of(from, &memory));
}

template bool boost_read(std::string_view, std::vector<Record>&);
template bool boost_read(std::string_view, std::vector<Point>&);
template bool boost_read(std::string_view, std::vector<Status>&);
template bool boost_read(std::string_view, Catalog&);
template bool boost_read(std::string_view, Timeline&);
template bool boost_read(std::string_view, Programme&);
template void boost_write(std::string&, const std::vector<Record>&);
template void boost_write(std::string&, const std::vector<Point>&);
template void boost_write(std::string&, const std::vector<Status>&);
template void boost_write(std::string&, const Catalog&);

}  // namespace bench

#include "bench_fields.hpp"
#include "bench_peers.hpp"

#include <nlohmann/json.hpp>

namespace bench {

namespace {

template <class T>
bool read(const nlohmann::json& from, T& to) {
  if constexpr (std::is_same_v<T, Priority>) {
    return read_priority(from.get_ref<const std::string&>(), to);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_arithmetic_v<T>) {
    from.get_to(to);
    return true;
  } else if constexpr (is_optional<T>) {
    if (!from.is_null()) return read(from, to.emplace());
    to.reset();
    return true;
  } else if constexpr (is_map<T>) {
    for (const auto& [key, item] : from.items()) {
      if (!read(item, to[key])) return false;
    }
    return true;
  } else if constexpr (is_list<T>) {
    for (const auto& item : from) {
      if (!read(item, to.emplace_back())) return false;
    }
    return true;
  } else {
    bool good = true;
    fields(to, [&](const char* name, auto& member) {
      if (!good) return;
      const auto found = from.find(name);
      good = found != from.end() ? read(*found, member)
                                 : is_optional<std::remove_cvref_t<decltype(member)>>;
    });
    return good && within_limits(to);
  }
}

template <class T>
nlohmann::json tree_of(const T& from) {
  if constexpr (std::is_same_v<T, Priority>) {
    return priorities[static_cast<int>(from)];
  } else if constexpr (std::is_same_v<T, std::string> || std::is_arithmetic_v<T>) {
    return from;
  } else if constexpr (is_map<T>) {
    nlohmann::json object = nlohmann::json::object();
    for (const auto& [key, item] : from) object[key] = tree_of(item);
    return object;
  } else if constexpr (is_list<T>) {
    nlohmann::json array = nlohmann::json::array();
    for (const auto& item : from) array.push_back(tree_of(item));
    return array;
  } else {
    nlohmann::json object = nlohmann::json::object();
    fields(from, [&](const char* name, const auto& member) {
      if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
        if (member) object[name] = tree_of(*member);
      } else {
        object[name] = tree_of(member);
      }
    });
    return object;
  }
}

}  // namespace

template <class T>
bool nlohmann_read(std::string_view text, T& to) {
  return read(nlohmann::json::parse(text), to);
}

template <class T>
void nlohmann_write(std::string& out, const T& from) {
  out = tree_of(from).dump();
}

template bool nlohmann_read(std::string_view, std::vector<Record>&);
template bool nlohmann_read(std::string_view, std::vector<Point>&);
template bool nlohmann_read(std::string_view, std::vector<Status>&);
template bool nlohmann_read(std::string_view, Catalog&);
template bool nlohmann_read(std::string_view, Timeline&);
template bool nlohmann_read(std::string_view, Programme&);
template void nlohmann_write(std::string&, const std::vector<Record>&);
template void nlohmann_write(std::string&, const std::vector<Point>&);
template void nlohmann_write(std::string&, const std::vector<Status>&);
template void nlohmann_write(std::string&, const Catalog&);

}  // namespace bench

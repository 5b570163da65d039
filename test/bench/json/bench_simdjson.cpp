#include "bench_fields.hpp"
#include "bench_peers.hpp"

#include <simdjson.h>

namespace bench {

namespace {

namespace od = simdjson::ondemand;

template <bool InOrder, class T>
bool read(od::value from, T& to) {
  if constexpr (std::is_same_v<T, std::string>) {
    std::string_view view;
    if (from.get_string().get(view) != simdjson::SUCCESS) return false;
    to = view;
    return true;
  } else if constexpr (std::is_same_v<T, Priority>) {
    std::string_view view;
    return from.get_string().get(view) == simdjson::SUCCESS && read_priority(view, to);
  } else if constexpr (std::is_same_v<T, bool>) {
    return from.get_bool().get(to) == simdjson::SUCCESS;
  } else if constexpr (std::is_same_v<T, double>) {
    return from.get_double().get(to) == simdjson::SUCCESS;
  } else if constexpr (std::is_integral_v<T>) {
    std::int64_t number = 0;
    if (from.get_int64().get(number) != simdjson::SUCCESS || !std::in_range<T>(number))
      return false;
    to = static_cast<T>(number);
    return true;
  } else if constexpr (is_optional<T>) {
    if (!from.is_null()) return read<InOrder>(from, to.emplace());
    to.reset();
    return true;
  } else if constexpr (is_map<T>) {
    od::object object;
    if (from.get_object().get(object) != simdjson::SUCCESS) return false;
    for (auto field : object) {
      std::string_view key;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS) return false;
      if (!read<InOrder>(field.value(), to[std::string(key)])) return false;
    }
    return true;
  } else if constexpr (is_list<T>) {
    od::array array;
    if (from.get_array().get(array) != simdjson::SUCCESS) return false;
    for (auto item : array) {
      if (item.error() != simdjson::SUCCESS ||
          !read<InOrder>(item.value_unsafe(), to.emplace_back()))
        return false;
    }
    return true;
  } else {
    od::object object;
    if (from.get_object().get(object) != simdjson::SUCCESS) return false;
    bool good = true;
    fields(to, [&](std::string_view name, auto& member) {
      if (!good) return;
      od::value value;
      const auto error = InOrder ? object.find_field(name).get(value)
                                 : object.find_field_unordered(name).get(value);
      if (error == simdjson::SUCCESS) {
        good = read<InOrder>(value, member);
      } else {
        good = is_optional<std::remove_cvref_t<decltype(member)>>;
      }
    });
    return good && within_limits(to);
  }
}

}  // namespace

template <class T>
bool simdjson_read(std::string_view text, T& to, bool in_order) {
  static od::parser parser;
  od::document document;
  if (parser.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING)
          .get(document) != simdjson::SUCCESS)
    return false;
  od::value root;
  if (document.get_value().get(root) != simdjson::SUCCESS) return false;
  return in_order ? read<true>(root, to) : read<false>(root, to);
}

template bool simdjson_read(std::string_view, std::vector<Record>&, bool);
template bool simdjson_read(std::string_view, std::vector<Point>&, bool);
template bool simdjson_read(std::string_view, std::vector<Status>&, bool);
template bool simdjson_read(std::string_view, Catalog&, bool);
template bool simdjson_read(std::string_view, Timeline&, bool);
template bool simdjson_read(std::string_view, Programme&, bool);

}  // namespace bench

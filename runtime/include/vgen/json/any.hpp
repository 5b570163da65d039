/// `nlohmann::json`: any JSON value. The type is recognised by its members, without its header.
/// Integers of 64 bits keep every digit; larger ones become doubles. Depth, sizes, UTF-8 and names
/// are checked as for any other value.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace vgen::json::detail {

/// The kind of a number in a JSON text that is read without a type.
struct AnyNumber {
  enum class Kind : unsigned char { none, negative, natural, real } kind = Kind::none;
  std::int64_t negative = 0;
  std::uint64_t natural = 0;
  double real = 0;
};

/// Returns `none` after it reported a fault.
AnyNumber read_any_number(Reader& in);
void write_any_integer(Writer& out, std::int64_t value);
void write_any_natural(Writer& out, std::uint64_t value);
void no_json(Writer& out);

template <class T>
struct Form<T, Kind::any> {
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&...) {
    switch (in.peek()) {
      case '{': return read_object(in, value);
      case '[': return read_array(in, value);
      case '"': {
        value = typename T::string_t();
        in.string(value.template get_ref<typename T::string_t&>());
        return;
      }
      case 't':
      case 'f': {
        bool boolean = false;
        if (in.boolean(boolean)) value = boolean;
        return;
      }
      case 'n':
        value = nullptr;
        in.null();
        return;
      default: return read_number(in, value);
    }
  }

  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    using Type = typename T::value_t;
    switch (value.type()) {
      case Type::null: return out.null();
      case Type::boolean: return out.boolean(value.template get_ref<const bool&>());
      case Type::number_integer:
        return write_any_integer(out,
                                 value.template get_ref<const typename T::number_integer_t&>());
      case Type::number_unsigned:
        return write_any_natural(out,
                                 value.template get_ref<const typename T::number_unsigned_t&>());
      case Type::number_float:
        return out.number(value.template get_ref<const typename T::number_float_t&>());
      case Type::string: return out.string(value.template get_ref<const typename T::string_t&>());
      case Type::array: {
        ArrayWriter array(out);
        for (const T& item : value) write(array.item(), item);
        return;
      }
      case Type::object: {
        ObjectWriter object(out);
        for (const auto& [name, member] : value.template get_ref<const typename T::object_t&>())
          write(object.key(name), member);
        return;
      }
      default: no_json(out);
    }
  }

 private:
  static void read_number(Reader& in, T& value) {
    const AnyNumber number = read_any_number(in);
    switch (number.kind) {
      case AnyNumber::Kind::none: return;
      case AnyNumber::Kind::negative: value = number.negative; return;
      case AnyNumber::Kind::natural: value = number.natural; return;
      case AnyNumber::Kind::real: value = number.real; return;
    }
  }
  static void read_array(Reader& in, T& value) {
    value = T::array();
    auto& items = value.template get_ref<typename T::array_t&>();
    ArrayReader array(in);
    while (array.next()) read(in, items.emplace_back());
    array.finish({});
  }
  static void read_object(Reader& in, T& value) {
    value = T::object();
    auto& members = value.template get_ref<typename T::object_t&>();
    MapReader map(in);
    std::string name;
    while (map.next(name)) {
      const auto [member, inserted] = members.emplace(std::move(name), nullptr);
      map.stands_at(member->first);
      if (!inserted) {
        map.duplicate();
      } else {
        read(in, member->second);
      }
    }
    map.finish({});
  }
};

}  // namespace vgen::json::detail

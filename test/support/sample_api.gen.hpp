// Written by hand in the style of generated code.
#pragma once

#include "test/support/sample_api.hpp"

#include <vgen/codegen/api.hpp>

#include <utility>

namespace sample {

/// The operations and documents of this API, as generated.
const vgen::ApiDefinition& api_definition();

template <class Singletons, class Factory, class Resolve>
vgen::Api api(Singletons& singletons, Factory factory, Resolve resolve) {
  return vgen::codegen::make_api<Services, Session>(api_definition(), singletons,
                                                    std::move(factory), std::move(resolve));
}

}  // namespace sample

namespace vgen::json {

template <>
struct Enumerators<sample::Level> {
  static constexpr Enumerator<sample::Level> list[] = {
      {"low", sample::Level::low},
      {"normal", sample::Level::normal},
      {"high", sample::Level::high},
  };
};

template <>
struct Codec<sample::Item> {
  static void read(Reader& in, sample::Item& value);
  static void write(Writer& out, const sample::Item& value);
};

template <>
struct Codec<sample::NotFound> {
  static void read(Reader& in, sample::NotFound& value);
  static void write(Writer& out, const sample::NotFound& value);
};

template <>
struct Codec<sample::CreateItem> {
  static void read(Reader& in, sample::CreateItem& value);
  static void write(Writer& out, const sample::CreateItem& value);
};

template <>
struct Codec<sample::UpdateItem> {
  static void read(Reader& in, sample::UpdateItem& value);
  static void write(Writer& out, const sample::UpdateItem& value);
};

template <>
struct Codec<sample::Search> {
  static void read(Reader& in, sample::Search& value);
  static void write(Writer& out, const sample::Search& value);
};

template <>
struct Codec<sample::Keyed> {
  static void read(Reader& in, sample::Keyed& value);
  static void write(Writer& out, const sample::Keyed& value);
};

template <>
struct Codec<sample::Text> {
  static void read(Reader& in, sample::Text& value);
  static void write(Writer& out, const sample::Text& value);
};

template <>
struct Codec<sample::Greeting> {
  static void read(Reader& in, sample::Greeting& value);
  static void write(Writer& out, const sample::Greeting& value);
};

template <>
struct Codec<sample::PutOptional> {
  static void read(Reader& in, sample::PutOptional& value);
  static void write(Writer& out, const sample::PutOptional& value);
};

}  // namespace vgen::json

#include "tools/vgen/emit/asyncapi/asyncapi.hpp"
#include "tools/vgen/emit/cpp/cpp.hpp"
#include "tools/vgen/emit/cpp_client/cpp_client.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/model/model.hpp"
#include "tools/vgen/emit/openapi/openapi.hpp"
#include "tools/vgen/emit/schema/json_schema.hpp"
#include "tools/vgen/emit/typescript/typescript.hpp"

namespace vgen::tool::emit {
namespace {

constexpr Emitter all[] = {
    {.id = "cpp",
     .description = "NAME.gen.hpp, NAME.gen.cpp, NAME.openapi.gen.cpp: codecs and server binding",
     .emit = emit_cpp},
    {.id = "openapi",
     .description = "openapi.json: OpenAPI 3.1, or 3.2 if there is a stream or QUERY",
     .emit = emit_openapi},
    {.id = "asyncapi",
     .description = "asyncapi.json: the channels as AsyncAPI 3.1",
     .emit = emit_asyncapi},
    {.id = "json_schema",
     .description = "json_schema/NAME.schema.json: JSON Schema 2020-12, one per type",
     .emit = emit_json_schema},
    {.id = "model",
     .description = "model.json: everything that vgen knows about the API",
     .emit = emit_model},
    {.id = "typescript",
     .description = "typescript/: a typed client for browsers, Node, Deno and Bun",
     .emit = emit_typescript},
    {.id = "cpp_client",
     .description = "NAME_client.gen.hpp, NAME_client.gen.cpp: a typed client in C++",
     .emit = emit_cpp_client},
};

}  // namespace

std::span<const Emitter> emitters() {
  return all;
}

}  // namespace vgen::tool::emit

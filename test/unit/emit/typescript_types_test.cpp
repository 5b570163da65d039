#include "test/unit/emit/types_model.hpp"
#include "tools/vgen/emit/typescript/typescript.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <variant>

using namespace vgen::tool;

namespace {

std::string text_of(const model::ApiModel& api, const std::string& name) {
  const auto files = emit::emit_typescript(api, {});
  const auto found = std::ranges::find(files, "typescript/" + name, &emit::GeneratedFile::path);
  return found == files.end() ? std::string() : found->text.substr(found->text.find("\n\n") + 2);
}

}  // namespace

TEST_CASE("TypeScript: every type", "[emit]") {
  CHECK(text_of(test::types_model(), "types.ts") == R"(export type Serial = string;

/** @minimum 1 */
export type Count = number;

/** @unit ns */
export type Pause = string;

export interface Node {
  next: Node | null;
}

/**
 * By card.
 *
 * @example {"number": "4111"}
 */
export interface Card {
  number: string;
}

export interface Cash {}

export interface Circle {
  radius: number;
}

export interface Square {
  side: number;
}

export interface Everything {
  null: null;
  timestamp: string;
  date: string;
  /**
   * @maximum 1e4
   * @unit ms
   */
  duration: number;
  /** @unit s */
  seconds: number;
  /** @contentEncoding base64 */
  bytes: string;
  /** @contentEncoding base64 */
  key: string;
  uuid: string;
  path: string;
  any: unknown;
  digits: string;
  serial: Serial;
  /** @maximum 99 */
  small_serial: Serial;
  count_as_digits: string;
  /** @maximum 7 */
  pause: Pause;
  nullable_count_as_digits: string | null;
  /** Or nothing. */
  nullable_text: string | null;
  /** The first one. */
  nullable_node: Node | null;
  nullable_any: unknown;
  nullable_list: string[] | null;
  list_of_nullable: (number | null)[];
  /** @maximum 9 */
  patch?: number | null | undefined;
  maybe?: string | undefined;
  box: string;
  pair: [string, number];
  nothing: [];
  nested: [[string, string] | null, string];
  anything_by_name: Record<string, unknown>;
  payment: Payment;
  nullable_payment: Payment | null;
  shape: Shape;
  scalar: Scalar;
  mixed: Mixed;
}

/**
 * How to pay.
 *
 * @example {"type": "cash"}
 */
export type Payment = PaymentCard | Paymentcash;

/**
 * By card.
 *
 * @example {"type":"Card","number": "4111"}
 */
export interface PaymentCard extends Card {
  type: "Card";
}

export interface Paymentcash extends Cash {
  type: "cash";
}

export type Shape = Circle | Square;

export type Scalar = null | number | string;

export type Mixed = string | MixedCircle | MixedSquare;

export interface MixedCircle extends Circle {
  kind: "Circle";
}

export interface MixedSquare extends Square {
  kind: "Square";
}

export type SendInput = Everything;
export type SendOutput = Everything;
)");
}

TEST_CASE("TypeScript: null once, for what may be left out", "[emit]") {
  model::ApiModel api = test::types_model();
  api.policies.null_as_absent = true;
  api.structs.back().input_name = "EverythingInput";
  const std::string types = text_of(api, "types.ts");
  CHECK(types.find("\n  maybe?: string | null | undefined;\n") != types.npos);
  CHECK(types.find("\n  patch?: number | null | undefined;\n") != types.npos);
}

TEST_CASE("TypeScript: both shapes of a variant", "[emit]") {
  model::ApiModel api = test::types_model();
  std::ranges::find(api.structs, "Card", &model::Struct::name)->input_name = "CardInput";
  model::Variant& payment = api.variants.front();
  payment.input_name = "PaymentInput";
  payment.alternatives.front().input_component = "PaymentCardInput";
  const std::string types = text_of(api, "types.ts");
  CHECK(types.find("export type Payment = PaymentCard | Paymentcash;") != types.npos);
  CHECK(types.find("export type PaymentInput = PaymentCardInput | Paymentcash;") != types.npos);
  CHECK(types.find("export interface PaymentCardInput extends CardInput {\n  type: \"Card\";\n}") !=
        types.npos);
  CHECK(types.find("export interface Paymentcash extends") ==
        types.rfind("export interface Paymentcash extends"));
}

TEST_CASE("TypeScript: helpers for bytes, where there are bytes", "[emit]") {
  model::ApiModel api = test::types_model();
  CHECK(text_of(api, "index.ts")
            .find("export { base64ToBytes, bytesToBase64 } from \"./runtime/base64.js\";\n") !=
        std::string::npos);
  CHECK_FALSE(text_of(api, "runtime/base64.ts").empty());
  for (model::Type& type : api.types) {
    if (std::holds_alternative<model::Bytes>(type.kind)) type.kind = model::String{};
  }
  CHECK(text_of(api, "index.ts").find("base64") == std::string::npos);
  CHECK(text_of(api, "runtime/base64.ts").empty());
}

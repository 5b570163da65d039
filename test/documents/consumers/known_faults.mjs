// What generators write from correct documents and TypeScript refuses. Each entry must still
// happen: one that does not is to be removed. `file` is a part of the path, `text` a part of the
// compiler's message.
export const knownFaults = [
  {
    generator: "oazapfts",
    file: "/api.ts",
    text: '"X-Numbers"',
    why: "it has no type for a header that is a list",
  },
  {
    generator: "rtk-query",
    file: "/api.ts",
    text: '"X-Numbers"',
    why: "it has no type for a header that is a list",
  },
  {
    generator: "kubb",
    file: "/clients/",
    text: '"X-Numbers"',
    why: "it has no type for a header that is a list",
  },
  {
    generator: "kubb",
    file: "everything/gen/clients/echo.ts",
    text: "'values.holes'",
    why: "its types forget null within a list, its zod schemas do not",
  },
  {
    generator: "openapi-zod-client",
    file: "shop/api.ts",
    text: "FormulaSum",
    why: "zod 3 has no lazy schema in a discriminated union",
  },
  {
    generator: "oazapfts",
    file: "places/api.ts",
    text: "is not assignable to 'string' index type 'number'",
    why: "its index signature of further members does not allow the declared ones",
  },
  {
    generator: "orval-7",
    file: "places/api.ts",
    text: "is not assignable to 'string' index type 'number'",
    why: "its index signature of further members does not allow the declared ones",
  },
  {
    generator: "rtk-query",
    file: "places/api.ts",
    text: "is not assignable to 'string' index type 'number'",
    why: "its index signature of further members does not allow the declared ones",
  },
  {
    generator: "openapi-zod-client",
    file: "places/api.ts",
    text: "Type 'ZodRecord<ZodString, ZodNumber>'",
    why: "an object with further members cannot be in a discriminated union of zod 3",
  },
];

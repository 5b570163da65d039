// The code generators that read the documents of vgen, each with the options that make it write the
// most. Each takes a document and a folder that exists, and writes TypeScript into it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const orval = async (name, document, out) => {
  const { generate } = await import(name);
  await generate(
    {
      input: { target: document },
      output: { target: join(out, "api.ts"), client: "fetch", mode: "single" },
    },
    out,
  );
};

export const generators = {
  "hey-api": async (document, out) => {
    const { createClient } = await import("@hey-api/openapi-ts");
    const plugins = [
      "@hey-api/client-fetch",
      "@hey-api/typescript",
      "@hey-api/transformers",
      "zod",
      { name: "@hey-api/sdk", transformer: true, validator: "zod" },
    ];
    await createClient({
      input: document,
      output: out,
      plugins,
      logs: { level: "error", file: false },
    });
  },
  "orval-7": (document, out) => orval("orval7", document, out),
  "orval-8": (document, out) => orval("orval", document, out),
  oazapfts: async (document, out) => {
    const { generateSource } = await import("oazapfts");
    writeFileSync(join(out, "api.ts"), await generateSource(document));
  },
  "openapi-zod-client": async (document, out) => {
    const { generateZodClientFromOpenAPI } = (await import("openapi-zod-client")).default;
    const { default: parser } = await import("@apidevtools/swagger-parser");
    await generateZodClientFromOpenAPI({
      openApiDoc: await parser.bundle(document),
      distPath: join(out, "api.ts"),
    });
  },
  "swagger-typescript-api": async (document, out) => {
    const { generateApi } = await import("swagger-typescript-api");
    await generateApi({ input: document, output: out, fileName: "api.ts", silent: true });
  },
  kubb: async (document, out) => {
    const { build } = await import("@kubb/core");
    const [{ pluginOas }, { pluginTs }, { pluginZod }, { pluginClient }] = await Promise.all(
      ["oas", "ts", "zod", "client"].map((name) => import(`@kubb/plugin-${name}`)),
    );
    const config = {
      root: out,
      input: { path: document },
      output: { path: "gen", clean: false, extension: { ".ts": ".js" } },
      plugins: [
        pluginOas({ generators: [] }),
        pluginTs({}),
        pluginZod({ version: "4" }),
        pluginClient({ client: "fetch", parser: "zod" }),
      ],
    };
    const { error, failedPlugins } = await build({ config });
    const failed = [error, ...[...(failedPlugins ?? [])].map((each) => each.error)].filter(Boolean);
    if (failed.length > 0) throw failed[0];
  },
  "rtk-query": async (document, out) => {
    const { generateEndpoints } = await import("@rtk-query/codegen-openapi");
    writeFileSync(
      join(out, "base.ts"),
      `import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query";
export const api = createApi({ baseQuery: fetchBaseQuery({ baseUrl: "" }), endpoints: () => ({}) });
`,
    );
    await generateEndpoints({
      schemaFile: document,
      apiFile: join(out, "base.ts"),
      apiImport: "api",
      outputFile: join(out, "api.ts"),
      exportName: "generated",
    });
  },
};

// The code generators that read the documents of vgen. Each writes a folder of TypeScript.
import {spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const modules = fileURLToPath(new URL('node_modules/', import.meta.url));

/** Runs a program of Node. Gives what it printed, and throws it if the program fails. */
export const run = (script, parameters, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', join(modules, script), ...parameters], {cwd, env: {...process.env, NO_COLOR: '1', CI: '1'}});
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(text || `exit code ${code}`))));
  });

const orval = (script) => (document, out) => run(script, ['--input', document, '--output', join(out, 'api.ts'), '--client', 'fetch'], out);

/** For each generator a function that reads a document and writes into a folder that exists. */
export const generators = {
  'hey-api': (document, out) =>
    run('@hey-api/openapi-ts/bin/run.js', ['-i', document, '-o', out, '-p', '@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk', '@hey-api/transformers', 'zod'], out),
  'orval 7': orval('orval7/dist/bin/orval.js'),
  'orval 8': orval('orval/dist/bin/orval.mjs'),
  oazapfts: (document, out) => run('oazapfts/dist/cli.js', [document, join(out, 'api.ts')], out),
  'openapi-zod-client': (document, out) => run('openapi-zod-client/bin.js', [document, '-o', join(out, 'api.ts')], out),
  'swagger-typescript-api': (document, out) => run('swagger-typescript-api/dist/cli.mjs', ['generate', '-p', document, '-o', out, '-n', 'api.ts'], out),
  kubb: async (document, out) => {
    const {build} = await import('@kubb/core');
    const [{pluginOas}, {pluginTs}, {pluginZod}, {pluginClient}] = await Promise.all(
      ['oas', 'ts', 'zod', 'client'].map((name) => import(`@kubb/plugin-${name}`)));
    const config = {
      root: out,
      input: {path: document},
      output: {path: 'gen', clean: false, extension: {'.ts': '.js'}},
      plugins: [pluginOas({generators: []}), pluginTs({}), pluginZod({}), pluginClient({client: 'fetch', parser: 'zod'})],
    };
    const {error, failedPlugins} = await build({config});
    const failed = [error, ...[...(failedPlugins ?? [])].map((each) => each.error)].filter(Boolean);
    if (failed.length > 0) throw failed[0];
  },
  'RTK Query': async (document, out) => {
    const {generateEndpoints} = await import('@rtk-query/codegen-openapi');
    mkdirSync(out, {recursive: true});
    writeFileSync(join(out, 'base.ts'), `import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query";
export const api = createApi({ baseQuery: fetchBaseQuery({ baseUrl: "" }), endpoints: () => ({}) });
`);
    await generateEndpoints({schemaFile: document, apiFile: join(out, 'base.ts'), apiImport: 'api', outputFile: join(out, 'api.ts'), exportName: 'generated'});
  },
};

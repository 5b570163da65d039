// Feeds documents to code generators that know nothing of vgen: every output must compile.
// node gate.mjs OUT NAME=DOCUMENT…: prints each failure; the exit code is 1 if there are any. OUT is emptied.
import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {generators} from './tools.mjs';

const [out, ...given] = process.argv.slice(2);
const folder = resolve(out);
const documents = Object.fromEntries(given.map((each) => [each.slice(0, each.indexOf('=')), resolve(each.slice(each.indexOf('=') + 1))]));
const modules = fileURLToPath(new URL('node_modules', import.meta.url));
const failures = [];

/** Runs as many of the tasks at a time as there are processors. */
async function inParallel(tasks) {
  const waiting = [...tasks];
  await Promise.all(Array.from({length: Math.max(2, availableParallelism())}, async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  }));
}

const folderOf = (generator, name = '') => join(folder, generator.replaceAll(' ', '_'), name);

async function generate(generator, name) {
  const where = folderOf(generator, name);
  mkdirSync(where, {recursive: true});
  try {
    await generators[generator](documents[name], where);
  } catch (error) {
    failures.push(`${generator} does not read ${name}: ${error.message}`);
  }
}

/** openapi-zod-client writes code for zod 3. The others write code for zod 4. */
const paths = (generator) => (generator === 'openapi-zod-client' ? {zod: [join(modules, 'zod3/index.d.ts')]} : {});

function compile(generator) {
  const where = folderOf(generator);
  const compilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', module: 'preserve', lib: ['es2022', 'dom', 'dom.iterable'],
    types: ['node'], typeRoots: [join(modules, '@types')], paths: paths(generator), allowImportingTsExtensions: true,
  };
  writeFileSync(join(where, 'tsconfig.json'), JSON.stringify({compilerOptions, include: ['*/**/*.ts']}));
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', where, '--pretty', 'false']);
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.on('close', (code) => {
      if (code !== 0) failures.push(`${generator} does not compile:\n${text.split('\n').slice(0, 20).join('\n')}`);
      done();
    });
  });
}

rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
symlinkSync(modules, join(folder, 'node_modules'));
writeFileSync(join(folder, 'package.json'), '{"type": "module"}\n');
await inParallel(Object.keys(generators).flatMap((generator) => Object.keys(documents).map((name) => () => generate(generator, name))));
await inParallel(Object.keys(generators).map((generator) => () => compile(generator)));
for (const failure of failures) console.log(failure);
const files = readdirSync(folder, {recursive: true}).filter((file) => file.endsWith('.ts') && !file.startsWith('node_modules'));
console.log(`${failures.length ? 'FAILED' : 'ok'}: ${Object.keys(generators).length} generators, ${Object.keys(documents).length} documents, ${files.length} files`);
process.exit(failures.length ? 1 : 0);

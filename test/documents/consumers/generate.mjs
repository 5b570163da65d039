// node generate.mjs GENERATOR OUT NAME=DOCUMENT…: lets one code generator write OUT/NAME for each
// document. It prints a JSON list of what failed, in its last line. One process serves all
// documents, because loading a generator takes seconds.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { generators } from "./generators.mjs";

const [generator, out, ...documents] = process.argv.slice(2);
const failures = [];
for (const each of documents) {
  const [name, document] = each.split("=");
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  try {
    await generators[generator](document, folder);
  } catch (error) {
    failures.push({ generator, document: name, text: String(error?.stack ?? error) });
  }
}
console.log(`\n${JSON.stringify(failures)}`);

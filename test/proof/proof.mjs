// The C++ validator, the JSON Schema and the TypeScript type accept the same values, and a written
// value is equal to the one that was read. See docs/proof.md.
//
// node proof.mjs --build BUILD.JSON [--documents N] [--seed S] [--headers N]
//                [--work FOLDER [--made]]
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { survivors } from "./lib/canaries.mjs";
import { randomDocument } from "./lib/documents.mjs";
import { randomHeader } from "./lib/header.mjs";
import { toStrangeText, toText } from "./lib/json_value.mjs";
import { Program } from "./lib/program.mjs";
import { Random } from "./lib/random.mjs";
import { shrink } from "./lib/shrink.mjs";
import { Subject, judge } from "./lib/trial.mjs";
import { judgeTypes } from "./lib/types.mjs";

const { values: options } = parseArgs({
  options: {
    build: { type: "string" },
    documents: { type: "string", default: "12000" },
    headers: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
    work: { type: "string" },
    made: { type: "boolean", default: false },
  },
});

/** Headers written by hand, for rare cases that random ones hardly contain. Their functions are f0,
 *  f1, … */
const corpus = () => {
  const folder = fileURLToPath(new URL("corpus", import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const functions = [...text.matchAll(/^vgen::APIFunctionSessionless<.*> (f\d+);$/gm)].map(
        ([, name]) => name,
      );
      return { name: file.replace(/\.hpp$/, ""), text, functions };
    });
};

class Tally {
  judged = 0;
  accepted = 0;
  kinds = new Map();
  disagreements = new Map();

  note(reason, example) {
    const entry = this.disagreements.get(reason) ?? { count: 0, examples: new Set() };
    ++entry.count;
    if (entry.examples.size < 4) entry.examples.add(example);
    this.disagreements.set(reason, entry);
  }

  add(results) {
    for (const { accepted, kind } of results) {
      ++this.judged;
      if (accepted) ++this.accepted;
      const known = this.kinds.get(kind) ?? { judged: 0, accepted: 0 };
      this.kinds.set(kind, {
        judged: known.judged + 1,
        accepted: known.accepted + (accepted ? 1 : 0),
      });
    }
  }

  print() {
    const refused = this.judged - this.accepted;
    console.log(
      `documents judged: ${this.judged}, accepted: ${this.accepted}, refused: ${refused}`,
    );
    for (const [kind, { judged, accepted }] of this.kinds)
      console.log(`  ${kind}: ${judged}, accepted: ${accepted}`);
    const entries = [...this.disagreements].sort(([, a], [, b]) => b.count - a.count);
    const total = entries.reduce((sum, [, { count }]) => sum + count, 0);
    console.log(
      `disagreements that are not faults of vgen, nearly all between the two validators: ${total}`,
    );
    for (const [reason, { count, examples }] of entries)
      console.log(`  ${count}: ${reason}: ${[...examples].join(" ")}`);
  }
}

const documentsFor = (subjects, count, random) => {
  const trials = [];
  for (let i = 0; i < count; ++i) {
    const subject = subjects[i % subjects.length];
    const { value, kind } = randomDocument(subject.schema, random);
    trials.push({
      subject,
      value,
      kind,
      text: random.chance(0.3) ? toStrangeText(value, random) : toText(value),
    });
  }
  return trials;
};

/** One report for each function and kind of fault; the smallest of several documents is shrunk. */
const report = (program, faults, headers) => {
  const groups = new Map();
  for (const result of faults) {
    const { subject, fault, accepted } = result;
    const key = `${subject.header} ${subject.name} ${fault.slice(0, 40)} ${accepted}`;
    const known = groups.get(key);
    if (!known || result.text.length < known.text.length) groups.set(key, result);
  }
  const shown = new Set();
  for (const result of [...groups.values()].slice(0, 12)) {
    const { subject, fault, accepted } = result;
    const smallest = shrink(
      program,
      result,
      (other) => other.fault?.slice(0, 40) === fault.slice(0, 40) && other.accepted === accepted,
    );
    if (!shown.has(subject.header))
      console.log(`\n${headers.find(({ name }) => name === subject.header).text}`);
    shown.add(subject.header);
    console.log(
      `${subject.header} ${subject.name}: ${smallest.fault}\n  document: ${smallest.text}\n` +
        `  answer: ${smallest.answer.status} ${smallest.answer.body}`,
    );
  }
  console.log(`\n${faults.length} faults in ${groups.size} groups`);
};

/** Judges all documents and returns the faults. */
const judgeDocuments = (program, subjects, random) => {
  const tally = new Tally();
  const faults = [];
  const batch = 10000;
  for (let left = Number(options.documents); left > 0; left -= batch) {
    const results = judge(
      program,
      documentsFor(subjects, Math.min(batch, left), random),
      (reason, example) => tally.note(reason, example),
    );
    tally.add(results);
    faults.push(...results.filter(({ fault }) => fault));
  }
  tally.print();
  return faults;
};

const judgeLiterals = (work, subjects, random) => {
  const types = judgeTypes(
    work,
    documentsFor(subjects, Math.min(Number(options.documents), 3000), random),
  );
  const refused = types.assigned - types.allowed;
  console.log(
    `literals assigned to TypeScript types: ${types.assigned}, ` +
      `allowed: ${types.allowed}, refused: ${refused}`,
  );
  for (const { subject, text, fault } of types.faults.slice(0, 12))
    console.log(`${subject.header} ${subject.name}: ${fault}\n  document: ${text}`);
  return types.faults;
};

const main = async () => {
  const random = new Random(options.seed);
  const work = options.work ?? mkdtempSync(join(tmpdir(), "vgen-proof-"));
  const headers = [
    ...corpus(),
    ...Array.from({ length: Number(options.headers) }, (_, i) =>
      randomHeader(random.fork(), `c${i}`),
    ),
  ];
  const program = new Program(JSON.parse(readFileSync(options.build, "utf8")), work);
  const started = performance.now();
  await (options.made ? program.take(headers) : program.make(headers));
  const subjects = await Promise.all(program.functions.map((each) => Subject.of(each)));
  const spent = Math.round((performance.now() - started) / 1000);
  console.log(
    `seed ${options.seed}: ${headers.length} headers with ${subjects.length} functions, ` +
      `made in ${spent} s`,
  );
  const faults = judgeDocuments(program, subjects, random);
  const typeFaults = judgeLiterals(work, subjects, random);
  const alive = await survivors(program, work, (list, count) => documentsFor(list, count, random));
  for (const canary of alive) console.log(`not found, though wrong on purpose: ${canary}`);
  if (faults.length > 0) report(program, faults, headers);
  if (!options.work) rmSync(work, { recursive: true });
  process.exitCode = faults.length + typeFaults.length + alive.length > 0 ? 1 : 0;
};

await main();

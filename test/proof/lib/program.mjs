// Makes a program that answers documents from headers: vgen writes the codecs, and the compiler of
// the build tree compiles them.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("..", import.meta.url));

const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args);
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (data) => (text += data));
    child.on("error", (error) => resolve({ code: -1, text: error.message }));
    child.on("close", (code) => resolve({ code, text }));
  });

const checked = async (command, args, what) => {
  const { code, text } = await run(command, args);
  if (code !== 0) throw new Error(`${what}\n${text.slice(0, 4000)}`);
};

/** Runs as many at once as there are processors. */
const inParallel = async (jobs) => {
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
};

/** The generated source without `VGEN_API`, because the headers of the runtime are compiled in
 *  advance. Each case has its own types. */
const sourceWithoutName = (out) =>
  readFileSync(join(out, "api.gen.cpp"), "utf8").replace(/^#define VGEN_API .*$/m, "");

const echo = (name) => {
  const type = name.toUpperCase();
  return `${type}Output ${name}(Services&, ${type}Input in) { return in; }`;
};

const caseSource = ({ name, functions }, generated) => `${generated}
#include "api.openapi.gen.cpp"
#include "driver.hpp"
namespace ${name} {
struct Services {};
${functions.map(echo).join("\n")}
}
namespace {
int singletons = 0;
const proof::Case added("${name}", [] {
  return ${name}::api(singletons, [](int&, vgen::Call&) { return ${name}::Services{}; });
});
}
`;

const readSchema = (out, name) =>
  JSON.parse(readFileSync(join(out, "json_schema", `${name}.schema.json`), "utf8"));

/** The facts about a header that the documents need: its functions with their schemas. */
const describe = ({ name, functions }, out) =>
  functions.map((f) => ({
    header: name,
    name: f,
    input: readSchema(out, `${f.toUpperCase()}Input`),
    output: readSchema(out, `${f.toUpperCase()}Output`),
  }));

export class Program {
  #build;
  #work;
  functions = [];

  /** `build`: the facts about the build tree that CMake wrote. */
  constructor(build, work) {
    this.#build = build;
    this.#work = work;
  }

  /** Uses the files that an earlier run with the same headers left in the folder. */
  take(headers) {
    for (const header of headers) this.#describe(header);
  }

  async make(headers) {
    mkdirSync(this.#work, { recursive: true });
    const flags = [
      ...this.#build.flags,
      "-O0",
      "-w",
      "-I",
      folder,
      ...this.#build.includes.flatMap((path) => ["-I", path]),
    ];
    const prelude = join(this.#work, "prelude.hpp");
    writeFileSync(prelude, readFileSync(join(folder, "prelude.hpp")));
    await Promise.all([
      checked(
        this.#build.compiler,
        [...flags, "-x", "c++-header", prelude, "-o", `${prelude}.gch`],
        "the common headers do not compile",
      ),
      inParallel(headers.map((header) => () => this.#generate(header))),
    ]);
    await inParallel(headers.map((header) => () => this.#compile(header, flags, prelude)));
    const objects = headers.map(({ name }) => join(this.#out(name), "case.o"));
    await checked(
      this.#build.compiler,
      [...this.#build.flags, ...objects, ...this.#build.libraries, "-o", this.#executable],
      "the program does not link",
    );
  }

  /** The answers of the functions: {status, body} for each of {header, name, text}. */
  answers(questions) {
    const input = questions.map(({ header, name, text }) => {
      const bytes = Buffer.from(text);
      return Buffer.concat([Buffer.from(`${header} ${name} ${bytes.length}\n`), bytes]);
    });
    const { status, stdout, stderr, signal } = spawnSync(this.#executable, {
      input: Buffer.concat(input),
      maxBuffer: 2 ** 30,
    });
    if (status !== 0)
      throw new Error(
        `the program ended with ${signal ?? status} after ${stdout.length} bytes\n${stderr}`,
      );
    return this.#split(stdout, questions.length);
  }

  #split(output, count) {
    const answers = [];
    for (let at = 0; answers.length < count; ) {
      const end = output.indexOf(10, at);
      const [status, size] = output.toString("utf8", at, end).split(" ").map(Number);
      answers.push({ status, body: output.toString("utf8", end + 1, end + 1 + size) });
      at = end + size + 2;
    }
    return answers;
  }

  get #executable() {
    return join(this.#work, "proof");
  }

  #out(name) {
    return join(this.#work, name);
  }

  async #generate(header) {
    const out = this.#out(header.name);
    mkdirSync(out, { recursive: true });
    const path = join(out, `${header.name}_api.hpp`);
    writeFileSync(path, header.text);
    const args = [
      "generate",
      path,
      "--out",
      out,
      "--emit",
      "cpp,json_schema,typescript",
      "--",
      ...this.#build.includes.flatMap((each) => ["-I", each]),
    ];
    await checked(this.#build.vgen, args, `vgen refuses the header ${path}`);
    this.#describe(header);
  }

  #describe(header) {
    header.out = this.#out(header.name);
    this.functions.push(...describe(header, header.out));
  }

  async #compile({ name, functions }, flags, prelude) {
    const out = this.#out(name);
    const source = join(out, "case.cpp");
    writeFileSync(source, caseSource({ name, functions }, sourceWithoutName(out)));
    await checked(
      this.#build.compiler,
      [...flags, "-include", prelude, "-I", out, "-c", source, "-o", join(out, "case.o")],
      `what vgen wrote into ${out} does not compile`,
    );
  }
}

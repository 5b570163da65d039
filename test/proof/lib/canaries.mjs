// Schemas that are wrong on purpose. A proof that does not find them proves nothing.
import { Subject, judge } from "./trial.mjs";
import { judgeTypes } from "./types.mjs";

const wrong = [
  {
    name: "a member that is not required",
    header: "choices",
    function: "f3",
    side: "input",
    spoil: (type) => delete type.required,
    types: true,
  },
  {
    name: "a member of another kind",
    header: "choices",
    function: "f3",
    side: "input",
    spoil: (type) => (type.properties.name = { type: "number" }),
    types: true,
  },
  {
    name: "a format that is not said",
    header: "formats",
    function: "f6",
    side: "input",
    spoil: (type) => delete type.format,
  },
  {
    name: "a limit that is one too low",
    header: "limits",
    function: "f0",
    side: "input",
    spoil: (type) => (type.properties.alias.minimum -= 1),
  },
  {
    name: "an output of another kind",
    header: "limits",
    function: "f1",
    side: "output",
    spoil: (type) => (type.properties.big = { type: "number" }),
  },
];

/** The target of a schema that is only a reference. */
const named = (schema) =>
  schema.$ref?.startsWith("#/") ? schema.$defs[schema.$ref.split("/").at(-1)] : schema;

/** Returns the canaries that were not found. `write` makes documents for subjects. */
export const survivors = async (program, work, write) => {
  const alive = [];
  for (const canary of wrong) {
    const original = program.functions.find(
      ({ header, name }) => header === canary.header && name === canary.function,
    );
    const spoiled = structuredClone(original);
    canary.spoil(named(spoiled[canary.side]));
    const trials = write([await Subject.of(spoiled)], 300);
    const found = judge(program, trials).some(({ fault }) => fault);
    const foundByTypes = !canary.types || judgeTypes(work, trials).faults.length > 0;
    if (!found || !foundByTypes) alive.push(`${canary.name}${found ? " (TypeScript)" : ""}`);
  }
  return alive;
};

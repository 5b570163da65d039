// node canaries.mjs FOLDER, which has the documents of `todo` and `everything`: each gate must find
// the defects that are put into correct documents for it. A gate that no longer finds anything,
// because of a new version or a lost option, would let everything pass.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { gates as asyncapiGates } from "./lib/asyncapi_gates.mjs";
import { gates as openapiGates } from "./lib/openapi_gates.mjs";
import { gates as schemaGates, instanceFaults } from "./lib/schema_gates.mjs";
import { folder, readJson, report } from "./lib/tools.mjs";

const generated = join(process.argv[2], "todo");
const temporary = mkdtempSync(join(tmpdir(), "vgen_canaries_"));
const findings = [];

const expect = (gate, defect, found) => {
  const missed = defect === "" ? found.length > 0 : found.length === 0;
  if (missed)
    findings.push({
      gate,
      text:
        defect === ""
          ? `finds something in a sound document: ${found[0]}`
          : `does not find: ${defect}`,
    });
};

const seeded = (sound, defect) => {
  const copy = structuredClone(sound);
  defect(copy);
  return copy;
};

const firstOperation = (document) => Object.values(Object.values(document.paths)[0])[0];
const withOperation = (document, method, operation) => {
  document.paths["/canary"] = {
    [method]: {
      ...structuredClone(firstOperation(document)),
      parameters: [],
      operationId: "canary",
      ...operation,
    },
  };
};
const asBody = (schema, more = {}) => ({
  requestBody: { content: { "application/json": { schema, ...more } } },
});

const openapiDefects = {
  redocly: {
    "an unused component": (d) => {
      d.components.schemas.Unused = { type: "string" };
    },
    "an example that its schema refuses": (d) =>
      withOperation(d, "post", asBody({ type: "integer", examples: ["one"] })),
    "a reference to nothing": (d) =>
      withOperation(d, "post", asBody({ $ref: "#/components/schemas/Nothing" })),
    "a missing path parameter": (d) => {
      d.paths["/canary/{id}"] = {
        get: { ...firstOperation(d), parameters: [], operationId: "canary" },
      };
    },
  },
  spectral: {
    "a default that its schema refuses": (d) =>
      withOperation(d, "post", asBody({ type: "integer", default: "one" })),
    "a server with a slash at its end": (d) => {
      d.servers[0].url = "https://localhost/";
    },
    "an operation without description": (d) => {
      delete firstOperation(d).description;
    },
  },
  metaSchema: {
    "a parameter in no place": (d) => {
      firstOperation(d).parameters = [{ name: "x", in: "nowhere", schema: {} }];
    },
    "a misspelt type": (d) => {
      Object.values(d.components.schemas)[0].type = "strin";
    },
  },
  ownRules: {
    "a link to an unknown operation": (d) => {
      firstOperation(d).responses["200"].links = { next: { operationId: "nothing" } };
    },
    "the encoding of an unknown property": (d) =>
      withOperation(d, "post", asBody({ type: "object" }, { encoding: { x: {} } })),
    "a reserved header": (d) =>
      withOperation(d, "get", {
        parameters: [{ name: "Accept", in: "header", schema: { type: "string" } }],
      }),
    "a GET with a body": (d) => withOperation(d, "get", asBody({})),
    "a string in int64 format": (d) =>
      withOperation(d, "post", asBody({ type: "string", format: "int64" })),
  },
};

const schemaDefects = {
  ajv: {
    "a misspelt keyword": (s) => {
      s.minLenght = 1;
    },
    "a limit without its type": (s) => {
      delete s.type;
      s.minimum = 1;
    },
    "a reference to nothing": (s) => {
      s.$ref = "#/$defs/Nothing";
    },
  },
  hyperjump: {
    "a misspelt type": (s) => {
      s.type = "strin";
    },
    "a limit that is not a number": (s) => {
      s.minimum = "1";
    },
  },
  shownValues: {
    "a default over the limit": (s) => {
      s.$defs = { X: { type: "integer", maximum: 1, default: 2 } };
    },
    "an example of another type": (s) => {
      s.$defs = { X: { type: "string", examples: ["", 1] } };
    },
  },
};

const openapi = readJson(join(generated, "openapi.json"));
for (const [gate, defects] of Object.entries(openapiDefects)) {
  for (const [defect, seed] of Object.entries({ "": () => {}, ...defects })) {
    const file = join(temporary, "openapi.json");
    writeFileSync(file, JSON.stringify(seeded(openapi, seed)));
    expect(gate, defect, await openapiGates[gate](file));
  }
}

const asyncapi = readJson(join(process.argv[2], "everything/asyncapi.json"));
const firstChannel = (d) => Object.values(d.channels)[0];
const firstMessage = (d) => Object.values(firstChannel(d).messages)[0];
const asyncapiDefects = {
  parser: {
    "an operation without channel": (d) => {
      delete Object.values(d.operations)[0].channel;
    },
    "a parameter with a schema": (d) => {
      Object.values(firstChannel(d).parameters)[0].schema = { type: "string" };
    },
    "an older version": (d) => {
      d.asyncapi = "3.0.0";
    },
  },
  schemas: {
    "a keyword of 2020-12": (d) => {
      firstMessage(d).payload = { type: "array", prefixItems: [{ type: "string" }] };
    },
    "something beside a reference": (d) => {
      firstMessage(d).payload = { $ref: "#/components/schemas/Problem", description: "x" };
    },
    "a reference to nothing": (d) => {
      firstMessage(d).payload = { $ref: "#/components/schemas/Nothing" };
    },
    "a misspelt keyword": (d) => {
      firstMessage(d).payload.minLenght = 1;
    },
  },
  shownValues: {
    "an example of a message that its payload refuses": (d) => {
      firstMessage(d).examples = [{ payload: {} }];
    },
    "a default over the limit": (d) => {
      d.components.schemas.Problem.default = 1;
    },
  },
  links: {
    "a message without operation": (d) => {
      firstChannel(d).messages.lost = { name: "lost", payload: {} };
    },
    "a parameter that is not in the path": (d) => {
      firstChannel(d).parameters.more = { description: "x" };
    },
    "a schema that nothing refers to": (d) => {
      d.components.schemas.Lost = {};
    },
    "a correlation id without member": (d) => {
      firstMessage(d).payload = { type: "object" };
    },
  },
};
for (const [gate, defects] of Object.entries(asyncapiDefects)) {
  for (const [defect, seed] of Object.entries({ "": () => {}, ...defects }))
    expect(gate, defect, await asyncapiGates[gate](seeded(asyncapi, seed)));
}

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:canary:schema",
  type: "object",
};
for (const [gate, defects] of Object.entries(schemaDefects)) {
  for (const [defect, seed] of Object.entries({ "": () => {}, ...defects }))
    expect(gate, defect, await schemaGates[gate](seeded(schema, seed)));
}

const contract = readJson(join(folder, "../../schemas/api_model.schema.json"));
const model = readJson(join(generated, "model.json"));
const modelDefects = {
  "an unknown member": (m) => {
    m.functions[0].color = "red";
  },
  "a function without a line": (m) => {
    delete m.functions[0].location.line;
  },
  "an unknown kind of type": (m) => {
    m.structs[0].fields[0].type = { kind: "union", cpp: "U" };
  },
};
for (const [defect, seed] of Object.entries({ "": () => {}, ...modelDefects })) {
  const found = await instanceFaults(contract, seeded(model, seed));
  for (const validator of ["ajv", "hyperjump"])
    expect(
      validator,
      defect && `model: ${defect}`,
      found.filter((text) => text.startsWith(validator)),
    );
}

rmSync(temporary, { recursive: true });
report(findings, "canaries");

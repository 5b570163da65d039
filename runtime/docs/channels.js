// Shows the channels of the API below its operations, from the AsyncAPI document. It uses no
// library and sets no styles, so the page's Content-Security-Policy stays strict.
const place = document.getElementById("channels");
/** Those of the document, by name. */
let schemas = {};
if (place.dataset.asyncapi) show(new URL(place.dataset.asyncapi, location.href).href);

async function show(url) {
  const answer = await fetch(url);
  if (!answer.ok) return; // the server does not show it
  const { channels, operations, components } = await answer.json();
  schemas = components?.schemas ?? {};
  const link = make("a", { href: url }, "asyncapi.json");
  place.append(make("h2", {}, "Channels ", make("small", {}, link)));
  for (const [name, channel] of Object.entries(channels)) place.append(channelOf(name, channel));

  function channelOf(name, channel) {
    const own = Object.values(operations).filter(
      ({ channel: { $ref } }) => $ref === `#/channels/${name}`,
    );
    const list = (title, action) => {
      const rows = own.filter((operation) => operation.action === action).map(operationOf);
      return rows.length ? [make("h4", {}, title), ...rows] : [];
    };
    return make(
      "section",
      { id: `channel-${name}`, class: "channel" },
      make("h3", {}, make("span", { class: "method" }, "WS"), make("code", {}, channel.address)),
      ...text(channel.description),
      ...opening(channel),
      ...list("To the server", "receive"),
      ...list("From the server", "send"),
    );

    function operationOf({ action, messages, description, summary, reply }) {
      const [message] = messages.map(find);
      const [head, long] = [summary ?? message.summary, description ?? message.description];
      const answers = (reply?.messages ?? []).map(find);
      return foldable(
        [
          make("strong", {}, message.name),
          " ",
          message.title ? make("code", {}, message.title) : "",
          " ",
          first(head),
        ],
        () => [
          ...text(long === head ? "" : long),
          ...bodyOf(message),
          ...(answers.length ? [make("h5", {}, "Answers")] : []),
          ...answers.map((one) =>
            foldable([make("strong", {}, one.name), " ", first(one.summary)], () => bodyOf(one)),
          ),
        ],
        action,
      );
    }
    function find({ $ref }) {
      return channel.messages[$ref.split("/").at(-1)];
    }
  }

  /** The parameters of the handshake. */
  function opening({ parameters = {}, bindings }) {
    const query = bindings?.ws?.query ?? {};
    const rows = [
      ...Object.entries(parameters).map(([name, one]) =>
        member(name, { ...one["x-schema"], description: one.description }, "path"),
      ),
      ...Object.entries(query.properties ?? {}).map(([name, schema]) =>
        member(name, schema, query.required?.includes(name) ? "query, required" : "query"),
      ),
    ];
    return rows.length ? [make("h4", {}, "Opening"), make("ul", {}, ...rows)] : [];
  }

  function bodyOf({ payload, contentType, examples = [], "x-parameters": parameters = {} }) {
    const names = Object.entries(parameters);
    return [
      ...(contentType ? [make("p", {}, make("code", {}, contentType))] : []),
      ...(names.length
        ? [
            make("h5", {}, "Topic"),
            make("ul", {}, ...names.map(([name, schema]) => member(name, schema, ""))),
          ]
        : []),
      ...details(payload),
      ...examples.map(({ payload: value }) => make("pre", {}, JSON.stringify(value, null, 2))),
    ];
  }

  /** What a schema has beside its type: members, items, alternatives. */
  function details(schema) {
    if (schema.$ref) return details(schemas[nameOf(schema)]);
    const choice = schema.oneOf ?? schema.anyOf;
    const required = schema.required ?? [];
    const members = Object.entries(schema.properties ?? {}).map(([name, one]) =>
      member(name, one, required.includes(name) ? "required" : ""),
    );
    return [
      ...(members.length ? [make("ul", {}, ...members)] : []),
      ...(choice && choice.some((one) => one.properties || one.$ref)
        ? [
            make("p", {}, "one of:"),
            make("ol", {}, ...choice.map((one) => make("li", {}, ...typed(one)))),
          ]
        : []),
      ...(schema.items ? [schema.items].flat().flatMap((one) => details(one)) : []),
    ];
  }

  function member(name, schema, place) {
    const note = place ? make("em", {}, place) : "";
    return make(
      "li",
      {},
      make("code", { class: "name" }, name),
      " ",
      note,
      " ",
      ...typed(schema),
      ...text(schema.description),
    );
  }

  /** The type in words. If it has members, they unfold, so a type may hold itself. */
  function typed(schema) {
    const words = make("span", { class: "type" }, wordsOf(schema));
    return hasDetails(schema) ? [foldable([words], () => details(schema))] : [words];
  }
}

function hasDetails(schema) {
  if (schema.$ref) return hasDetails(schemas[nameOf(schema)]);
  const choice = schema.oneOf ?? schema.anyOf ?? [];
  return (
    !!schema.properties ||
    choice.some((one) => one.properties || one.$ref) ||
    [schema.items ?? []].flat().some(hasDetails)
  );
}

const nameOf = ({ $ref }) => $ref.split("/").at(-1);

/** `string, maxLength 10`, `Event`, `"say"`, `array of Event` */
function wordsOf(schema) {
  if (schema.$ref) return hasDetails(schema) ? nameOf(schema) : wordsOf(schemas[nameOf(schema)]);
  if (schema.allOf) return schema.allOf.map(wordsOf).join(", ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choice = schema.oneOf ?? schema.anyOf;
  if (choice && !schema.properties) return choice.map(wordsOf).join(" | ");
  const items = [schema.items ?? []].flat().map(wordsOf).join(", ");
  const rules = [
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "default",
  ]
    .filter((rule) => rule in schema)
    .map(
      (rule) =>
        `${rule} ${typeof schema[rule] === "object" ? JSON.stringify(schema[rule]) : schema[rule]}`,
    );
  const type = [schema.type ?? "any"].flat().join(" | ") + (items && ` of ${items}`);
  return [type, ...rules].join(", ");
}

/** Paragraphs, with the code in backticks. */
function text(description) {
  return (description ?? "")
    .split("\n\n")
    .filter(Boolean)
    .map((part) => make("p", { class: "text" }, ...marked(part)));
}

function marked(part) {
  return part.split("`").map((piece, index) => (index % 2 ? make("code", {}, piece) : piece));
}

const first = (summary) => make("span", { class: "summary" }, ...marked(summary ?? ""));

/** Made when it is opened for the first time. */
function foldable(head, makeBody, kind = "") {
  const fold = make("details", { class: kind }, make("summary", {}, ...head));
  fold.addEventListener(
    "toggle",
    () => fold.append(make("div", { class: "body" }, ...makeBody())),
    { once: true },
  );
  return fold;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A typical server on Node: Fastify with compiled schemas for input and output.
import Fastify from "fastify";

const text = (minLength, maxLength) => ({ type: "string", minLength, maxLength });
const integer = (minimum, maximum) => ({ type: "integer", minimum, maximum });

const order = {
  type: "object",
  required: ["id", "customer", "sku", "quantity", "price", "express", "note", "address"],
  properties: {
    id: integer(1, Number.MAX_SAFE_INTEGER),
    customer: text(3, 80),
    sku: text(4, 40),
    quantity: integer(1, 1000),
    price: integer(0, Number.MAX_SAFE_INTEGER),
    express: { type: "boolean" },
    note: text(0, 200),
    address: {
      type: "object",
      required: ["street", "city", "postcode"],
      properties: { street: text(1, 100), city: text(1, 60), postcode: integer(1000, 99999) },
    },
  },
};

const receipt = {
  type: "object",
  required: ["id", "customer", "sku", "total", "express", "street", "city", "days"],
  properties: {
    id: { type: "integer" },
    customer: { type: "string" },
    sku: { type: "string" },
    total: { type: "integer" },
    express: { type: "boolean" },
    street: { type: "string" },
    city: { type: "string" },
    days: { type: "integer" },
  },
};

const greeting = {
  type: "object",
  required: ["message"],
  properties: { message: { type: "string" } },
};

const server = Fastify();

server.post(
  "/orders",
  { schema: { body: order, response: { 200: receipt } } },
  (request, reply) => {
    const { id, customer, sku, quantity, price, express, address } = request.body;
    reply.send({
      id,
      customer,
      sku,
      total: quantity * price,
      express,
      street: address.street,
      city: address.city,
      days: express ? 2 : 5,
    });
  },
);

server.get("/hello", { schema: { response: { 200: greeting } } }, (request, reply) => {
  reply.send({ message: "Hello, world!" });
});

await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening on http://127.0.0.1:${server.server.address().port}`);
process.on("SIGTERM", () => process.exit(0));

// Sends a server all requests that its document describes, and more.
import { Contract } from "./contract.mjs";
import { Inputs } from "./inputs.mjs";

// Later requests can ask for what earlier ones made.
const order = ["POST", "PUT", "PATCH", "GET", "DELETE"];

/** How an answer disagrees with the document and the expectation, or undefined. */
const disagreement = (contract, operation, expected, answer) => {
  const { status } = answer;
  if (status >= 500 && !operation.declaredErrors.includes(status))
    return `the server failed with ${status}`;
  const declared = operation.declaredErrors.includes(status);
  if (expected === "valid" && status >= 400 && !declared)
    return `a valid input is refused with ${status}`;
  if (expected === "invalid" && (status < 400 || declared))
    return `an invalid input is answered with ${status}`;
  return contract.answerFault(operation, answer);
};

const shown = ({ method, path, headers, body }) => {
  const sent = body === undefined ? "" : String(body).slice(0, 300);
  return `${method} ${path.slice(0, 200)} ${JSON.stringify(headers)} ${sent}`;
};

/** Returns {requests, findings, outcomes}: each finding once per operation, cause and outcome. */
export const fuzz = async ({ document, sender, seed, rounds, seconds }) => {
  const contract = new Contract(document);
  const inputs = new Inputs(contract, seed);
  const end = Date.now() + seconds * 1000;
  const found = new Map();
  const outcomes = new Map();
  let requests = 0;
  const operations = contract.operations.toSorted(
    (a, b) => order.indexOf(a.method) - order.indexOf(b.method),
  );
  for (let round = 0; round < rounds; round++) {
    for (const operation of operations) {
      for (const { what, expected, request } of inputs.cases(operation)) {
        if (round > 0 && Date.now() > end)
          return { requests, findings: [...found.values()], outcomes, rounds: round };
        requests++;
        let problem;
        try {
          const answer = await sender.send(request);
          problem = disagreement(contract, operation, expected, answer);
          if (problem) problem += ` ${answer.text.slice(0, 300)}`;
          if (answer.status < 300 && answer.text) inputs.learn(JSON.parse(answer.text));
          const outcome = `${operation.id} ${expected} ${answer.status}`;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        } catch (error) {
          problem = `no answer: ${error.message}`;
        }
        if (problem)
          found.set(`${operation.id} ${what}`, {
            gate: operation.id,
            text: `${what}: ${problem}\n  ${shown(request)}`,
          });
      }
    }
  }
  return { requests, findings: [...found.values()], outcomes, rounds };
};

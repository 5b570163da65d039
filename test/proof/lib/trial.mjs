// Judges one document with all judges.
import { toText } from "./json_value.mjs";
import { Judges } from "./judges.mjs";
import { knownDifference, knownOutputDifference } from "./known_differences.mjs";
import { sameValue } from "./same_value.mjs";

/** A function with its judges. */
export class Subject {
  constructor(functionOf, input, output) {
    Object.assign(this, {
      header: functionOf.header,
      name: functionOf.name,
      schema: functionOf.input,
      input,
      output,
    });
  }

  static async of(functionOf) {
    return new Subject(
      functionOf,
      await Judges.of(functionOf.input),
      await Judges.of(functionOf.output),
    );
  }
}

const verdict = (accepted) => (accepted ? "accepts" : "refuses");

/** The fault of the answer to a document; undefined if there is none. `note` gets disagreements
 *  that are not a fault of vgen. */
const inputFault = ({ subject, text, answer }, value, note) => {
  const { ajv, hyperjump } = subject.input.verdicts(value);
  if (answer.status !== 200 && answer.status !== 422) return `vgen answers ${answer.status}`;
  const accepted = answer.status === 200;
  if (ajv !== hyperjump) {
    const { reason, example } = subject.input.reason(value);
    note(`${reason}, vgen ${verdict(accepted)}`, example);
  } else if (ajv !== accepted) {
    const known = knownDifference({
      text,
      value,
      errors: accepted ? [] : JSON.parse(answer.body).errors,
    });
    if (!known) return `vgen ${verdict(accepted)}, both validators say otherwise`;
    note(known.reason, known.example);
  }
  return undefined;
};

const outputFault = (result, value, written, note) => {
  const { subject } = result;
  const { ajv, hyperjump } = subject.output.verdicts(written);
  if (ajv !== hyperjump) {
    const { reason, example } = subject.output.reason(written);
    note(`output: ${reason}`, example);
  }
  if (!ajv && !hyperjump) {
    const known = knownOutputDifference(value, written, subject.output);
    if (!known) return "what vgen writes is not what the output schema says";
    note(known.reason, known.example);
    result.isRounded = true;
  }
  return sameValue(value, written) ? undefined : "the value changed";
};

/** Unordered sets and maps may have another order when they are read again. */
const isSameText = (one, other) =>
  one === other ||
  (sameValue(JSON.parse(one), JSON.parse(other)) && sameValue(JSON.parse(other), JSON.parse(one)));

/** Judges trials {subject, value}. `text` is sent, or the plain text of the value. Returns
 *  {accepted, fault, answer, again} for each. */
export const judge = (program, trials, note = () => {}) => {
  const ask = (list, textOf) =>
    program.answers(
      list.map((trial) => ({
        header: trial.subject.header,
        name: trial.subject.name,
        text: textOf(trial),
      })),
    );
  const answers = ask(trials, (trial) => trial.text ?? toText(trial.value));
  const results = trials.map((trial, i) => ({
    ...trial,
    text: trial.text ?? toText(trial.value),
    answer: answers[i],
    accepted: answers[i].status === 200,
  }));
  for (const result of results) {
    const value = JSON.parse(result.text);
    const noted = (reason, example) => note(reason, example, result);
    result.fault = inputFault(result, value, noted);
    if (!result.fault && result.accepted)
      result.fault = outputFault(result, value, JSON.parse(result.answer.body), noted);
  }
  const written = results.filter(({ accepted }) => accepted);
  const again = ask(written, (result) => result.answer.body);
  written.forEach((result, i) => {
    if (result.isRounded) return;
    if (again[i].status !== 200)
      result.fault ??= `what vgen writes, vgen does not read: ${again[i].body}`;
    else if (!isSameText(again[i].body, result.answer.body))
      result.fault ??= `what vgen writes is written differently when read again: ${again[i].body}`;
  });
  return results;
};

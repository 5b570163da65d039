// One document before all judges.
import {toText} from './json_value.mjs';
import {Judges} from './judges.mjs';
import {sameValue} from './same_value.mjs';

/** A function with its judges. */
export class Subject {
  constructor(functionOf, input, output) {
    Object.assign(this, {header: functionOf.header, name: functionOf.name, schema: functionOf.input, input, output});
  }

  static async of(functionOf) {
    return new Subject(functionOf, await Judges.of(functionOf.input), await Judges.of(functionOf.output));
  }
}

const verdict = (accepted) => (accepted === true ? 'accepts' : accepted === false ? 'refuses' : accepted);

/** What is wrong with the answer to a document; undefined if nothing is. `note` is told of disagreements between the validators. */
const inputFault = (subject, value, answer, note) => {
  const {ajv, hyperjump} = subject.input.verdicts(value);
  if (answer.status !== 200 && answer.status !== 422) return `vgen answers ${answer.status}`;
  const accepted = answer.status === 200;
  if (ajv !== hyperjump) {
    note(`${subject.input.reason(value)}, vgen ${verdict(accepted)}`);
    return undefined;
  }
  return ajv === accepted ? undefined : `vgen ${verdict(accepted)}, both validators say otherwise`;
};

const outputFault = (subject, value, written, note) => {
  const {ajv, hyperjump} = subject.output.verdicts(written);
  if (ajv !== hyperjump) note(`output: ${subject.output.reason(written)}`);
  if (!ajv && !hyperjump) return 'what vgen writes is not what the output schema says';
  return sameValue(value, written) ? undefined : 'the value changed';
};

/** Judges trials {subject, value}; `text` is what is sent, or the plain text of the value. Gives {accepted, fault, answer, again} for each. */
export const judge = (program, trials, note = () => {}) => {
  const ask = (list, textOf) => program.answers(list.map((trial) => ({header: trial.subject.header, name: trial.subject.name, text: textOf(trial)})));
  const answers = ask(trials, (trial) => trial.text ?? toText(trial.value));
  const results = trials.map((trial, i) => ({...trial, text: trial.text ?? toText(trial.value), answer: answers[i], accepted: answers[i].status === 200}));
  for (const result of results) {
    const value = JSON.parse(result.text);
    const noted = (reason) => note(reason, result);
    result.fault = inputFault(result.subject, value, result.answer, noted);
    if (!result.fault && result.accepted) result.fault = outputFault(result.subject, value, JSON.parse(result.answer.body), noted);
  }
  const written = results.filter(({accepted}) => accepted);
  const again = ask(written, (result) => result.answer.body);
  written.forEach((result, i) => {
    if (again[i].status !== 200) result.fault ??= `what vgen writes, vgen does not read: ${again[i].body}`;
    else if (again[i].body !== result.answer.body) result.fault ??= `what vgen writes is written differently when read again: ${again[i].body}`;
  });
  return results;
};

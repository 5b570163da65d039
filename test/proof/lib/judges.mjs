// Two validators that know nothing of vgen, with formats asserted.
import '@hyperjump/json-schema/formats';
import {registerSchema, setShouldValidateFormat, unregisterSchema, validate} from '@hyperjump/json-schema/draft-2020-12';
import {Ajv2020} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

setShouldValidateFormat(true);

const newAjv = () => formats.default(new Ajv2020({strict: true, logger: false})).addKeyword('x-unit');

let count = 0;

/** The verdicts on one schema. */
export class Judges {
  #ajv;
  #hyperjump;

  static async of(schema) {
    const judges = new Judges();
    const {$id, ...anonymous} = schema;
    judges.#ajv = newAjv().compile(anonymous);
    const id = `https://proof.invalid/${count++}`;  // the same names stand in several headers
    registerSchema({...anonymous, $id: id}, id);
    judges.#hyperjump = await validate(id);
    return judges;
  }

  /** {ajv, hyperjump}: whether each accepts the value. */
  verdicts(value) {
    return {ajv: this.#ajv(value), hyperjump: this.#hyperjumpAccepts(value)};
  }

  /** It cannot read numbers that JavaScript has no finite value of. */
  #hyperjumpAccepts(value) {
    try {
      return this.#hyperjump(value).valid;
    } catch (error) {
      return `failed: ${error.message}`;
    }
  }

  /** Which keyword the one refuses that the other one accepts. */
  reason(value) {
    if (!this.#ajv(value)) {
      const {keyword, params} = this.#ajv.errors.at(-1).keyword === 'anyOf' ? this.#ajv.errors[0] : this.#ajv.errors.at(-1);
      return `Ajv refuses ${keyword}${keyword === 'format' ? ` ${params.format}` : ''}`;
    }
    try {
      const errors = this.#hyperjump(value, 'BASIC').errors ?? [];
      const leaf = errors.find(({keyword}) => !/\/(properties|items|prefixItems|additionalProperties|anyOf|oneOf|\$ref|validate)$/.test(keyword)) ?? errors.at(-1);
      const word = leaf?.keyword.split('/').at(-1) ?? 'something';
      return `hyperjump refuses ${word}${word.startsWith('format') || /format/.test(leaf?.keyword ?? '') ? '' : ''}`;
    } catch (error) {
      return `hyperjump fails: ${error.message.slice(0, 60)}`;
    }
  }
}

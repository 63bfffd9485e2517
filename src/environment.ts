import { isIPv4, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { Money } from './domain/money.ts';

interface CodedMessage {
  readonly code: number;
  readonly msgPattern: RegExp;
}

/** The environment is wrong; the message says all that is, a line each. */
export class ConfigError extends Error {}

/** Reads variables with their limits, and remembers what is wrong instead of stopping at the first. */
export class Environment {
  readonly #wrong: string[] = [];

  constructor(
    private readonly variables: NodeJS.ProcessEnv,
    private readonly projectFolder: string,
  ) {}

  has(name: string): boolean {
    return this.#read(name) !== null;
  }

  text(name: string, fallback: string): string {
    return this.#read(name) ?? fallback;
  }

  integer(name: string, fallback: number, minimum: number, maximum: number): number {
    const value = this.number(name, minimum, maximum) ?? fallback;
    this.require(Number.isInteger(value), `${name} must be a whole number.`);
    return value;
  }

  /** A whole number, or null for `none`. */
  integerOrNone(name: string, fallback: number, minimum: number, maximum: number): number | null {
    return this.#read(name) === 'none' ? null : this.integer(name, fallback, minimum, maximum);
  }

  /** An amount in yuan, or null for `none`. */
  yuanOrNone(name: string, minimum: Money, maximum: Money): Money | null {
    const text = this.#read(name);
    if (text === null || text === 'none') return null;
    const amount = Money.fromYuan(text);
    const isRight = amount !== null && !minimum.exceeds(amount) && !amount.exceeds(maximum);
    this.require(isRight, `${name} must be yuan from ${minimum.toYuan()} to ${maximum.toYuan()}, or none.`);
    return amount;
  }

  number(name: string, minimum: number, maximum: number): number | null {
    const text = this.#read(name);
    if (text === null) return null;
    const value = Number(text);
    this.require(value >= minimum && value <= maximum, `${name} must be from ${minimum} to ${maximum}.`);
    return value;
  }

  boolean(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.#read(name);
    const choice = choices.find((one) => one === text);
    this.require(text === null || choice !== undefined, `${name} must be one of: ${choices.join(', ')}.`);
    return choice ?? fallback;
  }

  /** Without a slash at the end. */
  url(name: string, protocols: readonly string[]): string | null {
    const text = this.#read(name);
    if (text === null) return null;
    const isRight = URL.canParse(text) && protocols.includes(new URL(text).protocol);
    this.require(isRight, `${name} must be a URL that begins with ${protocols.map((one) => `${one}//`).join(' or ')}.`);
    return text.replace(/\/+$/, '');
  }

  /** As browsers write them, with commas between, or nothing. */
  origins(name: string): readonly string[] {
    const origins = this.text(name, '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    for (const one of origins) {
      const isRight = /^https?:/.test(one) && URL.canParse(one) && new URL(one).origin === one;
      this.require(
        isRight,
        `${name} must be a list of origins as browsers write them, such as https://app.example.com.`,
      );
    }
    return origins;
  }

  /** Networks in CIDR with commas between, such as 10.0.0.0/8, or nothing. */
  ranges(name: string): readonly string[] {
    const ranges = this.text(name, '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    for (const one of ranges) this.require(isCidr(one), `${name} must be a list of networks such as 10.0.0.0/8.`);
    return ranges;
  }

  /** Whole numbers with commas between. */
  integers(name: string, fallback: readonly number[], minimum: number, maximum: number): readonly number[] {
    const text = this.#read(name);
    if (text === null) return fallback;
    const numbers = text.split(',').map(Number);
    const isRight = numbers.every((one) => Number.isInteger(one) && one >= minimum && one <= maximum);
    this.require(isRight, `${name} must be a list of whole numbers from ${minimum} to ${maximum}.`);
    return numbers;
  }

  /** `CODE:PATTERN,CODE:PATTERN`: a code, and a regular expression without commas for a part of what is said with it. */
  codedMessages(
    name: string,
    fallback: readonly CodedMessage[],
    minimum: number,
    maximum: number,
  ): readonly CodedMessage[] {
    const text = this.#read(name);
    if (text === null) return fallback;
    const messages = text.split(',').map(codedMessage);
    const isRight = messages.every((one) => one !== null && one.code >= minimum && one.code <= maximum);
    this.require(isRight, `${name} must be a list of CODE:PATTERN with codes from ${minimum} to ${maximum}.`);
    return messages.filter((one) => one !== null);
  }

  /** Relative to the project, wherever the process was started. */
  folder(name: string, fallback: string): string {
    return resolve(this.projectFolder, this.#read(name) ?? fallback);
  }

  key(name: string, bytes: number): Buffer | null {
    const text = this.#read(name);
    if (text === null) return null;
    const key = Buffer.from(text, 'base64');
    this.require(key.length === bytes, `${name} must be ${bytes} random bytes in base64.`);
    return key;
  }

  /** `WORD=CHOICE,WORD=CHOICE`, or nothing. */
  pairs<Choice extends string>(name: string, choices: readonly Choice[]): readonly (readonly [string, Choice])[] {
    const pairs = this.text(name, '')
      .split(',')
      .filter((pair) => pair.trim() !== '');
    return pairs.flatMap((pair) => {
      const [word = '', chosen] = pair.split('=').map((part) => part.trim());
      const choice = choices.find((one) => one === chosen);
      this.require(
        word !== '' && choice !== undefined,
        `${name} must be a list of WORD=… with one of: ${choices.join(', ')}.`,
      );
      return choice === undefined ? [] : [[word, choice] as const];
    });
  }

  /** `GROUP:MEMBER+MEMBER,GROUP:…`, or nothing: each member with its group. */
  groups(name: string): ReadonlyMap<string, string> {
    const groups = new Map<string, string>();
    for (const part of this.text(name, '').split(',')) {
      if (part.trim() === '') continue;
      const [group = '', list = '', ...rest] = part.split(':').map((word) => word.trim());
      const members = list.split('+').map((member) => member.trim());
      const isRight = group !== '' && rest.length === 0 && members.every((member) => member !== '');
      this.require(isRight, `${name} must be a list of GROUP:MEMBER+MEMBER.`);
      for (const member of members) {
        this.require(!groups.has(member), `${name} must name each member once.`);
        groups.set(member, group);
      }
    }
    return groups;
  }

  require(isRight: boolean, otherwise: string): void {
    if (!isRight) this.#wrong.push(otherwise);
  }

  /** @throws ConfigError */
  throwIfWrong(): void {
    if (this.#wrong.length > 0) throw new ConfigError(this.#wrong.join('\n'));
  }

  #read(name: string): string | null {
    const text = this.variables[name]?.trim();
    return text === undefined || text === '' ? null : text;
  }
}

function codedMessage(text: string): CodedMessage | null {
  const [, code, pattern = ''] = /^\s*(\d+):\s*(\S.*?)\s*$/.exec(text) ?? [];
  if (code === undefined) return null;
  try {
    return { code: Number(code), msgPattern: new RegExp(pattern, 'i') };
  } catch {
    return null;
  }
}

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text) ?? [];
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128);
}

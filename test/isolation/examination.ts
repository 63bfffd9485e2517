import { expect } from 'vitest';
import type { Permission } from '../../src/adapters/graphql/operations/permissions.ts';
import { permissionOf } from '../../src/adapters/graphql/operations/permissions.ts';
import type { Answer } from './answers.ts';
import { nothing, outcomeOf, shapeOf, withoutChance } from './answers.ts';
import type { Asker, AskerRole } from './asker.ts';
import type { Input, RootField } from './fields.ts';
import { kindOf, saidAnyway } from './ids.ts';
import type { Party } from './party.ts';
import { narrowScope } from './party.ts';
import { finderOf, toldByDesign, valueOf } from './values.ts';
import { variablesFor } from './variables.ts';

/** What answers with a link, also to a file in which there is nothing. */
const links = ['callExport', 'ledgerExport', 'billExport'];

/** What is said in place of a party's own. */
type Instead = Readonly<Record<string, unknown>>;

/** What was heard, by whom, and which text of another's it had said itself: to have that said back tells nothing. */
export interface Heard {
  readonly by: AskerRole;
  readonly text: string;
  readonly said: string | null;
}

/** An id that nothing has. */
const nowhere = '7a1c0de5-0000-4000-8000-000000000000';
/** What no examination may end with: then nothing was examined. */
const useless = [
  'BAD_USER_INPUT',
  'TOO_MANY_TRIES',
  'INTERNAL_SERVER_ERROR',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
];

/** One operation, asked for by everybody of a party: with the party's own things, with another's, with nobody's. */
export class Examination {
  readonly heard: Heard[] = [];
  /** The id arguments that were tried with another's and with nobody's. */
  readonly triedIds = new Set<string>();

  private readonly permission: Permission;
  private readonly ids: readonly Input[];

  constructor(
    private readonly root: RootField,
    private readonly party: Party,
    private readonly other: Party,
  ) {
    this.permission = permissionOf(root.name);
    this.ids = root.inputs.filter(({ isId }) => isId);
  }

  /** With what somebody in this role is refused; null for whom the operation is. */
  refusalOf(role: AskerRole): string | null {
    const { permission } = this;
    if (permission.kind === 'EVERYBODY') return null;
    if (role === 'NOBODY') return 'UNAUTHENTICATED';
    if (permission.kind === 'SIGNED_IN') return null;
    return this.#isFor(role) ? null : 'NOT_ALLOWED';
  }

  /** Refused alike for a thing of its own, of another, and of nobody. */
  async refused(asker: Asker): Promise<void> {
    const own = await this.#ask(asker);
    expect(this.#told(asker, own)).toBe(this.#said(asker, String(this.refusalOf(asker.role))));
    for (const input of this.ids) {
      for (const id of [this.#idOf(this.other, input), nowhere])
        expect(withoutChance(await this.#ask(asker, { [input.place]: id }))).toBe(withoutChance(own));
      this.#tried(input);
    }
  }

  /** Reaches its own things, and finds of another's as little as of what is nowhere. */
  async permitted(asker: Asker, isFirst: boolean): Promise<void> {
    if (this.root.kind !== 'mutation') {
      const own = await this.#ask(asker);
      expect(this.#told(asker, own)).toBe(this.#said(asker, 'DONE'));
    } else if (this.ids.length === 0) {
      const outcome = outcomeOf(await this.#ask(asker));
      // Whoever may do it without a token is known by what it says, and nothing of that is true here.
      if (this.permission.kind === 'EVERYBODY') expect(useless).not.toContain(outcome);
      else expect(outcome, `${this.root.name} by ${asker.name}`).toBe('DONE');
    }
    for (const input of this.ids) await this.#tryId(asker, input);
    if (asker.role === 'OPERATOR' || (this.root.kind === 'mutation' && !isFirst)) return;
    for (const input of this.root.inputs) await this.#tryFinder(asker, input);
  }

  /** Is told that it asks on the wrong transport, whoever asks and for what. */
  async onTheOtherTransport(asker: Asker): Promise<void> {
    const variables = this.variables();
    const isLive = this.root.kind === 'subscription';
    const answer = await (isLive
      ? asker.overHttp(this.root.name, variables)
      : asker.overSocket(this.root.name, variables));
    this.#hear(asker, answer);
    // Who has no token comes no further than to the door of the socket.
    const expected = !isLive && asker.role === 'NOBODY' ? 'UNAUTHENTICATED' : 'WRONG_TRANSPORT';
    expect(this.#told(asker, answer)).toBe(this.#said(asker, expected));
  }

  /** Whether its own ids lead anywhere: else all that was tried with others would prove nothing. */
  async reaches(asker: Asker): Promise<void> {
    const outcome = outcomeOf(await this.#ask(asker));
    expect([...nothing, ...useless, 'NOT_ALLOWED', 'UNAUTHENTICATED']).not.toContain(outcome);
  }

  #isFor(role: Exclude<AskerRole, 'NOBODY'>): boolean {
    const { permission } = this;
    const isProgram = role === 'KEY' || role === 'NARROW_KEY';
    if (permission.kind !== 'ROW') return role !== 'OPERATOR' && !isProgram;
    if (!isProgram) return permission.roles.includes(role);
    return permission.scope !== null && (role === 'KEY' || permission.scope === narrowScope);
  }

  async #tryId(asker: Asker, input: Input): Promise<void> {
    if (this.root.kind !== 'mutation') {
      const own = await this.#ask(asker, { [input.place]: this.#idOf(this.party, input) });
      expect(this.#told(asker, own)).toBe(this.#said(asker, 'DONE'));
    }
    const unknown = await this.#ask(asker, { [input.place]: nowhere });
    if (!links.includes(this.root.name))
      expect(nothing, `${input.place} of nothing, told to ${asker.name}`).toContain(outcomeOf(unknown));
    this.#tried(input);
    // An operator acts for any account, but never on what is another's than the one that it names.
    const isOfNamed = this.ids.some((one) => kindOf(one) === 'account') && kindOf(input) !== 'account';
    if (asker.role === 'OPERATOR' && !isOfNamed) return;
    const theirs = this.#idOf(this.other, input);
    if (theirs === this.#idOf(this.party, input)) return;
    const foreign = await this.#ask(asker, { [input.place]: theirs });
    expect(withoutChance(foreign)).toBe(withoutChance(unknown));
  }

  async #tryFinder(asker: Asker, input: Input): Promise<void> {
    if (input.isId) return;
    const finder = finderOf(input, this.root.kind);
    if (finder === null) return;
    for (const theirs of [finder.of(this.other)].flat()) {
      const foreign = await this.#ask(asker, { [input.place]: theirs }, theirs);
      expect(useless).not.toContain(outcomeOf(foreign));
      if (finder.nobodys === null || input.place in toldByDesign) continue;
      const unknown = await this.#ask(asker, { [input.place]: finder.nobodys() });
      expect([input.place, shapeOf(foreign)]).toEqual([input.place, shapeOf(unknown)]);
    }
  }

  async #ask(asker: Asker, instead: Instead = {}, said: string | null = null): Promise<Answer> {
    const { kind, name } = this.root;
    const variables = this.variables(instead);
    await asker.ready();
    const answer = await (kind === 'subscription'
      ? asker.overSocket(name, variables)
      : asker.overHttp(name, variables));
    this.#hear(asker, answer, said);
    return answer;
  }

  variables(instead: Instead = {}): Record<string, unknown> {
    return variablesFor(this.root, (input, needed) => {
      if (input.place in instead) return instead[input.place];
      if (!input.isId) return valueOf(input, this.party, needed);
      return needed || saidAnyway.includes(input.place) ? this.#idOf(this.party, input) : undefined;
    });
  }

  #idOf(party: Party, input: Input): string {
    return party.ids[kindOf(input)][0]!;
  }

  #hear(asker: Asker, { text, head = '' }: Answer, said: string | null = null): void {
    this.heard.push({ by: asker.role, text: `${head}\n${text}`, said });
  }

  #tried(input: Input): void {
    this.triedIds.add(`${this.root.name} ${input.place}`);
  }

  #told(asker: Asker, answer: Answer): string {
    return this.#said(asker, outcomeOf(answer));
  }

  #said(asker: Asker, outcome: string): string {
    return `${this.root.name} tells ${asker.name}: ${outcome}`;
  }
}

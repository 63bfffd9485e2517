import { setTimeout as pause } from 'node:timers/promises';
import type { Customer } from '../support/customer.ts';
import { drawCallee, drawCallees } from './callees.ts';
import type { Chance } from './chance.ts';
import type { Outcome } from './client.ts';
import { Client } from './client.ts';
import type { History, Keyed, Placing } from './history.ts';
import { isAnswer } from './history.ts';

export interface WorkloadOptions {
  readonly url: string;
  readonly customers: readonly Customer[];
  readonly history: History;
  readonly chance: Chance;
  /** Longest pause of a client between two orders, in wall milliseconds. */
  readonly thinkMs: number;
}

const CLIENTS = 8;
/** Of what is placed; the others are calls. */
const CONFERENCES = 1 / 3;
const FEWEST_PARTIES = 3;
const MOST_PARTIES = 8;
const RETRY_MS = 150;
/** A key that has no answer by then never gets one; the comparison finds it. */
const LAST_TRIES_MS = 90_000;

/** Clients that place calls and conferences and pay, each with a key that they repeat until they have an answer. */
export class Workload {
  readonly #end = new AbortController();
  readonly #clients: readonly Promise<void>[];
  #drawn = 0;

  constructor(private readonly options: WorkloadOptions) {
    const { chance } = options;
    this.#clients = Array.from({ length: CLIENTS }, (_, index) => this.#live(chance.of(`client ${index}`)));
  }

  /** Takes no more orders, and resolves when those under way have their answers. */
  async stop(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#clients);
  }

  async #live(chance: Chance): Promise<void> {
    const { customers, thinkMs } = this.options;
    while (!this.#end.signal.aborted) {
      await pause(chance.between(0, thinkMs));
      const customer = customers[chance.between(0, customers.length - 1)]!;
      if (chance.happens(0.04)) await this.#topUp(customer);
      else await this.#place(customer, chance);
    }
  }

  /** Its caller calls nobody else, so that what the sandbox knows of it can be found by its numbers. */
  async #place(customer: Customer, chance: Chance): Promise<void> {
    const number = (this.#drawn += 1);
    const kind = chance.happens(CONFERENCES) ? 'CONFERENCE' : 'CALL';
    const callees =
      kind === 'CALL' ? [drawCallee(chance)] : drawCallees(chance, chance.between(FEWEST_PARTIES, MOST_PARTIES) - 1);
    const order = {
      kind,
      caller: `139${String(number).padStart(8, '0')}`,
      callees,
      maxDurationSeconds: chance.weighted([
        [6, 300],
        [3, 120],
        [1, 1800],
      ]),
    } as const;
    const keyed = this.options.history.begin(customer.accountId, customer.appId, `key-${number}`, order);
    const ask = (): Promise<Outcome> => this.#start(customer, keyed, order);
    // Twins: the customer's own client was impatient too.
    await Promise.all(chance.happens(0.1) ? [persist(ask), persist(ask)] : [persist(ask)]);
    if (chance.happens(0.1)) await persist(ask);
  }

  #start(customer: Customer, keyed: Keyed, order: Placing): Promise<Outcome> {
    const { kind, caller, callees, maxDurationSeconds } = order;
    const { key } = keyed;
    const input = { appId: customer.appId, caller, maxDurationSeconds, reference: key, idempotencyKey: key };
    return kind === 'CALL'
      ? this.#ask(customer, keyed, 'startCall', { ...input, callee: callees[0] }, 'call { id }')
      : this.#ask(customer, keyed, 'startConference', { ...input, callees }, 'conference { id }');
  }

  async #topUp(customer: Customer): Promise<void> {
    const key = `pay-${(this.#drawn += 1)}`;
    const order = { kind: 'TOP_UP', amountFen: 1000_00n } as const;
    const keyed = this.options.history.begin(customer.accountId, customer.appId, key, order);
    const input = { amount: '1000.00', idempotencyKey: key };
    await persist(() => this.#ask(customer, keyed, 'topUp', input, 'topUp { id }'));
  }

  async #ask(
    { client }: Customer,
    keyed: Keyed,
    mutation: 'startCall' | 'startConference' | 'topUp',
    input: Readonly<Record<string, unknown>>,
    success: string,
  ): Promise<Outcome> {
    const outcome = await new Client(this.options.url, client.token ?? '').mutate(mutation, input, success);
    const found = outcome.kind === 'OK' ? { kind: 'OK' as const, answer: subjectOf(outcome.answer) } : outcome;
    keyed.heard.push({ at: Date.now(), outcome: found });
    return found;
  }
}

async function persist(ask: () => Promise<Outcome>): Promise<void> {
  const end = Date.now() + LAST_TRIES_MS;
  while (!isAnswer(await ask()) && Date.now() < end) await pause(RETRY_MS);
}

function subjectOf(answer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return (answer['call'] ?? answer['conference'] ?? answer['topUp']) as Readonly<Record<string, unknown>>;
}

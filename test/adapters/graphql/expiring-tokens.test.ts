import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { LoginId, ProviderSession } from '../../../src/domain/ids.ts';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import { standardCallLimits } from '../../../src/domain/limits.ts';
import { Login } from '../../../src/domain/login.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import * as a from '../../support/a.ts';
import { figure } from '../../support/figures.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { Chance } from '../../simulation/chance.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';

const SOCKETS = figure(50, 1000);
/** Milliseconds that a token lasts, and within which calls end. */
const [SHORTEST, LONGEST] = [figure(300, 2000), figure(1500, 10_000)];
const WITHIN_MS = 1000;

const QUERY = `subscription ($id: ID!, $after: String) {
  callUpdated(id: $id, after: $after) { cursor version call { status } }
}`;

const secrets = new AesSecrets(Buffer.alloc(32, 7));
const chance = new Chance(1);
let api: Api;
let owner: Customer;
let principal: MemberPrincipal;
beforeAll(async () => {
  const none = { callsAtOncePerAccount: null, callsAtOncePerApp: null };
  api = await startApi({
    socketLimits: { perPerson: null, perAddress: null, handshakesPerSecond: null },
    settings: { callLimits: { ...standardCallLimits, ...none } },
  });
  api.outside.dial = () => ({ kind: 'STARTED', session: randomUUID() as ProviderSession });
  owner = await customerOf(api, { fen: 100_000_00 });
  principal = (await api.application.authenticate(owner.token)) as MemberPrincipal;
});
afterAll(() => api.stop());

/** A login of its own, whose token lasts so long. */
async function tokenFor(milliseconds: number): Promise<{ token: string; expires: number }> {
  const [token, refresh] = [randomUUID(), randomUUID()];
  const expires = Date.now() + milliseconds;
  const login = Login.open(randomUUID() as LoginId, principal.id, {
    access: { digest: secrets.fingerprint(token), expires: new Date(expires) },
    refresh: { digest: secrets.fingerprint(refresh), expires: new Date(expires + 60_000) },
  });
  const verified = await cheapPasswords.hash(password);
  await patiently(() => api.postgres.people.openLogin(login, verified));
  return { token, expires };
}

/** As clients do: a service that is too busy is asked again. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServiceBusy)) throw error;
      await pause(chance.between(50, 500));
    }
  }
}

async function placed(index: number): Promise<Call> {
  const numbers = { caller: '13900000001', callee: `138${String(index).padStart(8, '0')}` };
  const bounds = { maxDurationSeconds: 300, minDurationSeconds: null, reference: null };
  const order = { app: owner.app, ...numbers, ...bounds, idempotencyKey: `expiring ${index}` };
  return (await api.application.startCall(principal, order)).call;
}

/** The provider reports the end of its conversation. */
async function end({ session, order }: Call): Promise<void> {
  const { accounts } = api.postgres;
  const app = await patiently(() =>
    accounts.decide(owner.account, { app: owner.app }, (facts) => ({ answer: facts.app })),
  );
  const { caller, callee } = order;
  const report = a.report({ session: session!, caller: caller.digits, callee: callee.digits, createdAt: null });
  const bytes = { bodyHash: randomBytes(32).toString('hex'), body: new TextEncoder().encode('{}') };
  await patiently(() => api.application.receiveCallback({ app, signedAt: new Date(), ...bytes, report }));
}

interface Seen {
  readonly cursor: string | null;
  readonly version: number;
  readonly call: { readonly status: string };
}

/** A client that watches one call over sockets that end with their tokens, and resumes from its cursor. */
class Follower {
  readonly seen: Seen[] = [];
  /** How long after its token's end a socket still told something, in milliseconds, and with what sockets ended. */
  late = 0;
  readonly codes: number[] = [];

  constructor(private readonly id: string) {}

  async follow(): Promise<void> {
    await pause(chance.between(0, LONGEST / 2));
    while (this.seen.at(-1)?.call.status !== 'COMPLETED')
      await this.#once(await tokenFor(chance.between(SHORTEST, LONGEST)));
  }

  async #once({ token, expires }: { token: string; expires: number }): Promise<void> {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    // Where the service is too busy to let it in or to begin, it tries again.
    let isWatching = false;
    const closed = new Promise<void>((resolve) =>
      socket.once('close', (code) => {
        if (isWatching) this.codes.push(code);
        resolve();
      }),
    );
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as { type: string; payload?: { data: { callUpdated: Seen } } };
      if (message.type === 'connection_ack') this.#subscribe(socket);
      if (message.type === 'next') this.#take(message.payload!.data.callUpdated, Date.now() - expires);
      isWatching = message.type !== 'error' && (isWatching || message.type === 'connection_ack');
      if (message.type === 'error') socket.close();
    });
    await closed;
  }

  #subscribe(socket: WebSocket): void {
    const variables = { id: this.id, after: this.seen.at(-1)?.cursor ?? null };
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables } }));
  }

  #take(update: Seen, afterExpiry: number): void {
    this.late = Math.max(this.late, afterExpiry);
    this.seen.push(update);
  }
}

it(
  `WS-3: ${SOCKETS} sockets whose tokens end tell nothing after that, and who resumes misses no end of a call`,
  async () => {
    const calls: Call[] = [];
    while (calls.length < SOCKETS) calls.push(await placed(calls.length));
    const followers = calls.map(({ id }) => new Follower(id));
    const following = followers.map((one) => one.follow());
    await Promise.all(calls.map((call) => pause(chance.between(0, 2 * LONGEST)).then(() => end(call))));
    await Promise.all(following);
    expect(followers.filter(({ late }) => late > WITHIN_MS)).toEqual([]);
    expect(followers.filter(({ seen }) => seen.at(-1)?.call.status !== 'COMPLETED')).toEqual([]);
    for (const { seen } of followers) {
      const versions = seen.map(({ version }) => version);
      expect(versions).toEqual([...versions].sort((one, other) => one - other));
    }
    const codes = followers.flatMap((one) => one.codes);
    expect(new Set(codes)).toEqual(new Set([4403]));
    // Many had to resume, and more than once.
    expect(codes.length).toBeGreaterThan(SOCKETS * 1.2);
    const late = Math.max(...followers.map((one) => one.late));
    console.log(
      `${codes.length} tokens ended on ${SOCKETS} sockets; the last word came ${late} ms after its token's end.`,
    );
  },
  figure(60_000, 900_000),
);

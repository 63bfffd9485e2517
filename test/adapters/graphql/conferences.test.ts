import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import * as a from '../../support/a.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import type { Result } from './operations.ts';
import { run } from './operations.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let owner: Customer;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
});
afterAll(() => api.stop());

const number = (n: number): string => `1391${String(n).padStart(7, '0')}`;

async function start(given: object = {}): Promise<Result> {
  count += 1;
  const session = `session-${crypto.randomUUID()}` as ProviderSession;
  api.outside.dial = () => ({ kind: 'STARTED', session });
  const callees = [1, 2, 3].map((n) => number(10 * count + n));
  const order = { appId: owner.app, caller: '13900000001', callees, idempotencyKey: `conference ${count}` };
  return await run(api, 'startConference', { ...order, ...given }, owner.token);
}

interface Seen {
  readonly id: string;
  readonly session: ProviderSession;
  readonly participants: readonly { readonly number: string }[];
}

const conferenceOf = (result: Result): Seen => result['conference'] as Seen;

async function report({ session, participants }: Seen): Promise<void> {
  const app = await api.postgres.accounts.decide(owner.account, { app: owner.app }, (facts) => ({ answer: facts.app }));
  const members = participants.map(({ number: digits }) => digits).reverse();
  const told = a.conferenceReport({ session, members, createdAt: null, startedAt: null });
  const bytes = { bodyHash: session.padEnd(64, '0'), body: new TextEncoder().encode('{}') };
  await api.application.receiveCallback({ app, signedAt: new Date(), ...bytes, report: told });
}

const listed = async (filter: object): Promise<readonly string[]> => {
  const query = `query ($filter: ConferenceFilter) { conferences(filter: $filter) { edges { node { id } } } }`;
  const { data } = await api.ask<{ conferences: { edges: { node: { id: string } }[] } }>(
    query,
    { filter },
    owner.token,
  );
  return data.conferences.edges.map(({ node }) => node.id);
};

describe('A conference', () => {
  it('is quoted, started and read, with all that is known of its parties', async () => {
    const asked = { appId: owner.app, parties: 4, maxDurationSeconds: 300 };
    expect(await run(api, 'quoteConference', asked, owner.token)).toMatchObject({
      quote: { grantedSeconds: 300, minutes: 5, worstCase: '0.60', tariff: { basis: 'CONVERSATION' } },
    });
    const result = await start({ reference: ' 例会 ', maxDurationSeconds: 300 });
    expect(result).toMatchObject({
      __typename: 'StartConferenceSuccess',
      replayed: false,
      conference: {
        app: { id: owner.app, name: '客服' },
        reference: '例会',
        status: 'DIALING',
        reservation: '0.60',
        charge: null,
        endedBy: null,
        failure: null,
      },
    });
    const { id, participants } = conferenceOf(result);
    const unknown = { joined: null, endedAt: null, cause: null };
    expect(participants).toMatchObject([
      { number: '13900000001', role: 'CALLER', ...unknown },
      ...[1, 2, 3].map((n) => ({ number: number(10 * count + n), role: 'CALLEE', ...unknown })),
    ]);
    const query = `query ($id: ID!) { conference(id: $id) { id participants { number } } call(id: $id) { id }
      app(id: "${owner.app}") { minConferenceParties maxConferenceParties } }`;
    expect((await api.ask(query, { id }, owner.token)).data).toMatchObject({
      conference: { id, participants: participants.map(({ number: digits }) => ({ number: digits })) },
      call: null,
      app: { minConferenceParties: 3, maxConferenceParties: 8 },
    });
  });

  it.each([
    [{ callees: [number(1)] }, { __typename: 'WrongPartyCount', parties: 2, minimumParties: 3, maximumParties: 8 }],
    [
      { callees: [1, 2, 3, 4, 5, 6, 7, 8].map(number) },
      { __typename: 'WrongPartyCount', parties: 9, minimumParties: 3, maximumParties: 8 },
    ],
    [{ callees: [number(1), '13900000001'] }, { __typename: 'DuplicateNumber', field: 'callees[1]', sameAs: 'caller' }],
    [{ callees: [number(1), number(2), '+85212345678'] }, { __typename: 'ForeignNumber', field: 'callees[2]' }],
    [{ callees: [number(1), '110'] }, { __typename: 'InvalidNumber', field: 'callees[1]' }],
  ])('is rejected with the place of what is wrong: %j', async (given, rejection) => {
    expect(await start(given)).toMatchObject(rejection);
  });

  it('is found by any party, also after its end, and by its reference, and is not among the calls', async () => {
    const reference = `found ${count}`;
    const conference = conferenceOf(await start({ reference }));
    await report(conference);
    for (const { number: digits } of conference.participants.slice(1))
      expect(await listed({ participant: `+86 ${digits}` })).toEqual([conference.id]);
    expect(await listed({ participant: '13900000001', reference })).toEqual([conference.id]);
    expect(await listed({ participant: '13999999999' })).toEqual([]);
    const { data } = await api.ask(`{ calls { edges { node { id } } } }`, {}, owner.token);
    expect(data).toEqual({ calls: { edges: [] } });
  });

  it('is watched to its end like a call, and costs what it talked', async () => {
    const socket = await TestSocket.connected(api, owner.token);
    const conference = conferenceOf(await start());
    const watching = socket.subscribe(
      `subscription ($id: ID!) { conferenceUpdated(id: $id) { version conference { id status charge talkSeconds } cost { cost } } }`,
      { id: conference.id },
    );
    await watching.data(1);
    await report(conference);
    await watching.completes();
    expect(await watching.data(2)).toMatchObject([
      { conferenceUpdated: { version: 2, conference: { id: conference.id, status: 'DIALING' }, cost: null } },
      { conferenceUpdated: { version: 3, conference: { status: 'COMPLETED', charge: '0.24', talkSeconds: 61 } } },
    ]);
    await socket.leave();
  });
});

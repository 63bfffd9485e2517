import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxTruth } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

interface Seen {
  readonly id: string;
  readonly status: string;
  readonly session: string | null;
  readonly reservation: string;
  readonly charge: string | null;
  readonly talkSeconds: number | null;
}

const FIELDS = 'id status session reservation charge talkSeconds endedBy participants { number joined endedAt cause }';

describe.each([
  ['CONVERSATION', '0.24'],
  ['EACH_PARTY', '0.96'],
])('A conference of four over HTTP, on %s', (basis, charge) => {
  let service: TestService;
  let one: Customer;

  beforeAll(async () => {
    service = await startTestService(40, { TARIFF_BASIS: basis });
    one = await registerCustomer(service.url, service.sandboxUrl);
    await openForBusiness(one);
  });
  afterAll(() => service.stop());

  async function confer(...callees: string[]): Promise<Seen> {
    const order = { appId: one.appId, caller: '13900000001', callees, idempotencyKey: callees.join() };
    const placed = await one.client.mutate<{ conference: Seen }>('startConference', order, `conference { ${FIELDS} }`);
    return placed.conference;
  }

  function ended(id: string): Promise<Seen> {
    return until('the conference ended', async () => {
      const { conference } = await one.client.ask<{ conference: Seen }>(
        `query ($id: ID!) { conference(id: $id) { ${FIELDS} } }`,
        { id },
      );
      return conference.charge === null ? null : conference;
    });
  }

  it('costs what the provider knows of it, and its callback tells of no participant', async () => {
    const { id, reservation } = await confer('13800000061', '13800000020', '13800020002');
    expect(reservation).toBe(basis === 'EACH_PARTY' ? '14.40' : '3.60');
    const conference = await ended(id);
    const unknown = { joined: null, endedAt: null, cause: null };
    expect(conference).toMatchObject({
      status: 'COMPLETED',
      talkSeconds: 61,
      charge,
      endedBy: 'UNKNOWN',
      participants: ['13900000001', '13800000061', '13800000020', '13800020002'].map((number) => ({
        number,
        ...unknown,
      })),
    });
    const [truth] = await sandboxTruth<{ session: string; talkSeconds: number }[]>(
      service.sandboxUrl,
      '/sandbox/calls?callee=13800000020',
    );
    expect(truth).toMatchObject({ session: conference.session, talkSeconds: 61 });
    const { account } = await one.client.ask<{ account: object }>('{ account { balance reserved } }', {});
    expect(account).toEqual({ balance: basis === 'EACH_PARTY' ? '999.04' : '999.76', reserved: '0.00' });
  });

  it('is free where nobody answers', async () => {
    const { id } = await confer('13800020001', '13800020002', '13800020003');
    expect(await ended(id)).toMatchObject({ status: 'FAILED', talkSeconds: 0, charge: '0.00' });
  });
});

import { expect, it, onTestFinished } from 'vitest';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { startApi } from '../adapters/graphql/api.ts';
import { customerOf } from '../adapters/graphql/customer.ts';
import { cheapPasswords } from '../support/fixed.ts';
import { operatorOf } from '../support/operators.ts';
import { fuzz } from './run.ts';
import { stillWorks } from './still-works.ts';

it('HTTP-6, HTTP-14, WS-1: whatever is sent is answered as the fault of who sent it, and logged in lines of their own', async () => {
  const api = await startApi({ socketLimits: { perPerson: null, perAddress: null, handshakesPerSecond: null } });
  onTestFinished(() => api.stop());
  const owner = await customerOf(api);
  const ports = { ...api.postgres, passwords: cheapPasswords, random: new CryptoRandom() };
  const operator = await operatorOf(api.application, ports);
  const known = [owner.account, owner.app];
  const target = { url: api.url, owner: owner.token, operator: operator.token, known };
  const { cases, outcomes, found } = await fuzz(target, { seed: 1, cases: 2000 });
  expect(found).toEqual([]);
  // It comes as far as the database, and is refused at each step before.
  expect([...outcomes.keys()]).toEqual(
    expect.arrayContaining([
      ...['answered', 'BAD_USER_INPUT', 'BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
      ...['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'WRONG_TRANSPORT', 'socket closed with 4400'],
    ]),
  );
  expect(cases).toBeGreaterThanOrEqual(2000);
  await stillWorks(target);
  expect(api.logged.filter(({ level }) => level === 'error')).toEqual([]);
}, 60_000);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { figure } from '../../support/figures.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { operatorOf } from '../../support/operators.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { customerOf } from './customer.ts';
import { run } from './operations.ts';

const password = 'a wrong guess';
const asOperator = `mutation ($email: String!) { operatorSignIn(input: { email: $email, password: "${password}" }) {
  __typename } }`;
const PAIRS = figure(150, 50_000);
const isWhole = PAIRS > 150;
/** Of the mean difference: what a sample on a busy machine can show is that there is no great one. */
const DEVIATIONS = isWhole ? 1.96 : 4;

let api: Api;
let known: { email: string; mobile: string };
let operator: string;

beforeAll(async () => {
  const noLimits = { perName: null, perAddress: null, codesPerAddress: null };
  api = await startApi({ settings: { tryLimits: noLimits } });
  known = await customerOf(api);
  const { operators, clock } = api.postgres;
  const ports = { operators, clock, passwords: cheapPasswords, random: new CryptoRandom() };
  ({ email: operator } = await operatorOf(api.application, ports));
});
afterAll(() => api.stop());

type Guess = () => Promise<unknown>;

async function millisecondsOf(guess: Guess): Promise<number> {
  const start = performance.now();
  await guess();
  return performance.now() - start;
}

/** By how many milliseconds the one takes longer than the other, on average, and how far that may be off. */
async function difference(one: Guess, other: Guess): Promise<{ mean: number; error: number }> {
  const differences: number[] = [];
  for (let pair = -20; pair < PAIRS; pair += 1) {
    const isOtherFirst = pair % 2 === 0;
    const first = await millisecondsOf(isOtherFirst ? other : one);
    const second = await millisecondsOf(isOtherFirst ? one : other);
    if (pair >= 0) differences.push(isOtherFirst ? second - first : first - second);
  }
  const mean = differences.reduce((sum, each) => sum + each, 0) / PAIRS;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (PAIRS - 1);
  return { mean, error: DEVIATIONS * Math.sqrt(variance / PAIRS) };
}

describe(`ABUSE-9: over HTTP, of ${2 * PAIRS} guesses it takes no millisecond longer where there is such a`, () => {
  let guesses = 0;
  const nobody = (): string => `${++guesses}@example.cn`;
  const noMobile = (): string => `1370${String(++guesses).padStart(7, '0')}`;
  const reset = (email: string, mobile: string) =>
    run(api, 'resetPassword', { email, mobile, code: '000000', newPassword: 'a long new one' });

  it.each<[string, Guess, Guess]>([
    [
      'member',
      () => run(api, 'signIn', { email: known.email, password }),
      () => run(api, 'signIn', { email: nobody(), password }),
    ],
    ['operator', () => api.ask(asOperator, { email: operator }), () => api.ask(asOperator, { email: nobody() })],
    ['mobile of a member', () => reset(known.email, known.mobile), () => reset(nobody(), noMobile())],
  ])('%s', { timeout: 60_000 + PAIRS * 60 }, async (what, one, other) => {
    const { mean, error } = await difference(one, other);
    console.info(`A guess about a ${what} that is there: ${mean.toFixed(3)} ± ${error.toFixed(3)} ms more.`);
    expect(Math.abs(mean) + (isWhole ? error : -error)).toBeLessThan(1);
  });
});

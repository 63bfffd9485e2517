import { expect, it } from 'vitest';
import type { Footing } from '../../src/domain/footing.ts';
import { endsOn } from '../../src/domain/footing.ts';

const agent: Footing = { role: 'AGENT', account: 'ACTIVE' };

it('nobody stays who was signed out, removed or revoked', () => {
  expect(endsOn(agent, null)).toBe(true);
});

it('another role ends what was begun, whether it may do more or less', () => {
  expect(endsOn(agent, { ...agent, role: 'OWNER' })).toBe(true);
  expect(endsOn({ ...agent, role: 'OWNER' }, agent)).toBe(true);
});

it.each([
  ['ACTIVE', 'ACTIVE', false],
  ['ACTIVE', 'SUSPENDED', true],
  ['ACTIVE', 'CLOSED', true],
  ['SUSPENDED', 'SUSPENDED', false],
  ['SUSPENDED', 'ACTIVE', false],
  ['SUSPENDED', 'CLOSED', true],
  ['CLOSED', 'CLOSED', false],
] as const)('an account that was %s and is %s: ends %s', (before, now, ends) => {
  expect(endsOn({ ...agent, account: before }, { ...agent, account: now })).toBe(ends);
});

it('operators are of no account, and stay while they are signed in', () => {
  expect(endsOn({ role: 'OPERATOR', account: null }, { role: 'OPERATOR', account: null })).toBe(false);
});

import { expect, it } from 'vitest';
import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryRegister } from '../../../src/adapters/memory/memory-register.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import type { Replica } from '../../contracts/claims.ts';
import { claimsContract } from '../../contracts/claims.ts';
import { FixedClock } from '../../support/fixed.ts';

claimsContract('Memory', () => {
  const clock = new FixedClock();
  const store = new MemoryStore();
  const people = new MemoryPeople();
  const replica = (name: string): Replica => {
    const register = new MemoryRegister(store, () => clock.wall(), name);
    register.beat(3600);
    const die = (): Promise<void> => {
      register.beat(0);
      return Promise.resolve();
    };
    return { accounts: new MemoryAccounts(store, people, clock, name), register, die };
  };
  return Promise.resolve({
    ours: replica('ours'),
    theirs: replica('theirs'),
    pass: (seconds) => {
      clock.advanceWall(seconds);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});

it('counts the replicas whose lease lasts', () => {
  const clock = new FixedClock();
  const store = new MemoryStore();
  const [one, two] = ['one', 'two'].map((name) => new MemoryRegister(store, () => clock.wall(), name));
  one!.beat(10);
  two!.beat(5);
  expect(one!.liveReplicas()).toBe(2);
  clock.advanceWall(5);
  expect(one!.liveReplicas()).toBe(1);
  expect(two!.leaseUntil()).toEqual(clock.wall());
});

import { MemoryAccounts } from '../../src/adapters/memory/memory-accounts.ts';
import { MemoryAlarms } from '../../src/adapters/memory/memory-alarms.ts';
import { MemoryBillChecks } from '../../src/adapters/memory/memory-bill-checks.ts';
import { MemoryNoticeMails } from '../../src/adapters/memory/memory-notice-mails.ts';
import { MemoryOperators } from '../../src/adapters/memory/memory-operators.ts';
import { MemoryPeople } from '../../src/adapters/memory/memory-people.ts';
import { MemoryProgressTurns } from '../../src/adapters/memory/memory-progress-turns.ts';
import { MemoryRegister } from '../../src/adapters/memory/memory-register.ts';
import { MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import { MemoryWebhookQueue } from '../../src/adapters/memory/memory-webhook-queue.ts';
import { MemoryTokens } from '../../src/adapters/memory/memory-tokens.ts';
import { MemoryTryCounts } from '../../src/adapters/memory/memory-try-counts.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { LibphonenumberPlan } from '../../src/adapters/system/libphonenumber-plan.ts';
import { CountedRandom, FixedClock, cheapPasswords } from './fixed.ts';
import { memoryFeed, memoryReads, noOperatorReads } from './memory-reads.ts';
import { Outside } from './outside.ts';

/** All that an application works with, in memory, with nothing of a test around it: commands use it too. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the object is the type
export function memoryWorld() {
  const clock = new FixedClock();
  const random = new CountedRandom();
  const outside = new Outside();
  const store = new MemoryStore();
  const people = new MemoryPeople();
  const operators = new MemoryOperators();
  const secrets = new AesSecrets(Buffer.alloc(32, 7));
  const accounts = new MemoryAccounts(store, people, clock);
  const billChecks = new MemoryBillChecks(store, () => clock.wall());
  const ports = {
    ...outside.ports(),
    accounts,
    people,
    tokens: new MemoryTokens(store, people, operators),
    operators,
    tries: new MemoryTryCounts(),
    webhookQueue: new MemoryWebhookQueue(store, () => clock.wall()),
    turns: new MemoryProgressTurns(() => clock.wall()),
    operatorReads: noOperatorReads,
    secrets,
    random,
    clock,
    reads: memoryReads(store),
    events: memoryFeed(store),
    alarms: new MemoryAlarms(store, () => clock.service()),
    billChecks,
    noticeMails: new MemoryNoticeMails(store, people, () => clock.wall()),
    register: new MemoryRegister(store, () => clock.wall()),
    numbers: new LibphonenumberPlan(),
    passwords: cheapPasswords,
  };
  return { accounts, billChecks, clock, operators, outside, people, ports, random, secrets, store };
}

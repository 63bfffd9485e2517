import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryOperators } from '../../../src/adapters/memory/memory-operators.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { MemoryTokens } from '../../../src/adapters/memory/memory-tokens.ts';
import { teamContract } from '../../contracts/team.ts';
import { FixedClock } from '../../support/fixed.ts';

teamContract('Memory', () => {
  const store = new MemoryStore();
  const people = new MemoryPeople();
  const accounts = new MemoryAccounts(store, people, new FixedClock());
  const operators = new MemoryOperators();
  const tokens = new MemoryTokens(store, people, operators);
  return Promise.resolve({ accounts, people, operators, tokens, close: () => Promise.resolve() });
});

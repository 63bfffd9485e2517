import { MemoryOperators } from '../../../src/adapters/memory/memory-operators.ts';
import { operatorsContract } from '../../contracts/operators.ts';

operatorsContract('memory', () =>
  Promise.resolve({ operators: new MemoryOperators(), close: () => Promise.resolve() }),
);

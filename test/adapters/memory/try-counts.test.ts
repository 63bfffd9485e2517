import { MemoryTryCounts } from '../../../src/adapters/memory/memory-try-counts.ts';
import { tryCountsContract } from '../../contracts/try-counts.ts';

const close = (): Promise<void> => Promise.resolve();
tryCountsContract('memory', () => Promise.resolve({ tries: new MemoryTryCounts(), close }));

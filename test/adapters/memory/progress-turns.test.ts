import { MemoryProgressTurns } from '../../../src/adapters/memory/memory-progress-turns.ts';
import { progressTurnsContract } from '../../contracts/progress-turns.ts';
import { FixedClock } from '../../support/fixed.ts';

progressTurnsContract('memory', () => {
  const clock = new FixedClock();
  const turns = new MemoryProgressTurns(() => clock.wall());
  const pass = (milliseconds: number): Promise<void> => {
    clock.advanceWall(milliseconds / 1000);
    return Promise.resolve();
  };
  return Promise.resolve({ ours: turns, theirs: turns, pass, close: () => Promise.resolve() });
});

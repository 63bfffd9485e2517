import { play } from './sequence.ts';

/** Prints what happens in one world, step by step. Answers with the exit code. */
export async function printTrace(seed: number): Promise<number> {
  const { lines, hash, violations } = await play(seed, { keepsText: true });
  for (const [index, line] of lines.entries()) console.log(`${String(index + 1).padStart(5)}  ${line}`);
  console.log(`seed ${seed}, trace ${hash}, ${violations.length} violations`);
  for (const claim of violations) console.log(`VIOLATED ${claim}`);
  return violations.length === 0 ? 0 : 1;
}

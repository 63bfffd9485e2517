import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is not null; rejects, naming what it waited for, after `seconds`. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | null>, seconds = 15): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain until ${what}.`);
    await pause(25);
  }
}

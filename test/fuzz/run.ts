import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { buildSchema } from 'graphql';
import { Chance } from '../simulation/chance.ts';
import { httpCase } from './http-case.ts';
import { socketCase } from './socket-case.ts';
import type { Finding, Held, Target } from './target.ts';

/** A finding, and the conversation that made it. */
export interface Found extends Finding {
  readonly conversation: number;
}

export interface Result {
  /** Requests and frames. */
  readonly cases: number;
  readonly conversations: number;
  /** How often what became of a conversation. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly found: readonly Found[];
}

interface Orders {
  readonly seed: number;
  /** Requests and frames, at least. */
  readonly cases: number;
  /** The first conversation. */
  readonly from?: number;
  readonly atOnce?: number;
  readonly tell?: (cases: number) => void;
  readonly onFound?: (found: Found) => void;
  /** Asks no more when it aborts. */
  readonly until?: AbortSignal;
}

const MOST_FOUND = 20;
const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

/**
 * Attacks the service with conversations, each a request or the frames of one socket. Each has its chance from the seed
 * and its own number, so that one of them can be held again alone.
 */
export async function fuzz(target: Target, orders: Orders): Promise<Result> {
  const { seed, cases, from = 0, atOnce = 8, tell, onFound, until } = orders;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const found: Found[] = [];
  const outcomes = new Map<string, number>();
  let [next, done] = [from, 0];
  const worker = async (): Promise<void> => {
    while (done < cases && found.length < MOST_FOUND && until?.aborted !== true) {
      const conversation = next++;
      const held = await hold(target, new Chance(seed * 2 ** 32 + conversation), agent);
      const { cases: more, outcome, finding } = held;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (finding !== null) {
        found.push({ ...finding, conversation });
        onFound?.({ ...finding, conversation });
      }
      const before = done;
      done += more;
      if (Math.floor(done / 10_000) > Math.floor(before / 10_000)) tell?.(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, cases) }, worker));
  agent.destroy();
  return { cases: done, conversations: next - from, outcomes, found };
}

/** Sockets say some ten frames each: so about as many frames are sent as requests. */
function hold(target: Target, chance: Chance, agent: Agent): Promise<Held> {
  return chance.happens(10) ? socketCase(target, schema, chance) : httpCase(target, schema, chance, agent);
}

import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What is asked again and again, by the clock. */
export interface Asking {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/** How long each answer took, in milliseconds, and how many were refused. */
export interface Load {
  readonly times: number[];
  refused: number;
}

/**
 * Requests leave when their time comes, whether or not those before them were answered, and by chance as those of many
 * clients do who know nothing of one another.
 */
export async function load({ url, token, query, perSecond, seconds }: Asking): Promise<Load> {
  const found: Load = { times: [], refused: 0 };
  const agent = new Agent({ keepAlive: true });
  const one = async (): Promise<void> => {
    const start = performance.now();
    const status = await ask(agent, url, token, JSON.stringify({ query }));
    found.times.push(performance.now() - start);
    if (status === 429) found.refused += 1;
  };
  const asked: Promise<void>[] = [];
  const begun = performance.now();
  for (let at = begun; ;) {
    at -= (Math.log(1 - Math.random()) * 1000) / perSecond;
    if (at > begun + seconds * 1000) break;
    await pause(Math.max(0, at - performance.now()));
    asked.push(one());
  }
  await Promise.all(asked);
  agent.destroy();
  return found;
}

function ask(agent: Agent, url: string, token: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body);
  });
}

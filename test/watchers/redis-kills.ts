import { setTimeout as pause } from 'node:timers/promises';
import type { RedisServer } from '../support/redis-server.ts';
import type { Chance } from '../torture/chance.ts';

/** Wall milliseconds. */
const SHORTEST_DEATH = 100;
const LONGEST_DEATH = 1500;

/** Kills Redis so many times, spread over so many disconnects, and starts it again a while later. */
export class RedisKills {
  kills = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly redis: RedisServer,
    private readonly wanted: number,
    private readonly disconnects: number,
    private readonly chance: Chance,
  ) {}

  /** To be told of each disconnect. */
  at(disconnect: number): void {
    const due = Math.floor((disconnect * (this.wanted + 1)) / (this.disconnects + 1));
    while (this.kills < Math.min(due, this.wanted)) {
      this.kills += 1;
      this.#running = this.#running.then(() => this.#kill());
    }
  }

  /** Resolves when it runs for good. */
  async over(): Promise<void> {
    await this.#running;
  }

  async #kill(): Promise<void> {
    await this.redis.kill();
    await pause(this.chance.between(SHORTEST_DEATH, LONGEST_DEATH));
    await this.redis.start();
    // Time for the replicas to find it, or the next death would be the same one to them.
    await pause(this.chance.between(SHORTEST_DEATH, LONGEST_DEATH));
  }
}

import { EventEmitter } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Heartbeat } from '../../../src/adapters/graphql/server/sockets/heartbeat.ts';
import { until } from '../../support/until.ts';

/** A socket whose other side answers pings, or is gone without a word. */
class Side extends EventEmitter {
  pings = 0;
  isEnded = false;

  constructor(private readonly answers: boolean) {
    super();
  }

  ping(): void {
    this.pings += 1;
    if (this.answers) this.emit('pong');
  }

  terminate(): void {
    this.isEnded = true;
    this.emit('close');
  }
}

function beating(...sides: readonly Side[]): void {
  const heartbeat = new Heartbeat(1);
  onTestFinished(() => heartbeat.stop());
  for (const side of sides) heartbeat.add(side);
}

describe('The heartbeat', () => {
  it('ends whoever leaves a ping unanswered until the next, after one ping', async () => {
    const [gone, present] = [new Side(false), new Side(true)];
    beating(gone, present);
    await until('it is ended', () => Promise.resolve(gone.isEnded || null));
    expect(gone.pings).toBe(1);
    await until('the other is pinged again', () => Promise.resolve(present.pings > 3 || null));
    expect(present.isEnded).toBe(false);
  });

  it('pings a twelfth of the sockets at a time', async () => {
    const sides = Array.from({ length: 36 }, () => new Side(true));
    const order: number[] = [];
    sides.forEach((side, index) => side.once('pong', () => order.push(index)));
    beating(...sides);
    await until('all were pinged', () => Promise.resolve(order.length === 36 || null));
    expect(order.slice(0, 6)).toEqual([0, 12, 24, 1, 13, 25]);
  });
});

import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HintCarrier } from '../../src/application/ports/hint-carrier.ts';

export interface HintCarrierHarness {
  /** Of one more replica. */
  carrier(): HintCarrier;
  /** Ends every connection of the carriers, as a server that is started again does. */
  cut(): Promise<unknown>;
  close(): Promise<void>;
}

/** A replica's carrier, and what it was told. `news` has the events `heard`, `lost` and `connected`. */
interface Replica {
  readonly carrier: HintCarrier;
  readonly news: EventEmitter;
}

export function hintCarrierContract(name: string, makeHarness: () => Promise<HintCarrierHarness>): void {
  describe(`${name}: hints`, () => {
    let harness: HintCarrierHarness;
    let replicas: Replica[];
    beforeEach(async () => {
      replicas = [];
      harness = await makeHarness();
    });
    afterEach(async () => {
      await Promise.all(replicas.map(({ carrier }) => carrier.close()));
      await harness.close();
    });

    function replica(): Replica {
      const [carrier, news] = [harness.carrier(), new EventEmitter()];
      carrier.listen({
        heard: (text) => news.emit('heard', text),
        lost: (reason) => news.emit('lost', reason),
        connected: () => news.emit('connected'),
      });
      const started = { carrier, news };
      replicas.push(started);
      return started;
    }

    async function connected(count: number): Promise<Replica[]> {
      const started = Array.from({ length: count }, () => replica());
      await Promise.all(started.map(({ news }) => once(news, 'connected')));
      return started;
    }

    it('reach every other replica, whole and in their order', async () => {
      const [one, ...others] = await connected(3);
      const texts = ['first', '专线', 'x'.repeat(one!.carrier.most - 1)];
      for (const text of texts) {
        const heard = others.map(({ news }) => once(news, 'heard'));
        await one!.carrier.tell(text);
        for (const [got] of await Promise.all(heard)) expect(got === text).toBe(true);
      }
    });

    it('come again by themselves after all connections were lost, and it is said', async () => {
      const [one, other] = await connected(2);
      const said = [one!, other!].map(async ({ news }) => {
        const [reason] = (await once(news, 'lost')) as [string];
        expect(reason).not.toBe('');
        await once(news, 'connected');
      });
      await harness.cut();
      await Promise.all(said);
      const heard = once(other!.news, 'heard');
      await one!.carrier.tell('second');
      expect(await heard).toEqual(['second']);
    });

    it('are lost without a word to whoever tells them, before and after there is a connection', async () => {
      const carrier = harness.carrier();
      await carrier.tell('too early');
      await carrier.close();
      await carrier.tell('too late');
    });

    it('can be closed at any time, also while they still connect, and nobody hears of a loss then', async () => {
      const [listening] = await connected(1);
      const connecting = replica();
      const losses: unknown[] = [];
      for (const { news } of [listening!, connecting]) news.on('lost', (reason) => losses.push(reason));
      await Promise.all([listening!.carrier.close(), connecting.carrier.close()]);
      await new Promise(setImmediate);
      expect(losses).toEqual([]);
    });
  });
}

import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Life } from '../src/life.ts';

describe('What was started', () => {
  it('stops all work at once, and what it rests on in reverse when that has ended', async () => {
    const life = new Life();
    const stopped: string[] = [];
    let end: () => void = () => undefined;
    const work = new Promise<void>((resolve) => (end = resolve));
    const note = (what: string) => () => Promise.resolve(void stopped.push(what));
    life.add(note('server'));
    life.add(note('database'));
    life.addWork(() => {
      stopped.push('listening');
      return work;
    });
    life.add(note('sandbox'));
    life.addWork(note('worker'));
    const all = life.stop();
    await turn();
    expect(stopped).toEqual(['listening', 'worker']);
    expect(life.isStopping).toBe(true);
    end();
    await all;
    expect(stopped).toEqual(['listening', 'worker', 'sandbox', 'database', 'server']);
  });

  it('stops the others when one fails to, and tells of it at the end', async () => {
    const life = new Life();
    const stopped: string[] = [];
    life.add(() => Promise.resolve(void stopped.push('server')));
    life.add(() => Promise.reject(new Error('the database hangs')));
    life.addWork(() => Promise.reject(new Error('the worker hangs')));
    await expect(life.stop()).rejects.toMatchObject({
      errors: [new Error('the worker hangs'), new Error('the database hangs')],
    });
    expect(stopped).toEqual(['server']);
  });

  it('stops once, however often it is asked', async () => {
    const life = new Life();
    let stops = 0;
    life.add(() => Promise.resolve(void (stops += 1)));
    await Promise.all([life.stop(), life.stop()]);
    await life.stop();
    expect(stops).toBe(1);
  });
});

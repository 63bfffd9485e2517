import { describe, expect, it } from 'vitest';
import { startOverdueWorker } from '../../../src/adapters/jobs/overdue-worker.ts';
import { until } from '../../support/until.ts';

describe('The overdue worker', () => {
  it('looks after calls, top-ups, notices and bills alike, and goes on when one of them fails', async () => {
    const turns = { calls: 0, topUps: 0, notices: 0, bills: 0 };
    const logged: string[] = [];
    const application = {
      resolveOverdueCalls: () => {
        turns.calls += 1;
        return turns.calls === 1 ? Promise.reject(new Error('no database')) : Promise.resolve(0);
      },
      sendWebhooks: () => Promise.resolve(0),
      resumeTopUps: () => {
        turns.topUps += 1;
        return turns.topUps === 2 ? Promise.reject(new Error('no database')) : Promise.resolve(0);
      },
      sendNotices: () => {
        turns.notices += 1;
        return Promise.resolve(0);
      },
      checkBills: () => {
        turns.bills += 1;
        return Promise.resolve(0);
      },
    };
    const worker = startOverdueWorker(application, (_level, message) => logged.push(message));
    await until('all had three turns', () => Promise.resolve(Math.min(...Object.values(turns)) >= 3 ? true : null));
    await worker.stop();
    expect(logged).toEqual(['Looking for overdue calls failed.', 'Looking for unfinished top-ups failed.']);
  });

  it('lets a run under way finish when it stops, and begins no other', async () => {
    let finish: (found: number) => void = () => undefined;
    let runs = 0;
    let stopped = false;
    const application = {
      resolveOverdueCalls: () => {
        runs += 1;
        return new Promise<number>((resolve) => (finish = resolve));
      },
      sendWebhooks: () => Promise.resolve(0),
      resumeTopUps: () => Promise.resolve(1),
      sendNotices: () => Promise.resolve(0),
      checkBills: () => Promise.resolve(0),
    };
    const worker = startOverdueWorker(application, () => undefined);
    const stopping = worker.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    finish(1);
    await stopping;
    expect(runs).toBe(1);
  });
});

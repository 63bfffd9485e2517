import { describe, expect, test } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { lowBalance } from '../../src/domain/notice.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const facts = { available: Money.fen(1199), minutes: 99, threshold: 100 };

async function told(): Promise<{ world: Scenario; one: Customer }> {
  const world = scenario();
  const one = await world.customer();
  await tell(world, one, lowBalance(facts, 7, a.noon));
  return { world, one };
}

async function tell(world: Scenario, { id }: Customer, notice: Notice): Promise<void> {
  await world.ports.accounts.decide(id, {}, () => ({ answer: undefined, saves: { notices: [notice] } }));
}

describe('NOTICE-3: a notice is mailed once', () => {
  test('and told to the log with a masked address', async () => {
    const { world, one } = await told();
    expect(await world.application.sendNotices()).toBe(1);
    expect(await world.application.sendNotices()).toBe(0);
    expect(world.outside.mails).toMatchObject([{ to: `${one.id}@example.cn` }]);
    const lines = world.outside.logs.filter(({ message }) => message === 'A notice was sent.');
    expect(lines).toMatchObject([{ level: 'info', fields: { account: one.id, notice: 'LOW_BALANCE 7', attempt: 1 } }]);
    expect(JSON.stringify(lines)).toContain('***@example.cn');
    expect(JSON.stringify(lines)).not.toContain(`${one.id}@example.cn`);
  });

  test('by one of all replicas that look at once', async () => {
    const { world } = await told();
    const found = await Promise.all(Array.from({ length: 10 }, () => world.application.sendNotices()));
    expect(found.reduce((sum, each) => sum + each)).toBe(1);
    expect(world.outside.mails).toHaveLength(1);
  });

  test('and once more, as the same message, where its process died before it could say so', async () => {
    const { world } = await told();
    const { noticeMails } = world.ports;
    const end = noticeMails.end.bind(noticeMails);
    noticeMails.end = () => Promise.reject(new Error('the connection was lost'));
    await world.application.sendNotices();
    noticeMails.end = end;
    world.clock.advanceWall(299);
    expect(await world.application.sendNotices()).toBe(0);
    world.clock.advanceWall(1);
    expect(await world.application.sendNotices()).toBe(1);
    const [first, second] = world.outside.mails;
    expect(second).toEqual(first);
  });
});

describe('NOTICE-3: a mail that no server takes', () => {
  test('is tried again, later each time, and then calls a person', async () => {
    const { world, one } = await told();
    world.outside.takesMail = false;
    const waits = [];
    for (let waited = 0; waits.length < 13; waited += 60) {
      if ((await world.application.sendNotices()) === 1) {
        waits.push(waited);
        waited = 0;
      }
      world.clock.advanceWall(60);
    }
    expect(waits.slice(0, 5)).toEqual([0, 60, 120, 240, 480]);
    expect(world.records(one.id).alarms).toEqual([]);
    world.clock.advanceWall(6 * 3600);
    expect(await world.application.sendNotices()).toBe(1);
    const [alarm] = world.records(one.id).alarms;
    expect(alarm).toMatchObject({ kind: 'NOTICE_UNSENT', open: true });
    expect(alarm?.detail).not.toContain(`${one.id}@`);
    world.outside.takesMail = true;
    world.clock.advanceWall(100_000);
    expect(await world.application.sendNotices()).toBe(0);
    expect(world.outside.mails).toEqual([]);
  });

  test('does not keep others waiting', async () => {
    const { world } = await told();
    const two = await world.customer();
    await tell(world, two, lowBalance(facts, 8, a.noon));
    const { mailer } = world.ports;
    const send = mailer.send.bind(mailer);
    mailer.send = (mail) => (mail.to.startsWith(two.id) ? send(mail) : Promise.reject(new Error('550')));
    expect(await world.application.sendNotices()).toBe(2);
    expect(world.outside.mails).toMatchObject([{ to: `${two.id}@example.cn` }]);
  });
});

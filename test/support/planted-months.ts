import { Client } from 'pg';
import { issueBills } from '../../src/application/billing/issue-bills.ts';
import type { Month } from '../../src/domain/month.ts';
import { monthNamed, shanghaiMonth } from '../../src/domain/month.ts';
import { plant } from '../../src/seed/plant.ts';
import * as a from './a.ts';
import { openBilling, secrets } from './open-billing.ts';

export interface Size {
  readonly seed: number;
  readonly accounts: number;
  /** From January 2023 on. */
  readonly months: number;
  /** Of all accounts and months. */
  readonly calls: number;
}

const DAY_MS = 86_400_000;

export function monthsOf({ months }: Pick<Size, 'months'>): readonly Month[] {
  const list: Month[] = [];
  for (let month = monthNamed('2023-01')!; list.length < months; month = shanghaiMonth(month.end)) list.push(month);
  return list;
}

/** Fills a new database with a history, the same for the same seed, and sets its clock to the history's beginning. */
export async function plantMonths(url: string, size: Size): Promise<void> {
  await (await openBilling(url, () => undefined)).close();
  const months = monthsOf(size);
  const from = months[0]!.start;
  const days = Math.round((months.at(-1)!.end.getTime() - from.getTime()) / DAY_MS);
  const rules = { tariff: a.tariff(), times: a.times };
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await plant({ ...size, from, days }, { client, secrets, rules, passwordHash: 'none', tell: () => undefined });
    const clock = 'UPDATE service_clock SET anchor_wall = $1, anchor_service = $2, rate = 1';
    await client.query(clock, [new Date(), from]);
  } finally {
    await client.end();
  }
}

/** Bills all these months, as a service does on which nothing is wrong. @returns how many bills it issued. */
export async function billPlanted(url: string, size: Size): Promise<number> {
  const ports = await openBilling(url, (_level, message, fields) => {
    throw new Error(`${message} ${JSON.stringify(fields)}`);
  });
  try {
    const { end } = monthsOf(size).at(-1)!;
    await ports.clock.moveTo(new Date(end.getTime() + 2 * DAY_MS));
    return await issueBills(ports)();
  } finally {
    await ports.close();
  }
}

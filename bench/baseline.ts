import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { accountTable } from '../src/adapters/postgres/rows/account-rows.ts';
import { callTable } from '../src/adapters/postgres/rows/call-rows.ts';
import { toCallRow } from '../src/adapters/postgres/rows/call-rows.ts';
import { eventTable } from '../src/adapters/postgres/rows/event-rows.ts';
import { requestTable, toRequestRow } from '../src/adapters/postgres/rows/request-rows.ts';
import { insert, prepared, update } from '../src/adapters/postgres/statements.ts';
import type { Call } from '../src/domain/call.ts';
import { Placed } from '../src/domain/placed.ts';
import type { CallId } from '../src/domain/ids.ts';
import { Money } from '../src/domain/money.ts';
import { PhoneNumber } from '../src/domain/phone-number.ts';
import { quoteCall } from '../src/domain/quote.ts';
import { standardDurationLimits } from '../src/domain/app.ts';
import { Tariff } from '../src/domain/tariff.ts';
import type { Customer } from './world.ts';
import { CONNECTIONS } from './world.ts';

/**
 * What anybody would write: one transaction of five prepared statements, one after another, as pgbench sends them. It
 * takes the account's lock, writes the call, its key and an event, and reserves; it looks nothing else up.
 */
export class Baseline {
  readonly #pool: Pool;

  /** As the owner of the tables, whom row-level security would not let write: the superuser is above it. */
  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, max: CONNECTIONS });
  }

  async start({ account, app }: Customer, numbers: { caller: string; callee: string }): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const lock = prepared('SELECT * FROM account WHERE id = $1 FOR UPDATE', [account]);
      const { rows } = await client.query<Parameters<typeof reserved>[0]>(lock);
      const before = rows[0];
      if (before === undefined) throw new Error('The account is not there.');
      const now = new Date();
      const call = place(account, app, numbers, now);
      const sequence = (BigInt(before.sequence) + 1n).toString();
      await client.query(insert(callTable, [{ ...toCallRow(call), placed_wall_at: now }]));
      const outcome = { kind: 'DONE', id: call.id } as const;
      const request = { operation: 'startCall', key: randomUUID(), input: '', outcome, at: now } as const;
      await client.query(insert(requestTable, [toRequestRow(account, request)]));
      const event = {
        account_id: account,
        seq: sequence,
        subject_kind: 'CALL',
        subject_id: call.id,
        version: 1,
      } as const;
      await client.query(insert(eventTable, [{ ...event, at: now, decision_id: randomUUID() }]));
      const row = { ...reserved(before, call.order.reservation), sequence };
      await client.query(update(accountTable, row as never, ['id'], ['reserved_fen', 'version', 'sequence']));
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

function place(
  account: Customer['account'],
  app: Customer['app'],
  numbers: { caller: string; callee: string },
  now: Date,
): Call {
  const quote = quoteCall(
    Tariff.standard('CONVERSATION'),
    standardDurationLimits,
    Money.fen(1_000_000),
    {
      maxSeconds: 60,
      minSeconds: null,
    },
    2,
  );
  const caller = PhoneNumber.restore(numbers.caller);
  const callee = PhoneNumber.restore(numbers.callee);
  const order = { id: randomUUID() as CallId, account, app, reference: null, placedAt: now };
  return Placed.place({ ...order, kind: 'CALL', caller, callee }, quote, {
    ringSeconds: 60,
    graceSeconds: 30,
    horizonSeconds: 72 * 3600,
  });
}

function reserved<Row extends { reserved_fen: string; version: number; sequence: string }>(
  row: Row,
  amount: Money,
): Row {
  return { ...row, reserved_fen: (BigInt(row.reserved_fen) + amount.fen).toString(), version: row.version + 1 };
}

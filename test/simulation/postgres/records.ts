import type { Pool } from 'pg';
import type { EntitySchema } from 'typeorm';
import type { AccountRecords } from '../../../src/adapters/memory/memory-store.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import type { AccountRow } from '../../../src/adapters/postgres/rows/account-rows.ts';
import { fromAccountRow } from '../../../src/adapters/postgres/rows/account-rows.ts';
import { alarmTable, fromAlarmRow } from '../../../src/adapters/postgres/rows/alarm-rows.ts';
import { callTable, fromCallRow } from '../../../src/adapters/postgres/rows/call-rows.ts';
import { callbackTable, fromCallbackRow } from '../../../src/adapters/postgres/rows/callback-rows.ts';
import type { TransferRow } from '../../../src/adapters/postgres/rows/ledger-rows.ts';
import { transferTable } from '../../../src/adapters/postgres/rows/ledger-rows.ts';
import type { OperatorActionRow } from '../../../src/adapters/postgres/rows/operator-rows.ts';
import { operatorActionTable } from '../../../src/adapters/postgres/rows/operator-rows.ts';
import type { ResolutionRow } from '../../../src/adapters/postgres/rows/resolution-rows.ts';
import {
  discrepancyTable,
  fromDiscrepancyRow,
  resolutionTable,
} from '../../../src/adapters/postgres/rows/resolution-rows.ts';
import { fromTopUpRow, topUpTable } from '../../../src/adapters/postgres/rows/top-up-rows.ts';
import type { AccountId, OperatorId } from '../../../src/domain/ids.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { Money } from '../../../src/domain/money.ts';
import type { OperatorAction } from '../../../src/domain/operator.ts';
import type { Resolution } from '../../../src/domain/settlement.ts';

type Changing<T> = { -readonly [Name in keyof T]: T[Name] };

/** All accounts as the database has them, in the form in which the simulation reckons them up. */
export async function readRecords(admin: Pool): Promise<ReadonlyMap<AccountId, AccountRecords>> {
  const all = new Map<AccountId, Changing<AccountRecords>>();
  const each = async <Row extends object>(
    { options }: EntitySchema<Row>,
    take: (records: Changing<AccountRecords>, row: Row) => void,
  ): Promise<void> => {
    const { rows } = await admin.query<Row & { account_id: AccountId }>(`SELECT * FROM ${options.name}`);
    for (const row of rows) {
      const records = all.get(row.account_id);
      if (records !== undefined) take(records, row);
    }
  };
  const accounts = await admin.query<AccountRow>('SELECT * FROM account');
  for (const row of accounts.rows) all.set(row.id as AccountId, MemoryStore.empty(fromAccountRow(row)));
  await each(callTable, (to, row) => (to.calls = withOne(to.calls, row.id, fromCallRow(row))));
  await each(topUpTable, (to, row) => (to.topUps = withOne(to.topUps, row.id, fromTopUpRow(row))));
  await each(callbackTable, (to, row) => {
    // The simulated provider names a body by its text.
    const bodyHash = row.body.toString();
    to.callbacks = withOne(to.callbacks, `${row.app_id} ${bodyHash}`, { ...fromCallbackRow(row), bodyHash });
  });
  await each(resolutionTable, (to, row) => {
    to.resolutions = withOne(to.resolutions, row.call_id, toResolution(row));
  });
  await each(transferTable, (to, row) => (to.transfers = [...to.transfers, toTransfer(row)]));
  await each(alarmTable, (to, row) => {
    to.alarms = [...to.alarms, { ...fromAlarmRow(row), open: row.closed_at === null }];
  });
  await each(discrepancyTable, (to, row) => {
    to.discrepancies = [...to.discrepancies, fromDiscrepancyRow(row)];
  });
  await each(operatorActionTable, (to, row) => (to.actions = [...to.actions, toAction(row)]));
  return all;
}

function withOne<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
}

function toResolution({ call_id: call, kind, reservation_fen, charge_fen, at }: ResolutionRow): Resolution {
  return { call, kind, reservation: Money.fen(BigInt(reservation_fen)), charge: Money.fen(BigInt(charge_fen)), at };
}

function toAction({ operator_id, account_id, ...row }: OperatorActionRow): OperatorAction {
  const details = row.details as unknown as OperatorAction['details'];
  return { ...row, operator: operator_id as OperatorId, account: account_id as AccountId, details };
}

function toTransfer({ kind, subject, amount_fen, accounting_at: at, call_id, reference }: TransferRow): Transfer {
  const cause = { subject, at, ...(call_id !== null && { call: call_id }), ...(reference !== null && { reference }) };
  return Transfer.some(kind, Money.fen(BigInt(amount_fen)), cause)[0]!;
}

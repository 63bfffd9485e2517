import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { postingId } from '../../../src/adapters/postgres/posting-id.ts';
import { accountTable, toAccountRow } from '../../../src/adapters/postgres/rows/account-rows.ts';
import { appTable, toAppRow } from '../../../src/adapters/postgres/rows/app-rows.ts';
import { toTransferRow, transferTable } from '../../../src/adapters/postgres/rows/ledger-rows.ts';
import { topUpTable, toTopUpRow } from '../../../src/adapters/postgres/rows/top-up-rows.ts';
import { insert } from '../../../src/adapters/postgres/statements.ts';
import { booksFrom } from '../../../src/domain/books.ts';
import { Account } from '../../../src/domain/account.ts';
import { App, standardDurationLimits } from '../../../src/domain/app.ts';
import { standardConferenceBounds } from '../../../src/domain/conference-bounds.ts';
import type { AccountId, AppId, LoginId, MemberId, PaymentReference, TopUpId } from '../../../src/domain/ids.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { TariffPlan } from '../../../src/domain/tariff-plan.ts';
import { active } from '../../../src/domain/standing.ts';
import { Money } from '../../../src/domain/money.ts';
import { usualNotices } from '../../../src/domain/notice-settings.ts';
import { asConfigured } from '../../../src/domain/own-limits.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import type { Chance } from '../chance.ts';
import type { Customer } from '../customers.ts';

export interface NewAccount extends Customer {
  readonly account: Account;
  /** The payment that it begins with. */
  readonly opening: TopUpId;
}

/** An account with an app or two, and mostly too little money for what it wants. `place`: among those of its batch. */
export function newAccount(place: number, chance: Chance, minute: Money, createdAt: Date): NewAccount {
  const id = randomUUID() as AccountId;
  const minutes = chance.weighed<number>([
    [1, 0],
    [2, chance.between(1, 4)],
    [4, chance.between(5, 12)],
    [3, 400],
  ]);
  const balance = minute.times(BigInt(minutes));
  const fields = {
    id,
    name: 'account',
    balance,
    reserved: Money.zero,
    standing: active,
    tariffs: TariffPlan.none,
    limits: asConfigured,
    notices: usualNotices,
    lowBalanceTold: false,
    books: booksFrom(createdAt),
    createdAt,
    version: 1,
  };
  const account = Account.restore(fields);
  const apps = Array.from({ length: chance.between(1, 2) }, (_, index) => newApp(id, place, index, createdAt));
  const ids = { id: randomUUID() as MemberId, login: randomUUID() as LoginId };
  const principal: MemberPrincipal = { kind: 'MEMBER', ...ids, account: id, role: 'OWNER', expires: new Date(8.64e15) };
  return { account, principal, apps, opening: randomUUID() as TopUpId };
}

/** Writes all of a batch at once, each with the payment that it begins with. */
export async function writeAccounts(admin: Pool, all: readonly NewAccount[]): Promise<void> {
  await admin.query(
    insert(
      accountTable,
      all.map(({ account }) => toAccountRow(account, 0n)),
    ),
  );
  await admin.query(
    insert(
      appTable,
      all.flatMap(({ apps }) => apps.map(toAppRow)),
    ),
  );
  const paid = all.filter(({ account }) => !account.balance.isZero).map(openingOf);
  await admin.query(
    insert(
      topUpTable,
      paid.map(({ topUp }) => topUp),
    ),
  );
  await admin.query(
    insert(
      transferTable,
      paid.map(({ transfer }) => transfer),
    ),
  );
}

function newApp(account: AccountId, place: number, index: number, createdAt: Date): App {
  // Its telephone numbers follow from its name.
  const name = `app-${place}-${index}`;
  return App.restore({
    id: randomUUID() as AppId,
    account,
    name,
    appKey: `key of ${account} ${name}`,
    sealedSecret: 'sealed',
    replacedSecret: null,
    suspension: null,
    accid: 'agent',
    callbackKey: `address-of-${account}-${name}`,
    service: 'ENABLED',
    limits: standardDurationLimits,
    stoppedByProvider: null,
    conferences: standardConferenceBounds,
    callsAtOnce: null,
    createdAt,
    version: 1,
  });
}

function openingOf({ account: { id: account, balance, createdAt: at }, opening: id }: NewAccount) {
  const paid = TopUp.restore(id, account, balance, at, { status: 'PENDING' }).paid(
    id as string as PaymentReference,
    at,
  );
  const posting = { account, id: postingId(at, 0n, 0), balanceAfter: balance, at };
  return { topUp: toTopUpRow(paid), transfer: toTransferRow(Transfer.topUp(id, balance, at), posting) };
}

import { MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import { booksFrom } from '../../src/domain/books.ts';
import { Account } from '../../src/domain/account.ts';
import { App, standardDurationLimits } from '../../src/domain/app.ts';
import { standardConferenceBounds } from '../../src/domain/conference-bounds.ts';
import type { AccountId, AppId, LoginId, MemberId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { TariffPlan } from '../../src/domain/tariff-plan.ts';
import { active } from '../../src/domain/standing.ts';
import { Money } from '../../src/domain/money.ts';
import { usualNotices } from '../../src/domain/notice-settings.ts';
import { asConfigured } from '../../src/domain/own-limits.ts';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import type { Chance } from './chance.ts';

export interface Customer {
  readonly principal: MemberPrincipal;
  readonly apps: readonly App[];
}

/** One or two accounts with an app or two each, and mostly too little money for what they want. */
export function openCustomers(
  store: MemoryStore,
  chance: Chance,
  parts: { now: number; minute: Money },
): readonly Customer[] {
  const numbers = chance.between(1, 2);
  return Array.from({ length: numbers }, (_, index) => {
    const id = `account-${index + 1}` as AccountId;
    const opened = new Date(parts.now);
    const minutes = BigInt(
      chance.weighed([
        [1, 0],
        [2, chance.between(1, 4)],
        [4, chance.between(5, 12)],
        [3, 400],
      ]),
    );
    const balance = parts.minute.times(minutes);
    const fields = {
      id,
      name: id,
      balance,
      reserved: Money.zero,
      standing: active,
      tariffs: TariffPlan.none,
      limits: asConfigured,
      notices: usualNotices,
      lowBalanceTold: false,
      books: booksFrom(opened),
      createdAt: opened,
      version: 1,
    };
    const apps = Array.from({ length: chance.between(1, 2) }, (_app, place) => openApp(id, index, place, opened));
    store.accounts.set(id, {
      ...MemoryStore.empty(Account.restore(fields)),
      apps: new Map(apps.map((app) => [app.id, app])),
      transfers: balance.isZero ? [] : [Transfer.topUp('opening', balance, opened)],
      postedAt: balance.isZero ? [] : [opened],
    });
    return { principal: principalOf(id, opened), apps };
  });
}

function openApp(account: AccountId, index: number, place: number, createdAt: Date): App {
  const name = `app-${index + 1}-${place + 1}`;
  return App.restore({
    id: name as AppId,
    account,
    name,
    appKey: `key of ${name}`,
    sealedSecret: 'sealed',
    replacedSecret: null,
    suspension: null,
    accid: 'agent',
    callbackKey: `address-of-${name}`,
    service: 'ENABLED',
    limits: standardDurationLimits,
    stoppedByProvider: null,
    conferences: standardConferenceBounds,
    callsAtOnce: null,
    createdAt,
    version: 1,
  });
}

function principalOf(account: AccountId, opened: Date): MemberPrincipal {
  const ids = { id: `member of ${account}` as MemberId, login: `login of ${account}` as LoginId };
  return { kind: 'MEMBER', ...ids, account, role: 'OWNER', expires: new Date(opened.getTime() + 1e12) };
}

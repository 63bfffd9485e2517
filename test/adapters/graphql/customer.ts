import { Transfer } from '../../../src/domain/ledger.ts';
import type { AccountId, AppId, MemberId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import type { Role } from '../../../src/domain/role.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';

export const password = 'correct horse 电池';

export interface Customer {
  readonly account: AccountId;
  readonly app: AppId;
  readonly email: string;
  readonly mobile: string;
  readonly token: string;
  readonly refreshToken: string;
}

let customers = 0;

/** An account with `fen` to spend, a signed-in member, and an app whose service is enabled. */
export async function customerOf(api: Api, given: { fen?: number; role?: Role } = {}): Promise<Customer> {
  const { fen = 1000_00, role = 'OWNER' } = given;
  customers += 1;
  const account = crypto.randomUUID() as AccountId;
  const email = `member-${customers}@example.cn`;
  const mobile = `139${String(customers).padStart(8, '0')}`;
  const member = a.member({
    id: crypto.randomUUID() as MemberId,
    account,
    email,
    mobile: PhoneNumber.restore(mobile),
    role,
    passwordHash: await cheapPasswords.hash(password),
  });
  const { accounts } = api.postgres;
  await accounts.open(a.account({ id: account, balance: 0 }), member);
  const app = a.app({ id: crypto.randomUUID() as AppId, account, appKey: `key-${account}`, callbackKey: account });
  const { tokens } = await api.application.signIn({ email, password });
  const principal = (await api.application.authenticate(tokens.accessToken)) as MemberPrincipal;
  const created = await api.application.createApp(
    { ...principal, role: 'OWNER' },
    { name: app.name, credentials: { appKey: app.appKey, appSecret: 'app-secret', accid: 'agent' } },
  );
  await credit(api, account, Math.max(fen, 12));
  await api.application.enableService({ ...principal, role: 'OWNER' }, { app: created.app.id });
  if (fen < 12) await charge(api, account, 12 - fen);
  const { accessToken: token, refreshToken } = tokens;
  return { account, app: created.app.id, email, mobile, token, refreshToken };
}

/** Pays in, less than a top-up may be too. */
export async function credit(api: Api, account: AccountId, fen: number): Promise<void> {
  const amount = Money.fen(fen);
  await api.postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(amount) },
    transfers: [Transfer.topUp(crypto.randomUUID(), amount, facts.now)],
  }));
}

/** Takes money away, as another call's charge would. */
export async function charge(api: Api, account: AccountId, fen: number): Promise<void> {
  await api.postgres.accounts.decide(account, {}, (facts) => {
    const { account: next, paid, missing } = facts.account.settle(Money.zero, Money.fen(fen));
    const transfers = Transfer.charge('CALL_CHARGE', crypto.randomUUID(), paid, missing, {
      at: facts.now,
      adjusts: null,
    });
    return { answer: undefined, saves: { account: next }, transfers };
  });
}

/** A code that was sent to the mobile. */
export async function codeFor(
  api: Api,
  mobile: string,
  purpose: 'REGISTRATION' | 'PASSWORD_RESET' = 'REGISTRATION',
): Promise<string> {
  await api.application.requestCode({ mobile, purpose });
  return api.outside.texts.findLast(({ to }) => to === mobile)!.code;
}

import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded/embedded-postgres.ts';
import type { Postgres } from '../src/adapters/postgres/open-postgres.ts';
import { openPostgres } from '../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../src/adapters/system/aes-secrets.ts';
import { secretContext } from '../src/application/credentials-of.ts';
import { Account } from '../src/domain/account.ts';
import { App, standardDurationLimits } from '../src/domain/app.ts';
import { standardConferenceBounds } from '../src/domain/conference-bounds.ts';
import type { AccountId, AppId, MemberId, PaymentReference, TopUpId } from '../src/domain/ids.ts';
import { Transfer } from '../src/domain/ledger.ts';
import { Money } from '../src/domain/money.ts';
import { PhoneNumber } from '../src/domain/phone-number.ts';
import { TopUp } from '../src/domain/top-up.ts';
import { keyFingerprint } from '../src/secrets-key.ts';

/** Of each pool that is measured, ours and the baseline's. */
export const CONNECTIONS = 8;

export const secrets = new AesSecrets(Buffer.alloc(32, 1));

export interface World {
  readonly url: string;
  readonly postgres: Postgres;
  close(): Promise<void>;
}

/** A PostgreSQL of its own with its own settings, which wait for the disk at each commit, migrated and opened. */
export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, log: () => undefined });
  const postgres = await openPostgres({
    url: server.url,
    clockRate: 1,
    wall: () => new Date(),
    secretsFingerprint: keyFingerprint(secrets),
    log: (level, message, fields) => {
      if (level !== 'info') process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
    },
    poolSizes: { members: 2, writers: CONNECTIONS, doormen: 1 },
  });
  const close = async (): Promise<void> => {
    await postgres.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, postgres, close };
}

export interface Customer {
  readonly account: AccountId;
  readonly app: AppId;
}

/** An account with a million yuan, and an app whose service is enabled. */
export async function openCustomer({ accounts }: Postgres): Promise<Customer> {
  const now = new Date();
  const account = randomUUID() as AccountId;
  const id = randomUUID() as AppId;
  await accounts.open(Account.open(account, '压测公司', now), {
    id: randomUUID() as MemberId,
    account,
    email: `${account}@example.cn`,
    mobile: PhoneNumber.restore('13900000001'),
    role: 'OWNER',
    passwordHash: '',
    createdAt: now,
    removedAt: null,
  });
  const owner = { id, account };
  const created = App.create(
    {
      ...owner,
      name: '客服',
      appKey: id,
      accid: 'bench',
      sealedSecret: secrets.seal('secret', secretContext(owner)),
      callbackKey: id,
      conferences: standardConferenceBounds,
      limits: standardDurationLimits,
      createdAt: now,
    },
    0,
  );
  await accounts.decide(account, {}, (facts) => {
    const amount = Money.fen(1_000_000_00);
    const topUp = TopUp.request(randomUUID() as TopUpId, account, amount, facts.now);
    const paid = topUp.paid(`bench ${topUp.id}` as PaymentReference, facts.now);
    return {
      answer: undefined,
      saves: {
        account: facts.account.credit(amount),
        topUp: paid,
        app: App.restore({ ...created, service: 'ENABLED' }),
      },
      transfers: [Transfer.topUp(paid.id, amount, facts.now)],
    };
  });
  return { account, app: id };
}

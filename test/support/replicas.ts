import { randomUUID } from 'node:crypto';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { LibphonenumberPlan } from '../../src/adapters/system/libphonenumber-plan.ts';
import type { Application } from '../../src/application/application.ts';
import { createApplication } from '../../src/application/application.ts';
import { secretContext } from '../../src/application/credentials-of.ts';
import type { Settings } from '../../src/application/settings.ts';
import type { App } from '../../src/domain/app.ts';
import type { AccountId, LoginId, MemberId, ProviderSession } from '../../src/domain/ids.ts';
import { anApp, openAccount } from '../contracts/account-harness.ts';
import * as a from './a.ts';
import { createDatabase, secretsKey } from './database.ts';
import { cheapPasswords } from './fixed.ts';
import { Outside } from './outside.ts';
import { ignore, open } from './postgres.ts';
import type { Customer } from './scenario.ts';
import { settings } from './scenario.ts';

/** Applications in one process that know of one another by their database only, as processes do. */
export interface Replicas {
  readonly url: string;
  readonly applications: readonly Application[];
  /** An account with that many fen, and an app whose service is enabled. */
  customer(fen: number): Promise<Customer>;
  close(): Promise<void>;
}

const secrets = new AesSecrets(secretsKey);

/** The provider answers each start at once, with a session of its own. */
export async function startReplicas(count: number, given: Partial<Settings>): Promise<Replicas> {
  const database = await createDatabase();
  const stores: Postgres[] = [];
  const poolSizes = { members: 1, writers: 8, doormen: 1 };
  for (let n = 0; n < count; n++) stores.push(await open(database.url, { poolSizes, log: ignore }));
  const applications = stores.map((postgres) => applicationOver(postgres, { ...settings, ...given }));
  return {
    url: database.url,
    applications,
    customer: (fen) => customerIn(stores[0]!, fen),
    close: async () => {
      await Promise.all(stores.map((postgres) => postgres.close()));
      await database.drop();
    },
  };
}

export function applicationOver(postgres: Postgres, given: Settings, outside = new Outside()): Application {
  outside.dial = () => ({ kind: 'STARTED', session: randomUUID() as ProviderSession });
  const ports = {
    ...outside.ports(),
    ...postgres,
    secrets,
    random: new CryptoRandom(),
    numbers: new LibphonenumberPlan(),
    passwords: cheapPasswords,
  };
  return createApplication(ports, given);
}

export async function customerIn({ accounts }: Postgres, fen: number): Promise<Customer> {
  const id = randomUUID() as AccountId;
  await openAccount(accounts, id, fen);
  const plain = anApp(id);
  const app: App = a.app({ ...plain, sealedSecret: secrets.seal('app-secret', secretContext(plain)) });
  await accounts.decide(id, {}, () => ({ answer: undefined, saves: { app } }));
  const member = { id: randomUUID() as MemberId, login: randomUUID() as LoginId, account: id };
  return { id, app, principal: { kind: 'MEMBER', ...member, role: 'OWNER', expires: a.after(900, new Date()) } };
}

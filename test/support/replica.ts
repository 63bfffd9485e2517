import { LibphonenumberPlan } from '../../src/adapters/system/libphonenumber-plan.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import type { Postgres, PostgresOptions } from '../../src/adapters/postgres/open-postgres.ts';
import type { Application } from '../../src/application/application.ts';
import { createApplication } from '../../src/application/application.ts';
import type { Settings } from '../../src/application/settings.ts';
import { secretsKey } from './database.ts';
import { cheapPasswords } from './fixed.ts';
import { Outside } from './outside.ts';
import { ignore, open } from './postgres.ts';
import { Proxy } from './proxy.ts';
import { settings } from './scenario.ts';

/** A replica of the application on a PostgreSQL that others share, in this process. */
export interface TestReplica {
  readonly application: Application;
  readonly postgres: Postgres;
  readonly outside: Outside;
  /** From now on it reaches its database no more: for the others it is dead, once its lease has ended. */
  vanish(): void;
  close(): Promise<void>;
}

export async function startReplica(
  url: string,
  given: Partial<PostgresOptions> = {},
  changed: Partial<Settings> = {},
): Promise<TestReplica> {
  const proxy = await Proxy.before(url);
  const postgres = await open(proxy.url, { log: ignore, ...given });
  const outside = new Outside();
  const ports = {
    ...outside.ports(),
    ...postgres,
    secrets: new AesSecrets(secretsKey),
    random: new CryptoRandom(),
    numbers: new LibphonenumberPlan(),
    passwords: cheapPasswords,
  };
  return {
    application: createApplication(ports, { ...settings, ...changed }),
    postgres,
    outside,
    vanish: () => proxy.cutAt('', 'BEFORE_IT_ARRIVES', Infinity),
    close: async () => {
      await postgres.close();
      await proxy.close();
    },
  };
}
